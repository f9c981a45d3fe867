//! `LiteLLM`: the proxy's spend logs, one row a call, as its API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::litellm::{self, Names},
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "litellm-spend-logs",
    version: 3,
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
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
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

/// The proxy turns its times into UTC before it stores them (`_ensure_datetime_utc` in its spend tracking).
const NAMES: Names = Names {
    id: "request_id",
    trace: &["session_id", "metadata.trace_id"],
    cost: "spend",
    user: &["end_user", "user", "metadata.user_api_key_end_user_id", "metadata.user_api_key_user_id"],
    tenant: &["team_id", "organization_id", "metadata.user_api_key_team_id", "metadata.user_api_key_org_id"],
    requested: &["metadata.original_model_group", "model_group"],
    address: &["api_base"],
    fallback: &["metadata.attempted_fallbacks"],
    guardrail: &["metadata.guardrail_information"],
    status: &["status", "metadata.status"],
    region: &["metadata.region", "metadata.region_name"],
    utc: true,
};

const EXPORT: Export = Export {
    product: "LiteLLM",
    report: "Spend logs",
    lists: &["data", "logs"],
    tables: &[&["request_id", "call_type", "spend", "startTime"]],
    ..Export::PLAIN
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read_apart(input, sink, &|row, sink| litellm::call(row, &NAMES, sink))?;
    if let Some(total) = whole.beside.count("total") {
        sink.facts.control_totals.insert("total".to_owned(), total.to_string());
    }
    Ok(())
}
