//! The engagement after it was set up: changing it, rolling its window forward, looking back.

use super::{results::EvaluationRow, vault::ScopeView};
use chrono::NaiveDate;
use model::{AuditType, State};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Everything about the engagement that can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EngagementDraft {
    /// Company.
    pub company: String,
    /// Type I or II.
    pub audit_type: AuditType,
    /// First day.
    #[specta(type = String)]
    pub from: NaiveDate,
    /// Last day.
    #[specta(type = String)]
    pub to: NaiveDate,
    /// Time zone, IANA.
    pub zone: String,
    /// All categories.
    pub scope: Vec<ScopeView>,
    /// The service auditor; blank: not named yet.
    pub auditor: String,
    /// Days that are no business days beside weekends, ISO.
    pub holidays: Vec<String>,
}

/// The engagement with what was changed of it and what came before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EngagementDetail {
    /// As it is.
    pub draft: EngagementDraft,
    /// The changes made to it, the newest first.
    pub history: Vec<EngagementChangeView>,
    /// Engagements that are over, the newest first.
    pub past: Vec<PastRow>,
    /// The window that usually follows: as long as this one, from the day after it.
    pub next: (String, String),
}

/// A change of the engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EngagementChangeView {
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// What was different.
    pub changes: Vec<super::controls::FieldChange>,
}

/// An engagement that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PastRow {
    /// Its number.
    pub id: u32,
    /// First day of its window, ISO.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Type I or II.
    pub audit_type: AuditType,
    /// When the window was rolled forward, RFC 3339.
    pub at: String,
    /// By whom.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// As of when its results were computed, RFC 3339; none: never.
    pub results_as_of: Option<String>,
    /// Exceptions in them.
    pub exceptions: u32,
    /// Responses of management.
    pub responses: u32,
}

/// An engagement that is over, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PastDetail {
    /// As in the list.
    pub row: PastRow,
    /// As it was.
    pub draft: EngagementDraft,
    /// What stood at its end: words and counts.
    pub summary: Vec<(String, String)>,
    /// Its results, as they were then.
    pub results: Vec<EvaluationRow>,
    /// Its exceptions with what was answered and how they stand now; at most [`PastDetail::LISTED`].
    pub exceptions: Vec<CarriedView>,
}

impl PastDetail {
    /// Most exceptions that are listed; the counts are of all.
    pub const LISTED: usize = 2_000;
}

/// An exception of an engagement that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CarriedView {
    /// The evaluator.
    pub evaluator: String,
    /// The item.
    pub subject: String,
    /// Why it failed then.
    pub reason: String,
    /// What management answered; blank: nothing.
    pub response: String,
    /// By whom; blank: nothing was answered.
    pub response_by: String,
    /// By whom, until when and why it was accepted as known; blank: it was not.
    pub accepted: String,
    /// How the same item stands in the latest results of this engagement; none: it is not in them.
    pub now: Option<State>,
}

/// What rolling forward did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RollForward {
    /// Number of the engagement that is over; none: only a preview.
    pub past: Option<u32>,
    /// The new window: first day, ISO.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Results that are kept with the engagement that is over.
    pub results: u32,
    /// Exceptions among them, carried as references.
    pub exceptions: u32,
    /// Those of them that management has not answered.
    pub unanswered: u32,
    /// Responses kept with it.
    pub responses: u32,
    /// Controls in force on the first day of the new window.
    pub controls: u32,
    /// Pieces of evidence that lie in the new window, by what they cover.
    pub evidence: u32,
    /// What to know before doing it.
    pub notes: Vec<String>,
}
