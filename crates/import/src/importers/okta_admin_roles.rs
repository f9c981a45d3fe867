//! Okta: administrator roles of users and groups.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, place::below},
    vendor::okta,
};
use model::{Data, Kind, record::Grant};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "okta-admin-roles",
    version: 1,
    about: About {
        vendor: "Okta",
        title: "Administrator roles",
        export: &[
            "In the Okta admin console, create an API token under Security, API, Tokens (a super administrator is needed to read roles).",
            "Call GET /api/v1/iam/assignees/users?limit=200 for the users who hold a role, then GET /api/v1/users/ID/roles for each, and \
             put the answers in one array. Roles that come through a group are listed with the user.",
            "Keep the links (_links.assignee) of the answers: only they say whose role it is. Or write the user beside each role \
             (`jq '.[] + {userId: \"ID\"}'`).",
        ],
        covers: "Holders of administrator roles at the moment of the export.",
        retention_days: None,
        source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/RoleAssignmentAUser/",
    },
    emits: &[Kind::Grant],
    sniff,
    read,
};

/// Where a collector may have written the user beside the role.
const HOLDER_ID: &[&str] = &["userId", "user_id", "user.id", "assigneeId", "groupId", "group_id"];
const HOLDER: &[&str] = &["user.profile.login", "userLogin", "login", "user.login"];

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = okta::first(head) else { return Match::No };
    let row = &*row;
    let wrapped = row.get("roles").and_then(|roles| roles.as_array()?.first());
    let is_role = |row: &Value| head::has(row, &["id", "label", "type", "assignmentType"]);
    let known =
        |row: &Value| row.get("type").and_then(Value::as_str).is_some_and(|word| word.ends_with("ADMIN") || word == "CUSTOM");
    match (is_role(row) || wrapped.is_some_and(is_role), known(row) || wrapped.is_some_and(known)) {
        (true, true) => Match::Certain,
        (true, false) => Match::Maybe(70),
        (false, _) => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    okta::list(input, "Administrator roles (GET /api/v1/users/ID/roles)", sink, &mut |mut row, sink| {
        let Some(Value::Array(roles)) = row.take("roles") else { return role(row, sink) };
        for (index, inner) in roles.into_iter().enumerate() {
            let mut inner = Fields::new(below(row.position(), "roles", index), inner);
            for path in HOLDER_ID.iter().chain(HOLDER) {
                if let Some(value) = row.peek(path).filter(|value| value.is_string()) {
                    inner.put(path, value.clone());
                }
            }
            role(inner, sink)?;
        }
        Ok(())
    })
}

fn role(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let kind = row.text("type");
    let Some(role) = row.text("label").or_else(|| kind.clone()) else {
        row.lacks(sink, "label");
        return Ok(());
    };
    let linked =
        row.peek_text("_links.assignee.href").and_then(|link| link.trim_end_matches('/').rsplit('/').next()).map(str::to_owned);
    let principal_id = linked.or_else(|| row.first_text(HOLDER_ID));
    let principal = row.first_text(HOLDER).or_else(|| principal_id.clone()).unwrap_or_default();
    if principal.is_empty() {
        row.problem(
            "holder-unknown",
            "the row does not say whose role it is: export the roles with their links, or with `userId`",
        );
    }
    let grant = Grant {
        system: okta::SYSTEM.to_owned(),
        id: row.text("id"),
        principal,
        principal_id,
        principal_word: row.text("assignmentType"),
        privileged: match kind.as_deref() {
            Some("READ_ONLY_ADMIN" | "REPORT_ADMIN") => Some(false),
            Some(word) if word.ends_with("ADMIN") => Some(true),
            _ => None,
        },
        role,
        scope: row.first_text(&["resource-set", "resourceSet"]),
        status_word: row.text("status"),
        from: row.time("created"),
        ..Grant::default()
    };
    if let Some(kind) = kind {
        row.put("type", Value::from(kind));
    }
    row.record(sink, Data::Grant(Box::new(grant)))
}
