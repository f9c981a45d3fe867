//! Backups, restores and restore tests of any origin, from a table with column names of its own or from small JSON.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "backups",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Backups and restore tests",
        export: &[
            "For backups: export date, job or system, result and duration from the tool that makes them.",
            "For restore tests kept by form: a table with date, system, result, duration, who did it, the objective (RTO) and where the evidence is.",
            "Save it as CSV, TSV or JSON. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The runs that the table lists.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Backup],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff_form(head, Kind::Backup, &["job", "at", "outcome"])
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read_form(input, sink, Kind::Backup)
}
