//! Portkey: the logs of its gateway, as its export gives them.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::calls,
};
use model::{Data, GatewayRow, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "portkey-logs",
    version: 2,
    about: About {
        vendor: "Portkey",
        title: "Logs of the gateway",
        export: &[
            "Open Exports, choose Request Data, set the period, and select all fields. One export has 50,000 rows at the most: \
             take shorter periods, or the next page of the same.",
            "When it is ready, download the JSON lines. By API: POST /v1/logs/exports, then start, then GET .../download.",
        ],
        covers: "The requests of the period, 50,000 at the most.",
        retention_days: Some(30),
        source: "https://portkey.ai/docs/product/observability/logs-export",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Portkey",
    report: "Logs export",
    lists: &["data", "logs"],
    tables: &[&["ai_org", "ai_model", "created_at"], &["ai_org", "req_units", "res_units"]],
    cap: Some((50_000, "Portkey")),
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = ["data", "logs"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    // The user selects the fields: any two that only Portkey has are enough.
    let marks =
        ["ai_org", "ai_model", "req_units", "res_units", "cost_currency", "prompt_slug", "response_status_code", "ai_provider"];
    let found = marks.iter().filter(|key| row.get(**key).is_some()).count();
    let own = ["ai_org", "req_units", "res_units", "cost_currency", "prompt_slug"].iter().any(|key| row.get(*key).is_some());
    if own && found >= 2 || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| call(row, sink)).map(drop)
}

fn call(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.open(&["request", "response", "metadata"]);
    let cache = row.text("cache_status");
    let key = row.text("virtual_key");
    let mut data = GatewayRow {
        at: row.time("created_at"),
        request_id: row.text("id"),
        trace_id: row.text("trace_id"),
        route: row.text("config").or_else(|| key.clone()),
        key,
        prompt: row.first_text(&["prompt_slug", "prompt_id"]),
        application: row.text("metadata._app"),
        user: row.first_text(&["metadata._user", "metadata.user", "metadata.user_id", "_user"]),
        tenant: row.first_text(&["metadata._organisation", "metadata.tenant", "workspace_slug"]),
        provider: row.first_text(&["ai_org", "ai_provider"]),
        model_requested: row.text("request.body.model").or_else(|| row.text("request.model")),
        model: row.text("ai_model"),
        prompt_version: row.text("prompt_version_id"),
        status: row.text("response_status_code").or_else(|| row.text("is_success")),
        cache_hit: cache.as_deref().and_then(hit),
        tokens_in: row.whole("req_units"),
        tokens_out: row.whole("res_units"),
        cost: cost(&mut row),
        latency_ms: row.number("response_time"),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && data.trace_id.is_none() && data.at.is_none() {
        row.lacks(sink, "id, trace_id and created_at");
        return Ok(());
    }
    if let Some(word) = cache {
        row.put("cache_status", Value::String(word));
    }
    let served = ["response.body.model", "response.model"].into_iter().find_map(|path| row.peek_text(path)).map(str::to_owned);
    data.model_version = served.filter(|served| Some(served) != data.model.as_ref());
    calls::stated(&mut row, &["metadata"], &mut data);
    data.tool_calls = ["response.body", "response"].into_iter().find_map(|path| calls::tool_calls(row.peek(path)?));
    data.input = body(&mut row, "request", "messages");
    data.output = body(&mut row, "response", "choices");
    row.record(sink, Data::GatewayRow(Box::new(data)))
}

/// Portkey writes cents; they stay as they are beside.
fn cost(row: &mut Fields) -> Option<f64> {
    let cents = row.number("cost")?;
    row.put("cost", Value::from(cents));
    Some(cents / 100.0)
}

fn hit(status: &str) -> Option<bool> {
    match status.to_ascii_uppercase().as_str() {
        "HIT" | "SEMANTIC HIT" => Some(true),
        "MISS" | "SEMANTIC MISS" | "DISABLED" | "REFRESH" => Some(false),
        _ => None,
    }
}

/// What was said in a body: its messages or choices where it has them, else all of it.
fn body(row: &mut Fields, side: &str, said: &str) -> Option<String> {
    let at = if row.peek(&format!("{side}.body")).is_some() { format!("{side}.body") } else { side.to_owned() };
    let found = row.peek(&format!("{at}.{said}")).cloned();
    let Some(found) = found else { return row.take(&at).and_then(calls::said) };
    row.take(&format!("{at}.{said}"));
    calls::said(if said == "choices" { serde_json::json!({ "choices": found }) } else { found })
}
