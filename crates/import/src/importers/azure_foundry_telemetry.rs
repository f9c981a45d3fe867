//! Azure: telemetry of Foundry agents and of AI applications, as Application Insights and Log Analytics give it.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, nested},
    vendor::genai::{self, attributes},
};
use model::{Data, Kind, record::Span};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-foundry-telemetry",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Foundry and Application Insights telemetry",
        export: &[
            "In the Log Analytics workspace of the Application Insights resource run `union AppDependencies, AppRequests, AppTraces, \
             AppEvents | where TimeGenerated between (datetime(2026-01-01) .. datetime(2026-04-01))` and export it as CSV (all columns); \
             the portal stops at 30,000 rows.",
            "For all rows set a data export rule or diagnostic setting to a storage account and take the JSON lines.",
        ],
        covers: "The telemetry of the workspace in the period of the query.",
        retention_days: Some(90),
        source: "https://learn.microsoft.com/azure/azure-monitor/reference/tables/appdependencies",
    },
    emits: &[Kind::Span, Kind::Score],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Azure Application Insights",
    report: "Telemetry",
    lists: &["records", "value"],
    tables: &[&["OperationId", "Properties", "Type"], &["operation_Id", "customDimensions"]],
    cap: Some((30_000, "Azure Application Insights")),
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = ["records", "value"].iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else {
        return Match::No;
    };
    let of_workspace = head::has(row, &["Type", "OperationId", "Properties"])
        && row.get("Type").and_then(Value::as_str).is_some_and(|kind| kind.starts_with("App"));
    let of_classic = head::has(row, &["operation_Id", "customDimensions"]);
    if of_workspace || of_classic { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| record(row, sink)).map(drop)
}

fn record(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let kind = row.peek_text("Type").or_else(|| row.peek_text("itemType")).unwrap_or_default().to_owned();
    if let Some(resource) = row.peek_text("_ResourceId").and_then(|id| id.rsplit('/').next()) {
        sink.facts.instance.get_or_insert(resource.to_owned());
    }
    // The instrumentation key lets anybody write into the workspace.
    row.take("IKey");
    row.take("iKey");
    let held = ["Properties", "customDimensions"].into_iter().find_map(|key| row.take(key)).unwrap_or_default();
    let held = nested::opened(held);
    if held.is_string() {
        row.put("Properties", held.clone());
    }
    let mut inner = attributes::decoded(held);
    if let Some(Value::Object(internal)) = inner.swap_remove("internal_properties").map(nested::opened) {
        inner.extend(internal);
    }
    let mut inner = Fields::new(row.position().clone(), Value::Object(inner));
    let mut span = Span {
        system: "Azure Application Insights".to_owned(),
        trace_id: genai::id(&mut row, &["OperationId", "operation_Id"]),
        name: row.first_text(&["Name", "name"]),
        at: ["TimeGenerated", "TimeGenerated [UTC]", "timestamp", "timestamp [UTC]"]
            .into_iter()
            .find_map(|name| row.utc_time(name)),
        status: row.first_text(&["ResultCode", "resultCode"]),
        ..Span::default()
    };
    let parent = genai::id(&mut row, &["ParentId", "operation_ParentId"]);
    if inner.peek("gen_ai.evaluation.name").is_some() {
        span.span_id = parent;
        let Some(mut score) = genai::evaluation(&mut inner, &span) else { return Ok(()) };
        score.at = span.at;
        genai::keep(&mut row, "Properties", inner);
        return row.record(sink, Data::Score(Box::new(score)));
    }
    let event = inner.peek_text("event.name").filter(|name| name.starts_with("gen_ai.")).map(str::to_owned);
    match kind.as_str() {
        // A log line of a span tells a part of the span that it names as its parent.
        "AppTraces" | "AppEvents" | "trace" | "customEvent" => {
            let Some(event) = event else {
                sink.problem(row.position().clone(), "not-a-span", format!("a row of {kind} without gen_ai was passed over"));
                return Ok(());
            };
            // It has a time of its own, which is not when that span began.
            (span.span_id, span.partial) = (parent, true);
            if let Some(at) = span.at.take() {
                row.put("TimeGenerated", Value::String(at.to_string()));
            }
            if let Some(message) =
                row.peek("Message").cloned().map(nested::opened).and_then(|message| message.as_object().cloned())
            {
                row.take("Message");
                message.into_iter().for_each(|(key, value)| inner.put(&key, value));
            }
            genai::told(&event, &mut inner, &mut span);
        }
        _ => {
            span.span_id = genai::id(&mut row, &["Id", "id"]);
            span.parent_id = parent;
        }
    }
    if let Value::Object(left) = inner.into_left() {
        return genai::finish(span, row, left, sink);
    }
    Ok(())
}
