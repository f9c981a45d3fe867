//! Langfuse: tables of observations, traces and scores, as the console exports them (CSV, JSON, JSON lines), as they
//! are exported to storage, and as the API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::langfuse,
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "langfuse-tables",
    version: 2,
    about: About {
        vendor: "Langfuse",
        title: "Observations, traces and scores",
        export: &[
            "Open Tracing, Observations, set the period, choose Export and JSONL (or CSV); the same under Traces and Scores. The filters \
             of the table hold for the export.",
            "Scheduled: Project Settings, Integrations, Blob Storage, with observations and scores as JSONL.",
        ],
        covers: "The rows that the filters of the table select.",
        retention_days: None,
        // Names of the exports to storage and of the API; those of the console's CSV follow its table and were not seen.
        source: "https://langfuse.com/docs/api-and-data-platform/features/blob-storage-export-fields",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: langfuse::SYSTEM,
    report: "Table export",
    lists: &["data"],
    tables: &[
        &["id", "traceId", "startTime", "type"],
        &["id", "trace_id", "start_time", "type"],
        &["id", "traceId", "name", "value", "source"],
        &["id", "trace_id", "name", "value", "source"],
        &["id", "timestamp", "name", "sessionId", "release"],
        &["id", "timestamp", "name", "session_id", "release"],
    ],
    ..Export::PLAIN
};

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Observation,
    Score,
    Trace,
}

fn row_of(has: impl Fn(&str) -> bool) -> Option<Row> {
    let either = |camel: &str, snake: &str| has(camel) || has(snake);
    if !has("id") {
        return None;
    }
    if either("traceId", "trace_id") && either("startTime", "start_time") && (has("type") || has("level")) && !has("run_type") {
        return Some(Row::Observation);
    }
    let target = either("traceId", "trace_id") || either("observationId", "observation_id");
    if target && has("name") && has("source") && (either("dataType", "data_type") || has("value")) {
        return Some(Row::Score);
    }
    let is_trace = has("timestamp") && has("name") && either("sessionId", "session_id") && (has("release") || has("bookmarked"));
    is_trace.then_some(Row::Trace)
}

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    // One trace with its lists is another export.
    if row.get("observations").is_some_and(Value::is_array) && head::has(row, &["timestamp"]) && head.object().is_some() {
        return if head.row_of("data").is_some() { Match::Certain } else { Match::No };
    }
    match row_of(|key| row.get(key).is_some()) {
        Some(_) => Match::Certain,
        None => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut |row, sink| table_row(row, sink))?;
    if whole.beside.text("meta.cursor").is_some() {
        sink.facts.incomplete.push("`meta.cursor` leads to a further page that is not in the file".to_owned());
    }
    Ok(())
}

fn table_row(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(project) = row.peek_text("projectId").or_else(|| row.peek_text("project_id")) {
        sink.facts.instance.get_or_insert(project.to_owned());
    }
    match row_of(|key| row.has(key)) {
        Some(Row::Score) => langfuse::score(row, sink),
        Some(Row::Observation) => {
            let span = langfuse::observation(&mut row);
            row.record(sink, Data::Span(Box::new(span)))
        }
        Some(Row::Trace) => {
            let span = langfuse::trace(&mut row);
            row.record(sink, Data::Span(Box::new(span)))
        }
        None => {
            row.lacks(sink, "id, trace id and start time");
            Ok(())
        }
    }
}
