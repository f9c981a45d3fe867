//! OpenTelemetry: spans as the SDKs dump them (console exporters, Vercel AI SDK, `traceAI`), as Phoenix tables and as
//! collectors store them in `ClickHouse`.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::genai,
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "otel-spans",
    version: 2,
    about: About {
        vendor: "OpenTelemetry",
        title: "Spans as SDKs and stores dump them",
        export: &[
            "From an SDK: register a console or file exporter beside the usual one and keep its JSON (traceAI, OpenInference and \
             the Vercel AI SDK use the same exporters).",
            "From Phoenix: `client.get_spans_dataframe().to_json(\"spans.jsonl\", orient=\"records\", lines=True, date_format=\"iso\")`. \
             From ClickHouse: `SELECT * FROM otel_traces WHERE ... FORMAT JSONEachRow`.",
        ],
        covers: "The spans of the query, or of the process while the exporter was on.",
        retention_days: None,
        source: "https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: genai::SYSTEM,
    report: "Spans",
    lists: &["spans", "data"],
    tables: &[&["context.trace_id", "context.span_id"], &["TraceId", "SpanId", "SpanAttributes"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = ["spans", "data"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let ids = [["spanContext.traceId", "spanContext.spanId"], ["context.trace_id", "context.span_id"], ["TraceId", "SpanId"]];
    let flat = ["context.trace_id", "context.span_id"].iter().all(|key| row.get(*key).is_some());
    let attributes = row.get("attributes").or_else(|| row.get("SpanAttributes"));
    let is_held = attributes.is_some_and(|attributes| attributes.is_object() || attributes.is_string());
    let spread = row.as_object().is_some_and(|row| row.keys().any(|key| key.starts_with("attributes.")));
    if (flat || ids.iter().any(|ids| head::has(row, ids))) && (is_held || spread) {
        return Match::Certain;
    }
    // JavaScript's console exporter writes the ids flat.
    let bare = head::has(row, &["traceId", "name"]) && (row.get("spanId").or_else(|| row.get("id"))).is_some();
    let known = attributes.and_then(Value::as_object).is_some_and(|map| map.keys().any(|key| genai::is_known(key)));
    match (bare, known) {
        (true, true) => Match::Certain,
        (true, false) if is_held => Match::Maybe(60),
        (false, true) if row.get("name").is_some() => Match::Maybe(70),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            if row.peek("traceId").is_some() && row.peek("spanId").is_none() {
                let id = row.take("id").unwrap_or_default();
                row.put("spanId", id);
            }
            let service = ["resource.attributes.service.name", "ServiceName", "resource.service.name"];
            let resource = row.peek("resource").and_then(|resource| resource.get("attributes")?.get("service.name")?.as_str());
            let service = resource.or_else(|| service.iter().find_map(|path| row.peek_text(path))).map(str::to_owned);
            if let Some(service) = service {
                sink.facts.instance.get_or_insert(service);
            }
            let known = ["name", "span_name", "SpanName", "traceId", "trace_id", "context", "spanContext", "TraceId"];
            let is_span = known.iter().any(|key| row.has(key)) || row.peek("context.trace_id").is_some();
            if !is_span {
                row.lacks(sink, "name and ids");
                return Ok(());
            }
            genai::put(row, None, sink)
        })
        .map(drop)
}
