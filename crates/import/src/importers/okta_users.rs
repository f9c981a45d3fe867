//! Okta: the users of an organisation, as its API lists them, and as tables of the console and of its helpers give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::{microsoft::json_or_table, okta},
};
use model::{
    Data, Kind,
    record::{Account, AccountNature, AccountStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-users",
    version: 2,
    about: About {
        vendor: "Okta",
        title: "Users",
        export: &[
            "In the Okta admin console, create an API token under Security, API, Tokens (a read-only administrator suffices).",
            "Call GET /api/v1/users?limit=200 and follow the next link of the Link header until there is none. \
             Deprovisioned users are left out unless asked for: repeat with filter=status eq \"DEPROVISIONED\".",
            "Save the answer as a JSON file, one page each or all in one array.",
            "Or in the admin console: Reports, Okta Password Health, Download CSV; it tells neither ids nor when an account was made.",
        ],
        covers: "All users at the moment of the export.",
        retention_days: None,
        source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

/// Tables of users: the report "Okta Password Health", what the extension Rockstar exports, and columns named by paths.
const TABLES: &[&[&str]] = &[
    &["Login", "Status", "Activation Date", "Last Password Change"],
    &["User Id", "Status", "Username", "Primary email"],
    &["id", "status", "profile.login"],
];

/// What the columns of those tables are called in the API.
const COLUMNS: &[(&str, &str)] = &[
    ("User Id", "id"),
    ("Status", "status"),
    ("Login", "profile.login"),
    ("Username", "profile.login"),
    ("User", "profile.displayName"),
    ("Display name", "profile.displayName"),
    ("First name", "profile.firstName"),
    ("Last name", "profile.lastName"),
    ("Primary email", "profile.email"),
    ("Employee number", "profile.employeeNumber"),
    ("User type", "profile.userType"),
    ("Created Date", "created"),
    ("Status Changed Date", "statusChanged"),
    ("Last Login", "lastLogin"),
    ("Last Login Date", "lastLogin"),
    ("Last Password Change", "passwordChanged"),
    ("Password Changed Date", "passwordChanged"),
];

fn sniff(head: &Head<'_>) -> Match {
    if TABLES.iter().any(|marks| product::is_marked(head, marks)) {
        return Match::Certain;
    }
    let Some(row) = okta::first(head) else { return Match::No };
    let row = &*row;
    if !head::has(row, &["id", "status", "profile.login"]) {
        return Match::No;
    }
    if head::has(row, &["_links", "passwordChanged"]) || head::has(row, &["statusChanged", "lastLogin", "credentials"]) {
        return Match::Certain;
    }
    Match::Maybe(60)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let json = &mut |input: &mut Input<'_>, sink: &mut Sink<'_>| okta::list(input, "Users (GET /api/v1/users)", sink, &mut user);
    json_or_table(input, sink, json, TABLES, &mut |mut row, sink| {
        okta::describe("Users (table)", sink);
        for (column, name) in COLUMNS {
            if row.has(column) {
                let cell = row.take(column).unwrap_or_default();
                row.put(name, cell);
            }
        }
        user(row, sink)
    })
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("profile.login") else {
        row.lacks(sink, "profile.login");
        return Ok(());
    };
    let status_word = row.text("status");
    let status = status_word.as_deref().map_or(AccountStatus::Unknown, status);
    let last_login_known = row.has("lastLogin");
    let password_login = row.peek("credentials.password").map(|_| true);
    let account = Account {
        system: okta::SYSTEM.to_owned(),
        id: row.text("id"),
        login,
        email: row.text("profile.email"),
        name: name(&mut row),
        employee_number: row.text("profile.employeeNumber"),
        status,
        disabled: if status == AccountStatus::Disabled { row.time("statusChanged") } else { None },
        status_word,
        nature: nature(&row),
        created: row.time("created"),
        last_login: row.time("lastLogin"),
        last_login_known,
        mfa: factors(&row),
        password_login,
        roles: row.texts("roles", "label"),
        password_changed: row.time("passwordChanged"),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// Okta's word for the state of a user, of the API or of the console. Who is locked out or must set a new password can
/// still come in.
fn status(word: &str) -> AccountStatus {
    match word.trim().to_ascii_uppercase().replace([' ', '-'], "_").as_str() {
        "ACTIVE" | "RECOVERY" | "PASSWORD_EXPIRED" | "PASSWORD_RESET" | "LOCKED_OUT" => AccountStatus::Active,
        "STAGED" | "PROVISIONED" | "PENDING_USER_ACTION" => AccountStatus::Pending,
        "SUSPENDED" | "DEPROVISIONED" | "DEACTIVATED" | "INACTIVE" => AccountStatus::Disabled,
        "DELETED" => AccountStatus::Deleted,
        _ => AccountStatus::Unknown,
    }
}

fn name(row: &mut Fields) -> Option<String> {
    let parts = [row.peek_text("profile.firstName"), row.peek_text("profile.lastName")];
    let joined = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    row.text("profile.displayName").or_else(|| Some(joined).filter(|name| !name.is_empty()))
}

/// A service account only where the profile says so.
fn nature(row: &Fields) -> AccountNature {
    let word = row.peek_text("profile.userType").unwrap_or_default().to_lowercase();
    if word.contains("service") || word == "bot" { AccountNature::Service } else { AccountNature::Unknown }
}

/// Whether a factor is active, where the export was joined with the factors.
fn factors(row: &Fields) -> Option<bool> {
    let list = row.peek("_embedded.factors").or_else(|| row.peek("factors"))?.as_array()?;
    Some(list.iter().any(|factor| factor.get("status").and_then(Value::as_str) == Some("ACTIVE")))
}
