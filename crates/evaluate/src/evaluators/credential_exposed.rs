//! `credential-exposed`: which keys, tokens and passwords were in prompts, retrieved contexts, outputs and tool calls?
//!
//! Population: patterns of credentials by place in the calls of the window. Failed: each that nobody marked as false. Calls
//! whose texts the log does not hold cannot be looked at, which keeps the whole from passing.

use crate::{
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    exposed::{Exposed, LEAST},
};
use model::{Evaluation, Kind, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "credential-exposed",
    version: 1,
    about: About {
        question: "Which keys, tokens and passwords were in the prompts, retrieved contexts, outputs and tool calls of the window?",
        why: "A credential in a prompt is known to the provider, to the log and to everybody who reads either: it must be replaced.",
        reading: "Patterns found by the detectors, by service and place, with counts. Patterns marked as false are shown as passed. \
                  Detectors miss some: a pass is not proof of absence.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Span],
    map: false,
    parameters: &[&LEAST],
    judge: Judge::Log { sql: queries, fold: judge },
};

const EXPOSED: Exposed = Exposed {
    population_of: "patterns of credentials in calls, by place",
    of: "kind = 'SECRET'",
    tolerated: None,
    what: "credentials",
};

fn queries(terms: &Terms) -> Vec<Query> {
    EXPOSED.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    EXPOSED.judge(&EVALUATOR, answers, dataset, terms)
}
