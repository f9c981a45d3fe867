//! Langfuse: batches of ingestion events, as SDKs and gateways send them and its event bucket keeps them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::langfuse,
};
use model::{Data, Kind, record::SpanKind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "langfuse-ingestion",
    version: 2,
    about: About {
        vendor: "Langfuse",
        title: "Ingestion batches",
        export: &[
            "Of a self-hosted Langfuse take the objects of the event bucket (LANGFUSE_S3_EVENT_UPLOAD_BUCKET) of the period.",
            "Or keep what the SDK or gateway posts to /api/public/ingestion.",
        ],
        covers: "The events of the batches; a span that is updated comes in parts, which are put together.",
        retention_days: None,
        source: "https://api.reference.langfuse.com/#tag/ingestion",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export { product: langfuse::SYSTEM, report: "Ingestion batch", lists: &["batch"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("batch").or_else(|| head.row()) else { return Match::No };
    let kind = row.get("type").and_then(Value::as_str).unwrap_or_default();
    let is_event = ["-create", "-update", "sdk-log"].iter().any(|end| kind.ends_with(end)) && kind.split('-').count() == 2;
    if is_event && head::has(row, &["body", "timestamp"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| event(row, sink)).map(drop)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let kind = row.text("type").unwrap_or_default();
    let Some(body @ Value::Object(_)) = row.take("body") else {
        row.lacks(sink, "body");
        return Ok(());
    };
    let mut inner = Fields::new(row.position().clone(), body);
    let span = match kind.as_str() {
        "score-create" => return langfuse::score(inner, sink),
        "trace-create" => langfuse::trace(&mut inner),
        "sdk-log" => {
            row.problem("not-a-span", "a log line of the SDK was passed over");
            return Ok(());
        }
        _ => {
            let mut span = langfuse::observation(&mut inner);
            let word = kind.split('-').next().unwrap_or_default();
            span.partial = kind.ends_with("-update");
            if span.about_word.is_none() {
                span.about = if word == "generation" { SpanKind::Llm } else { SpanKind::Other };
                span.about_word = Some(word.to_uppercase()).filter(|word| word != "OBSERVATION");
            }
            span
        }
    };
    if span.span_id.is_none() && span.trace_id.is_none() {
        inner.lacks(sink, "id");
        return Ok(());
    }
    inner.put("event", row.into_left());
    inner.record(sink, Data::Span(Box::new(span)))
}
