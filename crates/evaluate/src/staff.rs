//! Who was engaged here and when, and which rows of other lists are about them.
//!
//! A person is in the population of a duty for as long as a roster shows them engaged. What other lists tell of somebody
//! whom no roster names is kept apart, so that it can be shown.

use crate::{
    dataset::{Dataset, Sourced},
    identity::People,
    inputs::{self, evidence_of, is_future},
    leavers::{Spell, spells},
    words::fold,
};
use chrono::{Months, NaiveDate};
use model::{
    Filter, Kind, ParameterSpec, Terms,
    record::{Employment, Person},
};
use std::collections::BTreeMap;

/// One engagement of one person that touches the window.
#[derive(Debug, Clone)]
pub(crate) struct Post<'a> {
    /// Who.
    pub member: usize,
    /// The identifier that people see.
    pub label: &'a str,
    /// First day, where told.
    pub start: Option<NaiveDate>,
    /// Last day, where told; none: until further notice, or not told (see `left`).
    pub end: Option<NaiveDate>,
    /// The roster says that the person is gone, and not since when.
    pub left: bool,
    /// The roster's row.
    pub row: &'a Sourced<Person>,
    /// The day of the oldest roster that names the person.
    pub known_since: NaiveDate,
}

/// Everybody engaged on some day of the window up to the moment of judgement, once per engagement. Contractors are in
/// when the parameter says so.
pub(crate) fn posts<'a>(
    people: &People<'a>,
    dataset: &Dataset,
    terms: &Terms,
    contractors: &ParameterSpec,
    filters: &mut Vec<Filter>,
) -> Vec<Post<'a>> {
    let horizon = crate::clock::horizon(terms);
    let mut found = Vec::new();
    for member in 0..people.len() {
        let spells = apart(spells(people, member, dataset, terms));
        let known_since = oldest(people, member, dataset, terms);
        for (index, spell) in spells.iter().enumerate() {
            let replaced = spell.end.is_none() && index + 1 < spells.len();
            let begun = spell.start.is_none_or(|start| start <= horizon);
            if !replaced && begun && spell.end.is_none_or(|end| end >= terms.window.from) {
                let left = spell.end.is_none() && spell.row.value.employed == Some(false);
                let (start, end, row) = (spell.start, spell.end, spell.row);
                found.push(Post { member, label: people.label(member), start, end, left, row, known_since });
            }
        }
    }
    let kept = format!("engagements that touch the window up to {horizon}, of persons on the roster");
    filters.push(Filter { kept, before: people.len() as u64, after: found.len() as u64 });
    let wanted = |post: &Post<'_>| {
        let day = post.start.unwrap_or(terms.window.from).max(terms.window.from);
        post.row.value.employment != Employment::Contractor || is_yes(terms.value(contractors, day))
    };
    let kept = format!("other than contractors, unless `{}` is yes", contractors.id);
    crate::evaluation::keep(found, &kept, filters, wanted)
}

/// Of engagements that overlap, the one that the newest roster tells.
fn apart(spells: Vec<Spell<'_>>) -> Vec<Spell<'_>> {
    let mut kept: Vec<Spell<'_>> = Vec::new();
    for spell in spells {
        let Some(last) = kept.last_mut() else {
            kept.push(spell);
            continue;
        };
        let overlap = last.end.is_none_or(|end| spell.start.is_none_or(|start| start <= end));
        let ended = last.end.is_none() && last.row.value.employed == Some(false) && last.start.is_some();
        if !overlap || ended {
            kept.push(spell);
        } else if (spell.seen, spell.start.is_some()) >= (last.seen, last.start.is_some()) {
            *last = spell;
        }
    }
    kept
}

fn oldest(people: &People<'_>, member: usize, dataset: &Dataset, terms: &Terms) -> NaiveDate {
    let lists = people.rows(member).iter().filter_map(|row| dataset.evidence.get(&row.pointer.evidence));
    lists.filter(|list| !is_future(list, terms)).map(|list| inputs::moment(list, terms).day).min().unwrap_or(NaiveDate::MAX)
}

/// The rows of a list by the persons that they are about.
pub(crate) struct Rows<'a, T> {
    /// By person of the roster.
    pub of: BTreeMap<usize, Vec<&'a Sourced<T>>>,
    /// By the words for persons whom no roster names.
    pub strangers: BTreeMap<&'a str, Vec<&'a Sourced<T>>>,
}

impl<'a, T> Rows<'a, T> {
    /// Finds the persons. Lists taken after the moment of judgement are left out.
    pub(crate) fn new(
        people: &People<'_>,
        dataset: &Dataset,
        terms: &Terms,
        rows: &'a [Sourced<T>],
        person: fn(&T) -> &str,
    ) -> Self {
        let mut known: BTreeMap<&'a str, Option<usize>> = BTreeMap::new();
        let mut found = Self { of: BTreeMap::new(), strangers: BTreeMap::new() };
        let past = dataset.evidence.values().filter(|evidence| !is_future(evidence, terms));
        let past: std::collections::BTreeSet<_> = past.map(|evidence| evidence.id).collect();
        for row in rows.iter().filter(|row| past.contains(&row.pointer.evidence)) {
            let name = person(&row.value);
            match *known.entry(name).or_insert_with(|| people.named(name)) {
                Some(member) => found.of.entry(member).or_default().push(row),
                None => found.strangers.entry(name).or_default().push(row),
            }
        }
        found
    }

    /// The rows of a person.
    pub(crate) fn of(&self, member: usize) -> &[&'a Sourced<T>] {
        self.of.get(&member).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The day of the newest list of a kind; none when there is none from before the moment of judgement.
pub(crate) fn newest(dataset: &Dataset, terms: &Terms, kind: Kind) -> Option<NaiveDate> {
    let lists = evidence_of(dataset, kind).filter(|evidence| !is_future(evidence, terms));
    lists.map(|evidence| inputs::moment(evidence, terms).day).max()
}

/// The same day of the month some months later, or the last of that month.
pub(crate) fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// Whether a parameter says yes.
pub(crate) fn is_yes(value: &str) -> bool {
    matches!(fold(value).as_str(), "yes" | "true" | "1" | "y" | "on" | "included")
}

/// Whether a text names nobody.
pub(crate) fn names_nobody(text: &str) -> bool {
    let word = fold(text);
    let placeholders =
        ["n/a", "na", "none", "null", "nil", "tbd", "tba", "unknown", "pending", "nobody", "unassigned", "not assigned"];
    placeholders.contains(&word.as_str()) || !word.chars().any(char::is_alphanumeric)
}
