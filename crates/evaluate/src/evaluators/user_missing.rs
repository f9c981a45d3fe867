//! `user-missing`: does every call say on whose behalf it was made?
//!
//! Population: calls in the window. Failed: the log names no user.

use crate::{
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::blank::Blank,
};
use model::{Evaluation, Kind, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "user-missing",
    version: 2,
    about: About {
        question: "Does every call in the gateway's log name the user on whose behalf it was made?",
        why: "A call that nobody made can be traced to nobody: access and misuse cannot be reviewed.",
        reading: "Calls in the window; a call fails when the log names no user for it.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

const BLANK: Blank = Blank {
    population_of: "calls through the LLM gateway",
    kept: None,
    table: "gateway",
    population: "true",
    missing: "user_id IS NULL",
    columns: ", provider, model, route",
    reason: "the log names no user",
    looked: "looked for in the field of the user, not in that of the tenant or key",
    told: "name a user",
};

fn queries(terms: &Terms) -> Vec<Query> {
    BLANK.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    BLANK.judge(&EVALUATOR, answers, dataset, terms)
}
