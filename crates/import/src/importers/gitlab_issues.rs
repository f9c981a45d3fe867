//! GitLab: issues, as the REST API and GraphQL give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::gitlab,
};
use model::{Data, Kind, record::Ticket};
use serde_json::Value;

/// Where GraphQL has issues.
const LISTS: &[&str] = &["data.project.issues.nodes", "data.group.issues.nodes"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-issues",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Issues",
        export: &[
            "For each project: `glab api --paginate 'projects/ID/issues?scope=all&per_page=100' > issues.json`. A token with read_api suffices.",
        ],
        covers: "All issues of a project at the moment of the export.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/issues/",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if LISTS.iter().any(|list| head.row_of(list).is_some()) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let issue = head::has(row, &["iid", "project_id", "title", "state"]) && !head::has(row, &["source_branch"]);
    let page =
        row.get("web_url").and_then(Value::as_str).is_some_and(|url| url.contains("/issues/") || url.contains("/work_items/"));
    if issue && (page || head::has(row, &["issue_type"])) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    gitlab::rows(input, LISTS, "Issues", sink, &mut issue).map(drop)
}

fn issue(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("web_url").or_else(|| row.peek_text("webUrl")).unwrap_or_default().to_owned();
    gitlab::note_host(&url, sink);
    let Some(id) = row.text("iid") else {
        row.lacks(sink, "iid");
        return Ok(());
    };
    let status_word = row.text("state");
    let (labels, named) = if row.peek("labels.nodes").is_some() { ("labels.nodes", "title") } else { ("labels", "name") };
    let ticket = Ticket {
        system: gitlab::SYSTEM.to_owned(),
        project: gitlab::project(&url),
        id,
        title: row.text("title"),
        type_word: row.first_text(&["issue_type", "type"]),
        done: status_word.as_deref().and_then(is_done),
        status_word,
        created: row.first_time(&["created_at", "createdAt"]),
        resolved: row.first_time(&["closed_at", "closedAt"]),
        requester: gitlab::login(&mut row, "author"),
        assignee: assignees(&row).or_else(|| gitlab::login(&mut row, "assignee")),
        labels: row.texts(labels, named),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}

/// Whether a state says that the issue is finished.
pub(super) fn is_done(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "opened" | "open" | "reopened" => Some(false),
        "closed" => Some(true),
        _ => None,
    }
}

/// Who works on it, or all who do.
fn assignees(row: &Fields) -> Option<String> {
    let list = row.peek("assignees.nodes").or_else(|| row.peek("assignees"))?.as_array()?;
    let names: Vec<&str> = list.iter().filter_map(|one| one.get("username")?.as_str()).collect();
    Some(names.join(", ")).filter(|names| !names.is_empty())
}
