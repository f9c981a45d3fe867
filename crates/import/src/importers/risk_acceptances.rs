//! Risks that somebody accepted and exceptions from deadlines, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "risk-acceptances",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Accepted risks and exceptions",
        export: &[
            "Export the register with what is accepted (the CVE where it is a vulnerability), asset, reason, who asked, who approved and when, until when, and the ticket.",
            "Rows of a risk register that are treated in another way, and requests that were not granted, are passed over and counted.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The acceptances of the register at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::RiskAcceptance],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::RiskAcceptance)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::RiskAcceptance)
}
