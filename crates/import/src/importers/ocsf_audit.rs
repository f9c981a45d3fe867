//! OCSF: events of the audit classes (account change, authentication, user access, API activity), from any product.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::{cloudtrail, secret},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "ocsf-audit",
    version: 1,
    about: About {
        vendor: "OCSF",
        title: "Audit events (classes 3xxx and 6xxx)",
        export: &[
            "Ask the product or the lake for its OCSF events as JSON or JSON lines; in Amazon Security Lake query the table of CloudTrail management events with Athena and UNLOAD the rows as JSON.",
            "Take the classes of categories 3 (identity and access management) and 6 (application activity) for the whole period.",
        ],
        covers: "The events of the products and days that the query names.",
        retention_days: None,
        source: "https://schema.ocsf.io/1.3.0/categories/iam",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "OCSF", report: "OCSF events", lists: &["events", "Records", "data", "results"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let mut rows = EXPORT.lists.iter().filter_map(|list| head.row_of(list)).chain(head.row());
    if rows.any(|row| is_audit(row) && head::has(row, &["metadata"])) { Match::Certain } else { Match::No }
}

/// Whether the class is one of identity and access management or of application activity. Findings (2xxx) are others'.
fn is_audit(row: &Value) -> bool {
    let class = row.get("class_uid").and_then(|class| class.as_u64().or_else(|| class.as_str()?.parse().ok()));
    class.is_some_and(|class| matches!(class, 3001..=3999 | 6001..=6999)) && head::has(row, &["activity_id"])
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut product = None;
    EXPORT.read(input, sink, &mut |row, sink| {
        let at = row.position().clone();
        let value = row.into_left();
        if !is_audit(&value) {
            let class = value.get("class_uid").map(ToString::to_string).unwrap_or_default();
            sink.problem(
                at,
                "other-class",
                format!("the event is of class {class}, which is no audit class; it was passed over"),
            );
            return Ok(());
        }
        let row = Fields::new(at, secret::dropped(value));
        if product.is_none() {
            let told = row.peek_text("metadata.product.name").or_else(|| row.peek_text("metadata.product.vendor_name"));
            product = told.map(|name| match row.peek_text("metadata.product.version") {
                Some(version) => format!("{name} {version}"),
                None => name.to_owned(),
            });
        }
        event(row, sink)
    })?;
    sink.facts.product = product.or_else(|| sink.facts.product.take());
    Ok(())
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let number = |path: &str| row.peek(path).and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()));
    let (class, activity, status) = (number("class_uid").unwrap_or(0), number("activity_id").unwrap_or(0), number("status_id"));
    let Some(action_word) = word(&row, class) else {
        row.lacks(sink, "activity_name");
        return Ok(());
    };
    sink.instance(["cloud.account.uid", "metadata.tenant_uid", "cloud.org.uid"].iter().find_map(|path| row.peek_text(path)));
    let user = login(&row, "user");
    // Of a log-in the user is who entered; of all others, whom it was done to.
    let (actor, target) =
        if class == 3002 { (user.or_else(|| login(&row, "actor.user")), None) } else { (login(&row, "actor.user"), user) };
    let actor = actor.or_else(|| {
        ["actor.invoked_by", "actor.session.issuer", "actor.app_name"]
            .iter()
            .find_map(|path| row.peek_text(path))
            .map(str::to_owned)
    });
    let mut at = row.time("time");
    if at.is_none() {
        at = row.time("time_dt");
    }
    let event = AuditEvent {
        system: system(&row),
        id: row.first_text(&["metadata.uid", "metadata.original_event_uid"]),
        at,
        action: action(class, activity, &action_word),
        target_id: row.peek_text("user.uid").filter(|_| target.is_some()).map(str::to_owned),
        target,
        actor,
        object: object(&row),
        succeeded: status.and_then(|status| match status {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        }),
        service: row.first_text(&["api.service.name", "service.name"]),
        address: row.text("src_endpoint.ip"),
        mfa: row.truth("is_mfa").or_else(|| row.truth("actor.session.is_mfa")).or_else(|| row.truth("mfa")),
        action_word,
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// The system whose accounts an event is about: the product, or the part of AWS that `CloudTrail` tells of.
fn system(row: &Fields) -> String {
    let product = ["metadata.product.name", "metadata.product.vendor_name"].iter().find_map(|path| row.peek_text(path));
    match product {
        Some("CloudTrail") => cloudtrail::system(row.peek_text("api.service.name")).to_owned(),
        other => other.unwrap_or_default().to_owned(),
    }
}

/// The call of an API, else the activity by its name. It stays in `extra`.
fn word(row: &Fields, class: i64) -> Option<String> {
    let operation = if class >= 6000 { row.peek_text("api.operation") } else { None };
    let named = || ["activity_name", "type_name", "metadata.event_code"].iter().find_map(|path| row.peek_text(path));
    let number = || row.peek("type_uid").or_else(|| row.peek("activity_id")).map(ToString::to_string);
    operation.or_else(named).map(str::to_owned).or_else(number)
}

/// The name to log in with, else the address, else the id.
fn login(row: &Fields, user: &str) -> Option<String> {
    ["name", "email_addr", "uid_alt", "uid"].iter().find_map(|key| row.peek_text(&format!("{user}.{key}"))).map(str::to_owned)
}

/// What was given, taken or called upon.
fn object(row: &Fields) -> Option<String> {
    let first = |path: &str, key: &str| row.peek(path)?.get(0)?.get(key)?.as_str();
    let text = |path: &str| row.peek_text(path);
    let privilege = || row.peek("privileges")?.get(0)?.as_str();
    text("policy.name")
        .or_else(|| text("group.name"))
        .or_else(privilege)
        .or_else(|| text("resource.name"))
        .or_else(|| first("resources", "name"))
        .or_else(|| first("resources", "uid"))
        .map(str::to_owned)
}

/// What an activity did, normalised, by the numbers of the schema.
fn action(class: i64, activity: i64, word: &str) -> Action {
    match (class, activity) {
        (3001, 1 | 2) => Action::AccountEnabled,
        (3001, 5 | 6) => Action::AccountDisabled,
        (3001, 7) | (3005, 1) | (3006, 3) => Action::Granted,
        (3001, 8) | (3005, 2) | (3006, 4) => Action::Revoked,
        (3001, 10 | 11) => Action::FactorChanged,
        (3002, 1) => Action::LoggedIn,
        (3006, 1 | 2) => Action::PolicyChanged,
        (6003, 1 | 3 | 4) if word.contains("Policy") => Action::PolicyChanged,
        _ => Action::Other,
    }
}
