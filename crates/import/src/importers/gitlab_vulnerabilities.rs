//! GitLab: reports of its security scanners (`gl-*-report.json`) and the vulnerability report as CSV.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        csv::product::{self, is_marked},
        fields::{Fields, text_of},
        json::{self, Beside},
        shape::{self, Shape},
    },
    severity,
    vendor::{
        gitlab::{self, SYSTEM},
        scanner::{self, Held},
        scans::{Scans, ids},
    },
};
use model::{
    Data, Kind, Stamp,
    record::{Component, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-vulnerabilities",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Security reports and vulnerability report",
        export: &[
            "Project or group, Secure, Vulnerability report, All statuses, Export, CSV: it tells what was dismissed and resolved, and when.",
            "Or take the artifact of a scanner's job: gl-sast-report.json, gl-dependency-scanning-report.json, \
             gl-container-scanning-report.json, gl-secret-detection-report.json, gl-dast-report.json. It does not name the project: \
             keep one file a project and scan.",
        ],
        covers: "All vulnerabilities of a project or group at the moment of the export, or what one job of a scanner found.",
        retention_days: None,
        source: "https://gitlab.com/gitlab-org/security-products/security-report-schemas",
    },
    emits: &[Kind::Vulnerability, Kind::Component, Kind::Scan],
    sniff,
    read,
};

const MARKS: &[&str] = &["Tool", "Scanner Name", "Status", "Vulnerability", "Severity", "Other Identifiers"];

fn sniff(head: &Head<'_>) -> Match {
    if is_marked(head, MARKS) {
        return Match::Certain;
    }
    let Some(json) = head.object() else { return Match::No };
    let told =
        head::has(json, &["version", "scan.scanner", "scan.type"]) && json.get("vulnerabilities").is_some_and(Value::is_array);
    // What tells of the scan may stand behind the vulnerabilities, out of sight.
    let shaped = head.row_of("vulnerabilities").is_some_and(|row| {
        let first = row.get("identifiers").and_then(|all| all.get(0));
        head::has(row, &["severity", "location"]) && first.is_some_and(|first| head::has(first, &["type", "name", "value"]))
    });
    if told || shaped { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(SYSTEM.to_owned());
    sink.facts.snapshot = true;
    shape::with(input, |shape, input| match shape {
        Shape::Json => report(input, sink),
        Shape::Table | Shape::Xml => {
            sink.facts.report = Some("Vulnerability report".to_owned());
            let around = product::objects(input, MARKS, sink, &mut |row, sink| exported(row, sink))?;
            sink.facts.declared_empty = around.rows == 0;
            Ok(())
        }
    })
}

fn report(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut held, mut named) = (Held::default(), None);
    let whole = json::rows(input, &["vulnerabilities"], sink, &mut |row, sink| {
        if row.list.is_empty() {
            Fields::from(row).lacks(sink, "vulnerabilities");
            return Ok(());
        }
        // Reports of before version 3 name the scanner with each vulnerability only.
        named = named.take().or_else(|| head::at(&row.value, "scanner.name").and_then(text_of));
        held.push(row)
    })?;
    let about = &whole.beside;
    let tool = about.text("scan.scanner.name").map(str::to_owned).or(named).unwrap_or_else(|| SYSTEM.to_owned());
    let version = about.text("scan.scanner.version").map(|version| format!("{tool} {version}"));
    // The schema has times in UTC, without a zone.
    let when = ["scan.end_time", "scan.start_time"].iter().find_map(|path| scanner::when(about, path)).map(|when| match when {
        Stamp::Local(local) => Stamp::Instant(local.and_utc()),
        other => other,
    });
    sink.facts.product = Some(version.unwrap_or_else(|| tool.clone()));
    sink.facts.report = about.text("scan.type").map(|kind| format!("gl {kind} report"));
    sink.facts.extracted = when;
    if let Some(status) = about.text("scan.status").filter(|status| *status != "success") {
        sink.facts.incomplete.push(format!("the scan says of itself: {status}"));
    }
    let mut scans = Scans::default();
    if whole.rows == 0 && whole.declared_empty {
        scans.note(&tool, "", &scanner::document(), when, 0);
    }
    for (row, _) in held.rows() {
        let at = row.position().clone();
        let asset = ["location.image", "location.hostname"].iter().find_map(|path| row.peek_text(path)).map(str::to_owned);
        scans.note(&tool, asset.as_deref().unwrap_or_default(), &at, when, 1);
        found(row, &tool, asset, when, sink)?;
    }
    scans.damaged(&tool, about, &["vulnerabilities"], sink);
    components(about, &tool, sink)?;
    scans.put_about(scanner::about(about, &["scan", "version"]), sink)
}

/// A vulnerability of a report.
fn found(
    mut row: Fields,
    tool: &str,
    asset: Option<String>,
    scanned: Option<Stamp>,
    sink: &mut Sink<'_>,
) -> Result<(), ReadError> {
    // What was matched may be a secret; requests and responses carry cookies and tokens.
    for sensitive in ["raw_source_code_extract", "evidence.request", "evidence.response", "evidence.supporting_messages"] {
        row.take(sensitive);
    }
    let all = row.peek("identifiers").and_then(Value::as_array).into_iter().flatten();
    let all: Vec<String> = all.filter_map(|one| text_of(one.get("value")?)).collect();
    let advisories: Vec<String> = all.iter().filter_map(|id| scanner::advisory(id)).collect();
    let Some(id) = advisories.first().or(all.first()).cloned().or_else(|| row.text("id")) else {
        row.lacks(sink, "identifiers");
        return Ok(());
    };
    let line = row.whole("location.start_line");
    let mut found = Vulnerability {
        tool: tool.to_owned(),
        aliases: scanner::others(advisories, &id),
        asset,
        location: scanner::place(row.first_text(&["location.file", "location.path"]), line),
        package: row.text("location.dependency.package.name"),
        installed: row.text("location.dependency.version"),
        title: row.first_text(&["name", "message"]),
        scanned,
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// The packages of each lockfile that was scanned.
fn components(about: &Beside, tool: &str, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    for (index, file) in about.at("dependency_files").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let place = scanner::inside(&scanner::document(), &format!(".dependency_files[{index}]"));
        let mut file = Fields::new(place, file.clone());
        let (path, manager) = (file.text("path"), file.text("package_manager"));
        for mut row in scanner::inner(&mut file, "dependencies") {
            let Some(name) = row.text("package.name") else {
                row.lacks(sink, "package.name");
                continue;
            };
            let component = Component {
                tool: tool.to_owned(),
                name,
                version: row.text("version"),
                ecosystem: manager.as_deref().map(scanner::ecosystem),
                ..Component::default()
            };
            if let Some(path) = &path {
                row.put("file", Value::String(path.clone()));
            }
            row.record(sink, Data::Component(Box::new(component)))?;
        }
    }
    Ok(())
}

/// A row of the vulnerability report.
fn exported(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let title = row.text("Vulnerability");
    let cves = ids(row.text("CVE"));
    let others: Vec<String> =
        row.peek_text("Other Identifiers").unwrap_or_default().split(';').map(|id| id.trim().to_owned()).collect();
    let advisories: Vec<String> = cves.into_iter().chain(others.iter().filter_map(|id| scanner::advisory(id))).collect();
    // A class of OWASP (`A1:2017 - Injection`) names no finding.
    let first = others.into_iter().find(|id| !id.is_empty() && !id.contains(" - "));
    let Some(id) = advisories.first().cloned().or(first).or_else(|| title.clone()) else {
        row.lacks(sink, "Vulnerability");
        return Ok(());
    };
    let (word, reason) = (row.text("Status"), row.text("Dismissal Reason"));
    let status = match (word.as_deref(), reason.as_deref()) {
        (Some("resolved"), _) => VulnerabilityStatus::Fixed,
        (Some("dismissed"), Some("false_positive" | "not_applicable")) => VulnerabilityStatus::NotAffected,
        (Some("dismissed"), _) => VulnerabilityStatus::Accepted,
        _ => VulnerabilityStatus::Open,
    };
    let place = place(&row);
    let told = |path: &str| head::at(&place, path).and_then(text_of).filter(|text| !text.is_empty());
    let line = place.get("start_line").and_then(Value::as_i64);
    let vector = row.peek_text("CVSS Vectors").and_then(|all| all.split(';').next()?.split('=').next_back().map(str::to_owned));
    let mut found = Vulnerability {
        tool: row.text("Scanner Name").unwrap_or_else(|| SYSTEM.to_owned()),
        aliases: scanner::others(advisories, &id),
        asset: project(&mut row).or_else(|| told("image")),
        location: scanner::place(told("file").or_else(|| told("path")), line).or_else(|| told("image")),
        package: told("dependency.package.name"),
        installed: told("dependency.version"),
        title,
        first_seen: row.utc_time("Detected At"),
        fixed: if status == VulnerabilityStatus::Fixed { row.utc_time("Resolved At") } else { None },
        status,
        status_word: word.map(|word| reason.map_or_else(|| word.clone(), |reason| format!("{word}: {reason}"))),
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("Severity"), &mut found);
    severity::rate_vector(vector.as_deref(), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// The project: by its path, behind which stands the number of the vulnerability, else by its name.
fn project(row: &mut Fields) -> Option<String> {
    let path = row.peek_text("Full Path").map(|path| {
        let path = gitlab::project(path).unwrap_or_else(|| path.split("/-/").next().unwrap_or(path).to_owned());
        let numbered = path.rsplit_once('/').filter(|(_, last)| last.bytes().all(|byte| byte.is_ascii_digit()));
        numbered.map_or_else(|| path.clone(), |(project, _)| project.to_owned())
    });
    let named = [row.text("Group Name"), row.text("Project Name")].into_iter().flatten().collect::<Vec<_>>().join("/");
    path.or_else(|| Some(named).filter(|named| !named.is_empty()))
}

/// Where a vulnerability is: an object as JSON, or as Ruby writes one.
fn place(row: &Fields) -> Value {
    let cell = row.peek_text("Location").unwrap_or_default();
    let ruby = || cell.replace("=>", ":").replace(":nil", ":null");
    serde_json::from_str(cell).or_else(|_| serde_json::from_str(&ruby())).unwrap_or_default()
}
