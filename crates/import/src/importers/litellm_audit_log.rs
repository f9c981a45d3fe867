//! `LiteLLM`: the audit log of the proxy (table `LiteLLM_AuditLog`), from the database or from GET /audit.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::{calls, secret},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "litellm-audit-log",
    version: 1,
    about: About {
        vendor: "LiteLLM",
        title: "Audit log of the proxy",
        export: &[
            "Auditing must be on: `store_audit_logs: true` under litellm_settings (an enterprise feature).",
            "Call GET /audit?start_date=...&end_date=...&page_size=100 with an admin key, page by page, and save each answer.",
            "Or with read access to its database: \\copy (select * from \"LiteLLM_AuditLog\" where updated_at >= '...' order by updated_at) to 'audit.csv' csv header.",
        ],
        covers: "Changes of keys, users, teams and models in the days chosen.",
        retention_days: None,
        source: "https://docs.litellm.ai/docs/proxy/multiple_admins",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "LiteLLM",
    report: "LiteLLM_AuditLog",
    lists: &["audit_logs", "data"],
    tables: &[&["updated_at", "changed_by", "action", "table_name", "object_id"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    let mut rows = EXPORT.lists.iter().filter_map(|list| head.row_of(list)).chain(head.row());
    let marks = ["action", "table_name", "object_id", "changed_by", "updated_at"];
    if EXPORT.is_table(head) || rows.any(|row| head::has(row, &marks)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |mut row, sink| {
        for key in ["before_value", "updated_values"] {
            if let Some(value) = row.take(key) {
                row.put(key, calls::opened(value));
            }
        }
        let at = row.position().clone();
        event(Fields::new(at, secret::dropped(row.into_left())), sink)
    })?;
    Ok(())
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (Some(verb), Some(table)) = (row.text("action"), row.peek_text("table_name").map(str::to_owned)) else {
        row.lacks(sink, "action and table_name");
        return Ok(());
    };
    let is_user = table == "LiteLLM_UserTable";
    let said = |key: &str| {
        ["updated_values", "before_value"].iter().find_map(|value| row.peek_text(&format!("{value}.{key}"))).map(str::to_owned)
    };
    let (email, name) = (said("user_email"), said("team_alias").or_else(|| said("key_alias")).or_else(|| said("model_name")));
    let id = row.text("object_id");
    let event = AuditEvent {
        system: "LiteLLM".to_owned(),
        id: row.text("id"),
        at: row.utc_time("updated_at"),
        action: action(&table, &verb),
        action_word: format!("{verb} {table}"),
        actor: row.text("changed_by"),
        target: if is_user { email.or_else(|| id.clone()) } else { None },
        target_id: id.clone().filter(|_| is_user),
        object: name.or(id).filter(|_| !is_user),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}

/// What was done to a row of a table, normalised. A key is neither an account nor a role: its life is told as it is.
fn action(table: &str, verb: &str) -> Action {
    match (table, verb) {
        ("LiteLLM_UserTable", "created" | "unblocked") => Action::AccountEnabled,
        ("LiteLLM_UserTable", "deleted" | "blocked") => Action::AccountDisabled,
        ("LiteLLM_TeamMembership" | "LiteLLM_OrganizationMembership", "created") => Action::Granted,
        ("LiteLLM_TeamMembership" | "LiteLLM_OrganizationMembership", "deleted") => Action::Revoked,
        (
            "LiteLLM_ProxyModelTable"
            | "LiteLLM_Config"
            | "LiteLLM_GuardrailsTable"
            | "LiteLLM_SSOConfig"
            | "LiteLLM_BudgetTable",
            _,
        ) => Action::PolicyChanged,
        _ => Action::Other,
    }
}
