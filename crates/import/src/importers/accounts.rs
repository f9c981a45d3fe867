//! Accounts of any system, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "accounts",
    version: 2,
    about: About {
        vendor: "Any",
        title: "Account list of any system",
        export: &[
            "Export all users of the system, inactive ones too, with status, last log-in, second factor and roles where it offers them.",
            "Save it as CSV or TSV. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The accounts of a system, or of several, at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Account, Kind::Person],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Account)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Account)
}
