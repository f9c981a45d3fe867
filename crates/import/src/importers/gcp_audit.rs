//! Google Cloud: Cloud Audit Logs, as `gcloud logging read`, a sink to a bucket or an answer of the interface writes them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::secret,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gcp-audit",
    version: 1,
    about: About {
        vendor: "Google Cloud",
        title: "Cloud Audit Logs",
        export: &[
            "Ask for roles/logging.viewer, and roles/logging.privateLogViewer for data access logs, on the project or organisation.",
            "Run `gcloud logging read 'logName:cloudaudit.googleapis.com AND timestamp>=\"2026-01-01T00:00:00Z\" AND timestamp<\"2026-02-01T00:00:00Z\"' --format=json --limit=unlimited > audit.json`; or copy the files of a log sink from its bucket.",
            "In the console: Logging, Logs Explorer, Actions, Download, JSON (10,000 entries at the most).",
        ],
        covers: "The entries of the project, folder or organisation that the filter names.",
        retention_days: Some(400),
        source: "https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "Google Cloud", report: "Cloud Audit Logs", lists: &["entries"], ..Export::PLAIN };

/// The most entries that the Logs Explorer downloads.
const EXPLORER: u64 = 10_000;

fn sniff(head: &Head<'_>) -> Match {
    // The first entry may be of another log: the console exports what the filter finds.
    let rows = head.json().into_iter().flat_map(|json| match json.get("entries").unwrap_or(json) {
        Value::Array(rows) => rows.iter().take(50).collect(),
        other => vec![other],
    });
    let is_audit = |row: &Value| {
        let payload = row.get("protoPayload").or_else(|| row.get("protopayload_auditlog"));
        payload.is_some_and(|payload| {
            let kind = payload.get("@type").and_then(Value::as_str).unwrap_or_default();
            kind == "type.googleapis.com/google.cloud.audit.AuditLog"
                || kind.is_empty() && head::has(payload, &["methodName", "serviceName"])
        })
    };
    if rows.into_iter().any(is_audit) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut |row, sink| {
        let at = row.position().clone();
        let mut value = row.into_left();
        // The tables of a sink to BigQuery name the payload otherwise.
        if let Value::Object(map) = &mut value
            && let Some(payload) = map.swap_remove("protopayload_auditlog")
        {
            map.insert("protoPayload".to_owned(), payload);
        }
        entry(Fields::new(at, secret::dropped(value)), sink)
    })?;
    if whole.rows == EXPLORER {
        sink.facts
            .incomplete
            .push(format!("the Logs Explorer downloads {EXPLORER} entries at the most, and the file holds as many"));
    }
    Ok(())
}

fn entry(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("protoPayload.methodName") else {
        let log = row.peek_text("logName").unwrap_or_default().to_owned();
        if row.has("protoPayload") {
            row.lacks(sink, "protoPayload.methodName");
        } else {
            sink.problem(row.position().clone(), "other-log", format!("the entry is of another log ({log}) and was passed over"));
        }
        return Ok(());
    };
    let labels = ["resource.labels.project_id", "resource.labels.organization_id", "resource.labels.folder_id"];
    sink.instance(labels.iter().find_map(|path| row.peek_text(path)));
    let service = row.text("protoPayload.serviceName");
    let (change, subject, role) = binding(&row);
    let action = change.unwrap_or_else(|| action(service.as_deref().unwrap_or_default(), &action_word));
    let login_failed = action_word.ends_with(".loginFailure");
    let failed = row.peek("protoPayload.status.code").and_then(Value::as_i64).map(|code| code != 0);
    let denied = row
        .peek("protoPayload.authorizationInfo")
        .and_then(Value::as_array)
        .map(|checks| checks.iter().any(|check| check.get("granted").and_then(Value::as_bool) == Some(false)));
    let parameter = |name: &str| parameter(&row, name);
    let target = subject.or_else(|| parameter("affected_email_address")).or_else(|| parameter("USER_EMAIL")).or_else(|| {
        let account = row.peek_text("protoPayload.response.email");
        account.filter(|_| matches!(action, Action::AccountEnabled | Action::AccountDisabled)).map(str::to_owned)
    });
    let actor = row.first_text(&[
        "protoPayload.authenticationInfo.principalEmail",
        "protoPayload.authenticationInfo.principalSubject",
        "protoPayload.authenticationInfo.authoritySelector",
    ]);
    let event = AuditEvent {
        system: if is_workspace(service.as_deref()) { "Google Workspace" } else { "Google Cloud" }.to_owned(),
        id: row.text("insertId"),
        at: row.utc_time("timestamp"),
        action,
        action_word,
        actor,
        target,
        target_id: None,
        object: role.or_else(|| row.peek_text("protoPayload.resourceName").map(str::to_owned)),
        // A status stands only where the call failed or is empty: no code is the code for success.
        succeeded: Some(failed != Some(true) && denied != Some(true) && !login_failed),
        service,
        address: row.text("protoPayload.requestMetadata.callerIp"),
        mfa: None,
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// What a change of a policy did, where it did one thing: its action, the member and the role. Others stay in `extra`.
fn binding(row: &Fields) -> (Option<Action>, Option<String>, Option<String>) {
    let paths = ["protoPayload.serviceData.policyDelta.bindingDeltas", "protoPayload.metadata.datasetChange.bindingDeltas"];
    let Some([delta]) = paths.iter().find_map(|path| row.peek(path)?.as_array()).map(Vec::as_slice) else {
        return (None, None, None);
    };
    let text = |key: &str| delta.get(key).and_then(Value::as_str);
    let action = match text("action") {
        Some("ADD") => Action::Granted,
        Some("REMOVE") => Action::Revoked,
        _ => return (None, None, None),
    };
    let member = text("member").map(|member| member.split_once(':').map_or(member, |(_, name)| name).to_owned());
    (Some(action), member, text("role").map(str::to_owned))
}

/// A parameter of an event of Google Workspace that Cloud Logging carries.
fn parameter(row: &Fields, name: &str) -> Option<String> {
    let events = row.peek("protoPayload.metadata.event")?.as_array()?;
    let parameters = events.iter().filter_map(|event| event.get("parameter")?.as_array()).flatten();
    let mut named = parameters.filter(|parameter| parameter.get("name").and_then(Value::as_str) == Some(name));
    named.find_map(|parameter| parameter.get("value")?.as_str()).map(str::to_owned)
}

fn is_workspace(service: Option<&str>) -> bool {
    matches!(service, Some("login.googleapis.com" | "admin.googleapis.com"))
}

/// What a call did, normalised.
fn action(service: &str, method: &str) -> Action {
    let last = method.rsplit('.').next().unwrap_or(method);
    let reads = ["get", "Get", "list", "List"].iter().any(|verb| last.starts_with(verb));
    match (service, last) {
        ("login.googleapis.com", "loginSuccess" | "loginFailure" | "loginVerification") => Action::LoggedIn,
        ("login.googleapis.com", _) if method.contains("2sv") || last.starts_with("titanium") => Action::FactorChanged,
        ("admin.googleapis.com", "createUser" | "unsuspendUser" | "undeleteUser")
        | ("iam.googleapis.com", "CreateServiceAccount" | "EnableServiceAccount" | "UndeleteServiceAccount") => {
            Action::AccountEnabled
        }
        ("login.googleapis.com", "accountDisabledGeneric" | "accountDisabledHijacked")
        | ("admin.googleapis.com", "suspendUser" | "deleteUser" | "archiveUser")
        | ("iam.googleapis.com", "DisableServiceAccount" | "DeleteServiceAccount") => Action::AccountDisabled,
        ("admin.googleapis.com", "addGroupMember" | "assignRole" | "grantAdminPrivilege") => Action::Granted,
        ("admin.googleapis.com", "removeGroupMember" | "unassignRole" | "revokeAdminPrivilege") => Action::Revoked,
        _ if !reads && is_rule(service, method, last) => Action::PolicyChanged,
        _ => Action::Other,
    }
}

/// Whether a call is about a rule of the system: policies, roles, firewalls, where logs go, settings.
fn is_rule(service: &str, method: &str, last: &str) -> bool {
    match service {
        "iam.googleapis.com" if matches!(last, "CreateRole" | "UpdateRole" | "DeleteRole") => true,
        "compute.googleapis.com" if method.contains("firewalls.") => true,
        "logging.googleapis.com" if ["Sink", "Exclusion", "Bucket"].iter().any(|word| last.contains(word)) => true,
        _ => {
            ["SetIamPolicy", "setIamPolicy", "SetIamPermissions", "setIamPermissions", "SetOrgPolicy"].contains(&last)
                || ["UpdatePolicy", "CreatePolicy", "DeletePolicy"].contains(&last)
                || last.ends_with("Setting")
        }
    }
}
