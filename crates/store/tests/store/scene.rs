//! A vault to test on, and evidence to put into it.

use chrono::{DateTime, Utc};
use model::{
    Data, Evidence, EvidenceId, FourDates, Ipe, Position, Record, Secret, Sha256,
    record::{AuditEvent, Person, Ticket},
};
use std::{collections::BTreeMap, io::Write as _, path::PathBuf};
use store::{MemoryKeychain, NewVault, StoreError, Unlock, Vault, Write};
use tempfile::TempDir;

pub(crate) const ACTOR: &str = "Ada Example";
pub(crate) const PASSPHRASE: &str = "four words of example";

/// A folder that goes away, a keychain in memory, and where the vault is.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    pub(crate) keychain: MemoryKeychain,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keychain: MemoryKeychain::default() }
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// Creates the vault, opened by the keychain alone: that costs no Argon2.
    pub(crate) fn create(&self) -> Vault {
        let new = NewVault { actor: ACTOR.to_owned(), at: at(0), passphrase: None, keychain: Some(&self.keychain) };
        Vault::create(&self.dir(), &new).unwrap().0
    }

    pub(crate) fn open(&self) -> Result<Vault, StoreError> {
        Vault::open(&self.dir(), &Unlock::Keychain(&self.keychain))
    }
}

/// The moment some seconds after the tests begin.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000 + seconds, 0).unwrap()
}

pub(crate) fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

/// Stores an original and gives its hash.
pub(crate) fn original(vault: &Vault, bytes: &[u8]) -> Sha256 {
    let mut writer = vault.blobs().writer().unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().sha256
}

pub(crate) fn evidence(sha256: Sha256, file_name: &str) -> Evidence {
    Evidence {
        id: EvidenceId(0),
        sha256,
        file_name: file_name.to_owned(),
        bytes: 12,
        importer: Some("roster".to_owned()),
        importer_version: 1,
        records: BTreeMap::new(),
        problems: 0,
        snapshot: true,
        dates: FourDates { covers_from: None, covers_to: None, extracted: None, received: at(0) },
        file_modified: None,
        ipe: Ipe::default(),
        incomplete: Vec::new(),
    }
}

/// Stores an original and adds it as evidence.
pub(crate) fn take_in(vault: &mut Vault, bytes: &[u8], file_name: &str) -> EvidenceId {
    let hash = original(vault, bytes);
    vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.insert_evidence(&evidence(hash, file_name))).unwrap()
}

pub(crate) fn person(row: u64) -> Record {
    let person = Person { email: Some(format!("person-{row}@example.com")), ..Person::default() };
    Record { at: Position::Row(row), data: Data::Person(Box::new(person)), extra: BTreeMap::new() }
}

pub(crate) fn ticket(row: u64) -> Record {
    let ticket = Ticket { id: format!("OPS-{row}"), ..Ticket::default() };
    let extra = BTreeMap::from([("colour".to_owned(), serde_json::json!("blue 100%"))]);
    Record { at: Position::Path(format!("$.issues[{row}]")), data: Data::Ticket(Box::new(ticket)), extra }
}

pub(crate) fn event(line: u64) -> Record {
    let stamp = format!("2026-03-{:02}T10:00:00Z", line % 28 + 1).parse().unwrap();
    let event = AuditEvent { at: Some(stamp), target: Some(format!("user-{line}@example.com")), ..AuditEvent::default() };
    Record { at: Position::Line(line), data: Data::AuditEvent(Box::new(event)), extra: BTreeMap::new() }
}
