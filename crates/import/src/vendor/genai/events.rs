//! Events of spans and logs: texts, and results of evaluations.

use super::attributes;
use crate::read::{
    fields::{Fields, text_of},
    nested,
};
use model::record::{Score, Span};
use serde_json::{Map, Value};

/// Takes the scores out of a span's events, and the texts that the span itself does not tell; other events stay.
pub(super) fn taken(row: &mut Fields, span: &mut Span) -> Vec<(Score, Map<String, Value>)> {
    let Some(Value::Array(events)) = row.take("events").or_else(|| row.take("Events")).map(nested::opened) else {
        return Vec::new();
    };
    let (mut scores, mut others) = (Vec::new(), Vec::new());
    for event in events {
        let mut event = Fields::new(row.position().clone(), event);
        let name = event.peek_text("name").unwrap_or_default().to_owned();
        let held = event.take("attributes").unwrap_or_default();
        let mut inner = Fields::new(row.position().clone(), Value::Object(attributes::decoded(held)));
        if name == "gen_ai.evaluation.result"
            && let Some(mut score) = evaluation(&mut inner, span)
        {
            score.at = event.time("timeUnixNano").or_else(|| event.time("timestamp")).or(span.at);
            scores.push((score, object(inner)));
            continue;
        }
        told(&name, &mut inner, span);
        let left = object(inner);
        if !left.is_empty() {
            event.put("attributes", Value::Object(left));
        }
        others.push(event.into_left());
    }
    if !others.is_empty() {
        row.put("events", Value::Array(others));
    }
    scores
}

fn object(fields: Fields) -> Map<String, Value> {
    match fields.into_left() {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Fills the texts that an event tells. Several messages of one side are kept in order.
pub fn told(name: &str, inner: &mut Fields, span: &mut Span) {
    let side = match name {
        "gen_ai.content.prompt" | "gen_ai.content.completion" | "gen_ai.client.inference.operation.details" => {
            return attributes::fill(span, inner);
        }
        "gen_ai.system.message" | "gen_ai.user.message" | "gen_ai.assistant.message" | "gen_ai.tool.message" => &mut span.input,
        "gen_ai.choice" => &mut span.output,
        _ => return,
    };
    let role = name.trim_start_matches("gen_ai.").trim_end_matches(".message");
    let role = if role == "choice" { "assistant" } else { role };
    let content = inner.take("content").or_else(|| inner.take("message.content")).or_else(|| inner.take("message"));
    let Some(content) = content.map(nested::opened) else { return };
    let content = content.get("content").and_then(text_of).or_else(|| text_of(&content)).unwrap_or_else(|| content.to_string());
    let line = format!("{role}: {content}");
    *side = Some(side.take().map_or_else(|| line.clone(), |before| format!("{before}\n{line}")));
}

/// Takes a result of an evaluation out of attributes; none where they tell none. When, is told elsewhere.
pub fn evaluation(inner: &mut Fields, span: &Span) -> Option<Score> {
    let evaluator = inner.text("gen_ai.evaluation.name")?;
    let label = inner.first_text(&["gen_ai.evaluation.score.label", "gen_ai.evaluation.label"]);
    let target = inner
        .first_text(&["gen_ai.evaluation.target_span_id", "gen_ai.response.id"])
        .or_else(|| span.request_id.clone())
        .or_else(|| span.span_id.clone())
        .or_else(|| span.trace_id.clone());
    Some(Score {
        system: span.system.clone(),
        run: inner.first_text(&["gen_ai.evaluation.run.id", "gen_ai.evaluation.id"]),
        evaluator,
        evaluator_version: inner.text("gen_ai.evaluator.version"),
        target,
        value: inner.number("gen_ai.evaluation.score.value").or_else(|| inner.number("gen_ai.evaluation.score")),
        passed: label.as_deref().and_then(passed),
        label,
        reason: inner.first_text(&["gen_ai.evaluation.explanation", "gen_ai.evaluation.reason"]),
        provider: span.provider.clone(),
        model: span.model.clone(),
        ..Score::default()
    })
}

/// Whether a label is a word for passed or failed; none for all others.
pub fn passed(label: &str) -> Option<bool> {
    match label.trim().to_ascii_lowercase().as_str() {
        "pass" | "passed" => Some(true),
        "fail" | "failed" => Some(false),
        _ => None,
    }
}
