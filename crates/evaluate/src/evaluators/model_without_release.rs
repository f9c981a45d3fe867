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
    first_seen::{Found, Question},
    releases::{EVALUATED, Index, is_model, keys_of_model, model_keys},
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
    find,
};

fn queries(terms: &Terms) -> Vec<Query> {
    QUESTION.queries(terms)
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    QUESTION.judge(&EVALUATOR, answers, dataset, terms)
}

/// The records of a model and version; a name without its version can be any of the versions released.
fn find<'a>(index: &Index<'a>, name: Option<&str>, version: Option<&str>) -> Found<'a> {
    let keys = model_keys(name.unwrap_or_default(), version);
    let records: Vec<_> = keys.iter().filter_map(|key| index.get(key)).flatten().copied().collect();
    if !records.is_empty() {
        return Found::Records(records);
    }
    let numbered = |key: &String| {
        let rest = |full: &str| {
            full.strip_prefix(key.as_str())
                .is_some_and(|rest| rest.len() >= 4 && rest.chars().all(|digit| digit.is_ascii_digit()))
        };
        index.range(key.clone()..).take_while(|(full, _)| full.starts_with(key.as_str())).any(|(full, _)| rest(full))
    };
    if version.is_none() && keys.iter().any(numbered) {
        return Found::Unclear("the log tells no version, and release records name versions of it".to_owned());
    }
    Found::Records(records)
}
