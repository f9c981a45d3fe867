//! What the importers of `LiteLLM` share: texts that mean nothing, guardrails, and a call in either of its two logs.

use crate::{
    importer::{ReadError, Sink},
    read::{fields::Fields, seen::Seen},
    vendor::calls,
};
use model::{Data, GatewayRow};
use serde_json::Value;

/// Where a log of `LiteLLM` keeps what the two tell alike.
#[derive(Debug)]
pub struct Names {
    /// Id of the request.
    pub id: &'static str,
    /// Id of the trace.
    pub trace: &'static [&'static str],
    /// Cost.
    pub cost: &'static str,
    /// On whose behalf.
    pub user: &'static [&'static str],
    /// For whom.
    pub tenant: &'static [&'static str],
    /// Model that was asked for.
    pub requested: &'static [&'static str],
    /// Address that was called; stays.
    pub address: &'static [&'static str],
    /// Attempts of fallbacks.
    pub fallback: &'static [&'static str],
    /// What guardrails decided.
    pub guardrail: &'static [&'static str],
    /// Outcome.
    pub status: &'static [&'static str],
    /// Region.
    pub region: &'static [&'static str],
    /// Whether a time without a zone is UTC.
    pub utc: bool,
}

/// Where callers tell which version of a prompt they used.
const PROMPT_VERSION: &[&str] =
    &["metadata.prompt_version", "metadata.spend_logs_metadata.prompt_version", "metadata.requester_metadata.prompt_version"];

/// Where callers may send along what they like.
const STATED: &[&str] = &["metadata.spend_logs_metadata", "metadata.requester_metadata", "metadata"];

/// Puts a call.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn call(mut row: Fields, names: &Names, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.open(&["metadata", "hidden_params"]);
    let mut time = |path: &str| if names.utc { row.utc_time(path) } else { row.time(path) };
    let (at, end) = (time("startTime"), time("endTime"));
    let mut data = GatewayRow {
        at,
        request_id: text(&mut row, names.id),
        trace_id: first_text(&mut row, names.trace),
        cache_hit: row.truth("cache_hit"),
        tokens_in: row.whole("prompt_tokens"),
        tokens_out: row.whole("completion_tokens"),
        cost: row.number(names.cost),
        latency_ms: calls::milliseconds(at, end).or_else(|| row.number("request_duration_ms")),
        user: first_text(&mut row, names.user),
        tenant: first_text(&mut row, names.tenant),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && at.is_none() {
        row.lacks(sink, &format!("{} and startTime", names.id));
        return Ok(());
    }
    if at.is_none() && row.see("startTime").is_none() {
        row.problem("missing-field", "`startTime` is missing; when the call was made is not known");
    }
    data.key = text(&mut row, "metadata.user_api_key_alias");
    data.route = row.peek_text("model_group").map(str::to_owned).or_else(|| data.key.clone());
    data.call_type = text(&mut row, "call_type");
    data.streamed = row.truth("stream");
    answered(&mut row, &mut data, names);
    calls::stated(&mut row, STATED, &mut data);
    data.input = calls::take_said(&mut row, "messages");
    data.tool_calls = row.see("response").and_then(calls::tool_calls);
    data.output = calls::take_said(&mut row, "response");
    row.record(sink, Data::GatewayRow(Box::new(data)))
}

/// What answered, and whether it was the first choice. The model group is what was asked for, never what answered.
fn answered(row: &mut Fields, data: &mut GatewayRow, names: &Names) {
    let host = names.address.iter().find_map(|path| row.peek_text(path)).and_then(calls::host);
    data.provider = text(row, "custom_llm_provider").or(host);
    data.model = text(row, "model");
    data.model_requested = first_text(row, names.requested);
    row.open(&["response"]);
    let served = row.see("response.model").and_then(Seen::as_str).filter(|model| !model.is_empty()).map(str::to_owned);
    data.model_version = served.filter(|served| Some(served) != data.model.as_ref());
    data.fallback = fallback(row, names.fallback);
    data.fallback_reason = text(row, "metadata.fallback_reason");
    if data.fallback == Some(true) && data.fallback_reason.is_none() {
        data.fallback_reason = first_text(row, &["metadata.routing_decision.reason", "metadata.routing_decision"]);
    }
    data.guardrail = guardrail(row, names.guardrail, &["metadata.applied_guardrails"]);
    data.status = first_text(row, names.status);
    data.region = first_text(row, names.region);
    data.prompt_version = first_text(row, PROMPT_VERSION);
}

/// Takes a text; `LiteLLM`'s `None` and `{}` are blank.
fn text(row: &mut Fields, path: &str) -> Option<String> {
    let text = row.text(path)?;
    (!is_blank(&text)).then_some(text)
}

/// Takes the first of several texts that is not blank; the others stay.
fn first_text(row: &mut Fields, paths: &[&str]) -> Option<String> {
    paths.iter().find_map(|path| text(row, path))
}

/// Whether a text is one of those that `LiteLLM` writes for nothing.
fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "None" | "null" | "{}" | "[]" | "Cache OFF")
}

/// Whether another than the first choice answered; none where nothing is told. A text that counts none is "no".
fn fallback(row: &mut Fields, paths: &[&str]) -> Option<bool> {
    let attempts = paths.iter().find_map(|path| row.whole(path));
    let truth = |row: &mut Fields| paths.iter().find_map(|path| row.truth(path));
    attempts.map(|attempts| attempts > 0).or_else(|| truth(row))
}

/// Decisions of guardrails: `name: status` each, or the names of those that were applied.
fn guardrail(row: &mut Fields, information: &[&str], applied: &[&str]) -> Option<String> {
    let told = information.iter().find_map(|path| row.see(path)).map(|value| match value.items() {
        Some(list) => list.filter_map(decision).collect::<Vec<_>>(),
        None => decision(value).into_iter().collect(),
    });
    if let Some(told) = told.filter(|told| !told.is_empty()) {
        return Some(told.join("; "));
    }
    let names: Vec<String> = applied.iter().flat_map(|path| row.texts(path, "guardrail_name")).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

fn decision(guardrail: Seen<'_>) -> Option<String> {
    let part = |key: &str| guardrail.get(key).and_then(Seen::text).filter(|text| !text.is_empty());
    match (part("guardrail_name"), part("guardrail_status")) {
        (Some(name), Some(status)) => Some(format!("{name}: {status}")),
        (name, status) => name.or(status),
    }
}

/// Takes the typing of `DynamoDB` off (`{"S": "text"}`), where all values have it.
pub fn untyped(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    if map.is_empty() || !map.values().all(is_typed) {
        return Value::Object(map);
    }
    Value::Object(map.into_iter().map(|(key, value)| (key, bare(value))).collect())
}

fn is_typed(value: &Value) -> bool {
    let Some(map) = value.as_object() else { return false };
    map.len() == 1 && map.keys().all(|key| matches!(key.as_str(), "S" | "N" | "BOOL" | "NULL" | "M" | "L" | "SS" | "NS"))
}

fn bare(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    match map.into_iter().next() {
        Some((kind, _)) if kind == "NULL" => Value::Null,
        Some((kind, Value::String(number))) if kind == "N" => serde_json::from_str(&number).unwrap_or(Value::String(number)),
        Some((kind, inner @ Value::Object(_))) if kind == "M" => untyped(inner),
        Some((kind, Value::Array(items))) if kind == "L" => Value::Array(items.into_iter().map(bare).collect()),
        Some((_, inner)) => inner,
        None => Value::Null,
    }
}
