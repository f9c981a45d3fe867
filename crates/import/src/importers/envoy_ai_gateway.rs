//! Envoy AI Gateway: lines of its access log.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{Data, GatewayRow, Kind};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "envoy-ai-gateway",
    version: 1,
    about: About {
        vendor: "Envoy",
        title: "Access log of the AI Gateway",
        export: &[
            "In the EnvoyProxy resource set telemetry.accessLog to JSON with the `gen_ai.*` fields of the AI Gateway, \
             `x-request-id` and the header that names the user.",
            "Collect the JSON lines of the period from all pods, those that have ended too.",
        ],
        covers: "The requests that the proxies logged; a retry is a line of its own.",
        retention_days: None,
        source: "https://aigateway.envoyproxy.io/docs/capabilities/observability/accesslogs",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "Envoy AI Gateway", report: "Access log", lists: &["data", "logs"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row().and_then(|row| row.as_object()) else { return Match::No };
    let of_ai = row.keys().any(|key| key.starts_with("gen_ai.") || key.starts_with("mcp."));
    let of_envoy = ["response_code", "response_flags", "upstream_cluster", "route_name", "x-envoy-origin-path", "upstream_host"];
    let marks = of_envoy.iter().filter(|key| row.contains_key(**key)).count();
    if of_ai && marks >= 2 { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| line(row, sink)).map(drop)
}

fn line(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let dash = |text: Option<String>| text.filter(|text| text != "-");
    let data = GatewayRow {
        at: row.time("start_time"),
        request_id: dash(row.text("x-request-id")),
        trace_id: dash(row.first_text(&["trace_id", "traceparent"])),
        route: dash(row.text("route_name")),
        user: dash(row.first_text(&["user.id", "x-user-id", "user_id", "x-user"])),
        tenant: dash(row.first_text(&["x-tenant-id", "tenant_id", "tenant.id"])),
        // A path of route, rule and backend rather than a name; it is what the gateway logs.
        provider: dash(row.text("gen_ai.provider.name")),
        model: dash(row.text("gen_ai.response.model")),
        model_requested: dash(row.text("gen_ai.request.model")),
        status: dash(row.text("response_code")),
        tokens_in: row.whole("gen_ai.usage.input_tokens"),
        tokens_out: row.whole("gen_ai.usage.output_tokens"),
        latency_ms: row.number("duration"),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && data.at.is_none() {
        row.lacks(sink, "x-request-id and start_time");
        return Ok(());
    }
    row.take("authorization");
    row.record(sink, Data::GatewayRow(Box::new(data)))
}
