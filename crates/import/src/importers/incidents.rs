//! Incidents of any system, from a table with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "incidents",
    version: 1,
    about: About {
        vendor: "Any",
        title: "Incidents of any system",
        export: &[
            "Export the incidents of the period with number, title, severity, status, when it began, was taken up and was over, \
             the service, who worked on it and where its review is found.",
            "Save it as CSV or TSV. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The incidents that the query of the export selects.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Incident)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Incident)
}
