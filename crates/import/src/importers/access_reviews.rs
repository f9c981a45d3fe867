//! Decisions of access reviews, from a table of any tool or sheet with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "access-reviews",
    version: 2,
    about: About {
        vendor: "Any",
        title: "Decisions of access reviews",
        export: &[
            "Export the finished review with system, account, role, decision (keep, revoke), reviewer, date, reason and when a removal was carried out.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The decisions of the reviews that the table holds.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::AccessReview],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::AccessReview)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::AccessReview)
}
