//! Semgrep `AppSec` Platform: findings in code and in dependencies as its API lists them.

use super::semgrep::WORDS;
use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json, pages},
    vendor::scanner,
};
use model::{
    Data, Kind,
    record::{Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

const TOOL: &str = "Semgrep";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "semgrep-platform",
    version: 1,
    about: About {
        vendor: "Semgrep",
        title: "AppSec Platform findings",
        export: &[
            "With an API token of the scope Web API, call GET https://semgrep.dev/api/v1/deployments/SLUG/findings?page=0&page_size=3000, \
             once with issue_type=sast and once with issue_type=sca, and go through the pages until one is empty.",
            "Leave `status` out of the query, so that fixed and ignored findings come too. Save each page as a JSON file.",
        ],
        covers: "All findings of a deployment at the moment of the export.",
        retention_days: None,
        // Read from the published interface; `vulns` from public test files of other readers.
        source: "https://semgrep.dev/api/v1/docs/#tag/FindingsService",
    },
    emits: &[Kind::Vulnerability],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let code = head.row_of("findings").is_some_and(|row| {
        head::has(row, &["rule_name", "severity", "repository"])
            && ["match_based_id", "syntactic_id", "relevant_since", "triage_state"].iter().any(|key| row.get(key).is_some())
    });
    let old = head.row_of("vulns").is_some_and(|row| head::has(row, &["advisory.severity", "matchedDependency"]));
    if code || old {
        return Match::Certain;
    }
    // A page without findings says nothing of its origin.
    let only = |list: &str| head.object()?.as_object().filter(|map| map.len() == 1)?.get(list)?.as_array().map(Vec::is_empty);
    if only("findings") == Some(true) || only("vulns") == Some(true) { Match::Maybe(40) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Semgrep AppSec Platform".to_owned());
    sink.facts.report = Some("Findings (GET /api/v1/deployments/SLUG/findings)".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, &["findings", "vulns"], sink, &mut |row, sink| {
        let old = row.list == "vulns";
        if row.list.is_empty() {
            Fields::from(row).lacks(sink, "findings");
            return Ok(());
        }
        if old { dependency(Fields::from(row), sink) } else { finding(Fields::from(row), sink) }
    })?;
    sink.facts.incomplete = pages::incomplete(&whole);
    // A full page may be followed by another one, which nothing in it tells.
    sink.facts.incomplete.extend(pages::capped(whole.rows, 3000, "a page of findings"));
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn finding(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("rule_name").or_else(|| row.text("rule.name")) else {
        row.lacks(sink, "rule_name");
        return Ok(());
    };
    let (status, status_word) = status(&mut row);
    let line = row.whole("location.line");
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: scanner::others(row.text("vulnerability_identifier"), &id),
        asset: row.text("repository.name"),
        location: scanner::place(row.text("location.file_path"), line),
        package: row.text("found_dependency.package"),
        installed: row.text("found_dependency.version"),
        fixed_in: scanner::joined(&row.texts("fix_recommendations", "version")),
        title: row.first_text(&["rule_message", "rule.message"]),
        first_seen: row.time("created_at"),
        fixed: if status == VulnerabilityStatus::Fixed { row.time("state_updated_at") } else { None },
        status,
        status_word,
        id,
        ..Vulnerability::default()
    };
    WORDS.rate(row.text("severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// `status` is what the platform shows; `state` and `triage_state` are what it is made of.
fn status(row: &mut Fields) -> (VulnerabilityStatus, Option<String>) {
    let triage = row.peek_text("triage_state").map(str::to_ascii_lowercase);
    let reason = row.peek_text("triage_reason").map(str::to_ascii_lowercase);
    let word = row.text("status").or_else(|| row.text("state"));
    let status = match word.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("fixed" | "removed") => VulnerabilityStatus::Fixed,
        Some("ignored" | "muted") => ignored(reason.as_deref()),
        _ if triage.as_deref() == Some("ignored") => ignored(reason.as_deref()),
        _ => VulnerabilityStatus::Open,
    };
    let shown = match (word, &reason) {
        (Some(word), Some(reason)) if status != VulnerabilityStatus::Open => Some(format!("{word}: {reason}")),
        (word, _) => word,
    };
    (status, shown)
}

fn ignored(reason: Option<&str>) -> VulnerabilityStatus {
    if reason == Some("false_positive") { VulnerabilityStatus::NotAffected } else { VulnerabilityStatus::Accepted }
}

/// A vulnerable dependency of the older interface.
fn dependency(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let cves = row.peek("advisory.references.cveIds").and_then(Value::as_array).into_iter().flatten();
    let cves: Vec<String> = cves.filter_map(crate::read::fields::text_of).collect();
    let Some(id) = cves.first().cloned().or_else(|| row.text("advisory.ruleId")).or_else(|| row.text("title")) else {
        row.lacks(sink, "advisory");
        return Ok(());
    };
    let word = row.text("triage.status");
    let status = match word.as_deref().map(str::to_ascii_uppercase).as_deref() {
        Some("CLOSED" | "FIXED" | "RESOLVED") => VulnerabilityStatus::Fixed,
        Some("IGNORED" | "DISMISSED") => VulnerabilityStatus::Accepted,
        _ => VulnerabilityStatus::Open,
    };
    let line = row.whole("dependencyFileLocation.startLine");
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: scanner::others(cves, &id),
        asset: row.first_text(&["repositoryName", "repositoryId"]),
        location: scanner::place(row.text("dependencyFileLocation.path"), line),
        package: row.text("matchedDependency.name"),
        installed: row.text("matchedDependency.versionSpecifier"),
        title: row.text("title"),
        first_seen: row.time("openedAt"),
        fixed_in: row.text("closestSafeDependency.versionSpecifier"),
        fixed: if status == VulnerabilityStatus::Fixed { row.time("closedAt") } else { None },
        status,
        status_word: word,
        id,
        ..Vulnerability::default()
    };
    WORDS.rate(row.text("advisory.severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
