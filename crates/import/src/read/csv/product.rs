//! Tables of one product, known by column names that only it has. Each row is handed over like a row of JSON, so that
//! one importer can read both.

use super::{
    Rows,
    layout::{self, Layout},
};
use crate::{
    Head, ReadError, Sink,
    importer::Input,
    read::{encoding, fields::Fields, time},
};
use model::Position;
use serde_json::{Map, Value};
use std::io::{Cursor, Read};

/// Takes a row: an object of column names and cells; blank cells are null.
pub type Each<'e> = dyn FnMut(Fields, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

/// What stood around the rows.
#[derive(Debug)]
pub struct Around {
    /// What stood before the header, row by row.
    pub preamble: Vec<Vec<String>>,
    /// Column names: trimmed, runs of blanks as one, a repeated one with its number (`Status (2)`).
    pub names: Vec<String>,
    /// Data rows, blank ones left out.
    pub rows: u64,
}

/// Whether the head is a table whose header has all of these names, in this spelling.
pub fn is_marked(head: &Head<'_>, marks: &[&str]) -> bool {
    // Cheap first: every importer of a product asks, and few texts have the words of its columns at all.
    !matches!(head.text().trim_start().as_bytes().first(), Some(b'{' | b'[' | b'<'))
        && marks.iter().flat_map(|mark| mark.split_whitespace()).all(|word| head.text().contains(word))
        && layout::marked(head.text(), head.whole, marks).is_some()
}

/// The layout of a table whose header has all of these names.
pub fn layout(text: &str, whole: bool, marks: &[&str]) -> Option<Layout> {
    layout::marked(text, whole, marks)
}

/// Reads a table whose header has all of these names.
///
/// # Errors
/// [`ReadError::Container`] when no row of the first 25 has the names; [`ReadError::Io`]; what `each` fails with.
pub fn objects(input: &mut Input<'_>, marks: &[&str], sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Around, ReadError> {
    objects_of(input, &[marks], sink, each)
}

/// As [`objects`], of a table that has come with several headers: the first of `headers` that is found counts.
///
/// # Errors
/// As [`objects`].
pub fn objects_of(
    input: &mut Input<'_>,
    headers: &[&[&str]],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Around, ReadError> {
    let mut table = open(input.reader, headers)?;
    let names = table.names().to_vec();
    let order = order(table.layout());
    let mut rows = 0;
    while let Some(row) = table.next_row()? {
        if row.is_empty() {
            continue;
        }
        rows += 1;
        let cells = names.iter().enumerate().map(|(column, name)| (name, row.cell(column)));
        let value = |cell: &str| if cell.is_empty() { Value::Null } else { Value::String(cell.to_owned()) };
        let object: Map<_, _> = cells.map(|(name, cell)| (name.clone(), value(cell))).collect();
        let mut fields = Fields::new(row.at(), Value::Object(object)).ordered(order);
        if row.damaged {
            fields.problem("damaged-text", "bytes that are no UTF-8 were read as Windows-1252");
        }
        let beyond = row.cells().skip(names.len()).any(|cell| !cell.trim().is_empty());
        if beyond || row.len() < names.len() {
            let message = format!("the row has {} cells and the header {}; it was read by position", row.len(), names.len());
            fields.problem("ragged-row", message);
        }
        each(fields, sink)?;
    }
    Ok(Around { preamble: table.layout().preamble.clone(), names, rows })
}

/// Whether the dates in the first rows have the day or the month first; none where they do not tell.
fn order(layout: &Layout) -> Option<time::Order> {
    let cells = layout.samples.iter().flatten().map(String::as_str);
    time::order(cells.filter(|cell| cell.len() <= 40 && time::stamp(cell).is_some()))
}

fn open<'r>(reader: &'r mut dyn Read, headers: &[&[&str]]) -> Result<Rows<'r>, ReadError> {
    let mut text = encoding::utf8(reader)?;
    let mut first = Vec::new();
    Read::by_ref(&mut text).take(Head::LENGTH as u64).read_to_end(&mut first)?;
    let whole = first.len() < Head::LENGTH;
    let head = String::from_utf8_lossy(&first);
    let found = headers.iter().find_map(|marks| layout::marked(&head, whole, marks));
    let layout: Layout = found.ok_or_else(|| ReadError::Container {
        at: Position::Row(1),
        message: format!(
            "no header with the columns {} was found: export it again",
            headers.iter().map(|marks| marks.join(", ")).collect::<Vec<_>>().join(" or ")
        ),
    })?;
    drop(head);
    Rows::new(Box::new(Cursor::new(first).chain(text)), layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_below_a_preamble_with_trailing_spaces() {
        let text = "Report,2026-03-01\nCompany;Larkspur\n\"Date (UTC)\",\"Application ID \",Kind,Kind\n2026-03-01,a,b,c\n";
        let head = Head::new("x.csv", text.as_bytes(), true);
        assert!(is_marked(&head, &["Date (UTC)", "Application ID"]));
        assert!(!is_marked(&head, &["Date (UTC)", "User"]));
        let layout = layout::marked(text, true, &["Application ID"]).map(|layout| (layout.names, layout.skip));
        let names = ["Date (UTC)", "Application ID", "Kind", "Kind (2)"].map(str::to_owned).to_vec();
        assert_eq!(layout, Some((names, 3)));
    }

    #[test]
    fn json_is_no_table() {
        let head = Head::new("x.csv", b"[\"a,b\",\n\"c\"]", true);
        assert!(!is_marked(&head, &["b\""]));
    }
}
