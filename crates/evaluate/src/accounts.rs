//! Accounts over time: the sightings of one account in one list after another.
//!
//! Lists of one system and instance make a series. An account that a later list of its series no longer holds is gone.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    inputs::{Moment, is_future, moment},
    words::{fold, tokens},
};
use chrono::NaiveDate;
use model::{
    EvidenceId, Pointer, Terms,
    record::{Account, AccountNature, AccountStatus},
};
use std::collections::{BTreeMap, BTreeSet};

/// One account in one list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting<'a> {
    /// As listed.
    pub account: &'a Account,
    /// Where.
    pub pointer: &'a Pointer,
    /// When the list was taken.
    pub moment: Moment,
    /// The last day of anything that the list tells, which it cannot be older than.
    pub not_before: NaiveDate,
}

/// One account in all lists, oldest first.
#[derive(Debug, Clone)]
pub(crate) struct History<'a> {
    /// Never empty.
    sightings: Vec<Sighting<'a>>,
    /// The system and instance whose lists show it.
    pub series: Series,
    /// The day of the first later list of its series that no longer holds it.
    pub gone: Option<NaiveDate>,
}

impl<'a> History<'a> {
    /// The sightings, oldest first.
    pub(crate) fn sightings(&self) -> &[Sighting<'a>] {
        &self.sightings
    }

    /// The newest sighting; of several on the same day the one that can do most.
    pub(crate) fn latest(&self) -> Option<&Sighting<'a>> {
        self.sightings.iter().max_by_key(|seen| {
            let account = seen.account;
            (seen.moment.day, account.status == AccountStatus::Active, account.admin == Some(true), seen.pointer)
        })
    }

    /// The newest sighting unless the account is gone or was last seen before the window.
    pub(crate) fn current(&self, terms: &Terms) -> Option<&Sighting<'a>> {
        let fresh = |seen: &&Sighting<'a>| seen.moment.day >= terms.window.from;
        if self.gone.is_some() { None } else { self.latest().filter(fresh) }
    }
}

/// The identifier that people see of an account.
pub(crate) fn subject(account: &Account) -> &str {
    let named = Some(account.login.as_str()).filter(|login| !login.is_empty());
    let other = || account.email.as_deref().or(account.id.as_deref()).or(account.name.as_deref());
    named.or_else(other).unwrap_or("(account without a name)")
}

/// The system of an account as people read it.
pub(crate) fn system(account: &Account) -> &str {
    if account.system.trim().is_empty() { "the system" } else { account.system.trim() }
}

/// Whether it is of a person of another organisation: the list says so, or the log-in is a guest's of Entra.
pub(crate) fn is_guest(account: &Account) -> bool {
    account.nature == AccountNature::Guest || fold(&account.login).contains("#ext#")
}

/// The one of some systems that a name means: the same, else the only one that shares all words of the shorter name (`AWS`
/// and `AWS IAM`).
pub(crate) fn system_named<'s>(name: &str, systems: impl Iterator<Item = &'s str> + Clone) -> Option<&'s str> {
    let words = tokens(name);
    let same = systems.clone().find(|system| fold(system) == fold(name));
    let akin = |system: &&str| {
        let theirs = tokens(system);
        let all_in = |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
        !words.is_empty() && !theirs.is_empty() && (all_in(&words, &theirs) || all_in(&theirs, &words))
    };
    let mut akin = systems.filter(akin);
    same.or_else(|| akin.next().filter(|_| akin.next().is_none()))
}

/// Whether a person can enter with it, as far as the source says.
pub(crate) fn usable_by_people(account: &Account) -> bool {
    match account.nature {
        AccountNature::Service => account.password_login == Some(true),
        _ => account.password_login != Some(false),
    }
}

/// The words for the list of a sighting: `the Okta list of 2026-03-31`, with the assumption where its date is one.
pub(crate) fn list_of(seen: &Sighting<'_>) -> String {
    let system = system(seen.account);
    let day = seen.moment.day;
    if seen.moment.stated {
        format!("the list of {system} of {day}")
    } else {
        format!("the list of {system} (no date stated, taken to show {day})")
    }
}

/// Every account with its sightings up to the moment of judgement.
pub(crate) fn histories<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<History<'a>> {
    let floors = floors(dataset, terms);
    let mut series: BTreeMap<Series, BTreeSet<NaiveDate>> = BTreeMap::new();
    let mut found: BTreeMap<(Series, String), Vec<Sighting<'a>>> = BTreeMap::new();
    for sourced in &dataset.accounts {
        let Some(evidence) = dataset.evidence.get(&sourced.pointer.evidence) else { continue };
        if is_future(evidence, terms) {
            continue;
        }
        let moment = moment(evidence, terms);
        let not_before = floors.get(&evidence.id).copied().unwrap_or(NaiveDate::MIN).min(moment.day);
        // Two lists that name no system are of one only if their files have the same name.
        let place = || if sourced.value.system.trim().is_empty() { Some(without_digits(&evidence.file_name)) } else { None };
        let series_key = (fold(&sourced.value.system), evidence.ipe.instance.as_deref().map(fold).or_else(place));
        if moment.stated {
            series.entry(series_key.clone()).or_default().insert(moment.day);
        }
        let seen = Sighting { account: &sourced.value, pointer: &sourced.pointer, moment, not_before };
        found.entry((series_key, key(&sourced.value))).or_default().push(seen);
    }
    let history = |((key, _), mut sightings): ((Series, String), Vec<Sighting<'a>>)| {
        sightings.sort_by(|one, other| (one.moment.day, one.pointer).cmp(&(other.moment.day, other.pointer)));
        let last = sightings.iter().map(|seen| seen.moment.day).max().unwrap_or(NaiveDate::MAX);
        let gone = series.get(&key).and_then(|days| days.range(clock::plus(last, 1)..).next().copied());
        History { sightings, series: key, gone }
    };
    found.into_iter().map(history).collect()
}

/// `users (2) 2026-03-31.csv` as `users .csv`.
fn without_digits(name: &str) -> String {
    let kept = |letter: &char| letter.is_alphabetic() || *letter == '.';
    fold(name).chars().filter(kept).collect()
}

/// System and instance, or the file's name where neither is told.
pub(crate) type Series = (String, Option<String>);

fn key(account: &Account) -> String {
    match &account.id {
        Some(id) => format!("id {}", fold(id)),
        None => format!("login {}", fold(subject(account))),
    }
}

/// The last day that each list tells anything of.
fn floors(dataset: &Dataset, terms: &Terms) -> BTreeMap<EvidenceId, NaiveDate> {
    let mut floors: BTreeMap<EvidenceId, NaiveDate> = BTreeMap::new();
    for Sourced { pointer, value } in &dataset.accounts {
        let keys = value.keys.iter().flat_map(|key| [key.rotated, key.last_used]);
        let own = [value.created, value.disabled, value.last_login, value.password_changed];
        if let Some(day) = own.into_iter().chain(keys).flatten().map(|stamp| terms.day(stamp)).max() {
            let floor = floors.entry(pointer.evidence).or_insert(day);
            *floor = day.max(*floor);
        }
    }
    floors
}
