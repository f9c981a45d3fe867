//! `ServiceNow`: users (table `sys_user`), from the Table API, an exported list or Fivetran.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, pages},
    vendor::{fivetran, servicenow_reference as reference},
};
use model::{
    Data, Kind,
    record::{Account, AccountNature, AccountStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-users",
    version: 2,
    about: About {
        vendor: "ServiceNow",
        title: "Users",
        export: &[
            "With a user that may read sys_user, call GET https://INSTANCE.service-now.com/api/now/table/sys_user?sysparm_limit=10000 \
             (raise sysparm_offset until no rows come), and save the answers as JSON.",
            "Or open sys_user.list, show all columns, and export as CSV; or save the table sys_user of the warehouse that Fivetran fills.",
        ],
        covers: "All users at the moment of the export, inactive ones too.",
        retention_days: None,
        source: "https://www.servicenow.com/docs/bundle/zurich-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html",
    },
    emits: &[Kind::Account],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "ServiceNow",
    report: "sys_user",
    snapshot: true,
    lists: &["result", "records"],
    tables: &[
        &["sys_id", "user_name", "active"],
        &["user_name", "locked_out", "active"],
        // The list as it is shown until somebody changes its columns.
        &["user_name", "active", "sys_created_on"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = EXPORT.lists.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["sys_id", "user_name"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = EXPORT.read(input, sink, &mut user)?;
    sink.facts.incomplete.extend(pages::capped(whole.rows, 10_000, "an export of ServiceNow"));
    Ok(())
}

fn user(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    reference::values(&mut row);
    for secret in ["user_password", "last_password", "hashed_user_id"] {
        row.take(secret);
    }
    let deleted = fivetran::copied(&mut row, sink);
    let (id, login) = (row.text("sys_id"), row.text("user_name"));
    // A user without a log-in name exists, and cannot come in by one.
    let Some(login) = login.or_else(|| row.peek_text("email").map(str::to_owned)).or_else(|| id.clone()) else {
        row.lacks(sink, "user_name");
        return Ok(());
    };
    for key in ["sys_domain", "company", "location"] {
        let (_, shown) = reference::take(&mut row, key, sink);
        if let Some(shown) = shown {
            row.put(key, shown.into());
        }
    }
    let names = [row.text("first_name"), row.text("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (active, locked) = (row.truth("active"), row.truth("locked_out"));
    let status = match active {
        _ if deleted => AccountStatus::Deleted,
        Some(true) => AccountStatus::Active,
        Some(false) => AccountStatus::Disabled,
        None => AccountStatus::Unknown,
    };
    let roles: Vec<String> =
        row.text("roles").map(|roles| roles.split(',').map(|role| role.trim().to_owned()).collect()).unwrap_or_default();
    let last_login_known = row.has("last_login_time") || row.has("last_login");
    let integration = row.truth("internal_integration_user") == Some(true);
    let account = Account {
        system: EXPORT.product.to_owned(),
        id,
        login,
        email: row.text("email"),
        name: row.text("name").or(Some(names)).filter(|name| !name.is_empty()),
        employee_number: row.text("employee_number"),
        status,
        // Who is locked out is let in again by a reset.
        status_word: if locked == Some(true) {
            Some("locked out".to_owned())
        } else {
            active.map(|active| format!("active: {active}"))
        },
        nature: if integration { AccountNature::Service } else { AccountNature::Unknown },
        created: row.utc_time("sys_created_on"),
        last_login: row.utc_time("last_login_time").or_else(|| row.time("last_login")),
        last_login_known,
        mfa: row.truth("enable_multifactor_authn"),
        password_login: row.truth("web_service_access_only").filter(|only| *only).map(|_| false),
        admin: roles.iter().any(|role| role == "admin").then_some(true),
        roles,
        ..Account::default()
    };
    row.record(sink, Data::Account(Box::new(account)))
}
