//! GitHub: pull requests as the search for issues gives them. It tells merge dates, but no branches and no reviewers.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::github,
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-pulls-search",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Pull requests found by search",
        export: &[
            "`gh api --paginate 'search/issues?q=repo:OWNER/REPO+is:pr+is:merged+merged:2026-01-01..2026-06-30&per_page=100' > merged.json`.",
            "Search gives 1,000 results at the most: split the dates if there are more. Reviews must be exported besides.",
        ],
        covers: "The pull requests that the search found.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/search/search#search-issues-and-pull-requests",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(rows) = github::items(head) else { return Match::No };
    // The list of issues names pull requests among them in the same way; only a search for these has nothing else.
    let pull =
        |row: &Value| head::has(row, &["number", "repository_url", "pull_request.merged_at"]) && !head::has(row, &["base"]);
    let (last, complete) = rows.split_last().map_or((None, rows), |(last, before)| (Some(last), before));
    let all = complete.iter().all(pull) && last.is_some_and(|last| pull(last) || (!complete.is_empty() && !head.whole));
    if all { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let whole = github::rows(input, &["items"], "Search for issues and pull requests", sink, &mut change)?;
    if whole.beside.at("incomplete_results") == Some(&Value::Bool(true)) {
        sink.facts.incomplete.push("the search says that its results are incomplete".to_owned());
    }
    Ok(())
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if row.peek("pull_request").is_none() {
        sink.problem(row.position().clone(), "not-a-pull-request", "this is an issue, no pull request; it was not read");
        return Ok(());
    }
    let url = row.peek_text("html_url").unwrap_or_default().to_owned();
    if let Some(host) = github::host(&url) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(change) = github::listed_pull(&mut row) else {
        row.lacks(sink, "number");
        return Ok(());
    };
    row.record(sink, Data::Change(Box::new(change)))
}
