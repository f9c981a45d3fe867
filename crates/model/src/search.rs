//! What was looked for in the originals of evidence, and found.

use crate::position::Position;
use serde::{Deserialize, Serialize};

/// What a search for credentials in the original of one piece of evidence came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CredentialSearch {
    /// Version of the detectors.
    pub detectors: u32,
    /// Why the original could not be looked through; none: all of it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
    /// What was found, in order of the first place.
    #[serde(default)]
    pub found: Vec<FoundCredential>,
}

/// Credentials of one form in one original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct FoundCredential {
    /// The same for values of one form found by one rule; 16 hexadecimal digits.
    pub pattern: String,
    /// Id of the rule that found it.
    pub rule: String,
    /// How sure, 1 to 100.
    pub score: u8,
    /// The first value with all but its first characters covered.
    pub masked: String,
    /// How often the form was found.
    pub hits: u64,
    /// Where it was found first.
    pub at: Position,
}

impl FoundCredential {
    /// The place by which findings in originals are told from those in calls.
    pub const PLACE: &str = "evidence";

    /// By which it is marked as a false finding: the pattern and the place.
    pub fn key(&self) -> String {
        format!("{} {}", self.pattern, Self::PLACE)
    }
}
