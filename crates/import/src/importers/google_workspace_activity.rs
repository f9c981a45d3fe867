//! Google Workspace: the activity of the Reports API (admin, login, token, groups and other applications), raw with a list
//! of events, or with one event a row and its parameters as a map.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of, truth_of},
    },
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::{Map, Value};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "google-workspace-activity",
    version: 1,
    about: About {
        vendor: "Google Workspace",
        title: "Audit activity (Reports API)",
        export: &[
            "Call GET https://admin.googleapis.com/admin/reports/v1/activity/users/all/applications/admin?maxResults=1000 with the \
             scope admin.reports.audit.readonly, and follow nextPageToken until there is none.",
            "Repeat for the applications login, token, groups_enterprise, user_accounts and saml. Save the answers as JSON.",
        ],
        covers: "What happened in one application between startTime and endTime, at the most the last 180 days.",
        retention_days: Some(180),
        source: "https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities/list",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "Google Workspace", report: "Reports API, activities", lists: &["items"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("items").or_else(|| head.row()) else { return Match::No };
    let kind = [Some(row), head.object()].into_iter().flatten().filter_map(|value| value.get("kind")?.as_str());
    if kind.into_iter().any(|kind| matches!(kind, "admin#reports#activity" | "admin#reports#activities"))
        || head::has(row, &["id.applicationName", "id.uniqueQualifier"])
    {
        return Match::Certain;
    }
    if head::has(row, &["id.applicationName", "actor"]) { Match::Maybe(60) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut activity).map(drop)
}

/// An activity: one record for each of its events.
fn activity(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(customer) = row.peek_text("id.customerId").map(str::to_owned) {
        sink.facts.instance.get_or_insert(customer);
    }
    row.take("etag");
    row.take("kind");
    let events = match row.take("events") {
        Some(Value::Array(events)) => events,
        // Shippers that split activities leave the one event in place of the list.
        Some(one @ Value::Object(_)) => vec![one],
        _ => return event(row, 1, sink),
    };
    if events.is_empty() {
        row.lacks(sink, "events");
        return Ok(());
    }
    let at = row.position().clone();
    let around = row.into_left();
    for (number, one) in (1_usize..).zip(events) {
        let mut merged = around.clone();
        if let (Value::Object(merged), Value::Object(one)) = (&mut merged, one) {
            merged.extend(one);
        }
        event(Fields::new(at.clone(), merged), number, sink)?;
    }
    Ok(())
}

fn event(mut row: Fields, number: usize, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let service = row.text("id.applicationName");
    // Events of some applications (rules) have a type or nothing for a name.
    let named = row.text("name").or_else(|| row.peek_text("type").map(str::to_owned)).or_else(|| service.clone());
    let Some(action_word) = named else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let told = parameters(&row);
    let first = |names: &[&str]| names.iter().find_map(|name| text_of(told.get(*name)?).filter(|text| !text.is_empty()));
    let family = row.peek_text("type").unwrap_or_default().to_owned();
    // An activity of several events has one id: those after the first carry their number.
    let id = row.text("id.uniqueQualifier").map(|id| if number == 1 { id } else { format!("{id}#{number}") });
    let event = AuditEvent {
        system: EXPORT.product.to_owned(),
        id,
        at: row.utc_time("id.time"),
        action: action(&action_word, &family),
        actor: row.first_text(&["actor.email", "actor.key", "actor.profileId"]),
        target: first(&["USER_EMAIL", "affected_email_address", "user_email", "member_id", "target_user"]),
        object: first(&["ROLE_NAME", "GROUP_EMAIL", "group_id", "group_email", "app_name", "APPLICATION_NAME", "SETTING_NAME"]),
        succeeded: match action_word.as_str() {
            "login_success" => Some(true),
            "login_failure" => Some(false),
            _ => None,
        },
        service,
        address: row.text("ipAddress"),
        mfa: told.get("is_second_factor").and_then(truth_of),
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// The parameters by name, in either form. They stay in `extra`.
fn parameters(row: &Fields) -> Map<String, Value> {
    match row.peek("parameters") {
        Some(Value::Object(map)) => map.clone(),
        Some(Value::Array(list)) => {
            let value = |item: &Value| {
                ["value", "boolValue", "intValue", "multiValue", "multiIntValue"].iter().find_map(|key| item.get(key)).cloned()
            };
            list.iter().filter_map(|item| Some((item.get("name")?.as_str()?.to_owned(), value(item)?))).collect()
        }
        _ => Map::new(),
    }
}

/// Google's event, normalised.
fn action(name: &str, family: &str) -> Action {
    match name.trim() {
        "CREATE_USER" | "UNSUSPEND_USER" | "UNDELETE_USER" | "UNARCHIVE_USER" => Action::AccountEnabled,
        "SUSPEND_USER" | "DELETE_USER" | "ARCHIVE_USER" => Action::AccountDisabled,
        "ASSIGN_ROLE"
        | "GRANT_ADMIN_PRIVILEGE"
        | "GRANT_DELEGATED_ADMIN_PRIVILEGES"
        | "ADD_GROUP_MEMBER"
        | "ADD_PRIVILEGE"
        | "add_member"
        | "add_user"
        | "authorize" => Action::Granted,
        "UNASSIGN_ROLE"
        | "REVOKE_ADMIN_PRIVILEGE"
        | "REVOKE_DELEGATED_ADMIN_PRIVILEGES"
        | "REMOVE_GROUP_MEMBER"
        | "REMOVE_PRIVILEGE"
        | "remove_member"
        | "remove_user"
        | "revoke"
        | "REVOKE_3LO_TOKEN" => Action::Revoked,
        "login_success" | "login_failure" => Action::LoggedIn,
        "TURN_OFF_2_STEP_VERIFICATION"
        | "UNENROLL_USER_FROM_STRONG_AUTH"
        | "REVOKE_ASP"
        | "REVOKE_SECURITY_KEY"
        | "GENERATE_2SV_SCRATCH_CODES"
        | "REVOKE_2SV_SCRATCH_CODES"
        | "ADD_SECURITY_KEY" => Action::FactorChanged,
        name if name.starts_with("account_disabled_") => Action::AccountDisabled,
        name if name.starts_with("2sv_") || name.starts_with("titanium_") || family == "2sv_change" => Action::FactorChanged,
        "CREATE_ROLE"
        | "DELETE_ROLE"
        | "RENAME_ROLE"
        | "UPDATE_ROLE"
        | "ALLOW_STRONG_AUTHENTICATION"
        | "ENFORCE_STRONG_AUTHENTICATION" => Action::PolicyChanged,
        _ if family.ends_with("_SETTINGS") && !matches!(family, "USER_SETTINGS" | "GROUP_SETTINGS" | "LICENSES_SETTINGS") => {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}
