//! The fields of each kind: what they are called elsewhere and what their cells look like. Data only.
//!
//! Names are normalised as `header` does it (`emp no` is `employee number`, `2FA` is `mfa`), the surest first. Names of
//! times leave the words for time out (`created`, not `created at`).

mod account;
mod approved;
mod backup;
mod change;
mod deploy;
mod gateway;
mod incident;
mod other;
mod person;
mod ticket;
mod vendor;

pub(super) use other::OTHER;

use super::{Field, values::Values};
use model::Kind;

/// A field that may be missing.
const fn field(id: &'static str, title: &'static str, values: Values, weight: u8, names: &'static str) -> Field {
    Field { id, title, required: false, one_of: None, names, avoid: "", values, weight }
}

impl Field {
    const fn avoiding(mut self, words: &'static str) -> Self {
        self.avoid = words;
        self
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn one_of(mut self, group: &'static str) -> Self {
        self.required = true;
        self.one_of = Some(group);
        self
    }
}

/// The kinds that can be read from a table of any origin.
pub const fn mappable() -> &'static [Kind] {
    &[
        Kind::Person,
        Kind::Account,
        Kind::Change,
        Kind::Deploy,
        Kind::Ticket,
        Kind::Incident,
        Kind::Backup,
        Kind::Vendor,
        Kind::ApprovedModel,
        Kind::GatewayRow,
    ]
}

/// The fields of a kind; empty for kinds that are not read from tables.
pub const fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Account => account::FIELDS,
        Kind::Person => person::FIELDS,
        Kind::Change => change::FIELDS,
        Kind::Ticket => ticket::FIELDS,
        Kind::Deploy => deploy::FIELDS,
        Kind::Backup => backup::FIELDS,
        Kind::Incident => incident::FIELDS,
        Kind::Vendor => vendor::FIELDS,
        Kind::ApprovedModel => approved::FIELDS,
        Kind::GatewayRow => gateway::FIELDS,
        _ => &[],
    }
}

/// What is missing: required fields, and groups of which no field has a column.
pub(super) fn missing(kind: Kind, has: &dyn Fn(&str) -> bool) -> Vec<&'static str> {
    let mut missing = Vec::new();
    for field in fields(kind).iter().filter(|field| field.required && !has(field.id)) {
        let name = field.one_of.unwrap_or(field.id);
        let met = field.one_of.is_some() && fields(kind).iter().any(|other| other.one_of == field.one_of && has(other.id));
        if !met && !missing.contains(&name) {
            missing.push(name);
        }
    }
    missing
}
