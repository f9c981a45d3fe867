//! GitHub: pull requests as GraphQL names their fields, which is also what `gh pr list --json` prints.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Row},
    },
    vendor::{github, reference},
};
use model::{Data, Kind, record::Change};
use serde_json::Value;

/// Where GraphQL answers have pull requests.
const LISTS: &[&str] = &[
    "data.repository.pullRequests.nodes",
    "data.repository.pullRequests.edges",
    "data.search.nodes",
    "data.search.edges",
    "data.viewerCreated.edges",
    "data.reviewRequested.edges",
];

/// Fields that `gh pr list --json` offers and the REST API has under no such name.
const CAMEL: &[&str] = &[
    "baseRefName",
    "closingIssuesReferences",
    "headRefName",
    "headRefOid",
    "isDraft",
    "mergeCommit",
    "mergeStateStatus",
    "mergedAt",
    "mergedBy",
    "reviewDecision",
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-pulls-gh",
    version: 1,
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
    let Some(row) = of_wrapper.or_else(|| head.row()) else { return Match::No };
    let row = row.get("node").unwrap_or(row);
    if !head::has(row, &["number", "title"]) || head::has(row, &["merged_at"]) || head::has(row, &["html_url"]) {
        return Match::No;
    }
    if CAMEL.iter().any(|key| head::has(row, &[key])) {
        return Match::Certain;
    }
    // `gh pr list --json number,title` leaves nothing to tell it by.
    let poor = row
        .as_object()
        .is_some_and(|row| row.keys().all(|key| matches!(key.as_str(), "number" | "title" | "url" | "author" | "state")));
    if poor { Match::Maybe(50) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(github::SYSTEM.to_owned());
    sink.facts.report = Some("Pull requests (gh pr list or GraphQL)".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, LISTS, sink, &mut change)?;
    github::note_errors(&whole.beside, sink);
    for list in ["data.repository.pullRequests", "data.search", "data.viewerCreated"] {
        if whole.beside.at(&format!("{list}.pageInfo.hasNextPage")) == Some(&Value::Bool(true)) {
            sink.facts.incomplete.push("the export says that there is a next page; export all pages".to_owned());
        }
        let count = ["totalCount", "issueCount"].iter().find_map(|key| whole.beside.count(&format!("{list}.{key}")));
        if let Some(told) = count.filter(|told| *told > whole.rows) {
            sink.facts.incomplete.push(format!("the export counts {told} pull requests and holds {}", whole.rows));
        }
    }
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn change(row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::refuse_error(&row.value)?;
    let mut row = Fields::from(row);
    if let Some(node) = row.take("node") {
        row = Fields::new(row.position().clone(), node);
    }
    let url = row.peek_text("url").unwrap_or_default().to_owned();
    if let Some(host) = github::host(&url) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(id) = row.text("number") else {
        row.lacks(sink, "number");
        return Ok(());
    };
    let (merged, is_merged) = github::merged(&mut row, "mergedAt");
    let tickets = tickets(&row);
    let change = Change {
        system: github::SYSTEM.to_owned(),
        repository: github::place(&url).map(|(repository, _)| repository),
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
