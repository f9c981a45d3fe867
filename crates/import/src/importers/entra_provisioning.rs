//! Microsoft Entra: the provisioning log, which tells what Entra did to accounts in other systems.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, SYSTEM, has_any, peek},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-provisioning",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra provisioning log",
        export: &[
            "In Graph Explorer or with a script (permission AuditLog.Read.All) call GET \
             https://graph.microsoft.com/v1.0/auditLogs/provisioning and follow @odata.nextLink until there is none.",
            "Or in the Entra admin center: Monitoring & health, Provisioning logs, Download, JSON.",
        ],
        covers: "What Entra made, changed and removed in connected systems in the period that was asked for.",
        retention_days: Some(30),
        source: "https://learn.microsoft.com/en-us/graph/api/resources/provisioningobjectsummary",
    },
    emits: &[Kind::AuditEvent],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Provisioning log",
    snapshot: false,
    contexts: &["auditlogs/provisioning"],
    is_row: |row| {
        head::has(row, &["jobId", "cycleId", "changeId"])
            && has_any(row, &["provisioningAction", "action", "provisioningStatusInfo"])
    },
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| event(row, sink))
}

/// An event in the system that was provisioned: that is where the account is.
fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.first_text(&["provisioningAction", "action"]) else {
        row.lacks(sink, "provisioningAction");
        return Ok(());
    };
    let kind =
        peek(&row, &["targetIdentity.identityType", "sourceIdentity.identityType"]).unwrap_or_default().to_ascii_lowercase();
    let is_user = kind.contains("user");
    let status = peek(&row, &["provisioningStatusInfo.status", "statusInfo.status"]).unwrap_or_default().to_ascii_lowercase();
    let name = row.first_text(&["targetIdentity.displayName", "sourceIdentity.displayName"]);
    let id = row.first_text(&["targetIdentity.id", "sourceIdentity.id"]);
    let event = AuditEvent {
        system: row.text("targetSystem.displayName").unwrap_or_else(|| SYSTEM.to_owned()),
        id: row.text("id"),
        at: row.first_utc_time(&["activityDateTime"]),
        action: match action_word.to_ascii_lowercase().as_str() {
            "create" if is_user => Action::AccountEnabled,
            "delete" | "disable" | "stageddelete" if is_user => Action::AccountDisabled,
            _ => Action::Other,
        },
        action_word,
        actor: row.first_text(&["initiatedBy.displayName", "initiatedBy.name", "initiatedBy.id", "servicePrincipal.displayName"]),
        target: if is_user { name.clone() } else { None },
        target_id: if is_user { id } else { None },
        object: if is_user { None } else { name },
        succeeded: match status.as_str() {
            "success" | "warning" => Some(true),
            "failure" | "skipped" => Some(false),
            _ => None,
        },
        service: Some("Entra provisioning".to_owned()),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
