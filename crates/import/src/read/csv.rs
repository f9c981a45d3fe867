//! Tables of separated values of any origin, row by row.
//!
//! The layout (delimiter, preamble, header) is found in the first bytes; after that rows stream. Ragged rows are handed
//! on with what they have: whoever makes records of them reports them. Rows are counted from 1 after the header, blank
//! ones included, so that a person finds them again in a spreadsheet.

mod layout;
pub mod product;

pub(crate) use layout::first_rows;
pub use layout::{Layout, layout};

use crate::{Head, ReadError, read::encoding};
use csv::{ByteRecord, StringRecord};
use model::Position;
use std::{
    borrow::Cow,
    io::{Cursor, Read},
};

/// Whether a normalised header is one that somebody knows; helps to tell the header from preamble and data.
pub type Known = fn(&str) -> bool;

/// The rows of a table.
pub struct Rows<'r> {
    reader: csv::Reader<Box<dyn Read + 'r>>,
    layout: Layout,
    buffer: ByteRecord,
    number: u64,
}

/// One row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    cells: StringRecord,
    /// Its number, from 1, the header not counted.
    pub number: u64,
    /// Whether bytes that are no UTF-8 were read as Windows-1252.
    pub damaged: bool,
}

impl Row {
    /// A row of these cells.
    pub(crate) fn of(cells: Vec<String>, number: u64) -> Self {
        Self { cells: cells.into(), number, damaged: false }
    }

    /// The cell of a column, trimmed; empty where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it has no cell with anything in it.
    pub fn is_empty(&self) -> bool {
        self.filled() == 0
    }

    /// Number of cells with anything in them.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }

    /// All cells, untrimmed.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// Where it stands.
    pub const fn at(&self) -> Position {
        Position::Row(self.number)
    }
}

/// Opens a table: finds its layout in the first bytes and stands before its first data row.
///
/// # Errors
/// [`ReadError::Io`] when the bytes cannot be had; [`ReadError::Container`] when there is no table in them.
pub fn open<'r>(reader: &'r mut dyn Read, known: Known) -> Result<Rows<'r>, ReadError> {
    let mut text = encoding::utf8(reader)?;
    let mut first = Vec::new();
    Read::by_ref(&mut text).take(Head::LENGTH as u64).read_to_end(&mut first)?;
    let whole = first.len() < Head::LENGTH;
    let head = encoding::lines(&first);
    let layout = layout(&head, whole, known).ok_or_else(|| ReadError::Container {
        at: Position::File,
        message: "no table was found: expected rows separated by comma, semicolon, tab or bar under a header".to_owned(),
    })?;
    let bytes: Box<dyn Read + 'r> = Box::new(Cursor::new(first).chain(text));
    Rows::new(bytes, layout)
}

/// The layout of a table that is in memory, the rows before its header, and those under it.
///
/// # Errors
/// As [`open`].
pub(crate) fn whole(reader: &mut dyn Read, known: Known) -> Result<(Layout, Vec<Row>, Vec<Row>), ReadError> {
    let mut rows = open(reader, known)?;
    let layout = rows.layout().clone();
    let before = layout.preamble.iter().map(|cells| Row::of(cells.clone(), 0)).collect();
    let mut under = Vec::new();
    while let Some(row) = rows.next_row()? {
        under.push(row);
    }
    Ok((layout, before, under))
}

pub(crate) fn builder(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
}

impl<'r> Rows<'r> {
    /// The rows of a table with a known layout, before the first data row.
    fn new(bytes: Box<dyn Read + 'r>, layout: Layout) -> Result<Self, ReadError> {
        let mut rows =
            Rows { reader: builder(layout.delimiter).from_reader(bytes), layout, buffer: ByteRecord::new(), number: 0 };
        for _ in 0..rows.layout.skip {
            rows.fill()?;
        }
        Ok(rows)
    }

    /// Delimiter, header and what stood before it.
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The column names: trimmed, unique, `column 3` where blank.
    pub fn names(&self) -> &[String] {
        &self.layout.names
    }

    /// The index of the column with a name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.layout.names.iter().position(|column| column == name)
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// [`ReadError::Io`] when the bytes cannot be had.
    pub fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        if !self.fill()? {
            return Ok(None);
        }
        self.number += 1;
        let (cells, damaged) = text(&self.buffer);
        Ok(Some(Row { cells, number: self.number, damaged }))
    }

    /// Rows read so far.
    pub const fn number(&self) -> u64 {
        self.number
    }

    fn fill(&mut self) -> Result<bool, ReadError> {
        self.reader.read_byte_record(&mut self.buffer).map_err(|error| container(error, self.number + 1))
    }
}

fn container(error: csv::Error, row: u64) -> ReadError {
    let message = error.to_string();
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ReadError::Io(error),
        _ => ReadError::Container { at: Position::Row(row), message },
    }
}

/// Cells as text: UTF-8, else Windows-1252, in which spreadsheets save.
fn text(record: &ByteRecord) -> (StringRecord, bool) {
    match StringRecord::from_byte_record(record.clone()) {
        Ok(cells) => (cells, false),
        Err(_) => (record.iter().map(windows).collect::<Vec<_>>().into(), true),
    }
}

fn windows(cell: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(cell).map_or_else(|_| encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0, Cow::Borrowed)
}

#[cfg(test)]
mod tests;
