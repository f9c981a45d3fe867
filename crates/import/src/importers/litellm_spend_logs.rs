//! `LiteLLM`: the proxy's spend logs, one row a call, as its API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Row},
    },
    vendor::litellm::{self, first_text, text},
};
use model::{Data, GatewayRow, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "litellm-spend-logs",
    version: 1,
    about: About {
        vendor: "LiteLLM",
        title: "Spend logs of the proxy",
        export: &[
            "Call GET /spend/logs/v2?start_date=...&end_date=...&page=...&page_size=... of the proxy with an admin key, or export the \
             table LiteLLM_SpendLogs as JSON lines.",
            "To keep prompts and answers in it, the proxy must run with store_prompts_in_spend_logs: true.",
        ],
        covers: "The calls between the two dates.",
        retention_days: None,
        source: "https://docs.litellm.ai/docs/proxy/logging_spec",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let of_wrapper = ["data", "logs"].iter().find_map(|list| head.row_of(list));
    let Some(row) = of_wrapper.or_else(|| head.row()) else { return Match::No };
    let core = head::has(row, &["request_id", "call_type", "spend", "startTime"]);
    let provider = head::has(row, &["custom_llm_provider"]) || head::has(row, &["model_group"]);
    match (core, provider) {
        (true, true) => Match::Certain,
        (true, false) => Match::Maybe(80),
        (false, _) => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("LiteLLM".to_owned());
    sink.facts.report = Some("Spend logs".to_owned());
    let whole = json::rows(input, &["data", "logs"], sink, &mut call)?;
    if let Some(total) = whole.beside.count("total") {
        sink.facts.control_totals.insert("total".to_owned(), total.to_string());
        if total > whole.rows {
            sink.facts.incomplete.push(format!("the proxy counts {total} calls and the export holds {}", whole.rows));
        }
    }
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn call(row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(error) = row.value.get("error").filter(|_| row.value.get("request_id").is_none()) {
        let message = error.get("message").and_then(text_of).unwrap_or_else(|| error.to_string());
        return Err(ReadError::SourceError(message));
    }
    let mut row = Fields::from(row);
    litellm::open(&mut row, "metadata");
    let at = row.time("startTime");
    let end = row.time("endTime");
    let mut data = GatewayRow {
        at,
        request_id: text(&mut row, "request_id"),
        trace_id: first_text(&mut row, &["session_id", "metadata.trace_id"]),
        cache_hit: row.truth("cache_hit"),
        tokens_in: row.whole("prompt_tokens"),
        tokens_out: row.whole("completion_tokens"),
        cost: row.number("spend"),
        latency_ms: litellm::milliseconds(at, end).or_else(|| row.number("request_duration_ms")),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && at.is_none() {
        row.lacks(sink, "request_id and startTime");
        return Ok(());
    }
    if at.is_none() && row.peek("startTime").is_none() {
        row.problem("missing-field", "`startTime` is missing; when the call was made is not known");
    }
    who(&mut row, &mut data);
    answered(&mut row, &mut data);
    data.input = row.take("messages").and_then(litellm::said);
    data.output = row.take("response").and_then(litellm::said);
    row.record(sink, Data::GatewayRow(Box::new(data)))
}

/// On whose behalf, for whom and over which route.
fn who(row: &mut Fields, data: &mut GatewayRow) {
    data.user = first_text(row, &["end_user", "user", "metadata.user_api_key_end_user_id", "metadata.user_api_key_user_id"]);
    data.tenant =
        first_text(row, &["team_id", "organization_id", "metadata.user_api_key_team_id", "metadata.user_api_key_org_id"]);
    data.route = row.peek_text("model_group").map(str::to_owned).or_else(|| text(row, "metadata.user_api_key_alias"));
}

/// What answered, and whether it was the first choice. The model group is what was asked for, never what answered.
fn answered(row: &mut Fields, data: &mut GatewayRow) {
    let host = row.peek_text("api_base").and_then(litellm::host);
    data.provider = text(row, "custom_llm_provider").or(host);
    data.model = text(row, "model");
    data.model_requested = first_text(row, &["metadata.original_model_group", "model_group"]);
    data.model_version = served(row).filter(|served| Some(served) != data.model.as_ref());
    data.fallback = litellm::fallback(row, &["metadata.attempted_fallbacks"]);
    data.fallback_reason = text(row, "metadata.fallback_reason");
    if data.fallback == Some(true) && data.fallback_reason.is_none() {
        data.fallback_reason = first_text(row, &["metadata.routing_decision.reason", "metadata.routing_decision"]);
    }
    data.guardrail = litellm::guardrail(row, &["metadata.guardrail_information"], &["metadata.applied_guardrails"]);
    data.status = first_text(row, &["status", "metadata.status"]);
    data.region = first_text(row, &["metadata.region", "metadata.region_name"]);
}

/// The model that the provider names in its answer, where the answer is kept.
fn served(row: &mut Fields) -> Option<String> {
    litellm::open(row, "response");
    row.peek("response.model").and_then(Value::as_str).filter(|model| !model.is_empty()).map(str::to_owned)
}
