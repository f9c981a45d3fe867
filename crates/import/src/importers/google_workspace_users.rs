//! Google Workspace: the users of a domain, as the Directory API lists them, as the console downloads them, or as GAM
//! prints them.

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
    id: "google-workspace-users",
    version: 1,
    about: About {
        vendor: "Google Workspace",
        title: "Users",
        export: &[
            "In the Google Admin console, open Directory, Users, Download users, choose all columns and CSV (an administrator with \
             the read right on users suffices).",
            "Or call GET https://admin.googleapis.com/admin/directory/v1/users?customer=my_customer&projection=full&maxResults=500 \
             with the scope admin.directory.user.readonly, and follow nextPageToken until there is none.",
        ],
        covers: "All users of the domain at the moment of the export; deleted ones only if asked for (showDeleted=true).",
        retention_days: None,
        source: "https://developers.google.com/workspace/admin/directory/reference/rest/v1/users",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Google Workspace",
    report: "Users",
    snapshot: true,
    lists: &["users"],
    tables: &[&["Email Address [Required]", "Status [READ ONLY]"], &["primaryEmail", "suspended"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let kind = |value: &Value, word: &str| value.get("kind").and_then(Value::as_str) == Some(word);
    if head.object().is_some_and(|object| kind(object, "admin#directory#users")) {
        return Match::Certain;
    }
    let Some(row) = head.row_of("users").or_else(|| head.row()) else { return Match::No };
    let typed = kind(row, "admin#directory#user") || head::has(row, &["primaryEmail", "customerId"]);
    if typed {
        return Match::Certain;
    }
    if head::has(row, &["primaryEmail", "suspended"]) { Match::Maybe(70) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| {
            if row.has("Email Address [Required]") { downloaded(row, sink) } else { listed(row, sink) }
        })
        .map(drop)
}

/// A row of the API, or of GAM, whose columns are the API's paths.
fn listed(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("primaryEmail") else {
        row.lacks(sink, "primaryEmail");
        return Ok(());
    };
    for secret in ["password", "hashFunction", "etag", "kind"] {
        row.take(secret);
    }
    if let Some(customer) = row.text("customerId") {
        sink.facts.instance.get_or_insert(customer);
    }
    let last_login_known = row.has("lastLoginTime");
    let (suspended, archived, deleted) = (row.truth("suspended"), row.truth("archived"), row.time("deletionTime"));
    let (status, word) = match (suspended, archived, deleted) {
        (_, _, Some(_)) => (AccountStatus::Deleted, Some("deleted")),
        (Some(true), _, _) => (AccountStatus::Disabled, Some("suspended")),
        (_, Some(true), _) => (AccountStatus::Disabled, Some("archived")),
        (Some(false), _, _) => (AccountStatus::Active, None),
        _ => (AccountStatus::Unknown, None),
    };
    let admins = [(row.truth("isAdmin"), "super administrator"), (row.truth("isDelegatedAdmin"), "delegated administrator")];
    let account = Account {
        system: EXPORT.product.to_owned(),
        id: row.text("id"),
        email: Some(login.clone()),
        login,
        name: name(&mut row),
        employee_number: employee_number(&row),
        status,
        status_word: word.map(str::to_owned),
        created: row.time("creationTime"),
        disabled: deleted,
        last_login: row.time("lastLoginTime"),
        last_login_known,
        mfa: row.truth("isEnrolledIn2Sv"),
        admin: admins.iter().filter_map(|(is, _)| *is).reduce(|one, other| one || other),
        roles: admins.iter().filter(|(is, _)| *is == Some(true)).map(|(_, role)| (*role).to_owned()).collect(),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

fn name(row: &mut Fields) -> Option<String> {
    let parts = [row.peek_text("name.givenName"), row.peek_text("name.familyName")];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    row.text("name.fullName").or_else(|| Some(joined).filter(|name| !name.is_empty()))
}

/// The number that the company gave, where the user carries one.
fn employee_number(row: &Fields) -> Option<String> {
    let ids = row.peek("externalIds")?.as_array()?;
    let of_company = ids.iter().find(|id| id.get("type").and_then(Value::as_str) == Some("organization"))?;
    of_company.get("value")?.as_str().map(str::to_owned).filter(|number| !number.is_empty())
}

/// A row of the file that the console downloads.
fn downloaded(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("Email Address [Required]") else {
        row.lacks(sink, "Email Address [Required]");
        return Ok(());
    };
    row.take("Password [Required]");
    let names = [row.text("First Name [Required]"), row.text("Last Name [Required]")];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let status_word = row.text("Status [READ ONLY]");
    let last_login_known = row.has("Last Sign In [READ ONLY]");
    let account = Account {
        system: EXPORT.product.to_owned(),
        email: Some(login.clone()),
        login,
        name: Some(name).filter(|name| !name.is_empty()),
        employee_number: row.text("Employee ID"),
        status: status_word.as_deref().map_or(AccountStatus::Unknown, status),
        status_word,
        last_login: row.time("Last Sign In [READ ONLY]"),
        last_login_known,
        mfa: row.truth("2sv Enrolled [READ ONLY]"),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// The console's word for the state of a user, which may carry the reason in brackets.
fn status(word: &str) -> AccountStatus {
    let word = word.to_ascii_lowercase();
    match word.split([' ', '(']).next().unwrap_or_default() {
        "active" => AccountStatus::Active,
        "suspended" | "archived" | "disabled" => AccountStatus::Disabled,
        "deleted" => AccountStatus::Deleted,
        "invited" | "pending" => AccountStatus::Pending,
        _ => AccountStatus::Unknown,
    }
}
