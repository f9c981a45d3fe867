//! `LangSmith`: runs, as SDKs send them in batches, as the API lists them and as tables hold them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::{
        calls,
        genai::{attributes, retrieved},
    },
};
use model::{
    Data, Kind,
    record::{Score, Span, SpanKind},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "langsmith-runs",
    version: 2,
    about: About {
        vendor: "LangSmith",
        title: "Runs and feedback",
        export: &[
            "With a read-only key call POST /api/v1/runs/query for each project and period, follow `cursors.next` to the end, and save \
             the pages; or with the SDK write `client.list_runs(project_name=..., start_time=...)` as JSON lines.",
            "Feedback is apart: GET /api/v1/feedback?run=... or `client.list_feedback(run_ids=...)`.",
        ],
        covers: "The runs of the query. Runs are kept 14 days (base) or 400 days (extended).",
        retention_days: Some(14),
        source: "https://docs.langchain.com/langsmith/run-data-format",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "LangSmith",
    report: "Runs",
    lists: &["post", "patch", "runs", "feedback"],
    tables: &[&["id", "run_type", "trace_id"], &["id", "run_type", "start_time"], &["run_id", "key", "score", "comment"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let row = ["post", "patch", "runs", "feedback"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let Some(row) = row else { return Match::No };
    let is_run = head::has(row, &["id"]) && (head::has(row, &["run_type"]) || head::has(row, &["dotted_order"]));
    let of_langsmith =
        ["trace_id", "dotted_order", "session_id", "session_name", "parent_run_id"].iter().any(|key| row.get(*key).is_some());
    let is_feedback =
        head::has(row, &["run_id", "key", "score"]) && (head::has(row, &["feedback_source"]) || head::has(row, &["comment"]));
    if is_run && of_langsmith || is_feedback { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut |row, sink| {
        if row.has("key") && row.has("run_id") {
            return feedback(row, sink);
        }
        let patch = row.list() == "patch";
        run(row, patch, sink)
    })?;
    if whole.beside.text("cursors.next").is_some() {
        sink.facts.incomplete.push("`cursors.next` leads to a further page that is not in the file".to_owned());
    }
    Ok(())
}

/// A run. A patch tells how a run ended, which was posted before: it is a part of it.
fn run(mut row: Fields, partial: bool, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.open(&["extra", "inputs", "outputs", "error"]);
    let word = row.text("run_type");
    let mut span = Span {
        system: "LangSmith".to_owned(),
        trace_id: row.text("trace_id"),
        span_id: row.text("id"),
        parent_id: row.text("parent_run_id"),
        name: row.text("name"),
        about: word.as_deref().map_or(SpanKind::Other, attributes::about),
        about_word: word,
        at: row.utc_time("start_time"),
        ended: row.utc_time("end_time"),
        status: row.text("status"),
        // A session of LangSmith is a project: neither a tenant nor a conversation.
        tenant: row.first_text(&["extra.metadata.tenant_id", "extra.metadata.tenantId", "extra.metadata.tenant"]),
        user: row.first_text(&["extra.metadata.user_id", "extra.metadata.ls_user_id", "extra.metadata.user"]),
        session: row.first_text(&[
            "thread_id",
            "extra.metadata.session_id",
            "extra.metadata.thread_id",
            "extra.metadata.conversation_id",
        ]),
        provider: row.text("extra.metadata.ls_provider"),
        model_requested: row.first_text(&["extra.metadata.ls_model_name", "extra.invocation_params.model", "inputs.model"]),
        prompt: row.first_text(&["extra.metadata.lc_hub_repo", "extra.metadata.prompt_name"]),
        prompt_version: row.first_text(&["extra.metadata.lc_hub_commit_hash", "extra.metadata.prompt_version"]),
        tokens_in: row.whole("prompt_tokens"),
        tokens_out: row.whole("completion_tokens"),
        cost: row.number("total_cost"),
        partial,
        ..Span::default()
    };
    if span.span_id.is_none() {
        row.lacks(sink, "id");
        return Ok(());
    }
    answered(&mut row, &mut span);
    if span.about == SpanKind::Tool {
        span.tool.clone_from(&span.name);
    }
    // How the input was said is taken, the parameters beside it stay.
    span.input = row.take("inputs.messages").or_else(|| row.take("inputs")).and_then(calls::said);
    retrieved::given(&mut span, row.peek("outputs"));
    span.output = output(&mut row);
    row.record(sink, Data::Span(Box::new(span)))
}

/// What the answer tells of itself.
fn answered(row: &mut Fields, span: &mut Span) {
    let usage = ["outputs.usage_metadata", "outputs.usage", "outputs.llm_output.token_usage", "extra.metadata.usage_metadata"];
    for usage in usage {
        let whole = |slot: &mut Option<i64>, names: [&str; 2]| {
            *slot = slot.or_else(|| names.iter().find_map(|name| row.peek(&format!("{usage}.{name}")).and_then(Value::as_i64)));
        };
        whole(&mut span.tokens_in, ["input_tokens", "prompt_tokens"]);
        whole(&mut span.tokens_out, ["output_tokens", "completion_tokens"]);
    }
    let model = ["outputs.model", "outputs.llm_output.model_name", "outputs.response_metadata.model_name"];
    span.model = model.iter().find_map(|path| row.peek_text(path)).map(str::to_owned);
    span.request_id = row.text("outputs.id");
}

/// What came out: the choices of an answer as they were said where the rest of it can stay, else all of it.
fn output(row: &mut Fields) -> Option<String> {
    let choices = row.take("outputs.choices").map(|choices| serde_json::json!({ "choices": choices }));
    choices.or_else(|| row.take("outputs")).and_then(calls::said)
}

fn feedback(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.open(&["feedback_source"]);
    let Some(evaluator) = row.text("key") else {
        row.lacks(sink, "key");
        return Ok(());
    };
    let score = Score {
        system: "LangSmith".to_owned(),
        id: row.text("id"),
        run: row.text("session_id"),
        target: row.first_text(&["run_id", "trace_id"]),
        at: row.utc_time("created_at"),
        passed: row.peek("score").and_then(Value::as_bool),
        value: row.number("score"),
        label: row.text("value"),
        reason: row.text("comment"),
        by: row.text("feedback_source.type"),
        evaluator,
        ..Score::default()
    };
    row.record(sink, Data::Score(Box::new(score)))
}
