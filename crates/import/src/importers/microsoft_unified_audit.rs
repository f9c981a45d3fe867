//! Microsoft 365: the unified audit log, as Purview and PowerShell export it (CSV with JSON in its cells) and as the
//! Management Activity API and Graph answer it (JSON).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{self, Fields},
        pages,
    },
    vendor::{calls, secret},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::{Map, Value};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "microsoft-unified-audit",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Microsoft 365 unified audit log",
        export: &[
            "In the Purview portal (role Audit Reader) open Audit, search the period with no other filter, wait for the job and export it as CSV.",
            "Or in Exchange Online PowerShell: Search-UnifiedAuditLog -StartDate ... -EndDate ... -SessionId one -SessionCommand ReturnLargeSet -ResultSize 5000, again until no rows come, | Export-Csv.",
            "Keep each search under 50,000 rows: take shorter periods where there are more. Do not save the CSV again in a spreadsheet, which cuts long cells.",
        ],
        covers: "The days of the search, of all workloads that are audited.",
        retention_days: Some(180),
        source: "https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Microsoft 365",
    report: "Unified audit log",
    lists: &["value", "records"],
    tables: &[&["AuditData", "CreationDate"], &["AuditData", "RecordType"], &["auditData", "createdDateTime"]],
    ..Export::PLAIN
};

/// The most rows of one search.
const MOST: u64 = 50_000;

fn sniff(head: &Head<'_>) -> Match {
    let of_graph = |row: &Value| head::has(row, &["auditData", "auditLogRecordType"]);
    let of_shell = |row: &Value| head::has(row, &["AuditData", "CreationDate", "RecordType"]);
    let of_api = |row: &Value| head::has(row, &["CreationTime", "Operation", "RecordType", "Workload", "UserType"]);
    let mut rows = EXPORT.lists.iter().filter_map(|list| head.row_of(list)).chain(head.row());
    if EXPORT.is_table(head) || rows.any(|row| of_graph(row) || of_shell(row) || of_api(row)) {
        Match::Certain
    } else {
        Match::No
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut stated = 0;
    let whole = EXPORT.read(input, sink, &mut |mut row, sink| {
        // PowerShell tells with each row how many the search found.
        stated = stated.max(row.count("ResultCount").unwrap_or(0));
        event(opened(row), sink)
    })?;
    sink.facts.incomplete.extend(pages::capped(whole.rows, MOST, "the unified audit log"));
    if stated > 0 {
        sink.facts.control_totals.insert("ResultCount".to_owned(), stated.to_string());
    }
    if stated > whole.rows {
        sink.facts.incomplete.push(format!("`ResultCount` counts {stated} and the file holds {}", whole.rows));
    }
    Ok(())
}

/// The row with the event that stands in its cell; what the row says besides is kept.
fn opened(row: Fields) -> Fields {
    let at = row.position().clone();
    let mut damaged = false;
    let value = match row.into_left() {
        Value::Object(mut outer) => {
            let cell = outer.swap_remove("AuditData").or_else(|| outer.swap_remove("auditData"));
            match cell.map(calls::opened) {
                Some(Value::Object(inner)) => merged(outer, inner),
                Some(cell) => {
                    damaged = true;
                    outer.insert("AuditData".to_owned(), cell);
                    Value::Object(outer)
                }
                None => Value::Object(outer),
            }
        }
        other => other,
    };
    let mut row = Fields::new(at, secret::dropped(value));
    if damaged {
        row.problem("damaged-cell", "`AuditData` is no whole JSON, as a spreadsheet leaves it that cuts long cells: the other columns were read; export it again");
    }
    row
}

/// The event, and of the row around it what the event does not say itself.
fn merged(outer: Map<String, Value>, mut inner: Map<String, Value>) -> Value {
    const SAME: &[&str] = &[
        "RecordId",
        "Identity",
        "CreationDate",
        "RecordType",
        "Operation",
        "Operations",
        "UserId",
        "UserIds",
        "id",
        "createdDateTime",
        "operation",
        "organizationId",
        "userType",
        "userId",
        "objectId",
        "clientIp",
        "@odata.type",
    ];
    for (name, held) in outer.into_iter().filter(|(name, _)| !SAME.contains(&name.as_str())) {
        inner.entry(name).or_insert(held);
    }
    Value::Object(inner)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.first_text(&["Operation", "Operations", "operation"]) else {
        row.lacks(sink, "Operation");
        return Ok(());
    };
    sink.instance(row.peek_text("OrganizationId").or_else(|| row.peek_text("organizationId")));
    let service = row.first_text(&["Workload", "service"]);
    let action = action(action_word.trim_end_matches('.'));
    let at = row.first_utc_time(&["CreationTime", "CreationDate", "createdDateTime"]);
    let given = ["Role.DisplayName", "Group.DisplayName", "TargetId.ServicePrincipalNames", "AppRole.Value"];
    let object = given.iter().find_map(|name| modified(&row, name)).or_else(|| row.peek_text("ObjectId").map(str::to_owned));
    let event = AuditEvent {
        system: if service.as_deref() == Some("AzureActiveDirectory") { "Microsoft Entra" } else { "Microsoft 365" }.to_owned(),
        id: row.first_text(&["Id", "RecordId", "Identity", "id"]),
        at,
        action,
        target: target(&row, action),
        target_id: identity(&row, "Target", 2).filter(|id| id.len() == 36),
        actor: row.first_text(&["UserId", "UserIds", "userPrincipalName", "userId"]),
        succeeded: succeeded(&row, &action_word),
        object,
        action_word,
        service,
        address: row.first_text(&["ClientIP", "ActorIpAddress", "ClientIPAddress", "clientIp"]),
        mfa: None,
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// The account that it was done to: the user principal name among the targets, the member, the object of the call.
fn target(row: &Fields, action: Action) -> Option<String> {
    let about = matches!(
        action,
        Action::AccountEnabled | Action::AccountDisabled | Action::Granted | Action::Revoked | Action::FactorChanged
    );
    let member = || row.peek("Members")?.get(0)?.get("UPN")?.as_str().map(str::to_owned);
    let object =
        || ["TargetUserOrGroupName", "ObjectId"].iter().find_map(|path| row.peek_text(path)).filter(|name| name.contains('@'));
    identity(row, "Target", 5).or_else(member).or_else(|| object().map(str::to_owned)).filter(|_| about)
}

/// An identity in a list of them, by the number of its type (5 a user principal name, 2 an object id or a word).
fn identity(row: &Fields, list: &str, kind: i64) -> Option<String> {
    let identities = row.peek(list)?.as_array()?;
    let mut of_kind = identities.iter().filter(|one| one.get("Type").and_then(Value::as_i64) == Some(kind));
    of_kind.find_map(|one| fields::text_of(one.get("ID")?).filter(|id| id.contains('@') || id.len() == 36))
}

/// The new value of a property that was changed, or the old one where it was taken away.
fn modified(row: &Fields, name: &str) -> Option<String> {
    let properties = row.peek("ModifiedProperties")?.as_array()?;
    let property = properties.iter().find(|property| property.get("Name").and_then(Value::as_str) == Some(name))?;
    let text = |key: &str| property.get(key)?.as_str().map(|text| text.trim_matches(['"', '[', ']', '\r', '\n', ' ']));
    ["NewValue", "OldValue"].iter().find_map(|key| text(key).filter(|text| !text.is_empty())).map(str::to_owned)
}

fn succeeded(row: &Fields, operation: &str) -> Option<bool> {
    if operation == "UserLoginFailed" {
        return Some(false);
    }
    match row.peek("ResultStatus").and_then(fields::text_of)?.to_ascii_lowercase().as_str() {
        "success" | "succeeded" | "true" => Some(true),
        "failure" | "failed" | "false" => Some(false),
        _ => None,
    }
}

/// What an operation did, normalised.
fn action(operation: &str) -> Action {
    let begins = |words: &[&str]| words.iter().any(|word| operation.starts_with(word));
    match operation {
        "UserLoggedIn" | "UserLoginFailed" | "MailboxLogin" | "TeamsSessionStarted" => Action::LoggedIn,
        "Add user" | "Enable account" | "Restore user" | "Invite external user" => Action::AccountEnabled,
        "Delete user" | "Disable account" | "Hard delete user" => Action::AccountDisabled,
        "MemberAdded" | "AddedToGroup" | "SiteCollectionAdminAdded" | "AppInstalled" => Action::Granted,
        "MemberRemoved" | "RemovedFromGroup" | "SiteCollectionAdminRemoved" => Action::Revoked,
        _ if begins(&[
            "Add member to",
            "Add eligible member to",
            "Add app role assignment",
            "Add delegated permission",
            "Add-MailboxPermission",
            "Add-RoleGroupMember",
            "Add-RecipientPermission",
            "New-ManagementRoleAssignment",
        ]) =>
        {
            Action::Granted
        }
        _ if begins(&[
            "Remove member from",
            "Remove eligible member from",
            "Remove app role assignment",
            "Remove delegated permission",
            "Remove-MailboxPermission",
            "Remove-RoleGroupMember",
            "Remove-RecipientPermission",
            "Remove-ManagementRoleAssignment",
        ]) =>
        {
            Action::Revoked
        }
        _ if operation.contains("Strong Authentication") || operation.to_lowercase().contains("security info") => {
            Action::FactorChanged
        }
        _ if operation.to_lowercase().contains("policy")
            || begins(&["Set Company Information", "Set federation", "Set domain authentication", "Add partner"]) =>
        {
            Action::PolicyChanged
        }
        _ if begins(&["Set-", "New-", "Remove-", "Enable-", "Disable-"])
            && ["Rule", "Config", "Connector", "Setting"].iter().any(|word| operation.contains(word)) =>
        {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}
