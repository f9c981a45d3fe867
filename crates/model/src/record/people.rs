//! What people must know and have done: policies, acknowledgements, training, background checks.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// One version of a policy, as a register or a policy tool tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// The system or register.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// Name (`Information Security Policy`).
    pub name: String,
    /// What it is about in the source's word (`access control`), where a field says so.
    pub topic: Option<String>,
    /// Version, as written.
    pub version: Option<String>,
    /// Status in the source's word (`Draft`, `Published`).
    pub status_word: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Who approved this version.
    pub approver: Option<String>,
    /// When this version was approved.
    pub approved: Option<Stamp>,
    /// First day on which this version is in force.
    pub effective: Option<Stamp>,
    /// Last day on which this version was in force; none: until the next.
    pub retired: Option<Stamp>,
    /// When it was last reviewed, whether or not it was changed.
    pub reviewed: Option<Stamp>,
    /// Next review due.
    pub next_review: Option<Stamp>,
    /// Whether people must acknowledge it; none: the source does not say.
    pub must_acknowledge: Option<bool>,
}

/// That somebody has read and accepted a policy, or was asked to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Acknowledgement {
    /// The system.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// The policy, by name or id.
    pub policy: String,
    /// The version, as written.
    pub version: Option<String>,
    /// Who, by e-mail address, employee number or name.
    pub person: String,
    /// When it was asked for.
    pub requested: Option<Stamp>,
    /// When it was given; none: it was not, or the source does not say (see `status_word`).
    pub at: Option<Stamp>,
    /// Whether it was given; none: the source does not say.
    pub given: Option<bool>,
    /// The source's word for that.
    pub status_word: Option<String>,
}

/// A training of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Training {
    /// The system.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// The course.
    pub course: String,
    /// Who, by e-mail address, employee number or name.
    pub person: String,
    /// When it was assigned.
    pub assigned: Option<Stamp>,
    /// When it is due.
    pub due: Option<Stamp>,
    /// When it was completed; none: it was not, or the source does not say (see `status_word`).
    pub completed: Option<Stamp>,
    /// Until when it counts.
    pub expires: Option<Stamp>,
    /// Whether it was completed and passed; none: the source does not say.
    pub passed: Option<bool>,
    /// The source's word for that.
    pub status_word: Option<String>,
    /// The result, as written (`92 %`).
    pub score: Option<String>,
}

/// A background check of a person. What it found is not kept: only whether it was done and how it ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BackgroundCheck {
    /// The system or provider.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// Who, by e-mail address, employee number or name.
    pub person: String,
    /// What was checked, in the source's word (`criminal record`, `employment`).
    pub package: Option<String>,
    /// When it was ordered.
    pub ordered: Option<Stamp>,
    /// When it was completed; none: it was not, or the source does not say (see `status_word`).
    pub completed: Option<Stamp>,
    /// Whether it ended without a finding; none: the source does not say.
    pub clear: Option<bool>,
    /// The source's word for its state or result.
    pub status_word: Option<String>,
    /// Who decided on a finding.
    pub adjudicator: Option<String>,
}
