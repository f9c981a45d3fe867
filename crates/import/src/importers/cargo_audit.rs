//! cargo audit: advisories of `RustSec` on the packages of one lockfile.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json,
    },
    severity,
    vendor::{
        scanner::{self},
        scans::Scans,
    },
};
use model::{
    Data, Kind,
    record::{Severity, Vulnerability},
};
use serde_json::Value;

const TOOL: &str = "cargo audit";

/// Warnings are kinds, not severities. What `RustSec` publishes as informational is that; `unsound` is not rated by it.
const WARNINGS: severity::Rule = severity::Rule {
    name: "rustsec informational since 2020-01-24",
    words: &[("unmaintained", Severity::Info), ("notice", Severity::Info), ("yanked", Severity::Info)],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "cargo-audit",
    version: 1,
    about: About {
        vendor: "RustSec",
        title: "cargo audit",
        export: &[
            "In the folder with `Cargo.lock`, run `cargo audit --json > cargo-audit.json`.",
            "Keep the reports of clean scans too. The report names neither the project nor its time: keep one file a project and scan.",
        ],
        covers: "The packages of one lockfile at the moment of the scan.",
        retention_days: None,
        source: "https://docs.rs/rustsec/latest/rustsec/report/struct.Report.html",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.row() else { return Match::No };
    let marks = ["database.advisory-count", "lockfile.dependency-count"];
    if head::has(json, &marks) && json.get("vulnerabilities").is_some_and(Value::is_object) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("cargo audit --json".to_owned());
    sink.facts.snapshot = true;
    // The report as a whole is one row: it is as small as the lockfile that it is about.
    let mut scans = Scans::default();
    let mut about = model::gateway::Extra::new();
    json::rows(input, &[], sink, &mut |row, sink| {
        let mut report = Fields::from(row);
        if !report.has("vulnerabilities.list") {
            report.lacks(sink, "vulnerabilities.list");
            return Ok(());
        }
        let at = report.position().clone();
        let found = findings(&mut report, sink)?;
        scans.note(TOOL, "", &at, None, found);
        about = crate::read::fields::extra(report.into_left());
        Ok(())
    })?;
    scans.put_about(about, sink)
}

/// Reads a report; gives how many findings it has.
fn findings(report: &mut Fields, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let ignored = report.peek("settings.ignore").and_then(Value::as_array).into_iter().flatten();
    let ignored: Vec<String> = ignored.filter_map(text_of).collect();
    if let Some(ignored) = scanner::joined(&ignored) {
        sink.facts.filters = Some(format!("left out: {ignored}"));
    }
    let told = report.peek("vulnerabilities.count").and_then(Value::as_u64);
    let listed = scanner::inner(report, "vulnerabilities.list");
    if let Some(told) = told {
        sink.facts.control_totals.insert("vulnerabilities".to_owned(), told.to_string());
        if told > listed.len() as u64 {
            sink.facts.incomplete.push(format!("`vulnerabilities.count` says {told} and the list has {}", listed.len()));
        }
    }
    // Warnings are a map by kind; reports before 0.12 had one list.
    let kinds: Vec<String> =
        report.peek("warnings").and_then(Value::as_object).into_iter().flat_map(|map| map.keys().cloned()).collect();
    let mut all: Vec<Fields> = listed;
    all.extend(kinds.iter().flat_map(|kind| scanner::inner(report, &format!("warnings.{kind}"))).collect::<Vec<_>>());
    if kinds.is_empty() && report.peek("warnings").is_some_and(Value::is_array) {
        all.extend(scanner::inner(report, "warnings"));
    }
    let found = all.len() as u64;
    for row in all {
        finding(row, sink)?;
    }
    Ok(found)
}

/// A vulnerability, or a warning, which has a kind.
fn finding(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let kind = row.text("kind");
    let package = row.text("package.name").or_else(|| row.text("advisory.package"));
    // A package that was withdrawn has no advisory: its kind is what names the finding.
    let Some(id) = row.text("advisory.id").or_else(|| kind.clone()) else {
        row.lacks(sink, "advisory.id");
        return Ok(());
    };
    let vector = row.peek_text("advisory.cvss").map(str::to_owned);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: row.texts("advisory.aliases", ""),
        package,
        installed: row.text("package.version"),
        fixed_in: scanner::joined(&row.texts("versions.patched", "")),
        title: row.text("advisory.title"),
        id,
        ..Vulnerability::default()
    };
    WARNINGS.rate(kind, &mut found);
    severity::rate_vector(vector.as_deref(), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
