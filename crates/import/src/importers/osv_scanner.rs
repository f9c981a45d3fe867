//! OSV-Scanner: the packages of lockfiles, directories and images with their vulnerabilities in the OSV schema.

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
    record::{Component, Vulnerability},
};
use serde_json::Value;

const TOOL: &str = "OSV-Scanner";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "osv-scanner",
    version: 1,
    about: About {
        vendor: "Google",
        title: "OSV-Scanner",
        export: &[
            "Run `osv-scanner scan source --recursive --all-packages --format json --output osv.json PATH`.",
            "Keep the reports of clean scans too. The report does not name its time: keep one file a scan.",
        ],
        covers: "The lockfiles or the image that were scanned, at the moment of the scan.",
        retention_days: None,
        source: "https://google.github.io/osv-scanner/output/",
    },
    emits: &[Kind::Vulnerability, Kind::Component, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.object() else { return Match::No };
    let shaped = head.row_of("results").is_some_and(|row| head::has(row, &["source.path", "packages"]));
    // A clean scan has no results; what stands beside them is OSV-Scanner's own.
    let clean = json.get("results").is_some_and(|list| list.is_null() || list.as_array().is_some_and(Vec::is_empty))
        && json.get("experimental_config").is_some();
    if shaped || clean {
        return Match::Certain;
    }
    // Its first versions wrote no more than this of a clean scan.
    let alone = json.as_object().is_some_and(|map| map.len() == 1);
    let nothing = json.get("results").is_some_and(|list| list.as_array().is_some_and(Vec::is_empty));
    if alone && nothing { Match::Maybe(40) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("osv-scanner --format json".to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let whole = json::rows(input, &["results"], sink, &mut |row, sink| {
        let mut result = Fields::from(row);
        let at = result.position().clone();
        let Some(asset) = result.text("source.path") else {
            result.lacks(sink, "source.path");
            return Ok(());
        };
        let mut found = 0;
        for package in scanner::inner(&mut result, "packages") {
            found += self::package(package, &asset, sink)?;
        }
        scans.note(TOOL, &asset, &at, None, found);
        Ok(())
    })?;
    if whole.rows == 0 {
        scans.note(TOOL, "", &scanner::document(), None, 0);
    }
    scans.damaged(TOOL, &whole.beside, &["results"], sink);
    scans.put_about(scanner::about(&whole.beside, &["experimental_config", "image_metadata"]), sink)
}

/// A package with its vulnerabilities; gives how many it has.
fn package(mut row: Fields, asset: &str, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let vulnerabilities = scanner::inner(&mut row, "vulnerabilities");
    let found = vulnerabilities.len() as u64;
    // Code that is vendored without a package manager has no name, only the commit that it was taken from.
    let commit = row.peek_text("package.commit").map(str::to_owned);
    let Some(name) = row.text("package.name").or(commit) else {
        row.lacks(sink, "package.name");
        return Ok(found);
    };
    let component = Component {
        tool: TOOL.to_owned(),
        asset: Some(asset.to_owned()),
        name,
        version: row.first_text(&["package.version", "package.commit"]),
        ecosystem: row.text("package.ecosystem").map(|word| scanner::ecosystem(&word)),
        licences: row.texts("licenses", ""),
        ..Component::default()
    };
    let groups = row.peek("groups").and_then(Value::as_array).cloned().unwrap_or_default();
    for vulnerability in vulnerabilities {
        finding(vulnerability, &component, &groups, sink)?;
    }
    row.record(sink, Data::Component(Box::new(component)))?;
    Ok(found)
}

/// A vulnerability. Several entries may be the same under ids of several databases: the group names all of them.
fn finding(mut row: Fields, package: &Component, groups: &[Value], sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let listed = |group: &Value, key: &str| -> Vec<String> {
        group.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(text_of).collect()
    };
    let group = groups.iter().find(|group| listed(group, "ids").contains(&id));
    let grouped = group.into_iter().flat_map(|group| [listed(group, "aliases"), listed(group, "ids")].concat());
    // A distribution's entry for one vulnerability of others is that vulnerability; a notice about several is not.
    let upstream = row.peek("upstream").and_then(Value::as_array).filter(|upstream| upstream.len() == 1);
    let upstream: Vec<String> = upstream.into_iter().flatten().filter_map(text_of).collect();
    let aliases = scanner::others(row.texts("aliases", "").into_iter().chain(grouped).chain(upstream), &id);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases,
        asset: package.asset.clone(),
        package: Some(package.name.clone()),
        installed: package.version.clone(),
        fixed_in: scanner::joined(&fixes(&row, &package.name)),
        title: row.text("summary"),
        id,
        ..Vulnerability::default()
    };
    let own = row.text("database_specific.severity");
    let word = own.or_else(|| {
        row.peek("affected")?.as_array()?.iter().find_map(|affected| {
            let places = ["ecosystem_specific.severity", "database_specific.severity"];
            places.iter().find_map(|place| head::at(affected, place)?.as_str().map(str::to_owned))
        })
    });
    severity::COMMON.rate(word, &mut found);
    rate(&row, &mut found);
    severity::rate_score(
        group.and_then(|group| text_of(group.get("max_severity")?)).filter(|score| !score.is_empty()),
        &mut found,
    );
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// Rates by the newest vector that can be read; a type other than CVSS (Ubuntu's) holds a word.
fn rate(row: &Fields, into: &mut Vulnerability) {
    let told = |list: &Value| -> Vec<(String, String)> {
        let entries = list.as_array().into_iter().flatten();
        entries.filter_map(|entry| Some((text_of(entry.get("type")?)?, text_of(entry.get("score")?)?))).collect()
    };
    let mut all: Vec<(String, String)> = row.peek("severity").map(told).unwrap_or_default();
    let affected = row.peek("affected").and_then(Value::as_array).into_iter().flatten();
    all.extend(affected.filter_map(|affected| affected.get("severity")).flat_map(told));
    all.sort_by(|one, other| other.0.cmp(&one.0));
    if let Some((_, vector)) = all.iter().find(|(_, vector)| severity::of_vector(vector).is_some()) {
        severity::rate_vector(Some(vector), into);
    } else if into.severity_word.is_none() {
        let word = all.into_iter().find(|(kind, _)| !kind.starts_with("CVSS"));
        severity::COMMON.rate(word.map(|(_, word)| word), into);
    }
}

/// Versions that fix it in the package, each once.
fn fixes(row: &Fields, package: &str) -> Vec<String> {
    let affected = row.peek("affected").and_then(Value::as_array).into_iter().flatten();
    let own = affected.filter(|affected| head::at(affected, "package.name").and_then(Value::as_str) == Some(package));
    let ranges = own.filter_map(|affected| affected.get("ranges")?.as_array()).flatten();
    let versions = ranges.filter(|range| range.get("type").and_then(Value::as_str) != Some("GIT"));
    let events = versions.filter_map(|range| range.get("events")?.as_array()).flatten();
    scanner::others(events.filter_map(|event| text_of(event.get("fixed")?)), "")
}
