//! Trivy Operator: its reports on the workloads of a Kubernetes cluster, as `kubectl` lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json, pages,
    },
    severity::COMMON,
    vendor::{
        scanner::inner,
        scans::{Scans, rate},
    },
};
use model::{
    Data, Kind, Stamp,
    record::{CheckResult, ConfigurationCheck, Vulnerability},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "trivy-operator",
    version: 1,
    about: About {
        vendor: "Aqua Security",
        title: "Trivy Operator reports",
        export: &[
            "As a reader of the cluster: `kubectl get vulnerabilityreports --all-namespaces -o json > vulnerabilities.json`, and \
             the same with configauditreports, exposedsecretreports, rbacassessmentreports and infraassessmentreports.",
            "Reports without findings are in it too: they show that the scan took place.",
        ],
        covers: "The workloads of one cluster, each at its last scan; the reports do not name the cluster.",
        // Reports are made anew after a day, and go with their workload.
        retention_days: Some(1),
        source: "https://aquasecurity.github.io/trivy-operator/latest/docs/crds/",
    },
    emits: &[Kind::Vulnerability, Kind::ConfigurationCheck, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "Trivy";

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("items").or_else(|| head.row()) else { return Match::No };
    let ours =
        row.get("apiVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("aquasecurity.github.io/"));
    let kind = row.get("kind").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Report"));
    if ours && kind && head::has(row, &["report"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("Trivy Operator".to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let mut clean = true;
    let whole = json::rows(input, &["items"], sink, &mut |row, sink| {
        clean &= report(Fields::from(row), &mut scans, sink)?;
        Ok(())
    })?;
    sink.facts.incomplete = pages::incomplete(&whole);
    sink.facts.declared_empty = clean && sink.records() == 0 && !scans.is_empty();
    scans.put(sink)
}

/// What the findings of a report share.
struct Scanned {
    asset: String,
    workload: String,
    at: Option<Stamp>,
}

/// A report on an image of a workload, or on the workload itself; tells whether it was read and has no finding.
fn report(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    if !row.has("report") {
        row.lacks(sink, "report");
        return Ok(false);
    }
    if let Some(version) = row.text("report.scanner.version") {
        sink.facts.product = Some(format!("{TOOL} {version}"));
    }
    let workload = workload(&mut row);
    let at = row.time("report.updateTimestamp").or_else(|| row.time("metadata.creationTimestamp"));
    let scanned = Scanned { asset: image(&mut row).unwrap_or_else(|| workload.clone()), workload, at };
    let lists: [(&str, ReadOne); 3] =
        [("report.vulnerabilities", vulnerability), ("report.secrets", secret), ("report.checks", check)];
    let (mut known, mut clean) = (false, true);
    for (list, read) in lists {
        if !row.has(list) {
            continue;
        }
        known = true;
        scans.note(TOOL, &scanned.asset, row.position(), at, 0);
        for found in inner(&mut row, list) {
            let place = found.position().clone();
            if read(found, &scanned, sink)? {
                clean = false;
                scans.note(TOOL, &scanned.asset, &place, at, 1);
            }
        }
    }
    if !known {
        row.lacks(sink, "report.vulnerabilities");
    }
    Ok(known && clean)
}

/// The image, as one would pull it.
fn image(row: &mut Fields) -> Option<String> {
    let repository = row.text("report.artifact.repository")?;
    let server = row.text("report.registry.server").map(|server| format!("{server}/")).unwrap_or_default();
    let tag = row.text("report.artifact.tag").map(|tag| format!(":{tag}"));
    let version = tag.or_else(|| row.text("report.artifact.digest").map(|digest| format!("@{digest}"))).unwrap_or_default();
    Some(format!("{server}{repository}{version}"))
}

/// The workload: namespace, kind and name as its labels tell, and its container; without labels the report's own name.
fn workload(row: &mut Fields) -> String {
    let labels = row.peek("metadata.labels").cloned().unwrap_or_default();
    let label = |name: &str| labels.get(format!("trivy-operator.{name}")).and_then(text_of).filter(|text| !text.is_empty());
    let parts = ["resource.namespace", "resource.kind", "resource.name", "container.name"].map(label);
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join("/");
    if told.is_empty() { row.text("metadata.name").unwrap_or_default() } else { told }
}

/// Reads one finding; tells whether it is one that stands open.
type ReadOne = fn(Fields, &Scanned, &mut Sink<'_>) -> Result<bool, ReadError>;

fn vulnerability(mut row: Fields, scanned: &Scanned, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    let Some(id) = row.text("vulnerabilityID") else {
        row.lacks(sink, "vulnerabilityID");
        return Ok(true);
    };
    let target = row.text("target");
    let found = Vulnerability {
        id,
        location: Some(target.map_or_else(|| scanned.workload.clone(), |target| format!("{}: {target}", scanned.workload))),
        package: row.text("resource"),
        installed: row.text("installedVersion"),
        fixed_in: row.text("fixedVersion"),
        score: row.text("score"),
        ..Vulnerability::default()
    };
    put(row, found, scanned, sink)
}

/// A secret in an image. What was matched is never kept.
fn secret(mut row: Fields, scanned: &Scanned, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    row.take("match");
    let Some(id) = row.text("ruleID") else {
        row.lacks(sink, "ruleID");
        return Ok(true);
    };
    let location = row.text("target").or_else(|| Some(scanned.workload.clone()));
    put(row, Vulnerability { id, location, ..Vulnerability::default() }, scanned, sink)
}

fn put(mut row: Fields, found: Vulnerability, scanned: &Scanned, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        asset: Some(scanned.asset.clone()),
        title: row.text("title"),
        scanned: scanned.at,
        ..found
    };
    COMMON.rate(row.text("severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))?;
    Ok(true)
}

fn check(mut row: Fields, scanned: &Scanned, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    let Some(id) = row.text("checkID") else {
        row.lacks(sink, "checkID");
        return Ok(true);
    };
    let result = match row.truth("success") {
        Some(true) => CheckResult::Passed,
        Some(false) => CheckResult::Failed,
        None => CheckResult::Unknown,
    };
    let mut check = ConfigurationCheck {
        tool: TOOL.to_owned(),
        id,
        title: row.text("title"),
        asset: Some(scanned.asset.clone()),
        result,
        at: scanned.at,
        ..ConfigurationCheck::default()
    };
    rate(&COMMON, row.text("severity"), &mut check);
    row.record(sink, Data::ConfigurationCheck(Box::new(check)))?;
    Ok(result == CheckResult::Failed)
}
