//! From judged items to an evaluation: the one place where the state of the whole is decided.
//!
//! An exception outweighs everything; then what could not be judged; an empty population is "no occurrence" only when
//! the inputs were there and looked at the whole window; and only sound inputs make a pass.

use crate::{evaluator::Evaluator, inputs::Source};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, ParameterSpec, Pointer, Stamp, State, Step, Terms, UsedParameter};
use std::collections::BTreeMap;

/// What a judgement hands over.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// What an item is.
    pub population_of: &'static str,
    /// The judged items.
    pub items: Vec<Item>,
    /// The filters, in order.
    pub filters: Vec<Filter>,
    /// The inputs with how far they carry.
    pub sources: Vec<Source>,
    /// Figures by name.
    pub figures: BTreeMap<String, String>,
    /// Assumptions and remarks.
    pub notes: Vec<String>,
    /// Counts, where the items listed are not the whole population.
    pub counts: Option<Counts>,
}

/// Counts of a population that is too large to list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// All.
    pub population: u64,
    /// Failed.
    pub exceptions: u64,
    /// Not judged.
    pub undetermined: u64,
}

/// An item.
pub(crate) fn item(subject: impl Into<String>, state: State, reason: impl Into<String>, proof: Vec<Pointer>) -> Item {
    Item { subject: subject.into(), state, reason: reason.into(), proof, steps: Vec::new() }
}

/// A step that a row tells.
pub(crate) fn fact(at: Option<Stamp>, what: impl Into<String>, proof: &Pointer) -> Step {
    Step { at, what: what.into(), proof: Some(proof.clone()) }
}

/// A step that follows from a rule or from the steps before.
pub(crate) fn rule(at: Option<NaiveDate>, what: impl Into<String>) -> Step {
    Step { at: at.map(Stamp::Day), what: what.into(), proof: None }
}

/// Keeps the rows that pass a test and writes the filter down with the counts before and after.
pub(crate) fn keep<T>(rows: Vec<T>, kept: &str, filters: &mut Vec<Filter>, test: impl FnMut(&T) -> bool) -> Vec<T> {
    let before = rows.len() as u64;
    let rows: Vec<T> = rows.into_iter().filter(test).collect();
    filters.push(Filter { kept: kept.to_owned(), before, after: rows.len() as u64 });
    rows
}

/// The evaluation that follows from a draft.
pub(crate) fn conclude(evaluator: &Evaluator, terms: &Terms, mut draft: Draft) -> Evaluation {
    draft.items.sort_by(|one, other| order(one).cmp(&order(other)));
    let counts = draft.counts.unwrap_or_else(|| counted(&draft.items));
    let state = whole(counts, &draft.sources);
    draft.notes.extend(why_undeterminable(state, counts, &draft.sources));
    Evaluation {
        evaluator: evaluator.id.to_owned(),
        version: evaluator.version,
        state,
        population_of: draft.population_of.to_owned(),
        population: counts.population,
        tested: counts.population.saturating_sub(counts.undetermined),
        exceptions: counts.exceptions,
        undetermined: counts.undetermined,
        items: draft.items,
        filters: draft.filters,
        inputs: draft.sources.into_iter().map(|source| source.input).collect(),
        parameters: evaluator.parameters.iter().map(|spec| used(spec, terms)).collect(),
        figures: draft.figures,
        notes: draft.notes,
    }
}

fn order(item: &Item) -> (u8, &str, &str, &[Pointer]) {
    let rank = match item.state {
        State::Exception => 0,
        State::NotDeterminable => 1,
        State::NotTested => 2,
        State::NoOccurrence => 3,
        State::Pass => 4,
    };
    (rank, &item.subject, &item.reason, &item.proof)
}

fn counted(items: &[Item]) -> Counts {
    let of = |state: State| items.iter().filter(|item| item.state == state).count() as u64;
    Counts {
        population: items.len() as u64,
        exceptions: of(State::Exception),
        undetermined: of(State::NotDeterminable) + of(State::NotTested),
    }
}

fn whole(counts: Counts, sources: &[Source]) -> State {
    let sound = sources.iter().all(Source::sound);
    let looked = sound && sources.iter().all(|source| source.covers);
    match counts {
        Counts { exceptions: 1.., .. } => State::Exception,
        Counts { undetermined: 1.., .. } => State::NotDeterminable,
        Counts { population: 0, .. } if looked => State::NoOccurrence,
        Counts { population: 1.., .. } if sound => State::Pass,
        Counts { .. } => State::NotDeterminable,
    }
}

fn why_undeterminable(state: State, counts: Counts, sources: &[Source]) -> Option<String> {
    if state != State::NotDeterminable || counts.undetermined > 0 || sources.iter().any(|source| !source.present) {
        return None;
    }
    let doubtful = sources.iter().filter(|source| !source.sound() || (counts.population == 0 && !source.covers));
    let names: Vec<&str> = doubtful.map(|source| source.input.name.as_str()).collect();
    let lead = if counts.population == 0 { "The population is empty" } else { "Every item that could be judged passed" };
    Some(format!("{lead}, but the inputs do not carry that conclusion ({}); see their gaps.", names.join(", ")))
}

/// The values of a parameter that were in force in the window.
fn used(spec: &ParameterSpec, terms: &Terms) -> UsedParameter {
    let set = terms.parameters.get(spec.id).map(Vec::as_slice).unwrap_or_default();
    let first = set.iter().filter(|one| one.from <= terms.window.from).max_by_key(|one| one.from);
    let mut values = BTreeMap::new();
    match first {
        Some(one) => values.insert(one.from.to_string(), one.value.clone()),
        None => values.insert("default".to_owned(), spec.default.to_owned()),
    };
    let later = set.iter().filter(|one| one.from > terms.window.from && one.from <= terms.window.to);
    values.extend(later.map(|one| (one.from.to_string(), one.value.clone())));
    UsedParameter { id: spec.id.to_owned(), values }
}
