//! Salesforce: the log-in history, from a query (JSON, JSON lines, CSV), as Setup downloads it, or as log-in events: the object
//! `LoginEvent` and the event log file `Login`.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::salesforce,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "salesforce-login-history",
    version: 1,
    about: About {
        vendor: "Salesforce",
        title: "Log-in history",
        export: &[
            "In Setup, open Identity, Login History, choose the period and download the CSV (not the GZIP).",
            "Or the event log file of type Login (CSV), where Event Monitoring is licensed.",
            "Or, with a user that may view setup and manage users: `sf data query --json --query \"SELECT FIELDS(STANDARD) FROM \
             LoginHistory WHERE LoginTime >= ...\" > login-history.json`.",
        ],
        covers: "The log-ins of the period, at the most the last six months.",
        retention_days: Some(180),
        source: "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_loginhistory.htm",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

/// Columns of the event log file of type `Login`.
const FILE: &[&str] = &["EVENT_TYPE", "TIMESTAMP_DERIVED", "USER_ID_DERIVED", "LOGIN_STATUS"];

const EXPORT: Export = Export {
    product: salesforce::SYSTEM,
    report: "Login History",
    lists: salesforce::LISTS,
    tables: &[&["Username", "Login Time", "Source IP", "Login Type"], &["UserId", "LoginTime", "LoginType"], FILE],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let of = |object| salesforce::is_of(head, object);
    if of("LoginHistory") || of("LoginEvent") || EXPORT.is_table(head) {
        return Match::Certain;
    }
    let event = ["LoginHistoryId", "LoginUrl", "EventDate", "UserId"];
    let row = salesforce::row(head);
    if row.is_some_and(|row| head::has(row, FILE) || head::has(row, &event)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut login).map(drop)
}

fn login(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let actor = row.first_text(&["User.Username", "Username", "USER_NAME"]);
    let user = row.first_text(&["UserId", "USER_ID_DERIVED", "USER_ID"]);
    if actor.is_none() && user.is_none() {
        row.lacks(sink, "UserId");
        return Ok(());
    }
    row.take("attributes");
    let status = ["Status", "LOGIN_STATUS"].iter().find_map(|key| row.peek_text(key)).map(str::to_owned);
    let event = AuditEvent {
        system: salesforce::SYSTEM.to_owned(),
        id: row.first_text(&["Id", "EventIdentifier", "REQUEST_ID"]),
        at: row.first_time(&["LoginTime", "Login Time", "EventDate", "TIMESTAMP_DERIVED"]),
        action: Action::LoggedIn,
        action_word: row.first_text(&["LoginType", "Login Type", "LOGIN_TYPE"]).unwrap_or_else(|| "login".to_owned()),
        actor: actor.or_else(|| user.clone()),
        target_id: user,
        succeeded: status.as_deref().map(|word| word.eq_ignore_ascii_case("success") || word == "LOGIN_NO_ERROR"),
        address: row.first_text(&["SourceIp", "Source IP", "SOURCE_IP", "CLIENT_IP"]),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
