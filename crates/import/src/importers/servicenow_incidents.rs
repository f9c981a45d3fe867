//! `ServiceNow`: incidents, in any shape in which its tables come.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    severity::Rule,
    vendor::{
        incident,
        servicenow::{self, Row, SYSTEM, Table},
    },
};
use model::{
    Data, Kind,
    record::{Incident, Severity},
};

/// Priority, as it is delivered: 1 critical, 2 high, 3 moderate, 4 low, 5 planning.
const PRIORITY: Rule = Rule {
    name: "servicenow priority (itil codes) since 2007-05-30",
    words: &[
        ("1", Severity::Critical),
        ("2", Severity::High),
        ("3", Severity::Medium),
        ("4", Severity::Low),
        ("5", Severity::Info),
    ],
};

/// Severity, impact and urgency, as they are delivered: 1 high, 2 medium, 3 low.
const THREE: Rule = Rule {
    name: "servicenow severity, impact and urgency (itil codes) since 2007-05-30",
    words: &[("1", Severity::High), ("2", Severity::Medium), ("3", Severity::Low)],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-incidents",
    version: 1,
    about: About {
        vendor: "ServiceNow",
        title: "Incidents",
        export: &[
            "With a user that has the role itil or sn_incident_read, call GET /api/now/table/incident?sysparm_display_value=all\
             &sysparm_query=sys_created_on>=2026-01-01&sysparm_limit=10000 and raise sysparm_offset until an answer is empty.",
            "Or open the list of incidents, show the columns number, short description, caller, priority, state, opened, \
             resolved and assigned to, and choose Export, CSV in the menu of the header.",
        ],
        covers: "The incidents that the query selects, at the moment of the export.",
        retention_days: None,
        source: servicenow::SOURCE,
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    servicenow::sniff(head, Table::Incident)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    servicenow::read(input, sink, "incident", &mut |row, sink| {
        let Some((record, row)) = incident(row, false, sink) else { return Ok(()) };
        row.fields.record(sink, Data::Incident(Box::new(record)))
    })
}

/// Takes an incident out of a row; of the table of all tasks it is a part only.
pub(super) fn incident(mut row: Row, partial: bool, sink: &mut Sink<'_>) -> Option<(Incident, Row)> {
    // In a copy by Fivetran only the table of tasks has the number: the row's own id joins the two.
    let id = if row.is_part { row.sys_id() } else { row.id() };
    let Some(id) = id else {
        row.fields.lacks(sink, "number");
        return None;
    };
    let class_table = row.class();
    let status_word = row.first(&["incident_state", "state"]);
    let ended = row.first_time(&["resolved_at", "closed_at"]);
    let mut record = Incident {
        system: SYSTEM.to_owned(),
        title: row.shown("short_description"),
        class: row.shown("category"),
        resolved: row.is_over(status_word.as_deref(), ended),
        created: row.first_time(&["opened_at", "sys_created_on"]),
        ended,
        service: row.first(&["business_service", "service_offering", "cmdb_ci"]),
        reporter: row.first(&["caller_id", "opened_by", "sys_created_by"]),
        assignee: row.first(&["assigned_to", "resolved_by", "closed_by"]),
        security: (id.starts_with("SIR") || class_table.as_deref() == Some("sn_si_incident")).then_some(true),
        status_word,
        id,
        partial,
        ..Incident::default()
    };
    rate(&mut row, &mut record);
    if let Some(class) = class_table.filter(|_| partial) {
        row.fields.put("sys_class_name", class.into());
    }
    Some((record, row))
}

/// The priority, else the severity, else the impact: the word as it is shown, by the number that it begins with.
fn rate(row: &mut Row, record: &mut Incident) {
    for (name, rule) in [("priority", &PRIORITY), ("severity", &THREE), ("impact", &THREE)] {
        let number = row.fields.peek_text(&format!("{name}.value")).and_then(incident::number).map(str::to_owned);
        let Some(word) = row.shown(name) else { continue };
        let number = number.or_else(|| incident::number(&word).map(str::to_owned));
        let severity = number.map_or_else(|| crate::severity::COMMON.of(&word), |number| rule.of(&number));
        rule.rate_incident(Some(word), record);
        record.severity = severity;
        return;
    }
}
