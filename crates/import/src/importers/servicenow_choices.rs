//! `ServiceNow`: choices, the words that it shows for the values that its tables store.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    vendor::servicenow::{self, Row, SYSTEM, Table},
};
use model::{Data, Kind, record::Label};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "servicenow-choices",
    version: 1,
    about: About {
        vendor: "ServiceNow",
        title: "Choices (sys_choice)",
        export: &[
            "Call GET /api/now/table/sys_choice?sysparm_query=nameINtask,change_request,incident,problem^language=en\
             &sysparm_limit=10000 with a user that may read it (role personalize_choices or admin).",
            "It tells what the numbers of states and priorities mean in exports of stored values.",
        ],
        covers: "The choices of the tables asked for.",
        retention_days: None,
        source: servicenow::SOURCE,
    },
    emits: &[Kind::Label],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    servicenow::sniff(head, Table::Choice)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    servicenow::read(input, sink, "sys_choice", &mut label)
}

fn label(mut row: Row, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let label = Label {
        system: SYSTEM.to_owned(),
        table: row.stored("name").unwrap_or_default(),
        field: row.stored("element").unwrap_or_default(),
        value: row.stored("value").unwrap_or_default(),
        label: row.shown("label").unwrap_or_default(),
    };
    if label.table.is_empty()
        && label.field.is_empty()
        && label.value.is_empty()
        && label.label.is_empty()
        && row.sys_id().is_none()
    {
        row.fields.lacks(sink, "label");
        return Ok(());
    }
    // A blank value is one that can be chosen ("-- None --"); what has no place or no word decodes nothing.
    if label.table.is_empty() || label.field.is_empty() || label.label.is_empty() {
        row.fields.problem("incomplete-label", "the choice lacks its table, column or word: it decodes nothing");
    }
    row.fields.record(sink, Data::Label(Box::new(label)))
}
