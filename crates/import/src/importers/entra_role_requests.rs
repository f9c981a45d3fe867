//! Microsoft Entra: requests of Privileged Identity Management to give, activate, prolong or take away a role.
//!
//! A request is something that happened, not something held: a request to remove a role must never read as its holder.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, SYSTEM, list_of, peek, roles},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-role-requests",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra role requests (PIM)",
        export: &[
            "In Graph Explorer or with a script (permission RoleManagement.Read.Directory) call GET \
             https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignmentScheduleRequests?$expand=principal,roleDefinition and \
             follow @odata.nextLink until there is none.",
            "Repeat with /roleManagement/directory/roleEligibilityScheduleRequests.",
        ],
        covers: "Requests for roles, with what was decided.",
        retention_days: Some(30),
        source: "https://learn.microsoft.com/en-us/graph/api/resources/unifiedroleassignmentschedulerequest",
    },
    emits: &[Kind::AuditEvent],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Role requests",
    snapshot: false,
    contexts: &["roleassignmentschedulerequests", "roleeligibilityschedulerequests"],
    is_row: |row| head::has(row, &["principalId", "roleDefinitionId", "action"]),
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, context, sink| {
        let list = list_of(context);
        request(row, list.rsplit('/').next().filter(|list| !list.is_empty()), sink)
    })
}

fn request(mut row: Fields, list: Option<&str>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("action") else {
        row.lacks(sink, "action");
        return Ok(());
    };
    let definition = peek(&row, roles::DEFINITION).map(str::to_owned);
    let target_id = row.text("principalId");
    let target = row.first_text(&["principal.userPrincipalName", "principal.displayName"]).or_else(|| target_id.clone());
    let by_holder = action_word.starts_with("self").then(|| target.clone()).flatten();
    let event = AuditEvent {
        system: SYSTEM.to_owned(),
        id: row.text("id"),
        at: row.first_utc_time(&["completedDateTime", "createdDateTime"]),
        action: match action_word.as_str() {
            "adminAssign" | "selfActivate" | "adminExtend" | "adminRenew" | "selfExtend" | "selfRenew" => Action::Granted,
            "adminRemove" | "selfDeactivate" => Action::Revoked,
            _ => Action::Other,
        },
        actor: by_holder
            .or_else(|| row.first_text(&["createdBy.user.userPrincipalName", "createdBy.user.displayName", "createdBy.user.id"])),
        target,
        target_id,
        object: row.text("roleDefinition.displayName").or_else(|| definition.as_deref().and_then(roles::name)).or(definition),
        // What was provisioned and revoked later was given; what waits for an approver is not yet decided.
        succeeded: match row.peek_text("status") {
            Some("Provisioned" | "Granted" | "Revoked" | "ScheduleCreated" | "AdminApproved" | "PendingRevocation") => Some(true),
            Some("Denied" | "AdminDenied" | "Failed" | "Canceled" | "Invalid" | "ProvisioningFailed") => Some(false),
            _ => None,
        },
        service: list.map(str::to_owned),
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
