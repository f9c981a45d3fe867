//! The company's own checks over the rows of the log.

use super::Proof;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A check as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckDraft {
    /// Stable id, kebab-case.
    pub id: String,
    /// What it demands, one sentence.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Criteria that it serves.
    pub criteria: Vec<String>,
    /// First day in force, ISO.
    pub from: String,
    /// `gateway`, `span` or `score`.
    pub table: String,
    /// Which rows it is about, a predicate in SQL; blank: all.
    pub applies: String,
    /// What breaks it, a predicate in SQL.
    pub breaks: String,
}

/// One version of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// What was written.
    pub draft: CheckDraft,
    /// Its version.
    pub version: u32,
    /// Last day in force, ISO; none: until further notice.
    pub last: Option<String>,
    /// Whether it is in force on the day of judgement.
    pub in_force: bool,
}

/// What a check says of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckTried {
    /// Rows looked at: the first that the store gives, 10,000 at most.
    pub rows: u32,
    /// Of those, rows that it is about.
    pub applies: u32,
    /// Of those, rows that break it.
    pub broken: u32,
    /// Of those, rows that do not tell enough.
    pub untold: u32,
    /// Some of the rows that break it, then of those that do not tell enough.
    pub examples: Vec<TriedRow>,
    /// Milliseconds that the answer took.
    pub took: u32,
}

/// A row of a trial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriedRow {
    /// Where it stands.
    pub proof: Proof,
    /// Its request, else its trace or target: what the sheet can be opened with.
    pub request: Option<String>,
    /// When, RFC 3339; blank: it does not tell.
    pub at: String,
    /// Whether it breaks the check; otherwise it does not tell enough.
    pub breaks: bool,
}
