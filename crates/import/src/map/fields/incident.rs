//! Incidents.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Incident, FIELDS, table::incident::incident)
    .in_files("incident|incidents|outage|outages|postmortem|postmortems")
    .standing();

const FIELDS: &[Field] = &[
    field(
        "id",
        "Incident",
        Values::Any,
        24,
        "incident id|incident number|incident key|incident reference|incident ref|incident code",
    )
    .one_of("incident"),
    field("key", "Number or key", Values::Any, 4, "||id|number|key|ref|reference|case number|ticket")
        .one_of("incident")
        .avoiding("parent problem change user employee account scope customer vendor device order team service"),
    field(
        "title",
        "Title",
        Values::Text,
        8,
        "incident title|incident name|incident summary|incident description|what happened||title|name|summary|description|subject|\
         short description|headline|incident",
    )
    .one_of("incident")
    .avoiding("user employee account service team reporter customer vendor status"),
    field(
        "severity",
        "Severity",
        Values::Words(table::incident::is_severity),
        16,
        "incident severity|severity|sev|severity level|sev level|incident priority|incident level||priority|urgency|impact|criticality|\
         business impact",
    )
    .avoiding("reason"),
    field(
        "class",
        "Class",
        Values::Text,
        8,
        "incident type|incident category|incident class|incident classification|classification|attack type||category|type|class|kind",
    )
    .avoiding("user account service"),
    field(
        "status",
        "Status",
        Values::Words(words::is_incident_state),
        9,
        "incident status|incident state|incident stage||status|state|stage",
    )
    .avoiding("approval account review postmortem user employment"),
    field(
        "started",
        "Began",
        Values::Date,
        20,
        "incident start|impact start|outage start|incident started|incident began|occurred|incident date|date incident|detected|\
         detection|discovered|date occurred|incident detected||started|start|began",
    )
    .avoiding("by contract employment hire"),
    field(
        "created",
        "Opened",
        Values::Date,
        8,
        "incident created|incident opened|declared|incident declared|incident reported||created|reported|opened|logged|raised|triggered",
    )
    .avoiding("by updated"),
    field(
        "acknowledged",
        "Taken up",
        Values::Date,
        24,
        "acknowledged|acknowledgement|acknowledgment|ack|first response|responded|triaged|response started|bearbeitung begonnen",
    )
    .avoiding("by policy employee"),
    field(
        "notified",
        "Those concerned were told",
        Values::Date,
        24,
        "notified|customers notified|customer notification|customer notified|notification sent|authority notified|date notified|\
         notification date|customers informed",
    )
    .avoiding("by list policy"),
    field(
        "ended",
        "Over",
        Values::Date,
        18,
        "incident end|impact end|outage end|incident resolved|incident closed|mitigated|recovered|contained|restored|remediated|\
         service restored||resolved|closed|ended|end|resolution|behoben",
    )
    .avoiding("by sla due duration contract employment"),
    field(
        "service",
        "Service that it struck",
        Values::Any,
        16,
        "affected service|impacted service|affected system|impacted system|service affected|system affected|affected services|\
         impacted services|services affected|affected product|affected component||scope id|service|system|product|component",
    )
    .avoiding("provider vendor"),
    field(
        "reporter",
        "Reporter",
        Values::Any,
        8,
        "incident reporter|detected by|declared by|discovered by||reported by|reporter|created by|opened by|raised by",
    )
    .avoiding("date at on"),
    field(
        "assignee",
        "Who worked on it",
        Values::Any,
        16,
        "incident commander|incident lead|incident owner|incident manager|commander|responder|incident responder|primary responder||\
         assignee|assigned to|owner|lead|on call",
    )
    .avoiding("date at on group"),
    field(
        "postmortem",
        "Review of it",
        Values::Any,
        30,
        "postmortem|post mortem|postmortem link|postmortem url|post mortem link|post incident review|pir|pir link|retrospective|rca|\
         rca link|rca url|postmortem date|postmortem completed|lessons learned|root cause analysis|pir completed|postmortem am|postmortem on|postmortem done|pir on|pir date|rca completed|post incident review completed|post incident review date|\
         incident review|incident review completed",
    )
    .avoiding("owner author required"),
    field(
        "security",
        "Security incident",
        Values::Truth(words::is_truth),
        14,
        "security incident|is security incident|data breach|personal data involved|breach||security|confirmed",
    )
    .avoiding("sla"),
    field("labels", "Labels", Values::Any, 3, "||labels|label|keyword"),
    field(
        "cause",
        "Cause",
        Values::Any,
        22,
        "root cause|contributing factors|corrective action|corrective actions|preventive action|action items|mttr|mtta|mttd|\
         time to resolve|time to acknowledge|time to detect|downtime minutes|downtime|customer impact|customers affected",
    )
    .avoiding("analysis"),
    field("updated", "Updated", Values::Date, 3, "||updated|last updated|modified"),
];
