//! Bitbucket Data Center (Server): pull requests.

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
    id: "bitbucket-server-pull-requests",
    version: 1,
    about: About {
        vendor: "Atlassian",
        title: "Bitbucket Data Center pull requests",
        export: &[
            "For each repository in scope call GET /rest/api/latest/projects/PROJECT/repos/REPO/pull-requests?state=ALL&limit=100&start=0 and \
             go on with nextPageStart until isLastPage. A token with read permission suffices.",
            "Save each page as a JSON file.",
        ],
        covers: "All pull requests of a repository at the moment of the export, with what each reviewer decided last.",
        retention_days: None,
        source: "https://developer.atlassian.com/server/bitbucket/rest/latest/api-group-pull-requests/",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("values").or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["id", "fromRef", "toRef", "state"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    bitbucket::rows(input, "Pull requests (Data Center)", sink, &mut change)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let page = row.peek("links.self").and_then(|links| links.get(0)?.get("href")?.as_str());
    if let Some(host) = page.and_then(delivery::host) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let texts = ["title", "fromRef.displayId", "description"].into_iter().filter_map(|path| row.peek_text(path));
    let tickets = reference::tickets(texts);
    let project = row.peek_text("toRef.repository.project.key");
    let repository = project.zip(row.peek_text("toRef.repository.slug")).map(|(project, slug)| format!("{project}/{slug}"));
    let state_word = row.text("state");
    let is_merged = match state_word.as_deref() {
        Some("MERGED") => Some(true),
        Some("OPEN" | "DECLINED") => Some(false),
        _ => None,
    };
    let branch = |row: &mut Fields, of: &str| {
        row.text(&format!("{of}.displayId")).or_else(|| row.text(&format!("{of}.id")).map(delivery::short_ref))
    };
    let change = Change {
        system: bitbucket::SYSTEM.to_owned(),
        repository,
        repository_id: row.text("toRef.repository.id"),
        id,
        title: row.text("title"),
        author_is_bot: row.peek_text("author.user.type") == Some("SERVICE"),
        author: row.first_text(&["author.user.name", "author.user.displayName"]),
        created: row.time("createdDate"),
        merged: if is_merged == Some(true) { row.time("closedDate") } else { None },
        is_merged,
        state_word,
        base: branch(&mut row, "toRef"),
        head: branch(&mut row, "fromRef"),
        head_commit: row.text("fromRef.latestCommit"),
        merge_commit: row.text("properties.mergeCommit.id"),
        reviews: reviews(&row),
        tickets,
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}

/// What reviewers and participants decided; the interface tells no times.
fn reviews(row: &Fields) -> Option<Vec<Review>> {
    let all = row.peek("reviewers")?.as_array()?.iter();
    let others = row.peek("participants").and_then(Value::as_array).into_iter().flatten();
    let review = |person: &Value| {
        let mut one = Fields::new(Position::File, person.clone());
        let verdict = match one.text("status").as_deref() {
            Some("APPROVED") => Verdict::Approved,
            Some("NEEDS_WORK") => Verdict::ChangesRequested,
            None if one.truth("approved") == Some(true) => Verdict::Approved,
            _ => return None,
        };
        let reviewer = one.first_text(&["user.name", "user.displayName"]);
        Some(Review { reviewer, verdict, at: None, commit: one.text("lastReviewedCommit") })
    };
    Some(all.chain(others).filter_map(review).collect())
}
