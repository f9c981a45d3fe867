//! `BambooHR`: a custom report or the company directory, in JSON: fields declared first, then employees.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json, pages, refusal::refuse_error},
    vendor::people,
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "bamboohr-report",
    version: 1,
    about: About {
        vendor: "BambooHR",
        title: "Custom report, directory",
        export: &[
            "With an API key of an administrator, POST https://COMPANY.bamboohr.com/api/v1/reports/custom?format=JSON&onlyCurrent=false \
             with {\"fields\":[\"employeeNumber\",\"displayName\",\"workEmail\",\"status\",\"hireDate\",\"terminationDate\",\
             \"employmentHistoryStatus\",\"supervisor\",\"department\",\"jobTitle\"]}. Without onlyCurrent=false leavers are missing.",
            "Or make the report under Reports, New custom report, and export it as CSV: it is read as a roster.",
        ],
        covers: "The employees at the moment of the export; the directory only those of today.",
        retention_days: None,
        source: "https://documentation.bamboohr.com/reference/request-custom-report",
    },
    emits: &[Kind::Person],
    sniff,
    read,
};

const LISTS: &[&str] = &["employees"];

fn sniff(head: &Head<'_>) -> Match {
    let Some(object) = head.object() else { return Match::No };
    let declared =
        object.get("fields").and_then(Value::as_array).is_some_and(|fields| fields.iter().all(|field| field.get("id").is_some()));
    if declared && object.get("employees").is_some_and(Value::is_array) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("BambooHR".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, LISTS, sink, &mut |row, sink| {
        if row.list.is_empty() {
            refuse_error(&row.value)?;
        }
        let mut row = Fields::from(row);
        // BambooHR's own id is a fact only where the employee number is another.
        let Some(person) = people::person(&mut row) else {
            row.lacks(sink, "id");
            return Ok(());
        };
        row.record(sink, Data::Person(Box::new(person)))
    })?;
    sink.facts.report = Some(whole.beside.text("title").unwrap_or("Employee directory").to_owned());
    sink.facts.declared_empty = whole.declared_empty;
    sink.facts.incomplete.extend(pages::incomplete(&whole));
    Ok(())
}
