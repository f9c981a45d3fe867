//! SARIF 2.1.0: the runs of any static analysis tool or scanner (`CodeQL`, Semgrep, Trivy, Grype, Snyk Code, gitleaks).

mod result;
mod rules;

use self::{result::Run, rules::Rules};
use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json},
    vendor::{
        scanner::{self},
        scans::Scans,
    },
};
use model::{Kind, gateway::Extra};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "sarif",
    version: 1,
    about: About {
        vendor: "OASIS",
        title: "SARIF 2.1.0",
        export: &[
            "Have the scanner write SARIF: `codeql database analyze --format=sarif-latest`, `semgrep scan --sarif`, `trivy --format sarif`, \
             `snyk code test --sarif`, or take the file that a pipeline uploads to code scanning.",
            "Keep the files of clean scans too: they show that the scan took place.",
        ],
        covers: "What one or several tools found in one run each.",
        retention_days: None,
        source: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.object() else { return Match::No };
    let version = json.get("version").and_then(Value::as_str).is_some_and(|version| version.starts_with("2.1"));
    let schema = json.get("$schema").and_then(Value::as_str).is_some_and(|schema| schema.contains("sarif"));
    let runs = json.get("runs").is_some_and(|runs| runs.is_array() || runs.is_null());
    // Version and schema may stand behind the runs, out of sight.
    let run = head.row_of("runs").is_some_and(|run| head::has(run, &["tool.driver"]) || run.get("results").is_some());
    if runs && (version || schema || run) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.report = Some("SARIF 2.1.0".to_owned());
    sink.facts.snapshot = true;
    // A run is one row: its rules may stand behind its results. No more than one run is in memory, and the reader takes
    // none of more than 64 MiB.
    let (mut scans, mut whole) = (Vec::new(), true);
    json::rows(input, &["runs"], sink, &mut |row, sink| {
        if row.list.is_empty() {
            Fields::from(row).lacks(sink, "runs");
            return Ok(());
        }
        let scan = run(Fields::from(row), sink)?;
        whole &= scan.is_some();
        scans.extend(scan);
        Ok(())
    })?;
    let clean = whole && !scans.is_empty() && scans.iter().all(|(findings, _, _)| *findings == 0);
    for (_, about, scan) in scans {
        scan.put_about(about, sink)?;
    }
    // No runs, or runs without results, tell of no scan at all: that is no clean result.
    sink.facts.declared_empty = clean;
    Ok(())
}

/// Reads a run; gives its tool, how many results it has, what it tells of itself, and the scan. None without results.
fn run(mut row: Fields, sink: &mut Sink<'_>) -> Result<Option<(u64, Extra, Scans)>, ReadError> {
    let Some(tool) = row.text("tool.driver.name") else {
        row.lacks(sink, "tool.driver.name");
        return Ok(None);
    };
    let version = row.first_text(&["tool.driver.semanticVersion", "tool.driver.version", "tool.driver.dottedQuadFileVersion"]);
    let product = version.map_or_else(|| tool.clone(), |version| format!("{tool} {version}"));
    sink.facts.product.get_or_insert(product);
    let at = row.position().clone();
    let when = invocations(&row, &tool, sink);
    if row.peek("externalPropertyFileReferences.results").is_some() {
        sink.facts.incomplete.push(format!("results of {tool} are in other files that this one refers to"));
    }
    if !row.peek("results").is_some_and(Value::is_array) {
        sink.problem(at, "no-results", format!("the run of {tool} has no results, not even none: it shows no scan"));
        sink.facts.incomplete.push(format!("a run of {tool} has no results"));
        return Ok(None);
    }
    let asset = asset(&row);
    if let Some(asset) = &asset {
        sink.facts.instance.get_or_insert_with(|| asset.clone());
    }
    if let Some(when) = when {
        sink.facts.extracted.get_or_insert(when);
    }
    let rules = Rules::take(&mut row);
    let artifacts = row.take("artifacts").unwrap_or(Value::Null);
    let run = Run { tool: &tool, asset: asset.as_deref(), when, rules: &rules, artifacts: &artifacts };
    let (mut found, mut passed) = (0, 0_u64);
    for result in scanner::inner(&mut row, "results") {
        if result::is_finding(&result) {
            found += 1;
            run.result(result, sink)?;
        } else {
            passed += 1;
        }
    }
    if passed > 0 {
        let total = sink.facts.control_totals.entry(format!("{tool}: results that are no findings")).or_default();
        *total = (total.parse().unwrap_or(0) + passed).to_string();
    }
    let mut scans = Scans::default();
    scans.note(&tool, asset.as_deref().unwrap_or_default(), &at, when, found);
    let about =
        ["automationDetails", "versionControlProvenance", "originalUriBaseIds", "properties", "baselineGuid", "columnKind"];
    let about = about.iter().filter_map(|key| Some(((*key).to_owned(), row.take(key)?))).collect();
    Ok(Some((found, about, scans)))
}

/// When the run ended, or began; what it says of its failure goes to the facts.
fn invocations(row: &Fields, tool: &str, sink: &mut Sink<'_>) -> Option<model::Stamp> {
    let all = row.peek("invocations").and_then(Value::as_array)?;
    if all.iter().any(|one| one.get("executionSuccessful") == Some(&Value::Bool(false))) {
        sink.facts.incomplete.push(format!("{tool} says that it did not run successfully"));
    }
    let notes = all.iter().filter_map(|one| one.get("toolExecutionNotifications")?.as_array()).flatten();
    let errors = notes.filter(|note| note.get("level").and_then(Value::as_str) == Some("error")).count();
    if errors > 0 {
        sink.facts.incomplete.push(format!("errors that {tool} met while it ran: {errors}"));
    }
    let time = |one: &Value| {
        let told = ["endTimeUtc", "startTimeUtc"].iter().find_map(|key| one.get(key));
        crate::read::time::json(told?).stamp()
    };
    all.iter().rev().find_map(time)
}

/// What was analysed: the image that a scanner names, the repository, or the root of the sources.
fn asset(row: &Fields) -> Option<String> {
    let named = ["properties.imageName", "properties.imageID"].iter().find_map(|path| row.peek_text(path));
    let repository = row.peek("versionControlProvenance").and_then(|all| all.get(0)?.get("repositoryUri")?.as_str());
    let roots = ["%SRCROOT%", "SRCROOT", "PROJECTROOT", "ROOTPATH"];
    let root = roots.iter().find_map(|root| row.peek("originalUriBaseIds")?.get(root)?.get("uri")?.as_str());
    let root = root.filter(|root| !matches!(*root, "file:///" | ""));
    named.or(repository).or(root).map(str::to_owned)
}
