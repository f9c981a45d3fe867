//! GitLab: the users of an instance, and the members of a group or project.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, gitlab},
};
use model::{
    Data, Kind,
    record::{Account, AccountNature, AccountStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-users",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Users and members",
        export: &[
            "For the group in scope: `glab api --paginate 'groups/ID/members/all?per_page=100' > members.json`, with a token that has \
             read_api; an owner's token also tells e-mail addresses and, with Ultimate, second factors.",
            "Of a self-managed instance, with an administrator's token: `glab api --paginate 'users?per_page=100' > users.json`, which \
             tells second factors and last log-ins.",
        ],
        covers: "The users or members at the moment of the export, blocked ones too.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/users/",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let user = head::has(row, &["id", "username", "name", "state", "avatar_url", "web_url"]);
    let strange = ["title", "author", "approved_by", "user"].iter().any(|key| row.get(key).is_some());
    if user && !strange { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    gitlab::rows(input, &[], "Users", sink, &mut user).map(drop)
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(login) = row.text("username") else {
        row.lacks(sink, "username");
        return Ok(());
    };
    if let Some(url) = row.peek_text("web_url").map(str::to_owned) {
        delivery::note_host(&url, sink);
    }
    let token = ["project_", "group_"].iter().any(|lead| login.starts_with(lead)) && login.contains("_bot");
    let nature =
        match (row.truth("bot").unwrap_or_default() || token || login.starts_with("service_account_"), row.truth("external")) {
            (true, _) => AccountNature::Service,
            (false, Some(true)) => AccountNature::Guest,
            _ => AccountNature::Unknown,
        };
    let state = row.text("state");
    let level = row.whole("access_level");
    let activity = ["last_activity_on", "last_sign_in_at", "current_sign_in_at"];
    let account = Account {
        system: gitlab::SYSTEM.to_owned(),
        id: row.text("id"),
        email: row.first_text(&["email", "public_email"]),
        name: row.text("name"),
        status: match state.as_deref() {
            Some("active") => AccountStatus::Active,
            Some("blocked" | "ldap_blocked" | "deactivated" | "banned") => AccountStatus::Disabled,
            Some("blocked_pending_approval" | "awaiting") => AccountStatus::Pending,
            _ => AccountStatus::Unknown,
        },
        status_word: state,
        nature,
        created: row.time("created_at"),
        last_login_known: activity.iter().any(|key| row.has(key)),
        last_login: row.first_time(&["current_sign_in_at", "last_sign_in_at", "last_activity_on"]),
        mfa: row.truth("two_factor_enabled"),
        // Owners of a group decide on its members and settings.
        admin: row.truth("is_admin").or_else(|| level.map(|level| level >= 50)),
        roles: row.text("member_role.name").or_else(|| level.map(role)).into_iter().collect(),
        login,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}

/// The role of an access level.
fn role(level: i64) -> String {
    match level {
        5 => "Minimal access".to_owned(),
        10 => "Guest".to_owned(),
        15 => "Planner".to_owned(),
        20 => "Reporter".to_owned(),
        30 => "Developer".to_owned(),
        40 => "Maintainer".to_owned(),
        50 => "Owner".to_owned(),
        60 => "Administrator".to_owned(),
        other => other.to_string(),
    }
}
