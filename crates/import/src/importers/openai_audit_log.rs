//! `OpenAI`: the audit log of an organisation, as its administration API lists it.

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

/// See the module. How long `OpenAI` keeps the log is not told in its reference.
pub(super) const IMPORTER: Importer = Importer {
    id: "openai-audit-log",
    version: 1,
    about: About {
        vendor: "OpenAI",
        title: "Audit log",
        export: &[
            "As an owner, switch the log on once (Settings, Organization, Data controls, Audit logging): it starts with that day.",
            "With an admin key call GET https://api.openai.com/v1/organization/audit_logs?limit=100&effective_at[gte]=... and follow \
             last_id (after=...) while has_more is true. Save the answers as JSON.",
        ],
        covers: "What happened in the organisation since the log was switched on.",
        retention_days: None,
        source: "https://platform.openai.com/docs/api-reference/audit-logs",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "OpenAI", report: "Organization audit log", lists: &["data"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    let object = row.get("object").and_then(Value::as_str) == Some("organization.audit_log");
    if object || head::has(row, &["effective_at", "actor", "type", "id"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut event).map(drop)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("type") else {
        row.lacks(sink, "type");
        return Ok(());
    };
    // What was done stands under a key of the event's own name, whose dot is no path.
    let told = row.peek(&action_word).cloned().unwrap_or_default();
    let text = |path: &str| head::at(&told, path).and_then(Value::as_str).map(str::to_owned);
    let family = action_word.split('.').next().unwrap_or_default();
    let about_user = matches!(family, "user" | "service_account");
    let actor = [
        "actor.session.user.email",
        "actor.api_key.user.email",
        "actor.session.user.id",
        "actor.api_key.user.id",
        "actor.api_key.service_account.id",
        "actor.api_key.id",
    ];
    let event = AuditEvent {
        system: EXPORT.product.to_owned(),
        id: row.text("id"),
        at: row.time("effective_at"),
        action: action(&action_word, &told),
        actor: row.first_text(&actor),
        target: text("data.email").or_else(|| text("email")),
        target_id: if about_user { text("id") } else { text("principal_id") },
        object: text("data.role")
            .or_else(|| text("changes_requested.role"))
            .or_else(|| if about_user { None } else { text("id") }),
        succeeded: match action_word.rsplit('.').next() {
            Some("failed") => Some(false),
            // Only what was done is in the log.
            _ => Some(true),
        },
        service: row.peek_text("project.name").map(str::to_owned),
        address: row.text("actor.session.ip_address"),
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// `OpenAI`'s event, normalised.
fn action(word: &str, told: &Value) -> Action {
    match word {
        "user.added" | "invite.accepted" | "service_account.created" => Action::AccountEnabled,
        "user.deleted" | "service_account.deleted" => Action::AccountDisabled,
        "role.assignment.created" | "role.bound_to_resource" | "checkpoint.permission.created" => Action::Granted,
        "role.assignment.deleted" | "role.unbound_from_resource" | "checkpoint.permission.deleted" => Action::Revoked,
        "user.updated" | "service_account.updated" if head::has(told, &["changes_requested.role"]) => Action::Granted,
        "login.succeeded" | "login.failed" => Action::LoggedIn,
        "organization.updated" | "role.created" | "role.updated" | "role.deleted" => Action::PolicyChanged,
        _ if ["ip_allowlist.", "certificate", "rate_limit.", "scim.", "external_key."]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}
