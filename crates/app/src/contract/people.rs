//! Whose account is whose: the match table and what was decided about it.

use super::Proof;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which accounts of the match table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Matched {
    /// All.
    All,
    /// Those that belong to nobody or to more than one.
    Unmatched,
    /// Those matched in a way that a person should look at.
    Weak,
    /// Those that somebody decided about.
    Decided,
}

/// An account with the person that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IdentityRow {
    /// The system.
    pub system: String,
    /// The log-in.
    pub login: String,
    /// What the source says that it is (`person`, `service`, `shared`).
    pub nature: String,
    /// Its status in the newest list.
    pub status: String,
    /// Whom it belongs to; blank: nobody, or more than one.
    pub person: String,
    /// How they were matched, in words that complete `matched by`; blank: they were not.
    pub how: String,
    /// Whether somebody should look at it.
    pub weak: bool,
    /// Those who fit equally well, when more than one does.
    pub candidates: Vec<String>,
    /// Who answers for it, where it is a service or shared account.
    pub owner: String,
    /// What was decided, by whom and why; blank: nothing was.
    pub decision: String,
    /// The row of the account, then that of the person.
    pub proof: Vec<Proof>,
}

/// A part of the match table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IdentityPage {
    /// Accounts in all.
    pub accounts: u32,
    /// Those that belong to nobody or to more than one.
    pub unmatched: u32,
    /// Those that a person should look at.
    pub weak: u32,
    /// Those that somebody decided about.
    pub decided: u32,
    /// Rows that match what was asked for.
    pub total: u32,
    /// The page.
    pub rows: Vec<IdentityRow>,
    /// Everybody on the roster, to choose from, at most 2,000.
    pub people: Vec<String>,
}

/// What somebody decides about an account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IdentityChoice {
    /// The system.
    pub system: String,
    /// The log-in.
    pub login: String,
    /// Whom it belongs to; blank: no person.
    pub person: String,
    /// Who answers for a service or shared account; blank: nobody.
    pub owner: String,
    /// Why.
    pub reason: String,
}
