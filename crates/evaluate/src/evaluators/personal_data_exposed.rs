//! `personal-data-exposed`: which personal data left in prompts, retrieved contexts, outputs and tool calls?
//!
//! Population: patterns of personal data (values of one form, found by one rule) by place in the calls of the window.
//! Failed: a kind that the company did not tolerate on that day. What is tolerated passes and is counted; what somebody
//! marked as a false finding too. Calls whose texts the log does not hold cannot be looked at, which keeps the whole from
//! passing. The rates per 1,000 calls stand beside it.

use crate::{
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    exposed::{Exposed, LEAST, TOLERATED},
};
use model::{Evaluation, Kind, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "personal-data-exposed",
    version: 1,
    about: About {
        question: "Which personal data was in the prompts, retrieved contexts, outputs and tool calls of the window?",
        why: "What is sent to a provider or shown to a user has left the company's hands, whatever the policy says.",
        reading: "Patterns found by the detectors, by kind and place, with counts and rates per 1,000 calls. Kinds that the company \
                  tolerates and patterns marked as false are shown as passed. Detectors miss some and err in some: a pass is not proof \
                  of absence.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[Kind::Span],
    map: false,
    parameters: &[&TOLERATED, &LEAST],
    judge: Judge::Log { sql: queries, fold: judge },
};

const EXPOSED: Exposed = Exposed {
    population_of: "patterns of personal data in calls, by place",
    of: "kind <> 'SECRET'",
    tolerated: Some(&TOLERATED),
};

fn queries(terms: &Terms) -> Vec<Query> {
    EXPOSED.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    EXPOSED.judge(&EVALUATOR, answers, dataset, terms)
}
