//! Rows that are persons of the roster.

use super::{cells::Cells, words};
use crate::vendor::people;
use model::{
    Data, Stamp,
    record::{Employment, Person},
};

/// The person of a row; none where nothing names them.
pub(crate) fn person(cells: &Cells<'_>) -> Option<Data> {
    let login = cells.text("login");
    let email = cells.text("email").or_else(|| login.clone().filter(|login| login.contains('@') && login.contains('.')));
    // A name of one word is what somebody is called: first and last name tell more.
    let name = cells.text("name").filter(|name| name.contains(' ') || !cells.has("first-name") || !cells.has("last-name"));
    // What somebody is called beside a last name (`preferred_name`, `last_name`) is a first name.
    let name = name.map(|name| match cells.word("last-name") {
        Some(last) if !cells.has("first-name") && !name.contains([' ', ',']) && !name.eq_ignore_ascii_case(last) => {
            cells.keep("name");
            format!("{name} {last}")
        }
        _ => name,
    });
    let name = name.or_else(|| joined_name(cells).inspect(|_| cells.keep("name"))).or_else(|| cells.text("name"));
    let employee_number = cells.text("employee-number");
    if email.is_none() && login.is_none() && name.is_none() && employee_number.is_none() {
        return None;
    }
    let aliases = login.into_iter().chain(cells.text("other-email")).filter(|alias| Some(alias) != email.as_ref()).collect();
    // Columns that no field of a person takes stay with the record.
    for id in ["leave-reason", "location"] {
        cells.keep(id);
    }
    let (mut employed, mut status_word) = employed(cells);
    let name = name.map(|name| match people::state_behind(&name) {
        Some((name, state)) => {
            employed = employed.or_else(|| words::employed(state));
            status_word.get_or_insert_with(|| state.to_owned());
            name.to_owned()
        }
        None => name,
    });
    Some(Data::Person(Box::new(Person {
        employee_number,
        name,
        email,
        aliases,
        status_word,
        employed,
        start: start(cells),
        end: cells.stamp("end"),
        employment: employment(cells),
        manager: cells.text("manager"),
        department: cells.text("department"),
        title: cells.text("title"),
        ..Person::default()
    })))
}

/// The first day, of the later employment where the roster tells of one.
fn start(cells: &Cells<'_>) -> Option<Stamp> {
    let [first, again] = ["start", "rehire"].map(|id| cells.stamp(id));
    let when = |stamp: Stamp| stamp.earliest(chrono_tz::UTC);
    again.filter(|again| first.is_none_or(|first| when(*again) > when(first))).or(first)
}

/// Of whom a row is: by e-mail address, else employee number, else name, else log-in. What else names them stays with the record.
pub(super) fn who(cells: &Cells<'_>) -> Option<String> {
    let ids = ["email", "employee-number", "name", "first-name", "last-name", "login"];
    let (used, who) = if let Some(id) = ids.into_iter().take(3).find(|id| cells.word(id).is_some()) {
        (vec![id], cells.text(id))
    } else if let Some(name) = joined_name(cells) {
        (vec!["first-name", "last-name"], Some(name))
    } else {
        (vec!["login"], cells.text("login"))
    };
    for id in ids.into_iter().filter(|id| !used.contains(id)) {
        cells.keep(id);
    }
    who
}

/// First and last name together, or what there is of them.
pub(super) fn joined_name(cells: &Cells<'_>) -> Option<String> {
    match (cells.word("first-name"), cells.word("last-name")) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

/// Whether employed and the roster's word for it: a state, else a truth value such as `Active` or `Terminated`.
fn employed(cells: &Cells<'_>) -> (Option<bool>, Option<String>) {
    let labelled = |id: &str| Some(format!("{}: {}", cells.header(id), cells.raw(id).unwrap_or_default()));
    if let Some(word) = cells.word("status") {
        let found = words::employed(word).or_else(|| words::boolean(word));
        if found.is_some() || !cells.has_any(&["employed", "left"]) {
            return (found, Some(word.to_owned()));
        }
    }
    if let Some(left) = cells.raw("left").and_then(words::boolean) {
        return (Some(!left), labelled("left"));
    }
    match cells.raw("employed").and_then(words::boolean) {
        Some(employed) => (Some(employed), labelled("employed")),
        None => (None, cells.text("status")),
    }
}

fn employment(cells: &Cells<'_>) -> Employment {
    let header = cells.header("employment").to_lowercase();
    let asks = header.contains("contract") && !header.contains("type") || header.contains("contingent");
    let found = cells.reads("employment", |cell| match words::boolean(cell) {
        Some(truth) if asks => Some(if truth { Employment::Contractor } else { Employment::Employee }),
        Some(_) => None,
        None => Some(words::employment(cell)),
    });
    found.unwrap_or_default()
}
