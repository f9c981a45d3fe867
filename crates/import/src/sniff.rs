//! The head of a file to the importers that may be for it, best first.

use crate::{
    importer::{Head, Importer, Match},
    importers::ALL,
};

/// An importer that may be for a file.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The importer.
    pub importer: &'static Importer,
    /// How sure it is; never [`Match::No`].
    pub how: Match,
}

/// The importers that may be for a file, the surest first, then by id.
pub fn recognise(head: &Head<'_>) -> Vec<Candidate> {
    let asked = ALL.iter().map(|importer| Candidate { importer, how: (importer.sniff)(head) });
    let mut found: Vec<Candidate> = asked.filter(|candidate| candidate.how != Match::No).collect();
    found.sort_by(|a, b| b.how.cmp(&a.how).then(a.importer.id.cmp(b.importer.id)));
    found
}
