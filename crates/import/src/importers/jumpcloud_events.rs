//! `JumpCloud`: Directory Insights, the events of an organisation.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of, truth_of},
        pages,
    },
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "jumpcloud-events",
    version: 1,
    about: About {
        vendor: "JumpCloud",
        title: "Directory Insights",
        export: &[
            "In the JumpCloud admin portal, open Insights, Directory, choose the period and all services, and export as JSON.",
            "Or POST https://api.jumpcloud.com/insights/directory/v1/events with service [\"all\"], start_time, end_time and \
             limit 10000, and follow the header X-Search_after while X-Result-Count equals the limit.",
        ],
        covers: "What happened between the two times.",
        retention_days: Some(90),
        source: "https://docs.jumpcloud.com/api/insights/directory/1.0/index.html",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "JumpCloud", report: "Directory Insights", lists: &["results", "events"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("results").or_else(|| head.row_of("events")).or_else(|| head.row()) else { return Match::No };
    let core = head::has(row, &["event_type", "timestamp", "service"]);
    match (core, head::has(row, &["organization"]) && (head::has(row, &["initiated_by"]) || head::has(row, &["@version"]))) {
        (true, true) => Match::Certain,
        (true, false) if head::has(row, &["initiated_by"]) => Match::Maybe(70),
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut event)?;
    sink.facts.incomplete.extend(pages::capped(whole.rows, 10_000, "one answer of Directory Insights"));
    Ok(())
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("event_type") else {
        row.lacks(sink, "event_type");
        return Ok(());
    };
    if let Some(organisation) = row.text("organization") {
        sink.facts.instance.get_or_insert(organisation);
    }
    let action = action(&action_word, &row);
    let actor = row.first_text(&["initiated_by.email", "initiated_by.username", "initiated_by.name", "initiated_by.id"]);
    let resource = if row.peek_text("resource.type").is_some_and(|kind| !matches!(kind, "user" | "admin")) {
        (None, None, row.first_text(&["resource.name", "resource.id"]))
    } else {
        (row.first_text(&["resource.username", "resource.email", "resource.name"]), row.text("resource.id"), None)
    };
    let (linked, linked_id, given) = association(&row);
    let event = AuditEvent {
        system: EXPORT.product.to_owned(),
        id: row.text("id"),
        at: row.time("timestamp"),
        action,
        target: linked.or(resource.0).or_else(|| row.text("username")),
        target_id: linked_id.or(resource.1),
        object: given.or(resource.2),
        succeeded: row.truth("success").or_else(|| row.peek("sso_token_success").and_then(truth_of)),
        service: row.text("service"),
        address: row.text("client_ip"),
        mfa: row.truth("mfa"),
        actor,
        action_word,
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// Of a change of association: the user, their id, and what they were joined to or parted from.
fn association(row: &Fields) -> (Option<String>, Option<String>, Option<String>) {
    let sides = ["association.connection.from", "association.connection.to"].map(|path| row.peek(path));
    let is_user = |side: &Value| side.get("type").and_then(Value::as_str) == Some("user");
    let text = |side: Option<&Value>, key: &str| side.and_then(|side| text_of(side.get(key)?)).filter(|text| !text.is_empty());
    let user = sides.into_iter().flatten().find(|side| is_user(side));
    let other = sides.into_iter().flatten().find(|side| !is_user(side));
    (text(user, "name"), text(user, "object_id"), text(other, "name").or_else(|| text(other, "object_id")))
}

/// `JumpCloud`'s event, normalised. A suspension is an update of the user whose changes say so.
fn action(word: &str, row: &Fields) -> Action {
    match word {
        "user_create" | "admin_create" | "user_activated" | "user_unlocked" | "user_unsuspended" => Action::AccountEnabled,
        "user_delete" | "admin_delete" | "user_suspended" | "admin_suspended" => Action::AccountDisabled,
        "user_update" | "admin_update" => changed_state(row),
        "association_change" => match row.peek_text("association.op") {
            Some("add") => Action::Granted,
            Some("remove") => Action::Revoked,
            _ => Action::Other,
        },
        "admin_login_attempt" | "user_login_attempt" | "sso_auth" | "login_attempt" | "radius_auth_attempt" | "ldap_bind" => {
            Action::LoggedIn
        }
        _ if ["totp_", "user_mfa_", "admin_mfa_", "admin_totp_", "user_totp_", "webauthn_"]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            Action::FactorChanged
        }
        _ if ["policy_", "authn_policy_", "organization_", "conditional_access_", "ip_list_"]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}

fn changed_state(row: &Fields) -> Action {
    let changes = row.peek("changes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let to = |field: &str| {
        let change = changes.iter().find(|change| change.get("field").and_then(Value::as_str) == Some(field))?;
        text_of(change.get("to")?).map(|word| word.to_ascii_lowercase())
    };
    match (to("suspended").as_deref(), to("state").as_deref()) {
        (Some("true"), _) | (_, Some("suspended")) => Action::AccountDisabled,
        (Some("false"), _) | (_, Some("activated")) => Action::AccountEnabled,
        _ => Action::Other,
    }
}
