//! Gitleaks: secrets in the history or the files of a repository, in its JSON of versions 7 and 8.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json},
    vendor::{
        scanner::{self},
        scans::Scans,
    },
};
use model::{Data, Kind, gateway::Extra, record::Vulnerability};

const TOOL: &str = "Gitleaks";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitleaks",
    version: 1,
    about: About {
        vendor: "Gitleaks",
        title: "Gitleaks",
        export: &[
            "In the repository, run `gitleaks git --report-format json --report-path gitleaks.json --redact`. Secrets that are in the \
             file are not stored.",
            "Take SARIF for scans without findings: an empty list in JSON does not say what made it.",
        ],
        covers: "The commits or files that one scan looked at; the report does not name the repository.",
        retention_days: None,
        source: "https://github.com/gitleaks/gitleaks/blob/master/report/finding.go",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let eighth =
        head::has(row, &["RuleID", "File", "StartLine", "Fingerprint"]) || head::has(row, &["RuleID", "File", "Match", "Secret"]);
    let seventh = head::has(row, &["rule", "offender", "lineNumber", "file"]);
    if eighth || seventh { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("gitleaks --report-format json".to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let whole = json::rows(input, &[], sink, &mut |row, sink| secret(Fields::from(row), &mut scans, sink))?;
    if whole.declared_empty {
        scans.note(TOOL, "", &scanner::document(), None, 0);
    }
    scans.put_about(Extra::new(), sink)
}

/// A secret. What was matched, and the line around it, is never kept.
fn secret(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    for sensitive in ["Match", "Secret", "Line", "line", "offender"] {
        row.take(sensitive);
    }
    let asset = row.first_text(&["repoURL", "repo"]);
    scans.note(TOOL, asset.as_deref().unwrap_or_default(), &scanner::document(), None, 1);
    let Some(id) = row.first_text(&["RuleID", "rule"]) else {
        row.lacks(sink, "RuleID");
        return Ok(());
    };
    let line = row.whole("StartLine").or_else(|| row.whole("lineNumber")).filter(|line| *line > 0);
    let found = Vulnerability {
        tool: TOOL.to_owned(),
        asset,
        location: scanner::place(row.first_text(&["File", "file"]), line),
        title: row.text("Description"),
        id,
        ..Vulnerability::default()
    };
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
