//! 1Password: the Events API: audit events, sign-in attempts and item usages.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "onepassword-events",
    version: 1,
    about: About {
        vendor: "1Password",
        title: "Events (audit, sign-ins, item usage)",
        export: &[
            "In 1Password Business, open Integrations, Events Reporting, Other, and issue a token for audit events, sign-in attempts \
             and item usages.",
            "POST https://events.1password.com/api/v2/auditevents (and /signinattempts, /itemusages) with {\"limit\":1000,\
             \"start_time\":\"...\",\"end_time\":\"...\"}, then with {\"cursor\":\"...\"} while has_more is true; save the answers as JSON.",
        ],
        covers: "What happened between the two times, at the most the last 120 days.",
        retention_days: Some(120),
        source: "https://developer.1password.com/docs/events-api/reference",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "1Password", report: "Events API", lists: &["items"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("items").or_else(|| head.row()) else { return Match::No };
    let audit =
        head::has(row, &["actor_uuid", "object_type", "action"]) || head::has(row, &["object_type", "actor_uuid", "aux_uuid"]);
    let sign_in = head::has(row, &["session_uuid", "target_user", "category"]);
    let usage = head::has(row, &["vault_uuid", "item_uuid", "used_version"]);
    if audit || sign_in || usage { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut |row, sink| {
        if row.has("target_user") {
            sign_in(row, sink)
        } else if row.has("item_uuid") {
            usage(row, sink)
        } else {
            audit(row, sink)
        }
    })?;
    // The cursor is a bookmark that every answer has: only `has_more` says that there is more.
    if whole.beside.at("has_more") == Some(&Value::Bool(false)) {
        sink.facts.incomplete.retain(|why| !why.contains("`cursor`"));
    }
    Ok(())
}

fn audit(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("action") else {
        row.lacks(sink, "action");
        return Ok(());
    };
    note_account(&row, sink);
    let object_type = row.text("object_type");
    let family = object_type.as_deref().unwrap_or_default();
    // Memberships name the group or vault as object and the user beside.
    let membership = matches!(family, "gm" | "gva" | "uva");
    let about_user = membership || matches!(family, "user" | "mfa");
    let user = if membership { "aux" } else { "object" };
    let event = AuditEvent {
        id: row.text("uuid"),
        at: row.time("timestamp"),
        action: action(family, &action_word),
        actor: row.first_text(&["actor_details.email", "actor_details.name", "actor_uuid"]),
        target: if about_user {
            row.first_text(&[&format!("{user}_details.email"), &format!("{user}_details.name")])
        } else {
            None
        },
        target_id: if about_user { row.text(&format!("{user}_uuid")) } else { None },
        object: if about_user && !membership { None } else { row.first_text(&["object_details.name", "object_uuid"]) },
        address: row.text("session.ip"),
        // Only what was done is in the log.
        succeeded: Some(true),
        service: object_type,
        action_word,
        ..system()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

fn sign_in(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(category) = row.text("category") else {
        row.lacks(sink, "category");
        return Ok(());
    };
    note_account(&row, sink);
    let kind = row.text("type");
    let event = AuditEvent {
        id: row.text("uuid"),
        at: row.time("timestamp"),
        action: Action::LoggedIn,
        actor: row.first_text(&["target_user.email", "target_user.name", "target_user.uuid"]),
        target_id: row.text("target_user.uuid"),
        address: row.text("client.ip_address"),
        succeeded: Some(category == "success"),
        mfa: (kind.as_deref() == Some("mfa_ok")).then_some(true),
        action_word: kind.unwrap_or_else(|| category.clone()),
        service: Some("signinattempts".to_owned()),
        ..system()
    };
    if event.action_word != category {
        row.put("category", Value::String(category));
    }
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

fn usage(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    note_account(&row, sink);
    let event = AuditEvent {
        id: row.text("uuid"),
        at: row.time("timestamp"),
        action_word: row.text("action").unwrap_or_else(|| "item used".to_owned()),
        actor: row.first_text(&["user.email", "user.name", "user.uuid"]),
        object: row.text("item_uuid"),
        address: row.text("client.ip_address"),
        service: Some("itemusages".to_owned()),
        ..system()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

fn system() -> AuditEvent {
    AuditEvent { system: EXPORT.product.to_owned(), ..AuditEvent::default() }
}

fn note_account(row: &Fields, sink: &mut Sink<'_>) {
    if let Some(account) = row.peek_text("account_uuid") {
        sink.facts.instance.get_or_insert_with(|| account.to_owned());
    }
}

/// 1Password's action on a kind of object, normalised.
fn action(object: &str, word: &str) -> Action {
    match (object, word) {
        ("user", "create" | "join" | "activate" | "reactive" | "reactiv") => Action::AccountEnabled,
        ("user", "suspend" | "delete" | "leave") => Action::AccountDisabled,
        ("gm" | "gva" | "uva", "create" | "join" | "grant" | "update" | "role") => Action::Granted,
        ("gm" | "gva" | "uva", "delete" | "leave" | "revoke") => Action::Revoked,
        ("mfa", _) => Action::FactorChanged,
        ("account", "updatfw" | "updatea")
        | ("sso" | "emaildom" | "plan", "create" | "update" | "delete" | "enabl" | "disabl") => Action::PolicyChanged,
        _ => Action::Other,
    }
}
