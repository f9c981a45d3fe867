//! Changes, deployments, tickets and incidents whose facts a source splits: that a request was merged, how a deployment
//! ended, who approved, when somebody took it up.

use super::{Days, Joins, Key, by_key, fill, remove};
use crate::{
    dataset::{Dataset, Sourced},
    words::fold,
};
use model::record::{Change, Deploy, DeployOutcome, Incident, Ticket};
use std::collections::{BTreeMap, BTreeSet};

/// Completes changes, deployments, tickets and incidents; parts that found their whole are no records of their own any more.
pub(super) fn complete(dataset: &mut Dataset, days: &Days) {
    let joins = &mut dataset.joins;
    by_key(&mut dataset.changes, |change| change.partial, of_change, same_repository, add_to_change, joins);
    deploys(&mut dataset.deploys, days, joins);
    let of_ticket = |ticket: &Ticket| vec![id(&ticket.system, &ticket.id)];
    by_key(&mut dataset.tickets, |ticket| ticket.partial, of_ticket, |_, _| true, add_to_ticket, joins);
    let of_incident = |incident: &Incident| vec![id(&incident.system, &incident.id)];
    by_key(&mut dataset.incidents, |incident| incident.partial, of_incident, |_, _| true, add_to_incident, joins);
}

/// The key of an id in a system.
fn id(system: &str, id: &str) -> Key {
    ("id", fold(system), fold(id))
}

/// The id of a change, and the commit that it became: some tables tell a merge under another id.
fn of_change(change: &Change) -> Vec<Key> {
    let commit = change.merge_commit.as_deref().map(fold).filter(|commit| commit.len() >= 7);
    [id(&change.system, &change.id)].into_iter().chain(commit.map(|commit| ("commit", String::new(), commit))).collect()
}

fn same_repository(whole: &Change, part: &Change) -> bool {
    same_place(whole.repository.as_ref(), part.repository.as_ref())
}

fn add_to_change(whole: &mut Change, part: &Change) {
    fill(&mut whole.repository, part.repository.as_ref());
    fill(&mut whole.merged, part.merged.as_ref());
    fill(&mut whole.is_merged, part.is_merged.as_ref());
    fill(&mut whole.merged_by, part.merged_by.as_ref());
    fill(&mut whole.merge_commit, part.merge_commit.as_ref());
    fill(&mut whole.head_commit, part.head_commit.as_ref());
    fill(&mut whole.author, part.author.as_ref());
    fill(&mut whole.title, part.title.as_ref());
    fill(&mut whole.reviews, part.reviews.as_ref());
    for ticket in &part.tickets {
        if !whole.tickets.contains(ticket) {
            whole.tickets.push(ticket.clone());
        }
    }
}

fn add_to_ticket(whole: &mut Ticket, part: &Ticket) {
    fill(&mut whole.title, part.title.as_ref());
    fill(&mut whole.status_word, part.status_word.as_ref());
    fill(&mut whole.done, part.done.as_ref());
    fill(&mut whole.created, part.created.as_ref());
    fill(&mut whole.resolved, part.resolved.as_ref());
    fill(&mut whole.requester, part.requester.as_ref());
    fill(&mut whole.assignee, part.assignee.as_ref());
    fill(&mut whole.approver, part.approver.as_ref());
    fill(&mut whole.approved, part.approved.as_ref());
    fill(&mut whole.priority, part.priority.as_ref());
    fill(&mut whole.about, part.about.as_ref());
}

fn add_to_incident(whole: &mut Incident, part: &Incident) {
    fill(&mut whole.title, part.title.as_ref());
    fill(&mut whole.class, part.class.as_ref());
    fill(&mut whole.status_word, part.status_word.as_ref());
    fill(&mut whole.resolved, part.resolved.as_ref());
    fill(&mut whole.started, part.started.as_ref());
    fill(&mut whole.created, part.created.as_ref());
    fill(&mut whole.acknowledged, part.acknowledged.as_ref());
    fill(&mut whole.notified, part.notified.as_ref());
    fill(&mut whole.ended, part.ended.as_ref());
    fill(&mut whole.service, part.service.as_ref());
    fill(&mut whole.reporter, part.reporter.as_ref());
    fill(&mut whole.assignee, part.assignee.as_ref());
    fill(&mut whole.postmortem, part.postmortem.as_ref());
}

/// Whether two names of a repository can be the same; one that is not named can be any.
fn same_place(one: Option<&String>, other: Option<&String>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => fold(one) == fold(other),
        _ => true,
    }
}

fn deploys(rows: &mut Vec<Sourced<Deploy>>, days: &Days, joins: &mut Joins) {
    let mut parts: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.value.partial) {
        parts.entry(id(&row.value.system, &row.value.id)).or_default().push(index);
    }
    let mut used = BTreeSet::new();
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| !row.value.partial) else { continue };
        let mut whole = row.clone();
        let mine = parts.get(&id(&whole.value.system, &whole.value.id)).into_iter().flatten();
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
