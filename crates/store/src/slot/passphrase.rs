//! Argon2id over a passphrase. Parameters come out of a file that anybody may have written, so they are capped.

use crate::{Result, StoreError, derive::Key, header::Slot};
use argon2::{Algorithm, Argon2, Params, Version};
use model::Secret;
use std::path::Path;
use zeroize::Zeroizing;

/// Memory in KiB and passes of new slots: about a quarter of a second.
pub(super) const COST: (u32, u32) = (64 * 1024, 3);
const LEAST_MEMORY: u32 = 19 * 1024;
const MOST_MEMORY: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 16;

/// The wrapping key of a passphrase under the parameters of a slot.
pub(super) fn stretch(passphrase: &Secret<String>, slot: &Slot) -> Result<Key> {
    if passphrase.expose().is_empty() {
        return Err(StoreError::EmptyPassphrase);
    }
    let sane = (LEAST_MEMORY..=MOST_MEMORY).contains(&slot.memory_kib) && (1..=MOST_PASSES).contains(&slot.passes);
    if !sane {
        return Err(StoreError::damaged(Path::new("vault.json"), "the passphrase slot has impossible parameters"));
    }
    let failed = StoreError::Crypto("stretch the passphrase");
    let Ok(params) = Params::new(slot.memory_kib, slot.passes, 1, Some(32)) else { return Err(failed) };
    let mut key = Zeroizing::new([0_u8; 32]);
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    match argon.hash_password_into(passphrase.expose().as_bytes(), &slot.salt, key.as_mut_slice()) {
        Ok(()) => Ok(Secret::new(*key)),
        Err(_) => Err(failed),
    }
}
