//! Every access that was given and when: new accounts, grants with a date, and what audit logs tell of both.
//!
//! One thing that a list and a log tell counts once. An account that was made days before it was activated was given with
//! the activation; what only unlocks an account or wakes it up again gives nothing.

use crate::{
    accounts::{self, History},
    clock,
    dataset::{Dataset, Sourced},
    holders::{Holder, Holders},
    inputs::is_future,
    leavers::spells,
    words::fold,
};
use chrono::NaiveDate;
use model::{
    Pointer, Stamp, Terms,
    record::{AccountNature, Action, AuditEvent, Grant},
};
use std::collections::{BTreeMap, BTreeSet};

/// Days between the making of an account and its activation or the first day of its holder that belong together.
pub(crate) const TOGETHER: u32 = 31;

/// One access that was given.
#[derive(Debug, Clone)]
pub(crate) struct Access<'a> {
    /// The holder as the source names it.
    pub subject: String,
    /// The holder as lists and rosters know it.
    pub holder: Holder,
    /// The system.
    pub system: &'a str,
    /// The role, group or application; none: the account itself.
    pub role: Option<&'a str>,
    /// On what.
    pub scope: Option<&'a str>,
    /// When it was given; none: only the first day of the holder is known.
    pub at: Option<Stamp>,
    /// First day of the holder's employment, where they joined in the window.
    pub joined: Option<NaiveDate>,
    /// What the source says of why, or where to look.
    pub reference: Option<&'a str>,
    /// The rows, the one that tells the day first.
    pub proof: Vec<Pointer>,
}

impl Access<'_> {
    /// When it was given; the first day of the holder where that is not told.
    pub(crate) fn when(&self) -> Option<Stamp> {
        self.at.or(self.joined.map(Stamp::Day))
    }

    /// The day of that.
    pub(crate) fn day(&self, terms: &Terms) -> NaiveDate {
        self.when().map_or(terms.window.from, |at| terms.day(at))
    }

    /// What was given, in words.
    pub(crate) fn what(&self) -> String {
        let system = if self.system.trim().is_empty() { "the system" } else { self.system.trim() };
        match (self.role, self.scope) {
            (Some(role), Some(scope)) => format!("{role} on {scope} in {system}"),
            (Some(role), None) => format!("{role} in {system}"),
            (None, _) => format!("an account of {system}"),
        }
    }
}

/// Who, what, and on which day: what a list and a log tell of one access is equal in these.
type Key = (String, String, NaiveDate);

/// The accesses that were given in the window, and those of joiners of the window given before it.
pub(crate) fn given<'a>(dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) -> Vec<Access<'a>> {
    let mut found: BTreeMap<Key, Access<'a>> = BTreeMap::new();
    let all = accounts_made(dataset, holders, terms)
        .into_iter()
        .chain(dataset.audit_events.iter().filter_map(|event| granted(event, holders)))
        .chain(dataset.grants.iter().filter(|row| !from_the_future(dataset, row, terms)).filter_map(|row| listed(row, holders)));
    let joiners = joiners(dataset, holders, terms);
    let window = clock::elapsed(terms);
    for mut access in all {
        let Some(at) = access.at.filter(|at| at.earliest(terms.zone) <= terms.as_of) else { continue };
        let day = terms.day(at);
        access.joined = access.holder.member.and_then(|member| joiners.get(&member)).map(|(day, _)| *day);
        let with_joining = access.joined.is_some_and(|first| clock::between(day, first) <= i64::from(TOGETHER));
        if !(window.is_some_and(|window| window.contains(day)) || (with_joining && day < terms.window.from)) {
            continue;
        }
        let what = fold(access.role.unwrap_or_default());
        let key = (format!("{} {}", fold(access.system), access.holder.key()), what, day);
        found.entry(key).and_modify(|known| known.proof.extend(access.proof.clone())).or_insert(access);
    }
    let mut found: Vec<Access<'a>> = found.into_values().collect();
    let undated = undated(&found, &joiners, holders, terms);
    found.extend(undated);
    found
}

/// Everybody whose employment begins in the window, with that day.
fn joiners<'a>(
    dataset: &'a Dataset,
    holders: &Holders<'_, 'a>,
    terms: &Terms,
) -> BTreeMap<usize, (NaiveDate, &'a Sourced<model::record::Person>)> {
    let window = clock::elapsed(terms);
    let mut found = BTreeMap::new();
    for member in 0..holders.people.len() {
        let spells = spells(holders.people, member, dataset, terms);
        let first = spells.iter().filter_map(|spell| Some((spell.start?, spell.row)));
        let mut inside = first.filter(|(day, _)| window.is_some_and(|window| window.contains(*day)));
        found.extend(inside.next_back().map(|spell| (member, spell)));
    }
    found
}

/// Joiners who have an account, but of nothing that they hold a day is told.
fn undated<'a>(
    given: &[Access<'a>],
    joiners: &BTreeMap<usize, (NaiveDate, &'a Sourced<model::record::Person>)>,
    holders: &Holders<'_, 'a>,
    terms: &Terms,
) -> Vec<Access<'a>> {
    let mut days: BTreeMap<usize, BTreeSet<NaiveDate>> = BTreeMap::new();
    for access in given {
        if let (Some(member), Some(at)) = (access.holder.member, access.at) {
            days.entry(member).or_default().insert(terms.day(at));
        }
    }
    let mut found = Vec::new();
    for (member, (first, row)) in joiners {
        let near = |day: &NaiveDate| clock::between(*day, *first) <= i64::from(TOGETHER);
        if days.get(member).is_some_and(|days| days.iter().any(near)) {
            continue;
        }
        let latest = holders.accounts_of(*member).find_map(|account| Some((account, holders.history(account)?.latest()?)));
        let Some((account, seen)) = latest else { continue };
        found.push(Access {
            subject: accounts::subject(seen.account).to_owned(),
            holder: Holder { account: Some(account), member: Some(*member), text: fold(accounts::subject(seen.account)) },
            system: &seen.account.system,
            role: None,
            scope: None,
            at: None,
            joined: Some(*first),
            reference: None,
            proof: vec![row.pointer.clone(), seen.pointer.clone()],
        });
    }
    found
}

/// Accounts that were made, by lists and by the log.
fn accounts_made<'a>(dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) -> Vec<Access<'a>> {
    let mut found = Vec::new();
    let mut told: BTreeMap<usize, Vec<NaiveDate>> = BTreeMap::new();
    for (holder, at, proof, event) in enabled(dataset, holders, terms) {
        if let Some(account) = holder.account {
            told.entry(account).or_default().push(terms.day(at));
        }
        let subject = event.target.as_deref().or(event.target_id.as_deref()).unwrap_or_default().to_owned();
        found.push(account_access(subject, holder, &event.system, at, proof));
    }
    for (account, history) in holders.histories.iter().enumerate() {
        let Some((at, pointer)) = made(history, terms) else { continue };
        let day = terms.day(at);
        let near = |other: &NaiveDate| clock::between(day, *other).unsigned_abs() <= u64::from(TOGETHER);
        if told.get(&account).is_some_and(|days| days.iter().any(near)) {
            continue;
        }
        let Some(seen) = history.latest().filter(|seen| seen.account.nature != AccountNature::Root) else { continue };
        let subject = accounts::subject(seen.account).to_owned();
        let holder = Holder { account: Some(account), member: holders.member(account), text: fold(&subject) };
        found.push(account_access(subject, holder, &seen.account.system, at, vec![pointer]));
    }
    found
}

fn account_access(subject: String, holder: Holder, system: &str, at: Stamp, proof: Vec<Pointer>) -> Access<'_> {
    Access { subject, holder, system, role: None, scope: None, at: Some(at), joined: None, reference: None, proof }
}

/// When an account was made, by the oldest list that tells.
fn made(history: &History<'_>, terms: &Terms) -> Option<(Stamp, Pointer)> {
    let told = history.sightings().iter().filter_map(|seen| Some((seen.account.created?, seen.pointer.clone())));
    told.min_by_key(|(at, pointer)| (at.earliest(terms.zone), pointer.clone()))
}

/// A line of the log, whom it names, and when.
type Told<'a> = (&'a Sourced<AuditEvent>, Holder, Stamp);

type Enabling<'a> = (Holder, Stamp, Vec<Pointer>, &'a AuditEvent);

/// What the log tells of accounts that were made or activated: one entry for each time between two closings, at the
/// activation where there is one.
fn enabled<'a>(dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) -> Vec<Enabling<'a>> {
    let mut by_holder: BTreeMap<(String, String), Vec<Told<'a>>> = BTreeMap::new();
    for row in &dataset.audit_events {
        let event = &row.value;
        let relevant = matches!(event.action, Action::AccountEnabled | Action::AccountDisabled) && event.succeeded != Some(false);
        let Some(at) = event.at.filter(|at| relevant && at.earliest(terms.zone) <= terms.as_of) else { continue };
        if event.action == Action::AccountEnabled && only_wakes(&event.action_word) {
            continue;
        }
        let holder = holders.who(&event.system, &[event.target.as_deref(), event.target_id.as_deref()]);
        by_holder.entry((fold(&event.system), holder.key())).or_default().push((row, holder, at));
    }
    let mut found = Vec::new();
    for mut events in by_holder.into_values() {
        events.sort_by_key(|(row, _, at)| (at.earliest(terms.zone), row.pointer.clone()));
        for run in events.split(|(row, ..)| row.value.action == Action::AccountDisabled) {
            let activation = run.iter().find(|(row, ..)| !only_makes(&row.value.action_word));
            let Some((row, holder, at)) = activation.or_else(|| run.first()) else { continue };
            let others = run.iter().map(|(other, ..)| &other.pointer).filter(|other| **other != row.pointer);
            let proof = std::iter::once(&row.pointer).chain(others).cloned().collect();
            found.push((holder.clone(), *at, proof, &row.value));
        }
    }
    found
}

/// Lifts a lock or a suspension; nothing is given by it.
fn only_wakes(word: &str) -> bool {
    let word = fold(word);
    ["unlock", "unsuspend", "password", "unblock", "resume"].iter().any(|part| word.contains(part))
}

/// Makes an account that cannot be used before it is activated.
fn only_makes(word: &str) -> bool {
    let word = fold(word);
    ["create", "add", "invite", "stage", "provision"].iter().any(|part| word.contains(part)) && !word.contains("activat")
}

/// What a log tells of a role, group or application that was given.
fn granted<'a>(row: &'a Sourced<AuditEvent>, holders: &Holders<'_, 'a>) -> Option<Access<'a>> {
    let event = &row.value;
    let counts = event.action == Action::Granted && event.succeeded != Some(false);
    let subject = event.target.as_deref().or(event.target_id.as_deref()).filter(|_| counts)?;
    Some(Access {
        subject: subject.to_owned(),
        holder: holders.who(&event.system, &[event.target.as_deref(), event.target_id.as_deref()]),
        system: &event.system,
        role: Some(event.object.as_deref().unwrap_or("(not named)")),
        scope: None,
        at: Some(event.at?),
        joined: None,
        reference: None,
        proof: vec![row.pointer.clone()],
    })
}

/// A grant of a list that tells since when.
fn listed<'a>(row: &'a Sourced<Grant>, holders: &Holders<'_, 'a>) -> Option<Access<'a>> {
    let grant = &row.value;
    Some(Access {
        subject: grant.principal.clone(),
        holder: holders.who(&grant.system, &[Some(&grant.principal), grant.principal_id.as_deref()]),
        system: &grant.system,
        role: Some(&grant.role),
        scope: grant.scope.as_deref(),
        at: Some(grant.from?),
        joined: None,
        reference: grant.reason.as_deref(),
        proof: vec![row.pointer.clone()],
    })
}

fn from_the_future(dataset: &Dataset, row: &Sourced<Grant>, terms: &Terms) -> bool {
    dataset.evidence.get(&row.pointer.evidence).is_none_or(|evidence| is_future(evidence, terms))
}
