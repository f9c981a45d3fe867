//! The file of answers: two lines of JSON, the answers and the signature over that line with its end.

use super::NAMESPACE;
use crate::{AppError, Code};
use bundle::Signer;
use chrono::{DateTime, NaiveDate, Utc};
use model::{Cell, Sha256, Terms};
use serde::{Deserialize, Serialize};

/// What the first line says that it is.
pub(super) const FORM: &str = "fieldwork log answers, form 1";

/// What evaluators asked of logs, and what was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answers {
    /// What this is.
    pub form: String,
    /// The program that asked, with its version.
    pub program: String,
    /// The engine that answered, with its version.
    pub engine: String,
    /// Who ran it.
    pub by: String,
    /// When it was run, UTC.
    pub at: DateTime<Utc>,
    /// Where the logs lay.
    pub data: String,
    /// By what is judged.
    pub terms: Terms,
    /// Hash of the terms.
    pub terms_sha256: Sha256,
    /// The tables that were there.
    pub tables: Vec<TableTold>,
    /// The exports that the rows came from, by the number under which rows name them; blank where nobody told.
    pub sources: Vec<Source>,
    /// The answers, by evaluator and query.
    pub answers: Vec<Answered>,
}

/// A table of the logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableTold {
    /// Its name in SQL.
    pub name: String,
    /// Rows in it.
    pub rows: u64,
    /// Day of the first row that tells one.
    pub from: Option<NaiveDate>,
    /// Day of the last row that tells one.
    pub to: Option<NaiveDate>,
    /// Its files.
    pub files: Vec<FileTold>,
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileTold {
    /// Its path below the folder of the data.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its hash.
    pub sha256: Sha256,
}

/// An export that rows came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// The number under which rows name it.
    pub evidence: u32,
    /// Its file's name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its hash.
    pub sha256: Sha256,
    /// The importer that read it, with its version.
    pub importer: String,
    /// Rows that came of it.
    pub rows: u64,
    /// Records of it that are no rows of a log and were left out.
    pub left_out: u64,
    /// Problems met while reading.
    pub problems: u64,
    /// Why it is incomplete by its own words.
    pub incomplete: Vec<String>,
}

/// The answer to one query of an evaluator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    /// The evaluator.
    pub evaluator: String,
    /// Its version.
    pub version: u32,
    /// The query's name.
    pub query: String,
    /// The query.
    pub sql: String,
    /// Hash of the query.
    pub sql_sha256: Sha256,
    /// Column names of the answer.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The second line.
#[derive(Debug, Serialize, Deserialize)]
struct Signed {
    /// An armoured SSH signature over the first line with its end.
    signature: String,
}

/// The bytes of the file.
pub(super) fn write(answers: &Answers, signer: &Signer) -> Result<Vec<u8>, AppError> {
    let failed = |error: serde_json::Error| AppError::system("the answers could not be written", &error);
    let mut bytes = serde_json::to_vec(answers).map_err(failed)?;
    bytes.push(b'\n');
    let signature = signer.sign(NAMESPACE, &bytes)?;
    serde_json::to_writer(&mut bytes, &Signed { signature }).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The answers in a file and the fingerprint of who signed them.
pub(super) fn read(bytes: &[u8]) -> Result<(Answers, String), AppError> {
    let not = |why: String| AppError::new(Code::Invalid, format!("this is no file of answers: {why}"), "");
    let end = bytes.iter().position(|byte| *byte == b'\n').ok_or_else(|| not("its first line does not end".to_owned()))?;
    let (first, second) = bytes.split_at(end + 1);
    let signed: Signed = serde_json::from_slice(second).map_err(|error| not(format!("its second line: {error}")))?;
    let by_whom = bundle::signer_of(NAMESPACE, first, &signed.signature)?;
    Ok((parse(first)?, by_whom))
}

/// The answers in the first line of a file that was verified before.
pub(super) fn parse(first: &[u8]) -> Result<Answers, AppError> {
    let not = |why: String| AppError::new(Code::Invalid, format!("this is no file of answers: {why}"), "");
    let answers: Answers = serde_json::from_slice(first).map_err(|error| not(format!("its first line: {error}")))?;
    if answers.form == FORM { Ok(answers) } else { Err(not(format!("it says that it is `{}`", answers.form))) }
}
