//! What the files of an engagement say together: the same record told twice counts once, facts that a source splits over
//! several exports meet in one record, numbers get the words that their system shows for them. The order in which the
//! files came in makes no difference, and the records in the vault stay as they were read.

mod accounts;
mod labels;
mod repeats;
mod work;

use crate::{Dataset, inputs::moment};
use chrono::NaiveDate;
use model::{EvidenceId, Kind, Pointer, Terms};
use std::collections::BTreeMap;

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
    repeats::count_once(dataset, &days);
    work::complete(dataset, &days);
    accounts::complete(dataset, &days);
    labels::decode(dataset);
}

/// Puts what `part` says where `whole` says nothing.
fn fill<T: Clone>(whole: &mut Option<T>, part: Option<&T>) {
    if whole.is_none() {
        *whole = part.cloned();
    }
}
