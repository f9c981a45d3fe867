//! What goes into a bundle, as plain data, and the one trait through which large things are streamed.
//!
//! The types here decide nothing: they are filled from the vault and read by the report, the tables and the gaps.

use chrono::{DateTime, NaiveDate, Utc};
use model::{Control, Criterion, Engagement, Evaluation, Evidence, EvidenceId, Kind, Occurrence, Record, Sha256};
use serde::Serialize;
use std::io::{self, Read};

/// Everything to be packed, except what is too large to hold.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Whose audit, over which window, with what in scope.
    pub engagement: Engagement,
    /// The person who prepares the bundle.
    pub prepared_by: String,
    /// When it is prepared and signed, UTC.
    pub prepared_at: DateTime<Utc>,
    /// The moment that its statements hold for: later facts are unknown, later duties not yet due.
    pub as_of: DateTime<Utc>,
    /// Name and version of the program (`Fieldwork 0.1.0`).
    pub program: String,
    /// The criteria, all of them; the report shows those of the categories in scope.
    pub criteria: Vec<Criterion>,
    /// The controls as in force at `as_of`.
    pub controls: Vec<Control>,
    /// The occurrences expected of them.
    pub occurrences: Vec<Occurrence>,
    /// The evaluations, each with the question that it answers.
    pub evaluations: Vec<Tested>,
    /// The evidence with its links.
    pub evidence: Vec<Exhibit>,
    /// Management's responses to exceptions.
    pub responses: Vec<Response>,
    /// Exceptions that management accepts as known. They stay exceptions.
    pub accepted: Vec<Accepted>,
    /// What is missing beyond that which [`crate::missing`] sees by itself in the fields above.
    pub gaps: Vec<crate::Gap>,
    /// Kinds whose records are not written as a table, each with the reason; stated on the first pages.
    pub left_out: Vec<LeftOut>,
    /// How long it took to bring all evidence about one request together; none: the vault holds no log of calls.
    pub retrieval: Option<Retrieval>,
    /// Head of the vault's activity chain, hexadecimal; blank when the vault keeps none.
    pub chain_head: String,
    /// Entries in that chain.
    pub chain_entries: u64,
}

/// An evaluation with the words around it.
#[derive(Debug, Clone)]
pub struct Tested {
    /// The answer.
    pub evaluation: Evaluation,
    /// The question, as the evaluator words it.
    pub question: String,
}

/// One piece of evidence with its links.
#[derive(Debug, Clone)]
pub struct Exhibit {
    /// The evidence; its id, hash and size must be those of the original.
    pub evidence: Evidence,
    /// Ids of the controls that it serves.
    pub controls: Vec<String>,
}

/// Management's response to exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Response {
    /// The evaluator whose exceptions it answers.
    pub evaluator: String,
    /// The subject that it answers; none: all exceptions of the evaluator.
    pub subject: Option<String>,
    /// Why it happened.
    pub cause: String,
    /// What was or will be done.
    pub fix: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// What limited the effect meanwhile.
    pub compensating: Option<String>,
    /// The later evidence on which the fix was tested again.
    pub retest: Option<EvidenceId>,
    /// Who answers for management.
    pub author: String,
    /// When they did.
    pub at: DateTime<Utc>,
}

/// An exception that management accepts as known until a day. It stays an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Accepted {
    /// The evaluator that found it.
    pub evaluator: String,
    /// The failed item.
    pub subject: String,
    /// Why.
    pub reason: String,
    /// Who accepts it.
    pub by: String,
    /// The last day.
    pub until: NaiveDate,
    /// When it was written down.
    pub at: DateTime<Utc>,
}

/// Look-ups of requests in the log, as they were measured when somebody made them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retrieval {
    /// How many.
    pub requests: u64,
    /// Half of them took no longer, in milliseconds.
    pub median: u64,
    /// The longest, in milliseconds.
    pub longest: u64,
}

/// A kind of records that is not written as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The kind.
    pub kind: Kind,
    /// Why, one sentence, and where the rows are instead.
    pub reason: String,
}

/// What is too large to hold: original files and records.
///
/// Errors are passed through (`io::Error::other` takes any) and stop the writing.
pub trait Vault {
    /// Opens an original. What it yields is hashed while it is packed; another hash stops the writing.
    fn original(&mut self, sha256: &Sha256) -> io::Result<Box<dyn Read + '_>>;

    /// Pushes every record of a kind with its evidence, in the order of evidence and position. Their number per kind
    /// must be that which the evidence states ([`Evidence::records`]), otherwise the writing stops.
    fn records(&mut self, kind: Kind, push: &mut dyn FnMut(EvidenceId, &Record) -> io::Result<()>) -> io::Result<()>;
}
