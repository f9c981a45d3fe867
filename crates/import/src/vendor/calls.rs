//! What logs of model calls share: conversations as text, hosts, durations.

use crate::read::{fields::Fields, nested, seen::Seen};
use model::{GatewayRow, Stamp};
use serde_json::{Map, Value};

/// Host of the address that was called.
pub fn host(address: &str) -> Option<String> {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest).split(['/', '?', ':']).next()?;
    Some(host.to_owned()).filter(|host| !host.is_empty())
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

/// The text of messages or of an answer in full: what was said, by whom; other shapes as the JSON that they are.
pub fn said(value: Value) -> Option<String> {
    let value = nested::opened(value);
    let empty = value.as_object().is_some_and(Map::is_empty) || value.as_array().is_some_and(Vec::is_empty) || value.is_null();
    if empty {
        return None;
    }
    if let Value::String(text) = value {
        return Some(text).filter(|text| !matches!(text.trim(), "" | "None" | "null" | "{}" | "[]"));
    }
    Some(conversation(Seen::from(&value)).unwrap_or_else(|| value.to_string()))
}

/// Takes what was said from a row, as [`said`] reads it.
pub fn take_said(row: &mut Fields, path: &str) -> Option<String> {
    row.open(&[path]);
    let lines = row.see(path).filter(|value| value.parts().is_some_and(|parts| parts > 0)).and_then(conversation);
    if lines.is_some() {
        row.discard(path);
        return lines;
    }
    row.take(path).and_then(said)
}

/// Messages as lines; none where anything but text was said, which must not be lost.
fn conversation(value: Seen<'_>) -> Option<String> {
    let mut lines = String::new();
    let mut add = |found: Seen<'_>| {
        if !lines.is_empty() {
            lines.push('\n');
        }
        message(found, &mut lines)
    };
    match value.get("choices").and_then(Seen::items) {
        Some(mut choices) => choices.try_for_each(|choice| add(choice.get("message")?))?,
        None => only(value).unwrap_or(value).items()?.try_for_each(add)?,
    }
    Some(lines)
}

/// The messages of a body that has nothing else.
fn only(value: Seen<'_>) -> Option<Seen<'_>> {
    if value.is_object() && value.parts() == Some(1) { value.get("messages") } else { None }
}

/// Writes what one message says.
fn message(message: Seen<'_>, lines: &mut String) -> Option<()> {
    let filled = |key: &str| {
        message.get(key).is_some_and(|value| !value.is_null() && value.items().is_none_or(|mut list| list.next().is_some()))
    };
    if ["tool_calls", "tool_call_id", "function_call", "metadata"].into_iter().any(filled) {
        return None;
    }
    let content = message.get("content").or_else(|| message.get("parts"))?;
    lines.push_str(message.get("role").and_then(Seen::as_str).unwrap_or("message"));
    lines.push_str(": ");
    if let Some(text) = content.as_str() {
        lines.push_str(text);
        return Some(());
    }
    for (number, found) in content.items()?.enumerate() {
        if number > 0 {
            lines.push('\n');
        }
        lines.push_str(part(found)?);
    }
    Some(())
}

/// A part of a message that is text and nothing else.
fn part(part: Seen<'_>) -> Option<&str> {
    if let Some(text) = part.as_str() {
        return Some(text);
    }
    let text = part.get("text").or_else(|| part.get("content"))?.as_str()?;
    let kind = part.get("type").and_then(Seen::as_str).unwrap_or("text");
    (matches!(kind, "text" | "input_text" | "output_text") && part.parts()? <= 2).then_some(text)
}

/// Names under which callers state something about a call: of texts, times and truth values.
const SESSION: &[&str] = &["session_id", "session", "conversation_id", "thread_id"];
const APPLICATION: &[&str] = &["application", "app", "app_name"];
const PROMPT: &[&str] = &["prompt_name", "prompt"];
const DATA_CLASS: &[&str] = &["data_class", "data_classification"];
const PURPOSE: &[&str] = &["purpose"];
const CONSENT: &[&str] = &["consent"];
const RISK: &[&str] = &["risk", "risk_level"];
const REVIEWED_BY: &[&str] = &["reviewed_by", "reviewer"];
const REVIEWED_AT: &[&str] = &["reviewed_at", "review_time"];
const OPT_OUT: &[&str] = &["training_opt_out", "no_training"];
const STATED: [&[&str]; 10] =
    [SESSION, APPLICATION, PROMPT, DATA_CLASS, PURPOSE, CONSENT, RISK, REVIEWED_BY, REVIEWED_AT, OPT_OUT];

/// Takes what callers state about a call in the metadata that they may send along, by the usual names; the rest stays.
/// Fields that are known already are left.
pub fn stated(row: &mut Fields, places: &[&str], data: &mut GatewayRow) {
    // Most calls state nothing, and there are many calls.
    let places: Vec<&str> = places.iter().copied().filter(|place| states(row, place)).collect();
    if places.is_empty() {
        return;
    }
    let paths = |names: &[&str]| -> Vec<String> {
        places.iter().flat_map(|place| names.iter().map(move |name| format!("{place}.{name}"))).collect()
    };
    let mut text = |slot: &mut Option<String>, names: &[&str]| {
        if slot.is_none() {
            *slot = paths(names).iter().find_map(|path| row.text(path));
        }
    };
    text(&mut data.session, SESSION);
    text(&mut data.application, APPLICATION);
    text(&mut data.prompt, PROMPT);
    text(&mut data.data_class, DATA_CLASS);
    text(&mut data.purpose, PURPOSE);
    text(&mut data.consent, CONSENT);
    text(&mut data.risk, RISK);
    text(&mut data.reviewed_by, REVIEWED_BY);
    data.reviewed_at = data.reviewed_at.or_else(|| paths(REVIEWED_AT).iter().find_map(|path| row.time(path)));
    data.training_opt_out = paths(OPT_OUT).iter().find_map(|path| row.truth(path));
}

/// Whether a row has one of the names at a place, or a column named after the place.
fn states(row: &Fields, place: &str) -> bool {
    let inside = row.see(place).and_then(Seen::keys);
    let named = inside.is_some_and(|mut keys| keys.any(|key| STATED.iter().any(|names| names.contains(&key))));
    let is_of_place = |key: &str| key.strip_prefix(place).is_some_and(|rest| rest.starts_with('.'));
    named || row.see_all().keys().is_some_and(|mut keys| keys.any(is_of_place))
}

/// The tools that an answer calls, as JSON: in the messages of its choices, or as parts of its content.
pub fn tool_calls<'a>(answer: impl Into<Seen<'a>>) -> Option<String> {
    let answer = answer.into();
    let choices = answer.get("choices").and_then(Seen::items).into_iter().flatten();
    let listed = choices.filter_map(|choice| choice.get("message")?.get("tool_calls")?.items()).flatten();
    let content = answer.get("content").and_then(Seen::items).into_iter().flatten();
    let parts = content.filter(|part| part.get("type").and_then(Seen::as_str) == Some("tool_use"));
    let calls: Vec<Value> = listed.chain(parts).map(Seen::value).collect();
    (!calls.is_empty()).then(|| serde_json::to_string(&calls).unwrap_or_default())
}
