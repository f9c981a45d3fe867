//! Rows inside of other rows: tables that keep each answer of an interface as JSON text in a column (`data`, `_raw`), and
//! events whose `_raw` or `event` holds the row, as log shippers write them; and records of Airbyte, whose `data` holds it.
//!
//! What is inside is handed over as if it stood in the file itself, at the place of the row around it; what stands beside
//! it there stays with it under `_envelope`. A text inside that is no JSON is no envelope: the row itself is handed over.

use crate::{
    Head, head,
    importer::{Input, ReadError, Sink},
    read::{
        csv::product,
        json::{Beside, Each, Row, Whole},
        source::Source,
    },
};
use model::Position;
use serde_json::{Map, Value};

/// Where what stood around a row is kept.
const AROUND: &str = "_envelope";

/// Tables of envelopes: columns that must be there, the last of which holds the rows.
const TABLES: &[&[&str]] = &[&["params", "url", "data"], &["_raw"]];

/// Keys one of which every envelope has.
pub(super) const MARKS: &[&str] = &["_raw", "data", "event", "record", "result"];

/// What an envelope or page held.
#[derive(Debug, Default)]
pub struct Held {
    /// Number of rows.
    pub rows: u64,
    /// What stood beside them, where it was a page of them.
    pub beside: Option<Beside>,
}

impl Held {
    /// Adds what a later one held; what stands beside the rows is that of the last page.
    pub fn add(&mut self, later: Self) {
        self.rows += later.rows;
        self.beside = later.beside.or_else(|| self.beside.take());
    }
}

/// The column that holds rows, if a text is a table of envelopes.
pub fn column(text: &str, whole: bool) -> Option<&'static str> {
    rows_of(text, whole).map(|(column, _)| column)
}

/// The rows inside of the first rows of a table of envelopes; none where it is no such table.
pub fn outline(text: &str, whole: bool) -> Option<Value> {
    rows_of(text, whole).map(|(_, rows)| alone(rows))
}

/// Rows as a document: one that is alone as itself.
fn alone(mut rows: Vec<Value>) -> Value {
    match rows.pop() {
        Some(row) if rows.is_empty() => row,
        last => Value::Array(rows.into_iter().chain(last).collect()),
    }
}

fn rows_of(text: &str, whole: bool) -> Option<(&'static str, Vec<Value>)> {
    let start = text.trim_start().as_bytes().first()?;
    if matches!(start, b'{' | b'[' | b'<') {
        return None;
    }
    TABLES.iter().find_map(|marks| {
        let column = marks.last()?;
        let layout = marks.iter().all(|mark| text.contains(mark)).then(|| product::layout(text, whole, marks))??;
        let at = layout.names.iter().position(|name| name == column)?;
        let rows: Vec<Value> = layout.samples.iter().filter_map(|row| parsed(row.get(at)?)).collect();
        (!rows.is_empty()).then_some((*column, rows))
    })
}

/// A value as recognition should see it: what is inside in place of each envelope.
pub fn peeled(value: Value) -> Value {
    match value {
        Value::Array(rows) if rows.iter().any(is_one) => {
            alone(rows.into_iter().map(|row| if is_one(&row) { opened(row).0 } else { row }).collect())
        }
        row if is_one(&row) => opened(row).0,
        other => other,
    }
}

/// Whether a value is an envelope.
pub fn is_one(value: &Value) -> bool {
    let holds = |path: &str| head::at(value, path).is_some_and(|inner| inner.is_object() || inner.as_str().is_some_and(is_json));
    let record = |path: &str| head::at(value, path).is_some_and(is_record);
    if is_record(value) || record("record") {
        return true;
    }
    holds("_raw") || holds("result._raw") || (value.get("sourcetype").is_some() && holds("event"))
}

/// Whether a value is a record of Airbyte.
fn is_record(value: &Value) -> bool {
    value.get("data").is_some_and(Value::is_object) && ["stream", "emitted_at"].iter().all(|key| value.get(*key).is_some())
}

/// Hands over what is inside of an envelope.
///
/// # Errors
/// What `each` fails with.
pub fn open(row: Row<'_>, lists: &[&'static str], sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Held, ReadError> {
    let Row { at, list, value, beside } = row;
    let (inner, key) = opened(value);
    let at = match at {
        Position::Path(path) => Position::Path(format!("{path}.{key}")),
        other => other,
    };
    page(Row { at, list, value: inner, beside }, lists, sink, each)
}

/// Reads a table of envelopes.
///
/// # Errors
/// As [`product::objects`].
pub fn table(
    source: Source<'_>,
    column: &str,
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<Whole, ReadError> {
    let mut all = Held::default();
    let mut reader = source.into_reader();
    let mut input = Input { name: "", reader: &mut reader, map: None };
    product::objects(&mut input, &[column], sink, &mut |fields, sink| {
        let at = fields.position().clone();
        let mut around = fields.report(sink);
        let text = around.as_object_mut().and_then(|cells| cells.shift_remove(column)).unwrap_or_default();
        let Some(inner) = text.as_str().and_then(parsed) else {
            sink.problem(at, "not-json", format!("the cell `{column}` holds no JSON object; the row was not read"));
            return Ok(());
        };
        let beside = Beside::default();
        all.add(page(Row { at, list: "", value: within(inner, around), beside: &beside }, lists, sink, each)?);
        Ok(())
    })?;
    let mut whole = Whole::default();
    whole.take_in(all);
    Ok(whole)
}

/// Whether a value is a page: an object that holds one of the lists, with rows in it.
pub fn is_page(value: &Value, lists: &[&'static str]) -> bool {
    let rows = |list: &&str| head::at(value, list).and_then(Value::as_array);
    lists.iter().filter_map(rows).any(|rows| !rows.is_empty() && rows.iter().all(Value::is_object))
}

/// Hands over a row, or the rows of the lists that it holds.
///
/// # Errors
/// What `each` fails with.
pub fn page(row: Row<'_>, lists: &[&'static str], sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<Held, ReadError> {
    let Row { at, list, mut value, beside } = row;
    if let Value::Array(rows) = value {
        let rows = rows_at(&at, "", rows, beside, sink, each)?;
        return Ok(Held { rows, beside: None });
    }
    let held: Vec<_> = lists.iter().filter_map(|list| Some((*list, taken(&mut value, list)?))).collect();
    if held.is_empty() {
        each(Row { at, list, value, beside }, sink)?;
        return Ok(Held { rows: 1, beside: None });
    }
    let beside = Beside::from(value);
    let mut count = 0;
    for (list, rows) in held {
        count += rows_at(&at, list, rows, &beside, sink, each)?;
    }
    Ok(Held { rows: count, beside: Some(beside) })
}

fn rows_at(
    at: &Position,
    list: &'static str,
    rows: Vec<Value>,
    beside: &Beside,
    sink: &mut Sink<'_>,
    each: &mut Each<'_>,
) -> Result<u64, ReadError> {
    let mut count = 0;
    for (index, value) in rows.into_iter().enumerate().filter(|(_, value)| value.is_object()) {
        let dot = if list.is_empty() { "" } else { "." };
        let at = match at {
            Position::Path(path) => Position::Path(format!("{path}{dot}{list}[{index}]")),
            other => other.clone(),
        };
        count += 1;
        each(Row { at, list, value, beside }, sink)?;
    }
    Ok(count)
}

/// Takes the list at a path out of an object.
fn taken(value: &mut Value, path: &str) -> Option<Vec<Value>> {
    let found = path.split('.').try_fold(value, |value, key| value.get_mut(key))?;
    if !found.is_array() {
        return None;
    }
    match found.take() {
        Value::Array(rows) => Some(rows),
        _ => None,
    }
}

/// What is inside of an envelope, with what stands around it, and the path at which it stood.
fn opened(value: Value) -> (Value, &'static str) {
    let Value::Object(mut around) = value else { return (value, "_raw") };
    if let Some(Value::Object(result)) = around.get_mut("result")
        && let Some(inner) = result.shift_remove("_raw")
    {
        return (within(unpacked(inner), Value::Object(around)), "result._raw");
    }
    if let Some(Value::Object(mut record)) = around.shift_remove("record") {
        let inner = record.shift_remove("data").unwrap_or_default();
        return (within(inner, Value::Object(record)), "record.data");
    }
    if around.contains_key("emitted_at") {
        let inner = around.shift_remove("data").unwrap_or_default();
        return (within(inner, Value::Object(around)), "data");
    }
    let key = if around.contains_key("_raw") { "_raw" } else { "event" };
    let inner = around.shift_remove(key).unwrap_or_default();
    (within(unpacked(inner), Value::Object(around)), key)
}

fn unpacked(inner: Value) -> Value {
    match inner {
        Value::String(text) => parsed(&text).unwrap_or(Value::String(text)),
        other => other,
    }
}

/// A row with what stood around it, but for what is empty.
fn within(mut inner: Value, around: Value) -> Value {
    if let (Value::Object(row), Value::Object(around)) = (&mut inner, around) {
        let left: Map<_, _> = around.into_iter().filter(|(_, value)| !value.is_null()).collect();
        if !left.is_empty() {
            row.entry(AROUND).or_insert(Value::Object(left));
        }
    }
    inner
}

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && parsed(text).is_some()
}

/// An object, or a list of objects, in a text.
fn parsed(text: &str) -> Option<Value> {
    let found = serde_json::from_str(text.trim()).ok()?;
    match &found {
        Value::Object(_) => Some(found),
        Value::Array(rows) if rows.iter().all(Value::is_object) => Some(found),
        _ => None,
    }
}

/// The text of the window of a source, and whether it is all of it.
pub fn window<'w>(source: &'w Source<'_>) -> (std::borrow::Cow<'w, str>, bool) {
    let window = source.window();
    (String::from_utf8_lossy(window.get(..Head::LENGTH.min(window.len())).unwrap_or_default()), window.len() < Head::LENGTH)
}
