//! Opening: the lock, the key, the map brought up to date, its end compared with the head outside it.

use super::Vault;
use crate::{
    Result, StoreError,
    blob::Blobs,
    chain, database,
    derive::{self, Key, Purpose},
    error::name,
    file,
    handle::Read,
    head::Head,
    header::{self, Header, SlotKind},
    slot::{self, Keychain},
};
use chrono::{DateTime, Utc};
use model::Secret;
use std::{
    collections::BTreeSet,
    fs::{File, TryLockError},
    path::Path,
};

/// How a vault is opened.
pub enum Unlock<'k> {
    /// By its passphrase.
    Passphrase(Secret<String>),
    /// By the system's keychain.
    Keychain(&'k dyn Keychain),
    /// By the recovery code.
    Recovery(Secret<String>),
}

/// What a vault tells without being opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// Its id, hexadecimal.
    pub id: String,
    /// Format of the folder.
    pub version: u32,
    /// The ways to open it.
    pub slots: BTreeSet<SlotKind>,
}

impl Vault {
    /// What the vault in a folder tells without being opened; also tells that it is no vault, or a newer one.
    pub fn peek(dir: &Path) -> Result<Peek> {
        let header = header::read(dir)?;
        let slots = header.slots.iter().map(|slot| slot.kind).collect();
        Ok(Peek { id: hex::encode(header.id), version: header.version, slots })
    }

    /// Opens the vault in a folder, brings it up to date, and clears what an interrupted import left behind.
    pub fn open(dir: &Path, unlock: &Unlock<'_>) -> Result<Self> {
        let lock = lock(dir)?;
        let (header, master) = unlocked(dir, unlock)?;
        Self::open_with(dir, header, master, lock)
    }

    /// Opens a vault whose `activity.head` is lost or does not fit the map, when no better copy exists. That this was
    /// done, by whom, and where the map ended goes into the activity chain; no original is cleared away.
    pub fn open_accepting_history(dir: &Path, unlock: &Unlock<'_>, actor: &str, at: DateTime<Utc>) -> Result<Self> {
        let lock = lock(dir)?;
        let (header, master) = unlocked(dir, unlock)?;
        let mut vault = Self::without_history(dir, header, master, lock)?;
        let found = chain::tail(&vault.connection, &vault.header.id)?;
        let why = match vault.head.settle(found) {
            Ok(()) => return Ok(vault),
            Err(why) => why.to_string(),
        };
        vault.write::<_, StoreError>(actor, at, |write| {
            let after = serde_json::json!({ "entries": found.seq, "found": why });
            write.note("history accepted", "", None, Some(after))
        })?;
        Ok(vault)
    }

    pub(super) fn open_with(dir: &Path, header: Header, master: Key, lock: File) -> Result<Self> {
        let vault = Self::without_history(dir, header, master, lock)?;
        vault.head.settle(chain::tail(&vault.connection, &vault.header.id)?)?;
        vault.blobs.gc(&Read::new(&vault.connection).evidence_hashes()?)?;
        Ok(vault)
    }

    /// Everything of opening but the comparison with the head and the clearing that relies on it.
    fn without_history(dir: &Path, header: Header, master: Key, lock: File) -> Result<Self> {
        let key = derive::derive(master.expose(), &header.id, Purpose::Database)?;
        let mut connection = database::open(&dir.join("map.db"), &key, false)?;
        database::migrate(&mut connection)?;
        let head = Head::new(dir, &derive::derive(master.expose(), &header.id, Purpose::Head)?);
        let blobs = Blobs::new(dir, &header.id, &master)?;
        Ok(Self { dir: dir.to_owned(), header, master, connection, head, blobs, lock })
    }
}

/// The header of a vault and the master key that the holder of a slot gets out of it.
fn unlocked(dir: &Path, unlock: &Unlock<'_>) -> Result<(Header, Key)> {
    let header = header::read(dir)?;
    let master = match unlock {
        Unlock::Passphrase(passphrase) => slot::by_passphrase(&header, passphrase)?,
        Unlock::Keychain(keychain) => slot::by_keychain(&header, *keychain)?,
        Unlock::Recovery(code) => slot::by_recovery(&header, code)?,
    };
    Ok((header, master))
}

/// Takes the folder of a vault for this process. A folder that is none is left as it is.
pub(super) fn lock(dir: &Path) -> Result<File> {
    header::read(dir)?;
    let path = dir.join("lock");
    let file = file::private(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::OpenElsewhere(name(dir))),
        Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &path)(error)),
    }
}
