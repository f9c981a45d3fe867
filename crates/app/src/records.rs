//! The rows of a piece of evidence: pages of them, and the one that an exception points to.

use crate::{
    AppError, Code, Session, cells,
    contract::{
        PageRequest, Proof,
        evidence::{RecordDetail, RecordPage, RecordRow},
    },
    session::parts,
    words::count,
};
use model::{Cell, Evidence, EvidenceId, Kind, LogRows, Position, Record};
use std::fmt::Write;
use store::{Read, Records, Span};

/// How many rows are shown before and after the one that was asked for.
const AROUND: u64 = 3;

/// Most rows of a page.
const MOST: u32 = 500;

/// A page of the records of a piece of evidence.
///
/// # Errors
/// [`Code::NotFound`] for evidence that is not there.
pub fn page(session: &Session, evidence: u32, request: &PageRequest) -> Result<RecordPage, AppError> {
    let found = session.read(|read| Ok(read.evidence(EvidenceId(evidence))?))?;
    if is_log(&found) {
        return log_page(session, &found, request);
    }
    let span = Span { offset: request.offset.into(), limit: request.limit.min(MOST).into() };
    session.read(|read| {
        let first = read.page_records(Records::Of(found.id), Span { offset: 0, limit: MOST.into() }, None)?;
        let columns = cells::columns(first.rows.iter().map(|row| &row.record));
        let page = read.page_records(Records::Of(found.id), span, Some(request.filter.trim()))?;
        Ok(cells::page(&columns, page.rows.iter().map(|row| &row.record), count(page.total)))
    })
}

/// The record at a place of a piece of evidence, with its neighbours.
///
/// # Errors
/// [`Code::NotFound`] for evidence or a place that is not there.
pub fn detail(session: &Session, evidence: u32, at: &str) -> Result<RecordDetail, AppError> {
    let place: Position =
        at.parse().map_err(|error: model::position::NotAPosition| AppError::new(Code::Invalid, error.to_string(), ""))?;
    let found = session.read(|read| Ok(read.evidence(EvidenceId(evidence))?))?;
    let proof = Proof { evidence, evidence_label: found.id.to_string(), file: found.file_name.clone(), at: at.to_owned() };
    if is_log(&found) {
        return log_detail(session, &found, proof);
    }
    session.read(|read| {
        let row = read.record_at(found.id, &place)?;
        let Some(row) = row else { return Err(nothing_at(&found, at)) };
        let fields =
            cells::fields(&row.record).iter().map(|(name, value)| (name.trim_end().to_owned(), cells::text(value))).collect();
        let neighbours = neighbours(read, &found, &row.record)?;
        Ok(RecordDetail { proof, kind: row.record.data.kind(), fields, neighbours })
    })
}

fn nothing_at(evidence: &Evidence, at: &str) -> AppError {
    AppError::new(Code::NotFound, format!("{} ({}) has no record at {at}", evidence.id, evidence.file_name), "")
}

/// The rows around a record, with it.
fn neighbours(read: &Read<'_>, evidence: &Evidence, record: &Record) -> Result<RecordPage, AppError> {
    let mut window: std::collections::VecDeque<Record> = std::collections::VecDeque::new();
    let mut after = None;
    let walked = read.each_record::<AppError>(Records::Of(evidence.id), |row| {
        let is_it = row.record.at == record.at && row.record.data.kind() == record.data.kind();
        window.push_back(row.record);
        match &mut after {
            None if is_it => after = Some(AROUND),
            None if window.len() as u64 > AROUND => drop(window.pop_front()),
            Some(0) => return Err(AppError::new(Code::Cancelled, "", "")),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    });
    match walked {
        Err(error) if error.code != Code::Cancelled => Err(error),
        _ => Ok(cells::page(&cells::columns(&window), &window, count(evidence.record_count()))),
    }
}

fn is_log(evidence: &Evidence) -> bool {
    evidence.records.contains_key(&Kind::GatewayRow)
}

/// Columns of a log that a list shows; texts and the rest are in the detail.
const LISTED: &str = "position, at_text, request_id, user_id, tenant, route, provider, model, model_version, model_requested, status, \
                      fallback, fallback_reason, cache_hit, tokens_in, tokens_out, cost, latency_ms";

fn log_page(session: &Session, evidence: &Evidence, request: &PageRequest) -> Result<RecordPage, AppError> {
    let open = session.open()?;
    let parts = session.read(parts)?;
    let mut condition = format!("evidence = {}", evidence.id.0);
    for word in request.filter.split_whitespace() {
        let pattern = word.to_lowercase().replace('\'', "''").replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let text =
            "lower(concat_ws(' ', position, request_id, user_id, tenant, route, provider, model, model_requested, status))";
        // Writing to a string cannot fail.
        let _ = write!(condition, " AND {text} LIKE '%{pattern}%'");
    }
    let total = open.logs.query(&parts, &format!("SELECT count(*) AS n FROM gateway WHERE {condition}"), None)?;
    let (limit, offset) = (request.limit.min(MOST), request.offset);
    let sql = format!("SELECT {LISTED} FROM gateway WHERE {condition} ORDER BY at, position LIMIT {limit} OFFSET {offset}");
    let rows = open.logs.query(&parts, &sql, None)?;
    Ok(log_rows(&rows, count(total.int(0, "n").unwrap_or(0))))
}

fn log_detail(session: &Session, evidence: &Evidence, proof: Proof) -> Result<RecordDetail, AppError> {
    let open = session.open()?;
    let parts = session.read(parts)?;
    let place = proof.at.replace('\'', "''");
    let of_it = format!("evidence = {}", evidence.id.0);
    let rows = open.logs.query(&parts, &format!("SELECT * FROM gateway WHERE {of_it} AND position = '{place}' LIMIT 1"), None)?;
    let Some(row) = rows.rows.first() else { return Err(nothing_at(evidence, &proof.at)) };
    let said = rows.columns.iter().zip(row).filter(|(_, cell)| **cell != Cell::Null);
    let fields = said.map(|(name, cell)| (name.clone(), text(cell))).collect();
    let neighbours = match rows.text(0, "at") {
        None => log_rows(&LogRows::default(), 1),
        Some(at) => {
            let at = at.replace('\'', "''");
            let side = |compare: &str, order: &str| {
                format!(
                    "(SELECT {LISTED}, at FROM gateway WHERE {of_it} AND at {compare} '{at}' ORDER BY at {order}, position {order} LIMIT {AROUND})"
                )
            };
            let own = format!("(SELECT {LISTED}, at FROM gateway WHERE {of_it} AND position = '{place}')");
            let sql = format!(
                "SELECT {LISTED} FROM ({} UNION ALL {own} UNION ALL {}) ORDER BY at, position",
                side("<", "DESC"),
                side(">", "ASC")
            );
            log_rows(&open.logs.query(&parts, &sql, None)?, count(evidence.record_count()))
        }
    };
    Ok(RecordDetail { proof, kind: Kind::GatewayRow, fields, neighbours })
}

/// Rows of a log as a page; the first column is the place.
fn log_rows(rows: &LogRows, total: u32) -> RecordPage {
    let columns: Vec<String> = rows.columns.iter().skip(1).cloned().collect();
    let row = |cells: &Vec<Cell>| RecordRow {
        at: cells.first().map(text).unwrap_or_default(),
        kind: Kind::GatewayRow,
        cells: cells.iter().skip(1).map(text).collect(),
    };
    RecordPage { total, columns, rows: rows.rows.iter().map(row).collect() }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Bool(true) => "yes".to_owned(),
        Cell::Bool(false) => "no".to_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    }
}
