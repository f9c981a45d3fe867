//! Semgrep: the findings of one scan in its own JSON.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json},
    severity,
    vendor::{
        scanner::{self},
        scans::Scans,
    },
};
use model::{
    Data, Kind,
    record::{Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

const TOOL: &str = "Semgrep";

/// The levels of code rules, and the words of rules about dependencies and of newer code rules.
pub(super) const WORDS: severity::Rule = severity::Rule {
    name: "semgrep since 2020-02-20",
    words: &[
        ("critical", Severity::Critical),
        ("high", Severity::High),
        ("error", Severity::High),
        ("medium", Severity::Medium),
        ("moderate", Severity::Medium),
        ("warning", Severity::Medium),
        ("low", Severity::Low),
        ("info", Severity::Low),
        ("inventory", Severity::Info),
        ("experiment", Severity::Info),
    ],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "semgrep",
    version: 1,
    about: About {
        vendor: "Semgrep",
        title: "Scan",
        export: &[
            "Run `semgrep scan --json --output semgrep.json` (or `semgrep ci --json`) in the repository.",
            "Keep the reports of clean scans too. The report names neither the repository nor its time: keep one file a repository and scan.",
        ],
        covers: "The files that one scan looked at.",
        retention_days: None,
        source: "https://semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.object() else { return Match::No };
    if head.row_of("results").is_some_and(|row| head::has(row, &["check_id", "path", "start", "extra"])) {
        return Match::Certain;
    }
    let clean = json.get("results").and_then(Value::as_array).is_some_and(Vec::is_empty);
    let told = head::has(json, &["errors", "paths.scanned"]) || head::has(json, &["errors", "version", "skipped_rules"]);
    if clean && told {
        return Match::Certain;
    }
    // The oldest versions wrote no more than this of a clean scan.
    if clean && json.get("errors").is_some_and(Value::is_array) { Match::Maybe(50) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.report = Some("semgrep scan --json".to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let whole = json::rows(input, &["results"], sink, &mut |row, sink| {
        if row.list.is_empty() {
            Fields::from(row).lacks(sink, "results");
            return Ok(());
        }
        scans.note(TOOL, "", &scanner::document(), None, 1);
        finding(Fields::from(row), sink)
    })?;
    let about = &whole.beside;
    let version = about.text("version").map(|version| format!("{TOOL} {version}"));
    sink.facts.product = Some(version.unwrap_or_else(|| TOOL.to_owned()));
    if whole.declared_empty {
        scans.note(TOOL, "", &scanner::document(), None, 0);
    }
    scans.damaged(TOOL, about, &["results"], sink);
    let errors = about.at("errors").and_then(Value::as_array).map_or(0, Vec::len);
    if errors > 0 {
        sink.facts.incomplete.push(format!("errors that Semgrep met, where it may not have scanned: {errors}"));
    }
    if let Some(scanned) = about.at("paths.scanned").and_then(Value::as_array) {
        sink.facts.control_totals.insert("files scanned".to_owned(), scanned.len().to_string());
    }
    scans.put_about(scanner::about(about, &["errors", "paths", "skipped_rules", "interfile_languages_used"]), sink)
}

fn finding(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("check_id") else {
        row.lacks(sink, "check_id");
        return Ok(());
    };
    let validated = row.peek_text("extra.validation_state").is_some_and(|state| state != "NO_VALIDATOR");
    if validated || scanner::is_about_secrets(&[&id]) {
        for quoted in ["extra.lines", "extra.metavars", "extra.fix"] {
            row.take(quoted);
        }
    }
    let ignored = row.truth("extra.is_ignored") == Some(true);
    let advisory = row.peek_text("extra.metadata.sca-vuln-database-identifier").map(str::to_owned);
    let dependency = "extra.sca_info.dependency_match.found_dependency";
    let line = row.whole("start.line");
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: scanner::others(advisory, &id),
        location: scanner::place(row.text("path"), line),
        package: row.text(&format!("{dependency}.package")),
        installed: row.text(&format!("{dependency}.version")),
        title: row.text("extra.message"),
        status: if ignored { VulnerabilityStatus::Accepted } else { VulnerabilityStatus::Open },
        status_word: ignored.then(|| "ignored".to_owned()),
        id,
        ..Vulnerability::default()
    };
    // The level of a rule about a dependency is that of the rule; the advisory's is beside it.
    WORDS.rate(row.first_text(&["extra.metadata.sca-severity", "extra.severity"]), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
