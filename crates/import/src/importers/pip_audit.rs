//! pip-audit: the packages of a Python environment or requirements file, with their vulnerabilities.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json},
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

const TOOL: &str = "pip-audit";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "pip-audit",
    version: 1,
    about: About {
        vendor: "PyPA",
        title: "pip-audit",
        export: &[
            "In the environment of the project, run `pip-audit --format json --aliases --desc --output pip-audit.json`.",
            "Keep the reports of clean scans too. The report names neither the project nor its time: keep one file a project and scan.",
        ],
        covers: "The packages of one environment or requirements file at the moment of the scan.",
        retention_days: None,
        source: "https://github.com/pypa/pip-audit/blob/main/pip_audit/_format/json.py",
    },
    emits: &[Kind::Vulnerability, Kind::Component, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(json) = head.json() else { return Match::No };
    let list = json.get("dependencies").unwrap_or(json).as_array();
    let Some(list) = list else { return Match::No };
    let audited = |row: &Value| head::has(row, &["name", "version"]) && row.get("vulns").is_some_and(Value::is_array);
    let skipped = |row: &Value| head::has(row, &["name", "skip_reason"]);
    if list.iter().any(audited) || (!list.is_empty() && list.iter().all(skipped)) {
        return Match::Certain;
    }
    if list.is_empty() && head::has(json, &["dependencies", "fixes"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("pip-audit --format json".to_owned());
    sink.facts.snapshot = true;
    let mut skipped = 0;
    let mut scans = Scans::default();
    let whole = json::rows(input, &["dependencies"], sink, &mut |row, sink| {
        let mut row = Fields::from(row);
        let Some(name) = row.text("name") else {
            row.lacks(sink, "name");
            return Ok(());
        };
        if let Some(reason) = row.peek_text("skip_reason") {
            row.problem("not-audited", format!("pip-audit passed {name} over: {reason}"));
            skipped += 1;
        }
        let component = Component {
            tool: TOOL.to_owned(),
            name,
            version: row.text("version"),
            ecosystem: Some("pypi".to_owned()),
            ..Component::default()
        };
        let found = scanner::inner(&mut row, "vulns");
        scans.note(TOOL, "", &scanner::document(), None, found.len() as u64);
        for vulnerability in found {
            finding(vulnerability, &component, sink)?;
        }
        row.record(sink, Data::Component(Box::new(component)))?;
        Ok(())
    })?;
    if whole.declared_empty {
        scans.note(TOOL, "", &scanner::document(), None, 0);
    }
    scans.damaged(TOOL, &whole.beside, &["dependencies"], sink);
    if skipped > 0 {
        sink.facts.incomplete.push(format!("dependencies that were not audited: {skipped}"));
    }
    scans.put_about(scanner::about(&whole.beside, &["fixes"]), sink)
}

/// A vulnerability of a package; pip-audit rates none.
fn finding(mut row: Fields, package: &Component, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        aliases: row.texts("aliases", ""),
        package: Some(package.name.clone()),
        installed: package.version.clone(),
        fixed_in: scanner::joined(&row.texts("fix_versions", "")),
        id,
        ..Vulnerability::default()
    };
    severity::COMMON.rate(row.text("severity"), &mut found);
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
