//! The table `span`: steps of traces, tool calls and retrieved context among them.

use super::{
    Column, Line,
    Read::{Float, Int, Text, Time, Truth, Written},
    Table,
    Values::{Few, Id, Many, Prose},
    column,
};
use model::{Data, Kind, record::Span};

/// See the module.
pub(super) const TABLE: Table = Table {
    name: "span",
    about: "One step of a trace: a tool call has `about = 'tool'`, and what a row with `about = 'retriever'` gave out is \
            retrieved context. Rows with `partial` tell only a part of a step: each completes the row with the same `trace_id` \
            and `span_id`, in whichever file that is. The same step in two files: `WHERE NOT partial GROUP BY trace_id, span_id HAVING count(*) > 1`.",
    kind: Some(Kind::Span),
    own: COLUMNS,
};

const fn span<'a>(line: &Line<'a>) -> Option<&'a Span> {
    if let Data::Span(span) = line.data { Some(span) } else { None }
}

/// Milliseconds between begin and end, where both are told.
fn duration(line: &Line<'_>) -> Option<f64> {
    let begun = line.utc(line.at)?;
    let ended = line.utc(span(line)?.ended)?;
    let micros = (ended - begun).num_microseconds()?;
    #[expect(clippy::cast_precision_loss, reason = "exact up to 285 years")]
    let millis = micros as f64 / 1000.0;
    Some(millis)
}

const COLUMNS: &[Column] = &[
    column("system", "The system that recorded it.", Few, Text(|line| Some(span(line)?.system.as_str()))),
    column("trace_id", "Id of the trace.", Id, Text(|line| span(line)?.trace_id.as_deref())),
    column("span_id", "Id of the step.", Id, Text(|line| span(line)?.span_id.as_deref())),
    column(
        "parent_id",
        "Id of the step around it; null: it is the root, or the source does not say.",
        Many,
        Text(|line| span(line)?.parent_id.as_deref()),
    ),
    column("name", "Name.", Few, Text(|line| span(line)?.name.as_deref())),
    column(
        "about",
        "What it is about: llm, tool, agent, chain, retriever, embedding, guardrail, evaluator or other.",
        Few,
        Text(|line| Some(span(line)?.about.id())),
    ),
    column("about_word", "The source's word for that.", Few, Text(|line| span(line)?.about_word.as_deref())),
    column("ended", "When it ended, in UTC.", Many, Time(|line| line.utc(span(line)?.ended))),
    column("ended_text", "The same as the source wrote it.", Many, Written(|line| span(line)?.ended)),
    column("duration_ms", "Milliseconds from `at` to `ended`.", Many, Float(duration)),
    column("status", "Outcome as the source words it.", Few, Text(|line| span(line)?.status.as_deref())),
    column("request_id", "Id of the request at the gateway or provider.", Id, Text(|line| span(line)?.request_id.as_deref())),
    column("user_id", "The user on whose behalf it ran.", Few, Text(|line| span(line)?.user.as_deref())),
    column("session", "Session or conversation.", Many, Text(|line| span(line)?.session.as_deref())),
    column("tenant", "The tenant on whose behalf it ran.", Few, Text(|line| span(line)?.tenant.as_deref())),
    column("provider", "The provider that answered.", Few, Text(|line| span(line)?.provider.as_deref())),
    column("model", "The model that answered.", Few, Text(|line| span(line)?.model.as_deref())),
    column("model_requested", "The model that was asked for.", Few, Text(|line| span(line)?.model_requested.as_deref())),
    column("prompt", "Name of the prompt.", Few, Text(|line| span(line)?.prompt.as_deref())),
    column("prompt_version", "Version of the prompt.", Few, Text(|line| span(line)?.prompt_version.as_deref())),
    column("tool", "The tool that was called.", Few, Text(|line| span(line)?.tool.as_deref())),
    column("agent", "The agent at work, by its name.", Few, Text(|line| span(line)?.agent.as_deref())),
    column(
        "result_tenant",
        "The tenant of what a tool, an index or a memory gave out, as that says itself; several with commas between.",
        Few,
        Text(|line| span(line)?.result_tenant.as_deref()),
    ),
    column("guardrail", "Decisions of guardrails, as the source words them.", Few, Text(|line| span(line)?.guardrail.as_deref())),
    column("tokens_in", "Tokens in.", Few, Int(|line| span(line)?.tokens_in)),
    column("tokens_out", "Tokens out.", Few, Int(|line| span(line)?.tokens_out)),
    column("cost", "Cost in the source's currency.", Many, Float(|line| span(line)?.cost)),
    column("input", "Text that went in, in full.", Prose, Text(|line| span(line)?.input.as_deref())),
    column("output", "Text that came out, in full.", Prose, Text(|line| span(line)?.output.as_deref())),
    column("partial", "Whether it tells only a part of a step.", Few, Truth(|line| Some(span(line)?.partial))),
];
