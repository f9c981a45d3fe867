//! npm audit: of npm 6 (and pnpm), of npm 7 and later, and the JSON lines of `yarn audit`.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, extra, text_of},
        json,
    },
    severity,
    vendor::{
        scanner::{self},
        scans::Scans,
    },
};
use model::{Data, Kind, gateway::Extra, record::Vulnerability};
use serde_json::Value;

const TOOL: &str = "npm audit";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "npm-audit",
    version: 1,
    about: About {
        vendor: "npm",
        title: "npm audit",
        export: &[
            "In the folder with `package-lock.json`, run `npm audit --json > npm-audit.json` (or `pnpm audit --json`, `yarn audit --json`).",
            "Keep the reports of clean scans too. The report names neither the project nor its time: keep one file a project and scan.",
        ],
        covers: "The packages of one lockfile at the moment of the scan.",
        retention_days: None,
        source: "https://docs.npmjs.com/cli/v11/commands/npm-audit",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.object() else { return Match::No };
    let is_map = |key: &str| json.get(key).is_some_and(Value::is_object);
    let new = json.get("auditReportVersion").is_some() && is_map("vulnerabilities");
    let old = is_map("advisories") && head::has(json, &["metadata.vulnerabilities"]);
    // A large map of advisories may fill the head: its first entry tells as well.
    let entry = json.get("advisories").and_then(Value::as_object).and_then(|map| map.values().next());
    let old_large = entry.is_some_and(|entry| head::has(entry, &["module_name", "findings"]));
    let yarn = matches!(json.get("type").and_then(Value::as_str), Some("auditAdvisory" | "auditSummary"));
    let berry = head::has(json, &["value", "children.Issue", "children.Severity"]);
    if new || old || old_large || yarn || berry || yarn_later(head, json) {
        return Match::Certain;
    }
    let failed = head::has(json, &["error.code", "error.summary"]) || head::has(json, &["error.summary", "error.detail"]);
    let yarn_failed = is_line(json) && head.text().lines().any(|line| line.starts_with("{\"type\":\"error\",\"data\":\""));
    if failed || yarn_failed { Match::Maybe(60) } else { Match::No }
}

/// Whether an object is a line as yarn 1 writes all of its lines.
fn is_line(json: &Value) -> bool {
    json.get("type").is_some_and(Value::is_string)
        && json.get("data").is_some()
        && json.as_object().is_some_and(|map| map.len() == 2)
}

/// Whether lines of an audit by yarn 1 stand behind what else it has to say (a warning about `package.json`).
fn yarn_later(head: &Head<'_>, first: &Value) -> bool {
    let audit = |line: &str| line.starts_with("{\"type\":\"auditAdvisory\"") || line.starts_with("{\"type\":\"auditSummary\"");
    is_line(first) && head.text().lines().any(audit)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let mut about = Extra::new();
    // A report is one row: it is as small as the lockfile that it is about. Lines of yarn are rows of their own.
    json::rows(input, &[], sink, &mut |row, sink| {
        refuse_error(&row.value)?;
        let mut row = Fields::from(row);
        let (report, found) = if row.has("auditReportVersion") {
            ("npm audit --json (report version 2)", entries(&mut row, sink)?)
        } else if row.has("advisories") {
            ("npm audit --json (npm 6)", advisories(&mut row, sink)?)
        } else {
            sink.facts.report = Some("yarn audit --json".to_owned());
            if let Some(found) = line(row, &mut about, sink)? {
                scans.note(TOOL, "", &scanner::document(), None, found);
            }
            return Ok(());
        };
        sink.facts.report = Some(report.to_owned());
        totals(&row, "metadata.vulnerabilities", sink);
        scans.note(TOOL, "", &scanner::document(), None, found);
        about = extra(row.into_left());
        Ok(())
    })?;
    scans.put_about(about, sink)
}

/// Refuses what npm writes in place of a report when it could not audit.
fn refuse_error(row: &Value) -> Result<(), ReadError> {
    let failed = row.get("error").is_some() && row.get("vulnerabilities").is_none() && row.get("advisories").is_none();
    if !failed {
        return Ok(());
    }
    let told = ["error.summary", "message", "error.message", "error.code", "error"];
    let message = told.iter().find_map(|path| text_of(head::at(row, path)?).filter(|text| !text.is_empty()));
    Err(ReadError::SourceError(message.unwrap_or_else(|| "npm could not audit".to_owned())))
}

/// Puts the numbers that the report states into the facts.
fn totals(row: &Fields, path: &str, sink: &mut Sink<'_>) {
    let counts = row.peek(path).and_then(Value::as_object).into_iter().flatten();
    sink.facts.control_totals.extend(counts.filter_map(|(word, count)| Some((format!("{path}.{word}"), text_of(count)?))));
}

/// The advisories of a report of npm 6, one record an installed version.
fn advisories(report: &mut Fields, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let all = scanner::members(report, "advisories");
    let found = all.len() as u64;
    for (key, row) in all {
        advisory(row, &key, sink)?;
    }
    Ok(found)
}

fn advisory(mut row: Fields, key: &str, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(package) = row.text("module_name") else {
        row.lacks(sink, "module_name");
        return Ok(());
    };
    let installed = row.peek("findings").and_then(Value::as_array).into_iter().flatten();
    let installed: Vec<String> = installed.filter_map(|finding| text_of(finding.get("version")?)).collect();
    let number = row.text("id").unwrap_or_else(|| key.to_owned());
    let id = row.text("github_advisory_id").or_else(|| row.peek_text("url").and_then(ghsa)).unwrap_or_else(|| number.clone());
    let mut aliases = row.texts("cves", "");
    aliases.push(number);
    let vector = row.peek_text("cvss.vectorString").map(str::to_owned);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: scanner::others(aliases, &id),
        package: Some(package),
        installed: scanner::joined(&scanner::others(installed, "")),
        fixed_in: row.text("patched_versions"),
        title: row.text("title"),
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("severity"), &mut found);
    found.score = score(&mut row, "cvss.score");
    severity::rate_vector(vector.as_deref(), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// The entries of a report of npm 7 and later, one a package. A package has advisories of its own, one record each, or is
/// vulnerable only through others that it depends on: then npm's name for the entry, the package's, is its id.
fn entries(report: &mut Fields, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let mut found = 0;
    for (key, mut row) in scanner::members(report, "vulnerabilities") {
        if !row.has("via") {
            row.lacks(sink, "via");
            found += 1;
            continue;
        }
        let package = row.text("name").unwrap_or(key);
        let via: Vec<Value> = row.take("via").and_then(|via| via.as_array().cloned()).unwrap_or_default();
        let through: Vec<String> = via.iter().filter_map(text_of).collect();
        let fix = row
            .peek("fixAvailable")
            .and_then(|fix| Some(format!("{}@{}", text_of(fix.get("name")?)?, text_of(fix.get("version")?)?)));
        let common = Vulnerability {
            tool: TOOL.to_owned(),
            location: scanner::joined(&row.texts("nodes", "")),
            package: Some(package.clone()),
            fixed_in: fix,
            ..Vulnerability::default()
        };
        let word = row.text("severity");
        let rest = row.position().clone();
        let left = extra(row.into_left());
        let own: Vec<Value> = via.into_iter().filter(Value::is_object).collect();
        if own.is_empty() {
            let title = scanner::joined(&through).map(|through| format!("vulnerable through {through}"));
            let mut entry = Vulnerability { id: package, title, ..common };
            severity::COMMON.rate(word, &mut entry);
            sink.record(rest, Data::Vulnerability(Box::new(entry)), left)?;
            found += 1;
            continue;
        }
        for (index, advisory) in own.into_iter().enumerate() {
            let mut row = Fields::new(scanner::inside(&rest, &format!(".via[{index}]")), advisory);
            row.put("entry", Value::Object(left.clone().into_iter().collect()));
            if let Some(through) = scanner::joined(&through) {
                row.put("through", Value::String(through));
            }
            of_package(row, word.clone(), common.clone(), sink)?;
            found += 1;
        }
    }
    Ok(found)
}

/// An advisory on a package itself; the severity is its own, else that of the entry.
fn of_package(mut row: Fields, word: Option<String>, common: Vulnerability, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let number = row.text("source");
    let Some(id) = row.peek_text("url").and_then(ghsa).or_else(|| number.clone()).or_else(|| row.text("url")) else {
        row.lacks(sink, "source");
        return Ok(());
    };
    let vector = row.peek_text("cvss.vectorString").map(str::to_owned);
    let mut found = Vulnerability { aliases: scanner::others(number, &id), title: row.text("title"), id, ..common };
    severity::COMMON.rate(row.text("severity").or(word), &mut found);
    found.score = score(&mut row, "cvss.score");
    severity::rate_vector(vector.as_deref(), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// A line of yarn: an advisory on a path, a summary, an error; or a package with an issue as yarn 4 writes it. Gives how
/// many findings it is; none for what tells nothing of a scan.
fn line(mut row: Fields, about: &mut Extra, sink: &mut Sink<'_>) -> Result<Option<u64>, ReadError> {
    let kind = row.text("type");
    match kind.as_deref() {
        Some("auditAdvisory") => {
            let data = row.take("data.advisory").unwrap_or(Value::Null);
            let mut advisory = Fields::new(scanner::inside(row.position(), ".data.advisory"), data);
            if let Some(path) = row.take("data.resolution") {
                advisory.put("resolution", path);
            }
            self::advisory(advisory, "", sink)?;
            Ok(Some(1))
        }
        Some("auditSummary") => {
            totals(&row, "data.vulnerabilities", sink);
            *about = extra(row.into_left());
            Ok(Some(0))
        }
        Some("error") => Err(ReadError::SourceError(row.text("data").unwrap_or_else(|| "yarn could not audit".to_owned()))),
        Some(_) => Ok(None),
        None => issue(row, sink).map(|()| Some(1)),
    }
}

fn issue(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (package, number) = (row.text("value"), row.text("children.ID"));
    let Some(id) = row.peek_text("children.URL").and_then(ghsa).or_else(|| number.clone()) else {
        row.lacks(sink, "children.ID");
        return Ok(());
    };
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: scanner::others(number, &id),
        package,
        installed: scanner::joined(&row.texts("children.Tree Versions", "")),
        title: row.text("children.Issue"),
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("children.Severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// The score as written. npm writes 0 where there is none.
fn score(row: &mut Fields, path: &str) -> Option<String> {
    row.text(path).filter(|score| score.parse() != Ok(0.0))
}

/// The identifier of GitHub's advisory in its address.
fn ghsa(url: &str) -> Option<String> {
    let id = url.rsplit('/').next()?;
    id.starts_with("GHSA-").then(|| id.to_owned())
}
