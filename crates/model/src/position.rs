//! Where in a file something stands, and in which evidence.

use crate::evidence::EvidenceId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

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

/// A text that no position is written as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a position: expected file, row 3, line 3, byte 3 or a path that begins with $")]
pub struct NotAPosition(pub String);

impl FromStr for Position {
    type Err = NotAPosition;

    fn from_str(text: &str) -> Result<Self, NotAPosition> {
        if text == "file" {
            return Ok(Self::File);
        }
        if text.starts_with('$') {
            return Ok(Self::Path(text.to_owned()));
        }
        let found = text.split_once(' ').and_then(|(unit, number)| {
            let number = number.parse().ok()?;
            match unit {
                "row" => Some(Self::Row(number)),
                "line" => Some(Self::Line(number)),
                "byte" => Some(Self::Byte(number)),
                _ => None,
            }
        });
        found.ok_or_else(|| NotAPosition(text.to_owned()))
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
