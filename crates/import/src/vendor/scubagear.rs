//! `ScubaGear`: the configuration of a Microsoft 365 tenant as it exports it, alone or inside its results.

use crate::{
    importer::{ReadError, Sink},
    read::{fields::Fields, json::Beside, place::below},
    vendor::microsoft::{self, policy, roles},
};
use model::{Data, Position, record::Grant};
use serde_json::Value;
use std::collections::BTreeSet;

/// Names the lists of the export twice: as they stand alone, and below `Raw` among the results.
macro_rules! lists {
    ($($name:literal,)+) => {
        /// Lists of settings. PowerShell writes a list of one as the one.
        pub const SETTINGS: &[&str] = &[$($name,)+];

        /// Where the results have rows: their own by product, and the settings.
        pub const RESULTS: &[&str] = &[
            "Results",
            "Results.AAD",
            "Results.Defender",
            "Results.EXO",
            "Results.PowerBI",
            "Results.PowerPlatform",
            "Results.SecuritySuite",
            "Results.SharePoint",
            "Results.Teams",
            $(concat!("Raw.", $name),)+
        ];
    };
}

lists! {
    "conditional_access_policies",
    "authorization_policies",
    "privileged_roles",
    "directory_settings",
    "authentication_method",
    "domain_settings",
    "risky_applications",
    "risky_third_party_service_principals",
    "protection_policy_rules",
    "atp_policy_rules",
    "atp_policy_for_o365",
    "anti_phish_policies",
    "protection_alerts",
    "dlp_compliance_policies",
    "dlp_compliance_rules",
    "dlp_policies",
    "admin_audit_log_config",
    "remote_domains",
    "accepted_domains",
    "spf_records",
    "dkim_config",
    "dkim_records",
    "dmarc_records",
    "transport_config",
    "transport_rule",
    "sharing_policy",
    "conn_filter",
    "org_config",
    "org_relationships",
    "environment_creation",
    "environment_list",
    "tenant_isolation",
    "SPO_tenant",
    "meeting_policies",
    "federation_configuration",
    "client_configuration",
    "app_policies",
    "broadcast_policies",
    "tenant_app_settings",
}

/// Lists of Entra and the families that they hold; all others are of Microsoft 365, and named after the list.
const ENTRA: &[(&str, &str)] = &[
    ("conditional_access_policies", "conditional access policy"),
    ("authorization_policies", "authorization policy"),
    ("directory_settings", "directory setting"),
    ("authentication_method", "authentication methods policy"),
    ("domain_settings", "domain"),
    ("risky_applications", "risky application"),
    ("risky_third_party_service_principals", "risky application"),
];

/// Reads a row of a list of settings.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn setting(list: &str, row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let list = list.strip_prefix("Raw.").unwrap_or(list);
    if list == "privileged_roles" {
        return role(row, sink);
    }
    match ENTRA.iter().find(|(known, _)| *known == list) {
        Some((_, family)) => policy::settings(row, microsoft::SYSTEM, family, sink),
        None => policy::settings(row, "Microsoft 365", &list.replace('_', " "), sink),
    }
}

/// A role: who holds it, and by which rules it is given.
fn role(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let name = row.peek_text("DisplayName").map(str::to_owned);
    if let Some(Value::Array(assignments)) = row.take("Assignments") {
        for (index, assignment) in assignments.into_iter().enumerate().filter(|(_, assignment)| assignment.is_object()) {
            let mut holder = Fields::new(below(row.position(), "Assignments", index), assignment);
            if let Some(name) = &name {
                holder.put("RoleName", Value::from(name.as_str()));
            }
            roles::grant(holder, false, sink)?;
        }
    }
    policy::settings(row, microsoft::SYSTEM, "role", sink)
}

/// Reads what is no list: settings of which there is one, and the holders of roles by their ids.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn beside(beside: &Beside, below: &str, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let at = |name: &str| beside.at(&format!("{below}{name}"));
    let place = |name: &str| Position::Path(format!("$.{below}{name}"));
    for list in SETTINGS {
        if let Some(one) = at(list).filter(|one| one.is_object()) {
            setting(list, Fields::new(place(list), one.clone()), sink)?;
        }
    }
    for (list, word) in [("privileged_users", "user"), ("privileged_service_principals", "servicePrincipal")] {
        let Some(Value::Object(holders)) = at(list) else { continue };
        for (id, holder) in holders {
            let position = Position::Path(format!("$.{below}{list}.{id}"));
            self::holder(id, word, &Fields::new(position, holder.clone()), sink)?;
        }
    }
    Ok(())
}

/// A holder of roles; the same role by several ways is named as often.
fn holder(id: &str, word: &str, row: &Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let held: BTreeSet<&str> =
        row.peek("roles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for role in held {
        let mut left = row.peek("DisplayName").map_or(Value::Null, |name| serde_json::json!({ "DisplayName": name }));
        if let (Value::Object(map), Some(app)) = (&mut left, row.peek("AppId")) {
            map.insert("AppId".to_owned(), app.clone());
        }
        let grant = Grant {
            system: microsoft::SYSTEM.to_owned(),
            principal: id.to_owned(),
            principal_id: Some(id.to_owned()),
            principal_word: Some(word.to_owned()),
            role: role.to_owned(),
            privileged: roles::is_privileged(role),
            ..Grant::default()
        };
        Fields::new(row.position().clone(), left).record(sink, Data::Grant(Box::new(grant)))?;
    }
    Ok(())
}
