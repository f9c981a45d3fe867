//! GitHub: issues, as the REST API, its search, GraphQL and `gh issue list --json` give them. The list of issues has
//! pull requests among them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::github,
};
use model::{
    Data, Kind,
    record::{Change, Ticket},
};
use serde_json::Value;

/// Where search and GraphQL have issues.
const LISTS: &[&str] = &["items", "data.repository.issues.nodes"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-issues",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Issues",
        export: &[
            "For each repository in scope: `gh api --paginate 'repos/OWNER/REPO/issues?state=all&per_page=100' > issues.json`.",
            "Or `gh issue list --repo OWNER/REPO --state all --limit 100000 --json \
             number,title,body,author,assignees,state,stateReason,createdAt,closedAt,labels,url > issues.json`. Without --limit, gh stops \
             at 30 and does not say so.",
        ],
        covers: "All issues of a repository at the moment of the export; pull requests among them without branches and reviews.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/issues/issues",
    },
    emits: &[Kind::Ticket, Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let row = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    let Some(row) = row else { return Match::No };
    if !head::has(row, &["number", "title"]) || head::has(row, &["base"]) || head::has(row, &["mergedAt"]) {
        return Match::No;
    }
    let rows = github::items(head);
    // The last row of a head may be cut off before it names its pull request.
    let rows = rows.map(|rows| if head.whole { rows } else { rows.split_last().map_or(rows, |(_, before)| before) });
    let is_issue = |row: &Value| head::has(row, &["number"]) && !head::has(row, &["pull_request"]);
    let issues = rows.map_or_else(|| is_issue(row), |rows| rows.iter().any(is_issue));
    let rest =
        head::has(row, &["repository_url", "comments_url", "user"]) || head::has(row, &["events_url", "labels_url", "user"]);
    let at_issues = row.get("url").and_then(Value::as_str).is_some_and(|url| url.contains("/issues/"));
    let gh = head::has(row, &["stateReason"]) || (at_issues && !head::has(row, &["html_url"]));
    let graphql = head.row_of("data.repository.issues.nodes").is_some();
    match (rest, issues) {
        (true, true) => Match::Certain,
        // Nothing but pull requests so far: it may be the answer to a search for these.
        (true, false) => Match::Maybe(50),
        _ if gh || graphql => Match::Certain,
        _ if head::has(row, &["author", "createdAt", "state"]) => Match::Maybe(40),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    github::rows(input, LISTS, "Issues", sink, &mut issue).map(drop)
}

fn issue(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("html_url").or_else(|| row.peek_text("url")).unwrap_or_default().to_owned();
    github::note_host(&url, sink);
    if row.peek("pull_request").is_some() {
        return pull(row, sink);
    }
    let Some(id) = row.text("number") else {
        row.lacks(sink, "number");
        return Ok(());
    };
    let status_word = row.text("state");
    let done = status_word.as_deref().and_then(|word| match word.to_ascii_lowercase().as_str() {
        "open" => Some(false),
        "closed" => Some(true),
        _ => None,
    });
    let graphql_labels = row.peek("labels.nodes").is_some();
    let ticket = Ticket {
        system: github::SYSTEM.to_owned(),
        project: github::place(&url).map(|(repository, _)| repository),
        id,
        title: row.text("title"),
        type_word: row.first_text(&["type.name", "issueType.name"]),
        status_word,
        done,
        created: row.first_time(&["created_at", "createdAt"]),
        resolved: row.first_time(&["closed_at", "closedAt"]),
        requester: row.first_text(&["user.login", "author.login"]),
        assignee: assignee(&mut row),
        labels: row.texts(if graphql_labels { "labels.nodes" } else { "labels" }, "name"),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}

/// A pull request of the list: it completes the one of the same number that came with its branches and reviews.
fn pull(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(change) = github::listed_pull(&mut row) else {
        row.lacks(sink, "number");
        return Ok(());
    };
    row.record(sink, Data::Change(Box::new(Change { partial: true, ..change })))
}

/// Who works on it, or all who do.
fn assignee(row: &mut Fields) -> Option<String> {
    let path = if row.peek("assignees.nodes").is_some() { "assignees.nodes" } else { "assignees" };
    let logins: Vec<String> =
        row.peek(path)?.as_array()?.iter().filter_map(|one| Some(one.get("login")?.as_str()?.to_owned())).collect();
    Some(logins.join(", ")).filter(|logins| !logins.is_empty()).or_else(|| row.text("assignee.login"))
}
