//! OpenTelemetry: traces and logs as OTLP writes them in JSON, from a collector's file exporter, Tempo or a test.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, place::below},
    vendor::genai::{self, attributes},
};
use model::{Data, Kind, Position, record::Span};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "otlp",
    version: 2,
    about: About {
        vendor: "OpenTelemetry",
        title: "Traces and logs as OTLP JSON",
        export: &[
            "Add the file exporter to the traces pipeline of the collector (`exporters: file: path: traces.json`, \
             format json) before any sampling, and to the logs pipeline for the events of gen_ai.",
            "Instrument with content capture on if texts are to be judged. Any GenAI convention is read: OpenTelemetry's old and new, \
             OpenInference, traceAI, Traceloop, Vercel AI SDK.",
        ],
        covers: "The spans that the pipeline passed; what was sampled away is not in it.",
        retention_days: None,
        source: "https://github.com/open-telemetry/opentelemetry-proto/blob/main/examples/trace.json",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const TRACES: &[&str] = &["resourceSpans", "resource_spans", "batches"];
const SCOPES: &[&str] = &["scopeSpans", "scope_spans", "instrumentationLibrarySpans", "scopeLogs", "scope_logs"];
const ITEMS: &[&str] = &["spans", "logRecords", "log_records"];

const EXPORT: Export = Export {
    product: "OpenTelemetry",
    report: "OTLP JSON",
    lists: &[
        "resourceSpans",
        "resource_spans",
        "batches",
        "trace.resourceSpans",
        "data.resourceSpans",
        "resourceLogs",
        "resource_logs",
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let inner = ["trace", "data"].iter().find_map(|key| row.get(*key)).unwrap_or(row);
    let traces = TRACES.iter().find_map(|key| row.get(*key).or_else(|| inner.get(*key))).and_then(Value::as_array);
    if traces.is_some_and(|traces| traces.iter().all(|entry| SCOPES.iter().any(|key| entry.get(*key).is_some()))) {
        return Match::Certain;
    }
    if ["resourceLogs", "resource_logs"].iter().any(|key| row.get(*key).is_some()) {
        return if head.text().contains("gen_ai.") { Match::Certain } else { Match::Maybe(40) };
    }
    let typed = |pair: &Value| head::has(pair, &["key", "value"]) && pair.get("value").is_some_and(Value::is_object);
    let attributes = row.get("attributes").and_then(Value::as_array);
    let is_span =
        attributes.is_some_and(|pairs| pairs.iter().all(typed)) && head::has(row, &["name"]) && row.get("body").is_none();
    if is_span && ["kind", "traceId", "startTimeUnixNano", "spanId"].iter().any(|key| row.get(*key).is_some()) {
        return Match::Certain;
    }
    Match::No
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut others = 0_u64;
    EXPORT.read(input, sink, &mut |mut row, sink| {
        if !row.list().is_empty() {
            return resource(row, &mut others, sink);
        }
        // A line of the file exporter is a whole envelope.
        let lists = EXPORT.lists.iter().find_map(|list| row.take(list));
        let Some(Value::Array(entries)) = lists else { return genai::put(row, None, sink) };
        for (index, entry) in entries.into_iter().enumerate() {
            resource(Fields::new(below(row.position(), "resourceSpans", index), entry), &mut others, sink)?;
        }
        Ok(())
    })?;
    if others > 0 {
        let message = format!("log records that tell nothing of a model call or an evaluation were passed over: {others}");
        sink.problem(Position::File, "not-genai", message);
    }
    Ok(())
}

/// Everything that one resource recorded.
fn resource(mut row: Fields, others: &mut u64, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let resource = attributes::decoded(row.take("resource.attributes").unwrap_or_default());
    if let Some(service) = resource.get("service.name").and_then(Value::as_str) {
        sink.facts.instance.get_or_insert(service.to_owned());
    }
    let resource = (!resource.is_empty()).then_some(Value::Object(resource));
    for (key, scopes) in SCOPES.iter().filter_map(|key| Some((*key, row.take(key)?))).collect::<Vec<_>>() {
        let Value::Array(scopes) = scopes else { continue };
        for (number, mut scope) in scopes.into_iter().enumerate() {
            let items = ITEMS.iter().find_map(|key| scope.get_mut(*key).map(Value::take).map(|items| (*key, items)));
            let Some((list, Value::Array(items))) = items else { continue };
            let library =
                scope.get("scope").and_then(|scope| scope.get("name")).or_else(|| scope.get("instrumentationLibrary")).cloned();
            for (index, item) in items.into_iter().enumerate() {
                let at = below(&below(row.position(), key, number), list, index);
                let mut item = Fields::new(at, item);
                if let Some(library) = &library {
                    item.put("scope", library.clone());
                }
                match list {
                    "spans" => genai::put(item, resource.as_ref(), sink)?,
                    _ => log(item, others, sink)?,
                }
            }
        }
    }
    Ok(())
}

/// A log record: an event of `gen_ai` tells a part of the span with its ids, or a result of an evaluation.
fn log(mut row: Fields, others: &mut u64, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut inner = Fields::new(row.position().clone(), Value::Object(attributes::of(&mut row)));
    let name = inner.text("event.name").or_else(|| row.first_text(&["eventName", "event_name"])).unwrap_or_default();
    if !name.starts_with("gen_ai.") {
        *others += 1;
        return Ok(());
    }
    let at = row.time("timeUnixNano").or_else(|| row.time("observedTimeUnixNano"));
    let mut span = Span {
        system: genai::SYSTEM.to_owned(),
        trace_id: genai::id(&mut row, &["traceId", "trace_id"]),
        span_id: genai::id(&mut row, &["spanId", "span_id"]),
        partial: true,
        ..Span::default()
    };
    if let Value::Object(body) = attributes::plain(row.take("body").unwrap_or_default()) {
        for (key, value) in body {
            inner.put(&key, value);
        }
    }
    if let Some(mut score) = genai::evaluation(&mut inner, &span) {
        score.at = at;
        genai::keep(&mut row, "attributes", inner);
        return row.record(sink, Data::Score(Box::new(score)));
    }
    genai::told(&name, &mut inner, &mut span);
    row.put("event", Value::String(name));
    if let Some(at) = at {
        row.put("time", Value::String(at.to_string()));
    }
    let Value::Object(left) = inner.into_left() else { return Ok(()) };
    genai::finish(span, row, left, sink)
}
