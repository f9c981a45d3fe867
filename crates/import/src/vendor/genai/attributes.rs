//! Attributes of a span: out of any container, and into the fields of a [`Span`].

use super::{messages, retrieved};
use crate::read::{fields::Fields, nested};
use model::record::{Span, SpanKind};
use serde_json::{Map, Value};

const PROVIDER: &[&str] = &[
    "gen_ai.provider.name",
    "gen_ai.system",
    "llm.provider",
    "llm.system",
    "ai.model.provider",
    "llm.vendor",
    "langsmith.metadata.ls_provider",
];
/// The model that answered.
const ANSWERED: &[&str] = &[
    "gen_ai.response.model",
    "ai.response.model",
    "llm.response.model",
    "llm.model_name",
    "embedding.model_name",
    "reranker.model_name",
];
/// The model that was asked for.
const REQUESTED: &[&str] = &["gen_ai.request.model", "llm.request.model", "ai.model.id", "langsmith.metadata.ls_model_name"];
const TOKENS_IN: &[&str] = &[
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "llm.usage.prompt_tokens",
    "ai.usage.promptTokens",
    "ai.usage.inputTokens",
    "ai.usage.tokens",
];
const TOKENS_OUT: &[&str] = &[
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "llm.usage.completion_tokens",
    "ai.usage.completionTokens",
    "ai.usage.outputTokens",
];
const COST: &[&str] = &["gen_ai.usage.cost", "gen_ai.usage.total_cost", "gen_ai.cost.total", "llm.cost.total", "llm.usage.cost"];
const REQUEST: &[&str] = &["gen_ai.response.id", "ai.response.id", "llm.response.id"];
const USER: &[&str] = &[
    "user.id",
    "enduser.id",
    "langfuse.user.id",
    "ai.telemetry.metadata.userId",
    "traceloop.association.properties.user_id",
    "langsmith.metadata.user_id",
];
const SESSION: &[&str] = &[
    "session.id",
    "gen_ai.conversation.id",
    "langfuse.session.id",
    "ai.telemetry.metadata.sessionId",
    "traceloop.association.properties.session_id",
];
/// A project of the tracing system is no tenant.
const TENANT: &[&str] = &[
    "tenant.id",
    "tenant_id",
    "tenant",
    "app.tenant.id",
    "langfuse.trace.metadata.tenant_id",
    "langfuse.observation.metadata.tenant_id",
    "ai.telemetry.metadata.tenantId",
    "traceloop.association.properties.tenant_id",
    "langsmith.metadata.tenant_id",
];
const AGENT: &[&str] = &["gen_ai.agent.name", "agent.name"];
const PROMPT: &[&str] = &[
    "gen_ai.prompt.name",
    "gen_ai.prompt.template.name",
    "prompt.name",
    "prompt.id",
    "langfuse.observation.prompt.name",
    "langfuse.prompt.name",
    "traceloop.prompt.key",
];
const PROMPT_VERSION: &[&str] = &[
    "gen_ai.prompt.version",
    "gen_ai.prompt.template.version",
    "llm.prompt_template.version",
    "langfuse.observation.prompt.version",
    "langfuse.prompt.version",
    "traceloop.prompt.version",
];
const TOOL: &[&str] = &["gen_ai.tool.name", "tool.name", "ai.toolCall.name"];
const ABOUT: &[&str] = &[
    "openinference.span.kind",
    "fi.span.kind",
    "gen_ai.span.kind",
    "traceloop.span.kind",
    "gen_ai.operation.name",
    "ai.operationId",
    "langfuse.observation.type",
    "langsmith.span.kind",
    "llm.request.type",
    "span_type",
];

/// Takes the attributes out of a span's envelope: a list of keys and values, an object, or keys with a prefix.
pub fn of(row: &mut Fields) -> Map<String, Value> {
    for name in ["attributes", "SpanAttributes", "span_attributes"] {
        if let Some(found) = row.take(name) {
            let found = nested::opened(found);
            if !found.is_object() && !found.is_array() {
                row.put(name, found);
                continue;
            }
            return without_secrets(decoded(found));
        }
    }
    without_secrets(row.take_all(|key| key.strip_prefix("attributes.").map(str::to_owned)))
}

/// Attributes as one object: of OTLP's lists of keys and values too.
pub fn decoded(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        Value::Array(pairs) => pairs.into_iter().filter_map(pair).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Map::new(),
    }
}

fn pair(pair: Value) -> Option<(String, Value)> {
    let Value::Object(mut pair) = pair else { return None };
    let Some(Value::String(key)) = pair.swap_remove("key") else { return None };
    Some((key, plain(pair.swap_remove("value").unwrap_or_default())))
}

/// A value of OTLP without its typing (`{"intValue": "12"}`); 64-bit integers are written as text there.
pub fn plain(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    if map.len() != 1 {
        return Value::Object(map);
    }
    match map.into_iter().next() {
        Some((kind, Value::String(number))) if kind == "intValue" => {
            number.parse::<i64>().map_or(Value::String(number), Value::from)
        }
        Some((kind, Value::Object(mut inner))) if kind == "arrayValue" => match inner.swap_remove("values") {
            Some(Value::Array(items)) => Value::Array(items.into_iter().map(plain).collect()),
            _ => Value::Array(Vec::new()),
        },
        Some((kind, Value::Object(mut inner))) if kind == "kvlistValue" => {
            Value::Object(decoded(inner.swap_remove("values").unwrap_or_default()))
        }
        Some((kind, inner)) if kind.ends_with("Value") => inner,
        Some((key, inner)) => Value::Object(Map::from_iter([(key, inner)])),
        None => Value::Null,
    }
}

/// Without headers and parameters that hold a secret.
fn without_secrets(mut map: Map<String, Value>) -> Map<String, Value> {
    const SECRET: &[&str] = &["authorization", "api_key", "api-key", "apikey", "cookie", "x-goog-api-key"];
    map.retain(|key, _| !SECRET.iter().any(|end| key.to_ascii_lowercase().ends_with(end)));
    map
}

/// Fills what a span does not say yet from its attributes; what is not taken stays.
pub fn fill(span: &mut Span, attributes: &mut Fields) {
    let mut text = |slot: &mut Option<String>, names: &[&str]| {
        if slot.is_none() {
            *slot = attributes.first_text(names);
        }
    };
    text(&mut span.provider, PROVIDER);
    text(&mut span.model, ANSWERED);
    text(&mut span.model_requested, REQUESTED);
    text(&mut span.request_id, REQUEST);
    text(&mut span.user, USER);
    text(&mut span.session, SESSION);
    text(&mut span.tenant, TENANT);
    text(&mut span.prompt, PROMPT);
    text(&mut span.prompt_version, PROMPT_VERSION);
    text(&mut span.tool, TOOL);
    text(&mut span.agent, AGENT);
    text(&mut span.about_word, ABOUT);
    if span.about == SpanKind::Other {
        span.about = span.about_word.as_deref().map_or(SpanKind::Other, about);
    }
    span.tokens_in = span.tokens_in.or_else(|| TOKENS_IN.iter().find_map(|name| attributes.whole(name)));
    span.tokens_out = span.tokens_out.or_else(|| TOKENS_OUT.iter().find_map(|name| attributes.whole(name)));
    span.cost = span.cost.or_else(|| COST.iter().find_map(|name| attributes.number(name)));
    if span.model_requested.is_none() {
        span.model_requested = asked(attributes);
    }
    if span.guardrail.is_none() {
        span.guardrail = guardrail(attributes);
    }
    span.tenant = span.tenant.take().or_else(|| retrieved::tenant_in(attributes.peek("metadata")?));
    retrieved::fill(span, attributes);
    messages::fill(span, attributes);
}

/// The model in the parameters of a call, as `OpenInference` keeps them; the parameters stay.
fn asked(attributes: &Fields) -> Option<String> {
    let parameters: Value = serde_json::from_str(attributes.peek_text("llm.invocation_parameters")?).ok()?;
    Some(parameters.get("model")?.as_str()?.to_owned())
}

fn guardrail(attributes: &mut Fields) -> Option<String> {
    let name = attributes.first_text(&["gen_ai.guardrail.name", "guardrail.name"]);
    let result = attributes.first_text(&["gen_ai.guardrail.result", "guardrail.result"]);
    match (name, result) {
        (Some(name), Some(result)) => Some(format!("{name}: {result}")),
        (name, result) => name.or(result),
    }
}

/// What a span is about, by the words of all conventions. Wrappers around a call are steps: the call within is counted.
pub fn about(word: &str) -> SpanKind {
    match word.to_ascii_lowercase().as_str() {
        "llm" | "generation" | "chat" | "text_completion" | "completion" | "generate_content" | "chat_model" => SpanKind::Llm,
        "tool" | "execute_tool" | "function" | "ai.toolcall" => SpanKind::Tool,
        "agent" | "invoke_agent" | "create_agent" => SpanKind::Agent,
        "chain" | "workflow" | "task" | "invoke_workflow" | "graph" => SpanKind::Chain,
        "retriever" | "retrieval" => SpanKind::Retriever,
        "embedding" | "embeddings" => SpanKind::Embedding,
        "guardrail" => SpanKind::Guardrail,
        "evaluator" | "evaluation" => SpanKind::Evaluator,
        word if word.starts_with("ai.embed") && word.contains(".do") => SpanKind::Embedding,
        word if word.starts_with("ai.") && word.contains(".do") => SpanKind::Llm,
        word if word.starts_with("ai.") => SpanKind::Chain,
        _ => SpanKind::Other,
    }
}
