//! Control sets out of other programs and spreadsheets: which column means what, and what its words mean.
//!
//! A control set is no export of records: it says what a company does, not what happened. What is not understood is a
//! remark with row and column; nothing is passed over in silence. What becomes of a row is for `app` to decide.

pub mod cadence;
mod columns;
mod merge;
pub mod reference;

use crate::{
    Head, Match, ReadError,
    read::csv::{self, Row},
    unpack,
};
use model::{Cadence, Nature, Position};
use std::io::Read;

pub use reference::Reference;

/// Most rows that are read: a control set is written by people.
const MOST_ROWS: u64 = 20_000;

/// A control set as it was read.
#[derive(Debug, Clone, Default)]
pub struct ControlSet {
    /// Which column was read as what.
    pub columns: Vec<(String, String)>,
    /// Columns that were not read.
    pub unread: Vec<String>,
    /// The controls, in the order of the file; rows with the same id are one.
    pub entries: Vec<Entry>,
    /// What was not understood.
    pub remarks: Vec<Remark>,
}

/// A control of a set. Blank where the file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The first row that tells of it, counted from 1, the header not counted.
    pub row: u64,
    /// Its id.
    pub id: String,
    /// A few words.
    pub title: String,
    /// What is done.
    pub description: String,
    /// What it serves.
    pub references: Vec<Named>,
    /// Who owns it, as written.
    pub owners: Vec<String>,
    /// The role that owns it.
    pub role: String,
    /// The system that its evidence comes from.
    pub source: String,
    /// How often.
    pub cadence: Option<Cadence>,
    /// By people or systems.
    pub nature: Option<Nature>,
    /// What evidence is expected.
    pub expects: Vec<String>,
    /// Why the set itself says that it is none (`retired`); blank otherwise.
    pub ended: String,
}

/// A reference with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its row.
    pub row: u64,
    /// Its column.
    pub column: String,
    /// As written.
    pub text: String,
    /// Its usual spelling.
    pub reference: Reference,
}

/// Something that was not understood, and what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The row, counted from 1, the header not counted; 0: the file.
    pub row: u64,
    /// The column; blank: the row.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Stable word for it.
    pub code: &'static str,
    /// What is wrong, and what was done.
    pub message: String,
}

/// Reads a control set out of a table or workbook.
///
/// # Errors
/// [`ReadError`] when there is no table in it, or none with a column that names controls.
pub fn read(name: &str, reader: Box<dyn Read + '_>) -> Result<ControlSet, ReadError> {
    let mut unpacked = unpack::open_for(name, unpack::Source::Stream(reader), &rank)?;
    let mut set = ControlSet::default();
    for problem in &unpacked.problems {
        set.remark(0, "", "", "sheet-not-read", problem.message.clone());
    }
    let mut table = csv::open(&mut unpacked.reader, columns::is_known)?;
    let names = table.names().to_vec();
    let mut rows = Vec::new();
    while let Some(row) = table.next_row()? {
        if row.number > MOST_ROWS {
            let message =
                format!("the table has more than {MOST_ROWS} rows: that is no control set; choose the sheet with the controls");
            return Err(ReadError::Container { at: Position::Row(row.number), message });
        }
        if is_row(&row, &names, &mut set) {
            rows.push(row);
        }
    }
    let columns = columns::choose(&names, &rows);
    if !columns.name_controls() {
        let message = format!(
            "no column names controls: expected one called Control, Title or Description; the table has `{}`",
            names.join("`, `")
        );
        return Err(ReadError::Container { at: Position::File, message });
    }
    set.columns = columns.told(&names);
    set.unread = columns.unread(&names);
    merge::entries(&rows, &names, &columns, &mut set);
    if set.entries.is_empty() {
        return Err(ReadError::NothingRead);
    }
    Ok(set)
}

/// How much a sheet looks like a control set.
fn rank(head: &Head<'_>) -> Match {
    let layout = csv::layout(head.text(), head.whole, columns::is_known);
    layout.map_or(Match::No, |layout| {
        let known = layout.names.iter().filter(|name| columns::is_known(name)).count();
        if known == 0 { Match::No } else { Match::Maybe(u8::try_from(known.min(100)).unwrap_or(100)) }
    })
}

/// Whether a row tells of a control: blank rows, repeated headers and headings over a group do not.
fn is_row(row: &Row, names: &[String], set: &mut ControlSet) -> bool {
    if row.is_empty() {
        return false;
    }
    if row.len() > 1 && row.cells().zip(names).all(|(cell, name)| cell.trim() == name) {
        set.remark(row.number, "", "", "repeated-header", "the header stands here again; the row was passed over".to_owned());
        return false;
    }
    if row.filled() == 1 && names.len() > 2 {
        let text = row.cells().find(|cell| !cell.trim().is_empty()).unwrap_or_default().trim().to_owned();
        let message = "the row has one cell only, as a heading has; it was passed over".to_owned();
        set.remark(row.number, "", &text, "not-a-row", message);
        return false;
    }
    true
}

impl ControlSet {
    fn remark(&mut self, row: u64, column: &str, value: &str, code: &'static str, message: String) {
        let value: String = value.chars().take(120).collect();
        self.remarks.push(Remark { row, column: column.to_owned(), value, code, message });
    }
}
