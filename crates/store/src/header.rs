//! `vault.json`: what must be known before any key is. Nothing in it is secret; everything in it that matters is
//! authenticated by the slots, whose wrapped keys open only under the very id, kind and parameters written beside them.

use crate::{Result, StoreError, error::name, file};
use serde::{Deserialize, Serialize};
use std::{fmt, fs, io, path::Path};

/// Newest format of the folder that this version reads and the one that it writes.
pub(crate) const FORMAT: u32 = 1;
const MARK: &str = "fieldwork-vault";
const FILE: &str = "vault.json";
/// No genuine header is larger; whatever is larger is not read.
const LARGEST: u64 = 64 * 1024;

/// The ways to open a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotKind {
    /// A passphrase that somebody remembers.
    Passphrase,
    /// The keychain of the operating system.
    Keychain,
    /// The code shown once.
    Recovery,
}

impl fmt::Display for SlotKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase => "passphrase",
            Self::Keychain => "keychain",
            Self::Recovery => "recovery code",
        })
    }
}

/// One way to open the vault: the master key wrapped under the key of that way.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Slot {
    pub(crate) kind: SlotKind,
    /// Cost of the passphrase; zero for the other kinds.
    #[serde(default)]
    pub(crate) memory_kib: u32,
    #[serde(default)]
    pub(crate) passes: u32,
    #[serde(with = "digits")]
    pub(crate) salt: [u8; 32],
    #[serde(with = "digits")]
    pub(crate) nonce: [u8; 12],
    #[serde(with = "digits")]
    pub(crate) wrapped: Vec<u8>,
}

/// The content of `vault.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Header {
    pub(crate) format: String,
    pub(crate) version: u32,
    #[serde(with = "digits")]
    pub(crate) id: [u8; 16],
    pub(crate) slots: Vec<Slot>,
}

impl Header {
    /// A header without slots.
    pub(crate) fn new(id: [u8; 16]) -> Self {
        Self { format: MARK.to_owned(), version: FORMAT, id, slots: Vec::new() }
    }

    /// The slot of a kind.
    pub(crate) fn slot(&self, kind: SlotKind) -> Result<&Slot> {
        self.slots.iter().find(|slot| slot.kind == kind).ok_or(StoreError::MissingSlot(kind))
    }

    /// Puts a slot in place of the one of the same kind.
    pub(crate) fn put(&mut self, slot: Slot) {
        self.slots.retain(|other| other.kind != slot.kind);
        self.slots.push(slot);
        self.slots.sort_by_key(|slot| slot.kind);
    }

    /// Writes the header into the vault's folder.
    pub(crate) fn write(&self, dir: &Path) -> Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(StoreError::shape("vault header"))?;
        file::replace(&dir.join(FILE), &text)
    }
}

/// Whether the folder holds a header, readable or not.
pub(crate) fn exists(dir: &Path) -> bool {
    dir.join(FILE).exists()
}

/// Reads the header of a vault's folder.
pub(crate) fn read(dir: &Path) -> Result<Header> {
    let path = dir.join(FILE);
    let not_a_vault = || StoreError::NotAVault(name(dir));
    let length = match fs::metadata(&path) {
        Ok(about) if about.is_file() => about.len(),
        Ok(_) => return Err(not_a_vault()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(not_a_vault());
        }
        Err(error) => return Err(StoreError::io("read", &path)(error)),
    };
    if length > LARGEST {
        return Err(not_a_vault());
    }
    let bytes = fs::read(&path).map_err(StoreError::io("read", &path))?;
    parse(&bytes, dir)
}

/// The format and version are judged before the rest: a newer header may look quite different.
fn parse(bytes: &[u8], dir: &Path) -> Result<Header> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let head: Head = serde_json::from_slice(bytes).ok().ok_or_else(|| StoreError::NotAVault(name(dir)))?;
    if head.format != MARK {
        return Err(StoreError::NotAVault(name(dir)));
    }
    if head.version > FORMAT {
        return Err(StoreError::Newer { what: FILE, found: head.version, known: FORMAT });
    }
    serde_json::from_slice(bytes).map_err(|error| StoreError::damaged(&dir.join(FILE), error.to_string()))
}

/// Bytes as hexadecimal digits.
mod digits {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(bytes: impl AsRef<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(bytes))
    }

    pub(super) fn deserialize<'de, T: TryFrom<Vec<u8>>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let bytes = hex::decode(String::deserialize(deserializer)?).map_err(D::Error::custom)?;
        T::try_from(bytes).ok().ok_or_else(|| D::Error::custom("a value has the wrong length"))
    }
}
