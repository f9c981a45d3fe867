//! `LiteLLM`: the standard logging payload that its callbacks write to files, buckets and queues, one a call.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        json::{self, Row},
    },
    vendor::litellm::{self, first_text, text},
};
use model::{Data, GatewayRow, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "litellm-standard-logging",
    version: 1,
    about: About {
        vendor: "LiteLLM",
        title: "Standard logging payload",
        export: &[
            "Take the files that a callback of the proxy writes (S3, GCS, Azure Storage, DynamoDB or a generic API), \
             for the whole period.",
            "Join the objects to JSON lines or one array; dropping the files one by one works too.",
        ],
        covers: "The calls that the callback was given.",
        retention_days: None,
        source: "https://docs.litellm.ai/docs/proxy/logging_spec",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let row = row.get("standard_logging_object").filter(|inner| inner.is_object()).unwrap_or(row);
    let payload = head::has(row, &["id", "call_type", "response_cost", "hidden_params"]);
    let dynamo = head::has(row, &["id.S", "call_type.S", "startTime.S", "model.S"]);
    if payload || dynamo { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("LiteLLM".to_owned());
    sink.facts.report = Some("Standard logging payload".to_owned());
    let whole = json::rows(input, &["data"], sink, &mut call)?;
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn call(mut row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // A callback's own arguments hold the payload beside keys and connections that no record should carry.
    if let Some(inner @ Value::Object(_)) = row.value.get_mut("standard_logging_object") {
        row.value = inner.take();
    }
    row.value = litellm::untyped(row.value);
    let mut row = Fields::from(row);
    for key in ["metadata", "hidden_params"] {
        litellm::open(&mut row, key);
    }
    let at = row.time("startTime");
    let end = row.time("endTime");
    let mut data = GatewayRow {
        at,
        request_id: text(&mut row, "id"),
        trace_id: first_text(&mut row, &["trace_id", "session_id"]),
        cache_hit: row.truth("cache_hit"),
        tokens_in: row.whole("prompt_tokens"),
        tokens_out: row.whole("completion_tokens"),
        cost: row.number("response_cost"),
        latency_ms: litellm::milliseconds(at, end),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && at.is_none() {
        row.lacks(sink, "id and startTime");
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

fn who(row: &mut Fields, data: &mut GatewayRow) {
    let users = ["end_user", "metadata.user_api_key_end_user_id", "metadata.user_api_key_user_id", "user"];
    data.user = first_text(row, &users);
    data.tenant = first_text(row, &["metadata.user_api_key_team_id", "metadata.user_api_key_org_id"]);
    data.route = row.peek_text("model_group").map(str::to_owned).or_else(|| text(row, "metadata.user_api_key_alias"));
}

fn answered(row: &mut Fields, data: &mut GatewayRow) {
    let host = row.peek_text("api_base").or_else(|| row.peek_text("hidden_params.api_base")).and_then(litellm::host);
    data.provider = text(row, "custom_llm_provider").or(host);
    data.model = text(row, "model");
    data.model_requested = text(row, "model_group");
    let served = row.peek("response.model").and_then(Value::as_str).filter(|model| !model.is_empty()).map(str::to_owned);
    data.model_version = served.filter(|served| Some(served) != data.model.as_ref());
    let headers = "hidden_params.additional_headers";
    let attempts = [format!("{headers}.x-litellm-attempted-fallbacks"), "metadata.attempted_fallbacks".to_owned()];
    data.fallback = litellm::fallback(row, &attempts.each_ref().map(String::as_str));
    data.guardrail =
        litellm::guardrail(row, &["guardrail_information", "metadata.guardrail_information"], &["metadata.applied_guardrails"]);
    data.status = text(row, "status");
    data.region = text(row, "hidden_params.region_name");
}
