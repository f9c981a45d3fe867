//! Workday: the user activity log, as its REST API lists it.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};

/// See the module. How long Workday keeps the log is not told in its reference; 30 days are what tenants are known to have.
pub(super) const IMPORTER: Importer = Importer {
    id: "workday-activity",
    version: 1,
    about: About {
        vendor: "Workday",
        title: "User activity log",
        export: &[
            "In Workday, switch user activity logging on (Edit Tenant Setup, System).",
            "With an integration user that has the domain System Auditing, call GET \
             /ccx/api/privacy/v1/TENANT/activityLogging?from=...&to=...&limit=1000&instancesReturned=1 and raise offset by 1000 until \
             no rows come.",
        ],
        covers: "Who looked at or changed what between the two times, at the most the last 30 days.",
        retention_days: Some(30),
        source: "https://community.workday.com/sites/default/files/file-hosting/restapi/index.html",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "Workday", report: "User activity log", lists: &["data"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["taskDisplayName", "requestTime"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut event).map(drop)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("taskDisplayName") else {
        row.lacks(sink, "taskDisplayName");
        return Ok(());
    };
    let session = ["sign in", "sign on", "start new session", "log in", "login"];
    let task = action_word.to_ascii_lowercase();
    let event = AuditEvent {
        system: EXPORT.product.to_owned(),
        at: row.time("requestTime"),
        action: if session.iter().any(|start| task.starts_with(start)) { Action::LoggedIn } else { Action::Other },
        actor: row.text("systemAccount"),
        object: row.text("target.descriptor"),
        service: row.text("activityAction"),
        address: row.text("ipAddress"),
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
