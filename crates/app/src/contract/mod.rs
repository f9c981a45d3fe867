//! What the window and the use cases say to each other: plain data, declared here, generated into `ui/src/backend`.
//!
//! Counts are `u32` and sizes are text, because a JavaScript number cannot hold every `u64`. No type here carries a
//! key, a path above a file name, or bytes of evidence.

pub mod bundle;
pub mod controls;
pub mod crosswalk;
pub mod engagement;
pub mod evidence;
pub mod findings;
pub mod logs;
pub mod map;
pub mod people;
pub mod results;
pub mod sources;
pub mod vault;

use serde::{Deserialize, Serialize};
use specta::Type;

/// What changed in the vault, so that the window asks again for just that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Open, locked, created.
    Vault,
    /// Evidence, its records, links and IPE sheets.
    Evidence,
    /// Controls, owners, parameters, approved lists.
    Map,
    /// Runs and their results.
    Results,
    /// Bundles.
    Bundles,
}

/// A page to be cut out of a long list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageRequest {
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted, at most 500.
    pub limit: u32,
    /// Words that every row must contain, any case; blank: all rows.
    pub filter: String,
}

/// Where a statement is proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// Evidence number.
    pub evidence: u32,
    /// `E-0007`.
    pub evidence_label: String,
    /// File name of the evidence.
    pub file: String,
    /// Place in the file, as people read it (`row 12`, `$.value[3]`).
    pub at: String,
}

/// Progress of long work. The end of the channel is [`Progress::done`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// What is being done, to which thing.
    pub what: String,
    /// From 0 to 1000; none when the length is unknown.
    pub permille: Option<u32>,
    /// Rows or files done so far.
    pub count: u32,
    /// Whether this is the last message.
    pub done: bool,
}
