//! Kong: log lines of its AI plugins, as its logging plugins write them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::calls,
};
use model::{Data, GatewayRow, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "kong-ai-logs",
    version: 1,
    about: About {
        vendor: "Kong",
        title: "Log of the AI proxy",
        export: &[
            "Add a logging plugin (file-log, http-log) to the routes with the AI proxy; `logging.log_statistics` must be true, and \
             `logging.log_payloads` for the texts.",
            "Collect the JSON lines of the period from all nodes.",
        ],
        covers: "The requests that the node logged.",
        retention_days: None,
        source: "https://developer.konghq.com/ai-gateway/ai-audit-log-reference/",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "Kong", report: "AI proxy log", lists: &["data", "logs"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let is_plugin =
        |plugin: &Value| head::has(plugin, &["meta.provider_name"]) || head::has(plugin, &["meta.plugin_id", "usage"]);
    let ai = row.get("ai").and_then(Value::as_object);
    if ai.is_some_and(|ai| ai.values().any(is_plugin) || ai.get("proxy").is_some_and(Value::is_object)) {
        return Match::Certain;
    }
    Match::No
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| line(row, sink)).map(drop)
}

/// A line: one call for each AI plugin that called a model; lines without one are of other routes.
fn line(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(Value::Object(mut ai)) = row.take("ai") else {
        sink.problem(row.position().clone(), "not-ai", "the line has no part of an AI plugin: it is of another route");
        return Ok(());
    };
    let payload = ai.swap_remove("payload").unwrap_or_default();
    let guardrail = ["ai-prompt-guard", "ai-semantic-prompt-guard", "ai-azure-content-safety", "ai-aws-guardrails"]
        .iter()
        .find_map(|name| ai.get(*name).map(|found| format!("{name}: {found}")));
    let (plugins, others): (Vec<_>, Vec<_>) =
        ai.into_iter().partition(|(_, plugin)| ["meta", "tried_targets", "usage"].iter().any(|key| plugin.get(*key).is_some()));
    if plugins.is_empty() {
        row.lacks(sink, "ai.*.meta");
        return Ok(());
    }
    if !others.is_empty() {
        row.put("ai", Value::Object(others.into_iter().collect()));
    }
    let (at, left) = (row.position().clone(), row.into_left());
    for (name, plugin) in plugins {
        let mut call = Fields::new(at.clone(), left.clone());
        call.put("plugin", Value::String(name));
        call.put("call", plugin);
        call.put("payload", payload.clone());
        put(call, guardrail.clone(), sink)?;
    }
    Ok(())
}

fn put(mut row: Fields, guardrail: Option<String>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let cache = row.text("call.cache.cache_status");
    // Targets in the order in which they were tried: the last one is the one whose answer was returned.
    let tried = row.peek("call.tried_targets").and_then(Value::as_array);
    let fallback = tried.map(|targets| targets.len() > 1);
    let last = tried.and_then(|targets| targets.last()?.get("provider")?.as_str()).map(str::to_owned);
    let data = GatewayRow {
        at: row.time("started_at"),
        request_id: row.first_text(&["request.id", "correlation_id"]),
        trace_id: row.first_text(&["trace_id.w3c", "trace_id.b3", "trace_id.datadog", "trace_id"]),
        route: row.first_text(&["route.name", "route.id"]),
        user: row.first_text(&["consumer.username", "consumer.custom_id", "authenticated_entity.id"]),
        tenant: row.first_text(&["workspace_name", "workspace"]),
        provider: row.text("call.meta.provider_name").or(last),
        fallback,
        model: row.text("call.meta.response_model"),
        model_requested: row.text("call.meta.request_model"),
        status: row.text("response.status"),
        cache_hit: cache.as_deref().map(|status| status.eq_ignore_ascii_case("hit")),
        guardrail,
        tokens_in: row.whole("call.usage.prompt_tokens").or_else(|| row.whole("call.usage.prompt_token")),
        tokens_out: row.whole("call.usage.completion_tokens").or_else(|| row.whole("call.usage.completion_token")),
        cost: row.number("call.usage.cost"),
        latency_ms: row.number("call.meta.llm_latency").or_else(|| row.number("latencies.request")),
        input: row.take("payload.request").and_then(calls::said),
        output: row.take("call.payload.response").and_then(calls::said),
        ..GatewayRow::default()
    };
    // What the client sent to prove who it is.
    for header in ["authorization", "apikey", "x-api-key", "api-key", "cookie"] {
        row.take(&format!("request.headers.{header}"));
        row.take(&format!("headers.{header}"));
    }
    row.record(sink, Data::GatewayRow(Box::new(data)))
}
