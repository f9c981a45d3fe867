//! Jira: issues as the issue navigator exports them to CSV, and the table of issues that Fivetran copies.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, pages},
    table::{ticket::Verdict, words},
};
use model::{Data, Kind, Position, record::Ticket};

/// The navigator's export, whatever columns the list shows (a column is repeated for each of its values), and Fivetran's
/// table `issue`, in which people, types and states are ids. Since 2025 Jira calls an issue a work item; its lists and its
/// older spreadsheets head the column with `Key` alone.
const EXPORT: Export = Export {
    product: "Jira",
    report: "Issue navigator (CSV)",
    snapshot: true,
    tables: &[
        &["Issue key", "Issue id"],
        &["Issue key", "Issue Type", "Summary"],
        &["Issue key", "Project key", "Summary"],
        &["Work item key", "Summary"],
        &["Key", "Issue Type", "Summary", "Status"],
        &["Key", "Work type", "Summary", "Status"],
        &["_fivetran_synced", "id", "key", "issue_type", "summary", "status"],
    ],
    ..Export::PLAIN
};

/// The column of the key, in the words of each time.
const KEY: &[&str] = &["Issue key", "Work item key", "Key"];

/// Issues at which the navigator's export stops unless an administrator raised the limit.
const LIMIT: u64 = 1000;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "jira-issues-csv",
    version: 3,
    about: About {
        vendor: "Atlassian",
        title: "Jira issues (CSV)",
        export: &[
            "Search in the issue navigator (Filters, Advanced issue search), and choose Export, Export CSV (all fields).",
            "The export stops at 1,000 issues and does not say so: search shorter periods.",
            "It does not tell who approved: for that export the issues through the REST API with their changelog.",
        ],
        covers: "The issues that the search finds, at the moment of the export.",
        retention_days: None,
        source: "https://support.atlassian.com/jira-software-cloud/docs/export-search-results/",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut assumed, mut copied) = (false, false);
    let whole = EXPORT.read(input, sink, &mut |row, sink| {
        copied |= row.has("_fivetran_synced");
        if copied {
            return fivetran(row, sink);
        }
        if !assumed && (row.assumes_order("Created") || row.assumes_order("Resolved")) {
            assumed = true;
            let message = "the dates do not tell whether day or month comes first; month first was assumed";
            sink.problem(Position::File, "date-order-assumed", message);
        }
        issue(row, sink)
    })?;
    if copied {
        sink.facts.report = Some("issue (Fivetran)".to_owned());
    } else {
        sink.facts.incomplete.extend(pages::capped(whole.rows, LIMIT, "the issue navigator"));
    }
    Ok(())
}

fn issue(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(KEY) else {
        row.lacks(sink, "Issue key");
        return Ok(());
    };
    if let Some(host) = row.peek_text("Project url").and_then(|url| url.split_once("://")?.1.split('/').next()) {
        sink.facts.instance.get_or_insert(host.to_owned());
    }
    let status_word = row.text("Status");
    let decided = custom(&row, &["approval status", "approval decision"]).and_then(|column| Some((row.text(&column)?, column)));
    let verdict = decided.as_ref().map_or(Verdict::Untold, |(word, _)| Verdict::of(word));
    let resolved = row.time("Resolved");
    // In another language than English the category does not tell.
    let category = row.peek_text("Status Category").and_then(|word| match word {
        "Done" | "Complete" => Some(true),
        "To Do" | "In Progress" => Some(false),
        _ => None,
    });
    let done = category.or(resolved.map(|_| true)).or_else(|| words::ticket_done(status_word.as_deref()?));
    let ticket = Ticket {
        system: "Jira".to_owned(),
        id,
        title: row.text("Summary"),
        type_word: row.first_text(&["Issue Type", "Work type", "Work item type"]),
        status_word: match &decided {
            Some((word, column)) => Some(verdict.with_status(status_word, column, word)),
            None => status_word,
        },
        done,
        created: row.time("Created"),
        resolved,
        // Where a site hides names there are only their ids.
        requester: row.first_text(&["Reporter", "Creator", "Reporter Id", "Creator Id"]),
        assignee: row.first_text(&["Assignee", "Assignee Id"]),
        // Who was asked to approve stands under `Approvers`: it does not tell who did.
        approver: text_of(&mut row, &["approved by", "approver"]).filter(|_| verdict != Verdict::Open),
        approved: custom(&row, &["approved on", "approval date", "approved at", "date approved"])
            .and_then(|column| row.time(&column))
            .filter(|_| !matches!(verdict, Verdict::Open | Verdict::Refused)),
        priority: row.text("Priority"),
        about: text_of(&mut row, &["requested for", "affected user", "employee"]),
        labels: repeated(&mut row, "Labels"),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}

/// The column of a field that a site has made, by one of its names in lower case: the navigator writes it as
/// `Custom field (Approver)`, lists and spreadsheets as `Approver`.
fn custom(row: &Fields, names: &[&str]) -> Option<String> {
    let keys: Vec<String> = row.peek_all().as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect();
    let bare = |key: &str| {
        let lower = key.to_lowercase();
        lower.strip_prefix("custom field (").and_then(|rest| rest.strip_suffix(')')).map_or(lower.clone(), str::to_owned)
    };
    let filled = |key: &&String| row.peek_text(key).is_some();
    names.iter().find_map(|name| keys.iter().filter(filled).find(|key| bare(key) == *name).cloned())
}

/// The text of such a column.
fn text_of(row: &mut Fields, names: &[&str]) -> Option<String> {
    custom(row, names).and_then(|column| row.text(&column))
}

/// Takes the values of a column that is repeated for each (`Labels`, `Labels (2)`).
fn repeated(row: &mut Fields, name: &str) -> Vec<String> {
    let mut found: Vec<String> = row.text(name).into_iter().collect();
    let keys: Vec<String> = row.peek_all().as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect();
    let number = |key: &str| key.strip_prefix(name)?.strip_prefix(" (")?.strip_suffix(')')?.parse::<u32>().ok();
    found.extend(keys.iter().filter(|key| number(key).is_some()).filter_map(|key| row.text(key)));
    found
}

fn fivetran(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("key") else {
        row.lacks(sink, "key");
        return Ok(());
    };
    let resolved = row.utc_time("resolved");
    let ticket = Ticket {
        system: "Jira".to_owned(),
        id,
        title: row.text("summary"),
        type_word: row.text("issue_type"),
        status_word: row.text("status"),
        done: resolved.map(|_| true),
        created: row.utc_time("created"),
        resolved,
        requester: row.first_text(&["reporter", "creator"]),
        assignee: row.text("assignee"),
        priority: row.text("priority"),
        ..Ticket::default()
    };
    row.record(sink, Data::Ticket(Box::new(ticket)))
}
