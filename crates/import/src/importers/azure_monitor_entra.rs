//! Azure Monitor: diagnostic records of Entra's sign-ins and audit log, as storage accounts and event hubs get them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{SYSTEM, audit, first, has_any, peek, rows, sign_in},
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-monitor-entra",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Entra logs in Azure Monitor",
        export: &[
            "In the Entra admin center, Monitoring & health, Diagnostic settings, send AuditLogs, SignInLogs, NonInteractiveUserSignInLogs, \
             ServicePrincipalSignInLogs and ManagedIdentitySignInLogs to a storage account.",
            "In the storage account, download the files PT1H.json of the containers insights-logs-auditlogs and insights-logs-signinlogs \
             for the days in question.",
        ],
        covers: "Sign-ins and changes to the directory of the hours whose files are exported.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/entra/identity/monitoring-health/howto-analyze-activity-logs-with-microsoft-graph",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

/// Words in the category of a record that is Entra's.
const CATEGORIES: &[&str] = &["AuditLogs", "SignInLogs", "ProvisioningLogs", "RiskyUsers", "UserRiskEvents"];

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let row = first(row);
    let is_record = head::has(&row, &["time", "category", "properties"]) && has_any(&row, &["operationName", "operationname"]);
    let text = |keys: &[&str]| keys.iter().find_map(|key| row.get(*key)?.as_str()).unwrap_or_default().to_ascii_lowercase();
    let resource = text(&["resourceId", "resourceid"]);
    // Intune has a category of the same name.
    let (ours, theirs) = (resource.contains("microsoft.aadiam"), resource.contains("microsoft.intune"));
    let category = row.get("category").and_then(Value::as_str).unwrap_or_default();
    if is_record && (ours || !theirs && CATEGORIES.iter().any(|known| category.ends_with(known))) {
        Match::Certain
    } else {
        Match::No
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(SYSTEM.to_owned());
    sink.facts.report = Some("Diagnostic records of Azure Monitor".to_owned());
    rows(input, sink, &mut |row, _, sink| record(row, sink))
}

fn record(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(tenant) = peek(&row, &["tenantId", "tenantid"]) {
        sink.facts.instance.get_or_insert_with(|| tenant.to_owned());
    }
    let category = row.peek_text("category").unwrap_or_default();
    let operation = peek(&row, &["operationName", "operationname"]).unwrap_or_default();
    if category.ends_with("SignInLogs") || operation.eq_ignore_ascii_case("Sign-in activity") {
        return sign_in::event(row, sink);
    }
    audit::event(row, sink)
}
