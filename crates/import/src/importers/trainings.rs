//! Trainings of persons, from a table of any learning system or list with column names of its own.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table,
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "trainings",
    version: 2,
    about: About {
        vendor: "Any",
        title: "Trainings of persons",
        export: &[
            "Export the enrolments with person (e-mail address or employee number), course, assigned, due, completed, status and score; with those not completed.",
            "A list by hand may have a column for each course with the date of completion in it.",
            "Save it as CSV, TSV or XLSX. Column names do not matter: they are guessed and shown.",
        ],
        covers: "The enrolments that the system knows at the moment of the export.",
        retention_days: None,
        source: "https://www.rfc-editor.org/rfc/rfc4180",
    },
    emits: &[Kind::Training],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    table::sniff(head, Kind::Training)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    table::read(input, sink, Kind::Training)
}
