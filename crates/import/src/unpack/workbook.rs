//! XLSX workbooks: the sheet that is the surest table, as the text of a table, and behind its rows those of the sheets that
//! have the same columns (a quarter or a system each). Other sheets with rows are told of.
//!
//! A workbook is a ZIP and cannot be streamed: it is held in memory, within the limits below.

mod join;

pub(crate) use join::SHEET;

use super::{Rank, Unpacked, archive, head};
use crate::{Match, ReadError};
use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use model::Position;
use std::io::{Cursor, Read};

/// Largest workbook, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Largest text of one sheet, in bytes.
const LARGEST_TEXT: usize = 512 * 1024 * 1024;
/// Most columns of a sheet that are read.
const COLUMNS: u32 = 2_000;

/// A sheet as text.
struct Sheet {
    name: String,
    rows: u64,
    text: Vec<u8>,
    how: Match,
}

/// The text of the sheet that ranks highest.
pub(super) fn text<'r>(name: &str, reader: Box<dyn Read + 'r>, rank: &Rank<'_>) -> Result<Unpacked<'r>, ReadError> {
    let mut book = opened(reader)?;
    let mut sheets = Vec::new();
    for sheet in book.sheet_names() {
        let (rows, text) = table(&mut book, &sheet)?;
        let how = rank(&head(name, &text));
        sheets.push(Sheet { name: sheet, rows, text, how });
    }
    sheets.retain(|sheet| sheet.rows > 0);
    // The first of the surest, among equals the one with most rows.
    let best = (0..sheets.len()).rev().max_by_key(|&index| sheets.get(index).map(|sheet| (sheet.how, sheet.rows)));
    let Some(best) = best else { return Err(broken("the workbook has no sheet with rows")) };
    let chosen = sheets.remove(best);
    let join::Joined { text, problems } = join::join(name, chosen, sheets)?;
    Ok(Unpacked { reader: Box::new(Cursor::new(text)), problems })
}

/// The text of all sheets, under each other.
pub(super) fn every(reader: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut book = opened(reader)?;
    let mut all = Vec::new();
    for sheet in book.sheet_names() {
        all.extend(table(&mut book, &sheet)?.1);
        if all.len() > LARGEST_TEXT {
            return Err(broken("the workbook holds more than 512 MiB of text: save its sheets as CSV"));
        }
    }
    Ok(all)
}

fn opened(reader: impl Read) -> Result<Xlsx<Cursor<Vec<u8>>>, ReadError> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(broken("the workbook is larger than 64 MiB: save the sheet as CSV"));
    }
    archive::check_sizes(Cursor::new(&bytes)).map_err(|why| broken(&format!("the workbook is broken: {why}")))?;
    Xlsx::new(Cursor::new(bytes)).map_err(|why| broken(&format!("the workbook could not be opened ({why}): save it again")))
}

fn broken(message: &str) -> ReadError {
    ReadError::Container { at: Position::File, message: message.to_owned() }
}

/// A sheet as separated values, and how many rows have something in them. Blank rows stay, so that numbers agree.
fn table(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<(u64, Vec<u8>), ReadError> {
    let failed =
        |why: calamine::XlsxError| broken(&format!("sheet `{sheet}` could not be read ({why}): save the workbook again"));
    let mut cells = match book.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // Charts and macros have no cells.
        Err(calamine::XlsxError::WorksheetNotFound(_) | calamine::XlsxError::NotAWorksheet(_)) => return Ok((0, Vec::new())),
        Err(why) => return Err(failed(why)),
    };
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let (mut row, mut line, mut rows, mut size, mut widest) = (0, Vec::<String>::new(), 0, 0, 0);
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let ((at, column), text) = (cell.get_position(), written(cell.get_value()));
        if text.is_empty() || column >= COLUMNS {
            continue;
        }
        size += text.len() + 1 + usize::try_from(at.saturating_sub(row)).unwrap_or(usize::MAX);
        if size > LARGEST_TEXT {
            return Err(broken(&format!("sheet `{sheet}` holds more than 512 MiB of text: save it as CSV in parts")));
        }
        if at > row {
            widest = end(&mut out, &mut line, at - row, widest)?;
            row = at;
        }
        if line.is_empty() {
            rows += 1;
        }
        line.resize(line.len().max(column as usize), String::new());
        line.push(text);
    }
    end(&mut out, &mut line, 1, widest)?;
    let text = out.into_inner().map_err(|error| broken(&error.to_string()))?;
    Ok((rows, text))
}

/// Writes a line, and the blank ones up to the next; tells the widest line so far. A sheet ends each row with its last cell
/// that has anything in it: what a row lacks against those above it is blank, not missing.
fn end(out: &mut csv::Writer<Vec<u8>>, line: &mut Vec<String>, lines: u32, widest: usize) -> Result<usize, ReadError> {
    let widest = widest.max(line.len());
    if line.len() > 1 {
        line.resize(widest, String::new());
    }
    let failed = |error: csv::Error| broken(&error.to_string());
    out.write_record(&*line).map_err(failed)?;
    line.clear();
    for _ in 1..lines {
        out.write_record([""]).map_err(failed)?;
    }
    Ok(widest)
}

/// A cell as text.
fn written(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => time(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A day where it has no time of day, as spreadsheets show it.
fn time(moment: &ExcelDateTime) -> String {
    match moment.as_datetime().filter(|_| !moment.is_duration()) {
        None => moment.as_f64().to_string(),
        Some(found) if found.time() == chrono::NaiveTime::MIN => found.date().to_string(),
        Some(found) => found.format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}
