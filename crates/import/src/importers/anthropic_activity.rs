//! Anthropic: the activity feed of the Compliance API, and the audit log that owners of Claude Enterprise export.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
    },
    vendor::python,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module. The columns of the exported log are those of Anthropic's help; whether its dictionaries are written as JSON
/// or as Python prints them is not told there: both are read.
pub(super) const IMPORTER: Importer = Importer {
    id: "anthropic-activity",
    version: 1,
    about: About {
        vendor: "Anthropic",
        title: "Activity feed and audit log",
        export: &[
            "As an owner of Claude Enterprise, open Organization settings, Data and privacy, Export logs, and follow the link that \
             comes by e-mail: it holds the last 180 days.",
            "Or, with a key that has the scope read:compliance_activities, call GET \
             https://api.anthropic.com/v1/compliance/activities?created_at.gte=...&limit=1000 and follow last_id (after_id=...) \
             while has_more is true. Save the answers as JSON.",
        ],
        covers: "What happened in the organisation; titles and contents of chats are not in it.",
        retention_days: Some(180),
        source: "https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Anthropic",
    report: "Activity",
    lists: &["data"],
    tables: &[&["created_at", "actor_info", "event", "entity_info"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    let actor = row.get("actor").and_then(|actor| actor.get("type")).and_then(Value::as_str).unwrap_or_default();
    let feed = actor.ends_with("_actor") && head::has(row, &["type", "created_at"]);
    if feed || head::has(row, &["created_at", "actor_info", "event", "entity_info"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |row, sink| if row.has("event") { logged(row, sink) } else { activity(row, sink) }).map(drop)
}

/// A row of the activity feed.
fn activity(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("type") else {
        row.lacks(sink, "type");
        return Ok(());
    };
    if let Some(organisation) = row.first_text(&["organization_uuid", "organization_id"]) {
        sink.facts.instance.get_or_insert(organisation);
    }
    let actor = [
        "actor.email_address",
        "actor.unauthenticated_email_address",
        "actor.user_id",
        "actor.api_key_id",
        "actor.admin_api_key_id",
    ];
    let event = AuditEvent {
        id: row.text("id"),
        at: row.time("created_at"),
        actor: row.first_text(&actor).or_else(|| row.peek_text("actor.type").map(str::to_owned)),
        target: row.first_text(&["deleted_user_email", "invited_email", "user_email", "email_address", "email"]),
        target_id: row.first_text(&["deleted_user_id", "target_user_id", "user_id"]),
        object: row.first_text(&["role", "new_role", "group_id", "role_id"]),
        address: row.text("actor.ip_address"),
        ..event(action_word)
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// A row of the exported log.
fn logged(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("event") else {
        row.lacks(sink, "event");
        return Ok(());
    };
    let [actor, entity] = ["actor_info", "entity_info"].map(|key| dictionary(row.peek(key)));
    let text = |value: &Value, path: &str| head::at(value, path).and_then(text_of).filter(|text| !text.is_empty());
    let address = |value: &Value| {
        ["metadata.email_address", "email_address", "metadata.email", "email"].iter().find_map(|path| text(value, path))
    };
    let about_user = text(&entity, "type").is_some_and(|kind| kind.contains("user") || kind.contains("account"));
    let event = AuditEvent {
        at: row.time("created_at"),
        actor: address(&actor).or_else(|| text(&actor, "name")).or_else(|| text(&actor, "uuid")),
        target: if about_user { address(&entity).or_else(|| text(&entity, "name")) } else { address(&entity) },
        target_id: if about_user { text(&entity, "uuid") } else { None },
        object: if about_user { None } else { text(&entity, "name").or_else(|| text(&entity, "uuid")) },
        address: row.text("ip_address"),
        ..event(action_word)
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// A dictionary: an object, or a text that holds one as JSON or as Python prints it.
fn dictionary(value: Option<&Value>) -> Value {
    match value {
        Some(Value::String(text)) => serde_json::from_str(text).ok().or_else(|| python::literal(text)).unwrap_or_default(),
        other => other.cloned().unwrap_or_default(),
    }
}

fn event(action_word: String) -> AuditEvent {
    let action = action(&action_word);
    // Other events are only told when they happened.
    let failed = action_word.ends_with("_failed");
    let attempt = action_word.contains("attempted") || action_word.ends_with("_initiated") || action_word.contains("requested");
    AuditEvent {
        system: EXPORT.product.to_owned(),
        succeeded: if attempt { None } else { Some(!failed) },
        action,
        action_word,
        ..AuditEvent::default()
    }
}

/// Anthropic's event, normalised.
fn action(word: &str) -> Action {
    match word {
        "org_user_invite_accepted" | "service_created" => Action::AccountEnabled,
        "org_user_deleted" | "org_user_left" | "account_deleted" | "service_deleted" => Action::AccountDisabled,
        "claude_user_role_updated" | "org_user_updated" | "group_member_added" | "role_assignment_granted" => Action::Granted,
        "group_member_removed" | "role_assignment_revoked" => Action::Revoked,
        "anonymous_mobile_login_attempted" | "user_attempted_magic_link_verification" => Action::LoggedIn,
        "phone_code_verified" | "user_verified_phone_code" | "org_user_trusted_devices_revoked" => Action::FactorChanged,
        "claude_organization_settings_updated" | "org_magic_link_second_factor_toggled" | "org_jit_toggled" => {
            Action::PolicyChanged
        }
        _ if word.starts_with("user_signed_in") || word.ends_with("_login_succeeded") || word.ends_with("_login_failed") => {
            Action::LoggedIn
        }
        _ if ["org_sso_", "org_domain_", "org_ip_restriction", "org_directory_sync_", "org_data_retention"]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}
