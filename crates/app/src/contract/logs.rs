//! The logs of LLM calls: how much there is, how complete it is, one request whole, what was live when.

use super::Proof;
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the column store holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogOverview {
    /// One entry a table, in the order of the schema; those without rows too.
    pub tables: Vec<LogTable>,
    /// What can be asked as a rate.
    pub measures: Vec<LogMeasure>,
    /// Columns by which a rate can be split.
    pub groupings: Vec<String>,
}

/// A table of the column store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogTable {
    /// Its name in SQL: `gateway`, `span`, `score`.
    pub name: String,
    /// What a row is.
    pub about: String,
    /// Rows, digits: may exceed what a number of the window can hold.
    pub rows: String,
    /// Bytes on disk, digits.
    pub bytes: String,
    /// Evidence that its rows came from.
    pub files: u32,
    /// First day in company time, ISO; none: no row tells a time.
    pub first: Option<String>,
    /// Last day in company time, ISO.
    pub last: Option<String>,
    /// Columns: name, type in SQL, what it holds.
    pub columns: Vec<(String, String, String)>,
}

/// A condition whose share of the calls is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogMeasure {
    /// Its id: `incomplete`, `failed`, `fallback`.
    pub id: String,
    /// What meets it, in words.
    pub title: String,
}

/// The width of a point in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Bucket {
    /// A calendar day in company time.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
}

/// Calls over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogVolume {
    /// First day of the window, ISO.
    pub from: String,
    /// Last day of the window, or of the moment of judgement if that is earlier, ISO.
    pub to: String,
    /// The width of a point.
    pub bucket: Bucket,
    /// Points with at least one call, in order of time.
    pub points: Vec<LogPoint>,
    /// Days in the window on which no call is logged, as first and last day of each stretch, ISO.
    pub silent: Vec<(String, String)>,
    /// Calls that tell no time.
    pub undated: u32,
    /// Calls outside of the window.
    pub outside: u32,
    /// Milliseconds that the answer took.
    pub took: u32,
}

/// The calls of one day, week or month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogPoint {
    /// Its first day, ISO.
    pub day: String,
    /// Calls.
    pub calls: u32,
    /// Calls that tell all that a complete row tells.
    pub complete: u32,
    /// Calls that the log calls failed.
    pub failed: u32,
    /// Calls that another than the first choice answered.
    pub fallback: u32,
}

/// A question about a share of the calls.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RateRequest {
    /// Id of a measure.
    pub measure: String,
    /// Column to split by, one of the groupings, or `week`.
    pub by: String,
}

/// Shares of the calls in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogRates {
    /// The groups: the one with most that meet the measure first; weeks in order of time. At most 200.
    pub groups: Vec<RateGroup>,
    /// Groups beyond those.
    pub more: u32,
    /// Calls in the window.
    pub calls: u32,
    /// Calls that meet the measure.
    pub hits: u32,
    /// Calls of which the log does not tell enough to say.
    pub unknown: u32,
    /// Calls that tell all that a complete row tells.
    pub complete: u32,
    /// Milliseconds that the answer took.
    pub took: u32,
}

/// A group of calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RateGroup {
    /// Value of the column; none: blank.
    pub key: Option<String>,
    /// Calls.
    pub calls: u32,
    /// Calls that meet the measure.
    pub hits: u32,
    /// Calls of which the log does not tell enough to say.
    pub unknown: u32,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogRowsRequest {
    /// Table; blank: `gateway`.
    pub table: String,
    /// Id of a measure that they meet; blank: any.
    pub measure: String,
    /// Values of columns, none: blank.
    pub equal: Vec<(String, Option<String>)>,
    /// First day in company time, ISO; blank: the window's.
    pub from: String,
    /// Last day in company time, ISO; blank: the window's.
    pub to: String,
    /// Rows to skip.
    pub offset: u32,
    /// Rows wanted, at most 500.
    pub limit: u32,
}

/// A page of rows, in order of time; texts are in the request's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogPage {
    /// Rows in all.
    pub total: u32,
    /// Columns of the cells.
    pub columns: Vec<String>,
    /// The page.
    pub rows: Vec<LogRow>,
    /// Milliseconds that the answer took.
    pub took: u32,
}

/// One row of a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogRow {
    /// Where it stands.
    pub proof: Proof,
    /// Its request, else its trace: what the sheet can be opened with.
    pub request: Option<String>,
    /// Cells, blank where the log is.
    pub cells: Vec<String>,
}

/// Everything about one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestSheet {
    /// The id that was asked for.
    pub id: String,
    /// Ids of requests and traces that belong together here, the one asked for first.
    pub ids: Vec<String>,
    /// Rows of the gateway.
    pub calls: Vec<SheetRow>,
    /// Spans as a tree, in order of time within their parent.
    pub spans: Vec<SpanRow>,
    /// Scores.
    pub scores: Vec<SheetRow>,
    /// What was released, as far as records tell, for the models and prompts that answered.
    pub releases: Vec<LiveRelease>,
    /// Tickets and changes that those releases name.
    pub approvals: Vec<SheetRow>,
    /// Whether personal data and credentials are masked.
    pub masked: bool,
    /// Pieces of text that are, or would be, masked, by type.
    pub hidden: Vec<(String, u32)>,
    /// Rows of that id beyond what a sheet shows.
    pub more: u32,
    /// Milliseconds from the question to the rows.
    pub took: u32,
}

/// One row with its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SheetRow {
    /// Where it stands.
    pub proof: Proof,
    /// When, as the source wrote it.
    pub at: String,
    /// What it is, in a few words.
    pub what: String,
    /// Fields that the row tells, by column.
    pub fields: Vec<(String, String)>,
}

/// One span in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SpanRow {
    /// The row.
    pub row: SheetRow,
    /// How deep it stands, roots at 0.
    pub depth: u32,
    /// Kind: `llm`, `tool`, `retriever`.
    pub about: String,
    /// Milliseconds from the first row of the sheet to its beginning; none: no time told.
    pub offset: Option<u32>,
    /// Milliseconds that it took; none: no end told.
    pub duration: Option<u32>,
    /// Whether it names a parent that no file tells.
    pub orphaned: bool,
}

/// What was live at the moment of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LiveRelease {
    /// `model` or `prompt`.
    pub family: String,
    /// Name and version as the log tells them.
    pub name: String,
    /// The release record; none: none was found.
    pub record: Option<SheetRow>,
    /// Whether that record was live before the call; none: it does not say since when.
    pub before: Option<bool>,
}

/// What a time line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Lived {
    /// Names and versions of prompts.
    Prompt,
    /// Providers' models with versions.
    Model,
    /// Providers.
    Provider,
}

/// From when to when something answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogLife {
    /// Name.
    pub name: String,
    /// Version; none: the log tells none.
    pub version: Option<String>,
    /// Provider, where it is about a model.
    pub provider: Option<String>,
    /// Moment of the first row, RFC 3339.
    pub first: String,
    /// Moment of the last row, RFC 3339.
    pub last: String,
    /// The first row.
    pub first_row: Option<Proof>,
    /// Calls.
    pub calls: u32,
    /// Calls by week from Monday: first day ISO, calls.
    pub weeks: Vec<(String, u32)>,
    /// Release records that name it.
    pub releases: Vec<SheetRow>,
    /// Whether a record was live before the first row; none: no record, or it does not say.
    pub released_before: Option<bool>,
}

/// Time lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogLives {
    /// In order of their first row; at most 500.
    pub lives: Vec<LogLife>,
    /// Lives beyond those.
    pub more: u32,
    /// Calls that tell neither name nor version of it.
    pub blank: u32,
    /// Milliseconds that the answer took.
    pub took: u32,
}

/// Values of one form that one rule of the detectors found in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingPattern {
    /// By which it is marked: the pattern and the place.
    pub key: String,
    /// What it was taken for: `EMAIL`, `SECRET`.
    pub kind: String,
    /// `input`, `output`, `context`, `tool` or `tool-result`; `evidence` for the original of a piece of evidence.
    pub place: String,
    /// The rule that found it.
    pub rule: String,
    /// The highest score, 1 to 100.
    pub score: u32,
    /// How often it was found in the window.
    pub hits: u32,
    /// An example with all but a few characters covered.
    pub masked: String,
    /// The first row.
    pub first_row: Proof,
    /// The request or trace of that row.
    pub request: Option<String>,
    /// The table whose rows are listed with the measure `finding:` and the key; none: it is in no row.
    pub table: Option<String>,
    /// Moment of the first row, RFC 3339; none: it tells none.
    pub first: Option<String>,
    /// Moment of the last row, RFC 3339.
    pub last: Option<String>,
    /// Who marked it as a false finding, when and why.
    pub dismissed: Option<DismissedView>,
}

/// A pattern marked as a false finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DismissedView {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// What the detectors found in the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingPatterns {
    /// The patterns, those not marked as false and found most often first; at most 500.
    pub patterns: Vec<FindingPattern>,
    /// Patterns beyond those.
    pub more: u32,
    /// Milliseconds that the answer took, looking through new rows included.
    pub took: u32,
}
