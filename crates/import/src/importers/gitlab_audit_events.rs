//! GitLab: audit events of an instance, group or project, from the API, as the CSV of its page, and as a self-managed instance
//! logs them (`audit_json.log`).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::gitlab,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::{Map, Value};

/// Names of events, by what they did. Names that are not here are other actions.
const NAMES: &[(Action, &[&str])] = &[
    (Action::AccountEnabled, &["user_created", "user_activated", "user_approved", "user_unblocked", "user_unbanned"]),
    (Action::AccountDisabled, &["user_blocked", "user_deactivated", "user_destroyed", "user_banned", "user_rejected"]),
    (
        Action::Granted,
        &[
            "member_created",
            "member_updated",
            "user_admin_status_updated",
            "project_group_link_created",
            "group_share_with_group_link_created",
        ],
    ),
    (Action::Revoked, &["member_destroyed", "project_group_link_deleted", "group_share_with_group_link_removed"]),
    (Action::FactorChanged, &["user_disable_two_factor", "user_enable_two_factor"]),
    (
        Action::PolicyChanged,
        &[
            "protected_branch_created",
            "protected_branch_updated",
            "protected_branch_removed",
            "approval_rule_created",
            "approval_rule_deleted",
            "update_approval_rules",
        ],
    ),
];

/// Beginnings of the sentences that GitLab writes for people.
const SENTENCES: &[(Action, &[&str])] = &[
    (Action::LoggedIn, &["signed in", "failed to login", "failed to sign"]),
    (Action::Granted, &["added user access", "changed access level", "changed access_level"]),
    (Action::Revoked, &["removed user access"]),
    (Action::AccountDisabled, &["blocked user", "deactivated user", "banned user", "removed user", "deleted user"]),
    (Action::AccountEnabled, &["created user", "added user", "unblocked user", "activated user", "approved user"]),
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-audit-events",
    version: 2,
    about: About {
        vendor: "GitLab",
        title: "Audit events",
        export: &[
            "`glab api --paginate 'groups/ID/audit_events?created_after=2026-01-01&per_page=100' > audit_events.json`; the same for each \
             project, and /audit_events of a self-managed instance. It takes an owner's token with read_api, and GitLab Premium.",
            "Or, on the page Audit events, Export as CSV; or, of a self-managed instance, the log audit_json.log.",
            "GitLab cuts the period at 30 days for groups and projects: export month by month.",
        ],
        covers: "The events of the period asked for.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/audit_events/",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: gitlab::SYSTEM,
    report: "Audit events",
    tables: &[&["Author ID", "Entity ID", "Entity Type", "Target Details", "Action"]],
    ..Export::PLAIN
};

/// What the log has beside the event, and the API in `details`.
const DETAILS: &[&str] = &[
    "add",
    "remove",
    "change",
    "as",
    "from",
    "to",
    "with",
    "failed_login",
    "custom_message",
    "author_name",
    "author_email",
    "author_class",
    "target_id",
    "target_type",
    "target_details",
    "entity_path",
    "ip_address",
    "event_name",
];

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let has = |keys: &[&str]| head::has(row, &["author_id", "entity_id", "entity_type"]) && head::has(row, keys);
    if has(&["details"]) || has(&["target_type", "target_details"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let each = &mut |row: Fields, sink: &mut Sink<'_>| {
        if row.has("Author ID") { table_event(row, sink) } else { event(detailed(row), sink) }
    };
    EXPORT.read(input, sink, each).map(drop)
}

/// A row of the log in the form of the API.
fn detailed(mut row: Fields) -> Fields {
    if row.has("details") {
        return row;
    }
    let details: Map<String, Value> = DETAILS.iter().filter_map(|key| Some(((*key).to_owned(), row.take(key)?))).collect();
    row.put("details", Value::Object(details));
    row
}

/// A row of the page's CSV, whose actions are sentences.
fn table_event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(word) = row.text("Action") else {
        row.lacks(sink, "Action");
        return Ok(());
    };
    let is_user = row.peek_text("Target Type") == Some("User");
    let target = if is_user { row.text("Target Details") } else { None };
    let begins = |leads: &[&str]| leads.iter().any(|lead| word.to_lowercase().starts_with(lead));
    let event = AuditEvent {
        system: gitlab::SYSTEM.to_owned(),
        id: row.text("ID"),
        at: row.first_utc_time(&["Created At (UTC)", "Date"]),
        action: SENTENCES.iter().find(|(_, leads)| begins(leads)).map_or(Action::Other, |(action, _)| *action),
        actor: row.first_text(&["Author Email", "Author Name", "Author ID"]),
        target_id: if is_user { row.text("Target ID") } else { None },
        target,
        object: row.first_text(&["Target Details", "Entity Path"]),
        succeeded: begins(&["failed to login", "failed to sign"]).then_some(false),
        service: row.text("Entity Type"),
        address: row.text("IP Address"),
        mfa: None,
        action_word: word,
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // The log numbers nothing: the request is what ties it to the other logs.
    let id = row.text("id");
    if id.is_none() && !row.has("time") {
        row.lacks(sink, "id");
        return Ok(());
    }
    let name = row.first_text(&["event_name", "details.event_name"]);
    let (action, word) = done(&row);
    let named = name.as_deref().and_then(|name| NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(action, _)| *action));
    let is_user = row.peek_text("details.target_type") == Some("User");
    let target = if is_user { row.text("details.target_details") } else { None };
    let given = row.first_text(&["details.as", "details.to"]);
    let event = AuditEvent {
        system: gitlab::SYSTEM.to_owned(),
        id,
        at: row.first_time(&["created_at", "time"]),
        action: named.unwrap_or(action),
        action_word: name.or(word).unwrap_or_default(),
        actor: row.first_text(&["details.author_email", "details.author_name", "author_id"]),
        target_id: if is_user { row.text("details.target_id") } else { None },
        target,
        object: given.or_else(|| row.first_text(&["details.target_details", "details.entity_path"])),
        succeeded: (row.peek("details.failed_login").is_some()).then_some(false),
        service: row.text("entity_type"),
        address: row.first_text(&["details.ip_address", "ip_address", "meta.remote_ip"]),
        mfa: None,
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// What settings that say who may do what have in their names.
const RULES: &[&str] = &["approv", "protected", "visibility", "two_factor", "two-factor", "2fa", "require", "password", "sso"];

/// What was done, by the details, where the event has no name: `{"add": "user_access", "as": "Owner"}`.
fn done(row: &Fields) -> (Action, Option<String>) {
    let said = |key: &str| row.peek_text(&format!("details.{key}")).map(|what| format!("{key} {what}"));
    let access = |word: &str| word.ends_with("user_access") || word.ends_with("access_level");
    if let Some(word) = said("add") {
        return (if access(&word) { Action::Granted } else { Action::Other }, Some(word));
    }
    if let Some(word) = said("remove") {
        return (if access(&word) { Action::Revoked } else { Action::Other }, Some(word));
    }
    if let Some(word) = said("change") {
        let rule = || RULES.iter().any(|part| word.contains(part));
        let action = match () {
            () if access(&word) => Action::Granted,
            () if rule() => Action::PolicyChanged,
            () => Action::Other,
        };
        return (action, Some(word));
    }
    if let Some(word) = said("failed_login").or_else(|| said("with")) {
        return (Action::LoggedIn, Some(word));
    }
    (Action::Other, row.peek_text("details.custom_message").map(str::to_owned))
}
