//! Controls that reports of vendors expect of the company (CUECs) or the company of vendors (CSOCs), from a table.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "vendor-controls",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Controls that vendors' reports name (CUECs, CSOCs)",
        export: &[
            "Keep a row for each control: vendor, number, what it asks for, own controls that answer it, whether it applies, why not.",
            "Where the list is of one vendor and has no column for it, name the vendor as the system in the column map.",
            "Say in a column, in the name of the file or above the header whether they are CUECs or CSOCs.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The controls of the list at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::VendorControl],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::VendorControl)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::VendorControl)
}
