//! `ServiceNow`: which user has which role (table `sys_user_has_role`), from the Table API, an exported list or Fivetran.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, pages},
    vendor::{fivetran, servicenow_reference as reference},
};
use model::{Data, Kind, record::Grant};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-user-roles",
    version: 1,
    about: About {
        vendor: "ServiceNow",
        title: "Roles of users",
        export: &[
            "With a user that may read sys_user_has_role, call GET \
             https://INSTANCE.service-now.com/api/now/table/sys_user_has_role?sysparm_display_value=all&sysparm_limit=10000 (raise \
             sysparm_offset until no rows come), and save the answers as JSON: it tells the roles by name, too.",
            "Or save the table sys_user_has_role of the warehouse that Fivetran fills, which tells them by id alone.",
        ],
        covers: "All roles of all users at the moment of the export.",
        retention_days: None,
        source: "https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html",
    },
    emits: &[Kind::Grant],
    sniff,
    read,
};

/// Columns of the list's own export, which leaves `sys_id` out, and of one with the names by path.
const LIST: &[&str] = &["user", "role", "granted_by", "inherited"];
const PATHS: &[&str] = &["user.user_name", "role.name", "inherited"];

const EXPORT: Export = Export {
    product: "ServiceNow",
    report: "sys_user_has_role",
    snapshot: true,
    lists: &["result", "records"],
    tables: &[&["user_value", "role_value", "inherited"], &["sys_id", "user", "role", "inherited"], LIST, PATHS],
    ..Export::PLAIN
};

/// Roles of `ServiceNow`'s own that give administrative rights.
const ADMINISTRATIVE: &[&str] = &["admin", "security_admin", "user_admin", "impersonator"];

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = EXPORT.lists.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["sys_id", "user", "role", "inherited"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut grant)?;
    sink.facts.incomplete.extend(pages::capped(whole.rows, 10_000, "an export of ServiceNow"));
    Ok(())
}

fn grant(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    reference::values(&mut row);
    for (path, name) in [("user.user_name", "user"), ("role.name", "role")] {
        if !row.has(name)
            && let Some(value) = row.take(path)
        {
            row.put(name, value);
        }
    }
    let deleted = fivetran::copied(&mut row, sink);
    let (user, user_name) = reference::take(&mut row, "user", sink);
    let (role, role_name) = reference::take(&mut row, "role", sink);
    // The group through which the role is held, where it is held through one.
    let (group, group_name) = reference::take(&mut row, "granted_by", sink);
    if let Some(group) = group_name.or(group).filter(|group| group != "not-applicable") {
        row.put("granted_by", group.into());
    }
    let (Some(principal), Some(held)) = (user_name.or_else(|| user.clone()), role_name.clone().or_else(|| role.clone())) else {
        row.lacks(sink, "user");
        return Ok(());
    };
    if let (Some(id), true) = (role, role_name.is_some()) {
        row.put("role", id.into());
    }
    let state = row.text("state");
    let grant = Grant {
        system: EXPORT.product.to_owned(),
        id: row.text("sys_id"),
        principal,
        principal_id: user,
        principal_word: Some("user".to_owned()),
        privileged: role_name.as_deref().map(|name| ADMINISTRATIVE.contains(&name)),
        role: held,
        status_word: if deleted { Some("deleted".to_owned()) } else { state },
        from: row.utc_time("sys_created_on"),
        by: row.text("sys_created_by"),
        ..Grant::default()
    };
    row.record(sink, Data::Grant(Box::new(grant)))
}
