//! Rippling: employees and contractors, as its API lists them (platform API, and workers of the API of today).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::people,
};
use model::{Data, Kind};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "rippling-employees",
    version: 1,
    about: About {
        vendor: "Rippling",
        title: "Employees",
        export: &[
            "With an API token that may read workers, call GET https://rest.ripplingapis.com/workers?expand=user,department,manager \
             and follow next_link until there is none; save the answers as JSON.",
            "Or, with the platform API: GET https://api.rippling.com/platform/api/employees/include_terminated?limit=100&offset=0.",
            "Or make a report of all employees, terminated ones too, and download the CSV: it is read as a roster.",
        ],
        covers: "The employees and contractors at the moment of the export.",
        retention_days: None,
        source: "https://developer.rippling.com/documentation/rest-api/reference/list-workers",
    },
    emits: &[Kind::Person],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "Rippling", report: "Employees", snapshot: true, lists: &["results", "employees"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("results").or_else(|| head.row_of("employees")).or_else(|| head.row()) else { return Match::No };
    let platform = head::has(row, &["id", "roleState", "workEmail"]) || head::has(row, &["id", "roleState", "employmentType"]);
    let workers = head::has(row, &["id", "work_email", "start_date"])
        && ["user_id", "employment_type_id", "legal_entity_id"].iter().filter(|key| row.get(**key).is_some()).count() >= 2;
    if platform || workers { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut employee).map(drop)
}

fn employee(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // The name of a worker stands with the user, where that was asked for.
    let name = row.first_text(&["user.name.formatted", "user.display_name", "user.name.display_name"]);
    if let Some(name) = name {
        row.put("name", Value::String(name));
    }
    let state = row.first_text(&["roleState", "status"]);
    // Rippling's id of the user is no name to log in with.
    let user = row.first_text(&["userId", "user_id"]);
    let Some(mut person) = people::person(&mut row) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    if let Some(state) = state {
        // Of who was hired and has not yet begun, and of drafts, neither is true.
        person.employed = match state.to_ascii_uppercase().as_str() {
            "ACTIVE" => Some(true),
            "TERMINATED" => Some(false),
            _ => None,
        };
        person.status_word = Some(state);
    }
    if let Some(user) = user {
        row.put("user_id", Value::String(user));
    }
    row.record(sink, Data::Person(Box::new(person)))
}
