//! incident.io: incidents, as version 2 of its interface lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
        time,
    },
    severity::Rule,
    vendor::incident,
};
use model::{
    Data, Kind, Stamp,
    record::{Incident, Severity},
};
use serde_json::Value;

/// The severities that a company begins with; it may rename them and add others.
const SEVERITY: Rule = Rule {
    name: "incident.io severities since 2021-08-01",
    words: &[("critical", Severity::Critical), ("major", Severity::High), ("minor", Severity::Low)],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "incident-io",
    version: 2,
    about: About {
        vendor: "incident.io",
        title: "Incidents",
        export: &[
            "Create an API key that may view data (Settings, API keys).",
            "Call GET https://api.incident.io/v2/incidents?page_size=250 and repeat with after=pagination_meta.after until it is gone.",
            "Save the answers as JSON, one page each.",
        ],
        covers: "All incidents that the key may see.",
        retention_days: None,
        // The names of fields are those of the vendor's reference; no export of a live account was at hand.
        source: "https://api-docs.incident.io/tag/Incidents-V2",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let empty = head.object().is_some_and(|page| {
        page.get("incidents").and_then(Value::as_array).is_some_and(Vec::is_empty) && head::has(page, &["pagination_meta"])
    });
    if empty {
        return Match::Certain;
    }
    let Some(row) = head.row_of("incidents").or_else(|| head.row()) else { return Match::No };
    let row = row.get("incident").filter(|inner| inner.is_object()).unwrap_or(row);
    let own = ["incident_timestamp_values", "incident_status.category", "incident_role_assignments"];
    let told = own.iter().any(|path| head::has(row, &[path]));
    if told && head::has(row, &["id", "reference", "name"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export = Export {
        product: "incident.io",
        report: "Incidents (GET /v2/incidents)",
        lists: &["incidents"],
        snapshot: true,
        ..Export::PLAIN
    };
    let whole = export.read(input, sink, &mut read_incident)?;
    let total = whole.beside.count("pagination_meta.total_record_count");
    if let Some(total) = total {
        sink.facts.control_totals.insert("total_record_count".to_owned(), total.to_string());
    }
    let more = total.map_or_else(|| whole.beside.text("pagination_meta.after").is_some(), |total| total > whole.rows);
    if more {
        sink.facts.incomplete.push("`pagination_meta` says that there is more than the file holds".to_owned());
    }
    Ok(())
}

fn read_incident(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(inner) = row.take("incident") {
        row = Fields::new(row.position().clone(), inner);
    }
    let Some(id) = row.text("reference").or_else(|| row.text("id")) else {
        row.lacks(sink, "reference");
        return Ok(());
    };
    let resolved = match row.peek_text("incident_status.category") {
        Some("triage" | "live" | "active" | "paused") => Some(false),
        Some("learning" | "post-incident" | "closed" | "declined" | "merged" | "canceled" | "cancelled") => Some(true),
        _ => None,
    };
    let mut record = Incident {
        system: "incident.io".to_owned(),
        id,
        title: row.text("name"),
        class: row.text("incident_type.name"),
        status_word: row.text("incident_status.name"),
        resolved,
        started: moment(&row, &["Impact started", "Impact started at", "Started at"]),
        created: row.time("created_at"),
        acknowledged: moment(&row, &["Accepted at", "Acknowledged at"]),
        ended: moment(&row, &["Resolved at", "Fixed at", "Closed at"]).filter(|_| resolved != Some(false)),
        reporter: row.first_text(&["creator.user.email", "creator.user.name", "creator.api_key.name", "creator.alert.title"]),
        assignee: lead(&row),
        postmortem: row.text("postmortem_document_url"),
        ..Incident::default()
    };
    // Many companies number their severities instead.
    let severity = row.text("severity.name");
    let numbered = severity.as_deref().and_then(incident::number).map(|number| incident::NUMBERED.of(number));
    let rule = if numbered.is_some() { &incident::NUMBERED } else { &SEVERITY };
    rule.rate_incident(severity, &mut record);
    record.severity = numbered.unwrap_or(record.severity);
    row.record(sink, Data::Incident(Box::new(record)))
}

/// The first of the company's own moments that has one of the names.
fn moment(row: &Fields, names: &[&str]) -> Option<Stamp> {
    let all = row.peek("incident_timestamp_values")?.as_array()?;
    names.iter().find_map(|name| {
        let is = |item: &&Value| {
            head::at(item, "incident_timestamp.name").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(name))
        };
        let value = all.iter().find(is)?.get("value")?;
        time::json(value.get("value").unwrap_or(value)).stamp()
    })
}

/// Who led the response, by the kind of the role.
fn lead(row: &Fields) -> Option<String> {
    let all = row.peek("incident_role_assignments")?.as_array()?;
    let is = |item: &&Value| head::at(item, "role.role_type").and_then(Value::as_str) == Some("lead");
    let assignee = all.iter().find(is)?.get("assignee")?;
    ["email", "name", "id"].iter().find_map(|key| text_of(assignee.get(key)?))
}
