//! Small records that are kept by hand, as tables or as JSON: a column for each path to a value, through the same map.

use super::{Memory, cells::Cells, put};
use crate::{
    Head, Input, Match, ReadError, Sink,
    map::{self, Resolved, Sample},
    read::{
        csv::Row,
        json::{self, Row as JsonRow},
    },
};
use model::Kind;
use serde_json::Value;
use std::io::{Cursor, Read};

/// Rows that the map is guessed from.
const SAMPLED: usize = 50;
/// Lists of rows in wrappers.
const LISTS: &[&str] =
    &["records", "items", "data", "rows", "tests", "restore_tests", "backups", "restores", "models", "approved_models"];

/// Whether a file is a record of a kind. JSON has many shapes: there all of `fields` must have a key.
pub(crate) fn sniff_form(head: &Head<'_>, kind: Kind, fields: &[&str]) -> Match {
    if head.json().is_none() {
        return super::sniff(head, kind);
    }
    let list = LISTS.iter().find_map(|list| head.json()?.get(list)?.as_array());
    let mut names = Vec::new();
    let rows: Vec<Vec<String>> = match list.or_else(|| head.json().and_then(Value::as_array)) {
        Some(rows) => rows.iter().take(SAMPLED).map(|row| cells(row, &mut names)).collect(),
        None => head.json().map(|row| cells(row, &mut names)).into_iter().collect(),
    };
    if names.is_empty() || names.len() > 40 {
        return Match::No;
    }
    let sample = Sample::new(names, rows);
    let ranked = map::ranked(&sample, head.name);
    let fits = ranked.first().is_some_and(|guess| {
        guess.map.kind == kind && guess.missing.is_empty() && fields.iter().all(|field| guess.map.columns.contains_key(*field))
    });
    if fits { super::rank(&ranked, kind) } else { Match::No }
}

/// Reads a file by one of two ways, told whether it is JSON.
pub(crate) fn with_form(
    input: &mut Input<'_>,
    read: impl FnOnce(&mut Input<'_>, bool) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut first = Vec::new();
    Read::take(&mut *input.reader, Head::LENGTH as u64).read_to_end(&mut first)?;
    let is_json = Head::new(input.name, &first, first.len() < Head::LENGTH).json().is_some();
    let mut reader = Cursor::new(first).chain(&mut *input.reader);
    read(&mut Input { name: input.name, reader: &mut reader, map: input.map }, is_json)
}

/// Reads a record, whichever of the two forms it has.
pub(crate) fn read_form(input: &mut Input<'_>, sink: &mut Sink<'_>, kind: Kind) -> Result<(), ReadError> {
    with_form(input, |input, is_json| if is_json { read_json(input, sink, kind) } else { super::read(input, sink, kind) })
}

fn read_json(input: &mut Input<'_>, sink: &mut Sink<'_>, kind: Kind) -> Result<(), ReadError> {
    let given = input.map;
    let mut form = Form { kind, names: Vec::new(), waiting: Vec::new(), number: 0, map: None, memory: Memory::default() };
    let whole = json::rows(input, LISTS, sink, &mut |row: JsonRow<'_>, sink| {
        let cells = cells(&row.value, &mut form.names);
        form.number += 1;
        let row = Row::of(cells, form.number);
        if let Some(map) = &form.map {
            return put(&Cells::new(&row, map, &form.names), sink, form.kind, &mut form.memory);
        }
        form.waiting.push(row);
        if form.waiting.len() >= SAMPLED { form.start(given, sink) } else { Ok(()) }
    })?;
    if form.map.is_none() && !form.waiting.is_empty() {
        form.start(given, sink)?;
    }
    sink.facts.snapshot = super::is_standing(kind);
    sink.facts.declared_empty = whole.declared_empty;
    sink.facts.control_totals.insert("rows".to_owned(), whole.rows.to_string());
    form.memory.finish(sink)
}

/// Holds the first rows back until the map is known.
struct Form {
    kind: Kind,
    names: Vec<String>,
    waiting: Vec<Row>,
    number: u64,
    map: Option<Resolved>,
    memory: Memory,
}

impl Form {
    fn start(&mut self, given: Option<&map::ColumnMap>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let rows = self.waiting.iter().map(|row| row.cells().map(str::to_owned).collect()).collect();
        let map = map::resolve(&Sample::new(self.names.clone(), rows), self.kind, given)?;
        for row in std::mem::take(&mut self.waiting) {
            put(&Cells::new(&row, &map, &self.names), sink, self.kind, &mut self.memory)?;
        }
        self.map = Some(map);
        Ok(())
    }
}

/// The cells of a row of JSON; names that were not seen before are added.
fn cells(row: &Value, names: &mut Vec<String>) -> Vec<String> {
    let mut cells = vec![String::new(); names.len()];
    flatten(row, &mut String::new(), 0, &mut |name, text| {
        let column = names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    });
    cells
}

fn flatten(value: &Value, path: &mut String, depth: u8, each: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Object(map) if depth < 3 => {
            for (key, inner) in map {
                let length = path.len();
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                flatten(inner, path, depth + 1, each);
                path.truncate(length);
            }
        }
        Value::Null => {}
        Value::String(text) => each(path, text.clone()),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            each(path, items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
        }
        other => each(path, other.to_string()),
    }
}
