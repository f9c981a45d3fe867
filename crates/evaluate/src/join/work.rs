//! Changes and deployments whose facts a source splits: that a request was merged, how a deployment ended.

use super::{Days, Joins, fill};
use crate::{
    dataset::{Dataset, Sourced},
    words::fold,
};
use model::record::{Change, Deploy, DeployOutcome};
use std::collections::{BTreeMap, BTreeSet};

/// Completes changes and deployments; parts that found their whole are no records of their own any more.
pub(super) fn complete(dataset: &mut Dataset, days: &Days) {
    changes(&mut dataset.changes, &mut dataset.joins);
    deploys(&mut dataset.deploys, days, &mut dataset.joins);
}

/// Which rows are parts, by key.
fn parts<T, K: Ord>(rows: &[Sourced<T>], is_part: fn(&T) -> bool, key: fn(&T) -> K) -> BTreeMap<K, Vec<usize>> {
    let mut found: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| is_part(&row.value)) {
        found.entry(key(&row.value)).or_default().push(index);
    }
    found
}

/// Removes the rows at some places.
fn remove<T>(rows: &mut Vec<T>, gone: &BTreeSet<usize>) {
    let mut index = 0;
    rows.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
}

fn changes(rows: &mut Vec<Sourced<Change>>, joins: &mut Joins) {
    let parts = parts(rows, |change| change.partial, |change| (fold(&change.system), fold(&change.id)));
    let mut used = BTreeSet::new();
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| !row.value.partial) else { continue };
        let mut whole = row.clone();
        for &at in parts.get(&(fold(&whole.value.system), fold(&whole.value.id))).into_iter().flatten() {
            let Some(part) =
                rows.get(at).filter(|part| same_place(whole.value.repository.as_ref(), part.value.repository.as_ref()))
            else {
                continue;
            };
            let (into, from) = (&mut whole.value, &part.value);
            fill(&mut into.repository, from.repository.as_ref());
            fill(&mut into.merged, from.merged.as_ref());
            fill(&mut into.is_merged, from.is_merged.as_ref());
            fill(&mut into.merged_by, from.merged_by.as_ref());
            fill(&mut into.merge_commit, from.merge_commit.as_ref());
            fill(&mut into.head_commit, from.head_commit.as_ref());
            fill(&mut into.author, from.author.as_ref());
            fill(&mut into.title, from.title.as_ref());
            fill(&mut into.reviews, from.reviews.as_ref());
            into.tickets.extend(from.tickets.iter().filter(|ticket| !row.value.tickets.contains(ticket)).cloned());
            joins.complete(&whole.pointer, &part.pointer);
            used.insert(at);
        }
        if let Some(row) = rows.get_mut(index) {
            *row = whole;
        }
    }
    remove(rows, &used);
}

/// Whether two names of a repository can be the same; one that is not named can be any.
fn same_place(one: Option<&String>, other: Option<&String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => true,
    }
}

fn deploys(rows: &mut Vec<Sourced<Deploy>>, days: &Days, joins: &mut Joins) {
    let parts = parts(rows, |deploy| deploy.partial, |deploy| (fold(&deploy.system), fold(&deploy.id)));
    let mut used = BTreeSet::new();
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| !row.value.partial) else { continue };
        let mut whole = row.clone();
        let mine = parts.get(&(fold(&whole.value.system), fold(&whole.value.id))).into_iter().flatten();
        let mine: Vec<usize> = mine
            .copied()
            .filter(|&at| rows.get(at).is_some_and(|part| same_place(whole.value.service.as_ref(), part.value.service.as_ref())))
            .collect();
        // What went live went live, whatever was said of it later (GitHub calls it inactive once the next one is live).
        let rank = |at: &usize| {
            rows.get(*at).map(|part| {
                let live = part.value.outcome == DeployOutcome::Succeeded;
                let at = part.value.at.map(|at| at.to_string());
                (live, at, days.get(&part.pointer.evidence).copied())
            })
        };
        if let Some(part) = mine.iter().max_by_key(|at| rank(at)).and_then(|at| rows.get(*at)) {
            let (into, from) = (&mut whole.value, &part.value);
            if into.outcome == DeployOutcome::Unknown || into.outcome == DeployOutcome::Pending {
                into.outcome = from.outcome;
                into.outcome_word.clone_from(&from.outcome_word);
                into.at = from.at.filter(|_| from.outcome == DeployOutcome::Succeeded).or(into.at);
            }
            fill(&mut into.service, from.service.as_ref());
            fill(&mut into.environment, from.environment.as_ref());
            fill(&mut into.by, from.by.as_ref());
            fill(&mut into.commit, from.commit.as_ref());
            fill(&mut into.reference, from.reference.as_ref());
            joins.complete(&whole.pointer, &part.pointer);
        }
        used.extend(mine);
        if let Some(row) = rows.get_mut(index) {
            *row = whole;
        }
    }
    remove(rows, &used);
}
