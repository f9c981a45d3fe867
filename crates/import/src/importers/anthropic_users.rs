//! Anthropic: the users, workspace members, invitations and API keys of an organisation, as the Admin API lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{AccessKey, Account, AccountStatus, Grant},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "anthropic-users",
    version: 1,
    about: About {
        vendor: "Anthropic",
        title: "Users and API keys",
        export: &[
            "As an admin of the organisation, create an Admin API key (Console, Settings, Admin keys).",
            "Call GET https://api.anthropic.com/v1/organizations/users?limit=100 and follow last_id (after_id=...) while has_more is \
             true. Save the answers as JSON.",
            "Do the same for /v1/organizations/api_keys, /v1/organizations/invites and /v1/organizations/workspaces/{id}/members.",
        ],
        covers: "The users, members or keys at the moment of the export.",
        retention_days: None,
        source: "https://docs.anthropic.com/en/api/admin-api/users/list-users",
    },
    emits: &[Kind::Account, Kind::Grant],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "Anthropic", report: "Admin API", snapshot: true, lists: &["data"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    let marks: &[&str] = match row.get("type").and_then(Value::as_str) {
        Some("user") => &["id", "email", "role", "added_at"],
        Some("api_key") => &["partial_key_hint", "workspace_id", "created_by"],
        Some("workspace_member") => &["user_id", "workspace_id", "workspace_role"],
        Some("invite") => &["email", "role", "invited_at", "expires_at"],
        _ => return Match::No,
    };
    if head::has(row, marks) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |row, sink| match row.peek_text("type") {
            Some("api_key") => key(row, sink),
            Some("workspace_member") => member(row, sink),
            Some("invite") => invite(row, sink),
            _ => user(row, sink),
        })
        .map(drop)
}

fn account() -> Account {
    Account { system: EXPORT.product.to_owned(), ..Account::default() }
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("email") else {
        row.lacks(sink, "email");
        return Ok(());
    };
    let role = row.text("role");
    let account = Account {
        id: row.text("id"),
        email: Some(login.clone()),
        login,
        name: row.text("name"),
        // Who is listed can come in: who was removed is no longer listed.
        status: AccountStatus::Active,
        created: row.time("added_at"),
        admin: role.as_deref().map(|role| matches!(role, "admin" | "owner" | "primary_owner")),
        roles: role.into_iter().collect(),
        ..account()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// An invitation: an account to be, as long as it is open. Other invitations lead to a user of the list, or to nobody.
fn invite(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("email") else {
        row.lacks(sink, "email");
        return Ok(());
    };
    let status_word = row.text("status");
    let account = Account {
        email: Some(login.clone()),
        login,
        status: if status_word.as_deref() == Some("pending") { AccountStatus::Pending } else { AccountStatus::Unknown },
        partial: status_word.as_deref() != Some("pending"),
        status_word,
        roles: row.text("role").into_iter().collect(),
        ..account()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// A key: a fact of the account that made it.
fn key(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(owner) = row.text("created_by.id") else {
        row.lacks(sink, "created_by.id");
        return Ok(());
    };
    let key = AccessKey {
        name: row.first_text(&["name", "id"]).unwrap_or_default(),
        active: row.peek_text("status") == Some("active"),
        rotated: row.time("created_at"),
        last_used: row.time("last_used_at"),
    };
    let account = Account { id: Some(owner.clone()), login: owner, keys: vec![key], partial: true, ..account() };
    row.record(sink, Data::Account(Box::new(account)))
}

fn member(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (Some(user), Some(role)) = (row.text("user_id"), row.text("workspace_role")) else {
        row.lacks(sink, "user_id");
        return Ok(());
    };
    let grant = Grant {
        system: EXPORT.product.to_owned(),
        principal: user.clone(),
        principal_id: Some(user),
        principal_word: Some("user".to_owned()),
        privileged: Some(role == "workspace_admin"),
        role,
        scope: row.text("workspace_id"),
        ..Grant::default()
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}
