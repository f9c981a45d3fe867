//! Tickets of any system, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "tickets",
    version: 2,
    about: About {
        vendor: "Any",
        title: "Tickets of any system",
        export: &[
            "Export the tickets of the period with key, type, status, created, resolved, requester, assignee and approver.",
            "Save it as CSV or TSV. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The tickets that the query of the export selects.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Ticket)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Ticket)
}
