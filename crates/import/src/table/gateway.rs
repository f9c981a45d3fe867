//! Rows of gateway logs: tables, JSON lines and JSON arrays through the same map. Written for millions of rows: which
//! column or path means what is looked up once.

use super::{Blanks, cells::Cells, rank, words};
use crate::{
    Head, Input, Match, ReadError, Sink,
    map::{self, ColumnMap, Resolved, Sample},
    read::{
        csv, fields,
        json::{self, Row},
        time::{self, Order, Reading},
    },
};
use model::{Data, GatewayRow, Kind, Position};
use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// Rows of JSON that the map is guessed from.
const SAMPLED: usize = 50;
/// Paths that are looked into this deep.
const DEPTH: usize = 5;
/// Lists of rows in wrappers.
const LISTS: &[&str] = &["data", "rows", "logs", "items", "records", "results", "requests", "calls"];

/// Whether a file is a gateway log: as a table, or as JSON whose keys fit.
pub(crate) fn sniff_gateway(head: &Head<'_>) -> Match {
    if head.json().is_none() {
        return super::sniff(head, Kind::GatewayRow);
    }
    let sample = json_sample(head);
    let ranked = map::ranked(&sample, head.name);
    let Some(guess) = ranked.first() else { return Match::No };
    // JSON has many shapes: only what names a model or provider in most rows and says more than that is a gateway's.
    let columns = &guess.map.columns;
    let filled = |id: &str| columns.get(id).is_some_and(|name| share_filled(&sample, name) >= 0.5);
    let more = ["tokens-in", "request-id", "latency", "cost", "fallback", "status", "user"]
        .iter()
        .filter(|id| columns.contains_key(**id));
    let is_gateway = filled("at") && (filled("model") || filled("provider")) && more.count() >= 2;
    if is_gateway && guess.missing.is_empty() { rank(&ranked, Kind::GatewayRow) } else { Match::No }
}

/// The share of sampled rows that have something in a column.
fn share_filled(sample: &Sample, name: &str) -> f64 {
    let Some(column) = sample.names.iter().position(|other| other == name) else { return 0.0 };
    #[expect(clippy::cast_precision_loss, reason = "a sample")]
    let share = sample.cells(column).count() as f64 / sample.rows.len().max(1) as f64;
    share
}

/// Reads a gateway log.
pub(crate) fn read_gateway(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut first = Vec::new();
    Read::take(&mut *input.reader, Head::LENGTH as u64).read_to_end(&mut first)?;
    let whole = first.len() < Head::LENGTH;
    let is_json = Head::new(input.name, &first, whole).json().is_some();
    let mut reader = Cursor::new(first).chain(&mut *input.reader);
    let mut all = Input { name: input.name, reader: &mut reader, map: input.map };
    if is_json { read_json(&mut all, sink) } else { read_table(&mut all, sink) }
}

fn read_table(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let given = input.map;
    let mut rows = csv::open(input.reader, map::is_known)?;
    let sample = Sample { names: rows.layout().names.clone(), rows: rows.layout().samples.clone() };
    let resolved = map::resolve(&sample, Kind::GatewayRow, given)?;
    super::begin(&rows, &resolved, sink, Kind::GatewayRow);
    let slots = Slot::all(&sample, &resolved);
    let mut blanks = Blanks::default();
    while let Some(row) = rows.next_row()? {
        if blanks.take(&row) || !super::is_row(&row, &sample.names, sink) {
            continue;
        }
        let mut data = GatewayRow::default();
        let cells = Cells::new(&row, &resolved, &sample.names);
        for slot in &slots {
            let cell = row.cell(slot.column);
            if !time::is_blank(cell) && !slot.set_text(&mut data, cell) {
                cells.keep(slot.id);
                sink.problem(row.at(), slot.code(), slot.complaint());
            }
        }
        if is_known(&data) {
            cells.record(sink, Data::GatewayRow(Box::new(data)))?;
        } else {
            lacks(row.at(), sink);
        }
    }
    blanks.report(sink);
    sink.facts.control_totals.insert("rows".to_owned(), rows.number().to_string());
    Ok(())
}

fn read_json(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut reading = Reader { map: input.map, waiting: Vec::new(), slots: None };
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| reading.take(row, sink))?;
    if reading.slots.is_none() && !reading.waiting.is_empty() {
        reading.start(sink)?;
    }
    sink.facts.declared_empty = whole.declared_empty;
    sink.facts.control_totals.insert("rows".to_owned(), whole.rows.to_string());
    Ok(())
}

/// Holds the first rows back until the map is known.
struct Reader<'m> {
    map: Option<&'m ColumnMap>,
    waiting: Vec<(Position, Value)>,
    slots: Option<Vec<Slot>>,
}

impl Reader<'_> {
    fn take(&mut self, row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        if let Some(slots) = &self.slots {
            return put_json(slots, row.at, row.value, sink);
        }
        self.waiting.push((row.at, row.value));
        if self.waiting.len() >= SAMPLED { self.start(sink) } else { Ok(()) }
    }

    fn start(&mut self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let sample = flattened(self.waiting.iter().map(|(_, value)| value));
        let resolved = map::resolve(&sample, Kind::GatewayRow, self.map)?;
        let slots = Slot::all(&sample, &resolved);
        for (at, value) in std::mem::take(&mut self.waiting) {
            put_json(&slots, at, value, sink)?;
        }
        self.slots = Some(slots);
        Ok(())
    }
}

fn put_json(slots: &[Slot], at: Position, mut value: Value, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut data = GatewayRow::default();
    for slot in slots {
        let Some(found) = slot.take(&mut value) else { continue };
        if let Err(found) = slot.set(&mut data, found) {
            sink.problem(at.clone(), slot.code(), slot.complaint());
            put_back(&mut value, &slot.name, found);
        }
    }
    if is_known(&data) {
        return sink.record(at, Data::GatewayRow(Box::new(data)), fields::extra(value));
    }
    lacks(at, sink);
    Ok(())
}

fn put_back(value: &mut Value, name: &str, found: Value) {
    if let Value::Object(map) = value {
        map.insert(name.to_owned(), found);
    }
}

fn lacks(at: Position, sink: &mut Sink<'_>) {
    sink.problem(at, "missing-field", "the row has neither time, provider, model nor request id; it was not read");
}

fn is_known(row: &GatewayRow) -> bool {
    row.at.is_some() || row.request_id.is_some() || row.provider.is_some() || row.model.is_some()
}

/// A field with the place where its value stands.
struct Slot {
    id: &'static str,
    column: usize,
    name: String,
    path: Vec<String>,
    order: Order,
    seconds: bool,
}

impl Slot {
    fn all(sample: &Sample, resolved: &Resolved) -> Vec<Self> {
        let slot = |(id, column): (&&'static str, &usize)| {
            let name = sample.names.get(*column)?.clone();
            let lower = name.to_lowercase();
            Some(Self {
                id,
                column: *column,
                path: name.split('.').map(str::to_owned).collect(),
                order: resolved.orders.get(*column).copied().unwrap_or_default(),
                seconds: ["_s", "(s)", "sec", "secs", "seconds", "_sec"].iter().any(|unit| lower.ends_with(unit)),
                name,
            })
        };
        resolved.columns.iter().filter_map(slot).collect()
    }

    /// Takes the value out of a row: under its whole name, else along its path.
    fn take(&self, value: &mut Value) -> Option<Value> {
        let Value::Object(map) = value else { return None };
        let found = map.swap_remove(self.name.as_str()).or_else(|| remove(map, &self.path));
        found.filter(|found| !found.is_null())
    }

    /// Sets the field; gives the value back if it means nothing for it.
    fn set(&self, row: &mut GatewayRow, value: Value) -> Result<(), Value> {
        match value {
            Value::String(text) => {
                let trimmed = text.trim();
                if time::is_blank(trimmed) || self.set_text(row, trimmed) { Ok(()) } else { Err(Value::String(text)) }
            }
            Value::Number(number) if self.id == "at" => match time::json(&Value::Number(number.clone())) {
                Reading::At(stamp) => {
                    row.at = Some(stamp);
                    Ok(())
                }
                Reading::Blank => Ok(()),
                Reading::Unreadable => Err(Value::Number(number)),
            },
            Value::Number(number) => {
                if self.set_text(row, &number.to_string()) {
                    Ok(())
                } else {
                    Err(Value::Number(number))
                }
            }
            Value::Bool(truth) => {
                if self.set_text(row, if truth { "true" } else { "false" }) {
                    Ok(())
                } else {
                    Err(Value::Bool(truth))
                }
            }
            Value::Array(items) if items.is_empty() => Ok(()),
            Value::Array(_) | Value::Object(_) if matches!(self.id, "input" | "output" | "guardrail") => {
                if self.set_text(row, &value.to_string()) { Ok(()) } else { Err(value) }
            }
            other => Err(other),
        }
    }

    /// Sets the field from text that is not blank; false if it means nothing for it.
    fn set_text(&self, row: &mut GatewayRow, text: &str) -> bool {
        match self.id {
            "at" => match time::read(text, self.order) {
                Reading::At(stamp) => row.at = Some(stamp),
                Reading::Blank => {}
                Reading::Unreadable => return false,
            },
            "fallback" => return put(&mut row.fallback, words::truth_or_count(text)),
            "cache-hit" => return put(&mut row.cache_hit, words::hit(text)),
            "sequence" => return put(&mut row.sequence, whole(text)),
            "tokens-in" => return put(&mut row.tokens_in, whole(text)),
            "tokens-out" => return put(&mut row.tokens_out, whole(text)),
            "cost" => return put(&mut row.cost, words::number(text)),
            "latency" => {
                let factor = if self.seconds { 1000.0 } else { 1.0 };
                return put(&mut row.latency_ms, words::number(text).map(|number| number * factor));
            }
            id => return words_of(row, id).map(|place| *place = Some(text.to_owned())).is_some(),
        }
        true
    }

    fn code(&self) -> &'static str {
        if self.id == "at" { "bad-date" } else { "bad-value" }
    }

    fn complaint(&self) -> String {
        format!("`{}` holds nothing that can be read as {}; it was left blank", self.name, self.id)
    }
}

/// Removes what stands at a path, and the objects around it that become empty.
fn remove(map: &mut Map<String, Value>, path: &[String]) -> Option<Value> {
    let (key, rest) = path.split_first()?;
    if rest.is_empty() {
        return map.swap_remove(key);
    }
    let Value::Object(inner) = map.get_mut(key)? else { return None };
    let found = remove(inner, rest);
    if found.is_some() && inner.is_empty() {
        map.swap_remove(key);
    }
    found
}

fn put<T>(place: &mut Option<T>, found: Option<T>) -> bool {
    let read = found.is_some();
    *place = found;
    read
}

#[expect(clippy::cast_possible_truncation, reason = "only whole numbers that a float holds exactly come here")]
fn whole(text: &str) -> Option<i64> {
    let exact = |number: &f64| number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    text.parse().ok().or_else(|| words::number(text).filter(exact).map(|number| number as i64))
}

/// The text field of an id.
fn words_of<'r>(row: &'r mut GatewayRow, id: &str) -> Option<&'r mut Option<String>> {
    Some(match id {
        "request-id" => &mut row.request_id,
        "trace-id" => &mut row.trace_id,
        "route" => &mut row.route,
        "user" => &mut row.user,
        "tenant" => &mut row.tenant,
        "provider" => &mut row.provider,
        "model" => &mut row.model,
        "model-version" => &mut row.model_version,
        "model-requested" => &mut row.model_requested,
        "prompt-version" => &mut row.prompt_version,
        "status" => &mut row.status,
        "fallback-reason" => &mut row.fallback_reason,
        "guardrail" => &mut row.guardrail,
        "region" => &mut row.region,
        "input" => &mut row.input,
        "output" => &mut row.output,
        _ => return None,
    })
}

/// The sample of the JSON that a file begins with.
pub(crate) fn json_sample(head: &Head<'_>) -> Sample {
    let lines = head.text().lines().take(SAMPLED).filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let lines: Vec<Value> = lines.filter(Value::is_object).collect();
    if lines.len() > 1 {
        return flattened(lines.iter());
    }
    let list = LISTS.iter().find_map(|list| head.json()?.get(list)?.as_array());
    match list.or_else(|| head.json().and_then(Value::as_array)) {
        Some(rows) => flattened(rows.iter().take(SAMPLED)),
        None => flattened(head.json()),
    }
}

/// Rows of JSON as a table: a column for each path to a value.
fn flattened<'v>(rows: impl IntoIterator<Item = &'v Value>) -> Sample {
    let mut names: Vec<String> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let mut cells = Vec::new();
    for row in rows {
        let mut flat = Vec::new();
        flatten(row, &mut String::new(), DEPTH, &mut flat);
        let mut line = vec![String::new(); names.len()];
        for (name, text) in flat {
            let column = *index.entry(name.clone()).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            });
            if line.len() <= column {
                line.resize(column + 1, String::new());
            }
            if let Some(cell) = line.get_mut(column) {
                *cell = text;
            }
        }
        cells.push(line);
    }
    Sample { names, rows: cells }
}

fn flatten(value: &Value, path: &mut String, depth: usize, flat: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) if depth > 0 => {
            for (key, inner) in map {
                let length = path.len();
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                flatten(inner, path, depth - 1, flat);
                path.truncate(length);
            }
        }
        Value::Null => flat.push((path.clone(), String::new())),
        Value::String(text) => flat.push((path.clone(), text.chars().take(200).collect())),
        other => flat.push((path.clone(), other.to_string().chars().take(200).collect())),
    }
}
