//! AWS IAM Identity Center: the users of an identity store, as `aws identitystore list-users` gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{Account, AccountStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-identity-center-users",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "IAM Identity Center users",
        export: &[
            "Find the store: `aws sso-admin list-instances`. Then run `aws identitystore list-users --identity-store-id d-... > \
             identity-center-users.json` (the policy AWSSSODirectoryReadOnly suffices).",
        ],
        covers: "All users of the identity store at the moment of the export.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListUsers.html",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "AWS IAM Identity Center",
    report: "identitystore list-users",
    snapshot: true,
    lists: &["Users"],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("Users").or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["UserId", "IdentityStoreId"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut user).map(drop)
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("UserName") else {
        row.lacks(sink, "UserName");
        return Ok(());
    };
    if let Some(store) = row.text("IdentityStoreId") {
        sink.facts.instance.get_or_insert(store);
    }
    let status_word = row.text("UserStatus");
    let formatted = row.first_text(&["DisplayName", "Name.Formatted"]);
    let names =
        [row.peek_text("Name.GivenName"), row.peek_text("Name.FamilyName")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let account = Account {
        system: EXPORT.product.to_owned(),
        id: row.text("UserId"),
        email: email(&row).or_else(|| Some(login.clone()).filter(|login| login.contains('@'))),
        name: formatted.or(Some(names)).filter(|name| !name.is_empty()),
        // Before 2025 the list did not tell whether a user was disabled.
        status: match status_word.as_deref() {
            Some("ENABLED") => AccountStatus::Active,
            Some("DISABLED") => AccountStatus::Disabled,
            _ => AccountStatus::Unknown,
        },
        status_word,
        created: row.time("CreatedAt"),
        login,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

fn email(row: &Fields) -> Option<String> {
    let all = row.peek("Emails")?.as_array()?;
    let primary = all.iter().find(|email| email.get("Primary").and_then(Value::as_bool) == Some(true));
    primary.or(all.first())?.get("Value")?.as_str().map(str::to_owned)
}
