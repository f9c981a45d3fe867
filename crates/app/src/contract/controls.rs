//! Editing controls: what a person writes, what a change would do, and what was changed.

use model::{Cadence, Kind, Nature};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Everything about a control that a person can write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlDraft {
    /// Its id; never changes once given.
    pub id: String,
    /// A few words.
    pub title: String,
    /// The testable sentence.
    pub description: String,
    /// Criterion ids, in any usual spelling.
    pub criteria: Vec<String>,
    /// Ids of other frameworks beside what the crosswalks say.
    pub also: Vec<String>,
    /// The role that owns it.
    pub owner_role: String,
    /// E-mail address of the owner; blank: nobody is named.
    pub owner: String,
    /// The kind of system that its evidence comes from.
    pub source: String,
    /// How often.
    pub cadence: Cadence,
    /// By people or systems.
    pub nature: Nature,
    /// What evidence is expected, in words.
    pub expects: Vec<String>,
    /// Record kinds that serve as its evidence.
    pub kinds: Vec<Kind>,
    /// Evaluators that test it.
    pub evaluators: Vec<String>,
}

/// What is to be done with a control.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum ControlEdit {
    /// A new one.
    Add {
        /// The control.
        control: ControlDraft,
    },
    /// Another version of one that is there.
    Change {
        /// The control as it becomes.
        control: ControlDraft,
    },
    /// The end of one: the first day is the first on which it is not in force.
    Retire {
        /// Its id.
        id: String,
    },
}

/// From which day on a change holds, and why it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Because {
    /// First day, ISO; blank: since before the window.
    pub from: String,
    /// Why, and who decided it.
    pub reason: String,
}

/// One field that a change alters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// The field in words.
    pub field: String,
    /// As it was; blank: nothing.
    pub before: String,
    /// As it becomes; blank: nothing.
    pub after: String,
}

/// What a change does, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeEffect {
    /// The control.
    pub control: String,
    /// `added`, `changed`, `retired`, `reinstated`, or `unchanged`.
    pub action: String,
    /// First day of the change, ISO; blank: since before the window.
    pub from: String,
    /// Last day of the version that it makes, ISO; blank: until further notice.
    pub to: String,
    /// What is different.
    pub changes: Vec<FieldChange>,
    /// Days between the first day and the day on which the change is made, where that is later.
    pub after_the_fact_days: u32,
    /// What it does to occurrences that are due already; blank: nothing.
    pub effect: String,
    /// Pieces of evidence that came in before and are linked because their records serve the control now.
    pub linked: u32,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlChangeView {
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// `added`, `changed`, `retired` or `reinstated`.
    pub action: String,
    /// First day, ISO; blank: since before the window.
    pub from: String,
    /// Why.
    pub reason: String,
    /// What it did to occurrences that were due already; blank: nothing.
    pub effect: String,
    /// Days between the first day and the day on which the change was made, where that is later.
    pub after_the_fact_days: u32,
    /// What was different.
    pub changes: Vec<FieldChange>,
}

/// One version of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    /// First day, ISO; blank: since before the window.
    pub from: String,
    /// Last day, ISO; blank: until further notice.
    pub to: String,
    /// The control as it stood.
    pub control: ControlDraft,
}

/// A control that is not in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RestingControl {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `retired` or `planned`.
    pub life: super::map::Life,
    /// Retired: its last day. Planned: its first.
    pub day: String,
}

/// What a form for a control offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlChoices {
    /// Criteria with our words.
    pub criteria: Vec<(String, String)>,
    /// Evaluators with their questions.
    pub evaluators: Vec<(String, String)>,
    /// Kinds of records.
    pub kinds: Vec<Kind>,
    /// Roles that own controls or that people fill.
    pub roles: Vec<String>,
    /// Kinds of systems that evidence comes from.
    pub sources: Vec<String>,
}

/// What is asked of the import of a control set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetOptions {
    /// First day of what is added and changed, ISO; blank: since before the window.
    pub from: String,
    /// Why, and who decided it.
    pub reason: String,
    /// Cadence of new controls for which the file gives none; none: such rows are left out.
    pub cadence: Option<Cadence>,
    /// Whether controls that the file does not name are retired.
    pub retire_others: bool,
}

/// What an import of a control set did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetReport {
    /// The file's name.
    pub file: String,
    /// Whether it was carried out.
    pub done: bool,
    /// Which column was read as what.
    pub columns: Vec<(String, String)>,
    /// Columns that were not read.
    pub unread: Vec<String>,
    /// Controls that are new.
    pub added: u32,
    /// Controls that change.
    pub changed: u32,
    /// Controls that stay as they are.
    pub same: u32,
    /// Rows that cannot be taken.
    pub left_out: u32,
    /// Controls that are retired because the file does not name them.
    pub retired: u32,
    /// One entry a control of the file, in its order.
    pub rows: Vec<SetRow>,
    /// Controls in force that the file does not name.
    pub absent: Vec<(String, String)>,
    /// People who are named and not on the team yet; they are added.
    pub people: Vec<String>,
    /// What was not understood, with row and column.
    pub problems: Vec<SetProblem>,
}

/// What becomes of a control of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetRow {
    /// The first row that tells of it, counted from 1, the header not counted.
    pub row: u32,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What becomes of it.
    pub action: SetAction,
    /// What is different.
    pub changes: Vec<FieldChange>,
    /// What that does to occurrences that are due already; blank: nothing.
    pub effect: String,
    /// Why it is left out; blank otherwise.
    pub why: String,
}

/// What becomes of a control of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SetAction {
    /// It is new.
    Added,
    /// It was there and changes.
    Changed,
    /// It was retired and comes back.
    Reinstated,
    /// It is there as the file says.
    Same,
    /// It cannot be taken.
    LeftOut,
}

/// What was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetProblem {
    /// The row, counted from 1, the header not counted; 0: the file.
    pub row: u32,
    /// The column; blank: the row.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Stable word for it.
    pub code: String,
    /// What is wrong, and what was done.
    pub message: String,
}
