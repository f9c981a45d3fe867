//! Changing the ways to open a vault. The master key stays; what wraps it changes.
//!
//! The activity chain is written first: after a kill in between it may tell a change that did not come about, never
//! keep silent about one that did.

use super::Vault;
use crate::{
    Result, StoreError,
    header::{Slot, SlotKind},
    slot::{self, Keychain, KeychainError},
};
use chrono::{DateTime, Utc};
use model::Secret;

impl Vault {
    /// Sets or replaces the passphrase.
    pub fn set_passphrase(&mut self, actor: &str, at: DateTime<Utc>, passphrase: &Secret<String>) -> Result<()> {
        let slot = slot::with_passphrase(&self.header, &self.master, passphrase)?;
        self.put(actor, at, "passphrase set", slot)
    }

    /// Lets the system's keychain open the vault.
    pub fn add_keychain(&mut self, actor: &str, at: DateTime<Utc>, keychain: &dyn Keychain) -> Result<()> {
        let slot = slot::with_keychain(&self.header, &self.master, keychain)?;
        self.put(actor, at, "keychain added", slot)
    }

    /// No longer lets the keychain open the vault; refused while there is no passphrase.
    pub fn remove_keychain(&mut self, actor: &str, at: DateTime<Utc>, keychain: &dyn Keychain) -> Result<()> {
        self.header.slot(SlotKind::Keychain)?;
        if self.header.slot(SlotKind::Passphrase).is_err() {
            return Err(StoreError::LastSlot(SlotKind::Keychain));
        }
        self.write::<_, StoreError>(actor, at, |write| write.note("keychain removed", "", None, None))?;
        self.header.slots.retain(|slot| slot.kind != SlotKind::Keychain);
        self.header.write(&self.dir)?;
        match keychain.delete(&slot::account(&self.header)) {
            Ok(()) | Err(KeychainError::NoEntry) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Makes a new recovery code; the one before no longer opens the vault.
    pub fn new_recovery_code(&mut self, actor: &str, at: DateTime<Utc>) -> Result<Secret<String>> {
        let (slot, code) = slot::with_recovery(&self.header, &self.master)?;
        self.put(actor, at, "recovery code renewed", slot)?;
        Ok(code)
    }

    fn put(&mut self, actor: &str, at: DateTime<Utc>, action: &str, slot: Slot) -> Result<()> {
        self.write::<_, StoreError>(actor, at, |write| write.note(action, "", None, None))?;
        self.header.put(slot);
        self.header.write(&self.dir)
    }
}
