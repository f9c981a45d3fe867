//! What the vault asks of a keychain, and one that lives in memory.

use model::Secret;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// A place where the operating system keeps small secrets for the user who is logged in.
pub trait Keychain: Send + Sync {
    /// The secret stored under a name.
    fn get(&self, account: &str) -> Result<Secret<String>, KeychainError>;
    /// Stores a secret under a name, in place of the one that was there.
    fn set(&self, account: &str, secret: &Secret<String>) -> Result<(), KeychainError>;
    /// Removes the secret under a name.
    fn delete(&self, account: &str) -> Result<(), KeychainError>;
}

/// Why a keychain did not serve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeychainError {
    /// There is none, or it does not answer.
    #[error("this system offers no keychain ({0}): use the passphrase")]
    Unavailable(String),
    /// It is there but locked, or the user declined.
    #[error("the system's keychain is locked ({0}): unlock it, or use the passphrase")]
    Locked(String),
    /// It has no entry for this vault.
    #[error("the system's keychain has no entry for this vault: use the passphrase or the recovery code")]
    NoEntry,
    /// Anything else.
    #[error("the system's keychain failed ({0}): use the passphrase")]
    Failed(String),
}

/// A keychain in memory, for tests and for vaults that live as long as a process.
#[derive(Debug, Default)]
pub struct MemoryKeychain(Mutex<BTreeMap<String, Secret<String>>>);

impl Keychain for MemoryKeychain {
    fn get(&self, account: &str) -> Result<Secret<String>, KeychainError> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(account).cloned().ok_or(KeychainError::NoEntry)
    }

    fn set(&self, account: &str, secret: &Secret<String>) -> Result<(), KeychainError> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(account.to_owned(), secret.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.remove(account).map(drop).ok_or(KeychainError::NoEntry)
    }
}
