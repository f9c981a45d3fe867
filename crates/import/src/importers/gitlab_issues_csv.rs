//! GitLab: issues as its pages export them, a CSV that comes by e-mail.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    importers::gitlab_issues,
    read::{csv::product, fields::Fields},
    vendor::{delivery, gitlab},
};
use model::{Data, Kind, record::Ticket};

/// Columns that only this export has.
const MARKS: &[&str] = &["Issue ID", "URL", "Author Username", "Created At (UTC)"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-issues-csv",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Issues, exported as CSV",
        export: &[
            "In the project open Plan, Issues (Work items), choose All, then Export as CSV in the menu with three dots. The file comes by e-mail.",
        ],
        covers: "The issues that the page showed, at the moment of the export.",
        retention_days: None,
        // The columns are those of the vendor's page; no file was at hand to compare.
        source: "https://docs.gitlab.com/user/project/issues/csv_export/",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, MARKS) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(gitlab::SYSTEM.to_owned());
    sink.facts.report = Some("Issues (CSV)".to_owned());
    sink.facts.snapshot = true;
    sink.facts.time_zone = Some("UTC".to_owned());
    product::objects(input, MARKS, sink, &mut issue).map(drop)
}

fn issue(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(url) = row.peek_text("URL").map(str::to_owned) {
        delivery::note_host(&url, sink);
    }
    let Some(id) = row.text("Issue ID") else {
        row.lacks(sink, "Issue ID");
        return Ok(());
    };
    let status_word = row.text("State");
    let labels = row.text("Labels").unwrap_or_default();
    let ticket = Ticket {
        system: gitlab::SYSTEM.to_owned(),
        id,
        title: row.text("Title"),
        done: status_word.as_deref().and_then(gitlab_issues::is_done),
        status_word,
        created: row.utc_time("Created At (UTC)"),
        resolved: row.utc_time("Closed At (UTC)"),
        requester: row.first_text(&["Author Username", "Author"]),
        assignee: row.first_text(&["Assignee Username", "Assignee Usernames", "Assignee"]),
        labels: labels.split(',').map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned).collect(),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}
