//! Microsoft Entra: risks that Identity Protection detected.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, SYSTEM, has_any},
};
use model::{
    Data, Kind,
    record::{Action, AuditEvent},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-risk-detections",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra risk detections",
        export: &["In Graph Explorer or with a script (permission IdentityRiskEvent.Read.All) call GET \
             https://graph.microsoft.com/v1.0/identityProtection/riskDetections?$filter=detectedDateTime ge 2026-01-01T00:00:00Z and \
             follow @odata.nextLink until there is none."],
        covers: "Risks detected in the period that was asked for.",
        retention_days: Some(90),
        source: "https://learn.microsoft.com/en-us/graph/api/resources/riskdetection",
    },
    emits: &[Kind::AuditEvent],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Risk detections",
    snapshot: false,
    contexts: &["riskdetections", "serviceprincipalriskdetections"],
    is_row: |row| head::has(row, &["riskEventType", "riskState"]) && has_any(row, &["detectedDateTime", "activityDateTime"]),
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| detection(row, sink))
}

/// A detection; how grave it is and what became of it stays in `extra`, in Microsoft's words.
fn detection(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(action_word) = row.text("riskEventType") else {
        row.lacks(sink, "riskEventType");
        return Ok(());
    };
    let event = AuditEvent {
        system: SYSTEM.to_owned(),
        id: row.text("id"),
        at: row.first_utc_time(&["detectedDateTime", "activityDateTime"]),
        action: Action::Other,
        action_word,
        target: row.first_text(&["userPrincipalName", "servicePrincipalDisplayName", "userDisplayName"]),
        target_id: row.first_text(&["userId", "servicePrincipalId"]),
        service: row.text("source"),
        address: row.text("ipAddress"),
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
