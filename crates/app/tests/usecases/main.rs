//! Use cases over a real vault in a temporary folder, at a fixed moment.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

mod bundle;
mod containers;
mod control_set;
mod controls;
mod crosswalk;
mod engagement;
mod findings;
mod first_start;
mod import;
mod logs;
mod results;
mod sources;

use app::{
    Session,
    contract::{
        evidence::{Decision, FileReport, ImportEvent},
        vault::{CreateVault, ScopeView},
    },
    evidence,
};
use chrono::{DateTime, Utc};
use model::{AuditType, Category};
use std::path::{Path, PathBuf};

/// Everything that one test has to itself.
pub(crate) struct Bench {
    folder: tempfile::TempDir,
    pub(crate) session: Session,
}

pub(crate) const PASSPHRASE: &str = "ledger otter window nine";

pub(crate) fn moment() -> DateTime<Utc> {
    "2026-07-06T08:00:00Z".parse().unwrap()
}

pub(crate) fn session(folder: &Path) -> Session {
    let mut session = Session::at(folder.to_owned(), moment(), "ada@example.com".to_owned());
    session.set_keychain(Box::new(store::MemoryKeychain::default()));
    session
}

pub(crate) fn create_input() -> CreateVault {
    let scope = |category| ScopeView { category, included: category == Category::Security, reason: String::new() };
    CreateVault {
        company: "Example AI".to_owned(),
        audit_type: AuditType::TypeII,
        from: "2026-01-01".parse().unwrap(),
        to: "2026-06-30".parse().unwrap(),
        zone: "Europe/Berlin".to_owned(),
        scope: Category::ALL.map(scope).to_vec(),
        passphrase: PASSPHRASE.to_owned(),
        keychain: false,
    }
}

impl Bench {
    /// An open, fresh vault.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session = session(&folder.path().join("vault"));
        app::vault::create(&session, create_input()).unwrap();
        Self { folder, session }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file with a text.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Imports files and gives their reports.
    pub(crate) fn import(&self, paths: &[PathBuf]) -> Vec<FileReport> {
        self.import_decided(paths, &[])
    }

    pub(crate) fn import_decided(&self, paths: &[PathBuf], decisions: &[Decision]) -> Vec<FileReport> {
        let batch = evidence::batch(&self.session, paths);
        let mut reports = Vec::new();
        let mut hear = |event| {
            if let ImportEvent::File(report) = event {
                reports.push(*report);
            }
        };
        evidence::import_batch(&self.session, batch.id, decisions, &mut hear).unwrap();
        reports
    }
}

/// A roster with one leaver.
pub(crate) const ROSTER: &str = "Employee No,Full Name,Work E-Mail,Status,Start Date,Last Working Day\n\
    1,Ada Ray,ada@example.com,Active,2024-02-01,\n\
    2,Ben Moor,ben@example.com,Terminated,2023-05-01,2026-03-02\n\
    3,Cleo Stone,cleo@example.com,Active,2025-01-15,\n";

/// Accounts of one system, the leaver's still active.
pub(crate) const ACCOUNTS: &str = "Username,Email,State,MFA enabled,Last login\n\
    ada,ada@example.com,active,yes,2026-06-29\n\
    ben,ben@example.com,active,yes,2026-05-20\n\
    cleo,cleo@example.com,active,no,2026-06-28\n";
