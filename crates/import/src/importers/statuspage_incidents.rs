//! Statuspage: incidents that a company told its customers of, as the interface or the public page gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
        pages,
    },
    severity::Rule,
};
use model::{
    Data, Kind,
    record::{Incident, Severity},
};

/// Lists of the interface and of the public page.
const LISTS: &[&str] = &["incidents", "scheduled_maintenances"];

/// The impact on customers.
const IMPACT: Rule = Rule {
    name: "statuspage impact since 2013-01-01",
    words: &[
        ("critical", Severity::Critical),
        ("major", Severity::High),
        ("minor", Severity::Low),
        ("none", Severity::Info),
        ("maintenance", Severity::Info),
    ],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "statuspage-incidents",
    version: 2,
    about: About {
        vendor: "Atlassian",
        title: "Statuspage incidents",
        export: &[
            "Call GET https://api.statuspage.io/v1/pages/PAGE-ID/incidents?limit=100&page=1 with an API key (your avatar, API info) and \
             raise page until an answer is empty.",
            "Or save https://YOUR-PAGE/api/v2/incidents.json, which needs no key and holds the last 50; maintenances stand under \
             /api/v2/scheduled-maintenances.json.",
        ],
        covers: "The incidents and maintenances of a page.",
        retention_days: None,
        // The names of fields are those of the vendor's reference; no export of a live page was at hand.
        source: "https://developer.statuspage.io/#tag/incidents",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    // A page on which nothing happened says whose it is.
    let is_empty = |list: &&str| head.object()?.get(*list)?.as_array().map(Vec::is_empty);
    let page = head.object().is_some_and(|page| head::has(page, &["page.id", "page.url", "page.time_zone"]));
    if page && LISTS.iter().any(|list| is_empty(list) == Some(true)) {
        return Match::Certain;
    }
    let Some(row) = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let own = head::has(row, &["incident_updates", "impact", "status", "name"]);
    if own && (head::has(row, &["shortlink"]) || head::has(row, &["page_id"])) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export = Export { product: "Statuspage", report: "Incidents", lists: LISTS, snapshot: true, ..Export::PLAIN };
    let whole = export.read(input, sink, &mut incident)?;
    let page = &whole.beside;
    if let Some(address) = page.text("page.url").or_else(|| page.text("page.name")) {
        sink.facts.instance = Some(address.split_once("://").map_or(address, |(_, host)| host).trim_end_matches('/').to_owned());
        sink.facts.time_zone = page.text("page.time_zone").map(str::to_owned);
        sink.facts.incomplete.extend(pages::capped(whole.rows, 50, "the public page"));
    }
    Ok(())
}

fn incident(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(message) = row.peek("error").and_then(text_of).filter(|_| !row.has("id")) {
        return Err(ReadError::SourceError(message));
    }
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let status_word = row.text("status");
    let resolved = match status_word.as_deref() {
        Some("resolved" | "postmortem" | "completed") => Some(true),
        Some("investigating" | "identified" | "monitoring" | "scheduled" | "in_progress" | "verifying") => Some(false),
        _ => None,
    };
    let planned = row.peek("scheduled_for").is_some() || row.peek_text("impact") == Some("maintenance");
    let published = row.peek_text("postmortem_published_at").is_some();
    let mut record = Incident {
        system: "Statuspage".to_owned(),
        id,
        title: row.text("name"),
        class: planned.then(|| "maintenance".to_owned()),
        status_word,
        resolved,
        started: row.time("started_at"),
        created: row.time("created_at"),
        ended: row.time("resolved_at"),
        service: components(&row),
        postmortem: if published { row.text("postmortem_published_at") } else { None },
        ..Incident::default()
    };
    IMPACT.rate_incident(row.text("impact_override").or_else(|| row.text("impact")), &mut record);
    row.record(sink, Data::Incident(Box::new(record)))
}

/// Names of the components that it struck.
fn components(row: &Fields) -> Option<String> {
    let all = row.peek("components")?.as_array()?;
    let names: Vec<String> = all.iter().filter_map(|component| text_of(component.get("name")?)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
