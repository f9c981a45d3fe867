//! Okta: the System Log, as an array or as JSON lines.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json,
    },
    vendor::okta,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-system-log",
    version: 1,
    about: About {
        vendor: "Okta",
        title: "System Log",
        export: &[
            "In the Okta admin console, create an API token under Security, API, Tokens (a read-only administrator suffices).",
            "Call GET /api/v1/logs?since=...&until=...&limit=1000 and follow the next link of the Link header while answers hold events.",
            "Save the answers as JSON: an array, or one event a line. The CSV of the console lacks the targets and is not enough.",
        ],
        covers: "What happened between since and until.",
        retention_days: Some(90),
        source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let core = head::has(row, &["eventType", "published", "actor.alternateId", "outcome.result"]);
    match (core, head::has(row, &["debugContext", "uuid"])) {
        (true, true) => Match::Certain,
        (true, false) => Match::Maybe(70),
        (false, _) => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Okta".to_owned());
    sink.facts.report = Some("System Log (GET /api/v1/logs)".to_owned());
    let whole = json::rows(input, &["data.events"], sink, &mut |row, sink| {
        okta::refuse_error(&row.value)?;
        event(Fields::from(row), sink)
    })?;
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("eventType") else {
        row.lacks(sink, "eventType");
        return Ok(());
    };
    let (target, object) = targets(&row);
    let text =
        |value: Option<&Value>, key: &str| value.and_then(|value| text_of(value.get(key)?)).filter(|text| !text.is_empty());
    let event = AuditEvent {
        system: "Okta".to_owned(),
        id: row.text("uuid"),
        at: row.time("published"),
        action: action(&action_word),
        action_word,
        target: text(target.as_ref(), "alternateId"),
        target_id: text(target.as_ref(), "id"),
        object: text(object.as_ref(), "displayName").or_else(|| text(object.as_ref(), "alternateId")),
        actor: row.first_text(&["actor.alternateId", "actor.displayName"]),
        succeeded: row.peek_text("outcome.result").and_then(succeeded),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// The account among the targets, and the first other target. Targets stay in `extra`: there may be more of them.
fn targets(row: &Fields) -> (Option<Value>, Option<Value>) {
    let list = row.peek("target").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is = |target: &Value, kind: &str| target.get("type").and_then(Value::as_str) == Some(kind);
    let account = list.iter().find(|target| is(target, "User")).or_else(|| list.iter().find(|target| is(target, "AppUser")));
    let other = list.iter().find(|target| !is(target, "User") && !is(target, "AppUser"));
    (account.cloned(), other.cloned())
}

fn succeeded(word: &str) -> Option<bool> {
    match word {
        "SUCCESS" | "ALLOW" => Some(true),
        "FAILURE" | "DENY" => Some(false),
        _ => None,
    }
}

/// Okta's event type, normalised.
fn action(word: &str) -> Action {
    match word {
        "user.lifecycle.create"
        | "user.lifecycle.activate"
        | "user.lifecycle.reactivate"
        | "user.lifecycle.unsuspend"
        | "user.account.unlock" => Action::AccountEnabled,
        "user.lifecycle.deactivate"
        | "user.lifecycle.suspend"
        | "user.lifecycle.delete.initiated"
        | "user.lifecycle.delete.completed" => Action::AccountDisabled,
        "group.user_membership.add"
        | "application.user_membership.add"
        | "user.account.privilege.grant"
        | "group.privilege.grant" => Action::Granted,
        "group.user_membership.remove"
        | "application.user_membership.remove"
        | "user.account.privilege.revoke"
        | "user.account.privilege.revoke.all"
        | "group.privilege.revoke" => Action::Revoked,
        "user.session.start" | "user.authentication.sso" => Action::LoggedIn,
        _ if word.starts_with("user.mfa.factor.") => Action::FactorChanged,
        "policy.evaluate_sign_on" | "policy.auth_reevaluate.enforce" => Action::Other,
        _ if ["policy.", "zone.", "security.", "system.mfa.factor.", "application.policy."]
            .iter()
            .any(|start| word.starts_with(start)) =>
        {
            Action::PolicyChanged
        }
        _ => Action::Other,
    }
}
