//! `model-without-release`: was every model released before it first answered in production?
//!
//! Population: every model and version that answered a call in the window, judged by its first call in the whole log;
//! calls that the log calls failed are left out. A release record is found by name and version, whatever provider or
//! region stands around the name. Failed: no record names it, its record came after the first call, or the record lacks
//! a ticket, an approver who is not its author, or the evaluation that it passed. Not determinable: the log tells a name
//! without a version of which only versions were released, or the record cannot tell. Without any registry nothing can be
//! said. Who provides the model is judged by `provider-unapproved`.

use crate::{
    approvals::PROGRAMS,
    dataset::Dataset,
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    first_seen::Question,
    releases::{EVALUATED, find_model, is_model, keys_of_model},
};
use model::{Evaluation, Kind, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "model-without-release",
    version: 2,
    about: About {
        question: "Was every model and version released, with ticket, approval and evaluation, before it first answered?",
        why: "A model that answers before anybody has evaluated and approved it makes customers its testers.",
        reading: "Every model and version that answered in the window, by its first call in the log, against the release records. \
                  Without a registry nothing can be said.",
    },
    needs: &[Kind::GatewayRow, Kind::Release],
    uses: &[Kind::Ticket, Kind::Person],
    map: false,
    parameters: &[&EVALUATED, &PROGRAMS],
    judge: Judge::Log { sql: queries, fold: judge },
};

const QUESTION: Question = Question {
    population_of: "models and versions that answered",
    name: "model",
    version: Some("model_version"),
    told: "model IS NOT NULL",
    coverage: "name the model that answered",
    verb: "answered",
    is: is_model,
    keys_of: keys_of_model,
    find: find_model,
};

fn queries(terms: &Terms) -> Vec<Query> {
    QUESTION.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    QUESTION.judge(&EVALUATOR, answers, dataset, terms)
}
