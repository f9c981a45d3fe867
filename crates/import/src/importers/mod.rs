//! One file per source, and the list of all.

use crate::importer::Importer;

/// Every importer, sorted by id.
pub const ALL: &[&Importer] = &[];
