//! Microsoft Entra: the audit log, as Graph lists it and as the portal exports it to CSV.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::csv::product,
    vendor::microsoft::{List, audit, has_any},
};
use model::Kind;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-directory-audits",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Entra audit log",
        export: &[
            "In Graph Explorer or with a script (permission AuditLog.Read.All) call GET \
             https://graph.microsoft.com/v1.0/auditLogs/directoryAudits?$filter=activityDateTime ge 2026-01-01T00:00:00Z and follow \
             @odata.nextLink until there is none.",
            "Or in the Entra admin center: Monitoring & health, Audit logs, Download. A download stops at 250,000 rows; JSON tells more \
             than CSV, which has the first three targets only.",
            "Better still, send the log to a storage account (Diagnostic settings): Entra itself forgets it after 30 days.",
        ],
        covers: "Changes to the directory in the period that was asked for.",
        retention_days: Some(30),
        // The columns of the CSV (`ActorUserPrincipalName`, `Target1DisplayName`) are named in Microsoft's pages on the
        // logs of entitlement management; no real file was at hand.
        source: "https://learn.microsoft.com/en-us/graph/api/resources/directoryaudit",
    },
    emits: &[Kind::AuditEvent],
    sniff,
    read,
};

const GRAPH: List = List {
    report: "Audit logs",
    snapshot: false,
    contexts: &["auditlogs/directoryaudits"],
    is_row: |row| {
        let graph = head::has(row, &["activityDisplayName"])
            && has_any(row, &["initiatedBy", "targetResources"])
            && !head::has(row, &["properties"]);
        // As `Get-MgAuditLogDirectoryAudit | ConvertTo-Json` spells it; a row of Log Analytics says when it was stored.
        graph || head::has(row, &["ActivityDisplayName", "InitiatedBy"]) && !head::has(row, &["TimeGenerated"])
    },
};

/// Columns of the portal's CSV, by what was done and by who did it.
const PORTAL: &[&[&str]] =
    &[&["Date (UTC)", "Service", "Category", "Activity", "Result"], &["Date (UTC)", "Activity", "ActorUserPrincipalName"]];

fn sniff(head: &Head<'_>) -> Match {
    let table = PORTAL.iter().any(|marks| product::is_marked(head, marks));
    if table { Match::Certain } else { GRAPH.sniff(head) }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read_or_table(input, sink, PORTAL, |row, _, sink| audit::event(row, sink))?;
    // The portal's downloads stop there.
    sink.facts.incomplete.extend(crate::read::pages::capped(sink.records(), 250_000, "a download of the portal"));
    Ok(())
}
