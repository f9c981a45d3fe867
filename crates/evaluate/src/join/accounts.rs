//! Accounts and persons whose facts a source splits: second factors and roles in lists of their own, names in another
//! table than dates.

use super::{Days, Joins, Key, by_key, fill, remove};
use crate::{
    accounts::subject,
    dataset::{Dataset, Sourced},
    words::fold,
};
use model::{
    EvidenceId, IdentityDecision,
    record::{Account, AccountNature, Grant, Person},
};
use std::collections::{BTreeMap, BTreeSet};

/// How many days apart two lists may be that are read as one state.
const TOGETHER: i64 = 31;

/// Completes accounts and persons; parts that found their whole are no records of their own any more.
pub(super) fn complete(dataset: &mut Dataset, days: &Days) {
    keys(&mut dataset.accounts, &mut dataset.joins);
    accounts(&mut dataset.accounts, days, &mut dataset.joins);
    grants(&mut dataset.accounts, &dataset.grants, days, &mut dataset.joins);
    persons(&mut dataset.persons, &mut dataset.joins);
    owned(&mut dataset.accounts, &dataset.decisions);
}

/// Accounts of programs and of several people, where somebody said who answers for them.
fn owned(rows: &mut [Sourced<Account>], decisions: &[IdentityDecision]) {
    let name = |system: &str, login: &str| (fold(system), fold(login));
    let owners: BTreeMap<_, &String> =
        decisions.iter().filter_map(|one| Some((name(&one.system, &one.login), one.owner.as_ref()?))).collect();
    for account in rows.iter_mut().map(|row| &mut row.value).filter(|_| !owners.is_empty()) {
        let Some(owner) = owners.get(&name(&account.system, subject(account))) else { continue };
        account.owner = Some((*owner).clone());
        if account.nature != AccountNature::Shared {
            account.nature = AccountNature::Service;
        }
    }
}

/// Lists of keys have a row for each key: the rows of one account in one list are one.
fn keys(rows: &mut Vec<Sourced<Account>>, joins: &mut Joins) {
    let mut first: BTreeMap<(EvidenceId, String, String), usize> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| row.value.partial && !row.value.keys.is_empty()).cloned() else { continue };
        let name = (row.pointer.evidence, fold(&row.value.system), fold(subject(&row.value)));
        let at = *first.entry(name).or_insert(index);
        if let Some(whole) = rows.get_mut(at).filter(|_| at != index) {
            add(&mut whole.value, &row.value);
            joins.complete(&whole.pointer, &row.pointer);
            used.insert(index);
        }
    }
    remove(rows, &used);
}

/// Places by a system and a name in it.
type ByName = BTreeMap<(String, String), Vec<usize>>;

/// Days between two pieces of evidence; none when they cannot be read as one state.
fn apart(days: &Days, one: EvidenceId, other: EvidenceId) -> Option<i64> {
    let between = (*days.get(&one)? - *days.get(&other)?).num_days().abs();
    (between <= TOGETHER).then_some(between)
}

fn accounts(rows: &mut Vec<Sourced<Account>>, days: &Days, joins: &mut Joins) {
    let mut parts = ByName::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.value.partial) {
        for name in names(&row.value) {
            parts.entry(name).or_default().push(index);
        }
    }
    let mut used = BTreeSet::new();
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| !row.value.partial) else { continue };
        let mut whole = row.clone();
        let mine: BTreeSet<usize> = names(&whole.value).iter().filter_map(|name| parts.get(name)).flatten().copied().collect();
        let mut mine: Vec<usize> = mine.into_iter().collect();
        // The list nearest in time speaks first.
        mine.sort_by_key(|at| rows.get(*at).and_then(|part| apart(days, whole.pointer.evidence, part.pointer.evidence)));
        for at in mine {
            let Some(part) = rows.get(at) else { continue };
            // Too far apart to complete this state, it is still no account of its own.
            used.insert(at);
            if apart(days, whole.pointer.evidence, part.pointer.evidence).is_none() {
                continue;
            }
            add(&mut whole.value, &part.value);
            joins.complete(&whole.pointer, &part.pointer);
        }
        if let Some(row) = rows.get_mut(index) {
            *row = whole;
        }
    }
    remove(rows, &used);
}

/// The names by which an account is found in its system.
fn names(account: &Account) -> Vec<(String, String)> {
    let system = fold(&account.system);
    let all = [account.id.as_deref(), Some(account.login.as_str()), account.email.as_deref()];
    let mut names: Vec<(String, String)> = Vec::new();
    for name in all.into_iter().flatten().map(fold).filter(|name| !name.is_empty()) {
        if !names.iter().any(|(_, known)| *known == name) {
            names.push((system.clone(), name));
        }
    }
    names
}

fn add(whole: &mut Account, part: &Account) {
    fill(&mut whole.email, part.email.as_ref());
    fill(&mut whole.name, part.name.as_ref());
    fill(&mut whole.employee_number, part.employee_number.as_ref());
    fill(&mut whole.owner, part.owner.as_ref());
    fill(&mut whole.created, part.created.as_ref());
    fill(&mut whole.disabled, part.disabled.as_ref());
    fill(&mut whole.mfa, part.mfa.as_ref());
    fill(&mut whole.admin, part.admin.as_ref());
    fill(&mut whole.password_login, part.password_login.as_ref());
    fill(&mut whole.password_changed, part.password_changed.as_ref());
    if !whole.last_login_known && part.last_login_known {
        (whole.last_login, whole.last_login_known) = (part.last_login, true);
    }
    for key in part.keys.iter().filter(|key| !whole.keys.contains(key)).cloned().collect::<Vec<_>>() {
        whole.keys.push(key);
    }
    for role in part.roles.iter().filter(|role| !whole.roles.contains(role)).cloned().collect::<Vec<_>>() {
        whole.roles.push(role);
    }
}

/// Roles from lists of grants. That a list names no grant says nothing: it may be of some roles only.
fn grants(rows: &mut [Sourced<Account>], grants: &[Sourced<Grant>], days: &Days, joins: &mut Joins) {
    let mut held = ByName::new();
    for (index, grant) in grants.iter().enumerate() {
        let of = [Some(grant.value.principal.as_str()), grant.value.principal_id.as_deref()];
        for name in of.into_iter().flatten().map(fold).filter(|name| !name.is_empty()).collect::<BTreeSet<_>>() {
            held.entry((fold(&grant.value.system), name)).or_default().push(index);
        }
    }
    for row in rows {
        let mine: BTreeSet<usize> = names(&row.value).iter().filter_map(|name| held.get(name)).flatten().copied().collect();
        for grant in mine.into_iter().filter_map(|at| grants.get(at)) {
            if apart(days, row.pointer.evidence, grant.pointer.evidence).is_none() {
                continue;
            }
            if !row.value.roles.contains(&grant.value.role) {
                row.value.roles.push(grant.value.role.clone());
            }
            if grant.value.privileged == Some(true) {
                row.value.admin = Some(true);
            }
            joins.complete(&row.pointer, &grant.pointer);
        }
    }
}

/// Persons by the roster's id or employee number: names from one table, dates from another.
fn persons(rows: &mut Vec<Sourced<Person>>, joins: &mut Joins) {
    by_key(rows, |person| person.partial, numbers, |_, _| true, add_to_person, joins);
}

/// The numbers by which a roster names a person.
fn numbers(person: &Person) -> Vec<Key> {
    let all: BTreeSet<String> = [&person.employee_number, &person.id].into_iter().flatten().map(|number| fold(number)).collect();
    all.into_iter().filter(|number| !number.is_empty()).map(|number| ("number", String::new(), number)).collect()
}

fn add_to_person(whole: &mut Person, part: &Person) {
    fill(&mut whole.employee_number, part.employee_number.as_ref());
    fill(&mut whole.name, part.name.as_ref());
    fill(&mut whole.email, part.email.as_ref());
    fill(&mut whole.status_word, part.status_word.as_ref());
    fill(&mut whole.employed, part.employed.as_ref());
    fill(&mut whole.start, part.start.as_ref());
    fill(&mut whole.end, part.end.as_ref());
    fill(&mut whole.manager, part.manager.as_ref());
    fill(&mut whole.department, part.department.as_ref());
    fill(&mut whole.title, part.title.as_ref());
    for alias in &part.aliases {
        if !whole.aliases.contains(alias) {
            whole.aliases.push(alias.clone());
        }
    }
}
