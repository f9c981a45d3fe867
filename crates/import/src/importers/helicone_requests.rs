//! Helicone: the requests of its gateway, as its export tool, its API and its console give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::calls,
};
use model::{Data, GatewayRow, Kind};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "helicone-requests",
    version: 2,
    about: About {
        vendor: "Helicone",
        title: "Requests",
        export: &[
            "With a read-only API key in HELICONE_API_KEY run `npx @helicone/export --start-date 2026-01-01 --end-date 2026-03-31 \
             --limit 1000000 --format jsonl --include-body`.",
            "The tool stops at its --limit (1,000 unless told otherwise) without a word: set it above the number of requests.",
        ],
        covers: "The requests of the period, up to the limit given.",
        retention_days: Some(90),
        // The shape is that of `HeliconeRequest` in its source; no public export was at hand to check it against.
        source: "https://github.com/Helicone/helicone/blob/main/packages/llm-mapper/types.ts",
    },
    emits: &[Kind::GatewayRow],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Helicone",
    report: "Requests",
    lists: &["data"],
    tables: &[&["request_id", "request_created_at"], &["request_created_at", "response_status", "provider"]],
    cap: Some((1000, "the export tool, unless a higher limit is given,")),
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let row = head.row_of("data").or_else(|| head.row());
    let is_row = row.is_some_and(|row| {
        head::has(row, &["request_id", "request_created_at"])
            && ["response_status", "helicone_user", "request_model", "request_properties", "provider"]
                .iter()
                .any(|key| row.get(*key).is_some())
    });
    if is_row || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut call).map(drop)
}

fn call(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.open(&["request_body", "response_body", "request_properties", "properties"]);
    let mut data = GatewayRow {
        at: row.utc_time("request_created_at"),
        request_id: row.text("request_id"),
        trace_id: row.first_text(&[
            "request_properties.Helicone-Session-Id",
            "properties.Helicone-Session-Id",
            "request_properties.trace_id",
        ]),
        route: row.first_text(&["request_path", "target_url"]),
        user: row.text("request_user_id"),
        tenant: row.first_text(&["request_properties.tenant", "properties.tenant"]),
        provider: row.text("provider"),
        model: row.text("response_model"),
        model_requested: row.first_text(&["request_model", "model_override", "request_body.model"]),
        prompt: row.text("prompt_id"),
        prompt_version: row.text("prompt_version"),
        status: row.text("response_status"),
        // Only a reference to the request that was first says that a cache answered; `cache_enabled` does not.
        cache_hit: row.text("cache_reference_id").map(|id| id.bytes().any(|byte| !matches!(byte, b'0' | b'-'))),
        tokens_in: row.whole("prompt_tokens"),
        tokens_out: row.whole("completion_tokens"),
        cost: row.number("cost").or_else(|| row.number("costUSD")),
        latency_ms: row.number("delay_ms"),
        ..GatewayRow::default()
    };
    if data.request_id.is_none() && data.at.is_none() {
        row.lacks(sink, "request_id and request_created_at");
        return Ok(());
    }
    if data.model.is_none() {
        data.model = row.text("response_body.model");
    }
    calls::stated(&mut row, &["request_properties", "properties"], &mut data);
    data.tool_calls = row.peek("response_body").and_then(calls::tool_calls);
    // The export has signed addresses of bodies: they open them to whoever has them.
    row.take("signed_body_url");
    data.input = row.take("request_body.messages").or_else(|| row.take("request_body")).and_then(calls::said);
    data.output = row.take("response_body").and_then(calls::said);
    row.record(sink, Data::GatewayRow(Box::new(data)))
}
