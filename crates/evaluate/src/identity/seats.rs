//! Which rows of rosters are one person: by number and address, by the name alone where a row has nothing else.
//!
//! A number or an address that was given to somebody else later makes no one person of two: their names tell them apart.

use super::spelling;
use crate::{dataset::Sourced, words::fold};
use chrono::{DateTime, Utc};
use model::record::Person;
use std::collections::BTreeMap;

type Row<'a> = &'a Sourced<Person>;

/// The rows of each person, in the order of the rosters.
pub(super) fn seated(rows: &[Sourced<Person>]) -> Vec<Vec<Row<'_>>> {
    let mut seats = Seats::default();
    let (nameless, keyed): (Vec<Row<'_>>, Vec<Row<'_>>) = rows.iter().partition(|row| keys(&row.value).is_empty());
    for row in keyed {
        seats.by_key(row);
    }
    for row in nameless {
        seats.by_name(row);
    }
    for member in &mut seats.members {
        member.sort_by(|one, other| one.pointer.cmp(&other.pointer));
    }
    seats.members
}

#[derive(Default)]
struct Seats<'a> {
    members: Vec<Vec<Row<'a>>>,
    keys: BTreeMap<String, Vec<usize>>,
    names: BTreeMap<String, Vec<usize>>,
}

impl<'a> Seats<'a> {
    fn by_key(&mut self, row: Row<'a>) {
        let keys = keys(&row.value);
        let known = keys.iter().filter_map(|key| self.keys.get(key)).flatten().copied();
        let seat = known.into_iter().find(|seat| self.rows(*seat).iter().any(|other| !is_other(&row.value, &other.value)));
        let seat = self.sit(seat, row);
        for key in keys {
            let seats = self.keys.entry(key).or_default();
            if !seats.contains(&seat) {
                seats.push(seat);
            }
        }
    }

    /// A row with a name only belongs to the one person of that name, unless both work here at the same time by one list.
    fn by_name(&mut self, row: Row<'a>) {
        let name = row.value.name.as_deref().map(name_key).unwrap_or_default();
        let known = self.names.get(&name).cloned().unwrap_or_default();
        let fits = |seat: &&usize| self.rows(**seat).iter().all(|other| !are_two(row, other));
        let mut fitting = known.iter().filter(fits);
        let seat = match (fitting.next(), fitting.next()) {
            (Some(seat), None) if !name.is_empty() => Some(*seat),
            _ => None,
        };
        self.sit(seat, row);
    }

    fn rows(&self, seat: usize) -> &[Row<'a>] {
        self.members.get(seat).map(Vec::as_slice).unwrap_or_default()
    }

    fn sit(&mut self, seat: Option<usize>, row: Row<'a>) -> usize {
        let seat = seat.unwrap_or(self.members.len());
        match self.members.get_mut(seat) {
            Some(member) => member.push(row),
            None => self.members.push(vec![row]),
        }
        if let Some(name) = row.value.name.as_deref().map(name_key) {
            let seats = self.names.entry(name).or_default();
            if !seats.contains(&seat) {
                seats.push(seat);
            }
        }
        seat
    }
}

fn keys(person: &Person) -> Vec<String> {
    let number = person.employee_number.as_deref().map(|number| format!("number {}", super::keys::bare_number(number)));
    let email = person.email.as_deref().map(super::keys::login_of).filter(|email| email.contains('@'));
    let email = email.map(|email| format!("email {email}"));
    let mut keys: Vec<String> = number.into_iter().chain(email).collect();
    if keys.is_empty() {
        keys.extend(person.id.as_deref().map(|id| format!("id {}", fold(id))));
    }
    keys.retain(|key| !key.ends_with(' '));
    keys
}

fn name_key(name: &str) -> String {
    spelling::names(name).first().map(|words| spelling::sorted(words)).unwrap_or_default()
}

/// Whether two rows that share a number or an address are of two persons: no word of their names is the same, and what
/// they do not share is there on both sides and differs.
fn is_other(one: &Person, other: &Person) -> bool {
    let differs = |one: Option<&str>, other: Option<&str>| match (one, other) {
        (Some(one), Some(other)) => fold(one) != fold(other),
        _ => false,
    };
    let number = |person: &Person| person.employee_number.as_deref().map(super::keys::bare_number);
    let numbers = differs(number(one).as_deref(), number(other).as_deref());
    let addresses = differs(one.email.as_deref(), other.email.as_deref());
    (numbers || addresses) && !share_a_word(one.name.as_deref(), other.name.as_deref())
}

/// Whether two names have a word in common; a name that is not told has every word.
fn share_a_word(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let theirs: Vec<String> = spelling::names(other).into_iter().flatten().collect();
    theirs.is_empty() || spelling::names(one).into_iter().flatten().any(|word| theirs.contains(&word))
}

/// Whether two rows of one name in one list are two persons: they differ and their employments overlap.
fn are_two(one: Row<'_>, other: Row<'_>) -> bool {
    let begin = |row: Row<'_>| row.value.start.map_or(DateTime::<Utc>::MIN_UTC, |at| at.earliest(chrono_tz::UTC));
    let end = |row: Row<'_>| row.value.end.map_or(DateTime::<Utc>::MAX_UTC, |at| at.latest(chrono_tz::UTC));
    one.pointer.evidence == other.pointer.evidence
        && one.value != other.value
        && begin(one) <= end(other)
        && begin(other) <= end(one)
}
