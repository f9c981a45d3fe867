//! GitHub: secret scanning alerts as the REST API gives them. The secret itself is never kept.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{github_alerts as alerts, scanner},
};
use model::{Data, Kind, record::Vulnerability, record::VulnerabilityStatus};

const TOOL: &str = "GitHub secret scanning";

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-secret-scanning",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Secret scanning alerts",
        export: &[
            "With a token that may read secret scanning alerts: \
             `gh api --paginate 'orgs/ORG/secret-scanning/alerts?per_page=100&hide_secret=true' > secret-scanning.json` \
             (or `repos/OWNER/REPO/secret-scanning/alerts`).",
            "Without a `state` all alerts come, open and resolved. Secrets that are in the file are not stored.",
        ],
        covers: "All alerts of a repository or organisation at the moment of the export.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/secret-scanning/secret-scanning",
    },
    emits: &[Kind::Vulnerability],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let marked = head::has(row, &["number", "secret_type", "state", "created_at"]);
    let own = ["resolution", "locations_url", "secret_type_display_name"].iter().any(|key| row.get(key).is_some());
    if marked && own { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    alerts::read(input, "Secret scanning alerts", sink, &mut alert)
}

fn alert(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.take("secret");
    alerts::clear(&mut row, &["resolved_at", "resolution"]);
    let Some(id) = row.text("secret_type") else {
        row.lacks(sink, "secret_type");
        return Ok(());
    };
    let (state, resolution) = (row.text("state"), row.text("resolution"));
    let (status, status_word) = alerts::status(state.as_deref(), resolution.as_deref());
    // An alert without a place is told from others of its type by its number.
    let numbered = row.peek("number").map(|number| format!("alert {number}"));
    let line = row.whole("first_location_detected.start_line");
    let location = scanner::place(row.text("first_location_detected.path"), line).or(numbered);
    let resolved = row.time("resolved_at");
    if let (Some(resolved), false) = (resolved, status == VulnerabilityStatus::Fixed) {
        row.put("resolved_at", resolved.to_string().into());
    }
    let found = Vulnerability {
        tool: TOOL.to_owned(),
        asset: alerts::repository(&mut row),
        location,
        title: row.text("secret_type_display_name"),
        first_seen: row.time("created_at"),
        fixed: resolved.filter(|_| status == VulnerabilityStatus::Fixed),
        status,
        status_word,
        id,
        ..Vulnerability::default()
    };
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
