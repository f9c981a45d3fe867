//! GitHub: pull requests as the REST API gives them, a list or a single one.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        json::{self, Row},
    },
    vendor::{github, reference},
};
use model::{Data, Kind, record::Change};

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
    let Some(row) = head.row() else { return Match::No };
    if head::has(row, &["number", "merged_at", "base.ref", "head.sha", "merge_commit_sha"]) {
        return Match::Certain;
    }
    if head::has(row, &["number", "base.ref", "head.ref", "user.login"]) { Match::Maybe(60) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(github::SYSTEM.to_owned());
    sink.facts.report = Some("Pull requests (GET /repos/OWNER/REPO/pulls)".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, &[], sink, &mut change)?;
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn change(row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::refuse_error(&row.value)?;
    let mut row = Fields::from(row);
    let url = row.peek_text("html_url").or_else(|| row.peek_text("url")).unwrap_or_default().to_owned();
    if let Some(host) = github::host(&url) {
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
