//! `PagerDuty`: incidents, as its interface lists them, with their log entries where they were asked for, and the console's CSV.

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

/// Lists of the interface and of its analytics (a single incident stands under `incident`), and the report "Incidents" of
/// the console (Analytics, Insights; also Incident Reports).
const EXPORT: Export = Export {
    product: "PagerDuty",
    report: "Incidents",
    snapshot: true,
    lists: &["incidents", "data"],
    tables: &[
        &["id", "incident_number", "urgency", "service_name", "created_on"],
        &["incident_number", "urgency", "service_name", "created_at"],
    ],
    ..Export::PLAIN
};

/// Two urgencies, and nothing between them.
const URGENCY: Rule =
    Rule { name: "pagerduty urgency since 2015-12-01", words: &[("high", Severity::High), ("low", Severity::Low)] };

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "pagerduty-incidents",
    version: 2,
    about: About {
        vendor: "PagerDuty",
        title: "Incidents",
        export: &[
            "Create a read-only API key (Integrations, API Access Keys, Create New API Key, Read-only).",
            "Call GET https://api.pagerduty.com/incidents?date_range=all&limit=100&include[]=acknowledgers and raise offset by 100 \
             while the answer says more: true; without date_range or since, PagerDuty gives the last month only.",
            "For the times of acknowledgement and resolution, add to each incident the answer of GET /incidents/ID/log_entries \
             under `log_entries`.",
        ],
        covers: "The incidents of the period that was asked for.",
        retention_days: None,
        source: "https://developer.pagerduty.com/api-reference/9d0b4b12e36f9-list-incidents",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    // A list without any incident is known by what stands beside it.
    let empty = head.object().is_some_and(|page| {
        page.get("incidents").and_then(Value::as_array).is_some_and(Vec::is_empty)
            && head::has(page, &["limit", "offset", "more"])
    });
    if empty {
        return Match::Certain;
    }
    let Some(row) = EXPORT.lists.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let row = row.get("incident").filter(|inner| inner.is_object()).unwrap_or(row);
    let own = head::has(row, &["incident_number", "urgency"]) || head::has(row, &["incident_key", "urgency", "service"]);
    if own && (head::has(row, &["status"]) || head::has(row, &["seconds_to_first_ack"])) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut incident)?;
    // The analytics give their times in the zone that was asked for.
    sink.facts.time_zone = whole.beside.text("time_zone").map(str::to_owned);
    Ok(())
}

fn incident(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(inner) = row.take("incident") {
        row = Fields::new(row.position().clone(), inner);
    }
    if let Some(host) = row.peek_text("html_url").and_then(|url| url.split_once("://")?.1.split('/').next()) {
        sink.facts.instance.get_or_insert(host.to_owned());
    }
    let Some(id) = row.text("incident_number").or_else(|| row.text("id")) else {
        row.lacks(sink, "incident_number");
        return Ok(());
    };
    let status_word = row.text("status");
    let resolved = status_word.as_deref().map(|word| word == "resolved");
    let changed = row.peek("last_status_change_at").and_then(|at| time::json(at).stamp());
    let logged = |kind: &str| entry(&row, kind);
    let acknowledged = logged("acknowledge").or_else(|| first_of(&row, "acknowledgements"));
    // What was resolved and opened again has a resolution in its log and has not ended.
    let ended = if resolved == Some(true) { last_entry(&row, "resolve") } else { None };
    let created = row.time("created_at").or_else(|| row.time("created_on"));
    let acknowledged = acknowledged.or_else(|| row.time("first_acknowledged_on")).or_else(|| after(created, &row));
    let mut record = Incident {
        system: "PagerDuty".to_owned(),
        id,
        title: row.first_text(&["title", "description", "summary"]),
        class: row.text("incident_type.name"),
        resolved: resolved.or_else(|| told_end(&row)),
        status_word,
        created,
        acknowledged,
        ended: row
            .time("resolved_at")
            .or_else(|| row.time("resolved_on"))
            .or(ended)
            .or(changed.filter(|_| resolved == Some(true))),
        service: row.first_text(&["service.summary", "service.name", "service_name"]),
        assignee: assignee(&mut row),
        reporter: row.first_text(&["first_trigger_log_entry.agent.summary", "first_trigger_log_entry.channel.agent.summary"]),
        ..Incident::default()
    };
    rate(&mut row, &mut record);
    row.record(sink, Data::Incident(Box::new(record)))
}

/// Whether a row of the analytics or of the console's CSV, which give no status, tells that it is over. Its end is there as
/// soon as it is; a blank cell of a table is left out of the row, so that there only an end tells.
fn told_end(row: &Fields) -> Option<bool> {
    let ends = ["resolved_at", "resolved_on"];
    ends.iter().find(|end| row.has(end)).map(|end| row.peek(end).is_some())
}

/// When somebody took it up, where that is told as seconds after the beginning.
fn after(created: Option<Stamp>, row: &Fields) -> Option<Stamp> {
    let seconds = row.peek("seconds_to_first_ack").and_then(text_of)?.parse::<f64>().ok()?;
    #[expect(clippy::cast_possible_truncation, reason = "whole seconds of a duration, bounded by the check of the sum")]
    let length = chrono::TimeDelta::try_seconds(seconds as i64)?;
    match created? {
        Stamp::Instant(created) => created.checked_add_signed(length).map(Stamp::Instant),
        Stamp::Local(created) => created.checked_add_signed(length).map(Stamp::Local),
        Stamp::Day(_) => None,
    }
}

/// The priority where the account uses priorities, else the urgency.
fn rate(row: &mut Fields, record: &mut Incident) {
    let Some(priority) = row.first_text(&["priority.summary", "priority.name", "priority_name"]) else {
        URGENCY.rate_incident(row.text("urgency"), record);
        return;
    };
    let severity = incident::number(&priority).map(|number| incident::NUMBERED.of(number));
    incident::NUMBERED.rate_incident(Some(priority), record);
    record.severity = severity.unwrap_or_default();
}

/// The time of the first log entry of a kind.
fn entry(row: &Fields, kind: &str) -> Option<Stamp> {
    entries(row, kind).min_by_key(|at| at.earliest(chrono_tz::UTC))
}

/// The time of the last log entry of a kind.
fn last_entry(row: &Fields, kind: &str) -> Option<Stamp> {
    entries(row, kind).max_by_key(|at| at.earliest(chrono_tz::UTC))
}

fn entries<'f>(row: &'f Fields, kind: &'f str) -> impl Iterator<Item = Stamp> + 'f {
    let all = row.peek("log_entries").and_then(Value::as_array).into_iter().flatten();
    let is = move |entry: &&Value| {
        let told = entry.get("type").and_then(Value::as_str).unwrap_or_default();
        told.strip_prefix(kind).is_some_and(|rest| rest.starts_with("_log_entry"))
    };
    all.filter(is).filter_map(|entry| time::json(entry.get("created_at")?).stamp())
}

/// The first time (`at`) in a list.
fn first_of(row: &Fields, list: &str) -> Option<Stamp> {
    let all = row.peek(list)?.as_array()?.iter();
    all.filter_map(|item| time::json(item.get("at")?).stamp()).min_by_key(|at| at.earliest(chrono_tz::UTC))
}

/// Who the incident was assigned to; several are named in order.
fn assignee(row: &mut Fields) -> Option<String> {
    let all = row.peek("assignments").and_then(Value::as_array).into_iter().flatten();
    let named = all.filter_map(|one| {
        let who = one.get("assignee")?;
        ["email", "summary", "name", "id"].iter().find_map(|key| text_of(who.get(*key)?))
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { row.text("assigned_to_user_names") } else { Some(named.join(", ")) }
}
