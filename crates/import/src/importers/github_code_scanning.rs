//! GitHub: code scanning alerts as the REST API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    severity,
    vendor::{
        github_alerts as alerts,
        scanner::{self, LEVELS},
    },
};
use model::{Data, Kind, record::Vulnerability};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-code-scanning",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Code scanning alerts",
        export: &[
            "With a token that may read code scanning alerts: \
             `gh api --paginate 'repos/OWNER/REPO/code-scanning/alerts?per_page=100' > code-scanning.json` (or `orgs/ORG/code-scanning/alerts`).",
            "Without a `state` all alerts come, open and closed. Export the analyses too: they show when scans took place.",
        ],
        covers: "All alerts of a repository or organisation at the moment of the export.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/code-scanning/code-scanning#list-code-scanning-alerts-for-a-repository",
    },
    emits: &[Kind::Vulnerability],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    if head::has(row, &["number", "state", "rule.id", "tool.name", "most_recent_instance"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    alerts::read(input, "Code scanning alerts", sink, &mut alert)
}

fn alert(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let blank =
        ["fixed_at", "dismissed_at", "dismissed_by", "dismissed_reason", "dismissed_comment", "rule.security_severity_level"];
    alerts::clear(&mut row, &blank);
    let Some(id) = row.text("rule.id") else {
        row.lacks(sink, "rule.id");
        return Ok(());
    };
    let (state, reason) = (row.text("state"), row.text("dismissed_reason"));
    let (status, status_word) = alerts::status(state.as_deref(), reason.as_deref());
    let line = row.whole("most_recent_instance.location.start_line");
    let mut found = Vulnerability {
        tool: row.text("tool.name").unwrap_or_else(|| "GitHub code scanning".to_owned()),
        asset: alerts::repository(&mut row),
        location: scanner::place(row.text("most_recent_instance.location.path"), line),
        title: row.text("rule.description"),
        first_seen: row.time("created_at"),
        fixed: row.time("fixed_at"),
        status,
        status_word,
        id,
        ..Vulnerability::default()
    };
    // The level of a result (`rule.severity`) counts only where GitHub gives no security severity.
    match row.text("rule.security_severity_level") {
        Some(word) => severity::COMMON.rate(Some(word), &mut found),
        None => LEVELS.rate(row.text("rule.severity"), &mut found),
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
