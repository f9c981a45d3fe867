//! What the evaluators of incidents share: which rows are incidents, when their clock started, and what is known until when.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::keep,
    inputs::is_future,
    words::tokens,
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Filter, Stamp, Terms,
    record::{Incident, Severity},
};

/// Incidents known at the moment of judgement, less what an incident system lists besides: planned work, exercises, what was
/// cancelled, merged into another or a false alarm.
pub(crate) fn incidents<'a>(dataset: &'a Dataset, terms: &Terms, filters: &mut Vec<Filter>) -> Vec<&'a Sourced<Incident>> {
    let known = |row: &&Sourced<Incident>| {
        let evidence = dataset.evidence.get(&row.pointer.evidence);
        let later = start(&row.value, terms).is_some_and(|start| start.earliest(terms.zone) > terms.as_of);
        !later && evidence.is_some_and(|evidence| !is_future(evidence, terms))
    };
    let rows = keep(dataset.incidents.iter().collect(), "known at the moment of judgement", filters, known);
    let kept = "other than planned work, exercises, false alarms, and what was cancelled or merged into another";
    let rows = keep(rows, kept, filters, |row| !is_none(&row.value));
    keep(rows, "other than informational", filters, |row| row.value.severity != Severity::Info)
}

/// When its clock started: when it was opened, since nobody can answer before; when it began, where it was written down only
/// after it had been taken up or was over.
pub(crate) fn start(incident: &Incident, terms: &Terms) -> Option<Stamp> {
    let Some(created) = incident.created else { return incident.started };
    let zone = terms.zone;
    let done = [incident.acknowledged, incident.ended].into_iter().flatten().map(|at| at.latest(zone)).min();
    let after = done.is_some_and(|done| created.earliest(zone) > done);
    if after { incident.started.or(Some(created)) } else { Some(created) }
}

/// The last moment of which the evidence of an incident tells, by its own word.
pub(crate) fn told_until(row: &Sourced<Incident>, dataset: &Dataset, terms: &Terms) -> Option<DateTime<Utc>> {
    let dates = &dataset.evidence.get(&row.pointer.evidence)?.dates;
    let stated = [dates.extracted, dates.covers_to].into_iter().flatten().map(|at| at.earliest(terms.zone)).max();
    stated.map(|at| at.min(terms.as_of))
}

/// When it was over: the time told, if it is not in the future; facts after the moment of judgement do not count.
pub(crate) fn end(incident: &Incident, terms: &Terms) -> Option<Stamp> {
    incident.ended.filter(|at| at.earliest(terms.zone) <= terms.as_of && incident.resolved != Some(false))
}

/// Whether it touches the window: it began by its end and was not over before it.
pub(crate) fn in_window(incident: &Incident, terms: &Terms) -> bool {
    let begun = start(incident, terms).is_none_or(|start| terms.day(start) <= clock::horizon(terms));
    begun && end(incident, terms).is_none_or(|end| terms.day(end) >= terms.window.from)
}

/// The day of a time in the zone of the company, for parameters; the last day judged where there is none.
pub(crate) fn day(at: Option<Stamp>, terms: &Terms) -> NaiveDate {
    at.map_or_else(|| clock::horizon(terms), |at| terms.day(at))
}

/// Title, or what there is instead, in a few words.
pub(crate) fn title(incident: &Incident) -> &str {
    incident.title.as_deref().or(incident.service.as_deref()).unwrap_or("no title")
}

/// The severity with the source's word where that is another.
pub(crate) fn severity(incident: &Incident) -> String {
    let id = incident.severity.id();
    match incident.severity_word.as_deref() {
        Some(word) if !word.eq_ignore_ascii_case(id) => format!("{id} (`{word}`)"),
        _ => id.to_owned(),
    }
}

fn is_none(incident: &Incident) -> bool {
    const STATUS: &[&str] = &["cancelled", "canceled", "declined", "merged", "duplicate", "rejected", "invalid"];
    const CLASS: &[&str] = &["maintenance", "scheduled", "planned", "test", "example", "drill", "exercise", "tabletop"];
    let has = |text: Option<&String>, list: &[&str]| {
        text.map(|text| tokens(text)).unwrap_or_default().iter().any(|word| list.contains(&word.as_str()))
    };
    let status = incident.status_word.as_deref().map(tokens).unwrap_or_default().join(" ");
    let false_alarm = status.contains("false alarm") || status.contains("false positive") || status.contains("not an incident");
    has(incident.status_word.as_ref(), STATUS) || has(incident.class.as_ref(), CLASS) || false_alarm
}
