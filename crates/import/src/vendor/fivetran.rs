//! What importers share of tables that Fivetran copied out of a product: its own columns beside those of the source.

use crate::{
    importer::Sink,
    read::{fields::Fields, time::later},
};

/// Takes Fivetran's own columns: notes the latest copy as the time of the extract, and tells whether the source has
/// deleted the row.
pub fn copied(row: &mut Fields, sink: &mut Sink<'_>) -> bool {
    sink.facts.extracted = later(sink.facts.extracted, row.utc_time("_fivetran_synced"));
    row.truth("_fivetran_deleted") == Some(true)
}

/// Whether a row of a history is the one in force: it ends never, which Fivetran writes as the year 9999.
pub fn in_force(row: &Fields) -> bool {
    row.peek_text("_fivetran_end").is_none_or(|end| end.starts_with("9999"))
}
