//! `FutureAGI`: spans that `traceAI` sent to it, with their evaluations, as its API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::{
        calls,
        genai::{self, attributes, retrieved},
    },
};
use model::{
    Data, Kind,
    record::{Score, Span, SpanKind},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "futureagi-spans",
    version: 2,
    about: About {
        vendor: "Future AGI",
        title: "Spans and their evaluations",
        export: &[
            "With an API key call GET /tracer/observation-span/?project_id=PROJECT&page=1&page_size=500 of the period, all pages, and save \
             the answers; of a self-hosted installation export the tables tracer_observation_span and tracer_eval_logger as JSON lines.",
            "Or add a console or file exporter beside traceAI's own and keep its JSON.",
        ],
        covers: "The spans of one project in the pages that were taken.",
        retention_days: None,
        // Names as in its models `ObservationSpan` and `EvalLogger`; no public export was at hand to check them against.
        source: "https://github.com/future-agi/future-agi/blob/main/futureagi/tracer/models/observation_span.py",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const LISTS: &[&str] = &["results", "result.results", "result.data", "result", "data"];

const EXPORT: Export = Export {
    product: "Future AGI",
    report: "Spans",
    lists: LISTS,
    tables: &[
        &["id", "trace_id", "observation_type"],
        &["id", "trace", "observation_type"],
        &["observation_span_id", "output_float", "output_bool"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let any = |names: &[&str]| names.iter().any(|name| row.get(*name).is_some());
    let is_span = head::has(row, &["id", "observation_type"])
        && any(&["trace", "trace_id"])
        && any(&["start_time", "span_attributes", "latency_ms"]);
    if is_span || is_score(|name| row.get(name).is_some()) { Match::Certain } else { Match::No }
}

fn is_score(has: impl Fn(&str) -> bool) -> bool {
    has("output_float") && has("output_bool") && (has("observation_span") || has("observation_span_id") || has("trace_session"))
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| {
            let scored = is_score(|name| row.has(name)) || row.has("output_float") || row.has("output_str");
            if scored { score(row, sink) } else { span(row, sink) }
        })
        .map(drop)
}

fn span(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.open(&["span_attributes", "resource_attributes", "metadata", "span_events"]);
    let word = row.text("observation_type");
    let mut span = Span {
        system: "Future AGI".to_owned(),
        trace_id: row.first_text(&["trace_id", "trace"]),
        span_id: row.text("id"),
        parent_id: row.text("parent_span_id"),
        name: row.text("name"),
        about: word.as_deref().map_or(SpanKind::Other, attributes::about),
        about_word: word,
        at: row.utc_time("start_time"),
        ended: row.utc_time("end_time"),
        status: row.text("status"),
        user: row.first_text(&["end_user.user_id", "end_user", "end_user_id"]),
        provider: row.text("provider"),
        prompt_version: row.first_text(&["prompt_version", "prompt_version_id"]),
        tokens_in: row.whole("prompt_tokens"),
        tokens_out: row.whole("completion_tokens"),
        cost: row.number("cost"),
        input: row.take("input").and_then(calls::said),
        ..Span::default()
    };
    retrieved::given(&mut span, row.peek("output"));
    span.output = row.take("output").and_then(calls::said);
    if span.span_id.is_none() {
        row.lacks(sink, "id");
        return Ok(());
    }
    let held = attributes::of(&mut row);
    let mut inner = Fields::new(row.position().clone(), Value::Object(held));
    // The attributes tell the model that answered from the one that was asked for; the column does not.
    attributes::fill(&mut span, &mut inner);
    if span.model.is_none() && span.model_requested.is_none() {
        span.model_requested = row.text("model");
    }
    genai::keep(&mut row, "attributes", inner);
    row.record(sink, Data::Span(Box::new(span)))
}

fn score(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let evaluator = row.first_text(&[
        "eval_name",
        "custom_eval_config.name",
        "custom_eval_config",
        "custom_eval_config_id",
        "eval_type_id",
        "eval_id",
    ]);
    let Some(evaluator) = evaluator else {
        row.lacks(sink, "custom_eval_config");
        return Ok(());
    };
    let score = Score {
        system: "Future AGI".to_owned(),
        id: row.text("id"),
        run: row.text("eval_task_id"),
        evaluator,
        target: row.first_text(&[
            "observation_span_id",
            "observation_span",
            "trace_id",
            "trace",
            "trace_session_id",
            "trace_session",
        ]),
        at: row.utc_time("created_at"),
        passed: row.truth("output_bool"),
        value: row.number("output_float"),
        label: row.text("output_str"),
        reason: row.first_text(&["eval_explanation", "error_message", "skipped_reason"]),
        ..Score::default()
    };
    row.record(sink, Data::Score(Box::new(score)))
}
