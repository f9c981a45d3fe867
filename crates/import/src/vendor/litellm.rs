//! What the importers of `LiteLLM` share: texts that mean nothing, JSON inside texts, guardrails, conversations.

use crate::{
    read::fields::{Fields, text_of},
    vendor::python,
};
use model::Stamp;
use serde_json::{Map, Value};

/// Takes a text; `LiteLLM`'s `None` and `{}` are blank.
pub fn text(row: &mut Fields, path: &str) -> Option<String> {
    let text = row.text(path)?;
    (!is_blank(&text)).then_some(text)
}

/// Takes the first of several texts that is not blank; the others stay.
pub fn first_text(row: &mut Fields, paths: &[&str]) -> Option<String> {
    paths.iter().find_map(|path| text(row, path))
}

/// Whether a text is one of those that `LiteLLM` writes for nothing.
pub fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "None" | "null" | "{}" | "[]" | "Cache OFF")
}

/// Opens a value that is JSON, or Python, inside a text; others stay as they are.
pub fn opened(value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    let trimmed = text.trim();
    if !trimmed.starts_with(['{', '[']) {
        return value;
    }
    serde_json::from_str(trimmed).ok().or_else(|| python::literal(trimmed)).unwrap_or(value)
}

/// Opens the text at a key in place, so that its parts can be taken by path.
pub fn open(row: &mut Fields, key: &str) {
    if let Some(value @ Value::String(_)) = row.peek(key) {
        let value = opened(value.clone());
        row.put(key, value);
    }
}

/// Whether another than the first choice answered; none where nothing is told. A text that counts none is "no".
pub fn fallback(row: &mut Fields, paths: &[&str]) -> Option<bool> {
    let attempts = paths.iter().find_map(|path| row.whole(path));
    let truth = |row: &mut Fields| paths.iter().find_map(|path| row.truth(path));
    attempts.map(|attempts| attempts > 0).or_else(|| truth(row))
}

/// Host of the address that was called.
pub fn host(address: &str) -> Option<String> {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?', ':']).next()?;
    Some(host.to_owned()).filter(|host| !host.is_empty())
}

/// Decisions of guardrails: `name: status` each, or the names of those that were applied.
pub fn guardrail(row: &mut Fields, information: &[&str], applied: &[&str]) -> Option<String> {
    let told = information.iter().find_map(|path| row.peek(path)).map(|value| match value {
        Value::Array(list) => list.iter().filter_map(decision).collect::<Vec<_>>(),
        other => decision(other).into_iter().collect(),
    });
    if let Some(told) = told.filter(|told| !told.is_empty()) {
        return Some(told.join("; "));
    }
    let names: Vec<String> = applied.iter().flat_map(|path| row.texts(path, "guardrail_name")).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

fn decision(guardrail: &Value) -> Option<String> {
    let part = |key: &str| guardrail.get(key).and_then(text_of).filter(|text| !text.is_empty());
    match (part("guardrail_name"), part("guardrail_status")) {
        (Some(name), Some(status)) => Some(format!("{name}: {status}")),
        (name, status) => name.or(status),
    }
}

/// The text of messages or of an answer in full: what was said, by whom; other shapes as the JSON that they are.
pub fn said(value: Value) -> Option<String> {
    let value = opened(value);
    let empty = value.as_object().is_some_and(Map::is_empty) || value.as_array().is_some_and(Vec::is_empty) || value.is_null();
    if empty {
        return None;
    }
    if let Value::String(text) = value {
        return Some(text).filter(|text| !is_blank(text));
    }
    let choices = value.get("choices").and_then(Value::as_array);
    let messages: Option<Vec<&Value>> = match choices {
        Some(choices) => choices.iter().map(|choice| choice.get("message")).collect(),
        None => value.as_array().map(|messages| messages.iter().collect()),
    };
    let lines = messages.and_then(|messages| messages.into_iter().map(message).collect::<Option<Vec<_>>>());
    Some(lines.map_or_else(|| value.to_string(), |lines| lines.join("\n")))
}

/// A plain message; none for one with parts other than text, which must not be lost.
fn message(message: &Value) -> Option<String> {
    let content = message.get("content")?.as_str()?;
    let calls = message.get("tool_calls").is_some_and(|calls| !calls.is_null());
    let role = message.get("role").and_then(Value::as_str).unwrap_or("message");
    (!calls).then(|| format!("{role}: {content}"))
}

/// Milliseconds between two times of the same form.
pub fn milliseconds(from: Option<Stamp>, to: Option<Stamp>) -> Option<f64> {
    let span = match (from?, to?) {
        (Stamp::Instant(from), Stamp::Instant(to)) => to - from,
        (Stamp::Local(from), Stamp::Local(to)) => to - from,
        _ => return None,
    };
    let micros = i32::try_from(span.num_microseconds()? / 1_000).ok().map(f64::from)?;
    let rest = i32::try_from(span.num_microseconds()? % 1_000).ok().map(f64::from)?;
    Some(micros + rest / 1_000.0).filter(|span| *span >= 0.0)
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
