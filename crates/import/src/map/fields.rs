//! The fields of each kind: what they are called elsewhere and what their cells look like. Data only.
//!
//! Names are normalised as `header` does it (`emp no` is `employee number`, `2FA` is `mfa`), the surest first. Names of
//! times leave the words for time out (`created`, not `created at`).

mod access_review;
mod account;
mod acknowledgement;
mod application;
mod approved;
mod background_check;
mod backup;
mod change;
mod deploy;
mod gateway;
mod grant;
mod incident;
mod other;
mod person;
mod policy;
mod recovery_test;
mod release;
mod risk_acceptance;
mod scan;
mod ticket;
mod training;
mod vendor;
mod vendor_control;
mod vendor_review;
mod vulnerability;
mod who;

pub(super) use other::OTHER;

use super::{Field, values::Values};
use crate::table::{Cells, Refusal};
use model::{Data, Kind};

/// The kinds that are read from tables of any origin, in the order in which they are offered: a file of fields each, and
/// one of cells in `table`.
const TABLES: &[Table] = &[
    person::TABLE,
    account::TABLE,
    application::TABLE,
    grant::TABLE,
    access_review::TABLE,
    change::TABLE,
    deploy::TABLE,
    release::TABLE,
    ticket::TABLE,
    incident::TABLE,
    vulnerability::TABLE,
    scan::TABLE,
    risk_acceptance::TABLE,
    backup::TABLE,
    recovery_test::TABLE,
    vendor::TABLE,
    vendor_review::TABLE,
    vendor_control::TABLE,
    policy::TABLE,
    acknowledgement::TABLE,
    training::TABLE,
    background_check::TABLE,
    approved::TABLE,
    gateway::TABLE,
];

/// How tables are read as records of a kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    /// The kind.
    pub(crate) kind: Kind,
    /// What columns can mean.
    pub(crate) fields: &'static [Field],
    /// The record of a row; none where nothing names it.
    pub(crate) make: fn(&Cells<'_>) -> Option<Data>,
    /// The records of a row that tells of several.
    pub(crate) several: Option<fn(&Cells<'_>, Data) -> Vec<Data>>,
    /// Why a row that could be read is no such record, for kinds whose lists name what is none.
    pub(crate) refuse: Option<fn(&Cells<'_>) -> Option<Refusal>>,
    /// Words of file names that say the kind, separated by `|`.
    pub(crate) files: &'static str,
    /// Whether such a table shows a moment: registers and lists of what has been done so far do, logs of a period do not.
    pub(crate) standing: bool,
}

impl Table {
    const fn of(kind: Kind, fields: &'static [Field], make: fn(&Cells<'_>) -> Option<Data>) -> Self {
        Self { kind, fields, make, several: None, refuse: None, files: "", standing: false }
    }

    const fn several(mut self, several: fn(&Cells<'_>, Data) -> Vec<Data>) -> Self {
        self.several = Some(several);
        self
    }

    const fn in_files(mut self, words: &'static str) -> Self {
        self.files = words;
        self
    }

    const fn standing(mut self) -> Self {
        self.standing = true;
        self
    }

    const fn refusing(mut self, refuse: fn(&Cells<'_>) -> Option<Refusal>) -> Self {
        self.refuse = Some(refuse);
        self
    }
}

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
    const KINDS: [Kind; TABLES.len()] = {
        let mut kinds = [Kind::Person; TABLES.len()];
        let mut at = 0;
        while at < kinds.len() {
            kinds[at] = TABLES[at].kind;
            at += 1;
        }
        kinds
    };
    &KINDS
}

/// How tables of a kind are read; none for kinds that are not read from tables.
pub(crate) fn table(kind: Kind) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.kind == kind)
}

/// The fields of a kind; empty for kinds that are not read from tables.
pub fn fields(kind: Kind) -> &'static [Field] {
    table(kind).map_or(&[], |table| table.fields)
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
