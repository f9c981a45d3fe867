//! Policies with their versions, out of the rows of registers: which version was in force on which day, and what a
//! policy is about by its name.
//!
//! Rows are one policy when they have the same name but for versions, or the same id. A draft is no version. A version
//! ends with the day that the register gives, else with the day before the next one begins.

mod topic;

pub(crate) use topic::{Topic, topics};

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    inputs::{is_future, moment},
    words::{fold, tokens, written},
};
use chrono::NaiveDate;
use model::{EvidenceId, Period, Stamp, Terms, record::Policy};
use std::collections::{BTreeMap, BTreeSet};

/// A version of a policy that was in force at some time.
#[derive(Debug, Clone)]
pub(crate) struct Version<'a> {
    /// The row of the newest register that tells of it.
    pub row: &'a Sourced<Policy>,
    /// First day in force, where told.
    pub start: Option<NaiveDate>,
    /// Last day in force; none: until further notice, or not told (see `ended`).
    pub end: Option<NaiveDate>,
    /// It is out of force by its status, and nothing says since when.
    pub ended: bool,
    /// The day of the oldest register that shows it.
    pub seen: NaiveDate,
}

impl Version<'_> {
    /// The days on which it was surely in force.
    pub(crate) fn sure(&self) -> Option<Period> {
        if self.ended {
            return None;
        }
        Period::new(self.start.unwrap_or(self.seen), self.end.unwrap_or(NaiveDate::MAX))
    }

    /// The days on which it can have been in force.
    pub(crate) fn possible(&self) -> Option<Period> {
        let last = if self.ended { self.seen } else { NaiveDate::MAX };
        Period::new(self.start.unwrap_or(NaiveDate::MIN), self.end.unwrap_or(last))
    }

    /// `version 2.0`, or what stands for it.
    pub(crate) fn words(&self) -> String {
        let number = written(self.row.value.version.as_deref());
        let since = self.start.map_or("in force since a day not told".to_owned(), |day| format!("in force since {day}"));
        match number {
            Some(number) => format!("version {} {since}", number.trim_start_matches(['v', 'V'])),
            None => since,
        }
    }
}

/// A policy.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// Its name in the newest register.
    pub name: &'a str,
    /// Its versions in order.
    pub versions: Vec<Version<'a>>,
    /// Rows that tell of drafts.
    pub drafts: Vec<&'a Sourced<Policy>>,
    /// Every row, of every register.
    pub rows: Vec<&'a Sourced<Policy>>,
}

impl<'a> Document<'a> {
    /// The versions in force on some day of a period, as far as told.
    pub(crate) fn during(&self, span: Period) -> impl Iterator<Item = &Version<'a>> {
        self.versions.iter().filter(move |one| one.possible().is_some_and(|days| days.intersection(&span).is_some()))
    }

    /// The version in force on a day.
    pub(crate) fn on(&self, day: NaiveDate) -> Option<&Version<'a>> {
        self.versions.iter().rfind(|one| one.possible().is_some_and(|days| days.contains(day)))
    }
}

/// All policies that registers tell of.
#[derive(Debug)]
pub(crate) struct Register<'a> {
    /// The policies, in the order of their names.
    pub documents: Vec<Document<'a>>,
    /// The day of the newest register.
    pub newest: Option<NaiveDate>,
    index: BTreeMap<String, BTreeSet<usize>>,
}

impl<'a> Register<'a> {
    /// Reads all registers but those from after the moment of judgement.
    pub(crate) fn new(dataset: &'a Dataset, terms: &Terms) -> Self {
        let past = dataset.evidence.values().filter(|evidence| !is_future(evidence, terms));
        let days: BTreeMap<EvidenceId, NaiveDate> = past.map(|one| (one.id, moment(one, terms).day)).collect();
        let mut groups: Vec<Vec<&'a Sourced<Policy>>> = Vec::new();
        let mut seats: BTreeMap<String, usize> = BTreeMap::new();
        for row in dataset.policies.iter().filter(|row| days.contains_key(&row.pointer.evidence)) {
            let keys = keys(&row.value);
            let seat = keys.iter().find_map(|key| seats.get(key).copied()).unwrap_or(groups.len());
            match groups.get_mut(seat) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
            for key in keys {
                seats.entry(key).or_insert(seat);
            }
        }
        let mut documents: Vec<Document<'a>> = groups.into_iter().map(|rows| document(rows, &days, terms)).collect();
        documents.sort_by(|one, other| one.name.cmp(other.name));
        let mut index: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, document) in documents.iter().enumerate() {
            for row in &document.rows {
                let id = row.value.id.as_deref().map(fold);
                let names = [Some(bare_name(&row.value.name)), Some(topic::core(&row.value.name).join(" ")), id];
                for name in names.into_iter().flatten().filter(|name| !name.is_empty()) {
                    index.entry(name).or_default().insert(place);
                }
            }
        }
        let registers = dataset.policies.iter().filter_map(|row| days.get(&row.pointer.evidence));
        Self { documents, newest: registers.max().copied(), index }
    }

    /// What each policy is about: by its name, else by a topic that the registers give to no other one.
    pub(crate) fn about(&self, topics: &[Topic]) -> Vec<BTreeSet<usize>> {
        let mut given: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (place, document) in self.documents.iter().enumerate() {
            for topic in document.rows.iter().filter_map(|row| row.value.topic.as_deref()) {
                given.entry(fold(topic)).or_default().insert(place);
            }
        }
        let by_topic = |document: &Document<'_>| {
            let own = document.rows.iter().filter_map(|row| row.value.topic.as_deref());
            own.filter(|topic| given.get(&fold(topic)).is_some_and(|places| places.len() == 1))
                .flat_map(|topic| Topic::of(topics, topic))
                .collect()
        };
        let about = |document: &Document<'_>| {
            let named = Topic::of(topics, document.name);
            if named.is_empty() { by_topic(document) } else { named }
        };
        self.documents.iter().map(about).collect()
    }

    /// The policy that a text names: by its name, by its id, or by the only one about the same thing.
    pub(crate) fn named(&self, text: &str, topics: &[Topic]) -> Option<usize> {
        let sole = |places: &BTreeSet<usize>| places.first().copied().filter(|_| places.len() == 1);
        for key in [bare_name(text), fold(text), topic::core(text).join(" ")] {
            if let Some(places) = self.index.get(&key) {
                return sole(places);
            }
        }
        let about = Topic::of(topics, text);
        let same = |document: &Document<'_>| Topic::of(topics, document.name).intersection(&about).next().is_some();
        let places = self.documents.iter().enumerate().filter(|(_, one)| same(one)).map(|(place, _)| place).collect();
        sole(&places)
    }
}

fn keys(policy: &Policy) -> Vec<String> {
    let name = bare_name(&policy.name);
    let mut keys: Vec<String> =
        Some(name).filter(|name| !name.is_empty()).map(|name| format!("name {name}")).into_iter().collect();
    let id = policy.id.as_deref().map(fold).filter(|id| id.chars().any(|letter| letter.is_ascii_digit()));
    let id = id.filter(|id| id.chars().any(char::is_alphabetic) || !policy.system.is_empty());
    keys.extend(id.map(|id| format!("id {} {id}", fold(&policy.system))));
    keys
}

/// The words of a name without what tells versions and files apart.
fn bare_name(name: &str) -> String {
    let has_core = !topic::core(name).is_empty();
    let number = |word: &str| word.strip_prefix('v').unwrap_or(word).chars().all(|letter| letter.is_ascii_digit());
    let file = |word: &str| ["version", "rev", "revision", "final", "draft", "pdf", "docx", "doc", "md"].contains(&word);
    let words = tokens(name).into_iter().filter(|word| !(file(word) || has_core && number(word)));
    words.collect::<Vec<_>>().join(" ")
}

/// A version number without what is written differently: `v2.0`, `2` and `Version 2` are one.
pub(crate) fn version_number(text: &str) -> String {
    let text = fold(text);
    let text = ["version", "revision", "rev", "v"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    let mut bare = text.trim_matches(|letter: char| letter == '.' || letter.is_whitespace());
    while let Some(shorter) = bare.strip_suffix(".0") {
        bare = shorter;
    }
    bare.to_owned()
}

/// Whether a version number tells that there were versions before.
pub(crate) fn has_predecessor(text: &str) -> bool {
    let number = version_number(text);
    let mut parts = number.split('.').map(str::parse::<u32>);
    let first = parts.next().and_then(Result::ok).is_some_and(|first| (2..1900).contains(&first));
    first || number.starts_with('1') && parts.any(|part| part.is_ok_and(|part| part > 0))
}

/// How a status reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Draft,
    Over,
    InForce,
}

fn status(policy: &Policy) -> Status {
    let word = policy.status_word.as_deref().map(fold).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    let approved = policy.approved.is_some() || policy.approver.is_some();
    if has(&["retired", "archived", "superseded", "obsolete", "deprecated", "withdrawn", "replaced", "inactive", "expired"]) {
        return Status::Over;
    }
    if has(&[
        "draft",
        "rejected",
        "proposed",
        "unpublished",
        "not published",
        "not approved",
        "not started",
        "entwurf",
        "unapproved",
    ]) {
        return Status::Draft;
    }
    let unclear = has(&["review", "pending", "awaiting", "in progress", "needs", "to be approved", "submitted"]);
    let done = has(&["reviewed", "published", "in force"]);
    if unclear && !done && !approved { Status::Draft } else { Status::InForce }
}

fn document<'a>(rows: Vec<&'a Sourced<Policy>>, days: &BTreeMap<EvidenceId, NaiveDate>, terms: &Terms) -> Document<'a> {
    let age = |row: &&Sourced<Policy>| (days.get(&row.pointer.evidence).copied(), row.pointer.evidence);
    let mut groups: BTreeMap<String, Vec<&'a Sourced<Policy>>> = BTreeMap::new();
    for row in &rows {
        let version = row.value.version.as_deref().map(version_number).filter(|version| !version.is_empty());
        let since = row.value.effective.or(row.value.approved).map(|at| format!("since {}", terms.day(at)));
        groups.entry(version.or(since).unwrap_or_default()).or_default().push(row);
    }
    let (mut versions, mut drafts) = (Vec::new(), Vec::new());
    for group in groups.into_values() {
        let last = group.iter().map(age).max();
        let shown = |row: &&Sourced<Policy>| days.get(&row.pointer.evidence).copied().unwrap_or(NaiveDate::MAX);
        let seen = group.iter().filter(|row| status(&row.value) != Status::Draft).map(shown).min().unwrap_or(NaiveDate::MAX);
        for row in group.iter().filter(|row| Some(age(row)) == last) {
            match status(&row.value) {
                Status::Draft => drafts.push(*row),
                state => versions.push(version(row, state, seen, terms)),
            }
        }
    }
    versions.sort_by_key(|one| (one.start, one.row.pointer.clone()));
    follow(&mut versions);
    let newest = rows.iter().max_by_key(|row| (age(row), row.pointer.clone()));
    let name = newest.map_or("", |row| row.value.name.as_str());
    Document { name, versions, drafts, rows }
}

fn version<'a>(row: &'a Sourced<Policy>, state: Status, seen: NaiveDate, terms: &Terms) -> Version<'a> {
    let day = |at: Option<Stamp>| at.map(|at| terms.day(at));
    let (start, end) = (day(row.value.effective.or(row.value.approved)), day(row.value.retired));
    Version { row, start, end, ended: state == Status::Over && end.is_none(), seen }
}

/// A version without an end ends where the next begins.
fn follow(versions: &mut [Version<'_>]) {
    let mut next: Option<NaiveDate> = None;
    for one in versions.iter_mut().rev() {
        if let Some(next) = next.filter(|next| one.end.is_none() && one.start.is_none_or(|start| start < *next)) {
            one.end = Some(clock::minus(next, 1));
            one.ended = false;
        }
        next = one.start.or(next);
    }
}
