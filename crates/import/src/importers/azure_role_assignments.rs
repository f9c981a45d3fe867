//! Azure: who holds a role on subscriptions, groups of resources and resources.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::microsoft::{first, json_or_table, rows},
};
use model::{Data, Kind, record::Grant};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-role-assignments",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Azure role assignments",
        export: &[
            "For each subscription: `az role assignment list --all --include-inherited --subscription ID -o json > roles.json` (role Reader).",
            "Or in PowerShell: Get-AzRoleAssignment | ConvertTo-Json; or in the portal: the subscription, Access control (IAM), \
             Download role assignments.",
        ],
        covers: "All holders of roles on a subscription and below at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/cli/azure/role/assignment",
    },
    emits: &[Kind::Grant],
    sniff,
    read,
};

/// Columns of the portal's download and of PowerShell.
const TABLE: &[&str] = &["RoleAssignmentId", "Scope", "RoleDefinitionName", "ObjectId", "ObjectType"];

fn sniff(head: &Head<'_>) -> Match {
    let is_row = |row: &Value| {
        head::has(row, &["roleDefinitionName", "principalId", "scope"])
            || head::has(row, &["RoleDefinitionName", "ObjectId", "Scope"])
    };
    let found = product::is_marked(head, TABLE) || head.row().is_some_and(|row| is_row(&first(row)));
    if found { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Azure".to_owned());
    sink.facts.report = Some("Role assignments".to_owned());
    sink.facts.snapshot = true;
    let json = &mut |input: &mut Input<'_>, sink: &mut Sink<'_>| rows(input, sink, &mut |row, _, sink| grant(row, sink));
    json_or_table(input, sink, json, &[TABLE], &mut grant)
}

fn grant(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let principal_id = row.first_text(&["principalId", "ObjectId"]);
    let named = row.first_text(&["principalName", "SignInName", "DisplayName"]);
    let (Some(principal), Some(role)) = (
        named.or_else(|| principal_id.clone()),
        row.first_text(&["roleDefinitionName", "RoleDefinitionName", "roleDefinitionId", "RoleDefinitionId"]),
    ) else {
        row.lacks(sink, "principalId or roleDefinitionName");
        return Ok(());
    };
    let grant = Grant {
        system: "Azure".to_owned(),
        id: row.first_text(&["id", "RoleAssignmentId"]),
        principal,
        principal_id,
        principal_word: row.first_text(&["principalType", "ObjectType"]),
        privileged: is_privileged(&role),
        role,
        scope: row.first_text(&["scope", "Scope"]),
        from: row.first_utc_time(&["createdOn"]),
        by: row.text("createdBy"),
        reason: row.text("description"),
        ..Grant::default()
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}

/// Whether a role lets its holder change resources in general, or who may do so; other roles do not tell by their name.
fn is_privileged(role: &str) -> Option<bool> {
    match role {
        "Owner" | "Contributor" => Some(true),
        "Reader" => Some(false),
        _ if role.contains("Administrator") => Some(true),
        _ => None,
    }
}
