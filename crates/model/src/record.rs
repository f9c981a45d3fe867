//! Typed records: what importers read out of evidence and evaluators judge.
//!
//! A field is `None` when the source does not say. Every record keeps what has no field here in `extra`.

mod access;
mod change;
mod operation;

pub use access::{AccessKey, Account, AccountNature, AccountStatus, Action, Employment, IdentityEvent, Person};
pub use change::{Change, ChangeReview, Deploy, DeployOutcome, Review, Ticket, Verdict};
pub use operation::{Backup, BackupKind, Outcome, Scan, Severity, Vendor, Vulnerability, VulnerabilityStatus};

use crate::{
    gateway::{Extra, GatewayRow},
    position::Position,
    time::Stamp,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The kinds of records, in the order in which people read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An account in a system.
    Account,
    /// A person on the company's roster.
    Person,
    /// Something that happened to an account or was done with it.
    IdentityEvent,
    /// A change to code or configuration (a pull request, a change request).
    Change,
    /// A review of a change that came in a file of its own.
    ChangeReview,
    /// A ticket.
    Ticket,
    /// A deployment.
    Deploy,
    /// A vulnerability found on an asset.
    Vulnerability,
    /// A scan of an asset.
    Scan,
    /// A backup, restore or check.
    Backup,
    /// A vendor.
    Vendor,
    /// A call through an LLM gateway.
    GatewayRow,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Account,
        Self::Person,
        Self::IdentityEvent,
        Self::Change,
        Self::ChangeReview,
        Self::Ticket,
        Self::Deploy,
        Self::Vulnerability,
        Self::Scan,
        Self::Backup,
        Self::Vendor,
        Self::GatewayRow,
    ];

    /// The kebab-case word used in files and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Person => "person",
            Self::IdentityEvent => "identity-event",
            Self::Change => "change",
            Self::ChangeReview => "change-review",
            Self::Ticket => "ticket",
            Self::Deploy => "deploy",
            Self::Vulnerability => "vulnerability",
            Self::Scan => "scan",
            Self::Backup => "backup",
            Self::Vendor => "vendor",
            Self::GatewayRow => "gateway-row",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The typed content of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Data {
    /// See [`Account`].
    Account(Box<Account>),
    /// See [`Person`].
    Person(Box<Person>),
    /// See [`IdentityEvent`].
    IdentityEvent(Box<IdentityEvent>),
    /// See [`Change`].
    Change(Box<Change>),
    /// See [`ChangeReview`].
    ChangeReview(Box<ChangeReview>),
    /// See [`Ticket`].
    Ticket(Box<Ticket>),
    /// See [`Deploy`].
    Deploy(Box<Deploy>),
    /// See [`Vulnerability`].
    Vulnerability(Box<Vulnerability>),
    /// See [`Scan`].
    Scan(Box<Scan>),
    /// See [`Backup`].
    Backup(Box<Backup>),
    /// See [`Vendor`].
    Vendor(Box<Vendor>),
    /// See [`GatewayRow`]; kept in the column store, never in the map.
    GatewayRow(Box<GatewayRow>),
}

impl Data {
    /// The kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Account(_) => Kind::Account,
            Self::Person(_) => Kind::Person,
            Self::IdentityEvent(_) => Kind::IdentityEvent,
            Self::Change(_) => Kind::Change,
            Self::ChangeReview(_) => Kind::ChangeReview,
            Self::Ticket(_) => Kind::Ticket,
            Self::Deploy(_) => Kind::Deploy,
            Self::Vulnerability(_) => Kind::Vulnerability,
            Self::Scan(_) => Kind::Scan,
            Self::Backup(_) => Kind::Backup,
            Self::Vendor(_) => Kind::Vendor,
            Self::GatewayRow(_) => Kind::GatewayRow,
        }
    }

    /// The identifier that the source uses for it; empty when the source gives none.
    pub fn subject(&self) -> &str {
        match self {
            Self::Account(account) => &account.login,
            Self::Person(person) => person.label(),
            Self::IdentityEvent(event) => event.target.as_deref().unwrap_or_default(),
            Self::Change(change) => &change.id,
            Self::ChangeReview(review) => &review.change,
            Self::Ticket(ticket) => &ticket.id,
            Self::Deploy(deploy) => &deploy.id,
            Self::Vulnerability(vulnerability) => &vulnerability.id,
            Self::Scan(scan) => &scan.asset,
            Self::Backup(backup) => &backup.job,
            Self::Vendor(vendor) => &vendor.name,
            Self::GatewayRow(row) => row.request_id.as_deref().unwrap_or_default(),
        }
    }

    /// When it happened, for what happens at a moment; none for standing things (accounts, persons, vendors).
    pub fn at(&self) -> Option<Stamp> {
        match self {
            Self::Account(_) | Self::Person(_) | Self::Vendor(_) => None,
            Self::IdentityEvent(event) => event.at,
            Self::Change(change) => change.merged.or(change.created),
            Self::ChangeReview(review) => review.review.at,
            Self::Ticket(ticket) => ticket.created,
            Self::Deploy(deploy) => deploy.at,
            Self::Vulnerability(vulnerability) => vulnerability.first_seen.or(vulnerability.scanned),
            Self::Scan(scan) => scan.at,
            Self::Backup(backup) => backup.at,
            Self::GatewayRow(row) => row.at,
        }
    }
}

/// One record with its place in the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Where in the file it was read.
    pub at: Position,
    /// What it says.
    pub data: Data,
    /// What it says besides, by the source's own names.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
