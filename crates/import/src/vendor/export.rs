//! The frame of reading that exports of one product share: JSON, JSON lines or a table of its console, what the file
//! says of itself, and answers that are errors.

use crate::{
    head::Head,
    importer::{Input, ReadError, Sink},
    read::{
        csv::product,
        encoding,
        fields::{Fields, text_of},
        json::{self, Beside, Whole},
        pages,
    },
};
use chrono::NaiveTime;
use model::{Position, Stamp};
use serde_json::Value;
use std::io::{Cursor, Read};

/// How a product exports.
#[derive(Debug, Default)]
pub struct Export {
    /// The product.
    pub product: &'static str,
    /// Report or end point.
    pub report: &'static str,
    /// Dotted paths of the lists in wrappers.
    pub lists: &'static [&'static str],
    /// Column names that mark its tables, one set each kind of table; empty: it has none.
    pub marks: &'static [&'static [&'static str]],
    /// Rows at which the product stops without a word.
    pub cap: Option<u64>,
    /// Whether it reads tables of any header.
    pub any_table: bool,
}

/// What stands around a row.
#[derive(Debug)]
pub struct Around<'b> {
    /// The list that it is in; empty for a bare array, a line or a table.
    pub list: &'static str,
    /// What was read so far of what stands beside the rows.
    pub beside: &'b Beside,
}

/// Takes a row.
pub type Each<'e> = dyn FnMut(Fields, &Around<'_>, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

impl Export {
    /// Whether the head is one of its tables.
    pub fn is_table(&self, head: &Head<'_>) -> bool {
        self.marks.iter().any(|marks| product::is_marked(head, marks))
    }

    /// Reads all rows, and notes what the file tells of itself.
    ///
    /// # Errors
    /// [`ReadError::SourceError`] for an error in place of a result, those of the readers, and what `each` fails with.
    pub fn read(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
        sink.facts.product = Some(self.product.to_owned());
        sink.facts.report = Some(self.report.to_owned());
        let mut text = encoding::utf8(input.reader)?;
        let mut first = Vec::new();
        Read::by_ref(&mut text).take(Head::LENGTH as u64).read_to_end(&mut first)?;
        let head_bytes = first.clone();
        let head = Head::new(input.name, &head_bytes, first.len() < Head::LENGTH);
        let marks = self.marks.iter().find(|marks| product::is_marked(&head, marks)).map(|marks| marks.to_vec());
        let names = if self.any_table && head.json().is_none() { columns(&head) } else { Vec::new() };
        let marks = marks.or_else(|| (!names.is_empty()).then(|| names.iter().map(String::as_str).collect()));
        let mut reader = Cursor::new(first).chain(text);
        let mut input = Input { name: input.name, reader: &mut reader, map: input.map };
        let whole = match marks {
            Some(marks) => table(&mut input, &marks, sink, each)?,
            None => json::rows(&mut input, self.lists, sink, &mut |row, sink| {
                if row.list.is_empty() {
                    refuse_error(&row.value)?;
                }
                let around = Around { list: row.list, beside: row.beside };
                each(Fields::new(row.at, row.value), &around, sink)
            })?,
        };
        sink.facts.declared_empty |= whole.declared_empty;
        sink.facts.incomplete.extend(pages::incomplete(&whole));
        sink.facts.incomplete.extend(self.cap.and_then(|cap| pages::capped(whole.rows, cap, self.product)));
        Ok(whole)
    }
}

/// The column names of a table, or the keys of the first row of JSON; empty where it is neither.
pub fn columns(head: &Head<'_>) -> Vec<String> {
    if let Some(json) = head.json() {
        let row = ["data", "results", "rows", "items"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
        return row.unwrap_or(json).as_object().map(|row| row.keys().cloned().collect()).unwrap_or_default();
    }
    let is_own = |name: &str| !name.starts_with("column ") && !name.ends_with(')');
    let layout = head.layout().filter(|layout| layout.has_header);
    layout.map(|layout| layout.names.iter().filter(|name| is_own(name)).cloned().collect()).unwrap_or_default()
}

/// Where an element of a list of a row stands.
pub fn below(at: &Position, key: &str, index: usize) -> Position {
    match at {
        Position::Path(path) => Position::Path(format!("{path}.{key}[{index}]")),
        other => other.clone(),
    }
}

/// A day of a source that counts in UTC as the moment at which it begins.
pub fn midnight(stamp: Stamp) -> Stamp {
    match stamp {
        Stamp::Day(day) => Stamp::Instant(day.and_time(NaiveTime::MIN).and_utc()),
        Stamp::Instant(_) | Stamp::Local(_) => stamp,
    }
}

/// A name in lower case without signs, as tables are compared by.
pub fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn table(input: &mut Input<'_>, marks: &[&str], sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Whole, ReadError> {
    let beside = Beside::default();
    let around = Around { list: "", beside: &beside };
    let rows = product::objects(input, marks, sink, &mut |fields, sink| each(fields, &around, sink))?.rows;
    Ok(Whole { rows, declared_empty: rows == 0, ..Whole::default() })
}

/// Refuses an object that says nothing but that something went wrong.
fn refuse_error(value: &Value) -> Result<(), ReadError> {
    let Some(map) = value.as_object().filter(|map| map.len() <= 4) else { return Ok(()) };
    let is_told = |key: &&&str| map.get(**key).is_some_and(|value| value.is_string() || value.is_object() || value.is_array());
    let failed =
        map.get("status").and_then(Value::as_bool) == Some(false) || map.get("success").and_then(Value::as_bool) == Some(false);
    let keys: &[&str] = if failed { &["result", "error", "message"] } else { &["error", "errors", "detail", "Message"] };
    let Some(told) = keys.iter().find(is_told).and_then(|key| map.get(*key)) else { return Ok(()) };
    let message = text_of(told).or_else(|| told.get("message").and_then(text_of));
    Err(ReadError::SourceError(message.unwrap_or_else(|| told.to_string())))
}
