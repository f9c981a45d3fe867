//! The rows of a piece of evidence: pages of them, and the one that an exception points to.

use crate::{
    AppError, Code, Session, answers, cells,
    contract::{
        PageRequest, Proof,
        evidence::{RecordDetail, RecordPage},
    },
    logs::listing::Log,
    session::Open,
    words::count,
};
use model::{Evidence, EvidenceId, Position, Record};
use std::sync::atomic::AtomicBool;
use store::{Read, Records, Span};

/// How many rows are shown before and after the one that was asked for.
const AROUND: u64 = 3;

/// Most rows of a page.
const MOST: u32 = 500;

/// A page of the records of a piece of evidence.
///
/// # Errors
/// [`Code::NotFound`] for evidence that is not there; [`Code::Cancelled`].
pub fn page(session: &Session, evidence: u32, request: &PageRequest, cancel: &AtomicBool) -> Result<RecordPage, AppError> {
    let open = session.open()?;
    let (found, log) = session.read(|read| with_log(&open, read, evidence))?;
    if let Some(page) = answers::rows::page(&open, &found, request, MOST)? {
        return Ok(page);
    }
    if let Some(log) = log {
        return log.page(request, MOST, cancel);
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
    let open = session.open()?;
    let (found, log) = session.read(|read| with_log(&open, read, evidence))?;
    let proof = Proof { evidence, evidence_label: found.id.to_string(), file: found.file_name.clone(), at: at.to_owned() };
    if let Some((kind, fields, neighbours)) = answers::rows::detail(&open, &found, at)? {
        return Ok(RecordDetail { proof, kind, fields, neighbours });
    }
    if let Some(log) = log {
        let row = log.row(at, found.record_count())?;
        let (kind, fields, neighbours) = row.ok_or_else(|| nothing_at(&found, at))?;
        return Ok(RecordDetail { proof, kind, fields, neighbours });
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

/// A piece of evidence, and its log where it holds one.
fn with_log<'o>(open: &'o Open, read: &Read<'_>, evidence: u32) -> Result<(Evidence, Option<Log<'o>>), AppError> {
    let found = read.evidence(EvidenceId(evidence))?;
    let log = Log::of(open, read, &found)?;
    Ok((found, log))
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
