//! Acknowledgements of policies, from a table of any tool with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "acknowledgements",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Acknowledgements of policies",
        export: &[
            "Export who was asked to acknowledge which policy, in which version, and when they did; with those who did not.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The acknowledgements that the tool knows at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Acknowledgement],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Acknowledgement)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Acknowledgement)
}
