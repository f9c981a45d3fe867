//! Bitbucket Cloud: pull requests, with their participants where these were asked for.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{bitbucket, delivery, reference},
};
use model::{
    Data, Kind, Position,
    record::{Change, Review, Verdict},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "bitbucket-pull-requests",
    version: 1,
    about: About {
        vendor: "Atlassian",
        title: "Bitbucket Cloud pull requests",
        export: &[
            "For each repository in scope call GET /2.0/repositories/WORKSPACE/REPO/pullrequests?state=MERGED&state=OPEN&state=DECLINED\
             &pagelen=50&fields=%2Bvalues.participants,%2Bvalues.merge_commit.date and follow `next` to the last page. A token with \
             read access to pull requests suffices.",
            "Without the field participants it is not known who approved, without merge_commit.date not when it was merged: export the \
             activity of the pull requests then.",
            "Save each page as a JSON file.",
        ],
        covers: "All pull requests of a repository at the moment of the export.",
        retention_days: None,
        source: "https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pullrequests/",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("values").or_else(|| head.row()) else { return Match::No };
    let branches = head::has(row, &["id", "source.branch", "destination.branch"]);
    let marked = row.get("type").and_then(Value::as_str) == Some("pullrequest")
        || head::has(row, &["comment_count", "task_count"])
        || head::has(row, &["close_source_branch", "author"]);
    if branches && marked { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    bitbucket::rows(input, "Pull requests", sink, &mut change)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(host) = row.peek_text("links.html.href").and_then(delivery::host) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let texts = ["title", "source.branch.name", "description"].into_iter().filter_map(|path| row.peek_text(path));
    let tickets = reference::tickets(texts);
    let page = row.peek_text("links.html.href").and_then(bitbucket::repository);
    let state_word = row.text("state");
    let is_merged = match state_word.as_deref() {
        Some("MERGED") => Some(true),
        Some("OPEN" | "DECLINED" | "SUPERSEDED" | "DRAFT") => Some(false),
        _ => None,
    };
    let merged = is_merged == Some(true);
    let change = Change {
        system: bitbucket::SYSTEM.to_owned(),
        repository: row.text("destination.repository.full_name").or(page),
        id,
        title: row.text("title"),
        author_is_bot: row.peek_text("author.type") == Some("app_user"),
        author: bitbucket::login(&mut row, "author"),
        created: row.time("created_on"),
        // `updated_on` also moves with a later comment: only the merge commit tells the day.
        merged: if merged { row.time("merge_commit.date") } else { None },
        is_merged,
        merged_by: if merged { bitbucket::login(&mut row, "closed_by") } else { None },
        state_word,
        base: row.text("destination.branch.name"),
        head: row.text("source.branch.name"),
        head_commit: row.text("source.commit.hash"),
        merge_commit: row.text("merge_commit.hash"),
        reviews: reviews(&row),
        tickets,
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}

/// What participants decided; those who only looked or were asked decided nothing.
fn reviews(row: &Fields) -> Option<Vec<Review>> {
    let participants = row.peek("participants")?.as_array()?.clone();
    let review = |participant: Value| {
        let mut one = Fields::new(Position::File, participant);
        let approved = one.truth("approved") == Some(true);
        let verdict = match one.text("state").as_deref() {
            Some("approved") => Verdict::Approved,
            Some("changes_requested") => Verdict::ChangesRequested,
            _ if approved => Verdict::Approved,
            _ => return None,
        };
        // The time of what they did: for those who approved, of the approval.
        Some(Review { reviewer: bitbucket::login(&mut one, "user"), verdict, at: one.time("participated_on"), commit: None })
    };
    Some(participants.into_iter().filter_map(review).collect())
}
