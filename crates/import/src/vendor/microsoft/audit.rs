//! A line of Entra's audit log: one record in the shapes of Graph, Azure Monitor, Log Analytics and the portal's CSV.

use super::{SYSTEM, open_json, peek};
use crate::{
    importer::{ReadError, Sink},
    read::fields::Fields,
};
use model::{
    Data,
    record::{Action, AuditEvent},
};
use serde_json::{Map, Value};

/// Columns of Log Analytics that hold JSON as text.
const PACKED: &[&str] = &["InitiatedBy", "TargetResources", "AdditionalDetails"];
const ID: &[&str] = &["id", "properties.id", "Id"];
const AT: &[&str] = &[
    "activityDateTime",
    "properties.activityDateTime",
    "ActivityDateTime",
    "ActivityDateTime [UTC]",
    "Date (UTC)",
    "TimeGenerated",
    "TimeGenerated [UTC]",
    "time",
];
const ACTIVITY: &[&str] = &[
    "activityDisplayName",
    "properties.activityDisplayName",
    "ActivityDisplayName",
    "Activity",
    "operationName",
    "properties.operationName",
    "OperationName",
    "operationname",
];
/// Who did it, under each of the frames' names for the doer.
const DOERS: &[&str] = &["initiatedBy", "properties.initiatedBy", "InitiatedBy"];
const DOER: &[(&str, &str)] = &[
    ("user", "userPrincipalName"),
    ("user", "displayName"),
    ("app", "displayName"),
    ("app", "servicePrincipalName"),
    ("user", "id"),
    ("app", "appId"),
    ("app", "servicePrincipalId"),
];
const ACTOR: &[&str] =
    &["ActorUserPrincipalName", "ActorDisplayName", "ActorServicePrincipalName", "ActorObjectId", "identity", "Identity"];
const ADDRESS: &[&str] = &["IPAddress", "callerIpAddress", "calleripaddress"];
const RESULT: &[&str] = &["result", "properties.result", "Result", "resultSignature"];
const SERVICE: &[&str] = &["loggedByService", "properties.loggedByService", "LoggedByService", "Service"];
const TARGETS: &[&str] = &["targetResources", "properties.targetResources", "TargetResources"];

/// Reads a line.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    open_json(&mut row, PACKED);
    let targets = targets(&row);
    let account = targets.iter().find(|target| kind(target).eq_ignore_ascii_case("User"));
    let other = targets.iter().find(|target| !kind(target).eq_ignore_ascii_case("User"));
    let doer = DOERS.iter().find_map(|path| row.peek(path)).cloned().unwrap_or_default();
    let doer = |names: &[(&str, &str)]| names.iter().find_map(|(who, name)| text(member(&doer, who)?, &[name]));
    let (actor, address) = (doer(DOER), doer(&[("user", "ipAddress")]));
    let result = peek(&row, RESULT).unwrap_or_default().to_ascii_lowercase();
    let Some(word) = row.first_text(ACTIVITY) else {
        row.lacks(sink, "activityDisplayName");
        return Ok(());
    };
    let event = AuditEvent {
        system: SYSTEM.to_owned(),
        id: row.first_text(ID),
        at: row.first_utc_time(AT),
        action: action(&word),
        action_word: word,
        actor: actor.or_else(|| row.first_text(ACTOR)),
        target: account.and_then(|target| text(target, &["userPrincipalName", "displayName", "id"])),
        target_id: account.and_then(|target| text(target, &["id"])),
        object: account.and_then(given).or_else(|| {
            other.and_then(|target| text(target, &["displayName"]).or_else(|| given(target)).or_else(|| text(target, &["id"])))
        }),
        succeeded: match result.as_str() {
            "success" => Some(true),
            "failure" | "timeout" | "clienterror" => Some(false),
            _ => None,
        },
        service: row.first_text(SERVICE),
        // Some records of Azure Monitor name no address in words.
        address: address.or_else(|| row.first_text(ADDRESS)).filter(|address| address != "<null>"),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// What it was done to. The list stays in `extra`: it tells more than an event has fields for.
fn targets(row: &Fields) -> Vec<Value> {
    let list = TARGETS.iter().find_map(|path| row.peek(path)?.as_array()).cloned();
    list.unwrap_or_else(|| (1..=3).filter_map(|number| column_target(row, number)).collect())
}

/// A target of the portal's CSV, which numbers its columns.
fn column_target(row: &Fields, number: u8) -> Option<Value> {
    let cell = |name: &str| row.peek_text(&format!("Target{number}{name}"));
    let names =
        [("type", "Type"), ("displayName", "DisplayName"), ("id", "ObjectId"), ("userPrincipalName", "UserPrincipalName")];
    let mut target: Map<String, Value> =
        names.iter().filter_map(|(key, name)| Some(((*key).to_owned(), Value::from(cell(name)?)))).collect();
    if target.is_empty() {
        return None;
    }
    let changed = (1..=5).filter_map(|property| {
        let part = |name: &str| cell(&format!("ModifiedProperty{property}{name}"));
        Some(serde_json::json!({ "displayName": part("Name")?, "oldValue": part("OldValue"), "newValue": part("NewValue") }))
    });
    target.insert("modifiedProperties".to_owned(), changed.collect());
    Some(Value::Object(target))
}

fn kind(target: &Value) -> String {
    text(target, &["type"]).unwrap_or_default()
}

/// What stands under a key of Graph, which PowerShell and some old rows spell with a capital.
fn member<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    value.get(key).or_else(|| value.get(capital(key).as_str()))
}

fn capital(key: &str) -> String {
    let mut letters = key.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn text(target: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| member(target, key)?.as_str().map(str::trim).filter(|text| !text.is_empty())).map(str::to_owned)
}

/// The role, group or permission that changed properties of a target name.
fn given(target: &Value) -> Option<String> {
    const NAMES: &[&str] = &["Role.DisplayName", "Group.DisplayName", "AppRole.DisplayName", "DelegatedPermissionGrant.Scope"];
    let properties = member(target, "modifiedProperties")?.as_array()?;
    let named = |name: &str| properties.iter().find(|property| text(property, &["displayName"]).as_deref() == Some(name));
    let property = NAMES.iter().find_map(|name| named(name))?;
    let quoted = text(property, &["newValue"])
        .filter(|value| value != "null" && value != "\"\"")
        .or_else(|| text(property, &["oldValue"]))?;
    let name = quoted.trim_matches('"').trim();
    (!name.is_empty() && name != "null").then(|| name.to_owned())
}

/// Entra's activity, normalised.
pub fn action(word: &str) -> Action {
    let word = word.trim().to_ascii_lowercase();
    let starts = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    let undone =
        ["requested", "cancel", "denied", "approved", "failed", "expired", "started"].iter().any(|part| word.contains(part));
    match word.as_str() {
        "add user" | "enable account" | "restore user" => return Action::AccountEnabled,
        "delete user" | "hard delete user" | "disable account" => return Action::AccountDisabled,
        "user started security info registration" => return Action::Other,
        _ => {}
    }
    if word.contains("security info")
        || word.contains("strong authentication")
        || starts(&["reset mfa", "delete passkey", "add passkey"])
    {
        return Action::FactorChanged;
    }
    if starts(REVOKING) && (!undone || word.contains("activation expired")) {
        return Action::Revoked;
    }
    if starts(GRANTING) && !undone {
        return Action::Granted;
    }
    let verb = ["add ", "update ", "delete ", "set ", "disable ", "enable ", "create ", "remove "]
        .iter()
        .any(|verb| word.starts_with(verb));
    let rule = [
        "policy",
        "policies",
        "named location",
        "federation settings",
        "domain authentication",
        "security defaults",
        "role setting",
        "company information",
        "authorization rule",
        "tenant settings",
    ];
    let is_rule = rule.iter().any(|part| word.contains(part));
    if is_rule && (verb || word.ends_with(" update") || word.ends_with(" reset")) {
        return Action::PolicyChanged;
    }
    Action::Other
}

/// Beginnings of activities that give something.
const GRANTING: &[&str] = &[
    "add member to group",
    "add owner to group",
    "add member to role",
    "add eligible member to role",
    "add scoped member to role",
    "add app role assignment",
    "add delegated permission grant",
    "add owner to application",
    "add owner to service principal",
    "add user to group",
    "consent to application",
    "add role assignment",
    "create role assignment",
    "fulfill access package assignment",
    "user has elevated their access",
];

/// Beginnings of activities that take something away.
const REVOKING: &[&str] = &[
    "remove member from group",
    "remove owner from group",
    "remove member from role",
    "remove eligible member from role",
    "remove scoped member from role",
    "remove permanent",
    "remove app role assignment",
    "remove delegated permission grant",
    "remove owner from application",
    "remove owner from service principal",
    "remove user from group",
    "remove role assignment",
    "delete role assignment",
    "revoke consent",
    "remove access package assignment",
];
