//! `ServiceNow`: approvals, asked for and given, of changes and of other tasks.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    vendor::servicenow::{self, Row, SYSTEM, Table},
};
use model::{
    Data, Kind,
    record::{ChangeReview, Review, Ticket, Verdict},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-approvals",
    version: 1,
    about: About {
        vendor: "ServiceNow",
        title: "Approvals (sysapproval_approver)",
        export: &[
            "With a user that has the role itil or approver_user, call GET /api/now/table/sysapproval_approver\
             ?sysparm_display_value=all&sysparm_query=sys_created_on>=2026-01-01&sysparm_limit=10000.",
            "Ask for shown values too (sysparm_display_value=all): they name the change and the approver.",
        ],
        covers: "The approvals that the query selects, each as it stands at the moment of the export.",
        retention_days: None,
        source: servicenow::SOURCE,
    },
    emits: &[Kind::ChangeReview, Kind::Ticket],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    servicenow::sniff(head, Table::Approval)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    servicenow::read(input, sink, "sysapproval_approver", &mut approval)
}

fn approval(mut row: Row, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(subject) = row.first(&["sysapproval", "document_id"]) else {
        row.fields.lacks(sink, "sysapproval");
        return Ok(());
    };
    // `Change Request: CHG0030002` in some shapes.
    let subject = subject.rsplit_once(": ").map_or(subject.as_str(), |(_, number)| number).to_owned();
    let table = row.stored("source_table");
    let state = row.stored("state");
    let verdict = match state.as_deref().map(str::to_lowercase).as_deref() {
        Some("approved") => Some(Verdict::Approved),
        Some("rejected") => Some(Verdict::ChangesRequested),
        _ => None,
    };
    let approver = row.shown("approver");
    // The table has no time of the decision; the row is updated with it and rarely after.
    let at = if verdict.is_some() { row.time("sys_updated_on") } else { None };
    for (name, word) in [("state", &state), ("source_table", &table)] {
        if let Some(word) = word {
            row.fields.put(name, word.as_str().into());
        }
    }
    let of_change = match table.as_deref() {
        Some(table) => table.eq_ignore_ascii_case("change_request") || table.eq_ignore_ascii_case("change request"),
        None => subject.starts_with("CHG") || !subject.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
    };
    let data = if of_change {
        let review = Review { reviewer: approver, verdict: verdict.unwrap_or_default(), at, commit: None };
        Data::ChangeReview(Box::new(ChangeReview { system: SYSTEM.to_owned(), repository: None, change: subject, review }))
    } else {
        let given = verdict == Some(Verdict::Approved);
        if let Some(approver) = approver.as_deref().filter(|_| !given) {
            row.fields.put("approver", approver.into());
        }
        Data::Ticket(Box::new(Ticket {
            system: SYSTEM.to_owned(),
            id: subject,
            approver: approver.filter(|_| given),
            approved: at.filter(|_| given),
            partial: true,
            ..Ticket::default()
        }))
    };
    row.fields.record(sink, data)
}
