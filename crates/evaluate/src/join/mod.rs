//! What the files of an engagement say together: the same record told twice counts once, facts that a source splits over
//! several exports meet in one record, numbers get the words that their system shows for them. The order in which the
//! files came in makes no difference, and the records in the vault stay as they were read.

mod accounts;
mod labels;
mod repeats;
mod systems;
mod work;

use crate::{Dataset, Sourced, inputs::moment};
use chrono::NaiveDate;
use model::{EvidenceId, Kind, Pointer, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// What joining did, kept beside the records.
#[derive(Debug, Clone, Default)]
pub struct Joins {
    /// The places that completed the record at a place.
    pub completed_by: BTreeMap<Pointer, Vec<Pointer>>,
    /// What a reader of the results must know, by kind.
    pub remarks: BTreeMap<Kind, Vec<String>>,
}

impl Joins {
    /// Notes that the record at one place was completed from another.
    fn complete(&mut self, whole: &Pointer, part: &Pointer) {
        let parts = self.completed_by.entry(whole.clone()).or_default();
        if !parts.contains(part) {
            parts.push(part.clone());
        }
    }
}

/// The day that each piece of evidence shows.
type Days = BTreeMap<EvidenceId, NaiveDate>;

/// Joins the records of a dataset. Doing it twice changes nothing.
pub fn join(dataset: &mut Dataset, terms: &Terms) {
    let days: Days = dataset.evidence.values().map(|evidence| (evidence.id, moment(evidence, terms).day)).collect();
    systems::name(dataset);
    repeats::count_once(dataset, &days);
    work::complete(dataset, &days);
    accounts::complete(dataset, &days);
    labels::decode(dataset);
}

/// A name by which records are found: what sort of name, in which system, and the name.
type Key = (&'static str, String, String);

/// Completes records with the parts that share a key with them and fit. Parts that found their whole are no records of
/// their own any more.
fn by_key<T: Clone>(
    rows: &mut Vec<Sourced<T>>,
    is_part: fn(&T) -> bool,
    keys: fn(&T) -> Vec<Key>,
    fits: fn(&T, &T) -> bool,
    add: fn(&mut T, &T),
    joins: &mut Joins,
) {
    let mut parts: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| is_part(&row.value)) {
        for key in keys(&row.value) {
            parts.entry(key).or_default().push(index);
        }
    }
    let mut used = BTreeSet::new();
    for index in 0..rows.len() {
        let Some(row) = rows.get(index).filter(|row| !is_part(&row.value)) else { continue };
        let mut whole = row.clone();
        let mine: BTreeSet<usize> = keys(&whole.value).iter().filter_map(|key| parts.get(key)).flatten().copied().collect();
        for at in mine {
            let Some(part) = rows.get(at).filter(|part| fits(&whole.value, &part.value)) else { continue };
            add(&mut whole.value, &part.value);
            joins.complete(&whole.pointer, &part.pointer);
            used.insert(at);
        }
        if let Some(row) = rows.get_mut(index) {
            *row = whole;
        }
    }
    remove(rows, &used);
}

/// Removes the rows at some places.
fn remove<T>(rows: &mut Vec<T>, gone: &BTreeSet<usize>) {
    let mut index = 0;
    rows.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
}

/// Puts what `part` says where `whole` says nothing.
fn fill<T: Clone>(whole: &mut Option<T>, part: Option<&T>) {
    if whole.is_none() {
        *whole = part.cloned();
    }
}
