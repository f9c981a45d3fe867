//! Attributes of a model call by themselves: one flat object a call, in any of the conventions.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::genai::{self, attributes},
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "genai-attributes",
    version: 2,
    about: About {
        vendor: "OpenTelemetry",
        title: "Attributes of model calls",
        export: &["Write the attributes of each span (`gen_ai.*`, `llm.*`, `openinference.*`) as one JSON object a line, with \
             `trace_id`, `span_id` and `timestamp` beside them."],
        covers: "The calls that the query of the export selects.",
        retention_days: None,
        source: "https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: genai::SYSTEM, report: "Attributes of spans", lists: &["data", "rows"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let row = ["data", "rows"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let Some(row) = row.and_then(Value::as_object) else { return Match::No };
    let known = row.keys().filter(|key| genai::is_known(key)).count();
    let envoy = ["response_code", "response_flags", "x-request-id", "upstream_cluster"].iter().any(|key| row.contains_key(*key));
    let nested = ["attributes", "spanContext", "context", "resourceSpans"].iter().any(|key| row.contains_key(*key));
    match known {
        _ if envoy || nested => Match::No,
        0 => Match::No,
        1 => Match::Maybe(60),
        _ => Match::Certain,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            let known = |key: &str| genai::is_known(key) || KEPT.iter().any(|prefix| key.starts_with(prefix));
            let attributes = attributes::decoded(Value::Object(row.take_all(|key| known(key).then(|| key.to_owned()))));
            if !attributes.keys().any(|key| genai::is_known(key)) {
                row.lacks(sink, "gen_ai.* or llm.*");
                return Ok(());
            }
            row.put("attributes", Value::Object(attributes));
            genai::put(row, None, sink)
        })
        .map(drop)
}

/// Keys that the conventions have besides.
const KEPT: &[&str] = &[
    "input",
    "output",
    "user.",
    "enduser.",
    "session.",
    "tool.",
    "tag.",
    "metadata",
    "ai.",
    "error.",
    "server.",
    "tenant",
    "langfuse.",
    "retrieval.",
    "embedding.",
    "reranker.",
    "fi.",
    "guardrail.",
    "prompt.",
    "raw.",
];
