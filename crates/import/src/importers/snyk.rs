//! Snyk command line: the test of one project or of several, of open source packages, of an image or of infrastructure as
//! code.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json,
    },
    severity,
    vendor::{
        scanner::{self, Held},
        scans::Scans,
    },
};
use model::{
    Data, Kind,
    record::{Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

const TOOL: &str = "Snyk";

/// Lists of a project. What the policy ignores or patches stands apart; an image has applications inside.
const LISTS: &[&str] = &["vulnerabilities", "filtered.ignore", "filtered.patch", CODE, "applications"];

/// The list of a test of infrastructure as code, which has one of vulnerabilities too, always empty.
const CODE: &str = "infrastructureAsCodeIssues";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "snyk",
    version: 1,
    about: About {
        vendor: "Snyk",
        title: "Command line",
        export: &[
            "Run `snyk test --all-projects --json-file-output=snyk.json` in the repository, `snyk container test IMAGE` or `snyk iac test` with the same option.",
            "Keep the reports of clean scans too. The report does not name its time: keep one file a scan.",
        ],
        covers: "The projects or the image that were tested, at the moment of the test.",
        retention_days: None,
        source: "https://docs.snyk.io/developer-tools/snyk-cli/scan-and-maintain-projects-using-the-cli/cli-json-output",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let is_project = |json: &Value| {
        let facts =
            ["dependencyCount", "packageManager", "projectName", "licensesPolicy"].iter().filter(|key| json.get(key).is_some());
        let listed = |list: &str| json.get(list).is_some_and(Value::is_array);
        (listed("vulnerabilities") || listed(CODE)) && json.get("ok").is_some() && facts.count() >= 2
    };
    // The vulnerabilities of a large project fill the head; their own fields tell as well.
    let finding = head.row_of("vulnerabilities").or_else(|| head.row()?.get("vulnerabilities")?.get(0));
    let shaped = finding.is_some_and(|row| head::has(row, &["id", "from", "isUpgradable", "isPatchable"]));
    let Some(row) = head.row() else { return Match::No };
    if is_project(row) || shaped {
        return Match::Certain;
    }
    let failed = row.get("ok") == Some(&Value::Bool(false)) && row.get("error").is_some_and(Value::is_string);
    if failed && head::has(row, &["path"]) { Match::Maybe(70) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("snyk test --json".to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let (mut held, mut failed) = (Held::default(), Vec::new());
    let whole = json::reports(input, LISTS, sink, &mut |row, sink| {
        if !row.list.is_empty() {
            // The name of the project stands behind its vulnerabilities.
            return held.push(row);
        }
        project(Fields::from(row), None, &mut scans, &mut failed, sink)
    })?;
    let about = &whole.beside;
    if about.at("ok").is_some() {
        let mut single = Fields::new(scanner::document(), Value::Object(scanner::about(about, PROJECT).into_iter().collect()));
        let project = Project::of(&mut single, None);
        sink.facts.instance = about.text("org").map(str::to_owned);
        scans.note(TOOL, project.asset.as_deref().unwrap_or_default(), &scanner::document(), None, 0);
        for (row, list) in held.rows() {
            if list == "applications" {
                self::project(row, project.asset.as_deref(), &mut scans, &mut failed, sink)?;
            } else {
                scans.note(TOOL, project.asset.as_deref().unwrap_or_default(), &scanner::document(), None, 1);
                finding(row, list, &project, sink)?;
            }
        }
    }
    scans.damaged(TOOL, about, LISTS, sink);
    if !failed.is_empty() && sink.records() == 0 && scans.is_empty() {
        return Err(ReadError::SourceError(failed.swap_remove(0)));
    }
    if !failed.is_empty() {
        sink.facts.incomplete.push(format!("projects that Snyk could not test: {}", failed.len()));
    }
    scans.put_about(scanner::about(about, PROJECT), sink)
}

/// What a report tells of a project and its scan.
const PROJECT: &[&str] = &[
    "ok",
    "projectName",
    "displayTargetFile",
    "targetFile",
    "path",
    "packageManager",
    "platform",
    "org",
    "dependencyCount",
    "uniqueCount",
    "summary",
    "ignoreSettings",
    "docker.baseImage",
];

/// What the findings of a project share.
struct Project {
    asset: Option<String>,
    file: Option<String>,
}

impl Project {
    /// An application inside an image is part of the image, at its file.
    fn of(row: &mut Fields, image: Option<&str>) -> Self {
        let name = image.map(str::to_owned).or_else(|| row.text("projectName")).or_else(|| row.text("path"));
        Self { asset: name, file: row.first_text(&["displayTargetFile", "targetFile"]) }
    }
}

/// A project as a whole: one of several, or an application inside an image.
fn project(
    mut row: Fields,
    image: Option<&str>,
    scans: &mut Scans,
    failed: &mut Vec<String>,
    sink: &mut Sink<'_>,
) -> Result<(), ReadError> {
    let at = row.position().clone();
    if let Some(error) = row.text("error") {
        let path = row.text("path").unwrap_or_default();
        sink.problem(at, "not-scanned", format!("Snyk could not test {path}: {error}"));
        failed.push(error);
        return Ok(());
    }
    if !row.has("vulnerabilities") && !row.has(CODE) {
        row.lacks(sink, "vulnerabilities");
        return Ok(());
    }
    if let Some(org) = row.text("org") {
        sink.facts.instance.get_or_insert(org);
    }
    let project = Project::of(&mut row, image);
    scans.note(TOOL, project.asset.as_deref().unwrap_or_default(), &at, None, 0);
    for list in ["vulnerabilities", "filtered.ignore", "filtered.patch", CODE] {
        for found in scanner::inner(&mut row, list) {
            scans.note(TOOL, project.asset.as_deref().unwrap_or_default(), &at, None, 1);
            finding(found, list, &project, sink)?;
        }
    }
    for application in scanner::inner(&mut row, "applications") {
        self::project(application, project.asset.as_deref(), scans, failed, sink)?;
    }
    Ok(())
}

fn finding(mut row: Fields, list: &str, project: &Project, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if list == CODE {
        return issue(row, project, sink);
    }
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let ids = row.peek("identifiers").and_then(Value::as_object).into_iter().flatten();
    let ids =
        ids.filter(|(kind, _)| kind.as_str() != "CWE").filter_map(|(_, list)| list.as_array()).flatten().filter_map(text_of);
    let aliases = scanner::others(ids.collect::<Vec<_>>(), &id);
    let (status, status_word) = match list {
        "filtered.ignore" => (VulnerabilityStatus::Accepted, Some("ignored".to_owned())),
        "filtered.patch" => (VulnerabilityStatus::Fixed, Some("patched".to_owned())),
        _ => (VulnerabilityStatus::Open, None),
    };
    let vector = row.peek_text("CVSSv3").map(str::to_owned);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases,
        asset: project.asset.clone(),
        location: project.file.clone(),
        package: row.first_text(&["packageName", "moduleName", "name"]),
        installed: row.text("version"),
        fixed_in: scanner::joined(&row.texts("fixedIn", "")),
        title: row.text("title"),
        status,
        status_word,
        id,
        ..Vulnerability::default()
    };
    // `severity` is what it was before Snyk knew the word critical; where both stand, it stays in `extra`.
    severity::COMMON.rate(row.first_text(&["severityWithCritical", "severity"]), &mut found);
    found.score = row.text("cvssScore").filter(|score| score != "0");
    severity::rate_vector(vector.as_deref(), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

/// An issue in infrastructure as code: a rule that a line does not keep.
fn issue(mut row: Fields, project: &Project, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["id", "publicId"]) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let ignored = row.truth("isIgnored") == Some(true);
    let line = row.whole("lineNumber").filter(|line| *line > 0);
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        asset: project.asset.clone(),
        location: scanner::place(project.file.clone(), line),
        title: row.text("title"),
        status: if ignored { VulnerabilityStatus::Accepted } else { VulnerabilityStatus::Open },
        status_word: ignored.then(|| "ignored".to_owned()),
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
