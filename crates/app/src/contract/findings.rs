//! Working on what was found: why, what happened around it, answers, acceptances, assignments, remarks.

use super::{PageRequest, Proof, results::ItemView};
use model::{Kind, State};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which items of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ItemRequest {
    /// Only of this state.
    pub state: Option<State>,
    /// Only those worked on so.
    pub show: ShowItems,
    /// E-mail address of the person whose items are shown, with [`ShowItems::Assigned`].
    pub member: String,
    /// The page.
    pub page: PageRequest,
}

/// Which items, by how they are worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ShowItems {
    /// All.
    All,
    /// Exceptions that nobody accepts as known.
    Open,
    /// Exceptions that somebody accepts as known.
    Accepted,
    /// Assigned to somebody.
    Assigned,
}

/// What management answers to an exception, as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Why it happened.
    pub cause: String,
    /// What was or will be done.
    pub fix: String,
    /// By which day, ISO; blank: not stated.
    pub due: String,
    /// What limited the effect meanwhile.
    pub compensating: String,
    /// Number of the later evidence on which the fix was tested again.
    pub retest: Option<u32>,
}

/// What management answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// Why it happened.
    pub cause: String,
    /// What was or will be done.
    pub fix: String,
    /// By which day, ISO; blank: not stated.
    pub due: String,
    /// What limited the effect meanwhile.
    pub compensating: String,
    /// Number of the later evidence on which the fix was tested again.
    pub retest: Option<u32>,
    /// Who answered.
    pub owner: String,
    /// When, RFC 3339.
    pub at: String,
}

/// An exception that is accepted as known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AcceptedView {
    /// Why.
    pub reason: String,
    /// Who accepts it: the person's name, else the address.
    pub by: String,
    /// The last day, ISO.
    pub until: String,
    /// Whether that day is past: then the exception is open again.
    pub ended: bool,
}

/// Who works on an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AssignedView {
    /// E-mail address.
    pub member: String,
    /// Name, else the address.
    pub name: String,
    /// By which day, ISO.
    pub due: String,
    /// Whether that day is past.
    pub overdue: bool,
}

/// Something said about an item; never changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RemarkView {
    /// What.
    pub text: String,
    /// By whom.
    pub author: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Why an item was judged as it was, and what happened around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The item.
    pub item: ItemView,
    /// The steps of the judgement.
    pub steps: Vec<StepView>,
    /// Whether the evaluator told the steps; otherwise they are the rows of the proof with their dates.
    pub told: bool,
    /// What the vault knows of the same subject, by time; what has no date stands last.
    pub timeline: Vec<MomentView>,
    /// At least so many records more concern the subject than the timeline holds.
    pub more: u32,
    /// The names by which records were looked for.
    pub names: Vec<String>,
    /// What was said about it, the oldest first.
    pub remarks: Vec<RemarkView>,
}

/// One step of a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// The time that it is about, as the source wrote it: a day, a time without a zone, or an instant in UTC; blank: none.
    pub at: String,
    /// What.
    pub what: String,
    /// The row that tells it.
    pub proof: Option<Proof>,
}

/// Something that a record tells of the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MomentView {
    /// When, as in [`StepView::at`].
    pub at: String,
    /// What happened.
    pub what: String,
    /// Kind of the record.
    pub kind: Kind,
    /// The name by which the record was found (`e-mail address ben@example.com`); blank: it is the proof itself.
    pub because: String,
    /// Where it stands.
    pub proof: Proof,
}
