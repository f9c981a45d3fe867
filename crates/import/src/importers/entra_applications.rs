//! Microsoft Entra: enterprise applications.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, SYSTEM, has_any},
};
use model::{Data, Kind, record::Application};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-applications",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra enterprise applications",
        export: &["In Graph Explorer or with a script (permission Application.Read.All) call GET \
             https://graph.microsoft.com/v1.0/servicePrincipals?$filter=tags/any(t:t eq 'WindowsAzureActiveDirectoryIntegratedApp')\
             &$expand=owners and follow @odata.nextLink until there is none."],
        covers: "Applications that people of the tenant can enter, at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/serviceprincipal",
    },
    emits: &[Kind::Application],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Enterprise applications",
    snapshot: true,
    contexts: &["serviceprincipals"],
    is_row: |row| {
        head::has(row, &["appId", "displayName", "servicePrincipalType"])
            && has_any(
                row,
                &["accountEnabled", "preferredSingleSignOnMode", "appRoleAssignmentRequired", "servicePrincipalNames"],
            )
    },
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| application(row, sink))
}

fn application(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.text("displayName").or_else(|| row.text("appDisplayName")) else {
        row.lacks(sink, "displayName");
        return Ok(());
    };
    without_secrets(&mut row);
    let owner = row.peek("owners").and_then(|owners| owners.get(0)?.get("userPrincipalName")?.as_str()).map(str::to_owned);
    let sign_on_word = row.text("preferredSingleSignOnMode");
    let active = row.truth("accountEnabled");
    let application = Application {
        system: SYSTEM.to_owned(),
        id: row.text("id"),
        name,
        // Where it only fills in a password, the application's own log-in stays open.
        sso: match sign_on_word.as_deref() {
            Some("saml" | "oidc") => Some(true),
            Some("password") => Some(false),
            _ => None,
        },
        sign_on_word,
        active,
        status_word: active.map(|active| format!("accountEnabled: {active}")),
        owner,
        created: row.first_utc_time(&["createdDateTime"]),
        ..Application::default()
    };
    row.record(sink, Data::Application(Box::new(application)))
}

/// Drops the secrets of credentials; their ids and dates stay.
fn without_secrets(row: &mut Fields) {
    for (list, secret) in [("passwordCredentials", "secretText"), ("keyCredentials", "key")] {
        if let Some(Value::Array(mut credentials)) = row.take(list) {
            for credential in credentials.iter_mut().filter_map(Value::as_object_mut) {
                credential.swap_remove(secret);
            }
            row.put(list, Value::Array(credentials));
        }
    }
}
