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
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Azure role assignments",
        export: &[
            "For each subscription: `az role assignment list --all --include-inherited --subscription ID -o json > roles.json` (role Reader).",
            "Or in PowerShell: Get-AzRoleAssignment | ConvertTo-Json; or in the portal: the subscription, Access control (IAM), \
             Download role assignments. The answer of Azure's interface (Microsoft.Authorization/roleAssignments) is read too: it tells \
             ids in place of people's names.",
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
            // A request is no assignment.
            || head::has(row, &["properties.roleDefinitionId", "properties.principalId", "properties.scope"])
                && !head::has(row, &["properties.requestType"])
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
    let principal_id = row.first_text(&["principalId", "ObjectId", "properties.principalId"]);
    let named = row.first_text(&[
        "principalName",
        "SignInName",
        "DisplayName",
        "properties.expandedProperties.principal.email",
        "properties.expandedProperties.principal.displayName",
    ]);
    let definition = ["roleDefinitionId", "RoleDefinitionId", "properties.roleDefinitionId"];
    let built_in = definition.iter().find_map(|path| built_in(row.peek_text(path)?)).map(str::to_owned);
    let told =
        row.first_text(&["roleDefinitionName", "RoleDefinitionName", "properties.expandedProperties.roleDefinition.displayName"]);
    let (Some(principal), Some(role)) =
        (named.or_else(|| principal_id.clone()), told.or(built_in).or_else(|| row.first_text(&definition)))
    else {
        row.lacks(sink, "principalId or roleDefinitionName");
        return Ok(());
    };
    let eligible = row.peek_text("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("/roleeligibility"));
    let grant = Grant {
        system: "Azure".to_owned(),
        id: row.first_text(&["id", "RoleAssignmentId"]),
        principal,
        principal_id,
        principal_word: row.first_text(&["principalType", "ObjectType", "properties.principalType"]),
        privileged: is_privileged(&role),
        role,
        scope: row.first_text(&["scope", "Scope", "properties.scope"]),
        status_word: eligible.then(|| "eligible".to_owned()),
        from: row.first_utc_time(&["createdOn", "properties.startDateTime", "properties.createdOn"]),
        to: row.first_utc_time(&["properties.endDateTime"]),
        by: row.first_text(&["createdBy", "properties.createdBy"]),
        reason: row.first_text(&["description", "properties.description"]),
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}

/// The name of a role that every tenant has, by the end of its definition's address.
fn built_in(definition: &str) -> Option<&'static str> {
    match definition.rsplit('/').next()? {
        "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" => Some("Owner"),
        "b24988ac-6180-42a0-ab88-20f7382dd24c" => Some("Contributor"),
        "acdd72a7-3385-48ef-bd42-f606fba81ae7" => Some("Reader"),
        "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" => Some("User Access Administrator"),
        "f58310d9-a9f6-439a-9e8d-f62e7b41a168" => Some("Role Based Access Control Administrator"),
        _ => None,
    }
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
