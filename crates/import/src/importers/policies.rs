//! Policies of any register or policy tool, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "policies",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Policies",
        export: &[
            "Export the policies with name, version, status, owner, who approved which version and when, first day in force, last and next review.",
            "Keep a row for each version where the register knows several.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The policies of the register at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Policy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Policy)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Policy)
}
