//! `ServiceNow`: tasks, change tasks, problems, requests and cases, and the clocks of service levels on them.

use super::servicenow_incidents;
use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    vendor::servicenow::{self, Row, SYSTEM, Table},
};
use model::{
    Data, Kind,
    record::{Change, Ticket},
};

/// Columns by which a copy that has no class and no number tells its table.
const TABLES: &[(&str, &str)] = &[
    ("has_breached", "task_sla"),
    ("change_task_type", "change_task"),
    ("problem_state", "problem"),
    ("known_error", "problem"),
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-tasks",
    version: 1,
    about: About {
        vendor: "ServiceNow",
        title: "Tasks, problems, requests and cases",
        export: &[
            "With a user that has the role itil, call GET /api/now/table/TABLE?sysparm_display_value=all&sysparm_limit=10000 for \
             TABLE of task, change_task, problem, sc_req_item, sc_request, sn_customerservice_case, task_sla, and raise \
             sysparm_offset until an answer is empty.",
            "Or open the list, show the columns number, short description, state, opened, closed, opened by and assigned to, and \
             choose Export, CSV in the menu of the header.",
        ],
        covers: "The rows that the query selects, at the moment of the export.",
        retention_days: None,
        source: servicenow::SOURCE,
    },
    emits: &[Kind::Ticket, Kind::Change, Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    servicenow::sniff(head, Table::Task)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    servicenow::read(input, sink, "task", &mut |row, sink| {
        let table = TABLES.iter().find(|(column, _)| row.fields.has(column)).map(|(_, table)| *table);
        if let Some(table) = table {
            sink.facts.report = Some(table.to_owned());
        }
        if table == Some("task_sla") { clock(row, sink) } else { task(row, table, sink) }
    })
}

fn task(mut row: Row, table: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let class = row.class();
    let at = row.fields.position().clone();
    let whole = row.clone();
    let Some(id) = row.id() else {
        row.fields.lacks(sink, "number");
        return Ok(());
    };
    let status_word = row.first(&["state", "problem_state"]);
    let resolved = row.first_time(&["closed_at", "resolved_at", "work_end"]);
    let ticket = Ticket {
        system: SYSTEM.to_owned(),
        id,
        title: row.shown("short_description"),
        done: row.is_over(status_word.as_deref(), resolved),
        status_word,
        type_word: class.clone().or_else(|| table.map(str::to_owned)),
        created: row.first_time(&["opened_at", "sys_created_on"]),
        resolved,
        requester: row.first(&["requested_by", "opened_by", "sys_created_by"]),
        assignee: row.first(&["assigned_to", "closed_by", "resolved_by"]),
        priority: row.shown("priority"),
        about: row.first(&["requested_for", "caller_id"]),
        ..Ticket::default()
    };
    row.fields.record(sink, Data::Ticket(Box::new(ticket)))?;
    // Every change and incident is a task as well: what this table alone tells of it completes it.
    match class.as_deref().map(str::to_lowercase).as_deref() {
        Some("change_request" | "change request") => changed(whole, &at, sink),
        Some("incident") => servicenow_incidents::incident(whole, true, sink)
            .map_or(Ok(()), |(incident, _)| sink.record(at, Data::Incident(Box::new(incident)), model::gateway::Extra::new())),
        _ => Ok(()),
    }
}

/// The part of a change that the table of tasks tells.
fn changed(mut row: Row, at: &model::Position, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let id = if row.is_part { row.sys_id() } else { row.id() };
    let Some(id) = id else { return Ok(()) };
    let change = Change {
        system: SYSTEM.to_owned(),
        id,
        title: row.shown("short_description"),
        author: row.first(&["opened_by", "sys_created_by"]),
        created: row.first_time(&["opened_at", "sys_created_on"]),
        merged: row.time("work_end"),
        state_word: row.shown("state"),
        partial: true,
        ..Change::default()
    };
    sink.record(at.clone(), Data::Change(Box::new(change)), model::gateway::Extra::new())
}

/// The clock of a service level: it completes the ticket that it runs on.
fn clock(mut row: Row, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.shown("task") else {
        row.fields.lacks(sink, "task");
        return Ok(());
    };
    let ticket = Ticket { system: SYSTEM.to_owned(), id, partial: true, ..Ticket::default() };
    row.fields.record(sink, Data::Ticket(Box::new(ticket)))
}
