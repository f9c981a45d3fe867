//! `FutureAGI`: the request log of its gateway, as its export (CSV, JSON lines) and its API give it.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::calls,
};
use model::{Data, GatewayRow, Kind};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "futureagi-gateway",
    version: 2,
    about: About {
        vendor: "Future AGI",
        title: "Request log of the gateway",
        export: &[
            "In Agent Command Center, open Gateway, Logs, set the period and choose Export as JSON or CSV. An export ends at 10,000 \
             rows: take shorter periods, each with fewer.",
            "The export does not name the model that answered. For it call GET /agentcc/request-logs/ of the API, page by page, \
             whose rows have `resolved_model`.",
        ],
        covers: "The requests that the filters select, 10,000 at the most.",
        retention_days: None,
        source: "https://github.com/future-agi/future-agi/blob/main/futureagi/agentcc/services/export.py",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

const MARKS: &[&str] = &["started_at", "request_id", "fallback_used", "guardrail_triggered"];

const EXPORT: Export = Export {
    product: "Future AGI",
    report: "Request log of the gateway",
    lists: &["results", "result.results", "result", "data", "logs"],
    tables: &[MARKS],
    cap: Some((10_000, "Future AGI")),
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let row = ["results", "result.results", "result"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let is_row = row.is_some_and(|row| head::has(row, &["request_id", "fallback_used", "guardrail_triggered"]));
    if is_row || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut call).map(drop)
}

fn call(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut data = GatewayRow {
        at: row.time("started_at").or_else(|| row.time("timestamp")),
        request_id: row.text("request_id"),
        trace_id: row.text("trace_id"),
        sequence: row.whole("sequence"),
        session: row.text("session_id"),
        route: row.text("routing_strategy"),
        user: row.text("user_id"),
        tenant: row.first_text(&["workspace", "organization"]),
        // Blank on cache hits and failures, and it stays so.
        provider: row.text("provider"),
        model: row.text("resolved_model"),
        // The gateway logs the model asked for under this name, whatever answered.
        model_requested: row.text("model"),
        status: row.text("status_code"),
        fallback: row.truth("fallback_used"),
        fallback_reason: row.text("fallback_reason"),
        cache_hit: row.truth("cache_hit"),
        guardrail: guardrail(&mut row),
        tokens_in: row.whole("input_tokens").or_else(|| row.whole("prompt_tokens")),
        tokens_out: row.whole("output_tokens").or_else(|| row.whole("completion_tokens")),
        cost: row.number("cost"),
        latency_ms: row.number("latency_ms"),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && data.at.is_none() {
        row.lacks(sink, "request_id and started_at");
        return Ok(());
    }
    data.tool_calls = row.peek("response_body").and_then(calls::tool_calls);
    for (key, slot) in [("request_body", &mut data.input), ("response_body", &mut data.output)] {
        row.open(&[key]);
        let said = if key == "request_body" { "messages" } else { "choices" };
        *slot = row
            .take(&format!("{key}.{said}"))
            .map(|found| if said == "choices" { serde_json::json!({ "choices": found }) } else { found })
            .or_else(|| row.take(key))
            .and_then(calls::said);
    }
    row.record(sink, Data::GatewayRow(Box::new(data)))
}

/// The decisions in full where the API gives them, else only whether one triggered.
fn guardrail(row: &mut Fields) -> Option<String> {
    let triggered = row.truth("guardrail_triggered");
    let results = row
        .take("guardrail_results")
        .map(|results| results.to_string())
        .filter(|results| !matches!(results.as_str(), "[]" | "{}"));
    results.or_else(|| triggered.map(|triggered| if triggered { "triggered" } else { "not triggered" }.to_owned()))
}
