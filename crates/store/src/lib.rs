//! The encrypted vault: map, originals, keys, activity chain.
//!
//! Why it exists: everything that a company tells Fieldwork rests in one folder on one laptop. Here, and nowhere else, it
//! is decided how that folder is encrypted, who can open it, and what a transaction is; no other crate names `SQLite`.
//!
//! What it must not do: judge, parse or render evidence, read a clock (times and actors are passed in), open a socket, or
//! let a key, a passphrase or a path above a file name into an error, a log line or a `Debug` text.
//!
//! # The folder
//! | name | what |
//! |---|---|
//! | `vault.json` | format version, random id, key slots: nothing secret in clear |
//! | `map.db` | the map, `SQLCipher` under a raw 256-bit key |
//! | `evidence/ab/<sha256>` | originals, each in 64 KiB chunks under a key of its own |
//! | `logs/` | encrypted columns, left to the crate `logs`, which gets a key of its own |
//! | `activity.head` | head of the activity chain, outside the database so that an old copy of it shows |
//! | `lock` | held while the vault is open |
//!
//! # Keys
//! A random master key; every other key is derived from it by HKDF-SHA256 with the vault's id. The master key itself lies
//! in `vault.json` once per slot, wrapped by AES-256-GCM under a key that the slot's holder can produce: a passphrase
//! (Argon2id), a recovery code, or the system's keychain.
//!
//! # Transactions
//! [`Vault::write`] is one use case: one `IMMEDIATE` transaction, in which every changing call appends to the activity
//! chain. A kill at any moment leaves the vault as before or as after; originals that no evidence names are removed when
//! the vault is opened.

mod blob;
mod chain;
mod database;
mod derive;
mod error;
mod file;
mod handle;
mod head;
mod header;
mod slot;
mod table;
mod vault;

pub use blob::{BlobReader, BlobWriter, Blobs, Stored};
pub use chain::{Activity, Broken, ChainCheck};
pub use error::StoreError;
pub use handle::{Read, Write};
pub use header::SlotKind;
pub use slot::{Keychain, KeychainError, MemoryKeychain, SystemKeychain};
pub use table::{
    Acceptance, Assignment, Bundle, ControlAction, ControlChange, Derived, EngagementChange, ItemFilter, Link, LinkOrigin,
    LogPart, NewControlChange, Page, PastEngagement, PastId, RecordRow, Records, Remark, Response, Run, RunHead, RunId, Show,
    Span,
};
pub use vault::{NewVault, Peek, Reader, Unlock, Vault};

/// The result of everything that touches the vault.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
