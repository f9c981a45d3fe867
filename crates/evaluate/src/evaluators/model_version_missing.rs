//! `model-version-missing`: does every answered call say which version of the model answered?
//!
//! Population: calls in the window that were answered; those that the log calls failed are left out and counted. A version
//! is told in a field of its own or pinned in the model's name: a date (`-2026-01-31`, `-20260131`), a release number at
//! its end (`-0613`, `-002`) or a revision (`-v2:1`). A floating name (`-latest`, a bare family) tells none.

use crate::{
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{self, blank::Blank},
};
use model::{Evaluation, Kind, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "model-version-missing",
    version: 2,
    about: About {
        question: "Does every answered call name the version of the model that answered?",
        why: "Without the version nobody can say which model gave an answer, or when it changed.",
        reading: "Answered calls in the window. A version counts in a field of its own or pinned in the model's name by a date, \
                  a release number or a revision.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

const BLANK: Blank = Blank {
    population_of: "answered calls through the LLM gateway",
    kept: Some("calls that the log does not call failed"),
    table: "gateway",
    population: gateway::ANSWERED,
    missing: concat!("model_version IS NULL AND (model IS NULL OR NOT (", gateway::pinned!(), "))"),
    columns: ", provider, model, model_requested",
    reason: "the log does not tell which version of the model answered",
    looked: "looked for in a field of its own, and in the name as a date, a release number or a revision",
    told: "tell the version of the model",
};

fn queries(terms: &Terms) -> Vec<Query> {
    BLANK.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    BLANK.judge(&EVALUATOR, answers, dataset, terms)
}
