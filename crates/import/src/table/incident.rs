//! Rows that are incidents.

use super::{cells::Cells, words};
use crate::{severity, vendor::incident};
use model::{
    Data,
    record::{Incident, Severity},
};

/// Words that tables have beside the common ones.
const WORDS: severity::Rule = severity::Rule {
    name: "words of incident tables since 2026-01-01",
    words: &[
        ("major", Severity::High),
        ("severe", Severity::Critical),
        ("urgent", Severity::Critical),
        ("normal", Severity::Medium),
        ("trivial", Severity::Info),
        ("kritisch", Severity::Critical),
        ("hoch", Severity::High),
        ("mittel", Severity::Medium),
        ("niedrig", Severity::Low),
        ("gering", Severity::Low),
    ],
};

/// The incident of a row; none where nothing names it.
pub(crate) fn incident(cells: &Cells<'_>) -> Option<Data> {
    let title = cells.text("title");
    let id = cells.text("id").or_else(|| cells.text("key")).or_else(|| title.clone())?;
    let ended = cells.stamp("ended");
    let status_word = cells.text("status");
    let resolved = status_word.as_deref().and_then(words::incident_over).or(ended.map(|_| true));
    for id in ["cause", "updated"] {
        cells.keep(id);
    }
    let mut incident = Incident {
        system: cells.system(),
        id,
        title,
        class: cells.text("class"),
        status_word,
        resolved,
        started: cells.stamp("started"),
        created: cells.stamp("created"),
        acknowledged: cells.stamp("acknowledged"),
        notified: cells.stamp("notified"),
        ended,
        service: cells.text("service"),
        reporter: cells.text("reporter"),
        assignee: cells.text("assignee"),
        postmortem: cells.text("postmortem"),
        security: cells.truth("security"),
        labels: cells.list("labels"),
        ..Incident::default()
    };
    if let Some(word) = cells.text("severity") {
        let (rule, severity) = rated(&word);
        rule.rate_incident(Some(word), &mut incident);
        incident.severity = severity;
    }
    Some(Data::Incident(Box::new(incident)))
}

/// The severity of a word and the rule that it is by. A bare number tells nothing: some count from the worst, some to it.
pub(super) fn rated(word: &str) -> (&'static severity::Rule, Severity) {
    let bare = word.trim().bytes().all(|byte| byte.is_ascii_digit());
    // Of `1 - Critical` and `High (2)` the word counts.
    let named = word.split(['-', '(', ')', ':', '\u{2013}', '/']).map(str::trim).find_map(|part| {
        [&severity::COMMON, &WORDS].into_iter().find_map(|rule| match rule.of(part) {
            Severity::Unknown => None,
            found => Some((rule, found)),
        })
    });
    let numbered = || {
        let number = incident::number(word).filter(|_| !bare)?;
        Some((&incident::NUMBERED, incident::NUMBERED.of(number)))
    };
    named.or_else(numbered).unwrap_or((&severity::COMMON, Severity::Unknown))
}

/// Whether a word tells a severity of incidents.
pub(crate) fn is_severity(cell: &str) -> bool {
    rated(cell).1 != Severity::Unknown || matches!(cell.trim(), "0" | "1" | "2" | "3" | "4" | "5")
}
