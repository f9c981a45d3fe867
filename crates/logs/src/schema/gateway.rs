//! The table `gateway`: calls that passed an LLM gateway.

use super::{
    Column, Line,
    Read::{Day, Float, Int, Text, Truth},
    Table,
    Values::{Few, Id, Many, Prose},
    column,
};
use model::{Data, GatewayRow, Kind};

/// See the module.
pub(super) const TABLE: Table = Table {
    name: "gateway",
    about: "One call that passed an LLM gateway. The same call in two files is two rows: they are found by `GROUP BY request_id HAVING count(*) > 1`.",
    kind: Some(Kind::GatewayRow),
    own: COLUMNS,
};

const fn row<'a>(line: &Line<'a>) -> Option<&'a GatewayRow> {
    if let Data::GatewayRow(row) = line.data { Some(row) } else { None }
}

const COLUMNS: &[Column] = &[
    column("request_id", "Id of the request.", Id, Text(|line| row(line)?.request_id.as_deref())),
    column("trace_id", "Id of the trace.", Id, Text(|line| row(line)?.trace_id.as_deref())),
    column("sequence", "Number that the gateway gave the row in order.", Many, Int(|line| row(line)?.sequence)),
    column("route", "Route, key alias or model group.", Few, Text(|line| row(line)?.route.as_deref())),
    column("user_id", "The user on whose behalf the call was made.", Few, Text(|line| row(line)?.user.as_deref())),
    column("tenant", "Tenant, team or organisation.", Few, Text(|line| row(line)?.tenant.as_deref())),
    column("provider", "The provider that answered.", Few, Text(|line| row(line)?.provider.as_deref())),
    column("model", "The model that answered.", Few, Text(|line| row(line)?.model.as_deref())),
    column("model_version", "Version of the model that answered.", Few, Text(|line| row(line)?.model_version.as_deref())),
    column("model_requested", "The model that was asked for.", Few, Text(|line| row(line)?.model_requested.as_deref())),
    column("prompt_version", "Version of the prompt.", Few, Text(|line| row(line)?.prompt_version.as_deref())),
    column("status", "Outcome as the source words it.", Few, Text(|line| row(line)?.status.as_deref())),
    column("fallback", "Whether another than the first choice answered.", Few, Truth(|line| row(line)?.fallback)),
    column("fallback_reason", "Why it fell back.", Few, Text(|line| row(line)?.fallback_reason.as_deref())),
    column("cache_hit", "Whether a cache answered.", Few, Truth(|line| row(line)?.cache_hit)),
    column("guardrail", "Decisions of guardrails, as the source words them.", Few, Text(|line| row(line)?.guardrail.as_deref())),
    column("tokens_in", "Tokens in.", Few, Int(|line| row(line)?.tokens_in)),
    column("tokens_out", "Tokens out.", Few, Int(|line| row(line)?.tokens_out)),
    column("cost", "Cost in the source's currency.", Many, Float(|line| row(line)?.cost)),
    column("latency_ms", "Duration in milliseconds.", Many, Float(|line| row(line)?.latency_ms)),
    column("region", "Region that served the call.", Few, Text(|line| row(line)?.region.as_deref())),
    column("input", "Text that went in, in full.", Prose, Text(|line| row(line)?.input.as_deref())),
    column("output", "Text that came out, in full.", Prose, Text(|line| row(line)?.output.as_deref())),
    column("session", "Session or conversation.", Many, Text(|line| row(line)?.session.as_deref())),
    column("application", "The application that called.", Few, Text(|line| row(line)?.application.as_deref())),
    column("key", "Name, alias, hash or id of the API key; never the key.", Few, Text(|line| row(line)?.key.as_deref())),
    column("call_type", "What was called, in the source's word.", Few, Text(|line| row(line)?.call_type.as_deref())),
    column("streamed", "Whether the answer was streamed.", Few, Truth(|line| row(line)?.streamed)),
    column("prompt", "Name of the prompt.", Few, Text(|line| row(line)?.prompt.as_deref())),
    column(
        "data_class",
        "Class of the data that went in, in the source's word.",
        Few,
        Text(|line| row(line)?.data_class.as_deref()),
    ),
    column("purpose", "What it was called for, as stated with the call.", Few, Text(|line| row(line)?.purpose.as_deref())),
    column(
        "consent",
        "Whether the person concerned consented, in the source's word.",
        Few,
        Text(|line| row(line)?.consent.as_deref()),
    ),
    column(
        "training_opt_out",
        "Whether the provider was told not to train on it.",
        Few,
        Truth(|line| row(line)?.training_opt_out),
    ),
    column("risk", "How much is at stake, in the source's word.", Few, Text(|line| row(line)?.risk.as_deref())),
    column("reviewed_by", "The person who decided on the answer.", Few, Text(|line| row(line)?.reviewed_by.as_deref())),
    column(
        "reviewed_on",
        "The calendar day of that decision in the company's time zone.",
        Few,
        Day(|line| line.day(row(line)?.reviewed_at)),
    ),
    column("tool_calls", "Tools that the answer calls, as JSON.", Prose, Text(|line| row(line)?.tool_calls.as_deref())),
    column(
        "input_bytes",
        "Bytes of the text that went in; null: the log holds none.",
        Many,
        Int(|line| bytes(row(line)?.input.as_ref())),
    ),
    column(
        "output_bytes",
        "Bytes of the text that came out; null: the log holds none.",
        Many,
        Int(|line| bytes(row(line)?.output.as_ref())),
    ),
];

/// Bytes of a text that says something.
fn bytes(text: Option<&String>) -> Option<i64> {
    text.filter(|text| !text.trim().is_empty()).and_then(|text| i64::try_from(text.len()).ok())
}
