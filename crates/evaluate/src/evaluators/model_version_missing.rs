//! `model-version-missing`: does every answered call say which version of the model answered?
//!
//! Population: calls in the window that were answered; those that the log calls failed are left out and counted. A version
//! is told in a field of its own or pinned in the model's name: a date (`-2026-01-31`, `-20260131`), a release number at
//! its end (`-0613`, `-002`) or a revision (`-v2:1`). A floating name (`-latest`, a bare family) tells none.

use crate::{
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::Blank,
};
use model::{Evaluation, Kind, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "model-version-missing",
    version: 1,
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

/// The log with every digit of the model's name written as 9, so that plain patterns find dates and numbers.
const MASKED: &str = "(SELECT *, replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(model), \
     '0', '9'), '1', '9'), '2', '9'), '3', '9'), '4', '9'), '5', '9'), '6', '9'), '7', '9'), '8', '9') AS masked \
     FROM gateway) AS calls";

const BLANK: Blank = Blank {
    population_of: "answered calls through the LLM gateway",
    kept: Some("calls that the log does not call failed"),
    table: MASKED,
    population: "status IS NULL OR NOT (lower(status) IN ('failure', 'failed', 'error', 'timeout', 'cancelled', 'canceled', \
                 'blocked') OR status LIKE '4__' OR status LIKE '5__')",
    missing: "model_version IS NULL AND (model IS NULL OR NOT (masked LIKE '%9999-99-99%' OR masked LIKE '%99999999%' \
              OR masked LIKE '%-9999' OR masked LIKE '%-9999-preview' OR masked LIKE '%-999' OR masked LIKE '%-v9:9%'))",
    columns: ", provider, model, model_requested",
    reason: "the log does not tell which version of the model answered",
    told: "tell the version of the model",
};

fn queries(terms: &Terms) -> Vec<Query> {
    BLANK.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    BLANK.judge(&EVALUATOR, answers, dataset, terms)
}
