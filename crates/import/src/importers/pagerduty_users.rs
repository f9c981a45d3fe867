//! `PagerDuty`: the users of an account, as its API lists them.

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
    id: "pagerduty-users",
    version: 1,
    about: About {
        vendor: "PagerDuty",
        title: "Users",
        export: &[
            "With a read-only API key call GET https://api.pagerduty.com/users?limit=100&offset=0&total=true, raise offset by 100 \
             while more is true, and save the answers as JSON.",
        ],
        covers: "All users of the account at the moment of the export.",
        retention_days: None,
        source: "https://developer.pagerduty.com/api-reference/c96e889522dd6-list-users",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "PagerDuty", report: "Users", snapshot: true, lists: &["users"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("users").or_else(|| head.row()) else { return Match::No };
    let user = row.get("type").and_then(Value::as_str) == Some("user");
    if user && head::has(row, &["email", "role", "invitation_sent"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut user).map(drop)
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("email") else {
        row.lacks(sink, "email");
        return Ok(());
    };
    let host = row.peek_text("html_url").and_then(|url| url.split_once("://")?.1.split('/').next());
    if let Some(host) = host.map(str::to_owned) {
        sink.facts.instance.get_or_insert(host);
    }
    let role = row.text("role");
    // An invitation that is sent and not yet accepted; who is listed otherwise can come in.
    let invited = row.truth("invitation_sent");
    let account = Account {
        system: EXPORT.product.to_owned(),
        id: row.text("id"),
        email: Some(login.clone()),
        login,
        name: row.text("name"),
        status: if invited == Some(true) { AccountStatus::Pending } else { AccountStatus::Active },
        status_word: invited.filter(|invited| *invited).map(|_| "invitation sent".to_owned()),
        created: row.time("created_at"),
        admin: role.as_deref().map(|role| matches!(role, "owner" | "admin")),
        roles: role.into_iter().collect(),
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
