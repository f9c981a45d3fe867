//! Amazon Inspector: findings as `list-findings` gives them, and the console's report in JSON or CSV.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
    },
    severity::Rule,
    vendor::scans::Scans,
};
use model::{
    Data, Kind,
    record::{Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// JSON and tables of the same.
const EXPORT: Export = Export {
    product: TOOL,
    report: "Findings (ListFindings)",
    snapshot: true,
    lists: &["findings"],
    tables: &[MARKS],
    ..Export::PLAIN
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-inspector",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "Inspector findings",
        export: &[
            "With the managed policy AmazonInspector2ReadOnlyAccess: `aws inspector2 list-findings > findings.json`, for each \
             region; the command follows all pages by itself.",
            "Or in the console: Findings, Export findings, JSON, with all statuses: closed ones are left out unless asked for.",
        ],
        covers: "All findings of an account (of an organisation, from the delegated administrator) in one region.",
        // Closed findings are deleted after 3 days where the resource is gone, after 30 days otherwise.
        retention_days: Some(30),
        source: "https://docs.aws.amazon.com/inspector/v2/APIReference/API_Finding.html",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "Amazon Inspector";

/// Severities of Inspector; untriaged stays unknown.
const SEVERITY: Rule = Rule {
    name: "amazon inspector since 2021-11-29",
    words: &[
        ("CRITICAL", Severity::Critical),
        ("HIGH", Severity::High),
        ("MEDIUM", Severity::Medium),
        ("LOW", Severity::Low),
        ("INFORMATIONAL", Severity::Info),
        ("UNTRIAGED", Severity::Unknown),
    ],
};

/// Columns of the console's CSV, as AWS describes them; no real export was at hand to compare with.
const MARKS: &[&str] = &["Finding ARN", "Severity", "First Seen", "Last Seen", "Resource ID"];

fn sniff(head: &Head<'_>) -> Match {
    let is_finding = |row: &Value| row.get("findingArn").and_then(Value::as_str).is_some_and(|arn| arn.contains(":inspector2:"));
    let row = head.row_of("findings").or_else(|| head.row());
    let is_empty = head.object().is_some_and(|object| {
        head::has(object, &["findings"]) && object.get("findings").and_then(Value::as_array).is_some_and(Vec::is_empty)
    });
    match row {
        Some(row) if is_finding(row) => Match::Certain,
        Some(row) if head::has(row, &["findingArn", "awsAccountId", "firstObservedAt"]) => Match::Maybe(70),
        _ if EXPORT.is_table(head) => Match::Certain,
        _ if is_empty => Match::Maybe(40),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut scans = Scans::default();
    EXPORT.read(input, sink, &mut |row, sink| {
        if row.has("Finding ARN") { cells(row, &mut scans, sink) } else { finding(row, &mut scans, sink) }
    })?;
    scans.put(sink)
}

fn finding(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let id = ["packageVulnerabilityDetails.vulnerabilityId", "codeVulnerabilityDetails.detectorId", "title"];
    let Some(id) = row.first_text(&id) else {
        row.lacks(sink, "vulnerabilityId");
        return Ok(());
    };
    let packages = row.peek("packageVulnerabilityDetails.vulnerablePackages").cloned();
    let of = |name: &str| joined(packages.as_ref(), name);
    let resource = row.peek("resources").and_then(|all| all.get(0)?.get("id")).and_then(text_of);
    let scored = |row: &Fields| text_of(row.peek("packageVulnerabilityDetails.cvss")?.get(0)?.get("baseScore")?);
    let found = Vulnerability {
        aliases: row.texts("packageVulnerabilityDetails.relatedVulnerabilities", ""),
        asset: resource,
        location: of("filePath").or_else(|| row.text("codeVulnerabilityDetails.filePath.filePath")),
        package: of("name"),
        installed: of("version"),
        fixed_in: of("fixedInVersion"),
        title: row.text("title"),
        score: row.text("inspectorScore").or_else(|| scored(&row)),
        first_seen: row.time("firstObservedAt"),
        ..Vulnerability::default()
    };
    let names = ["status", "severity", "awsAccountId", "lastObservedAt", "updatedAt"];
    put(row, names, Vulnerability { id, ..found }, scans, sink)
}

/// A row of the console's CSV.
fn cells(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["Vulnerability Id", "Detector Id", "Title"]) else {
        row.lacks(sink, "Vulnerability Id");
        return Ok(());
    };
    let found = Vulnerability {
        id,
        asset: row.text("Resource ID"),
        location: row.text("File Path"),
        package: row.text("Affected Packages"),
        installed: row.text("Package Installed Version"),
        fixed_in: row.text("Fixed in Version"),
        title: row.text("Title"),
        score: row.text("Inspector Score"),
        first_seen: row.time("First Seen"),
        ..Vulnerability::default()
    };
    put(row, ["Status", "Severity", "AWS Account Id", "Last Seen", "Last Updated"], found, scans, sink)
}

/// What both forms share, by the names of status, severity, account, and the times last seen and changed.
fn put(mut row: Fields, names: [&str; 5], found: Vulnerability, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let [status, severity, account, seen, changed] = names;
    let status_word = row.text(status);
    let status = match status_word.as_deref() {
        Some("CLOSED") => VulnerabilityStatus::Fixed,
        Some("SUPPRESSED") => VulnerabilityStatus::Accepted,
        _ => VulnerabilityStatus::Open,
    };
    // What is closed was looked at when its status changed; when it was gone, Inspector does not say.
    let first = if status == VulnerabilityStatus::Fixed { [changed, seen] } else { [seen, changed] };
    let scanned = first.iter().find_map(|name| row.time(name));
    if let Some(account) = row.peek(account).and_then(text_of) {
        sink.facts.instance.get_or_insert(account);
    }
    let mut found = Vulnerability { tool: TOOL.to_owned(), status, status_word, scanned, ..found };
    SEVERITY.rate(row.text(severity), &mut found);
    if let Some(asset) = &found.asset {
        scans.note(TOOL, asset, row.position(), scanned, u64::from(status != VulnerabilityStatus::Fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// What the packages of a finding have under a name, each once.
fn joined(packages: Option<&Value>, name: &str) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for text in packages?.as_array()?.iter().filter_map(|one| text_of(one.get(name)?)) {
        if !text.is_empty() && text != "NotAvailable" && !all.contains(&text) {
            all.push(text);
        }
    }
    Some(all.join(", ")).filter(|text| !text.is_empty())
}
