//! Trivy: scans of images, file systems and clusters, in its schema 2, its Kubernetes forms and the bare array of old.

mod finding;

use self::finding::{Artefacts, TOOL};
use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        json::{self, Beside, Row},
    },
    vendor::scanner,
};
use model::{Kind, Position};
use serde_json::Value;

/// Lists of a report: the results of one artefact, or the resources of a cluster, each with results.
const LISTS: &[&str] = &["Results", "Resources", "Vulnerabilities", "Misconfigurations", "Findings"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "trivy",
    version: 1,
    about: About {
        vendor: "Aqua Security",
        title: "Trivy",
        export: &[
            "Run `trivy image --format json --output trivy.json IMAGE` (or `fs`, `repo`, `k8s --report all`) without a severity filter.",
            "Keep the reports of clean scans too: they show that the scan took place.",
        ],
        covers: "One artefact or cluster at the moment of the scan.",
        retention_days: None,
        source: "https://trivy.dev/docs/latest/configuration/reporting/",
    },
    emits: &[Kind::Vulnerability, Kind::Component, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.json() else { return Match::No };
    let report = head::has(json, &["SchemaVersion", "ArtifactName"])
        && (head::has(json, &["Results"]) || head::has(json, &["ArtifactType"]));
    let cluster = json.get("ClusterName").is_some()
        && LISTS.iter().any(|list| json.get(list).is_some_and(|list| list.is_array() || list.is_null()));
    let legacy = json
        .as_array()
        .and_then(|results| results.first())
        .is_some_and(|result| result.get("Target").is_some_and(Value::is_string) && head::has(result, &["Vulnerabilities"]));
    if report || cluster || legacy { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let (mut artefacts, mut empty) = (Artefacts::default(), None);
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| {
        if row.list.is_empty() && head::has(&row.value, &["SchemaVersion", "ArtifactName"]) {
            // A report without any list: nothing was found in its artefact.
            empty = Some(Beside::from(row.value));
            return Ok(());
        }
        one(row, &mut artefacts, sink)
    })?;
    let about = empty.unwrap_or(whole.beside);
    let name = about.text("ArtifactName");
    if let Some(name) = name.filter(|_| !artefacts.is_of_licences()) {
        artefacts.scans.note(TOOL, name, &Position::Path("$".to_owned()), finding::created(&about), 0);
    }
    sink.facts.product =
        Some(about.text("Trivy.Version").map_or_else(|| "Trivy".to_owned(), |version| format!("Trivy {version}")));
    sink.facts.report = Some(report(about.text("ArtifactType"), about.at("ClusterName").is_some()).to_owned());
    sink.facts.instance = about.text("ClusterName").or(name).map(str::to_owned);
    sink.facts.extracted = finding::created(&about);
    artefacts.totals(sink);
    artefacts.scans.put_about(scanner::about(&about, &["ArtifactType", "ReportID", "ArtifactID", "Metadata"]), sink)
}

fn report(kind: Option<&str>, cluster: bool) -> &'static str {
    match kind {
        _ if cluster => "trivy k8s",
        Some("container_image") => "trivy image",
        Some("filesystem") => "trivy fs",
        Some("repository") => "trivy repo",
        Some("cyclonedx" | "spdx") => "trivy sbom",
        _ => "trivy",
    }
}

/// A result, or a resource with results.
fn one(row: Row<'_>, artefacts: &mut Artefacts, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let target = row.value.get("Target").and_then(Value::as_str);
    if row.list == "Results" || (row.list.is_empty() && target.is_some()) {
        let asset = row.beside.text("ArtifactName").or(target).unwrap_or_default().to_owned();
        let scanned = finding::created(row.beside);
        return finding::result(Fields::from(row), &asset, scanned, artefacts, sink);
    }
    if row.list.is_empty() {
        Fields::from(row).lacks(sink, "Results");
        return Ok(());
    }
    resource(row, artefacts, sink)
}

/// A resource of a cluster.
fn resource(row: Row<'_>, artefacts: &mut Artefacts, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let scanned = finding::created(row.beside);
    let mut row = Fields::from(row);
    let parts = [row.text("Namespace"), row.text("Kind"), row.text("Name")];
    let asset = parts.into_iter().flatten().collect::<Vec<_>>().join("/");
    let at = row.position().clone();
    if let Some(error) = row.text("Error") {
        sink.problem(at.clone(), "not-scanned", format!("Trivy could not scan {asset}: {error}"));
        artefacts.failed += 1;
        return Ok(());
    }
    artefacts.resources += 1;
    artefacts.scans.note(TOOL, &asset, &at, scanned, 0);
    for result in scanner::inner(&mut row, "Results").into_iter().filter(|result| result.peek_all().is_object()) {
        finding::result(result, &asset, scanned, artefacts, sink)?;
    }
    Ok(())
}
