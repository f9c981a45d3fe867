//! Tests of recovery of any sort (restores, failovers, exercises), from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "recovery-tests",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Tests of recovery",
        export: &[
            "Keep a row for each test: date, kind (restore, failover, tabletop), system, result, time taken and objective (RTO), loss and objective (RPO), who did it, who signed it off.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The tests that the list names.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::RecoveryTest],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::RecoveryTest)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::RecoveryTest)
}
