//! All records of an engagement by kind, with their proof, and the map that they are judged against.

use model::{
    Control, Criterion, Data, Evidence, EvidenceId, Kind, Pointer, Record,
    record::{Account, Backup, Change, ChangeReview, Deploy, IdentityEvent, Person, Scan, Ticket, Vendor, Vulnerability},
};
use std::collections::{BTreeMap, BTreeSet};

/// A record with the place that proves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it says.
    pub value: T,
}

/// Everything that a judgement can look at, in order of evidence and position.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Every piece of evidence by number, documents too.
    pub evidence: BTreeMap<EvidenceId, Evidence>,
    /// Which evidence serves which control, by control id.
    pub links: BTreeMap<String, BTreeSet<EvidenceId>>,
    /// The controls, every version.
    pub controls: Vec<Control>,
    /// The criteria of all categories.
    pub criteria: Vec<Criterion>,
    /// Accounts.
    pub accounts: Vec<Sourced<Account>>,
    /// Persons.
    pub persons: Vec<Sourced<Person>>,
    /// Identity events.
    pub identity_events: Vec<Sourced<IdentityEvent>>,
    /// Changes.
    pub changes: Vec<Sourced<Change>>,
    /// Reviews from files of their own.
    pub change_reviews: Vec<Sourced<ChangeReview>>,
    /// Tickets.
    pub tickets: Vec<Sourced<Ticket>>,
    /// Deployments.
    pub deploys: Vec<Sourced<Deploy>>,
    /// Vulnerabilities.
    pub vulnerabilities: Vec<Sourced<Vulnerability>>,
    /// Scans.
    pub scans: Vec<Sourced<Scan>>,
    /// Backups.
    pub backups: Vec<Sourced<Backup>>,
    /// Vendors.
    pub vendors: Vec<Sourced<Vendor>>,
}

impl Dataset {
    /// Adds a record of a piece of evidence. Rows of gateways are not kept here: they stay in the column store.
    pub fn add(&mut self, evidence: EvidenceId, record: Record) {
        let pointer = Pointer { evidence, at: record.at };
        match record.data {
            Data::Account(value) => self.accounts.push(Sourced { pointer, value: *value }),
            Data::Person(value) => self.persons.push(Sourced { pointer, value: *value }),
            Data::IdentityEvent(value) => self.identity_events.push(Sourced { pointer, value: *value }),
            Data::Change(value) => self.changes.push(Sourced { pointer, value: *value }),
            Data::ChangeReview(value) => self.change_reviews.push(Sourced { pointer, value: *value }),
            Data::Ticket(value) => self.tickets.push(Sourced { pointer, value: *value }),
            Data::Deploy(value) => self.deploys.push(Sourced { pointer, value: *value }),
            Data::Vulnerability(value) => self.vulnerabilities.push(Sourced { pointer, value: *value }),
            Data::Scan(value) => self.scans.push(Sourced { pointer, value: *value }),
            Data::Backup(value) => self.backups.push(Sourced { pointer, value: *value }),
            Data::Vendor(value) => self.vendors.push(Sourced { pointer, value: *value }),
            Data::GatewayRow(_) => {}
        }
    }

    /// The evidence that holds records of a kind.
    pub fn evidence_of(&self, kind: Kind) -> Vec<EvidenceId> {
        let holding = self.evidence.values().filter(|evidence| evidence.records.contains_key(&kind));
        holding.map(|evidence| evidence.id).collect()
    }
}
