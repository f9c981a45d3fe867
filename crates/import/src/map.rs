//! Column maps: which column of a table of any origin means which field.
//!
//! A map is guessed from headers and values, shown, changed by the user, and remembered by the header's fingerprint.

use model::Kind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column means which field, for a table of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ColumnMap {
    /// What a row is.
    pub kind: Kind,
    /// Column header by field id (`email` to `Work E-Mail`).
    pub columns: BTreeMap<String, String>,
    /// Whether a date such as 03/04/2026 has the day first; none: decided by the values, month first where they do not tell.
    #[serde(default)]
    pub day_first: Option<bool>,
    /// The system that the rows are from, where no column tells (`Okta`).
    #[serde(default)]
    pub system: Option<String>,
}

/// A field that a column can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Stable kebab-case id (`login`).
    pub id: &'static str,
    /// What people read.
    pub title: &'static str,
    /// Whether rows mean nothing without it.
    pub required: bool,
}

/// A guessed map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The map.
    pub map: ColumnMap,
    /// From 0 to 100: how sure the guess of the kind is.
    pub confidence: u8,
    /// Required fields without a column.
    pub missing: Vec<&'static str>,
    /// Columns that mean no field; they are kept in each record's `extra`.
    pub unused: Vec<String>,
}
