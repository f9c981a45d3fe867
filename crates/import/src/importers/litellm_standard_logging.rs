//! `LiteLLM`: the standard logging payload that its callbacks write to files, buckets and queues, one a call.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::litellm::{self, Names},
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "litellm-standard-logging",
    version: 3,
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

/// Its times are epochs, or in older versions the wall clock of the proxy without a zone: these stay zoneless.
const NAMES: Names = Names {
    id: "id",
    trace: &["trace_id", "session_id"],
    cost: "response_cost",
    user: &["end_user", "metadata.user_api_key_end_user_id", "metadata.user_api_key_user_id", "user"],
    tenant: &["metadata.user_api_key_team_id", "metadata.user_api_key_org_id"],
    requested: &["model_group"],
    address: &["api_base", "hidden_params.api_base"],
    fallback: &["hidden_params.additional_headers.x-litellm-attempted-fallbacks", "metadata.attempted_fallbacks"],
    guardrail: &["guardrail_information", "metadata.guardrail_information"],
    status: &["status"],
    region: &["hidden_params.region_name"],
    utc: false,
};

const EXPORT: Export = Export { product: "LiteLLM", report: "Standard logging payload", lists: &["data"], ..Export::PLAIN };

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read_apart(input, sink, &|row, sink| litellm::call(payload(row), &NAMES, sink)).map(drop)
}

/// A callback's own arguments hold the payload beside keys and connections that no record should carry.
fn payload(mut row: Fields) -> Fields {
    let inner = row.take("standard_logging_object");
    // Most are the payload itself, and no typing begins with anything but an object.
    let begins = |row: &Fields| row.see_all().keys().and_then(|mut keys| keys.next()).map(str::to_owned);
    if inner.is_none() && begins(&row).is_none_or(|key| row.see(&key).is_none_or(|first| !first.is_object())) {
        return row;
    }
    let at = row.position().clone();
    let value = match inner {
        Some(inner @ Value::Object(_)) => inner,
        _ => row.into_left(),
    };
    Fields::new(at, litellm::untyped(value))
}
