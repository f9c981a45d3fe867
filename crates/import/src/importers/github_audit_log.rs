//! GitHub: the audit log of an organisation or enterprise, from the API or stream (JSON, JSON lines) or the console (JSON,
//! CSV).

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::github,
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-audit-log",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Audit log",
        export: &[
            "As an owner, open the organisation's Settings, Logs, Audit log, filter by created:FROM..TO, and export as JSON or CSV.",
            "Or, on Enterprise Cloud with the scope read:audit_log: `gh api --paginate \
             'orgs/ORG/audit-log?include=all&per_page=100&phrase=created:FROM..TO' > audit-log.json`.",
        ],
        covers: "What happened in the organisation in the period; Git events only for the last 7 days.",
        retention_days: Some(180),
        source: "https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: github::SYSTEM,
    report: "Audit log",
    tables: &[
        &["action", "actor", "created_at", "org"],
        &["action", "actor", "@timestamp"],
        &["action", "actor", "created_at", "business"],
        &["action", "actor", "created_at", "_document_id"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let text = |key: &str| row.get(key).and_then(Value::as_str);
    let named =
        text("action").is_some_and(is_action) && row.get("actor").is_none_or(|actor| actor.is_string() || actor.is_null());
    let millis = ["@timestamp", "created_at"]
        .iter()
        .any(|key| row.get(*key).and_then(Value::as_u64).is_some_and(|at| (1_000_000_000_000..10_000_000_000_000).contains(&at)));
    let place =
        ["org", "org_id", "business", "business_id", "repo", "_document_id", "user_id"].iter().any(|key| row.get(*key).is_some());
    match (named && place, millis) {
        (true, true) => Match::Certain,
        (true, false) if row.get("actor").is_some() => Match::Maybe(60),
        _ => Match::No,
    }
}

/// Whether a word is an action as GitHub writes them: `org.add_member`.
fn is_action(word: &str) -> bool {
    let good = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    word.contains('.') && word.split('.').all(good)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut event).map(drop)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("action") else {
        row.lacks(sink, "action");
        return Ok(());
    };
    row.take("hashed_token");
    if let Some(place) = row.peek_text("business").or_else(|| row.peek_text("org")).map(str::to_owned) {
        sink.facts.instance.get_or_insert(place);
    }
    let at = row.utc_time("created_at").or_else(|| row.utc_time("@timestamp")).or_else(|| row.utc_time("at_sign_timestamp"));
    let event = AuditEvent {
        system: github::SYSTEM.to_owned(),
        id: row.text("_document_id"),
        at,
        action: action(&action_word),
        actor: row.text("actor"),
        target: row.first_text(&["user", "invitee", "blocked_user"]),
        target_id: row.text("user_id"),
        object: row.first_text(&["team", "repo", "repository", "permission", "name"]),
        succeeded: (action_word == "user.failed_login").then_some(false),
        service: action_word.split_once('.').map(|(family, _)| family.to_owned()),
        address: row.text("actor_ip"),
        action_word,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// GitHub's action, normalised.
fn action(word: &str) -> Action {
    let (family, deed) = word.split_once('.').unwrap_or(("", word));
    match (family, deed) {
        ("org", "add_member" | "restore_member") | ("external_identity", "provision") | ("user", "unsuspend" | "create") => {
            Action::AccountEnabled
        }
        ("org", "remove_member" | "remove_outside_collaborator" | "block_user")
        | ("business", "remove_member" | "remove_user")
        | ("external_identity", "deprovision")
        | ("user", "suspend" | "destroy" | "delete") => Action::AccountDisabled,
        ("team" | "repo", "add_member" | "update_member")
        | ("team", "add_repository" | "update_repository_permission" | "promote_maintainer")
        | ("org", "update_member" | "add_outside_collaborator" | "add_billing_manager" | "add_security_manager")
        | ("business", "add_admin" | "add_billing_manager" | "add_organization")
        | ("organization_role", "assign")
        | ("organization_moderators", "add_user")
        | ("integration_installation" | "oauth_authorization", "create") => Action::Granted,
        ("team" | "repo", "remove_member")
        | ("team", "remove_repository" | "demote_maintainer")
        | ("org", "remove_billing_manager" | "remove_security_manager")
        | ("business", "remove_admin" | "remove_billing_manager" | "remove_organization")
        | ("organization_role", "revoke" | "unassign")
        | ("organization_moderators", "remove_user")
        | ("integration_installation" | "oauth_authorization", "destroy") => Action::Revoked,
        ("user", "login" | "failed_login") | ("org" | "business", "sso_response") => Action::LoggedIn,
        ("two_factor_authentication", _) => Action::FactorChanged,
        ("user", deed) if deed.starts_with("two_factor") => Action::FactorChanged,
        (
            "protected_branch"
            | "repository_ruleset"
            | "ip_allow_list"
            | "ip_allow_list_entry"
            | "repository_branch_protection_evaluation",
            _,
        )
        | ("role" | "organization_role", "create" | "update" | "destroy") => Action::PolicyChanged,
        ("org" | "business" | "enterprise", deed) if is_rule(deed) => Action::PolicyChanged,
        (family, "enable" | "disable" | "enabled" | "disabled") if is_guard(family) => Action::PolicyChanged,
        _ => Action::Other,
    }
}

/// Whether a deed on an organisation changes a rule of it.
fn is_rule(deed: &str) -> bool {
    let starts = [
        "enable_",
        "disable_",
        "set_",
        "saml_",
        "update_saml",
        "oidc_",
        "update_default",
        "update_member_repository",
        "config.",
        "update_actions_settings",
    ];
    starts.iter().any(|start| deed.starts_with(start))
}

/// Whether a family of events is about a guard of the code.
fn is_guard(family: &str) -> bool {
    [
        "secret_scanning",
        "dependabot",
        "repository_secret_scanning",
        "business_advanced_security",
        "code_scanning",
        "repository_vulnerability_alerts",
        "advanced_security",
    ]
    .iter()
    .any(|start| family.starts_with(start))
}
