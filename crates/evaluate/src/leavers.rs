//! Employment over time: who worked here from when to when, and whose last day it was.

use crate::{
    dataset::{Dataset, Sourced},
    identity::People,
    inputs::{is_future, moment},
};
use chrono::NaiveDate;
use model::{Terms, record::Person};

/// One employment of one person.
#[derive(Debug, Clone)]
pub(crate) struct Spell<'a> {
    /// First day, where told.
    pub start: Option<NaiveDate>,
    /// Last day, where told.
    pub end: Option<NaiveDate>,
    /// The roster's row.
    pub row: &'a Sourced<Person>,
    /// The day of that roster.
    pub seen: NaiveDate,
}

/// The employments of a person: of rows that begin on the same day those of the newest roster count.
pub(crate) fn spells<'a>(people: &People<'a>, member: usize, dataset: &Dataset, terms: &Terms) -> Vec<Spell<'a>> {
    let mut all: Vec<Spell<'a>> = Vec::new();
    for row in people.rows(member) {
        let Some(evidence) = dataset.evidence.get(&row.pointer.evidence) else { continue };
        if is_future(evidence, terms) {
            continue;
        }
        let day = |stamp: Option<model::Stamp>| stamp.map(|stamp| terms.day(stamp));
        all.push(Spell { start: day(row.value.start), end: day(row.value.end), row, seen: moment(evidence, terms).day });
    }
    let age = |spell: &Spell<'_>| (spell.seen, spell.row.pointer.evidence);
    let newest = |spell: &Spell<'_>| all.iter().filter(|other| other.start == spell.start).all(|other| age(other) <= age(spell));
    let mut kept: Vec<Spell<'a>> = all.iter().filter(|spell| newest(spell)).cloned().collect();
    kept.sort_by_key(|spell| (spell.start, spell.end, spell.row.pointer.clone()));
    kept.dedup_by_key(|spell| (spell.start, spell.end));
    kept
}

/// Somebody who left.
#[derive(Debug, Clone)]
pub(crate) struct Leaver<'a> {
    /// Who.
    pub member: usize,
    /// The roster's row that says so.
    pub row: &'a Sourced<Person>,
    /// The last day; none when the roster says only that the person is not employed.
    pub last_day: Option<NaiveDate>,
    /// First day of a later employment.
    pub back: Option<NaiveDate>,
}

/// Everybody who left up to a day, once per employment.
pub(crate) fn leavers<'a>(people: &People<'a>, dataset: &Dataset, terms: &Terms, until: NaiveDate) -> Vec<Leaver<'a>> {
    let mut found = Vec::new();
    for member in 0..people.len() {
        let spells = spells(people, member, dataset, terms);
        for spell in &spells {
            let later = spells.iter().filter_map(|other| other.start.filter(|start| spell.end.is_some_and(|end| *start > end)));
            let back = later.min();
            match spell.end {
                Some(end) if end <= until => found.push(Leaver { member, row: spell.row, last_day: Some(end), back }),
                None if spell.row.value.employed == Some(false) => {
                    let again = spells.iter().any(|other| other.start > spell.start && other.row.value.employed != Some(false));
                    if !again {
                        found.push(Leaver { member, row: spell.row, last_day: None, back: None });
                    }
                }
                _ => {}
            }
        }
    }
    found
}
