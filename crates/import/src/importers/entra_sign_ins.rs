//! Microsoft Entra: sign-ins, as Graph lists them and as the portal exports them to CSV.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::csv::product,
    vendor::microsoft::{List, has_any, sign_in},
};
use model::Kind;
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-sign-ins",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Entra sign-in logs",
        export: &[
            "In Graph Explorer or with a script (permission AuditLog.Read.All) call GET https://graph.microsoft.com/v1.0/auditLogs/signIns\
             ?$filter=createdDateTime ge 2026-01-01T00:00:00Z and follow @odata.nextLink until there is none.",
            "Or in the Entra admin center: Monitoring & health, Sign-in logs, Download, for each of the four tabs; JSON tells more than CSV. \
             A download stops at 100,000 rows.",
            "Better still, send the logs to a storage account (Diagnostic settings): Entra itself forgets them after 30 days.",
        ],
        covers: "Sign-ins of the period that was asked for.",
        retention_days: Some(30),
        source: "https://learn.microsoft.com/en-us/graph/api/resources/signin",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const GRAPH: List =
    List { report: "Sign-in logs", snapshot: false, contexts: &["auditlogs/signins", "auditlogs.signins"], is_row };

/// Columns of the portal's CSV: of people, of programs, of Azure's own identities.
const PEOPLE: &[&str] = &["Date (UTC)", "Request ID", "Username", "Application ID", "Status"];
const PROGRAMS: &[&str] = &["Date (UTC)", "Request ID", "Service principal ID", "Status"];
const MANAGED: &[&str] = &["Date (UTC)", "Request ID", "Resource ID", "Sign-in error code"];

/// What people write to a table with PowerShell (`Get-MgAuditLogSignIn | Select-Object ... | Export-Csv`).
const POWERSHELL: &[&str] = &["CreatedDateTime", "UserPrincipalName", "AppDisplayName", "ConditionalAccessStatus"];

const TABLES: &[&[&str]] = &[PEOPLE, PROGRAMS, MANAGED, POWERSHELL];

fn is_row(row: &Value) -> bool {
    let who = has_any(row, &["userPrincipalName", "servicePrincipalName", "servicePrincipalId"]);
    let what = has_any(row, &["status.errorCode", "conditionalAccessStatus"]);
    let graph =
        who && what && head::has(row, &["createdDateTime"]) && has_any(row, &["appDisplayName", "appId", "resourceDisplayName"]);
    // As `Get-MgAuditLogSignIn | ConvertTo-Json` spells it; a row of Log Analytics says when it was stored.
    let powershell = head::has(row, &["CreatedDateTime", "UserPrincipalName", "AppDisplayName"])
        && has_any(row, &["Status.ErrorCode", "ConditionalAccessStatus"])
        && !head::has(row, &["TimeGenerated"]);
    graph || powershell
}

fn sniff(head: &Head<'_>) -> Match {
    let stored = product::is_marked(head, &["TimeGenerated"]);
    let table = TABLES.iter().any(|marks| product::is_marked(head, marks)) && !stored;
    if table { Match::Certain } else { GRAPH.sniff(head) }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut assumed = false;
    GRAPH.read_or_table(input, sink, TABLES, |row, _, sink| {
        if !assumed && (row.assumes_order("CreatedDateTime") || row.assumes_order("Date (UTC)")) {
            assumed = true;
            let message = "the dates do not tell whether day or month comes first; month first was assumed";
            sink.problem(row.position().clone(), "date-order-assumed", message);
        }
        sign_in::event(row, sink)
    })?;
    // The portal's downloads stop there.
    sink.facts.incomplete.extend(crate::read::pages::capped(sink.records(), 100_000, "a download of the portal"));
    Ok(())
}
