//! Linear: issues as its settings export them to CSV, and as its GraphQL interface gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    table::words,
};
use model::{Data, Kind, record::Ticket};
use serde_json::Value;

/// Where answers have issues, and the columns of the table; later versions added more.
const EXPORT: Export = Export {
    product: "Linear",
    report: "Issues",
    snapshot: true,
    lists: &[
        "data.issues.nodes",
        "data.team.issues.nodes",
        "data.project.issues.nodes",
        "data.searchIssues.nodes",
        "issues.nodes",
        "nodes",
    ],
    tables: &[
        &["ID", "Team", "Title", "Status", "Estimate", "Priority"],
        &["ID", "Team", "Title", "Status", "Cycle Number"],
        &["ID", "Team", "Title", "Status", "Completed", "Canceled"],
    ],
    ..Export::PLAIN
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "linear-issues",
    version: 1,
    about: About {
        vendor: "Linear",
        title: "Issues",
        export: &[
            "As an administrator open Settings, Administration, Import and export, and choose Export CSV: it is sent by e-mail.",
            "Or ask the GraphQL interface for issues { nodes { identifier title state { name type } createdAt completedAt canceledAt \
             creator { email } assignee { email } labels { nodes { name } } } pageInfo { hasNextPage endCursor } }, all pages.",
        ],
        covers: "All issues of the workspace, or those that the query selects.",
        retention_days: None,
        source: "https://linear.app/docs/exporting-data",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let listed = EXPORT.lists.iter().find_map(|list| head.row_of(list));
    let Some(row) = listed.or_else(|| head.row()) else { return Match::No };
    let own = row.get("url").and_then(Value::as_str).is_some_and(|url| url.starts_with("https://linear.app/"));
    let keyed = row.get("identifier").and_then(Value::as_str).is_some_and(|key| key.contains('-'));
    let state = head::has(row, &["state.name"]) || head::has(row, &["state.type"]) || head::has(row, &["priorityLabel"]);
    match (keyed && head::has(row, &["title"]), own || state) {
        (true, true) => Match::Certain,
        (true, false) => Match::Maybe(50),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| {
            if row.has("ID") { of_table(row, sink) } else { node(row, sink) }
        })
        .map(drop)
}

fn of_table(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("ID") else {
        row.lacks(sink, "ID");
        return Ok(());
    };
    let status_word = row.text("Status");
    let resolved = row.time("Completed").or_else(|| row.time("Canceled"));
    let labels = row.text("Labels").unwrap_or_default();
    let ticket = Ticket {
        system: "Linear".to_owned(),
        id,
        title: row.text("Title"),
        done: resolved.map(|_| true).or_else(|| words::ticket_done(status_word.as_deref()?)),
        status_word,
        created: row.time("Created"),
        resolved,
        requester: row.text("Creator"),
        assignee: row.text("Assignee"),
        priority: row.text("Priority"),
        labels: labels.split(',').map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned).collect(),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}

fn node(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("identifier") else {
        row.lacks(sink, "identifier");
        return Ok(());
    };
    let workspace = row.peek_text("url").and_then(|url| url.strip_prefix("https://linear.app/")?.split('/').next());
    if let Some(workspace) = workspace {
        sink.facts.instance.get_or_insert(workspace.to_owned());
    }
    let resolved = row.time("completedAt").or_else(|| row.time("canceledAt"));
    let done = match row.text("state.type").as_deref() {
        Some("completed" | "canceled" | "duplicate") => Some(true),
        Some("triage" | "backlog" | "unstarted" | "started") => Some(false),
        _ => resolved.map(|_| true),
    };
    let person = |row: &mut Fields, key: &str| {
        ["email", "name", "displayName", "id"].iter().find_map(|part| row.text(&format!("{key}.{part}")))
    };
    let ticket = Ticket {
        system: "Linear".to_owned(),
        id,
        title: row.text("title"),
        status_word: row.text("state.name"),
        done,
        created: row.time("createdAt"),
        resolved,
        requester: person(&mut row, "creator"),
        assignee: person(&mut row, "assignee"),
        priority: row.first_text(&["priorityLabel", "priority"]),
        labels: if row.peek("labels.nodes").is_some() { row.texts("labels.nodes", "name") } else { row.texts("labels", "name") },
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}
