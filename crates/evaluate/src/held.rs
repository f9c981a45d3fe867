//! What lists of accounts and grants show over time, and what the log tells was taken away: was an access still held?

use crate::{
    accounts::{History, Series, Sighting, list_of, system_named},
    dataset::{Dataset, Sourced},
    holders::{Holder, Holders},
    inputs::{is_future, moment},
    words::{fold, tokens},
};
use chrono::NaiveDate;
use model::{
    Pointer, Terms,
    record::{AccountStatus, Action},
};
use std::collections::{BTreeMap, BTreeSet};

/// What one list shows of an access.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    /// The day of the list.
    pub day: NaiveDate,
    /// Whether the list states that day.
    pub stated: bool,
    /// Whether the access is in it.
    pub there: bool,
    /// The list in words.
    pub list: String,
    /// The row; of an access that is not there some row of that list.
    pub pointer: Pointer,
}

/// A list of grants of one system.
struct GrantList<'a> {
    day: NaiveDate,
    stated: bool,
    /// Some row of it.
    first: Pointer,
    /// The rows by the words of their role, and by those of what it is held on.
    rows: BTreeMap<Vec<String>, Vec<(Holder, &'a Pointer)>>,
}

/// An event by which something was taken away.
#[derive(Clone)]
struct Taking {
    holder: Holder,
    /// What; none: the account itself.
    role: Option<Vec<String>>,
    day: NaiveDate,
    pointer: Pointer,
}

/// Everything that lists and logs tell of what is held.
#[derive(Default)]
pub(crate) struct Held<'a> {
    /// Of each system and instance the days of its account lists, each with a row of it, its words, and whether it is dated.
    lists: BTreeMap<Series, BTreeMap<NaiveDate, (Pointer, String, bool)>>,
    grants: BTreeMap<String, Vec<GrantList<'a>>>,
    /// Everybody that a list of grants names, by system.
    named: BTreeSet<(String, String)>,
    takings: BTreeMap<(String, String), Vec<Taking>>,
    /// The roles that any account of a system has in a list.
    roles: BTreeMap<String, BTreeSet<Vec<String>>>,
}

impl<'a> Held<'a> {
    /// Reads lists and log.
    pub(crate) fn new(dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) -> Self {
        let mut held = Self::default();
        for history in holders.histories {
            for seen in history.sightings() {
                let list = || (seen.pointer.clone(), list_of(seen), seen.moment.stated);
                held.lists.entry(history.series.clone()).or_default().entry(seen.moment.day).or_insert_with(list);
                let roles = seen.account.roles.iter().map(|role| tokens(role));
                held.roles.entry(fold(&seen.account.system)).or_default().extend(roles);
            }
        }
        held.read_grants(dataset, holders, terms);
        held.read_log(dataset, holders, terms);
        held
    }

    fn read_grants(&mut self, dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) {
        let mut lists: BTreeMap<(String, model::EvidenceId), GrantList<'a>> = BTreeMap::new();
        for row in &dataset.grants {
            let Some(evidence) = dataset.evidence.get(&row.pointer.evidence).filter(|evidence| !is_future(evidence, terms))
            else {
                continue;
            };
            let moment = moment(evidence, terms);
            let key = (fold(&row.value.system), evidence.id);
            let first = row.pointer.clone();
            let new = GrantList { day: moment.day, stated: moment.stated, first, rows: BTreeMap::new() };
            let list = lists.entry(key).or_insert(new);
            let holder = holders.who(&row.value.system, &[Some(&row.value.principal), row.value.principal_id.as_deref()]);
            self.named.insert((fold(&row.value.system), holder.text.clone()));
            let words = [Some(row.value.role.as_str()), row.value.scope.as_deref()].into_iter().flatten().map(tokens);
            for words in words.collect::<BTreeSet<_>>() {
                list.rows.entry(words).or_default().push((holder.clone(), &row.pointer));
            }
        }
        for ((system, _), list) in lists {
            self.grants.entry(system).or_default().push(list);
        }
        self.grants.values_mut().for_each(|lists| lists.sort_by_key(|list| list.day));
    }

    fn read_log(&mut self, dataset: &'a Dataset, holders: &Holders<'_, 'a>, terms: &Terms) {
        for Sourced { pointer, value: event } in &dataset.audit_events {
            let takes = matches!(event.action, Action::Revoked | Action::AccountDisabled) && event.succeeded != Some(false);
            let Some(at) = event.at.filter(|at| takes && at.earliest(terms.zone) <= terms.as_of) else { continue };
            let holder = holders.who(&event.system, &[event.target.as_deref(), event.target_id.as_deref()]);
            let whole = event.action == Action::AccountDisabled;
            let role = (!whole).then(|| tokens(event.object.as_deref().unwrap_or_default()));
            let taking = Taking { holder, role, day: terms.day(at), pointer: pointer.clone() };
            for key in keys(&taking.holder) {
                self.takings.entry((fold(&event.system), key)).or_default().push(taking.clone());
            }
        }
        self.takings
            .values_mut()
            .for_each(|takings| takings.sort_by(|one, other| (one.day, &one.pointer).cmp(&(other.day, &other.pointer))));
    }

    /// The system that a name means of those whose accounts or grants were imported.
    pub(crate) fn system(&self, name: &str) -> Option<&str> {
        let systems: BTreeSet<&str> =
            self.lists.keys().map(|(system, _)| system.as_str()).chain(self.grants.keys().map(String::as_str)).collect();
        system_named(name, systems.iter().copied())
    }

    /// The system that a resource means: it may be told short (`AWS` for `AWS IAM`), but what tells more is a part of it.
    pub(crate) fn place(&self, resource: &str) -> Option<&str> {
        self.system(resource).filter(|system| {
            let theirs = tokens(system);
            tokens(resource).iter().all(|word| theirs.contains(word))
        })
    }

    /// The days on or after `from` on which the log tells that the access, or the whole account, was taken away.
    pub(crate) fn taken(&self, system: &str, holder: &Holder, role: Option<&str>, from: NaiveDate) -> Vec<(NaiveDate, Pointer)> {
        let role = role.map(tokens);
        let of = |key: String| self.takings.get(&(fold(system), key)).into_iter().flatten();
        let all = keys(holder).into_iter().flat_map(of).filter(|taking| taking.day >= from && taking.holder.is(holder));
        let meant = all.filter(|taking| taking.role.is_none() || taking.role == role);
        let mut found: Vec<(NaiveDate, Pointer)> = meant.map(|taking| (taking.day, taking.pointer.clone())).collect();
        found.sort();
        found.dedup();
        found
    }

    /// What account lists later than a day show of somebody's accounts in a system: one that can be used, or none.
    pub(crate) fn accounts(&self, system: &str, histories: &[&History<'_>], after: NaiveDate) -> Vec<Shown> {
        // A list of another instance of the system tells nothing of an account that is known to be elsewhere.
        let is_ours = |series: &Series| {
            if histories.is_empty() {
                series.0 == fold(system)
            } else {
                histories.iter().any(|history| history.series == *series)
            }
        };
        let lists = self.lists.iter().filter(|(series, _)| is_ours(series)).flat_map(|(_, lists)| lists);
        let mut found = Vec::new();
        for (day, (pointer, list, stated)) in lists.filter(|(day, _)| **day > after) {
            let seen = histories.iter().flat_map(|history| history.sightings()).filter(|seen| seen.moment.day == *day);
            let usable = |seen: &&Sighting<'_>| matches!(seen.account.status, AccountStatus::Active | AccountStatus::Unknown);
            let seen: Vec<&Sighting<'_>> = seen.collect();
            let there = seen.iter().copied().find(usable);
            let pointer = there.or(seen.first().copied()).map_or(pointer, |seen| seen.pointer).clone();
            found.push(Shown { day: *day, stated: *stated, there: there.is_some(), list: list.clone(), pointer });
        }
        found.sort_by_key(|shown| shown.day);
        found
    }

    /// Whether any list or log line of grants names somebody.
    pub(crate) fn knows(&self, system: &str, holder: &Holder) -> bool {
        holder.member.is_some() || holder.account.is_some() || self.named.contains(&(fold(system), holder.text.clone()))
    }

    /// What lists later than a day show of a role: lists of grants where any names it, else the roles of the account. A list
    /// that names the role for nobody, ever, tells nothing of it.
    pub(crate) fn roles(
        &self,
        system: &str,
        holder: &Holder,
        histories: &[&History<'_>],
        role: &str,
        after: NaiveDate,
    ) -> Vec<Shown> {
        let wanted = tokens(role);
        let lists = self.grants.get(&fold(system)).map(Vec::as_slice).unwrap_or_default();
        if lists.iter().any(|list| list.rows.contains_key(&wanted)) {
            let later = lists.iter().filter(|list| list.day > after);
            return later.map(|list| in_grants(list, system, holder, &wanted)).collect();
        }
        let known = self.roles.get(&fold(system)).is_some_and(|roles| roles.contains(&wanted));
        let seen = histories.iter().flat_map(|history| history.sightings());
        let seen = seen.filter(|seen| known && seen.moment.day > after);
        let shown = |seen: &Sighting<'_>| Shown {
            day: seen.moment.day,
            stated: seen.moment.stated,
            there: seen.account.status != AccountStatus::Disabled && seen.account.roles.iter().any(|one| tokens(one) == wanted),
            list: list_of(seen),
            pointer: seen.pointer.clone(),
        };
        seen.map(shown).collect()
    }
}

fn in_grants(list: &GrantList<'_>, system: &str, holder: &Holder, wanted: &[String]) -> Shown {
    let held = list.rows.get(wanted).into_iter().flatten().find(|(who, _)| who.is(holder));
    let dated = if list.stated { format!("of {}", list.day) } else { format!("(no date stated, taken to show {})", list.day) };
    let words = format!("the list of grants of {} {dated}", system.trim());
    let pointer = held.map_or(&list.first, |(_, pointer)| pointer).clone();
    Shown { day: list.day, stated: list.stated, there: held.is_some(), list: words, pointer }
}

/// Everything under which a holder is looked for.
fn keys(holder: &Holder) -> BTreeSet<String> {
    let member = holder.member.map(|member| format!("member {member}"));
    [Some(holder.key()), member, Some(format!("text {}", holder.text))].into_iter().flatten().collect()
}
