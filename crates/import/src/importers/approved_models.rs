//! The providers and models that the company has approved, with the days on which the approvals hold.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "approved-models",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Approved providers and models",
        export: &[
            "Keep a table with provider, model, version, other names (aliases), approved from, approved until, approver and reason: one row an approval, none is ever overwritten.",
            "Save it as CSV, TSV or JSON. Column names do not matter: they are guessed and shown. A blank model stands for every model of the provider.",
        ],
        covers: "The approvals of the list, each from its first to its last day.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::ApprovedModel],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff_form(head, Kind::ApprovedModel, &["provider", "model", "from"])
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read_form(input, sink, Kind::ApprovedModel)
}
