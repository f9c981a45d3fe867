//! Rootly: incidents in the form of JSON:API.

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
    Data, Kind,
    record::{Incident, Severity},
};
use serde_json::Value;

/// The level that each severity of a company (`SEV2`) is given: critical, high, medium, low.
const LEVEL: Rule = Rule {
    name: "rootly severity level since 2021-01-01",
    words: &[("critical", Severity::Critical), ("high", Severity::High), ("medium", Severity::Medium), ("low", Severity::Low)],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "rootly-incidents",
    version: 1,
    about: About {
        vendor: "Rootly",
        title: "Incidents",
        export: &[
            "Create an API token with a role that may read incidents (Account, Manage API keys).",
            "Call GET https://api.rootly.com/v1/incidents?page[size]=100&page[number]=1 and follow links.next to the end.",
            "Save the answers as JSON, one page each.",
        ],
        covers: "All incidents that the token may see.",
        retention_days: None,
        source: "https://docs.rootly.com/api-reference/incidents/list-incidents",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.object().and_then(|o| o.get("data"))).or_else(|| head.row()) else {
        return Match::No;
    };
    if row.get("type").and_then(Value::as_str) != Some("incidents") || !head::has(row, &["id", "attributes"]) {
        return Match::No;
    }
    let own = [
        "attributes.sequential_id",
        "attributes.retrospective_progress_status",
        "attributes.mitigated_at",
        "attributes.slack_channel_name",
        "attributes.short_url",
    ];
    if own.iter().any(|path| head::has(row, &[path])) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export =
        Export { product: "Rootly", report: "Incidents (GET /v1/incidents)", lists: &["data"], snapshot: true, ..Export::PLAIN };
    export.read(input, sink, &mut incident).map(drop)
}

fn incident(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(inner) = row.peek("data").filter(|inner| inner.is_object()).cloned() {
        row = Fields::new(row.position().clone(), inner);
    }
    let Some(id) = row.text("attributes.sequential_id").or_else(|| row.text("id")) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let status_word = row.text("attributes.status");
    let resolved = status_word.as_deref().and_then(|word| match word {
        "resolved" | "closed" | "completed" | "cancelled" => Some(true),
        "in_triage" | "started" | "detected" | "acknowledged" | "mitigated" | "in_progress" | "scheduled" => Some(false),
        _ => None,
    });
    let mut record = Incident {
        system: "Rootly".to_owned(),
        id,
        title: row.text("attributes.title"),
        class: row.text("attributes.kind"),
        status_word,
        resolved,
        started: row.time("attributes.started_at"),
        created: row.time("attributes.created_at"),
        acknowledged: row.time("attributes.acknowledged_at"),
        ended: row.time("attributes.resolved_at"),
        service: named(&row, "services").into_iter().next(),
        reporter: person(&mut row, "user").or_else(|| person(&mut row, "started_by")),
        assignee: person(&mut row, "resolved_by").or_else(|| person(&mut row, "mitigated_by")),
        postmortem: row.first_text(&[
            "attributes.retrospective_url",
            "attributes.confluence_page_url",
            "attributes.google_docs_url",
        ]),
        labels: labels(&row),
        ..Incident::default()
    };
    let name = row.text("attributes.severity.data.attributes.name").or_else(|| row.text("attributes.severity"));
    let level = row.text("attributes.severity.data.attributes.severity");
    let severity = level.as_deref().map(|level| LEVEL.of(level));
    LEVEL.rate_incident(name.or(level), &mut record);
    record.severity = severity.unwrap_or(record.severity);
    let types = named(&row, "incident_types");
    record.security = types.iter().any(|name| name.to_lowercase().contains("security")).then_some(true);
    row.record(sink, Data::Incident(Box::new(record)))
}

fn person(row: &mut Fields, key: &str) -> Option<String> {
    let path = format!("attributes.{key}.data.attributes");
    row.text(&format!("{path}.email")).or_else(|| row.text(&format!("{path}.name")))
}

/// Names of the services or types, where they came embedded in the attributes.
fn named(row: &Fields, key: &str) -> Vec<String> {
    let list = row.peek(&format!("attributes.{key}.data")).or_else(|| row.peek(&format!("attributes.{key}")));
    let all = list.and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|item| text_of(head::at(item, "attributes.name").or_else(|| item.get("name"))?)).collect()
}

fn labels(row: &Fields) -> Vec<String> {
    let Some(Value::Object(labels)) = row.peek("attributes.labels") else { return Vec::new() };
    labels.iter().map(|(key, value)| format!("{key}={}", text_of(value).unwrap_or_default())).collect()
}
