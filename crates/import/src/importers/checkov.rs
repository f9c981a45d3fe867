//! Checkov: checks of infrastructure as code, a report or a list of reports by framework, and its scans of packages.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        json::{self, Row},
    },
    severity::COMMON,
    vendor::{
        checks,
        scans::{Scans, rate},
    },
};
use model::{
    Data, Kind, Position,
    record::{CheckResult, ConfigurationCheck, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "checkov",
    version: 1,
    about: About {
        vendor: "Palo Alto Networks",
        title: "Checkov report",
        export: &[
            "Run `checkov --directory . --output json --soft-fail > checkov.json` without --compact, --quiet or --check.",
            "Keep the reports of clean runs too: they show that the scan took place.",
        ],
        covers: "The code of one folder or repository at the moment of the run; the report does not name either.",
        retention_days: None,
        source: "https://www.checkov.io/8.Outputs/JSON.html",
    },
    emits: &[Kind::ConfigurationCheck, Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "Checkov";

/// Lists of a report that is alone in its file. In a list of reports, each report is read whole.
const LISTS: &[&str] = &["results.passed_checks", "results.failed_checks", "results.skipped_checks"];

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let report = head::has(row, &["check_type", "results"]) && LISTS.iter().any(|list| head::has(row, &[list]));
    let nothing = head::has(row, &["passed", "failed", "skipped", "checkov_version"]);
    if report || nothing { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some(TOOL.to_owned());
    let (mut scans, mut found, mut totals) = (Scans::default(), 0_u64, Totals::default());
    let whole = json::reports(input, LISTS, sink, &mut |row, sink| {
        if !row.list.is_empty() {
            let kind = row.beside.text("check_type").unwrap_or_default().to_owned();
            found += 1;
            return one(Fields::from(row), &kind, &mut scans, sink);
        }
        found += report(row, &mut scans, &mut totals, sink)?;
        Ok(())
    })?;
    if let Some(summary) = whole.beside.at("summary") {
        totals.add(summary, sink);
    }
    if let Some(kind) = whole.beside.text("check_type") {
        scans.note(TOOL, kind, &Position::Path("$".to_owned()), None, 0);
    }
    for (name, count) in [("passed", totals.passed), ("failed", totals.failed), ("skipped", totals.skipped)] {
        if totals.told {
            sink.facts.control_totals.insert(name.to_owned(), count.to_string());
        }
    }
    if totals.errors > 0 {
        sink.facts.incomplete.push(format!("files that Checkov could not read: {}", totals.errors));
    }
    sink.facts.declared_empty = found == 0 && (totals.told || whole.declared_empty);
    scans.put(sink)
}

/// What the reports count themselves.
#[derive(Default)]
struct Totals {
    told: bool,
    passed: u64,
    failed: u64,
    skipped: u64,
    errors: u64,
}

impl Totals {
    fn add(&mut self, summary: &Value, sink: &mut Sink<'_>) {
        let count = |name: &str| summary.get(name).and_then(Value::as_u64).unwrap_or_default();
        self.told = true;
        self.passed += count("passed");
        self.failed += count("failed");
        self.skipped += count("skipped");
        self.errors += count("parsing_errors");
        if let Some(version) = summary.get("checkov_version").and_then(Value::as_str) {
            sink.facts.product = Some(format!("{TOOL} {version}"));
        }
    }
}

/// A report of a list, or the summary that stands alone where there was nothing to check.
fn report(row: Row<'_>, scans: &mut Scans, totals: &mut Totals, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let root = row.at.to_string();
    let mut row = Fields::from(row);
    let Some(kind) = row.text("check_type") else {
        if row.has("checkov_version") {
            totals.add(&row.into_left(), sink);
        } else {
            row.lacks(sink, "check_type");
        }
        return Ok(0);
    };
    if let Some(summary) = row.take("summary") {
        totals.add(&summary, sink);
    }
    scans.note(TOOL, &kind, row.position(), None, 0);
    let mut found = 0;
    for list in LISTS {
        let Some(Value::Array(checks)) = row.take(list) else { continue };
        for (index, check) in checks.into_iter().enumerate() {
            found += 1;
            one(Fields::new(Position::Path(format!("{root}.{list}[{index}]")), check), &kind, scans, sink)?;
        }
    }
    Ok(found)
}

fn one(mut row: Fields, kind: &str, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["check_id", "bc_check_id"]) else {
        row.lacks(sink, "check_id");
        return Ok(());
    };
    let title = row.text("check_name");
    // The code that a secret stands in is never kept.
    if kind == "secrets" || title.as_deref().is_some_and(|title| title.to_lowercase().contains("secret")) {
        row.take("code_block");
    }
    row.put("check_type", Value::String(kind.to_owned()));
    let result_word = row.text("check_result.result");
    let result = result_word.as_deref().map(checks::result).unwrap_or_default();
    let path = row.first_text(&["repo_file_path", "file_path"]);
    if row.peek("vulnerability_details").is_some() && result != CheckResult::Passed {
        return package(row, id, title, path, result, scans, sink);
    }
    let mut check = ConfigurationCheck {
        tool: TOOL.to_owned(),
        id,
        title,
        resource: row
            .text("resource")
            .map(|resource| path.as_ref().map_or_else(|| resource.clone(), |path| format!("{path}: {resource}"))),
        result,
        result_word,
        ..ConfigurationCheck::default()
    };
    rate(&COMMON, row.text("severity"), &mut check);
    scans.note(TOOL, kind, row.position(), None, u64::from(result == CheckResult::Failed));
    row.record(sink, Data::ConfigurationCheck(Box::new(check)))
}

/// A vulnerable package, as the scans `sca_package` and `sca_image` of the platform find them.
fn package(
    mut row: Fields,
    id: String,
    title: Option<String>,
    path: Option<String>,
    result: CheckResult,
    scans: &mut Scans,
    sink: &mut Sink<'_>,
) -> Result<(), ReadError> {
    let inner = |name: &str| format!("vulnerability_details.{name}");
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id: row.text(&inner("id")).unwrap_or(id),
        asset: path,
        location: row.text("resource"),
        package: row.text(&inner("package_name")),
        installed: row.text(&inner("package_version")),
        fixed_in: row.text(&inner("lowest_fixed_version")),
        title,
        score: row.text(&inner("cvss")),
        status: if result == CheckResult::Accepted { VulnerabilityStatus::Accepted } else { VulnerabilityStatus::Open },
        status_word: row.text(&inner("status")),
        ..Vulnerability::default()
    };
    let word = row.text("severity");
    COMMON.rate(row.text(&inner("severity")).or(word), &mut found);
    if let Some(asset) = &found.asset {
        scans.note(TOOL, asset, row.position(), None, 1);
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
