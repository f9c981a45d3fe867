//! `OpenAI`: the users, service accounts and API keys of an organisation, as its administration API lists them.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{AccessKey, Account, AccountNature, AccountStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "openai-users",
    version: 1,
    about: About {
        vendor: "OpenAI",
        title: "Users, service accounts and API keys",
        export: &[
            "As an owner of the organisation, create an admin key with the right to read (Settings, Admin keys).",
            "Call GET https://api.openai.com/v1/organization/users?limit=100 and follow last_id (after=...) while has_more is true. \
             Save the answers as JSON.",
            "Do the same for /organization/projects/{project}/service_accounts, /organization/projects/{project}/api_keys and \
             /organization/admin_api_keys.",
        ],
        covers: "The users, service accounts or keys at the moment of the export.",
        retention_days: None,
        source: "https://platform.openai.com/docs/api-reference/users/list",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "OpenAI", report: "Organization users", snapshot: true, lists: &["data"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    let object = row.get("object").and_then(Value::as_str).unwrap_or_default();
    let ours = ["user", "project.user", "project.service_account", "project.api_key", "admin_api_key"];
    if object.strip_prefix("organization.").is_some_and(|rest| ours.contains(&rest)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| {
            if row.peek_text("object").is_some_and(|object| object.ends_with("api_key")) {
                key(row, sink)
            } else {
                user(row, sink)
            }
        })
        .map(drop)
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let service =
        row.peek_text("object") == Some("organization.project.service_account") || row.truth("is_service_account") == Some(true);
    // Service accounts have a name and no address.
    let Some(login) = row.peek_text("email").or_else(|| row.peek_text("name")).or_else(|| row.peek_text("id")).map(str::to_owned)
    else {
        row.lacks(sink, "email");
        return Ok(());
    };
    let role = row.text("role");
    // The lists of a project tell roles in it, of users that the organisation lists.
    let of_project = row.peek_text("object") == Some("organization.project.user");
    let disabled = row.time("disabled_at");
    let account = Account {
        system: EXPORT.product.to_owned(),
        id: row.text("id"),
        login,
        email: row.text("email"),
        name: row.text("name"),
        // Who is listed can come in: who was removed is no longer listed.
        status: if disabled.is_some() { AccountStatus::Disabled } else { AccountStatus::Active },
        disabled,
        nature: if service { AccountNature::Service } else { AccountNature::Unknown },
        password_login: service.then_some(false),
        created: row.first_time(&["added_at", "created_at", "created"]),
        admin: role.as_deref().filter(|_| !service && !of_project).map(|role| role == "owner"),
        roles: role.into_iter().collect(),
        partial: of_project,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// A key: a fact of the account that owns it.
fn key(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // Only the answer to its creation has the key itself.
    row.take("value");
    let owner = if row.peek("owner.service_account").is_some() {
        "owner.service_account"
    } else if row.peek("owner.user").is_some() {
        "owner.user"
    } else {
        "owner"
    };
    let of = |key: &str| format!("{owner}.{key}");
    let service = owner == "owner.service_account" || row.peek_text("owner.type") == Some("service_account");
    let id = row.text(&of("id"));
    let email = row.text(&of("email"));
    let name = row.text(&of("name"));
    let Some(login) = email.clone().or_else(|| name.clone()).or_else(|| id.clone()) else {
        row.lacks(sink, "owner");
        return Ok(());
    };
    let key = AccessKey {
        name: row.first_text(&["name", "redacted_value", "id"]).unwrap_or_default(),
        // Who is listed is in force: a deleted key is no longer listed.
        active: true,
        rotated: row.time("created_at"),
        last_used: row.time("last_used_at"),
    };
    let nature = if service { AccountNature::Service } else { AccountNature::Unknown };
    let account = Account {
        system: EXPORT.product.to_owned(),
        id,
        login,
        email,
        name,
        nature,
        keys: vec![key],
        partial: true,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
