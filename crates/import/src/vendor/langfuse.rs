//! Langfuse: observations and scores, by the names of its API and of its exports to files, which are in snake case.

use crate::{
    importer::{ReadError, Sink},
    read::{fields::Fields, nested},
    vendor::{
        calls,
        genai::{self, attributes, retrieved},
    },
};
use model::{
    Data,
    record::{Score, Span, SpanKind},
};
use serde_json::{Map, Value};

/// The system of its records.
pub const SYSTEM: &str = "Langfuse";

/// Where applications tell the tenant; a project of Langfuse is none.
const TENANT: &[&str] = &[
    "metadata.tenant_id",
    "metadata.tenantId",
    "metadata.tenant",
    "metadata.attributes.tenant.id",
    "metadata.attributes.tenant_id",
];

/// Takes what an observation says; the rest stays in the row.
pub fn observation(row: &mut Fields) -> Span {
    for key in ["usageDetails", "usage_details", "costDetails", "cost_details", "metadata"] {
        row.open(&[key]);
    }
    let about_word = row.text("type");
    let output = row.take("output");
    let mut span = Span {
        system: SYSTEM.to_owned(),
        trace_id: row.first_text(&["traceId", "trace_id"]),
        span_id: row.text("id"),
        parent_id: row.first_text(&["parentObservationId", "parent_observation_id"]),
        name: row.text("name"),
        about: about_word.as_deref().map_or(SpanKind::Other, attributes::about),
        about_word,
        at: row.utc_time("startTime").or_else(|| row.utc_time("start_time")),
        ended: row.utc_time("endTime").or_else(|| row.utc_time("end_time")),
        status: row.text("level"),
        user: row.first_text(&["userId", "user_id"]),
        session: row.first_text(&["sessionId", "session_id"]),
        tenant: row.first_text(TENANT),
        model: row.first_text(&["model", "providedModelName", "provided_model_name"]),
        prompt: row.first_text(&["promptName", "prompt_name"]),
        prompt_version: row.first_text(&["promptVersion", "prompt_version"]),
        input: row.take("input").and_then(calls::said),
        output: output.clone().and_then(calls::said),
        ..Span::default()
    };
    counts(row, &mut span);
    match span.about {
        SpanKind::Tool => span.tool.clone_from(&span.name),
        SpanKind::Agent => span.agent.clone_from(&span.name),
        _ => {}
    }
    metadata(row, &mut span);
    retrieved::given(&mut span, output.as_ref());
    span
}

/// Tokens and cost. Beside empty details the sums are zeros that stand for nothing.
fn counts(row: &mut Fields, span: &mut Span) {
    let told = |row: &Fields, names: [&str; 2]| {
        let details = names.iter().find_map(|name| row.peek(name)).and_then(Value::as_object);
        details.is_none_or(|details| !details.is_empty())
    };
    if told(row, ["usageDetails", "usage_details"]) {
        let whole = |row: &mut Fields, names: &[&str]| names.iter().find_map(|name| row.whole(name));
        let details = ["usageDetails.input", "usage_details.input", "usage.input", "usage.promptTokens"];
        span.tokens_in = whole(row, &details).or_else(|| whole(row, &["inputUsage", "inputTokens", "promptTokens"]));
        let details = ["usageDetails.output", "usage_details.output", "usage.output", "usage.completionTokens"];
        span.tokens_out = whole(row, &details).or_else(|| whole(row, &["outputUsage", "outputTokens", "completionTokens"]));
    }
    if told(row, ["costDetails", "cost_details"]) {
        let names =
            ["costDetails.total", "cost_details.total", "totalCost", "total_cost", "calculatedTotalCost", "usage.totalCost"];
        span.cost = names.iter().find_map(|name| row.number(name));
    }
}

/// What came through OpenTelemetry, `LangChain` or `LiteLLM` has more in the metadata.
fn metadata(row: &mut Fields, span: &mut Span) {
    if let Some(Value::Object(held)) = row.take("metadata.attributes").map(nested::opened) {
        let mut inner = Fields::new(row.position().clone(), Value::Object(held));
        // Langfuse knows only some kinds: of a span as such the attributes say more.
        let kinds = ["openinference.span.kind", "fi.span.kind", "gen_ai.operation.name", "ai.operationId"];
        let kind = kinds.iter().find_map(|name| inner.peek_text(name)).map_or(SpanKind::Other, attributes::about);
        let about = if span.about == SpanKind::Other { kind } else { span.about };
        attributes::fill(span, &mut inner);
        span.about = about;
        let left = inner.into_left();
        if left.as_object().is_some_and(|left| !left.is_empty()) {
            row.put("attributes", left);
        }
    }
    if span.provider.is_none() {
        span.provider = row.first_text(&["metadata.ls_provider", "metadata.custom_llm_provider"]);
    }
    if span.model_requested.is_none() {
        span.model_requested = row.first_text(&["metadata.ls_model_name", "metadata.model_group"]);
    }
}

/// Puts a score; gives the row up where it has no name.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn score(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(evaluator) = row.text("name") else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let kind = row.first_text(&["dataType", "data_type"]);
    let label = row.first_text(&["stringValue", "string_value"]);
    let value = row.number("value");
    let label = label.or_else(|| row.text("value"));
    // Truth values are stored as 1 and 0; a number of another kind says nothing of a threshold.
    let boolean = kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("boolean"));
    let passed = if boolean { value.map(|value| value > 0.5) } else { label.as_deref().and_then(genai::passed) };
    let score = Score {
        system: SYSTEM.to_owned(),
        id: row.text("id"),
        run: row.first_text(&["datasetRunId", "dataset_run_id"]),
        evaluator,
        target: row.first_text(&["observationId", "observation_id", "traceId", "trace_id", "sessionId", "session_id"]),
        at: ["timestamp", "createdAt", "created_at"].into_iter().find_map(|name| row.utc_time(name)),
        value,
        label,
        passed,
        reason: row.text("comment"),
        by: row.text("source"),
        ..Score::default()
    };
    if let Some(kind) = kind {
        row.put("dataType", Value::String(kind));
    }
    row.record(sink, Data::Score(Box::new(score)))
}

/// Takes what a trace says as a part of a span: it tells of its root, whose id it does not know.
pub fn trace(row: &mut Fields) -> Span {
    row.open(&["metadata"]);
    Span {
        system: SYSTEM.to_owned(),
        trace_id: row.text("id"),
        name: row.text("name"),
        at: row.utc_time("timestamp"),
        user: row.first_text(&["userId", "user_id"]),
        session: row.first_text(&["sessionId", "session_id"]),
        tenant: row.first_text(TENANT),
        input: row.take("input").and_then(calls::said),
        output: row.take("output").and_then(calls::said),
        partial: true,
        ..Span::default()
    }
}

/// What a trace is beside its lists.
pub fn about_trace(map: &Map<String, Value>) -> Value {
    let lists = ["observations", "scores"];
    Value::Object(
        map.iter()
            .filter(|(key, value)| !lists.contains(&key.as_str()) && !value.is_null())
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    )
}
