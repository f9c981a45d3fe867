//! Salesforce: the log-in history, from a query (JSON, JSON lines, CSV) or as Setup downloads it.

use crate::{
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

const EXPORT: Export = Export {
    product: salesforce::SYSTEM,
    report: "Login History",
    lists: salesforce::LISTS,
    tables: &[&["Username", "Login Time", "Source IP", "Login Type"], &["UserId", "LoginTime", "LoginType"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if salesforce::is_of(head, "LoginHistory") || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut login).map(drop)
}

fn login(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let actor = row.first_text(&["User.Username", "Username"]);
    let user = row.text("UserId");
    if actor.is_none() && user.is_none() {
        row.lacks(sink, "UserId");
        return Ok(());
    }
    row.take("attributes");
    let status = row.peek_text("Status").map(str::to_owned);
    let event = AuditEvent {
        system: salesforce::SYSTEM.to_owned(),
        id: row.text("Id"),
        at: row.first_time(&["LoginTime", "Login Time"]),
        action: Action::LoggedIn,
        action_word: row.first_text(&["LoginType", "Login Type"]).unwrap_or_else(|| "login".to_owned()),
        actor: actor.or_else(|| user.clone()),
        target_id: user,
        succeeded: status.as_deref().map(|word| word.eq_ignore_ascii_case("success")),
        address: row.first_text(&["SourceIp", "Source IP"]),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
