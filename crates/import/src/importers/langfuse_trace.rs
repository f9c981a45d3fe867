//! Langfuse: one trace with its observations and scores, as the console downloads it and the API gives it.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, json::Beside},
    vendor::langfuse,
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "langfuse-trace",
    version: 2,
    about: About {
        vendor: "Langfuse",
        title: "One trace",
        export: &[
            "Open the trace and choose Download JSON, or call GET /api/public/traces/TRACE_ID with a project's keys.",
            "For a period export the tables of observations and scores in place of single traces.",
        ],
        covers: "One trace with its observations and scores.",
        retention_days: None,
        source: "https://langfuse.com/faq/all/export-single-trace-or-session",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

/// The trace's own observations are a second copy of those beside it.
const EXPORT: Export = Export {
    product: langfuse::SYSTEM,
    report: "Trace",
    lists: &["observations", "scores", "trace.scores", "trace.observations"],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.object() else { return Match::No };
    let observation = head.row_of("observations");
    let alike = observation.is_some_and(|row| head::has(row, &["id", "type", "startTime"]) && row.get("traceId").is_some());
    let trace = head::has(json, &["trace.id", "observations"]) || head::has(json, &["id", "timestamp", "observations"]);
    let named = head::has(json, &["trace.projectId"]) || head::has(json, &["projectId", "htmlPath"]);
    if trace && (alike || named) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut told, mut first) = (false, true);
    let whole = EXPORT.read_beside(input, sink, &mut |row, beside, sink| match row.list() {
        "scores" | "trace.scores" => langfuse::score(row, sink),
        "observations" => {
            let with_trace = std::mem::take(&mut first);
            told |= with_trace;
            observation(row, beside, with_trace, sink)
        }
        _ => Ok(()),
    })?;
    // A trace without observations, or one whose own facts stand below them.
    if !told && let Some(Value::Object(trace)) = whole.beside.at("trace") {
        let mut row = Fields::new(model::Position::Path("$.trace".to_owned()), langfuse::about_trace(trace));
        let span = langfuse::trace(&mut row);
        row.record(sink, Data::Span(Box::new(span)))?;
    }
    Ok(())
}

/// An observation; what the trace tells of user and session holds for each. The first one keeps the trace itself.
fn observation(mut row: Fields, beside: &Beside, with_trace: bool, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut span = langfuse::observation(&mut row);
    let of_trace = |key: &str| beside.text(&format!("trace.{key}")).or_else(|| beside.text(key)).map(str::to_owned);
    span.user = span.user.or_else(|| of_trace("userId"));
    span.session = span.session.or_else(|| of_trace("sessionId"));
    span.tenant = span
        .tenant
        .or_else(|| ["tenant_id", "tenantId", "tenant"].into_iter().find_map(|key| of_trace(&format!("metadata.{key}"))));
    if let Some(project) = row.peek_text("projectId").map(str::to_owned).or_else(|| of_trace("projectId")) {
        sink.facts.instance.get_or_insert(project);
    }
    if span.span_id.is_none() {
        row.lacks(sink, "id");
        return Ok(());
    }
    if with_trace && let Some(Value::Object(trace)) = beside.at("trace") {
        row.put("trace", langfuse::about_trace(trace));
    }
    row.record(sink, Data::Span(Box::new(span)))
}
