//! Policies of Entra as settings, in the spelling of Graph and in that of PowerShell.

use super::truth;
use crate::{
    importer::{ReadError, Sink},
    read::{fields::Fields, place::below},
};
use model::{Data, record::Setting};
use serde_json::Value;

/// Lists inside of a policy, each item of which is a setting itself, and their family.
const PARTS: &[(&str, &str)] = &[
    ("authenticationMethodConfigurations", "authentication method"),
    ("AuthenticationMethodConfigurations", "authentication method"),
    ("authentication_method_feature_settings", "authentication method"),
];

/// Reads a policy, and the settings that are listed in it.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn settings(mut row: Fields, system: &str, family: &str, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    for (list, family) in PARTS {
        let Some(Value::Array(items)) = row.take(list) else { continue };
        for (index, item) in items.into_iter().enumerate() {
            setting(Fields::new(below(row.position(), list, index), item), system, family, sink)?;
        }
    }
    setting(row, system, family, sink)
}

/// Reads one policy.
fn setting(mut row: Fields, system: &str, family: &str, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let id = row.first_text(&["id", "Id", "ObjectId", "Guid", "ImmutableId"]);
    let named = row.first_text(&["displayName", "DisplayName", "Name", "name", "Identity", "DomainName", "Domain", "domain"]);
    // Of some policies there is only one, and it has no name of its own.
    let name = named.or_else(|| id.clone()).unwrap_or_else(|| family.to_owned());
    let status_word = row.first_text(&["state", "State", "Mode"]);
    let enabled = match status_word.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("enabled" | "enable" | "on") => Some(true),
        // Reported on, or tested, and not enforced is not enforced.
        Some(
            "disabled"
            | "disable"
            | "off"
            | "enabledforreportingbutnotenforced"
            | "testwithnotifications"
            | "testwithoutnotifications",
        ) => Some(false),
        _ => truth(&mut row, &["isEnabled", "IsEnabled", "Enabled"]).or_else(|| row.truth("Disabled").map(|disabled| !disabled)),
    };
    let setting = Setting {
        system: system.to_owned(),
        id,
        family: family.to_owned(),
        name,
        enabled,
        status_word,
        created: row.first_utc_time(&["createdDateTime", "CreatedDateTime"]),
        changed: row.first_utc_time(&["modifiedDateTime", "ModifiedDateTime", "lastModifiedDateTime", "LastModifiedDateTime"]),
        ..Setting::default()
    };
    row.record(sink, Data::Setting(Box::new(setting)))
}
