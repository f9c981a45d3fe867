//! Runs one evaluator, after asking whether there is anything to judge by.

use crate::{
    dataset::Dataset,
    evaluation::{Draft, conclude},
    evaluator::{Evaluator, Judge, LogAnswers},
    evaluators,
    inputs::{self, Source},
};
use model::{Evaluation, Item, Kind, ParameterSpec, Terms};
use std::collections::BTreeMap;

/// The answer of an evaluator. Without evidence of a needed kind, or without answers of the log for an evaluator that
/// asks it, the answer is that nothing can be said, with what is missing.
pub fn evaluate(evaluator: &Evaluator, dataset: &Dataset, answers: Option<&LogAnswers>, terms: &Terms) -> Evaluation {
    let missing: Vec<Kind> = evaluator.needs.iter().copied().filter(|kind| !inputs::is_there(dataset, *kind)).collect();
    if !missing.is_empty() {
        return without(evaluator, dataset, terms, &missing);
    }
    let mut evaluation = match (&evaluator.judge, answers) {
        (Judge::Records(judge), _) => judge(dataset, terms),
        (Judge::Log { fold, .. }, Some(answers)) => fold(answers, dataset, terms),
        (Judge::Log { .. }, None) => unasked(evaluator, dataset, terms),
    };
    evaluation.items.iter_mut().for_each(|item| prove(item, dataset));
    evaluation
}

/// Adds the places that completed a record to the proof that rests on it.
fn prove(item: &mut Item, dataset: &Dataset) {
    let parts = item.proof.iter().filter_map(|pointer| dataset.joins.completed_by.get(pointer)).flatten();
    let more: Vec<_> = parts.filter(|part| !item.proof.contains(part)).cloned().collect();
    item.proof.extend(more);
}

/// Every parameter that any evaluator reads, sorted by id.
pub fn parameters() -> Vec<&'static ParameterSpec> {
    let all = evaluators::ALL.iter().flat_map(|evaluator| evaluator.parameters.iter().copied());
    let unique: BTreeMap<&str, &'static ParameterSpec> = all.map(|spec| (spec.id, spec)).collect();
    unique.into_values().collect()
}

fn unasked(evaluator: &Evaluator, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let sources = evaluator.needs.iter().map(|kind| inputs::supporting(dataset, *kind)).collect();
    let mut draft = Draft { population_of: "not known", sources, ..Draft::default() };
    for source in &mut draft.sources {
        source.incomplete = true;
        source.input.gaps.push("the log was not asked: evaluate again where it can be read".to_owned());
    }
    conclude(evaluator, terms, draft)
}

fn without(evaluator: &Evaluator, dataset: &Dataset, terms: &Terms, missing: &[Kind]) -> Evaluation {
    let source = |kind: &Kind| {
        if missing.contains(kind) { Source::absent(*kind) } else { inputs::supporting(dataset, *kind) }
    };
    let sources = evaluator.needs.iter().map(source).collect();
    let words: Vec<&str> = missing.iter().map(|kind| inputs::plural(*kind)).collect();
    let notes = vec![format!("Nothing can be said without {}: import an export that lists them.", words.join(" and "))];
    conclude(evaluator, terms, Draft { population_of: "not known", sources, notes, ..Draft::default() })
}
