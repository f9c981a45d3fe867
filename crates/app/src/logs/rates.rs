//! Which share of the calls meets a condition, split by a column, down to the rows.

use super::{
    Asking, GROUPINGS, between, literal,
    measures::{self, COMPLETE, Measure},
    number,
};
use crate::{
    AppError, Code, Session,
    contract::{
        Proof,
        logs::{LogPage, LogRates, LogRow, LogRowsRequest, RateGroup, RateRequest},
    },
    words::count,
};
use logs::Table;
use model::{LogRows, Period};
use std::{fmt::Write as _, sync::atomic::AtomicBool};

/// Most groups that are told.
const GROUPS: usize = 200;
/// Most rows of a page.
const MOST: u32 = 500;
/// Columns that are not listed: texts, which the sheet of a request shows, and what a proof tells.
const UNLISTED: [&str; 8] = ["evidence", "position", "at", "day", "input", "output", "extra", "tool_calls"];

/// The share of the calls in the window that meet a measure, by a column.
///
/// # Errors
/// [`Code::Invalid`] for a measure or column that does not exist; those of the column store.
pub fn rates(session: &Session, request: &RateRequest, cancel: &AtomicBool) -> Result<LogRates, AppError> {
    let asking = Asking::new(session)?;
    let Measure { of, hit, unknown, .. } = measures::named(&asking.terms, &request.measure, "gateway")?;
    let by = grouping(&request.by)?;
    let order = if request.by == "week" || request.by == "day" { "name" } else { "hits DESC, calls DESC, name" };
    let sql = format!(
        "SELECT {by} AS name, count(*) AS calls, count(CASE WHEN {hit} THEN 1 END) AS hits, \
         count(CASE WHEN {unknown} THEN 1 END) AS unknown, count(CASE WHEN {COMPLETE} THEN 1 END) AS complete \
         FROM gateway WHERE {} AND ({of}) GROUP BY {by}",
        between(asking.window())
    );
    let totals = "sum(calls) AS calls, sum(hits) AS hits, sum(unknown) AS unknown, sum(complete) AS complete, count(*) AS groups";
    let totals = asking.query(&format!("SELECT {totals} FROM ({sql})"), cancel)?;
    let rows = asking.query(&format!("{sql} ORDER BY {order} LIMIT {GROUPS}"), cancel)?;
    let group = |row| RateGroup {
        key: rows.text(row, "name").map(str::to_owned),
        calls: number(&rows, row, "calls"),
        hits: number(&rows, row, "hits"),
        unknown: number(&rows, row, "unknown"),
    };
    let groups: Vec<RateGroup> = (0..rows.rows.len()).map(group).collect();
    Ok(LogRates {
        more: number(&totals, 0, "groups").saturating_sub(count(groups.len())),
        groups,
        calls: number(&totals, 0, "calls"),
        hits: number(&totals, 0, "hits"),
        unknown: number(&totals, 0, "unknown"),
        complete: number(&totals, 0, "complete"),
        took: asking.took(),
    })
}

/// A page of rows, in order of time.
///
/// # Errors
/// [`Code::Invalid`] for a table, measure, column or day that does not exist; those of the column store.
pub fn rows(session: &Session, request: &LogRowsRequest, cancel: &AtomicBool) -> Result<LogPage, AppError> {
    let asking = Asking::new(session)?;
    let name = if request.table.is_empty() { "gateway" } else { &request.table };
    let table = Table::named(name).ok_or_else(|| no_such("table", name, "gateway, score, span"))?;
    let condition = condition(&asking, name, request)?;
    let listed: Vec<&str> = table.columns().map(|column| column.name).filter(|column| !UNLISTED.contains(column)).collect();
    let total = asking.query(&format!("SELECT count(*) AS n FROM {name} WHERE {condition}"), cancel)?;
    let limit = request.limit.clamp(1, MOST);
    let sql = format!(
        "SELECT evidence, position, {} FROM {name} WHERE {condition} ORDER BY at, evidence, position LIMIT {limit} OFFSET {}",
        listed.join(", "),
        request.offset
    );
    let answer = asking.query(&sql, cancel)?;
    let files = session.read(|read| Ok(read.all_evidence()?))?;
    let file =
        |number: u32| files.iter().find(|file| file.id.0 == number).map_or_else(String::new, |file| file.file_name.clone());
    let row = |row: usize| {
        let evidence = number(&answer, row, "evidence");
        let at = answer.text(row, "position").unwrap_or_default().to_owned();
        LogRow {
            proof: Proof { evidence, evidence_label: model::EvidenceId(evidence).to_string(), file: file(evidence), at },
            request: id_of(&answer, row),
            cells: answer.rows.get(row).map(|cells| cells.iter().skip(2).map(ToString::to_string).collect()).unwrap_or_default(),
        }
    };
    Ok(LogPage {
        total: number(&total, 0, "n"),
        columns: listed.iter().map(|&column| column.to_owned()).collect(),
        rows: (0..answer.rows.len()).map(row).collect(),
        took: asking.took(),
    })
}

/// What a row's sheet can be opened with.
fn id_of(rows: &LogRows, row: usize) -> Option<String> {
    ["request_id", "trace_id", "target"].iter().find_map(|column| rows.text(row, column)).map(str::to_owned)
}

/// What a request for rows asks, in SQL.
fn condition(asking: &Asking, table: &str, request: &LogRowsRequest) -> Result<String, AppError> {
    let window = asking.window();
    let day = |text: &str, otherwise| if text.is_empty() { Ok(otherwise) } else { text.parse().ok().ok_or_else(|| no_day(text)) };
    let period = Period::new(day(&request.from, window.from)?, day(&request.to, window.to)?);
    let period =
        period.ok_or_else(|| AppError::new(Code::Invalid, "the last day is before the first", "choose a later last day"))?;
    let mut condition = between(period);
    if !request.measure.is_empty() {
        // Writing to a string cannot fail.
        let Measure { of, hit, .. } = measures::named(&asking.terms, &request.measure, table)?;
        let _ = write!(condition, " AND ({of}) AND ({hit})");
    }
    for (column, value) in &request.equal {
        let column = grouping(column)?;
        let _ = match value {
            Some(value) => write!(condition, " AND {column} = {}", literal(value)),
            None => write!(condition, " AND {column} IS NULL"),
        };
    }
    Ok(condition)
}

/// A column to split by, in SQL.
fn grouping(name: &str) -> Result<&'static str, AppError> {
    match GROUPINGS.iter().find(|column| **column == name) {
        Some(&"week") => Ok("CAST(CAST(date_trunc('week', day) AS DATE) AS VARCHAR)"),
        Some(&"day") => Ok("CAST(day AS VARCHAR)"),
        Some(column) => Ok(column),
        None => Err(no_such("column to split by", name, &GROUPINGS.join(", "))),
    }
}

pub(super) fn no_such(what: &str, name: &str, known: &str) -> AppError {
    AppError::new(Code::Invalid, format!("there is no {what} called `{name}`"), format!("known are: {known}"))
}

fn no_day(text: &str) -> AppError {
    AppError::new(Code::Invalid, format!("`{text}` is not a day"), "write it as 2026-03-31")
}
