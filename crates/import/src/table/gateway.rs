//! Rows of gateway logs: tables, JSON lines and JSON arrays through the same map. Written for millions of rows: which
//! column or path means what is looked up once.

mod flat;
mod slot;

use super::{Odd, cells::Cells, rank};
use crate::{
    Head, Input, Match, ReadError, Sink,
    map::{self, ColumnMap, Sample},
    read::{
        csv, fields,
        json::{self, Row},
        time,
    },
};
use flat::flattened;
pub(crate) use flat::json_sample;
use model::{Data, GatewayRow, Kind, Position};
use serde_json::Value;
use slot::Slot;
use std::io::{Cursor, Read};

/// Rows of JSON that the map is guessed from.
const SAMPLED: usize = 50;
/// Lists of rows in wrappers.
const LISTS: &[&str] = &["data", "rows", "logs", "items", "records", "results", "requests", "calls"];

/// Whether a file is a gateway log: as a table, or as JSON whose keys fit.
pub(crate) fn sniff_gateway(head: &Head<'_>) -> Match {
    if head.json().is_none() {
        return super::sniff(head, Kind::GatewayRow);
    }
    // Cheap first: most JSON is of something else, and to look at each of its paths takes long.
    if !["odel", "llm", "LLM", "ngine", "oken", "units"].iter().any(|word| head.text().contains(word)) {
        return Match::No;
    }
    let sample = json_sample(head);
    let named = |words: &[&str]| sample.names.iter().any(|name| words.iter().any(|word| name.to_lowercase().contains(word)));
    let answers = ["provider", "vendor", "served", "answered", "org", "system"];
    if !(named(&["model", "llm", "engine"]) || named(&["token", "units"]) && named(&answers)) {
        return Match::No;
    }
    // Of JSON no other kind is read through a map, so no other is asked.
    let ranked = map::ranked_among(&sample, head.name, &[Kind::GatewayRow]);
    let Some(guess) = ranked.first() else { return Match::No };
    // JSON has many shapes: only what names a model in most rows, or a provider beside tokens, and says more than that is a gateway's.
    let columns = &guess.map.columns;
    let filled = |id: &str| columns.get(id).is_some_and(|name| share_filled(&sample, name) >= 0.5);
    let more = ["tokens-in", "request-id", "latency", "cost", "fallback", "status", "user"]
        .iter()
        .filter(|id| columns.contains_key(**id));
    let answers = filled("model") || filled("model-requested") || (filled("provider") && columns.contains_key("tokens-in"));
    let is_gateway = filled("at") && answers && more.count() >= 2;
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
    let sample = Sample::new(rows.layout().names.clone(), rows.layout().samples.clone());
    let resolved = map::resolve(&sample, Kind::GatewayRow, given)?;
    super::begin(&rows, &resolved, sink, Kind::GatewayRow);
    let slots = Slot::all(&sample, &resolved);
    let mut odd = Odd::default();
    while let Some(row) = rows.next_row()? {
        if odd.is_blank(&row) || !super::is_row(&row, &sample.names, sink) {
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
    odd.report(sink);
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
