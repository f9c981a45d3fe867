//! Okta: the System Log, as an array, as JSON lines, or as a table whose columns are the paths of the same.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, text_of},
    },
    vendor::{microsoft::open_json, okta},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::{Map, Value};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-system-log",
    version: 2,
    about: About {
        vendor: "Okta",
        title: "System Log",
        export: &[
            "In the Okta admin console, create an API token under Security, API, Tokens (a read-only administrator suffices).",
            "Call GET /api/v1/logs?since=...&until=...&limit=1000 and follow the next link of the Link header while answers hold events.",
            "Save the answers as JSON: an array, or one event a line. A table made of it is read too if its columns keep the names \
             (`actor.alternateId`, `target0.alternateId`).",
            "Or in the admin console: Reports, System Log, Download CSV. It holds the first four targets of an event only, and does \
             not tell which privilege was granted.",
        ],
        covers: "What happened between since and until.",
        retention_days: Some(90),
        source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

/// The log, its table of events laid out flat, and the CSV that the console gives.
const EXPORT: Export = Export {
    product: okta::SYSTEM,
    report: "System Log (GET /api/v1/logs)",
    lists: &["data.events"],
    tables: &[
        &["eventType", "published", "actor.alternateId", "outcome.result"],
        &["event_type", "timestamp", "actor.alternate_id", "outcome.result"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = okta::first(head) else { return Match::No };
    let row = &*row;
    let core = head::has(row, &["eventType", "published", "actor.alternateId", "outcome.result"]);
    match (core, head::has(row, &["debugContext", "uuid"])) {
        (true, true) => Match::Certain,
        (true, false) => Match::Maybe(70),
        (false, _) => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut event).map(drop)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.first_text(&["eventType", "event_type"]) else {
        row.lacks(sink, "eventType");
        return Ok(());
    };
    open_json(&mut row, &["target"]);
    let (target, object) = targets(&row);
    let text =
        |value: Option<&Value>, key: &str| value.and_then(|value| text_of(value.get(key)?)).filter(|text| !text.is_empty());
    let event = AuditEvent {
        system: "Okta".to_owned(),
        id: row.text("uuid"),
        // The log is in UTC, whatever a collector made of the zone.
        at: row.utc_time("published").or_else(|| row.utc_time("timestamp")),
        action: action(&action_word),
        action_word,
        target: text(target.as_ref(), "alternateId"),
        target_id: text(target.as_ref(), "id"),
        object: text(object.as_ref(), "displayName")
            .or_else(|| text(object.as_ref(), "alternateId"))
            .or_else(|| row.peek_text("debugContext.debugData.privilegeGranted").map(str::to_owned)),
        actor: row.first_text(&["actor.alternateId", "actor.alternate_id", "actor.displayName", "actor.display_name"]),
        succeeded: row.peek_text("outcome.result").and_then(succeeded),
        address: ["client.ipAddress", "client.ip_address"].iter().find_map(|path| row.peek_text(path)).map(str::to_owned),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// The account among the targets, and the first other target. Targets stay in `extra`: there may be more of them.
fn targets(row: &Fields) -> (Option<Value>, Option<Value>) {
    let flat: Vec<Value> = (0..8).filter_map(|number| column_target(row, number)).collect();
    let list = row.peek("target").and_then(Value::as_array).map_or(flat.as_slice(), Vec::as_slice);
    let is = |target: &Value, kind: &str| target.get("type").and_then(Value::as_str) == Some(kind);
    let account = list.iter().find(|target| is(target, "User")).or_else(|| list.iter().find(|target| is(target, "AppUser")));
    let other = list.iter().find(|target| !is(target, "User") && !is(target, "AppUser"));
    (account.cloned(), other.cloned())
}

/// A target of a table, which numbers its columns (`target0.id`, `target.0.id`).
fn column_target(row: &Fields, number: u8) -> Option<Value> {
    let cell = |name: &str| {
        let paths = [format!("target{number}.{name}"), format!("target.{number}.{name}")];
        paths.iter().find_map(|path| row.peek_text(path).map(Value::from))
    };
    let names = [("id", "id"), ("type", "type"), ("alternateId", "alternate_id"), ("displayName", "display_name")];
    let told = names.iter().filter_map(|(name, console)| Some(((*name).to_owned(), cell(name).or_else(|| cell(console))?)));
    let target: Map<String, Value> = told.collect();
    (!target.is_empty()).then_some(Value::Object(target))
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
