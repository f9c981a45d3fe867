//! Azure DevOps: work items.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::{azure_devops, microsoft::json_or_table},
};
use model::{Data, Kind, record::Ticket};
use serde_json::{Map, Value};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-devops-work-items",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Azure DevOps work items",
        export: &[
            "For each project in scope: `az boards query --organization https://dev.azure.com/ORG --project PROJECT --wiql \
             \"SELECT [System.Id],[System.Title],[System.WorkItemType],[System.State],[System.CreatedDate],[System.CreatedBy],\
             [System.AssignedTo],[Microsoft.VSTS.Common.ClosedDate],[System.Tags] FROM workitems WHERE [System.CreatedDate] >= '2026-01-01'\" \
             --output json > work_items.json`. Reader access (scope Work items, read) suffices.",
            "Or on the web: Boards, Queries, run a query that shows the created and closed date and who created it, and choose Export to \
             CSV in its menu.",
            "A query gives 20,000 work items at the most: export shorter periods if there are more.",
        ],
        covers: "The work items that the query selects, at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items/list",
    },
    emits: &[Kind::Ticket],
    sniff,
    read,
};

/// Columns of the table that a query exports.
const TABLE: &[&str] = &["ID", "Work Item Type", "Title"];

/// What the columns of that table are called in the interface.
const COLUMNS: &[(&str, &str)] = &[
    ("Title", "System.Title"),
    ("Work Item Type", "System.WorkItemType"),
    ("State", "System.State"),
    ("Tags", "System.Tags"),
    ("Created Date", "System.CreatedDate"),
    ("Created By", "System.CreatedBy"),
    ("Assigned To", "System.AssignedTo"),
    ("Closed Date", "Microsoft.VSTS.Common.ClosedDate"),
    ("Resolved Date", "Microsoft.VSTS.Common.ResolvedDate"),
    ("Priority", "Microsoft.VSTS.Common.Priority"),
];

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, TABLE) {
        return Match::Certain;
    }
    let Some(row) = head.row_of("value").or_else(|| head.row()) else { return Match::No };
    let fields = row.get("fields").and_then(Value::as_object).is_some_and(is_ours);
    if fields && head::has(row, &["id"]) { Match::Certain } else { Match::No }
}

fn is_ours(fields: &Map<String, Value>) -> bool {
    ["System.Title", "System.WorkItemType", "System.State", "System.Id"].iter().any(|key| fields.contains_key(*key))
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(azure_devops::SYSTEM.to_owned());
    sink.facts.report = Some("Work items".to_owned());
    sink.facts.snapshot = true;
    let mut assumed = false;
    let json = &mut |input: &mut Input<'_>, sink: &mut Sink<'_>| azure_devops::rows(input, "Work items", sink, &mut item);
    json_or_table(input, sink, json, &[TABLE], &mut |mut row, sink| {
        let Some(id) = row.text("ID") else {
            row.lacks(sink, "ID");
            return Ok(());
        };
        if !assumed && ["Created Date", "Closed Date", "Resolved Date"].iter().any(|name| row.assumes_order(name)) {
            assumed = true;
            let message = "the dates do not tell whether day or month comes first; month first was assumed";
            sink.problem(row.position().clone(), "date-order-assumed", message);
        }
        for (column, name) in COLUMNS {
            if let Some(cell) = row.take(column) {
                row.put(name, cell);
            }
        }
        ticket(id, row, sink)
    })
}

fn item(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (Some(id), Some(fields)) = (row.text("id"), row.take("fields")) else {
        row.lacks(sink, "id or fields");
        return Ok(());
    };
    // The names of fields have dots in them: they are taken from the object that holds them.
    let mut inner = Fields::new(row.position().clone(), fields);
    inner.put("_work_item", row.into_left());
    ticket(id, inner, sink)
}

fn ticket(id: String, mut inner: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let status_word = inner.text("System.State");
    // Each process has states of its own: only those of Microsoft's processes are known.
    let done = status_word.as_deref().and_then(|word| match word {
        "Done" | "Closed" | "Completed" | "Removed" | "Resolved" => Some(true),
        "New" | "To Do" | "Active" | "Approved" | "Committed" | "Doing" | "Proposed" | "In Progress" | "Open" | "Requested" => {
            Some(false)
        }
        _ => None,
    });
    let tags = inner.text("System.Tags").unwrap_or_default();
    let ticket = Ticket {
        system: azure_devops::SYSTEM.to_owned(),
        id,
        title: inner.text("System.Title"),
        type_word: inner.text("System.WorkItemType"),
        status_word,
        done,
        created: inner.time("System.CreatedDate"),
        resolved: inner.time("Microsoft.VSTS.Common.ClosedDate").or_else(|| inner.time("Microsoft.VSTS.Common.ResolvedDate")),
        requester: person(&mut inner, "System.CreatedBy"),
        assignee: person(&mut inner, "System.AssignedTo"),
        priority: inner.text("Microsoft.VSTS.Common.Priority"),
        labels: tags.split(';').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        ..Ticket::default()
    };
    inner.record(sink, Data::Ticket(Box::new(ticket)))
}

/// Takes a person: an identity, or `Name <log-in>` as older versions write it.
fn person(row: &mut Fields, key: &str) -> Option<String> {
    if let Some(Value::Object(identity)) = row.peek(key) {
        let found = ["uniqueName", "displayName"].iter().find_map(|name| identity.get(*name)?.as_str().map(str::to_owned));
        return found.filter(|name| !name.is_empty());
    }
    let text = row.text(key)?;
    let inside = text.split_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).map(str::to_owned);
    Some(inside.unwrap_or(text))
}
