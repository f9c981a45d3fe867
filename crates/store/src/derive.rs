//! Every key of the vault out of its master key. One place, so that no two uses can share a key.

use crate::{Result, StoreError};
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, KeyType, Salt},
};
use model::Secret;
use zeroize::Zeroizing;

/// A key of 256 bits.
pub(crate) type Key = Secret<[u8; 32]>;

/// What a derived key is for; the text is part of the derivation and never changes.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Database,
    Blob,
    BlobName,
    Logs,
    Head,
    RecoverySlot,
    KeychainSlot,
}

impl Purpose {
    const fn info(self) -> &'static [u8] {
        match self {
            Self::Database => b"fieldwork/1/database",
            Self::Blob => b"fieldwork/1/blob",
            Self::BlobName => b"fieldwork/1/blob/name",
            Self::Logs => b"fieldwork/1/logs",
            Self::Head => b"fieldwork/1/activity-head",
            Self::RecoverySlot => b"fieldwork/1/slot/recovery",
            Self::KeychainSlot => b"fieldwork/1/slot/keychain",
        }
    }
}

struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        32
    }
}

/// HKDF-SHA256 of `secret` with `salt` for one purpose.
pub(crate) fn derive(secret: &[u8], salt: &[u8], purpose: Purpose) -> Result<Key> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    let info = [purpose.info()];
    let prk = Salt::new(HKDF_SHA256, salt).extract(secret);
    let filled = prk.expand(&info, Length).and_then(|okm| okm.fill(bytes.as_mut_slice()));
    filled.ok().ok_or(StoreError::Crypto("derive a key"))?;
    Ok(Secret::new(*bytes))
}

/// Fresh random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).ok().ok_or(StoreError::Crypto("draw random bytes"))?;
    Ok(bytes)
}

/// An AES-256-GCM key.
pub(crate) fn cipher(key: &Key) -> Result<LessSafeKey> {
    let unbound = UnboundKey::new(&AES_256_GCM, key.expose()).ok().ok_or(StoreError::Crypto("set up AES-256-GCM"))?;
    Ok(LessSafeKey::new(unbound))
}

/// Encrypts a key under another one.
pub(crate) fn wrap(under: &Key, nonce: [u8; 12], aad: &[u8], key: &Key) -> Result<Vec<u8>> {
    let mut sealed = key.expose().to_vec();
    let done = cipher(under)?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut sealed);
    done.ok().ok_or(StoreError::Crypto("wrap the master key"))?;
    Ok(sealed)
}

/// Decrypts a wrapped key; none when the wrapping key, the nonce or the authenticated data is another.
pub(crate) fn unwrap(under: &Key, nonce: [u8; 12], aad: &[u8], sealed: &[u8]) -> Result<Option<Key>> {
    let mut buffer = Zeroizing::new(sealed.to_vec());
    let opened = cipher(under)?.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(aad), &mut buffer);
    let Ok(plain) = opened else { return Ok(None) };
    Ok(<[u8; 32]>::try_from(&*plain).ok().map(Secret::new))
}
