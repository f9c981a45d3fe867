//! The roster of any HR system, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "roster",
    version: 2,
    about: About {
        vendor: "Any",
        title: "Roster of employees and leavers",
        export: &[
            "Export all employees and contractors, those who left in the period too, with e-mail, status, first day and last day.",
            "Save it as CSV or TSV. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The persons of the company, leavers too, at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Person, Kind::Account],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Person)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Person)
}
