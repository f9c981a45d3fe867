//! `JumpCloud`: the users of an organisation, as its API lists them or as its PowerShell module saves them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{Account, AccountStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "jumpcloud-users",
    version: 1,
    about: About {
        vendor: "JumpCloud",
        title: "Users",
        export: &[
            "With the API key of a read-only administrator call GET https://console.jumpcloud.com/api/systemusers?limit=100&skip=0, \
             raise skip by 100 until totalCount is reached, and save the answers as JSON.",
            "Or, in the PowerShell module: `Get-JCBackup -Users`, which saves JumpCloudUsers_<date>.csv.",
        ],
        covers: "All users of the organisation at the moment of the export, suspended and staged ones too.",
        retention_days: None,
        source: "https://docs.jumpcloud.com/api/1.0/index.html#tag/Systemusers",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "JumpCloud",
    report: "System users",
    snapshot: true,
    lists: &["results"],
    tables: &[&["username", "account_locked", "totp_enabled"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row_of("results").or_else(|| head.row()) else { return Match::No };
    let marks: &[&[&str]] = &[&["username", "account_locked", "activated"], &["username", "totp_enabled", "email"]];
    if marks.iter().any(|marks| head::has(row, marks)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut user).map(drop)
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("username") else {
        row.lacks(sink, "username");
        return Ok(());
    };
    row.take("password");
    if let Some(organisation) = row.text("organization") {
        sink.facts.instance.get_or_insert(organisation);
    }
    let names = [row.text("firstname"), row.text("lastname")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (status, status_word) = status(&mut row);
    let account = Account {
        system: EXPORT.product.to_owned(),
        id: row.first_text(&["_id", "id"]),
        login,
        email: row.text("email"),
        name: row.text("displayname").or(Some(names)).filter(|name| !name.is_empty()),
        employee_number: row.text("employeeIdentifier"),
        status,
        status_word,
        created: row.time("created"),
        mfa: mfa(&mut row),
        password_changed: row.time("password_date"),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// The state, and its word. Exports older than `state` tell it by flags. Who is locked out comes in again after a reset.
fn status(row: &mut Fields) -> (AccountStatus, Option<String>) {
    let (suspended, activated) = (row.truth("suspended"), row.truth("activated"));
    if let Some(word) = row.text("state") {
        let status = match word.to_ascii_uppercase().as_str() {
            "ACTIVATED" => AccountStatus::Active,
            "SUSPENDED" => AccountStatus::Disabled,
            "STAGED" => AccountStatus::Pending,
            _ => AccountStatus::Unknown,
        };
        return (status, Some(word));
    }
    match (suspended, activated) {
        (Some(true), _) => (AccountStatus::Disabled, Some("suspended".to_owned())),
        (_, Some(true)) => (AccountStatus::Active, Some("activated".to_owned())),
        (_, Some(false)) => (AccountStatus::Pending, Some("not activated".to_owned())),
        _ => (AccountStatus::Unknown, None),
    }
}

/// Whether a factor is set up, by any of the fields that tell it.
fn mfa(row: &mut Fields) -> Option<bool> {
    let overall = row.peek_text("mfaEnrollment.overallStatus").map(|word| word == "ENROLLED");
    let told = [overall, row.truth("totp_enabled"), row.truth("mfa.configured")];
    told.into_iter().flatten().reduce(|one, other| one || other)
}
