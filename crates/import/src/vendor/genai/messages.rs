//! What went in and what came out, in full, wherever a convention keeps it.

use crate::{
    read::{fields::Fields, nested},
    vendor::calls,
};
use model::record::Span;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Attributes that hold what went in; the first that is there is taken.
const IN: &[&str] = &[
    "gen_ai.input.messages",
    "llm.input_messages",
    "gen_ai.prompt",
    "ai.prompt.messages",
    "ai.prompt",
    "input.value",
    "langfuse.observation.input",
    "traceloop.entity.input",
    "gen_ai.tool.call.arguments",
    "ai.toolCall.args",
    "ai.value",
    "raw.input",
    "input",
];

/// Attributes that hold what came out.
const OUT: &[&str] = &[
    "gen_ai.output.messages",
    "llm.output_messages",
    "gen_ai.completion",
    "ai.response.text",
    "ai.response.object",
    "ai.response.toolCalls",
    "output.value",
    "langfuse.observation.output",
    "traceloop.entity.output",
    "gen_ai.tool.call.result",
    "ai.toolCall.result",
    "raw.output",
    "output",
];

/// Fills the texts of a span.
pub(super) fn fill(span: &mut Span, attributes: &mut Fields) {
    if span.input.is_none() {
        span.input = first(attributes, IN);
    }
    if span.output.is_none() {
        span.output = first(attributes, OUT);
    }
}

fn first(attributes: &mut Fields, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let numbered = attributes.take_all(|key| numbered(key, name));
        let found = if numbered.is_empty() { attributes.take(name) } else { Some(nested(numbered)) };
        found.and_then(|found| calls::said(plain(nested::opened(found))))
    })
}

/// What follows the name in a key such as `llm.input_messages.0.message.role`.
fn numbered(key: &str, name: &str) -> Option<String> {
    let rest = key.strip_prefix(name)?.strip_prefix('.')?;
    rest.starts_with(|c: char| c.is_ascii_digit()).then(|| rest.to_owned())
}

/// Dotted keys as objects and lists.
fn nested(flat: Map<String, Value>) -> Value {
    let mut groups: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    let mut leaves: BTreeMap<String, Value> = BTreeMap::new();
    for (key, value) in flat {
        match key.split_once('.') {
            Some((first, rest)) => drop(groups.entry(first.to_owned()).or_default().insert(rest.to_owned(), value)),
            None => drop(leaves.insert(key, value)),
        }
    }
    leaves.extend(groups.into_iter().map(|(key, inner)| (key, nested(inner))));
    if leaves.keys().all(|key| key.bytes().all(|byte| byte.is_ascii_digit())) {
        let mut items: Vec<(u64, Value)> =
            leaves.into_iter().map(|(key, value)| (key.parse().unwrap_or(u64::MAX), value)).collect();
        items.sort_by_key(|(index, _)| *index);
        return Value::Array(items.into_iter().map(|(_, value)| value).collect());
    }
    Value::Object(leaves.into_iter().collect())
}

/// What each part of a message stands in.
const WRAPPERS: &[&str] = &["message", "message_content", "tool_call"];

fn within(key: &str, wrapper: &str) -> Option<String> {
    key.strip_prefix(wrapper)?.strip_prefix('.').map(str::to_owned)
}

/// Messages of `OpenInference` without the wrapper that each of their parts stands in.
fn plain(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        Value::Object(map) => {
            // Tables keep the parts of a message under dotted keys.
            let dotted = |key: &String| WRAPPERS.iter().any(|wrapper| within(key, wrapper).is_some());
            if !map.is_empty() && map.keys().all(dotted) {
                let bare = |key: String| WRAPPERS.iter().find_map(|wrapper| within(&key, wrapper)).unwrap_or_default();
                return plain(nested(map.into_iter().map(|(key, value)| (bare(key), value)).collect()));
            }
            if map.len() == 1
                && let Some(wrapper) = WRAPPERS.iter().find(|key| map.contains_key(**key))
            {
                return map.into_iter().find(|(key, _)| key == *wrapper).map_or(Value::Null, |(_, inner)| plain(inner));
            }
            let named = |key: String| if key == "contents" { "content".to_owned() } else { key };
            Value::Object(map.into_iter().map(|(key, value)| (named(key), plain(value))).collect())
        }
        other => other,
    }
}
