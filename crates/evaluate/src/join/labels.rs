//! Words for the numbers that a system stores (the choices of `ServiceNow`), from an export of its own.

use crate::{dataset::Dataset, words::fold};
use model::record::Severity;
use std::collections::BTreeMap;

/// The labels of a system: by field and value, for a table and for the tables that inherit from it.
struct Labels(BTreeMap<(String, String, String), BTreeMap<String, String>>);

impl Labels {
    fn new(dataset: &Dataset) -> Self {
        let mut all: BTreeMap<(String, String, String), BTreeMap<String, String>> = BTreeMap::new();
        for label in &dataset.labels {
            let it = &label.value;
            let key = (fold(&it.system), fold(&it.field), fold(&it.value));
            all.entry(key).or_default().insert(fold(&it.table), it.label.clone());
        }
        Self(all)
    }

    /// Replaces a number by its label. Tables are asked in order: the own one before those that it inherits from.
    fn decode(&self, system: &str, tables: &[&str], fields: &[&str], word: &mut Option<String>) -> bool {
        let Some(number) = word.as_deref().filter(|word| word.trim().parse::<i64>().is_ok()) else { return false };
        let found = fields.iter().find_map(|field| {
            let by_table = self.0.get(&(fold(system), (*field).to_owned(), fold(number)))?;
            tables.iter().find_map(|table| by_table.get(*table)).cloned()
        });
        let is_found = found.is_some();
        if is_found {
            *word = found;
        }
        is_found
    }
}

/// Decodes the states and priorities of incidents, tickets and changes, and what follows from them.
pub(super) fn decode(dataset: &mut Dataset) {
    if dataset.labels.is_empty() {
        return;
    }
    let labels = Labels::new(dataset);
    for incident in dataset.incidents.iter_mut().map(|row| &mut row.value) {
        let tables = ["incident", "task"];
        if labels.decode(&incident.system, &tables, &["state", "incident_state"], &mut incident.status_word) {
            incident.resolved = incident.resolved.or(is_done(incident.status_word.as_deref()));
        }
        let fields = ["priority", "severity", "impact", "urgency"];
        if labels.decode(&incident.system, &tables, &fields, &mut incident.severity_word)
            && incident.severity == Severity::Unknown
        {
            incident.severity = severity(incident.severity_word.as_deref().unwrap_or_default());
        }
    }
    for ticket in dataset.tickets.iter_mut().map(|row| &mut row.value) {
        let own = ticket.type_word.as_deref().map(fold).unwrap_or_default();
        let tables = [own.as_str(), "change_request", "change_task", "problem", "incident", "task"];
        if labels.decode(&ticket.system, &tables, &["state"], &mut ticket.status_word) {
            ticket.done = ticket.done.or(is_done(ticket.status_word.as_deref()));
        }
        labels.decode(&ticket.system, &tables, &["priority"], &mut ticket.priority);
    }
    for change in dataset.changes.iter_mut().map(|row| &mut row.value) {
        labels.decode(&change.system, &["change_request", "task"], &["state"], &mut change.state_word);
    }
}

/// Whether a word for a state means that the work is over; none for words that do not say.
fn is_done(word: Option<&str>) -> Option<bool> {
    let word = fold(word?);
    if ["closed", "resolved", "complete"].iter().any(|done| word.starts_with(done)) {
        return Some(true);
    }
    ["new", "open", "in progress", "work in progress", "on hold", "pending"].contains(&word.as_str()).then_some(false)
}

/// The severity in a label such as `1 - Critical`.
fn severity(label: &str) -> Severity {
    let word = fold(label.rsplit_once('-').map_or(label, |(_, word)| word));
    match word.as_str() {
        "critical" => Severity::Critical,
        "high" => Severity::High,
        "moderate" | "medium" => Severity::Medium,
        "low" => Severity::Low,
        "planning" => Severity::Info,
        _ => Severity::Unknown,
    }
}
