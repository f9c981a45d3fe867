//! Lists of scans of any scanner, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "scans",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Scans of any scanner, one row a scan",
        export: &[
            "Export the history of scans of the period with target, time, outcome and scanner, clean ones too.",
            "Save it as CSV or TSV. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The scans that the query of the export selects.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Scan)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Scan)
}
