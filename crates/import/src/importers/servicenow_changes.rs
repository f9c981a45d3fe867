//! `ServiceNow`: change requests, in any shape in which its tables come.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    table::words,
    vendor::{
        reference,
        servicenow::{self, Row, SYSTEM, Table},
    },
};
use model::{Data, Kind, record::Change};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-changes",
    version: 2,
    about: About {
        vendor: "ServiceNow",
        title: "Change requests",
        export: &[
            "With a user that has the role itil or sn_change_read, call GET /api/now/table/change_request?sysparm_display_value=all\
             &sysparm_query=sys_created_on>=2026-01-01&sysparm_limit=10000 and raise sysparm_offset until an answer is empty.",
            "Or open the list of changes, show the columns number, short description, requested by, opened, actual end, state, \
             type and close code, and choose Export, CSV in the menu of the header.",
            "Export the approvals too (table sysapproval_approver): they tell who approved.",
        ],
        covers: "The changes that the query selects, at the moment of the export.",
        retention_days: None,
        source: servicenow::SOURCE,
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    servicenow::sniff(head, Table::Change)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    servicenow::read(input, sink, "change_request", &mut change)
}

fn change(mut row: Row, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.id() else {
        row.fields.lacks(sink, "number");
        return Ok(());
    };
    let state_word = row.shown("state");
    let closed = row.shown("close_code");
    // The planned end (`end_date`) is no end: only the actual one is.
    let merged = row.time("work_end");
    let texts = ["short_description", "description", "reason", "justification"];
    let plain: Vec<String> = texts.iter().filter_map(|name| row.fields.peek_text(name).map(str::to_owned)).collect();
    let change = Change {
        system: SYSTEM.to_owned(),
        title: row.shown("short_description"),
        author: row.first(&["requested_by", "opened_by", "sys_created_by"]),
        created: row.first_time(&["opened_at", "sys_created_on"]),
        is_merged: took_effect(closed.as_deref(), state_word.as_deref()).or(merged.map(|_| true)),
        merged,
        state_word,
        tickets: reference::tickets(plain.iter().map(String::as_str)).into_iter().filter(|ticket| *ticket != id).collect(),
        labels: row
            .fields
            .peek_text("type")
            .or_else(|| row.fields.peek_text("type.display_value"))
            .map(str::to_owned)
            .into_iter()
            .collect(),
        id,
        ..Change::default()
    };
    if let Some(closed) = closed {
        row.fields.put("close_code", closed.into());
    }
    row.fields.record(sink, Data::Change(Box::new(change)))
}

/// Whether it took effect: by how it was closed, else by a state that it cannot have taken effect in. `Closed` alone does
/// not tell.
fn took_effect(closed: Option<&str>, state: Option<&str>) -> Option<bool> {
    match closed.map(|word| word.to_lowercase().replace('_', " ")) {
        Some(word) if word.starts_with("successful") => Some(true),
        Some(word) if word.starts_with("unsuccessful") => Some(false),
        _ => match state.map(str::to_lowercase).as_deref() {
            // What is reviewed here was carried out, and the review tells how it went.
            Some("review" | "0") => None,
            // States as they are stored: new to implement, and cancelled.
            Some("-5" | "-4" | "-3" | "-2" | "-1" | "4") => Some(false),
            _ => state.and_then(words::took_effect),
        },
    }
}
