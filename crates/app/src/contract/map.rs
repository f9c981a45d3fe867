//! The evidence map: controls, occurrences, owners, the overview, parameters.

use super::{
    controls::{ControlChangeView, ControlDraft, VersionView},
    crosswalk::ServedView,
    evidence::EvidenceRow,
    results::{EvaluationRow, ItemView},
};
use model::{Cadence, Category, Nature, OccurrenceState, State};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

/// What an auditor would find today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// First days of the weeks of the window, ISO, Monday or the first day of the window.
    pub weeks: Vec<String>,
    /// Index of the week that today lies in; none outside the window.
    pub this_week: Option<u32>,
    /// The controls with a cell for every week.
    pub controls: Vec<ControlWeeks>,
    /// Evaluations by state.
    pub evaluations: BTreeMap<String, u32>,
    /// Occurrences by state.
    pub occurrences: BTreeMap<String, u32>,
    /// When the results were computed, RFC 3339; none: never.
    pub evaluated_at: Option<String>,
    /// Whether evidence came in or changed since.
    pub stale: bool,
    /// The exceptions, at most 50, the evaluators with most first.
    pub exceptions: Vec<ItemView>,
    /// Exceptions in all.
    pub exception_count: u32,
    /// What is due next, the soonest first, at most 20.
    pub due: Vec<Due>,
    /// Pieces of evidence.
    pub evidence_count: u32,
}

/// A control as a row of the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlWeeks {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Category of its first criterion.
    pub category: Category,
    /// The state of every week: that of the occurrence that the week lies in, the worse where two meet; none: nothing expected.
    pub cells: Vec<Option<OccurrenceState>>,
    /// Exceptions of its evaluators.
    pub exceptions: u32,
    /// The worst state of its evaluators; none: it has none, or they never ran.
    pub result: Option<State>,
}

/// Something that must be done by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Due {
    /// By which day, ISO.
    pub day: String,
    /// The control.
    pub control: String,
    /// Its title.
    pub title: String,
    /// What is to be delivered.
    pub what: String,
    /// By whom: the owner, else the role.
    pub owner: String,
    /// Whether the day is past.
    pub overdue: bool,
}

/// A row of the evidence map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Criteria.
    pub criteria: Vec<String>,
    /// Categories of those.
    pub categories: Vec<Category>,
    /// Source.
    pub source: String,
    /// Cadence.
    pub cadence: Cadence,
    /// By people or systems.
    pub nature: Nature,
    /// Owner, else the role in brackets.
    pub owner: String,
    /// Whether a person is named.
    pub owned: bool,
    /// Occurrences expected so far.
    pub expected: u32,
    /// Occurrences evidenced, late ones among them.
    pub evidenced: u32,
    /// Pieces of evidence linked.
    pub evidence: u32,
    /// Exceptions of its evaluators.
    pub exceptions: u32,
    /// The worst state of its evaluators.
    pub result: Option<State>,
}

/// A control, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlDetail {
    /// As in the map.
    pub row: ControlRow,
    /// The testable sentence.
    pub description: String,
    /// The role that owns it.
    pub owner_role: String,
    /// E-mail address of the owner, once named.
    pub owner: Option<String>,
    /// Evidence expected, in words.
    pub expects: Vec<String>,
    /// In force since, ISO; none: since before the window.
    pub effective_from: Option<String>,
    /// The criteria with our words.
    pub criteria: Vec<(String, String)>,
    /// The occurrences.
    pub occurrences: Vec<OccurrenceView>,
    /// The evidence.
    pub evidence: Vec<EvidenceRow>,
    /// The results of its evaluators.
    pub evaluations: Vec<EvaluationRow>,
    /// How it stands on the day of judgement.
    pub life: Life,
    /// Everything that can be changed.
    pub draft: ControlDraft,
    /// Its versions, the first in force first.
    pub versions: Vec<VersionView>,
    /// The changes made to it, the newest first.
    pub history: Vec<ControlChangeView>,
    /// Who linked its evidence and why, by evidence number.
    pub links: BTreeMap<u32, String>,
    /// What of other frameworks it serves.
    pub serves: Vec<ServedView>,
}

/// How a control stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Life {
    /// A version is in force.
    InForce,
    /// Its last version has ended.
    Retired,
    /// Its first version has not begun.
    Planned,
}

/// One expected occurrence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OccurrenceView {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How it stands.
    pub state: OccurrenceState,
    /// Evidence labels.
    pub evidence: Vec<String>,
    /// Days that nothing covers.
    pub uncovered_days: u32,
}

/// A person who can own controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MemberView {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<String>,
}

/// A parameter with its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ParameterView {
    /// Its id.
    pub id: String,
    /// What it decides.
    pub title: String,
    /// Value where none is set.
    pub default: String,
    /// Where the default comes from.
    pub source: String,
    /// Values set: first day, value, reason.
    pub values: Vec<EffectiveView>,
}

/// A value in force from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EffectiveView {
    /// First day, ISO.
    pub from: String,
    /// The value.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// An approved provider or model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ApprovedView {
    /// Provider.
    pub provider: String,
    /// Model; blank: every model.
    pub model: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// First day, ISO.
    pub from: String,
    /// Last day; blank: until further notice.
    pub to: String,
    /// Who approved, and where it is recorded.
    pub reason: String,
}
