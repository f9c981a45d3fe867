//! Reviews of vendors and their assurance reports, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "vendor-reviews",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Reviews of vendors",
        export: &[
            "Keep a row for each review: vendor, service, kind of report, its auditor, period and opinion, number of exceptions and their effect, who reviewed and when, who signed it off, conclusion, next review.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The reviews of the register at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::VendorReview],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::VendorReview)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::VendorReview)
}
