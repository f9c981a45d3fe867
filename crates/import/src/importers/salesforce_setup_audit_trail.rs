//! Salesforce: the setup audit trail, from a query (JSON, JSON lines, CSV) or as Setup downloads it.

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
    id: "salesforce-setup-audit-trail",
    version: 1,
    about: About {
        vendor: "Salesforce",
        title: "Setup audit trail",
        export: &[
            "In Setup, open Security, View Setup Audit Trail, and download the CSV of the last 180 days.",
            "Or, with a user that may view setup: `sf data query --json --query \"SELECT Id, Action, Section, Display, CreatedDate, \
             CreatedBy.Username, DelegateUser FROM SetupAuditTrail\" > setup-audit-trail.json`, which tells the action's own code.",
        ],
        covers: "Changes to the set-up in the last 180 days.",
        retention_days: Some(180),
        source: "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_setupaudittrail.htm",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: salesforce::SYSTEM,
    report: "Setup Audit Trail",
    lists: salesforce::LISTS,
    tables: &[&["Date", "User", "Action", "Section", "Delegate User"], &["Action", "Section", "Display", "CreatedDate"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if salesforce::is_of(head, "SetupAuditTrail") || EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut change).map(drop)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("Action") else {
        row.lacks(sink, "Action");
        return Ok(());
    };
    row.take("attributes");
    // The file of Setup has the description where the query has the action's code.
    let described = row.peek_text("Display").unwrap_or(&action_word).to_owned();
    let section = row.text("Section");
    let named = described.strip_prefix("For user ").and_then(|rest| rest.split(", ").next());
    let event = AuditEvent {
        system: salesforce::SYSTEM.to_owned(),
        id: row.text("Id"),
        at: row.first_time(&["CreatedDate", "Date"]),
        action: action(&action_word, &described, section.as_deref().unwrap_or_default()),
        actor: row.first_text(&["CreatedBy.Username", "User", "CreatedBy.Name", "CreatedById"]),
        target: named.filter(|login| login.contains('@')).map(str::to_owned),
        // Only what was done is in the trail.
        succeeded: Some(true),
        service: section,
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// Sections of the set-up that hold rules of access.
const RULES: &[&str] = &[
    "password policies",
    "session settings",
    "security controls",
    "network access",
    "login access policies",
    "single sign-on settings",
    "single sign-on",
    "identity verification",
    "sharing rules",
    "sharing defaults",
    "certificate and key management",
];

/// Salesforce's action, normalised: by its code, else by its description.
fn action(code: &str, described: &str, section: &str) -> Action {
    let (code, described) = (code.to_ascii_lowercase(), described.to_ascii_lowercase());
    let starts = |words: &[&str]| words.iter().any(|word| described.starts_with(word));
    let user = |verb: &str| code.starts_with(verb) && code.ends_with("user");
    match code.as_str() {
        "permsetassign" | "permsetgroupassign" | "permsetlicenseassign" | "changedprofileforuser" | "changedroleforuser" => {
            Action::Granted
        }
        "permsetunassign" | "permsetgroupunassign" | "permsetlicenseunassign" => Action::Revoked,
        _ if user("created")
            || user("activated")
            || user("unfroze")
            || starts(&["created new user", "activated user", "unfroze user"]) =>
        {
            Action::AccountEnabled
        }
        _ if user("deactivated") || user("froze") || starts(&["deactivated user", "froze user"]) => Action::AccountDisabled,
        _ if starts(&["changed profile for user", "permission set"]) && described.contains(": assigned") => Action::Granted,
        _ if starts(&["permission set"]) && described.contains(": unassigned") => Action::Revoked,
        _ if starts(&["changed profile for user", "changed role for user"]) => Action::Granted,
        _ if [
            "registereduserphone",
            "changeduserphoneverified",
            "changeduseradminverified",
            "twofactor",
            "totp",
            "webauthn",
            "u2f",
        ]
        .iter()
        .any(|word| code.contains(word)) =>
        {
            Action::FactorChanged
        }
        _ if RULES.contains(&section.to_ascii_lowercase().as_str()) => Action::PolicyChanged,
        _ => Action::Other,
    }
}
