//! The operating system's own keychain: Secret Service, macOS Keychain, Windows Credential Manager.
//!
//! The stores are used directly and a connection is made for every call: after a failed start, or once the user has
//! unlocked the keychain, the next call simply tries again.

use super::{Keychain, KeychainError};
use keyring_core::{Entry, Error, api::CredentialStoreApi};
use model::Secret;

/// The keychain of the user who is logged in. Entries carry a service name, by which people find them.
#[derive(Debug, Clone)]
pub struct SystemKeychain {
    service: String,
}

impl SystemKeychain {
    /// The keychain, with entries under `service` (`Fieldwork`).
    pub fn new(service: impl Into<String>) -> Self {
        Self { service: service.into() }
    }

    fn entry(&self, account: &str) -> Result<Entry, KeychainError> {
        let store = store().map_err(unavailable)?;
        store.build(&self.service, account, None).map_err(told)
    }
}

impl Keychain for SystemKeychain {
    fn get(&self, account: &str) -> Result<Secret<String>, KeychainError> {
        self.entry(account)?.get_password().map(Secret::new).map_err(told)
    }

    fn set(&self, account: &str, secret: &Secret<String>) -> Result<(), KeychainError> {
        self.entry(account)?.set_password(secret.expose()).map_err(told)
    }

    fn delete(&self, account: &str) -> Result<(), KeychainError> {
        self.entry(account)?.delete_credential().map_err(told)
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn store() -> Result<impl std::ops::Deref<Target = impl CredentialStoreApi>, Error> {
    zbus_secret_service_keyring_store::Store::new()
}

#[cfg(target_os = "macos")]
fn store() -> Result<impl std::ops::Deref<Target = impl CredentialStoreApi>, Error> {
    apple_native_keyring_store::keychain::Store::new()
}

#[cfg(windows)]
fn store() -> Result<impl std::ops::Deref<Target = impl CredentialStoreApi>, Error> {
    windows_native_keyring_store::Store::new()
}

fn unavailable(error: Error) -> KeychainError {
    match told(error) {
        KeychainError::Failed(why) => KeychainError::Unavailable(why),
        other => other,
    }
}

/// The store's error in our words; stored bytes that some variants carry are left out.
fn told(error: Error) -> KeychainError {
    match error {
        Error::NoEntry => KeychainError::NoEntry,
        Error::NoStorageAccess(why) => KeychainError::Locked(why.to_string()),
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => KeychainError::Unavailable("no store".to_owned()),
        Error::PlatformFailure(why) => KeychainError::Failed(why.to_string()),
        Error::Ambiguous(_) => KeychainError::Failed("more than one entry".to_owned()),
        _ => KeychainError::Failed("the entry cannot be read".to_owned()),
    }
}
