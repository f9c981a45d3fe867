//! Where in a file something stands, and in which evidence.

use crate::evidence::EvidenceId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in an export that a person can find again with common tools.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// The whole file.
    File,
    /// A data row of a table, counted from 1, the header not counted.
    Row(u64),
    /// A line of a text file, counted from 1.
    Line(u64),
    /// A JSON path such as `$.Results[0].Vulnerabilities[3]`, indices counted from 0.
    Path(String),
    /// A byte offset, counted from 0.
    Byte(u64),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("file"),
            Self::Row(row) => write!(f, "row {row}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Path(path) => f.write_str(path),
            Self::Byte(byte) => write!(f, "byte {byte}"),
        }
    }
}

/// The proof of a statement: a piece of evidence and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pointer {
    /// Which evidence.
    pub evidence: EvidenceId,
    /// Where in it.
    pub at: Position,
}
