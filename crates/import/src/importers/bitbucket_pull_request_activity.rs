//! Bitbucket Cloud: the activity of pull requests: approvals, requests for changes, comments and merges with their times.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::bitbucket,
};
use model::{
    Data, Kind,
    record::{Change, ChangeReview, Review, Verdict},
};

/// What an entry holds, by the key that it is under; its time is under the next.
const REVIEWS: &[(&str, &str, &str, Verdict)] = &[
    ("approval", "approval.user", "approval.date", Verdict::Approved),
    ("changes_requested", "changes_requested.user", "changes_requested.date", Verdict::ChangesRequested),
    ("comment", "comment.user", "comment.created_on", Verdict::Commented),
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "bitbucket-pull-request-activity",
    version: 1,
    about: About {
        vendor: "Atlassian",
        title: "Bitbucket Cloud activity of pull requests",
        export: &[
            "For each repository in scope call GET /2.0/repositories/WORKSPACE/REPO/pullrequests/activity?pagelen=50 and follow `next` to \
             the last page. A token with read access to pull requests suffices.",
            "Save each page as a JSON file and drop them together with the pull requests; they are joined by repository and number.",
        ],
        covers: "All that happened to the pull requests of a repository.",
        retention_days: None,
        source: "https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/#api-repositories-workspace-repo-slug-pullrequests-activity-get",
    },
    emits: &[Kind::ChangeReview, Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("values").or_else(|| head.row()) else { return Match::No };
    let entry = head::has(row, &["approval.date"])
        || head::has(row, &["changes_requested.date"])
        || head::has(row, &["update.state", "update.date"])
        || head::has(row, &["comment.created_on"]);
    if head::has(row, &["pull_request.id"]) && entry { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    bitbucket::rows(input, "Activity of pull requests", sink, &mut entry)
}

fn entry(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(change) = row.text("pull_request.id") else {
        row.lacks(sink, "pull_request.id");
        return Ok(());
    };
    let page = ["pull_request.links.html.href", "pull_request.links.self.href"].iter().find_map(|path| row.peek_text(path));
    let repository = page.and_then(bitbucket::repository);
    let system = bitbucket::SYSTEM.to_owned();
    if let Some((_, who, when, verdict)) = REVIEWS.iter().find(|(key, ..)| row.peek(key).is_some()) {
        let review = Review { reviewer: bitbucket::login(&mut row, who), verdict: *verdict, at: row.time(when), commit: None };
        let data = ChangeReview { system, repository, change, review };
        return row.record(sink, Data::ChangeReview(Box::new(data)));
    }
    let state_word = row.text("update.state");
    let merge = state_word.as_deref() == Some("MERGED");
    let change = Change {
        system,
        repository,
        id: change,
        title: row.text("pull_request.title"),
        merged: if merge { row.time("update.date") } else { None },
        is_merged: merge.then_some(true),
        merged_by: if merge { bitbucket::login(&mut row, "update.author") } else { None },
        state_word,
        head_commit: row.text("update.source.commit.hash"),
        partial: true,
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}
