//! GitHub: pull requests as GraphQL names their fields, which is also what `gh pr list --json` prints.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::{Fields, text_of},
    vendor::{delivery, github, reference},
};
use model::{Data, Kind, record::Change};
use serde_json::Value;

/// Where GraphQL answers have pull requests, as the interface gives them and as scripts save them.
const LISTS: &[&str] = &[
    "data.repository.pullRequests.nodes",
    "data.repository.pullRequests.edges",
    "data.search.nodes",
    "data.search.edges",
    "data.viewer.pullRequests.nodes",
    "data.viewerCreated.edges",
    "data.reviewRequested.edges",
    "repository.pullRequests.nodes",
    "repository.pullRequests.edges",
    "search.nodes",
    "search.edges",
];

/// Where GraphQL answers have the one pull request that was asked for.
const SINGLE: &str = "data.repository.pullRequest";

/// Fields that `gh pr list --json` offers and neither the REST API nor an issue has under such a name.
const CAMEL: &[&str] = &[
    "additions",
    "autoMergeRequest",
    "baseRefName",
    "baseRefOid",
    "changedFiles",
    "closingIssuesReferences",
    "headRefName",
    "headRefOid",
    "headRepository",
    "isCrossRepository",
    "isDraft",
    "latestReviews",
    "maintainerCanModify",
    "mergeCommit",
    "mergeStateStatus",
    "mergedAt",
    "mergedBy",
    "potentialMergeCommit",
    "reviewDecision",
    "reviewRequests",
    "reviews",
    "statusCheckRollup",
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-pulls-gh",
    version: 2,
    about: About {
        vendor: "GitHub",
        title: "Pull requests through gh or GraphQL",
        export: &[
            "For each repository in scope: `gh pr list --repo OWNER/REPO --state all --limit 100000 --json \
             number,title,body,author,state,createdAt,mergedAt,mergedBy,baseRefName,headRefName,headRefOid,mergeCommit,reviews,\
             reviewDecision,labels,closingIssuesReferences,url > pulls.json`.",
            "Without --limit, gh stops at 30 and does not say so.",
        ],
        covers: "The pull requests asked for, at the moment of the export.",
        retention_days: None,
        source: "https://cli.github.com/manual/gh_pr_list",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let of_wrapper = LISTS.iter().find_map(|list| head.row_of(list));
    // With nothing but its number and reviews it is an export of reviews.
    let single = || head::at(head.json()?, SINGLE).filter(|row| head::has(row, &["title"]));
    let Some(row) = of_wrapper.or_else(single).or_else(|| head.row()) else { return Match::No };
    let row = row.get("node").unwrap_or(row);
    if !head::has(row, &["number"]) || head::has(row, &["merged_at"]) || head::has(row, &["html_url"]) {
        return Match::No;
    }
    let at_pulls = row.get("url").and_then(Value::as_str).is_some_and(|url| url.contains("/pull/"));
    if at_pulls || CAMEL.iter().any(|key| head::has(row, &[key])) {
        return Match::Certain;
    }
    // `gh pr list --json number,title` leaves nothing to tell it by.
    let poor = head::has(row, &["title"])
        && row
            .as_object()
            .is_some_and(|row| row.keys().all(|key| matches!(key.as_str(), "number" | "title" | "url" | "author" | "state")));
    if poor { Match::Maybe(50) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    github::rows(input, LISTS, "Pull requests (gh pr list or GraphQL)", sink, &mut change).map(drop)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let asked = row.peek_text("repository.nameWithOwner").map(str::to_owned);
    if let Some(node) = ["node", SINGLE].iter().find_map(|path| row.take(path)) {
        row = Fields::new(row.position().clone(), node);
    }
    if row.is_empty() {
        // What the search found besides pull requests: the query asked nothing of it.
        return Ok(());
    }
    let url = row.peek_text("url").unwrap_or_default().to_owned();
    if let Some(host) = delivery::host(&url) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(id) = row.text("number") else {
        row.lacks(sink, "number");
        return Ok(());
    };
    let (merged, is_merged) = github::merged(&mut row, "mergedAt");
    // Here, other than in the REST API, what was merged is not called closed.
    let closed = row.peek_text("state").is_some_and(|state| state.eq_ignore_ascii_case("closed"));
    let is_merged = is_merged.or(closed.then_some(false));
    let tickets = tickets(&row);
    let change = Change {
        system: github::SYSTEM.to_owned(),
        repository: row
            .text("repository.nameWithOwner")
            .or_else(|| github::place(&url).map(|(repository, _)| repository))
            .or(asked),
        id,
        title: row.text("title"),
        author_is_bot: github::is_bot(&row, "author"),
        author: row.text("author.login"),
        created: row.time("createdAt"),
        merged,
        is_merged,
        merged_by: row.text("mergedBy.login"),
        state_word: row.text("state"),
        base: row.text("baseRefName"),
        head: row.text("headRefName"),
        head_commit: row.text("headRefOid"),
        merge_commit: row.text("mergeCommit.oid"),
        reviews: github::embedded_reviews(&mut row),
        tickets,
        labels: if row.peek("labels.nodes").is_some() { row.texts("labels.nodes", "name") } else { row.texts("labels", "name") },
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}

/// Tickets named in the texts, and the issues that GitHub itself says the pull request closes.
fn tickets(row: &Fields) -> Vec<String> {
    let mut found = reference::tickets(["title", "headRefName", "body"].into_iter().filter_map(|key| row.peek_text(key)));
    let closing =
        row.peek("closingIssuesReferences.nodes").or_else(|| row.peek("closingIssuesReferences")).and_then(Value::as_array);
    for number in closing.into_iter().flatten().filter_map(|issue| text_of(issue.get("number")?)) {
        let ticket = format!("#{number}");
        if !found.contains(&ticket) {
            found.push(ticket);
        }
    }
    found
}
