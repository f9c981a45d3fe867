//! GitLab: merge requests as its pages export them, a CSV that comes by e-mail. It tells no day of the merge.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    importers::gitlab_merge_requests,
    read::{csv::product, fields::Fields},
    vendor::{delivery, gitlab, reference},
};
use model::{
    Data, Kind,
    record::{Change, Review, Verdict},
};

/// Columns that only this export has. The number is in `MR IID`, or `MR ID` as the page of the feature calls it.
const MARKS: &[&str] = &["URL", "Source Branch", "Target Branch", "Target Project ID", "Author Username"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-merge-requests-csv",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Merge requests, exported as CSV",
        export: &[
            "In the project open Code, Merge requests, choose All, then Export as CSV in the menu with three dots. The file comes by e-mail.",
            "It does not say when a merge request was merged: use the interface (see the merge requests) where that matters.",
        ],
        covers: "The merge requests that the page showed; GitLab is known to leave some filters out of account.",
        retention_days: None,
        // The columns are those of the feature's own page; no file was at hand to compare.
        source: "https://gitlab.com/gitlab-org/gitlab/issues/3619",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, MARKS) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(gitlab::SYSTEM.to_owned());
    sink.facts.report = Some("Merge requests (CSV)".to_owned());
    sink.facts.snapshot = true;
    sink.facts.time_zone = Some("UTC".to_owned());
    product::objects(input, MARKS, sink, &mut change).map(drop)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("URL").unwrap_or_default().to_owned();
    delivery::note_host(&url, sink);
    let Some(id) = row.first_text(&["MR IID", "MR ID"]) else {
        row.lacks(sink, "MR IID");
        return Ok(());
    };
    let texts = ["Title", "Source Branch", "Description"].into_iter().filter_map(|key| row.peek_text(key));
    let tickets = reference::tickets(texts);
    let state_word = row.text("State");
    // A blank cell is no proof that nobody approved: editions without approval rules leave it blank.
    let approvers = row.first_text(&["Approver Usernames", "Approvers"]);
    let reviews = approvers.map(|names| names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(approval).collect());
    let change = Change {
        system: gitlab::SYSTEM.to_owned(),
        repository: gitlab::project(&url),
        repository_id: row.text("Target Project ID"),
        id,
        title: row.text("Title"),
        author: row.first_text(&["Author Username", "Author"]),
        created: row.utc_time("Created At (UTC)"),
        is_merged: state_word.as_deref().and_then(|word| gitlab_merge_requests::is_merged(&word.to_lowercase())),
        merged_by: row.first_text(&["Merged Username", "Merged User"]),
        state_word,
        base: row.text("Target Branch"),
        head: row.text("Source Branch"),
        reviews,
        tickets,
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}

fn approval(name: &str) -> Review {
    Review { reviewer: Some(name.to_owned()), verdict: Verdict::Approved, ..Review::default() }
}
