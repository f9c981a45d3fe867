//! Microsoft Entra: directory roles with their members.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::{fields::Fields, place::below},
    vendor::microsoft::{List, SYSTEM, roles},
};
use model::{
    Data, Kind,
    record::{Grant, Setting},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-directory-roles",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra directory roles",
        export: &[
            "In Graph Explorer or with a script (permission RoleManagement.Read.Directory) call GET \
             https://graph.microsoft.com/v1.0/directoryRoles?$expand=members.",
            "Graph gives at most 20 members of each role in this way; where a role has more, export the role assignments instead.",
        ],
        covers: "Roles in use and their members at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/directoryrole-list",
    },
    emits: &[Kind::Grant, Kind::Setting],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Directory roles with members",
    snapshot: true,
    contexts: &["directoryroles"],
    is_row: |row| head::has(row, &["roleTemplateId", "displayName", "id"]),
};

/// How many members of a role an expanded list has at the most.
const EXPANDED: usize = 20;

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| role(row, sink))?;
    sink.facts.declared_empty &= sink.records() == 0;
    Ok(())
}

fn role(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let template = row.text("roleTemplateId");
    let named = row.text("displayName").or_else(|| template.as_deref().and_then(roles::name));
    let Some(role) = named.or_else(|| template.clone()) else {
        row.lacks(sink, "displayName");
        return Ok(());
    };
    let Some(Value::Array(members)) = row.take("members") else { return without_members(row, template, role, sink) };
    if members.len() >= EXPANDED {
        let why = format!(
            "Graph lists at most {EXPANDED} members of a role with it, and {role} has as many: export the role assignments"
        );
        sink.facts.incomplete.push(why);
    }
    // A role that nobody holds is an answer too.
    sink.facts.declared_empty |= members.is_empty();
    for (index, member) in members.into_iter().enumerate() {
        let mut member = Fields::new(below(row.position(), "members", index), member);
        let principal_id = member.text("id");
        let Some(principal) = member.first_text(&["userPrincipalName", "displayName"]).or_else(|| principal_id.clone()) else {
            member.lacks(sink, "id");
            continue;
        };
        let grant = Grant {
            system: SYSTEM.to_owned(),
            principal,
            principal_id,
            principal_word: roles::kind(&mut member),
            privileged: roles::is_privileged(&role),
            role: role.clone(),
            ..Grant::default()
        };
        member.record(sink, Data::Grant(Box::new(grant)))?;
    }
    Ok(())
}

/// A role whose members were not asked for: that the tenant uses it is all that it says.
fn without_members(mut row: Fields, template: Option<String>, name: String, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    row.problem("members-unknown", "the row does not say who holds the role: ask for it with `$expand=members`");
    if let Some(template) = template {
        row.put("roleTemplateId", Value::from(template));
    }
    let family = "directory role".to_owned();
    let setting = Setting { system: SYSTEM.to_owned(), id: row.text("id"), family, name, ..Setting::default() };
    row.record(sink, Data::Setting(Box::new(setting)))
}
