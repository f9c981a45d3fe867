//! Workday: tables that Fivetran copied: workers and their history, names, e-mail addresses, positions.
//!
//! The tables name a worker by Workday's id. Those of leaves, organisations and personal information hold nothing that a
//! person of the roster has, and are no part of this.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    table::words,
    vendor::fivetran,
};
use model::{
    Data, Kind,
    record::{Employment, Person},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "workday-fivetran",
    version: 1,
    about: About {
        vendor: "Workday",
        title: "Workers (tables copied by Fivetran)",
        export: &[
            "From the warehouse that Fivetran fills, save the tables worker_history (or worker), person_name, \
             person_contact_email_address and worker_position_history as CSV with a header, all rows and columns.",
            "Drop all of them: the first tells who came and left when, the others names, addresses and titles.",
        ],
        covers: "All workers and, in the history, their earlier states, up to the last copy.",
        retention_days: None,
        source: "https://fivetran.com/docs/connectors/applications/workday-hcm",
    },
    emits: &[Kind::Person],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Workday",
    report: "Workers, copied by Fivetran",
    snapshot: true,
    tables: &[
        &["_fivetran_synced", "worker_code", "hire_date"],
        &["_fivetran_synced", "personal_info_system_id", "last_name"],
        &["_fivetran_synced", "personal_info_system_id", "email_address"],
        &["_fivetran_synced", "worker_id", "position_id", "business_title"],
        &["_fivetran_synced", "worker_for_filled_position_id", "job_posting_title"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut row).map(drop)
}

fn row(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let deleted = fivetran::copied(&mut row, sink);
    let (column, read): (_, fn(&mut Fields) -> Person) = if row.has("worker_code") {
        ("id", worker)
    } else if row.has("email_address") {
        ("personal_info_system_id", address)
    } else if row.has("personal_info_system_id") {
        ("personal_info_system_id", name)
    } else if row.has("worker_for_filled_position_id") {
        ("worker_for_filled_position_id", position)
    } else {
        ("worker_id", job)
    };
    let Some(id) = row.text(column) else {
        row.lacks(sink, column);
        return Ok(());
    };
    let mut person = Person { id: Some(id), ..read(&mut row) };
    if deleted {
        row.put("_fivetran_deleted", serde_json::Value::Bool(true));
        person.partial = true;
    }
    row.record(sink, Data::Person(Box::new(person)))
}

/// A worker, now or as they were. An employment that ended stands for itself, so that who came back is seen twice; an
/// earlier state of one that goes on only completes it.
fn worker(row: &mut Fields) -> Person {
    let in_force = fivetran::in_force(row);
    let (active, terminated) = (row.truth("active"), row.truth("terminated"));
    let end = row.first_time(&["termination_date", "end_employment_date", "termination_last_day_of_work", "contract_end_date"]);
    let contractor = row.peek_text("contract_vendor_name").is_some();
    // Who is neither active nor terminated has not yet begun, or never did.
    let employed = if terminated == Some(true) { Some(false) } else { active.filter(|active| *active) };
    Person {
        employee_number: row.text("worker_code"),
        aliases: [row.text("user_id"), row.text("universal_id")].into_iter().flatten().collect(),
        status_word: active.map(|active| format!("active: {active}")),
        employed,
        start: row.first_time(&["hire_date", "first_day_of_work"]),
        end,
        employment: if contractor { Employment::Contractor } else { Employment::Unknown },
        partial: !in_force && end.is_none(),
        ..Person::default()
    }
}

fn name(row: &mut Fields) -> Person {
    let parts = [row.text("first_name"), row.text("middle_name"), row.text("last_name")];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Person { name: Some(name).filter(|name| !name.is_empty()), partial: true, ..Person::default() }
}

fn address(row: &mut Fields) -> Person {
    let private = ["email_code", "email_comment", "type"]
        .iter()
        .filter_map(|column| row.peek_text(column))
        .any(|word| ["home", "personal", "private"].iter().any(|private| word.to_ascii_lowercase().contains(private)));
    let (email, aliases) = match row.text("email_address") {
        Some(address) if private => (None, vec![address]),
        address => (address, Vec::new()),
    };
    Person { email, aliases, partial: true, ..Person::default() }
}

/// A job that a worker holds; titles of earlier ones stay where they are.
fn job(row: &mut Fields) -> Person {
    let held = fivetran::in_force(row) && row.truth("is_primary_job") != Some(false);
    let employment = row.peek_text("employee_type").map(words::employment).unwrap_or_default();
    Person {
        title: if held { row.text("business_title") } else { None },
        employment: if held { employment } else { Employment::Unknown },
        partial: true,
        ..Person::default()
    }
}

fn position(row: &mut Fields) -> Person {
    Person {
        title: row.text("job_posting_title"),
        department: row.text("supervisory_organization_id"),
        partial: true,
        ..Person::default()
    }
}
