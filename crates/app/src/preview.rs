//! What would change if a parameter were set: the judgement under the terms as they are beside that under the new value.

use crate::{
    AppError, Session,
    contract::{
        map::EffectiveView,
        results::{EvaluationChange, ItemChange},
    },
    dataset,
    evaluation::{self, Log},
    results, terms,
    words::count,
};
use evaluate::Evaluator;
use model::{Evaluation, Item, Pointer, State};
use std::{collections::BTreeMap, sync::atomic::AtomicBool};

/// Most items told of one evaluator.
const TOLD: usize = 200;

/// What every evaluator that reads a parameter would answer otherwise. Nothing is kept.
///
/// # Errors
/// Those of setting the parameter, of the vault and of the column store.
pub fn parameter(session: &Session, id: &str, value: &EffectiveView) -> Result<Vec<EvaluationChange>, AppError> {
    let effective = terms::effective(id, value)?;
    let reads = |evaluator: &&Evaluator| evaluator.parameters.iter().any(|spec| spec.id == id);
    let readers: Vec<&Evaluator> = evaluate::evaluators::ALL.iter().copied().filter(reads).collect();
    let open = session.open()?;
    let (data, now, mut log, controls) = session.read(|read| {
        let terms = dataset::terms(session, read)?;
        let mut data = dataset::of(read, dataset::kinds(readers.iter().copied()), &terms)?;
        let log = Log::read(&open, read, &mut data)?;
        Ok((data, terms, log, read.all_control_versions()?))
    })?;
    let mut then = now.clone();
    let values = then.parameters.entry(id.to_owned()).or_default();
    values.retain(|one| one.from != effective.from);
    values.push(effective);
    values.sort_by_key(|one| one.from);
    let change = |evaluator: &&Evaluator| {
        let mut judged = |terms| -> Result<Evaluation, AppError> {
            let answers = evaluation::ask(&open, evaluator, &data, terms, &mut log, &AtomicBool::new(false))?;
            Ok(evaluate::evaluate(evaluator, &data, answers.as_ref(), terms))
        };
        let (before, after) = (judged(&now)?, judged(&then)?);
        let mut items = changed(&before, &after);
        let total = count(items.len());
        items.truncate(TOLD);
        Ok(EvaluationChange { before: results::row(&before, &controls), after: results::row(&after, &controls), total, items })
    };
    readers.iter().map(change).collect()
}

/// The items whose state differs, those that become exceptions first.
fn changed(before: &Evaluation, after: &Evaluation) -> Vec<ItemChange> {
    let old = by_key(before);
    let new = by_key(after);
    let keys: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let mut found: Vec<ItemChange> = keys
        .into_iter()
        .filter_map(|key| {
            let (was, is) = (old.get(key), new.get(key));
            let (before, after): (Option<State>, Option<State>) = (was.map(|item| item.state), is.map(|item| item.state));
            let reason = is.or(was).map_or_else(String::new, |item| item.reason.clone());
            (before != after).then(|| ItemChange { subject: key.0.to_owned(), before, after, reason })
        })
        .collect();
    let rank = |state: Option<State>| state.map_or(u8::MAX, results::rank);
    found.sort_by(|a, b| rank(a.after).cmp(&rank(b.after)).then(a.subject.cmp(&b.subject)));
    found
}

/// Items by what tells them apart under any terms: the subject and the rows that prove it.
fn by_key(evaluation: &Evaluation) -> BTreeMap<(&str, Vec<&Pointer>), &Item> {
    evaluation
        .items
        .iter()
        .map(|item| {
            let mut proof: Vec<&Pointer> = item.proof.iter().collect();
            proof.sort();
            ((item.subject.as_str(), proof), item)
        })
        .collect()
}
