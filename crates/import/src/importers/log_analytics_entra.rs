//! Log Analytics: the tables of Entra's sign-ins and audit log, as JSON or as CSV of the portal.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::microsoft::{SYSTEM, audit, first, has_any, json_or_table, peek, rows, sign_in},
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "log-analytics-entra",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra logs in Log Analytics",
        export: &[
            "In the Log Analytics workspace (or Microsoft Sentinel) run AuditLogs | where TimeGenerated between (datetime(2026-01-01) .. \
             datetime(2026-04-01)), then Export, CSV (all columns); the portal stops at 30,000 rows, so take shorter periods.",
            "Repeat with SigninLogs, AADNonInteractiveUserSignInLogs and AADServicePrincipalSignInLogs.",
            "Without that limit: `az monitor log-analytics query --workspace ID --analytics-query '...' > auditlogs.json`, or a data export \
             rule to a storage account.",
        ],
        covers: "Sign-ins and changes to the directory of the period that was asked for.",
        retention_days: Some(30),
        source: "https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/auditlogs",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const AUDIT: &[&str] = &["ActivityDisplayName", "InitiatedBy", "TargetResources"];
const SIGN_IN: &[&str] = &["ResultType", "ConditionalAccessStatus", "AppDisplayName"];
const PROGRAM: &[&str] = &["ResultType", "ServicePrincipalName", "ResourceDisplayName"];

fn sniff(head: &Head<'_>) -> Match {
    let times = [&["TimeGenerated"], &["TimeGenerated [UTC]"]];
    let marked = |marks: &[&str]| product::is_marked(head, marks);
    if times.iter().any(|time| marked(*time)) && [AUDIT, SIGN_IN, PROGRAM].iter().any(|marks| marked(marks)) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let row = first(row);
    let audit = head::has(&row, &["ActivityDisplayName"]) && has_any(&row, &["InitiatedBy", "TargetResources"]);
    let sign_in = head::has(&row, &["ResultType"])
        && has_any(&row, &["UserPrincipalName", "ServicePrincipalName", "ServicePrincipalId"])
        && has_any(&row, &["AppDisplayName", "ResourceDisplayName", "ConditionalAccessStatus"]);
    if head::has(&row, &["TimeGenerated"]) && (audit || sign_in) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some(SYSTEM.to_owned());
    sink.facts.report = Some("Tables of Log Analytics".to_owned());
    json_or_table(
        input,
        sink,
        &mut |input, sink| rows(input, sink, &mut |row, _, sink| line(row, sink)),
        &[AUDIT, SIGN_IN, PROGRAM],
        &mut line,
    )?;
    // The portal's exports stop there.
    sink.facts.incomplete.extend(crate::read::pages::capped(sink.records(), 30_000, "an export of the portal"));
    Ok(())
}

fn line(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(tenant) = peek(&row, &["AADTenantId", "TenantId"]) {
        sink.facts.instance.get_or_insert_with(|| tenant.to_owned());
    }
    if row.has("ActivityDisplayName") || !row.has("ResultType") { audit::event(row, sink) } else { sign_in::event(row, sink) }
}
