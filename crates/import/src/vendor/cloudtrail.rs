//! `CloudTrail` events: the wrappers that they come in, the structures that Athena prints, and what the calls mean.

use model::record::Action;
use serde_json::{Map, Value};

/// The names of an event's fields; Athena and `CloudTrail` Lake write them in small letters.
const NAMES: &[&str] = &[
    "eventVersion",
    "userIdentity",
    "eventTime",
    "eventSource",
    "eventName",
    "awsRegion",
    "sourceIPAddress",
    "userAgent",
    "errorCode",
    "errorMessage",
    "requestParameters",
    "responseElements",
    "additionalEventData",
    "requestID",
    "eventID",
    "readOnly",
    "resources",
    "eventType",
    "apiVersion",
    "managementEvent",
    "recipientAccountId",
    "serviceEventDetails",
    "sharedEventID",
    "vpcEndpointId",
    "eventCategory",
    "tlsDetails",
    "accountId",
    "principalId",
    "accessKeyId",
    "userName",
    "invokedBy",
    "sessionContext",
    "sessionIssuer",
    "mfaAuthenticated",
    "creationDate",
    "onBehalfOf",
    "userId",
    "groupName",
    "policyArn",
    "policyName",
    "roleArn",
    "modelId",
    "MFAUsed",
    "ConsoleLogin",
];

/// The event inside a wrapper: `lookup-events`, `EventBridge`, `CloudWatch` Logs, Elastic, `_raw`.
pub fn unwrapped(mut value: Value) -> Value {
    for key in ["CloudTrailEvent", "message", "_raw", "detail", "_source", "eventJson"] {
        let inner = match value.get(key) {
            Some(Value::String(text)) => serde_json::from_str::<Value>(text).ok(),
            Some(object @ Value::Object(_)) => Some(object.clone()),
            _ => None,
        };
        if let Some(inner) = inner.filter(is_event) {
            value = inner;
            break;
        }
    }
    value
}

/// Whether an object is an event, also one of Athena or Lake.
pub fn is_event(value: &Value) -> bool {
    let Some(map) = value.as_object() else { return false };
    let has = |name: &str| map.keys().any(|key| key.eq_ignore_ascii_case(name));
    // Notifications of buckets and streams have the same keys, but a source of another form.
    if map.get("eventSource").and_then(Value::as_str).is_some_and(|source| source.starts_with("aws:")) {
        return false;
    }
    let time = has("eventTime") || has("@timestamp");
    time && has("eventName")
        && has("eventSource")
        && (has("eventID") || has("eventVersion"))
        && (has("awsRegion") || has("userIdentity"))
}

/// The event of a query with its fields under the names of the log, and structures that stand in texts opened.
pub fn of_query(event: Value) -> Value {
    if event.get("userIdentity").is_some_and(|who| !who.is_string()) { event } else { named(event, 0) }
}

fn named(value: Value, depth: u8) -> Value {
    match value {
        Value::Object(map) => {
            let name =
                |key: String| NAMES.iter().find(|name| name.eq_ignore_ascii_case(&key)).map_or(key, |name| (*name).to_owned());
            Value::Object(
                map.into_iter().map(|(key, held)| (name(key), if depth < 8 { named(held, depth + 1) } else { held })).collect(),
            )
        }
        Value::String(text) if depth == 1 && text == "null" => Value::Null,
        Value::String(text) if depth == 1 && text.starts_with(['{', '[']) => {
            let read = serde_json::from_str(&text).ok().or_else(|| structure(&text, 0)).filter(|read| !read.is_string());
            read.map_or(Value::String(text), |read| named(read, depth))
        }
        other => other,
    }
}

/// A structure as Athena prints it: `{type=IAMUser, arn=null, sessioncontext={attributes={mfaauthenticated=true}}}`.
fn structure(text: &str, depth: u8) -> Option<Value> {
    if depth > 16 {
        return None;
    }
    if let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let mut map = Map::new();
        for part in parts(inner, true) {
            let (key, held) = part.split_once('=')?;
            map.insert(key.to_owned(), structure(held, depth + 1)?);
        }
        return Some(Value::Object(map));
    }
    if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return parts(inner, false)
            .into_iter()
            .map(|part| structure(part, depth + 1))
            .collect::<Option<Vec<_>>>()
            .map(Value::Array);
    }
    Some(if text == "null" { Value::Null } else { Value::String(text.to_owned()) })
}

/// The parts of a structure: split at commas outside of brackets; of a map only where `name=` follows.
fn parts(text: &str, map: bool) -> Vec<&str> {
    let (mut found, mut open, mut start) = (Vec::new(), 0_u32, 0);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            b',' if open == 0 && (!map || is_member(text.get(index + 1..).unwrap_or_default())) => {
                found.extend(text.get(start..index).map(str::trim));
                start = index + 1;
            }
            _ => {}
        }
    }
    found.extend(text.get(start..).map(str::trim).filter(|part| !part.is_empty()));
    found
}

fn is_member(rest: &str) -> bool {
    let key = rest.trim_start().split('=').next().unwrap_or_default();
    rest.contains('=') && !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-:.".contains(c))
}

/// The system whose accounts an event is about, as the lists of accounts name it.
pub fn system(service: Option<&str>) -> &'static str {
    match service.and_then(|service| service.split('.').next()) {
        Some("iam" | "sts" | "signin") => "AWS IAM",
        Some("sso" | "sso-directory" | "identitystore") => "AWS IAM Identity Center",
        _ => "AWS",
    }
}

/// What a call did, normalised. Calls that take away only one of several ways in (a password, a key) disable no account.
pub fn action(service: &str, call: &str) -> Action {
    let service = service.split('.').next().unwrap_or_default();
    match (service, call) {
        ("signin", "ConsoleLogin" | "UserAuthentication") | ("sso", "Authenticate") => Action::LoggedIn,
        ("iam" | "identitystore" | "sso-directory", "CreateUser")
        | ("iam", "CreateLoginProfile")
        | ("sso-directory", "EnableUser") => Action::AccountEnabled,
        ("iam" | "identitystore" | "sso-directory", "DeleteUser") | ("sso-directory", "DisableUser") => Action::AccountDisabled,
        ("iam", "AttachUserPolicy" | "PutUserPolicy" | "AddUserToGroup")
        | ("identitystore", "CreateGroupMembership")
        | ("sso-directory", "AddMemberToGroup")
        | ("sso", "CreateAccountAssignment") => Action::Granted,
        ("iam", "DetachUserPolicy" | "DeleteUserPolicy" | "RemoveUserFromGroup")
        | ("identitystore", "DeleteGroupMembership")
        | ("sso-directory", "RemoveMemberFromGroup")
        | ("sso", "DeleteAccountAssignment") => Action::Revoked,
        ("iam" | "sso-directory" | "sso", _)
            if !call.starts_with("List") && !call.starts_with("Get") && call.to_ascii_lowercase().contains("mfadevice") =>
        {
            Action::FactorChanged
        }
        ("iam", _) if changes(call) && ["Policy", "Role", "Group", "Provider"].iter().any(|word| call.contains(word)) => {
            Action::PolicyChanged
        }
        ("sso" | "organizations" | "cloudtrail" | "config" | "guardduty" | "securityhub", _) if changes(call) => {
            Action::PolicyChanged
        }
        ("kms", "PutKeyPolicy" | "DisableKey" | "ScheduleKeyDeletion" | "DisableKeyRotation" | "EnableKeyRotation") => {
            Action::PolicyChanged
        }
        ("s3", _)
            if changes(call)
                && ["Policy", "Acl", "PublicAccessBlock", "Encryption", "Logging", "Lifecycle", "Versioning"]
                    .iter()
                    .any(|word| call.contains(word)) =>
        {
            Action::PolicyChanged
        }
        ("ec2", _)
            if call.contains("SecurityGroupIngress")
                || call.contains("SecurityGroupEgress")
                || call.contains("FlowLogs") && changes(call) =>
        {
            Action::PolicyChanged
        }
        ("bedrock", _)
            if changes(call)
                && (call.contains("Guardrail") || call.contains("LoggingConfiguration") || call.contains("Policy")) =>
        {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}

/// Whether a call changes something, by its verb.
fn changes(call: &str) -> bool {
    if call.ends_with("Query") || call.ends_with("Tags") {
        return false;
    }
    [
        "Create", "Delete", "Put", "Update", "Attach", "Detach", "Set", "Add", "Remove", "Enable", "Disable", "Start", "Stop",
        "Leave",
    ]
    .iter()
    .any(|verb| call.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::{of_query, structure};
    use serde_json::json;

    #[test]
    fn reads_what_athena_prints() {
        let printed =
            "{type=IAMUser, arn=null, name=Doe, John, list=[a, {b=1}], sessioncontext={attributes={mfaauthenticated=true}}}";
        let expected = json!({
            "type": "IAMUser", "arn": null, "name": "Doe, John", "list": ["a", { "b": "1" }],
            "sessioncontext": { "attributes": { "mfaauthenticated": "true" } },
        });
        assert_eq!(structure(printed, 0), Some(expected));
        assert_eq!(structure("{no member}", 0), None);
        let cut = json!({ "userIdentity": "{type=IAMUser, arn=" });
        assert_eq!(of_query(cut.clone()), cut, "what is cut off stays as it is");
    }
}
