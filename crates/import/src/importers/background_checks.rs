//! Background checks of persons, from a table of any provider or list with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "background-checks",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Background checks",
        export: &[
            "Export person, what was checked, ordered, completed, status and result. Leave out what a check found: it is not read, and not needed.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The checks that the provider or list knows at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::BackgroundCheck],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::BackgroundCheck)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::BackgroundCheck)
}
