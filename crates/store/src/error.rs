//! What can go wrong with a vault, each with what was attempted, on what, and what to do.

use crate::{header::SlotKind, slot::KeychainError};
use std::{io, path::Path};

/// An error of the vault. Paths are named by their last part only.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder holds no vault.
    #[error("the folder `{0}` is not a vault: choose the folder that holds `vault.json`, or create a vault")]
    NotAVault(String),
    /// A vault is there already.
    #[error("the folder `{0}` already holds a vault: open it, or choose another folder")]
    Exists(String),
    /// The folder for a new vault has other things in it.
    #[error("the folder `{0}` is not empty: choose a new or empty folder for the vault")]
    NotEmpty(String),
    /// A new vault was given neither a passphrase nor a keychain.
    #[error("a vault needs a passphrase or the system's keychain: give one")]
    NoSlot,
    /// A passphrase too short to protect anything.
    #[error("the passphrase is empty: choose one of several words")]
    EmptyPassphrase,
    /// The passphrase does not open the vault.
    #[error("the passphrase does not open the vault: check the keyboard layout, or use the recovery code")]
    WrongPassphrase,
    /// The recovery code is well-formed but of another vault, or replaced since.
    #[error("the recovery code does not open this vault: use the latest code made for it")]
    WrongRecoveryCode,
    /// The recovery code is not as it was printed.
    #[error("the recovery code is mistyped: it has 8 groups of 4 characters; check each against the printed code")]
    MistypedRecoveryCode,
    /// The vault has no slot of that kind.
    #[error("the vault cannot be opened by {0}: it has no such key slot; use another way to open it")]
    MissingSlot(SlotKind),
    /// The last slot cannot be removed.
    #[error("the {0} is the only everyday way to open the vault: set a passphrase first")]
    LastSlot(SlotKind),
    /// The system's keychain did not serve.
    #[error(transparent)]
    Keychain(#[from] KeychainError),
    /// The keychain's entry is not the one that this vault wrote.
    #[error("the keychain's entry does not open the vault: use the passphrase, then set the keychain up again")]
    WrongKeychainEntry,
    /// Written by a newer version of the program.
    #[error("`{what}` has format {found}, this version reads up to {known}: update Fieldwork, then open the vault again")]
    Newer {
        /// The file.
        what: &'static str,
        /// Format found.
        found: u32,
        /// Newest format known.
        known: u32,
    },
    /// Another process, or another window, holds the vault.
    #[error("the vault `{0}` is open elsewhere: close it in the other window or program, then try again")]
    OpenElsewhere(String),
    /// Something in the vault is not as it was written.
    #[error("`{file}` is damaged ({detail}): restore the whole vault folder from a backup")]
    Damaged {
        /// The file inside the vault.
        file: String,
        /// What was found.
        detail: String,
    },
    /// The database is not the latest: an old copy was put back, or the head file is.
    #[error(
        "`map.db` ends with activity entry {database}, `activity.head` with {head}: one of them is an old copy; \
         restore the whole vault folder from one backup, or accept the history as it is"
    )]
    RolledBack {
        /// Last entry in the database.
        database: u64,
        /// Last entry that the head vouches for.
        head: u64,
    },
    /// The activity chain is broken.
    #[error("activity entry {seq} does not fit the chain ({why}): restore the whole vault folder from a backup")]
    BrokenChain {
        /// First entry that does not fit.
        seq: u64,
        /// What does not fit.
        why: String,
    },
    /// Something named does not exist.
    #[error("there is no {what} `{id}` in the vault: it may have been removed; reload the list")]
    NotFound {
        /// Kind of thing.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A value that the map does not accept.
    #[error("{what} was not stored: {why}")]
    Refused {
        /// What was to be stored.
        what: String,
        /// Why not, and what to do.
        why: String,
    },
    /// A file could not be read or written.
    #[error("could not {attempt} `{file}`: {source}; check the disk, its free space and permissions")]
    Io {
        /// What was attempted.
        attempt: &'static str,
        /// File name, without folders.
        file: String,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The database refused a statement.
    #[error("the map could not {attempt}: {source}")]
    Sql {
        /// What was attempted.
        attempt: &'static str,
        /// The database's reason.
        #[source]
        source: rusqlite::Error,
    },
    /// A stored value is not of the shape that this version writes.
    #[error("a stored {what} could not be read: {source}; it was written by another version")]
    Shape {
        /// Kind of thing.
        what: &'static str,
        /// The reason.
        #[source]
        source: serde_json::Error,
    },
    /// The system gave no randomness, or a primitive refused its input.
    #[error("could not {0}: the system's cryptography refused; restart the computer and try again")]
    Crypto(&'static str),
}

impl StoreError {
    /// An I/O error on a file, named by its last part.
    pub(crate) fn io(attempt: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = name(path);
        move |source| Self::Io { attempt, file, source }
    }

    /// A database error; damage is told apart from refusals.
    pub(crate) fn sql(attempt: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        move |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                Self::Damaged { file: "map.db".to_owned(), detail: source.to_string() }
            }
            _ => Self::Sql { attempt, source },
        }
    }

    /// A JSON error of a stored value.
    pub(crate) fn shape(what: &'static str) -> impl FnOnce(serde_json::Error) -> Self {
        move |source| Self::Shape { what, source }
    }

    /// A file that is not as it was written.
    pub(crate) fn damaged(path: &Path, detail: impl Into<String>) -> Self {
        Self::Damaged { file: name(path), detail: detail.into() }
    }
}

/// The last part of a path: what may appear in a message.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| "vault".to_owned(), |name| name.to_string_lossy().into_owned())
}
