//! Spans of AI applications: the envelopes in which they are written (OTLP, dumps of the SDKs, flat rows) and their
//! attributes in the conventions of OpenTelemetry, old and new, `OpenInference`, `traceAI`, Traceloop and Vercel's AI SDK.

pub mod attributes;
mod events;
mod messages;
pub mod retrieved;

pub use events::{evaluation, passed, told};

use crate::{
    importer::{ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        time,
    },
};
use model::{Data, Stamp, record::Span};
use serde_json::{Map, Value};

/// The system of spans that name none.
pub const SYSTEM: &str = "OpenTelemetry";

/// Names of attributes of which one is enough to know a span of an AI application.
pub const PREFIXES: &[&str] = &["gen_ai.", "llm.", "openinference.", "fi.span", "ai.model.", "ai.operationId", "traceloop."];

/// Whether a key belongs to one of the conventions.
pub fn is_known(key: &str) -> bool {
    PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

const TRACE: &[&str] =
    &["traceId", "trace_id", "context.trace_id", "context.traceId", "spanContext.traceId", "TraceId", "trace.id"];
const SPAN: &[&str] = &["spanId", "span_id", "context.span_id", "context.spanId", "spanContext.spanId", "SpanId", "span.id"];
const PARENT: &[&str] =
    &["parentSpanId", "parent_span_id", "parent_id", "parentId", "parentSpanContext.spanId", "ParentSpanId", "parent.id"];
const BEGIN: &[&str] =
    &["startTimeUnixNano", "start_time_unix_nano", "startTime", "start_time", "Timestamp", "timestamp", "@timestamp"];
const END: &[&str] = &["endTimeUnixNano", "end_time_unix_nano", "endTime", "end_time"];

/// Puts a span in any of the envelopes, with the scores that it tells.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn put(mut row: Fields, resource: Option<&Value>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let span = Span {
        system: SYSTEM.to_owned(),
        trace_id: id(&mut row, TRACE),
        span_id: id(&mut row, SPAN),
        parent_id: id(&mut row, PARENT),
        name: row.first_text(&["name", "span_name", "SpanName"]),
        at: moment(&mut row, BEGIN),
        ended: moment(&mut row, END),
        status: status(&mut row),
        ..Span::default()
    };
    let attributes = attributes::of(&mut row);
    if attributes.is_empty() && span.trace_id.is_none() && span.span_id.is_none() && span.name.is_none() {
        row.lacks(sink, "name, ids and attributes");
        return Ok(());
    }
    if let Some(resource) = resource {
        row.put("resource", resource.clone());
    }
    finish(span, row, attributes, sink)
}

/// Puts a span whose attributes are known, with the scores that it tells.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn finish(mut span: Span, mut row: Fields, attributes: Map<String, Value>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut attributes = Fields::new(row.position().clone(), Value::Object(attributes));
    attributes::fill(&mut span, &mut attributes);
    let mut scores = events::taken(&mut row, &mut span);
    if let Some(mut score) = evaluation(&mut attributes, &span) {
        score.at = span.at;
        scores.push((score, Map::new()));
    }
    keep(&mut row, "attributes", attributes);
    let at = row.position().clone();
    row.record(sink, Data::Span(Box::new(span)))?;
    for (score, left) in scores {
        Fields::new(at.clone(), Value::Object(left)).record(sink, Data::Score(Box::new(score)))?;
    }
    Ok(())
}

/// Keeps what is left of a part of a row under its own name.
pub fn keep(row: &mut Fields, key: &str, part: Fields) {
    let left = part.into_left();
    if left.as_object().is_some_and(|left| !left.is_empty()) {
        row.put(key, left);
    }
}

/// Takes an id; one of zeros or a word for nothing is none.
pub fn id(row: &mut Fields, names: &[&str]) -> Option<String> {
    row.first_text(names)
        .filter(|id| !matches!(id.as_str(), "null" | "None") && id.trim_start_matches("0x").bytes().any(|byte| byte != b'0'))
}

/// Takes a time. The SDK for JavaScript writes two numbers (seconds and nanoseconds), or microseconds with a fraction.
fn moment(row: &mut Fields, names: &[&str]) -> Option<Stamp> {
    let name = names.iter().find(|name| row.peek(name).is_some())?;
    let whole = match row.peek(name)? {
        Value::Array(pair) => match pair.as_slice() {
            [seconds, nanos] => {
                seconds.as_i64().and_then(|seconds| seconds.checked_mul(1_000_000_000)?.checked_add(nanos.as_i64()?))
            }
            _ => None,
        },
        Value::Number(number) if number.is_f64() => number
            .to_string()
            .split_once('.')
            .and_then(|(whole, _)| whole.parse().ok())
            .filter(|whole: &i64| *whole > 10_i64.pow(14)),
        _ => None,
    };
    let Some(whole) = whole else { return row.time(name) };
    row.take(name);
    time::epoch(whole).stamp()
}

/// Takes the code of a status; what it says besides stays.
fn status(row: &mut Fields) -> Option<String> {
    let name =
        ["status.code", "status.status_code", "StatusCode", "status_code"].into_iter().find(|name| row.peek(name).is_some());
    let Some(name) = name else { return row.text("status") };
    let code = text_of(&row.take(name)?)?;
    Some(match code.as_str() {
        "0" => "STATUS_CODE_UNSET".to_owned(),
        "1" => "STATUS_CODE_OK".to_owned(),
        "2" => "STATUS_CODE_ERROR".to_owned(),
        _ => code,
    })
}
