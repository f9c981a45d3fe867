//! Dropping, previewing, importing and looking at evidence.

use super::Proof;
use model::record::Kind;
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;

/// Files that were dropped or chosen together and wait for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// Its number in this session.
    pub id: u32,
    /// The files' names, in order; their index is their key.
    pub files: Vec<String>,
}

/// What would come of one file, or came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum ImportStatus {
    /// Read into records.
    Imported,
    /// The same bytes are in the vault already.
    AlreadyImported,
    /// Kept as it is; nothing recognised it, or its importer found it to be no export.
    Document,
    /// A table whose columns are not clear: a column map is needed.
    NeedsMap,
    /// Not taken.
    Refused,
    /// A Fieldwork bundle: to be verified, not imported.
    Bundle,
    /// Stopped by the user before it was finished; nothing of it was kept.
    Cancelled,
}

/// What one file is, or why it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileReport {
    /// Index in its batch.
    pub index: u32,
    /// File name.
    pub file: String,
    /// Hash of the bytes, hexadecimal; blank while unread.
    pub sha256: String,
    /// Size as people read it (`1.4 MB`).
    pub size: String,
    /// What would come of it, or came of it.
    pub status: ImportStatus,
    /// Importer used.
    pub importer: Option<String>,
    /// Its title (`Okta: users`).
    pub importer_title: Option<String>,
    /// Why that importer.
    pub because: String,
    /// Others that could read it.
    pub alternatives: Vec<ImporterChoice>,
    /// Kind of its records.
    pub kind: Option<Kind>,
    /// Records of that kind.
    pub records: u32,
    /// Records by kind, all of them.
    pub counts: BTreeMap<String, u32>,
    /// What it covers, in words (`2026-01-01 to 2026-03-31`, `as of 2026-04-02`, `not stated`).
    pub covers: String,
    /// Why it is incomplete by its own words.
    pub incomplete: Vec<String>,
    /// Number of problems.
    pub problem_count: u32,
    /// The first of them.
    pub problems: Vec<ProblemView>,
    /// What was refused or is needed, one sentence; blank when all is well.
    pub message: String,
    /// Evidence number, once imported.
    pub evidence: Option<u32>,
    /// Controls that it would serve or serves.
    pub controls: Vec<String>,
    /// The column map used or guessed, for tables.
    pub map: Option<MapView>,
}

/// An importer that could be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImporterChoice {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A problem and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// Where.
    pub at: String,
    /// Stable code.
    pub code: String,
    /// One sentence.
    pub message: String,
}

/// A column map with what is needed to change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MapView {
    /// What a row is.
    pub kind: Kind,
    /// How sure the guess is, 0 to 100; 100 for a remembered map.
    pub confidence: u32,
    /// Column by field id.
    pub columns: BTreeMap<String, String>,
    /// Day before month in ambiguous dates; none: decided by the values.
    pub day_first: Option<bool>,
    /// The system that the rows are from.
    pub system: Option<String>,
    /// The fields of the kind.
    pub fields: Vec<FieldView>,
    /// The columns of the file with sample values.
    pub available: Vec<ColumnView>,
    /// Required fields that have no column.
    pub missing: Vec<String>,
}

/// A field that a column can mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Whether rows mean nothing without it.
    pub required: bool,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// Header.
    pub name: String,
    /// Values of the first rows.
    pub samples: Vec<String>,
}

/// What the user decided for one file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// Index in the batch.
    pub index: u32,
    /// Importer to use; none: as recognised.
    pub importer: Option<String>,
    /// Keep as a document whatever it is.
    pub as_document: bool,
    /// The map to use; none: guessed or remembered.
    pub map: Option<MapChoice>,
}

/// A column map as the user set it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MapChoice {
    /// What a row is.
    pub kind: Kind,
    /// Column by field id.
    pub columns: BTreeMap<String, String>,
    /// Day before month in ambiguous dates.
    pub day_first: Option<bool>,
    /// The system that the rows are from.
    pub system: Option<String>,
}

/// A message while a batch is previewed or imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "event", content = "data")]
pub enum ImportEvent {
    /// A file is being read.
    #[serde(rename_all = "camelCase")]
    Reading {
        /// Index in the batch.
        index: u32,
        /// From 0 to 1000.
        permille: u32,
        /// Records so far.
        records: u32,
    },
    /// A file is finished.
    File(Box<FileReport>),
    /// The batch is finished; nothing follows.
    Finished,
}

/// A row of the evidence list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceRow {
    /// Number.
    pub id: u32,
    /// `E-0007`.
    pub label: String,
    /// File name.
    pub file: String,
    /// Importer's title; `Document` for none.
    pub what: String,
    /// Records of all kinds.
    pub records: u32,
    /// Problems.
    pub problems: u32,
    /// What it covers, in words.
    pub covers: String,
    /// When it was extracted; blank when nobody says.
    pub extracted: String,
    /// When it came in, RFC 3339.
    pub received: String,
    /// Size as people read it.
    pub size: String,
    /// Controls that it serves.
    pub controls: Vec<String>,
    /// IPE fields that are blank.
    pub ipe_blanks: u32,
    /// Why it is incomplete by its own words.
    pub incomplete: Vec<String>,
}

/// One piece of evidence, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceDetail {
    /// As in the list.
    pub row: EvidenceRow,
    /// Hash of the original bytes.
    pub sha256: String,
    /// Importer id and version (`okta-users 1`).
    pub importer: Option<String>,
    /// Records by kind.
    pub counts: BTreeMap<String, u32>,
    /// First moment covered.
    pub covers_from: Option<String>,
    /// Last moment covered.
    pub covers_to: Option<String>,
    /// Whether it shows the state at one moment.
    pub snapshot: bool,
    /// The IPE sheet.
    pub ipe: IpeView,
    /// First problems.
    pub problems: Vec<ProblemView>,
}

/// The IPE sheet as edited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IpeView {
    /// Source system and version.
    pub system: String,
    /// Instance, tenant or account.
    pub instance: String,
    /// Report or query.
    pub report: String,
    /// Parameters and filters.
    pub filters: String,
    /// Person who extracted it.
    pub extracted_by: String,
    /// When: `2026-03-01`, with or without a time.
    pub extracted_at: String,
    /// Time zone.
    pub time_zone: String,
    /// How completeness was checked.
    pub completeness: String,
    /// How accuracy was checked.
    pub accuracy: String,
    /// Rows; filled in by the import.
    pub row_count: String,
    /// Totals; filled in by the import.
    pub control_totals: BTreeMap<String, String>,
}

/// A page of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordPage {
    /// Records in all that match.
    pub total: u32,
    /// Field names, in the order in which to show them.
    pub columns: Vec<String>,
    /// The page.
    pub rows: Vec<RecordRow>,
}

/// A record as a row of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordRow {
    /// Where it stands.
    pub at: String,
    /// Its kind.
    pub kind: Kind,
    /// Cells, as many as columns; blank where the source says nothing.
    pub cells: Vec<String>,
}

/// One record, whole, for the place that an exception points to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordDetail {
    /// Where it stands.
    pub proof: Proof,
    /// Its kind.
    pub kind: Kind,
    /// Field and value, our names first, then the source's own.
    pub fields: Vec<(String, String)>,
    /// The rows before and after it in the file, with it, for context.
    pub neighbours: RecordPage,
}
