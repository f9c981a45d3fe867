//! Grype: matches of one image, directory or bill of materials, in its JSON.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Beside},
    },
    severity,
    vendor::{
        scanner::{self, Held},
        scans::Scans,
    },
};
use model::{
    Data, Kind, Stamp,
    record::{Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

const TOOL: &str = "Grype";

/// Matches, and those that a rule or a VEX document took out.
const LISTS: &[&str] = &["matches", "ignoredMatches"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "grype",
    version: 1,
    about: About {
        vendor: "Anchore",
        title: "Grype",
        export: &[
            "Run `grype IMAGE --output json --file grype.json` (or `dir:PATH`, `sbom:FILE`) without `--only-fixed`.",
            "Keep the reports of clean scans too: they show that the scan took place.",
        ],
        covers: "One image, directory or bill of materials at the moment of the scan.",
        retention_days: None,
        source: "https://github.com/anchore/grype/tree/main/schema/grype/json",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.object() else { return Match::No };
    let named = head::at(json, "descriptor.name").and_then(Value::as_str) == Some("grype");
    let row = LISTS.iter().find_map(|list| head.row_of(list));
    // The name stands at the end of the file, which the head of a large one does not reach.
    let shaped = row.is_some_and(|row| head::has(row, &["vulnerability.id", "artifact.name", "matchDetails"]));
    if (named || shaped) && head::has(json, &["matches"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let mut held = Held::default();
    let mut other = false;
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| {
        if row.list.is_empty() {
            Fields::from(row).lacks(sink, "matches");
            other = true;
            return Ok(());
        }
        held.push(row)
    })?;
    if other {
        return Ok(());
    }
    let about = &whole.beside;
    let asset = asset(about);
    let when = scanner::when(about, "descriptor.timestamp");
    let version = about.text("descriptor.version").map(|version| format!("{TOOL} {version}"));
    sink.facts.product = Some(version.unwrap_or_else(|| TOOL.to_owned()));
    sink.facts.instance.clone_from(&asset);
    sink.facts.report = about.text("source.type").map(|kind| format!("grype {kind}"));
    sink.facts.extracted = when;
    if about.at("descriptor.configuration.only-fixed") == Some(&Value::Bool(true)) {
        sink.facts.filters = Some("only-fixed: findings without a fix are left out".to_owned());
    }
    let mut scans = Scans::default();
    scans.note(TOOL, asset.as_deref().unwrap_or_default(), &scanner::document(), when, held.len() as u64);
    for (row, list) in held.rows() {
        finding(row, list == "ignoredMatches", asset.as_deref(), when, sink)?;
    }
    scans.damaged(TOOL, about, LISTS, sink);
    // The settings of the scanner may hold passwords of registries and are not kept.
    scans.put_about(scanner::about(about, &["source.type", "distro", "descriptor.db"]), sink)
}

/// What was scanned: an image as it was asked for, or a path.
fn asset(about: &Beside) -> Option<String> {
    let paths = ["source.target", "source.target.userInput", "source.target.name", "source.target.imageID"];
    paths.iter().find_map(|path| about.text(path)).map(str::to_owned)
}

/// Reads a match.
fn finding(
    mut row: Fields,
    ignored: bool,
    asset: Option<&str>,
    scanned: Option<Stamp>,
    sink: &mut Sink<'_>,
) -> Result<(), ReadError> {
    let Some(id) = row.text("vulnerability.id") else {
        row.lacks(sink, "vulnerability.id");
        return Ok(());
    };
    let related = row.peek("relatedVulnerabilities").and_then(Value::as_array).into_iter().flatten();
    let aliases = scanner::others(related.filter_map(|other| text_of(other.get("id")?)), &id);
    let (status, status_word) = if ignored { passed_over(&row) } else { (VulnerabilityStatus::Open, None) };
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases,
        asset: asset.map(str::to_owned),
        location: row.peek("artifact.locations").and_then(|places| text_of(places.get(0)?.get("path")?)),
        package: row.text("artifact.name"),
        installed: row.text("artifact.version"),
        fixed_in: scanner::joined(&row.texts("vulnerability.fix.versions", "")),
        status,
        status_word,
        scanned,
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("vulnerability.severity"), &mut found);
    score(&row, &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// Why a match was taken out: by a statement that it does not apply, or by a rule of the user.
fn passed_over(row: &Fields) -> (VulnerabilityStatus, Option<String>) {
    let rules = row.peek("appliedIgnoreRules").and_then(Value::as_array).into_iter().flatten();
    let vex = rules.filter_map(|rule| rule.get("vex-status")?.as_str()).find(|word| !word.is_empty());
    let status = match vex {
        Some("not_affected") => VulnerabilityStatus::NotAffected,
        Some("fixed") => VulnerabilityStatus::Fixed,
        _ => VulnerabilityStatus::Accepted,
    };
    (status, Some(vex.unwrap_or("ignored").to_owned()))
}

/// The base score of the newest version of CVSS: of the match itself, else of what it is related to.
fn score(row: &Fields, into: &mut Vulnerability) {
    let related = row.peek("relatedVulnerabilities").and_then(Value::as_array).into_iter().flatten();
    let all = row.peek("vulnerability.cvss").into_iter().chain(related.filter_map(|other| other.get("cvss")));
    let newest = |list: &Value| {
        let version = |entry: &&Value| entry.get("version").and_then(Value::as_str).map(str::to_owned);
        list.as_array()?.iter().max_by_key(version).cloned()
    };
    if let Some(best) = all.into_iter().find_map(newest) {
        let written = head::at(&best, "metrics.baseScore").and_then(text_of);
        into.score = written;
        severity::rate_vector(best.get("vector").and_then(Value::as_str), into);
    } else if let Some(written) =
        row.peek("vulnerability.cvssV3.baseScore").or_else(|| row.peek("vulnerability.cvssV2.baseScore"))
    {
        into.score = text_of(written);
        let vector = row.peek_text("vulnerability.cvssV3.vector").or_else(|| row.peek_text("vulnerability.cvssV2.vector"));
        severity::rate_vector(vector, into);
    }
}
