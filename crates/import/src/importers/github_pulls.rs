//! GitHub: pull requests as the REST API gives them, a list or a single one.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, github, reference},
};
use model::{Data, Kind, record::Change};

/// Where a client keeps the list in the answers that it saves.
const LISTS: &[&str] = &["data", "items"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-pulls",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Pull requests",
        export: &[
            "For each repository in scope: `gh api --paginate 'repos/OWNER/REPO/pulls?state=all&per_page=100' > pulls.json`.",
            "Export the reviews too (see the reviews of pull requests), or use `gh pr list` with the field `reviews`.",
        ],
        covers: "All pull requests of a repository at the moment of the export.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/pulls/pulls",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let webhook = head::has(row, &["action"]) && !head::has(row, &["review"]);
    let row = row.get("pull_request").filter(|_| webhook).unwrap_or(row);
    if head::has(row, &["number", "merged_at", "base.ref", "head.sha", "merge_commit_sha"]) {
        return Match::Certain;
    }
    if head::has(row, &["number", "base.ref", "head.ref", "user.login"]) { Match::Maybe(60) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    github::rows(input, LISTS, "Pull requests (GET /repos/OWNER/REPO/pulls)", sink, &mut change).map(drop)
}

fn change(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = github::delivered(row, "pull_request");
    let url = row.peek_text("html_url").or_else(|| row.peek_text("url")).unwrap_or_default().to_owned();
    if let Some(host) = delivery::host(&url) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(id) = row.text("number") else {
        row.lacks(sink, "number");
        return Ok(());
    };
    let (merged, is_merged) = github::merged(&mut row, "merged_at");
    let texts = ["title", "head.ref", "body"].into_iter().filter_map(|key| row.peek_text(key));
    let tickets = reference::tickets(texts);
    let change = Change {
        system: github::SYSTEM.to_owned(),
        repository: row.text("base.repo.full_name").or_else(|| github::place(&url).map(|(repository, _)| repository)),
        id,
        title: row.text("title"),
        author_is_bot: github::is_bot(&row, "user"),
        author: row.text("user.login"),
        created: row.time("created_at"),
        merged,
        is_merged,
        merged_by: row.text("merged_by.login"),
        state_word: row.text("state"),
        base: row.text("base.ref"),
        head: row.text("head.ref"),
        head_commit: row.text("head.sha"),
        // Before a merge this names GitHub's trial merge, which is no commit of the branch: it stays in `extra`.
        merge_commit: if is_merged == Some(true) { row.text("merge_commit_sha") } else { None },
        reviews: github::embedded_reviews(&mut row),
        tickets,
        labels: row.texts("labels", "name"),
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}
