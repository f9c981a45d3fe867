//! Opsgenie: incidents and alerts, as its interface lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
    },
    severity::Rule,
};
use model::{
    Data, Kind, Stamp,
    record::{Incident, Severity},
};
use serde_json::Value;

/// The priorities, as Opsgenie words them: P1 critical, P2 high, P3 moderate, P4 low, P5 informational.
const PRIORITY: Rule = Rule {
    name: "opsgenie priority since 2017-03-01",
    words: &[
        ("P1", Severity::Critical),
        ("P2", Severity::High),
        ("P3", Severity::Medium),
        ("P4", Severity::Low),
        ("P5", Severity::Info),
    ],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "opsgenie-incidents",
    version: 1,
    about: About {
        vendor: "Atlassian",
        title: "Opsgenie incidents and alerts",
        export: &[
            "Create an API key with read access (Settings, API key management).",
            "Call GET https://api.opsgenie.com/v1/incidents?query=createdAt>DD-MM-YYYY&limit=100&sort=createdAt (api.eu.opsgenie.com \
             in Europe) and follow paging.next to the end; for alerts GET /v2/alerts in the same way.",
            "Save the answers as JSON, one page each or all in one array.",
        ],
        covers: "The incidents or alerts that the query selects.",
        retention_days: None,
        source: "https://docs.opsgenie.com/docs/incident-api",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.object().and_then(|o| o.get("data"))).or_else(|| head.row()) else {
        return Match::No;
    };
    let own = head::has(row, &["tinyId", "message", "status"]);
    let incident = head::has(row, &["impactedServices"]) || head::has(row, &["impactStartDate"]);
    let alert = head::has(row, &["acknowledged", "isSeen"]) || head::has(row, &["alias", "lastOccurredAt"]);
    if own && (incident || alert) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export = Export { product: "Opsgenie", lists: &["data"], snapshot: true, ..Export::PLAIN };
    export.read(input, sink, &mut incident).map(drop)
}

fn incident(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // A single one stands in the wrapper's `data`.
    if let Some(inner) = row.peek("data").filter(|inner| inner.is_object()).cloned() {
        row = Fields::new(row.position().clone(), inner);
    }
    let message = row.text("message");
    let Some(id) = row.text("tinyId").or_else(|| row.text("id")) else {
        if row.has("took")
            && row.has("requestId")
            && let Some(message) = message
        {
            return Err(ReadError::SourceError(message));
        }
        row.lacks(sink, "tinyId");
        return Ok(());
    };
    let is_alert = row.has("acknowledged") || row.has("lastOccurredAt");
    sink.facts.report.get_or_insert_with(|| if is_alert { "Alerts" } else { "Incidents" }.to_owned());
    if let Some(host) = row.peek_text("links.web").and_then(|url| url.split_once("://")?.1.split('/').next()) {
        sink.facts.instance.get_or_insert(host.to_owned());
    }
    let status_word = row.text("status");
    // An alert is closed and an incident is resolved, then closed.
    let resolved = status_word.as_deref().and_then(|word| match word {
        "open" => Some(false),
        "resolved" | "closed" => Some(true),
        _ => None,
    });
    let created = row.time("createdAt");
    let mut record = Incident {
        system: "Opsgenie".to_owned(),
        id,
        title: message,
        class: is_alert.then(|| "alert".to_owned()),
        status_word,
        resolved,
        started: row.time("impactStartDate"),
        acknowledged: after(created, row.peek("report.ackTime")),
        ended: row
            .time("impactEndDate")
            .or_else(|| after(created, row.peek("report.closeTime")).filter(|_| resolved == Some(true))),
        created,
        service: service(&mut row),
        reporter: row.first_text(&["source", "createdBy"]),
        assignee: row.first_text(&["owner", "report.acknowledgedBy"]),
        labels: row.texts("tags", "name"),
        ..Incident::default()
    };
    PRIORITY.rate_incident(row.text("priority"), &mut record);
    row.record(sink, Data::Incident(Box::new(record)))
}

/// A moment so many milliseconds after another: Opsgenie reports acknowledgement and closing as lengths of time.
fn after(from: Option<Stamp>, milliseconds: Option<&Value>) -> Option<Stamp> {
    let Stamp::Instant(from) = from? else { return None };
    from.checked_add_signed(chrono::TimeDelta::try_milliseconds(milliseconds?.as_i64()?)?).map(Stamp::Instant)
}

/// The service, where it is one; ids of several stay beside.
fn service(row: &mut Fields) -> Option<String> {
    let one = match row.peek("impactedServices").and_then(Value::as_array).map(Vec::as_slice) {
        Some([one]) => text_of(one).or_else(|| text_of(one.get("name")?)),
        _ => None,
    };
    if one.is_some() {
        row.take("impactedServices");
    }
    one.or_else(|| row.text("entity"))
}
