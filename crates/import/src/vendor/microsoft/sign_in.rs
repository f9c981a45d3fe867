//! A sign-in: one record in the shapes of Graph, Azure Monitor, Log Analytics and the portal's CSV, one mapping.

use super::{SYSTEM, open_json, peek};
use crate::{
    importer::{ReadError, Sink},
    read::fields::Fields,
};
use model::{
    Data,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// Columns of Log Analytics that hold JSON as text.
const PACKED: &[&str] = &[
    "Status",
    "DeviceDetail",
    "LocationDetails",
    "MfaDetail",
    "ConditionalAccessPolicies",
    "AuthenticationDetails",
    "AuthenticationRequirementPolicies",
    "NetworkLocationDetails",
];
const ID: &[&str] = &["id", "properties.id", "Id", "Request ID"];
/// When it was begun; the time at which Azure Monitor took it over comes last.
const AT: &[&str] = &[
    "createdDateTime",
    "properties.createdDateTime",
    "CreatedDateTime",
    "CreatedDateTime [UTC]",
    "Date (UTC)",
    "TimeGenerated",
    "TimeGenerated [UTC]",
    "time",
];
/// Who signed in: a person's log-in, else the program's name.
const ACTOR: &[&str] = &[
    "userPrincipalName",
    "properties.userPrincipalName",
    "UserPrincipalName",
    "Username",
    "servicePrincipalName",
    "properties.servicePrincipalName",
    "ServicePrincipalName",
    "Service principal name",
    "Managed identity name",
    "userDisplayName",
    "properties.userDisplayName",
    "UserDisplayName",
    "User",
];
const ACTOR_ID: &[&str] = &[
    "userId",
    "properties.userId",
    "UserId",
    "User ID",
    "servicePrincipalId",
    "properties.servicePrincipalId",
    "ServicePrincipalId",
    "Service principal ID",
];
const APPLICATION: &[&str] = &[
    "appDisplayName",
    "properties.appDisplayName",
    "AppDisplayName",
    "Application",
    "resourceDisplayName",
    "properties.resourceDisplayName",
    "ResourceDisplayName",
    "Resource",
    "appId",
    "properties.appId",
    "AppId",
];
const ADDRESS: &[&str] =
    &["ipAddress", "properties.ipAddress", "IPAddress", "IpAddress", "IP address", "callerIpAddress", "calleripaddress"];
/// The error's number, 0 for success.
const CODE: &[&str] = &[
    "status.errorCode",
    "properties.status.errorCode",
    "Status.errorCode",
    "Status.ErrorCode",
    "Sign-in error code",
    "ResultType",
    "resultType",
    "resulttype",
];
/// Success in words, where no number is given.
const RESULT: &[&str] = &["Status", "status", "properties.result", "resultSignature", "ResultSignature", "resultsignature"];
const REQUIRED: &[&str] = &[
    "authenticationRequirement",
    "properties.authenticationRequirement",
    "AuthenticationRequirement",
    "Authentication requirement",
];
const DETAIL: &[&str] = &[
    "status.additionalDetails",
    "properties.status.additionalDetails",
    "Status.additionalDetails",
    "Status.AdditionalDetails",
    "Multifactor authentication result",
];

/// Reads a sign-in.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    open_json(&mut row, PACKED);
    let succeeded = succeeded(&row);
    let event = AuditEvent {
        system: SYSTEM.to_owned(),
        action: Action::LoggedIn,
        action_word: row
            .first_text(&["operationName", "OperationName", "operationname"])
            .unwrap_or_else(|| "Sign-in activity".to_owned()),
        succeeded,
        mfa: second_factor(&row, succeeded),
        id: row.first_text(ID),
        at: row.first_utc_time(AT),
        actor: row.first_text(ACTOR),
        target_id: row.first_text(ACTOR_ID),
        object: row.first_text(APPLICATION),
        address: row.first_text(ADDRESS).filter(|address| address != "<null>"),
        ..AuditEvent::default()
    };
    if event.actor.is_none() && event.target_id.is_none() {
        row.lacks(sink, "userPrincipalName");
        return Ok(());
    }
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// Whether it came through. Microsoft numbers failures and interruptions (for a second factor, a question); neither did.
fn succeeded(row: &Fields) -> Option<bool> {
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    let code = CODE.iter().find_map(|path| number(row.peek(path)?));
    let word = || match peek(row, RESULT)?.to_ascii_lowercase().as_str() {
        "success" => Some(true),
        "failure" | "interrupted" => Some(false),
        _ => None,
    };
    code.map(|code| code == 0).or_else(word)
}

/// Whether a second factor was given: it says so, or the sign-in that needed one succeeded. One that succeeded and
/// needed a single factor had none.
fn second_factor(row: &Fields, succeeded: Option<bool>) -> Option<bool> {
    let detail = peek(row, DETAIL).unwrap_or_default().to_ascii_lowercase();
    if ["mfa requirement satisfied", "mfa completed", "mfa successfully completed"].iter().any(|start| detail.starts_with(start))
    {
        return Some(true);
    }
    let required: String = peek(row, REQUIRED)?.chars().filter(char::is_ascii_alphabetic).collect();
    match (required.to_ascii_lowercase().as_str(), succeeded?) {
        ("multifactorauthentication", true) => Some(true),
        ("singlefactorauthentication", true) => Some(false),
        _ => None,
    }
}
