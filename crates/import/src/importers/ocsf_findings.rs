//! Findings in the Open Cybersecurity Schema Framework of any product: its classes 2001 to 2007.
//!
//! A compliance finding, and any finding with the outcome of a check (as Prowler writes them), is a check of the
//! configuration; all others are vulnerabilities. Audit events of the framework are other classes and another importer's.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json, pages,
    },
    severity::Rule,
    vendor::{
        checks::{self, standards},
        scans::Scans,
    },
};
use model::{
    Data, Kind, Stamp,
    record::{CheckResult, ConfigurationCheck, Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "ocsf-findings",
    version: 1,
    about: About {
        vendor: "OCSF",
        title: "Findings (Prowler, Security Hub, Wiz, any product)",
        export: &[
            "Prowler: take the .ocsf.json of the folder `output`. Security Hub: `aws securityhub get-findings-v2`. Other \
             products: choose OCSF as the format of their export.",
            "Do not filter by status or severity.",
        ],
        covers: "What the product exports: a run of its checks, or its findings at the moment of the export.",
        retention_days: None,
        source: "https://schema.ocsf.io/1.4.0/categories/findings",
    },
    emits: &[Kind::ConfigurationCheck, Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

/// Numbers and captions of `severity_id`. Fatal, which is above critical, has no name of its own here.
const SEVERITY: Rule = Rule {
    name: "ocsf severity_id since 2023-08-08",
    words: &[
        ("0", Severity::Unknown),
        ("1", Severity::Info),
        ("2", Severity::Low),
        ("3", Severity::Medium),
        ("4", Severity::High),
        ("5", Severity::Critical),
        ("6", Severity::Critical),
        ("99", Severity::Unknown),
        ("informational", Severity::Info),
        ("low", Severity::Low),
        ("medium", Severity::Medium),
        ("high", Severity::High),
        ("critical", Severity::Critical),
        ("fatal", Severity::Critical),
    ],
};

const LISTS: &[&str] = &["Findings", "findings", "events"];

/// Classes of findings: security (deprecated), vulnerability, compliance, detection, incident, data security, application.
const CLASSES: std::ops::RangeInclusive<i64> = 2001..=2007;

fn sniff(head: &Head<'_>) -> Match {
    let row = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let Some(row) = row else { return Match::No };
    let class = row.get("class_uid").and_then(Value::as_i64);
    let is_finding = ["finding_info", "finding", "vulnerabilities", "compliance"].iter().any(|key| row.get(key).is_some());
    if class.is_some_and(|class| CLASSES.contains(&class)) && is_finding { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.report = Some("OCSF findings".to_owned());
    let mut scans = Scans::default();
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| finding(Fields::from(row), &mut scans, sink))?;
    sink.facts.declared_empty = whole.declared_empty;
    sink.facts.incomplete = pages::incomplete(&whole);
    scans.put(sink)
}

fn finding(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let class = row.peek("class_uid").and_then(Value::as_i64);
    if !class.is_some_and(|class| CLASSES.contains(&class)) {
        let message = "this is no finding: `class_uid` is not between 2001 and 2007; it was passed over";
        sink.problem(row.position().clone(), "not-a-finding", message);
        return Ok(());
    }
    let Some(tool) = row.first_text(&["metadata.product.name", "metadata.product.vendor_name"]) else {
        row.lacks(sink, "metadata.product.name");
        return Ok(());
    };
    let version = row.peek_text("metadata.product.version").filter(|version| !version.starts_with('<'));
    sink.facts.product = Some(version.map_or_else(|| tool.clone(), |version| format!("{tool} {version}")));
    if let Some(account) = account(&row) {
        sink.facts.instance.get_or_insert(account);
    }
    let coded = row.peek_text("status_code").is_some_and(|code| checks::result(code) != CheckResult::Unknown);
    let is_check = class == Some(2003) || row.peek("compliance").is_some() || coded;
    if is_check { check(row, tool, scans, sink) } else { vulnerability(row, tool, scans, sink) }
}

/// When the finding was reported: the number is an instant, the text beside it has no zone in some products.
fn at(row: &mut Fields) -> Option<Stamp> {
    ["time", "time_dt", "event_time", "finding_info.modified_time", "finding_info.modified_time_dt"]
        .iter()
        .find_map(|name| row.time(name))
}

fn account(row: &Fields) -> Option<String> {
    let of_resource = || text_of(row.peek("resources")?.get(0)?.get("account_uid")?);
    row.peek_text("cloud.account.uid").map(str::to_owned).or_else(of_resource).filter(|account| !account.is_empty())
}

fn resource(row: &Fields) -> Option<String> {
    let first = row.peek("resources").and_then(|all| all.get(0)).or_else(|| row.peek("resource"));
    let named = |name: &&str| first?.get(*name).and_then(text_of).filter(|text| !text.is_empty());
    let device = ["device.uid", "device.hostname", "device.name"];
    ["uid", "name"].iter().find_map(named).or_else(|| device.iter().find_map(|name| row.peek_text(name)).map(str::to_owned))
}

fn severity(row: &mut Fields) -> (Severity, Option<String>, Option<String>) {
    let number = row.text("severity_id");
    let caption = row.first_text(&["severity", "severity_name"]);
    let known = number.as_deref().or(caption.as_deref()).map_or(Severity::Unknown, |word| SEVERITY.of(word));
    let word = caption.or(number);
    (known, word.clone(), word.map(|_| SEVERITY.name.to_owned()))
}

fn check(mut row: Fields, tool: String, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&[
        "metadata.event_code",
        "compliance.control",
        "finding_info.analytic.uid",
        "finding_info.uid",
        "finding.uid",
    ]) else {
        row.lacks(sink, "finding_info.uid");
        return Ok(());
    };
    let result_word = row.first_text(&["status_code", "compliance.status"]);
    let told = result_word.as_deref().map(checks::result).unwrap_or_default();
    let muted = row.peek_text("status").is_some_and(|status| status.eq_ignore_ascii_case("suppressed"));
    let (severity, severity_word, severity_rule) = severity(&mut row);
    let mut mapped = standards(row.take("unmapped.compliance"));
    mapped.extend(standards(row.take("compliance.requirements")));
    mapped.extend(standards(row.take("compliance.standards")));
    let check = ConfigurationCheck {
        tool,
        id,
        title: row.first_text(&["finding_info.title", "finding.title", "message"]),
        asset: account(&row),
        resource: resource(&row),
        result: if muted && told == CheckResult::Failed { CheckResult::Accepted } else { told },
        result_word,
        severity,
        severity_word,
        severity_rule,
        at: at(&mut row).or_else(|| row.time("finding_info.created_time")),
        standards: mapped,
    };
    checks::put(row, check, scans, sink)
}

fn vulnerability(mut row: Fields, tool: String, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let list = row.peek("vulnerabilities").and_then(Value::as_array).cloned().unwrap_or_default();
    let named = |one: &Value| ["cve.uid", "cve_uid", "advisory.uid"].iter().find_map(|path| text_of(head::at(one, path)?));
    let mut ids = list.iter().filter_map(named);
    let other = ["metadata.event_code", "finding_info.analytic.uid", "finding_info.uid", "finding.uid"];
    let Some(id) = ids.next().or_else(|| row.first_text(&other)) else {
        row.lacks(sink, "finding_info.uid");
        return Ok(());
    };
    let aliases = ids.filter(|alias| *alias != id).collect();
    let packages: Vec<Value> =
        list.iter().filter_map(|one| one.get("affected_packages")?.as_array().cloned()).flatten().collect();
    let of = |name: &str| {
        let mut all: Vec<String> = packages.iter().filter_map(|one| text_of(one.get(name)?)).collect();
        all.dedup();
        Some(all.join(", ")).filter(|text| !text.is_empty())
    };
    let (status, status_word) = status(&mut row);
    let (severity, severity_word, severity_rule) = severity(&mut row);
    let first = [
        "finding_info.first_seen_time",
        "finding_info.first_seen_time_dt",
        "finding.first_seen_time",
        "finding_info.created_time",
        "finding_info.created_time_dt",
        "finding.created_time",
    ];
    let found = Vulnerability {
        tool,
        id,
        aliases,
        asset: resource(&row).or_else(|| account(&row)),
        location: of("path"),
        package: of("name"),
        installed: of("version"),
        fixed_in: of("fixed_in_version"),
        title: row.first_text(&["finding_info.title", "finding.title", "message"]),
        severity,
        severity_word,
        severity_rule,
        score: list.iter().find_map(|one| text_of(head::at(one, "cve.cvss")?.get(0)?.get("base_score")?)),
        status,
        status_word,
        first_seen: first.iter().find_map(|name| row.time(name)),
        scanned: at(&mut row),
        ..Vulnerability::default()
    };
    if let Some(asset) = &found.asset {
        scans.note(&found.tool, asset, row.position(), found.scanned, u64::from(status != VulnerabilityStatus::Fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// Archived says nothing of a fix: it counts as set aside by somebody. Security Hub closes a finding by its activity.
fn status(row: &mut Fields) -> (VulnerabilityStatus, Option<String>) {
    let word = row.first_text(&["status", "state_name", "state"]);
    let closed = row.peek("activity_id").and_then(Value::as_i64) == Some(3);
    let status = match word.as_deref().unwrap_or_default().to_lowercase().as_str() {
        "resolved" | "deleted" => VulnerabilityStatus::Fixed,
        "suppressed" | "archived" => VulnerabilityStatus::Accepted,
        _ if closed => VulnerabilityStatus::Fixed,
        _ => VulnerabilityStatus::Open,
    };
    (status, word)
}
