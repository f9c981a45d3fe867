//! AWS Security Hub: findings in its format (ASFF), whichever product sent them.
//!
//! A finding with an outcome of a check (`Compliance.Status`) is a check of the configuration; any other is a
//! vulnerability: a CVE of Inspector, and also a threat of `GuardDuty`, which has a severity, an asset and a life too.

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
        scanner::advisory,
        scans::Scans,
    },
};
use model::{
    Data, Kind,
    record::{CheckResult, ConfigurationCheck, Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-security-hub",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "Security Hub findings (ASFF)",
        export: &[
            "With the managed policy AWSSecurityHubReadOnlyAccess: `aws securityhub get-findings > findings.json` in the \
             aggregation region; the command follows all pages by itself.",
            "Leave the record state out of the filters: archived findings tell what was remediated.",
        ],
        covers: "All findings of an account or organisation at the moment of the export.",
        // Findings that were not updated for 90 days are deleted; archived ones after 30.
        retention_days: Some(90),
        source: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html",
    },
    emits: &[Kind::ConfigurationCheck, Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

/// Labels of the format, and the bounds of its normalised numbers (see [`severity`]).
const SEVERITY: Rule = Rule {
    name: "asff since 2018-10-08",
    words: &[
        ("CRITICAL", Severity::Critical),
        ("HIGH", Severity::High),
        ("MEDIUM", Severity::Medium),
        ("LOW", Severity::Low),
        ("INFORMATIONAL", Severity::Info),
    ],
};

const LISTS: &[&str] = &["Findings", "findings", "detail.findings"];

fn sniff(head: &Head<'_>) -> Match {
    let is_finding = |row: &Value| head::has(row, &["SchemaVersion", "ProductArn", "GeneratorId", "Resources"]);
    let row = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    match row {
        Some(row) if is_finding(row) => Match::Certain,
        Some(row) if head::has(row, &["ProductArn", "AwsAccountId"]) => Match::Maybe(60),
        _ => {
            let empty = head.object().and_then(|object| object.get("Findings")?.as_array());
            if empty.is_some_and(Vec::is_empty) { Match::Maybe(50) } else { Match::No }
        }
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some("AWS Security Hub".to_owned());
    sink.facts.report = Some("Findings (GetFindings)".to_owned());
    let mut scans = Scans::default();
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| finding(Fields::from(row), &mut scans, sink))?;
    sink.facts.declared_empty = whole.declared_empty;
    sink.facts.incomplete = pages::incomplete(&whole);
    scans.put(sink)
}

fn finding(row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let product = ["ProductName", "ProductFields.aws/securityhub/ProductName", "ProductFields.Product Name"];
    let named = product.iter().find_map(|name| row.peek_text(name)).map(str::to_owned);
    let arn = row.peek_text("ProductArn").and_then(|arn| arn.rsplit('/').next()).map(str::to_owned);
    let Some(tool) = named.or(arn) else {
        row.lacks(sink, "ProductArn");
        return Ok(());
    };
    if let Some(account) = row.peek("AwsAccountId").and_then(text_of) {
        sink.facts.instance.get_or_insert(account);
    }
    if row.peek_text("Compliance.Status").is_some() {
        check(row, tool, scans, sink)
    } else {
        vulnerability(row, tool, scans, sink)
    }
}

/// The outcome of a check.
fn check(mut row: Fields, tool: String, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["Compliance.SecurityControlId", "ProductFields.ControlId", "GeneratorId"]) else {
        row.lacks(sink, "GeneratorId");
        return Ok(());
    };
    let result_word = row.text("Compliance.Status");
    let told = result_word.as_deref().map(checks::result).unwrap_or_default();
    let suppressed = row.peek_text("Workflow.Status") == Some("SUPPRESSED");
    let (severity, severity_word) = severity(&mut row);
    let mut related = standards(row.take("Compliance.RelatedRequirements"));
    related.extend(row.texts("Compliance.AssociatedStandards", "StandardsId"));
    let check = ConfigurationCheck {
        tool,
        id,
        title: row.text("Title"),
        asset: row.text("AwsAccountId"),
        resource: row.peek("Resources").and_then(|all| text_of(all.get(0)?.get("Id")?)),
        result: if suppressed && told == CheckResult::Failed { CheckResult::Accepted } else { told },
        result_word,
        severity,
        severity_rule: severity_word.as_ref().map(|_| SEVERITY.name.to_owned()),
        severity_word,
        at: row.time("UpdatedAt").or_else(|| row.time("LastObservedAt")),
        standards: related,
    };
    checks::put(row, check, scans, sink)
}

fn vulnerability(mut row: Fields, tool: String, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let list = row.peek("Vulnerabilities").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut ids = list.iter().filter_map(|one| text_of(one.get("Id")?));
    let kind = row.peek("Types").and_then(|types| text_of(types.get(0)?)).filter(|kind| !kind.starts_with("Software and"));
    // Scanners of others (Trivy) have no list of vulnerabilities: they name theirs among what they say of the resource.
    let told = row.peek("Resources").and_then(|all| head::at(all.get(0)?, "Details.Other")).cloned().unwrap_or_default();
    let told = |name: &str| told.get(name).and_then(text_of).filter(|text| !text.is_empty());
    // Where the list is empty (Inspector's, of what it knows no package), the title names it.
    let titled = row.peek_text("Title").and_then(|title| title.split_whitespace().find_map(advisory));
    let Some(id) =
        ids.next().or_else(|| told("CVE ID")).or(titled).or(kind).or_else(|| row.first_text(&["GeneratorId", "Title"]))
    else {
        row.lacks(sink, "GeneratorId");
        return Ok(());
    };
    let aliases = ids.chain(list.iter().flat_map(related)).filter(|alias| *alias != id).collect();
    let packages: Vec<Value> =
        list.iter().filter_map(|one| one.get("VulnerablePackages")?.as_array().cloned()).flatten().collect();
    let of = |name: &str| {
        let mut all: Vec<String> = packages.iter().filter_map(|one| text_of(one.get(name)?)).collect();
        all.dedup();
        Some(all.join(", ")).filter(|text| !text.is_empty())
    };
    let (status, status_word) = status(&mut row);
    let (severity, severity_word) = severity(&mut row);
    let found = Vulnerability {
        tool,
        id,
        aliases,
        asset: row.peek("Resources").and_then(|all| text_of(all.get(0)?.get("Id")?)),
        location: of("FilePath"),
        package: of("Name").or_else(|| told("PkgName")),
        installed: of("Version").or_else(|| told("Installed Package")),
        fixed_in: of("FixedInVersion").or_else(|| told("Patched Package")),
        title: row.text("Title"),
        severity,
        severity_rule: severity_word.as_ref().map(|_| SEVERITY.name.to_owned()),
        severity_word,
        score: list.iter().find_map(score),
        status,
        status_word,
        first_seen: row.time("FirstObservedAt").or_else(|| row.time("CreatedAt")),
        // The time of the last observation lies in the far future for some products: the last update is the surer one.
        scanned: row.time("UpdatedAt").or_else(|| row.time("LastObservedAt")),
        ..Vulnerability::default()
    };
    if let Some(asset) = &found.asset {
        scans.note(&found.tool, asset, row.position(), found.scanned, u64::from(status != VulnerabilityStatus::Fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

fn related(one: &Value) -> Vec<String> {
    let list = one.get("RelatedVulnerabilities").and_then(Value::as_array);
    list.map(|all| all.iter().filter_map(text_of).collect()).unwrap_or_default()
}

/// The base score of the newest version of CVSS.
fn score(one: &Value) -> Option<String> {
    let all = one.get("Cvss")?.as_array()?;
    let version = |one: &Value| one.get("Version").and_then(text_of).unwrap_or_default();
    let newest = ["4", "3", ""].iter().find_map(|wanted| all.iter().find(|one| version(one).starts_with(wanted)))?;
    text_of(newest.get("BaseScore")?)
}

/// The label, or the normalised number where there is none.
fn severity(row: &mut Fields) -> (Severity, Option<String>) {
    if let Some(label) = row.first_text(&["Severity.Label", "FindingProviderFields.Severity.Label"]) {
        return (SEVERITY.of(&label), Some(label));
    }
    let Some(number) = row.whole("Severity.Normalized") else { return (Severity::Unknown, None) };
    let severity = match number {
        0 => Severity::Info,
        1..=39 => Severity::Low,
        40..=69 => Severity::Medium,
        70..=89 => Severity::High,
        90..=100 => Severity::Critical,
        _ => Severity::Unknown,
    };
    (severity, Some(number.to_string()))
}

/// Archived means that the product no longer sees it, but in `GuardDuty`, where people archive what they accept.
fn status(row: &mut Fields) -> (VulnerabilityStatus, Option<String>) {
    let workflow = row.first_text(&["Workflow.Status", "WorkflowState"]);
    let archived = row.peek_text("RecordState") == Some("ARCHIVED");
    let closed = row.peek_text("ProductFields.aws/inspector/FindingStatus") == Some("CLOSED");
    let dismissed = row.peek_text("ProductFields.aws/guardduty/service/archived") == Some("true");
    let status = match workflow.as_deref() {
        Some("SUPPRESSED") => VulnerabilityStatus::Accepted,
        _ if dismissed => VulnerabilityStatus::Accepted,
        Some("RESOLVED") => VulnerabilityStatus::Fixed,
        _ if archived || closed => VulnerabilityStatus::Fixed,
        _ => VulnerabilityStatus::Open,
    };
    let word = if archived && workflow.as_deref() != Some("SUPPRESSED") { row.text("RecordState") } else { workflow };
    (status, word)
}
