//! Workday: workers from a query (WQL), the REST API or a custom report as a web service (`RaaS`), in JSON. What the columns are
//! called is for the author of the report to choose.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::people,
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "workday-report",
    version: 1,
    about: About {
        vendor: "Workday",
        title: "Workers (query or custom report)",
        export: &[
            "In Workday, make an advanced custom report on all workers, terminated ones too, with employee ID, name, work e-mail, \
             status, hire date, termination date, worker type, manager and business title; enable it as a web service and open \
             its JSON address.",
            "Or run the same as a WQL query: GET /ccx/api/wql/v1/TENANT/data?query=SELECT ...&limit=10000.",
        ],
        covers: "The workers that the report selects, at the moment of the export.",
        retention_days: None,
        source: "https://community.workday.com/sites/default/files/file-hosting/restapi/index.html",
    },
    emits: &[Kind::Person],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "Workday", report: "Report of workers", snapshot: true, lists: &["Report_Entry", "data"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let is_worker = |row: &Value| {
        let keys =
            row.as_object().map(|map| map.keys().map(|key| key.to_ascii_lowercase()).collect::<Vec<_>>()).unwrap_or_default();
        keys.iter().any(|key| ["worker", "employee", "email"].iter().any(|word| key.contains(word)))
    };
    if let Some(row) = head.row_of("Report_Entry") {
        return if is_worker(row) { Match::Certain } else { Match::Maybe(40) };
    }
    let Some(row) = head.row_of("data") else { return Match::No };
    let named = |key: &str| row.get(key).is_some_and(|value| head::has(value, &["descriptor", "id"]));
    let counted = head.object().is_some_and(|object| object.get("total").is_some());
    let rest =
        head::has(row, &["descriptor", "id"]) && ["primaryWorkEmail", "businessTitle"].iter().any(|key| row.get(key).is_some());
    if counted && (rest || ["worker", "employee"].iter().any(|key| named(key))) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT
        .read(input, sink, &mut |mut row, sink| {
            if let Some(descriptor) = row.text("descriptor") {
                row.put("name", Value::String(descriptor));
            }
            let Some(person) = people::person(&mut row) else {
                row.lacks(sink, "Employee_ID");
                return Ok(());
            };
            row.record(sink, Data::Person(Box::new(person)))
        })
        .map(drop)
}
