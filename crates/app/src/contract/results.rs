//! What the evaluators found.

use super::{
    Proof,
    findings::{AcceptedView, AnswerView, AssignedView},
};
use model::State;
use serde::Serialize;
use specta::Type;
use std::collections::BTreeMap;

/// A row of the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvaluationRow {
    /// The evaluator.
    pub evaluator: String,
    /// Its question.
    pub question: String,
    /// State of the whole.
    pub state: State,
    /// What an item is.
    pub population_of: String,
    /// Items.
    pub population: u32,
    /// Judged.
    pub tested: u32,
    /// Failed.
    pub exceptions: u32,
    /// Could not be judged.
    pub undetermined: u32,
    /// Controls that it tests.
    pub controls: Vec<String>,
}

/// The latest results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ResultsView {
    /// When they were computed, RFC 3339; none: never.
    pub at: Option<String>,
    /// Whether evidence or terms changed since.
    pub stale: bool,
    /// One row an evaluator: exceptions first, then what is not determinable, then the rest, by id.
    pub rows: Vec<EvaluationRow>,
    /// The same by control: those with exceptions first.
    pub controls: Vec<ControlResult>,
    /// Exceptions that somebody accepts as known, by evaluator. They are counted among the exceptions.
    pub accepted: BTreeMap<String, u32>,
    /// What earlier runs answered, by evaluator, the oldest first, the latest run last.
    pub trends: BTreeMap<String, Vec<TrendPoint>>,
}

/// What the evaluators of a control found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ControlResult {
    /// The control.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Owner, else the role in brackets.
    pub owner: String,
    /// The worst state of its evaluators; none: nothing tests it.
    pub state: Option<State>,
    /// Its evaluators that ran, those with exceptions first.
    pub evaluators: Vec<String>,
    /// Exceptions of all of them.
    pub exceptions: u32,
    /// Of those, accepted as known.
    pub accepted: u32,
    /// Items that could not be judged.
    pub undetermined: u32,
}

/// What an evaluator answered in one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrendPoint {
    /// The moment of judgement, RFC 3339.
    pub at: String,
    /// State of the whole.
    pub state: State,
    /// Items.
    pub population: u32,
    /// Judged.
    pub tested: u32,
    /// Failed.
    pub exceptions: u32,
    /// Could not be judged.
    pub undetermined: u32,
}

/// One judged item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ItemView {
    /// The evaluator.
    pub evaluator: String,
    /// Its place among the items of the evaluator.
    pub seq: u32,
    /// The identifier that the source file uses.
    pub subject: String,
    /// State.
    pub state: State,
    /// Why.
    pub reason: String,
    /// The proof, the deciding row first.
    pub proof: Vec<Proof>,
    /// What management answered.
    pub answer: Option<AnswerView>,
    /// Who accepts it as known. It stays what it is.
    pub accepted: Option<AcceptedView>,
    /// Who works on it.
    pub assigned: Option<AssignedView>,
    /// Remarks about it.
    pub remarks: u32,
}

/// One evaluation, whole, with a page of its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvaluationDetail {
    /// As in the list.
    pub row: EvaluationRow,
    /// Version of the evaluator.
    pub version: u32,
    /// Why it matters.
    pub why: String,
    /// How to read the answer.
    pub reading: String,
    /// Filters between all records and the population: what was kept, before, after.
    pub filters: Vec<(String, u32, u32)>,
    /// Inputs: name, records, gaps.
    pub inputs: Vec<InputView>,
    /// Parameters applied: id and the values in force by first day.
    pub parameters: Vec<(String, BTreeMap<String, String>)>,
    /// Figures beside the result.
    pub figures: BTreeMap<String, String>,
    /// Remarks.
    pub notes: Vec<String>,
    /// Exceptions that somebody accepts as known.
    pub accepted: u32,
    /// What earlier runs answered, the oldest first, this one last.
    pub trend: Vec<TrendPoint>,
    /// Items in all that match the request.
    pub total: u32,
    /// The page.
    pub items: Vec<ItemView>,
}

/// An input of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InputView {
    /// What was needed.
    pub name: String,
    /// Evidence labels.
    pub evidence: Vec<String>,
    /// Records used.
    pub records: u32,
    /// What is missing, stale or blank.
    pub gaps: Vec<String>,
}

/// What an evaluator would answer under other terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvaluationChange {
    /// Under the terms as they are.
    pub before: EvaluationRow,
    /// Under the new ones.
    pub after: EvaluationRow,
    /// Items whose state would differ.
    pub total: u32,
    /// The first of them, at most 200, those that would become exceptions first.
    pub items: Vec<ItemChange>,
}

/// An item whose state would differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ItemChange {
    /// The identifier that the source file uses.
    pub subject: String,
    /// Its state now; none: it is not in the population.
    pub before: Option<State>,
    /// Its state then; none: it would not be in the population.
    pub after: Option<State>,
    /// Why, under the new terms where it is in the population then.
    pub reason: String,
}

/// An importer for the page of sources.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImporterView {
    /// Id.
    pub id: String,
    /// Vendor.
    pub vendor: String,
    /// Title.
    pub title: String,
    /// Steps to get the export.
    pub export: Vec<String>,
    /// What one export covers.
    pub covers: String,
    /// Days for which the source keeps it.
    pub retention_days: Option<u32>,
    /// Kinds of records.
    pub emits: Vec<String>,
}
