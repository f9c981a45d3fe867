//! The layout of an encrypted original, and the cipher over its chunks.

use crate::{
    Result, StoreError,
    derive::{self, Key, Purpose},
};
use aws_lc_rs::{
    aead::{Aad, LessSafeKey, Nonce},
    hmac,
};
use model::Sha256;

/// Plaintext bytes of a chunk.
pub(super) const CHUNK: usize = 64 * 1024;
/// Bytes that authentication adds to a chunk.
pub(super) const TAG: usize = 16;
/// Bytes before the first chunk.
pub(super) const HEADER: usize = 8 + 32 + 32;
/// Where in the header the binding stands.
pub(super) const BINDING: u64 = 8 + 32;
const MARK: &[u8; 8] = b"FWBLOB1\n";

/// Seals and opens the chunks of one original.
pub(super) struct Cipher {
    key: LessSafeKey,
    binding: hmac::Key,
    salt: [u8; 32],
}

impl Cipher {
    /// The cipher of the original with this salt.
    pub(super) fn new(master: &Key, vault: &[u8; 16], salt: [u8; 32]) -> Result<Self> {
        let key = derive::derive(master.expose(), &[vault.as_slice(), &salt].concat(), Purpose::Blob)?;
        let binding = derive::derive(key.expose(), &salt, Purpose::BlobName)?;
        Ok(Self { key: derive::cipher(&key)?, binding: hmac::Key::new(hmac::HMAC_SHA256, binding.expose()), salt })
    }

    /// The cipher that a header names, and the binding in it; none when it is no such header.
    pub(super) fn of_header(header: &[u8; HEADER], master: &Key, vault: &[u8; 16]) -> Result<Option<(Self, [u8; 32])>> {
        let Some(rest) = header.strip_prefix(MARK) else { return Ok(None) };
        let Some((salt, binding)) = rest.split_first_chunk::<32>() else { return Ok(None) };
        let Ok(binding) = <[u8; 32]>::try_from(binding) else { return Ok(None) };
        Ok(Some((Self::new(master, vault, *salt)?, binding)))
    }

    /// The header, with the binding still blank.
    pub(super) fn header(&self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        for (to, from) in header.iter_mut().zip(MARK.iter().chain(&self.salt)) {
            *to = *from;
        }
        header
    }

    /// Binds the original to its hash.
    pub(super) fn bind(&self, hash: &Sha256) -> Vec<u8> {
        hmac::sign(&self.binding, &hash.0).as_ref().to_vec()
    }

    /// Whether the original is bound to this hash.
    pub(super) fn is_bound(&self, hash: &Sha256, binding: &[u8; 32]) -> bool {
        hmac::verify(&self.binding, &hash.0, binding).is_ok()
    }

    /// Encrypts a chunk in place and appends its tag.
    pub(super) fn seal(&self, number: u64, last: bool, chunk: &mut Vec<u8>) -> Result<()> {
        let sealed = self.key.seal_in_place_append_tag(nonce(number, last), Aad::from(MARK), chunk);
        sealed.ok().ok_or(StoreError::Crypto("encrypt a chunk"))
    }

    /// Decrypts a chunk in place; none when it is not the one that was written there.
    pub(super) fn open<'b>(&self, number: u64, last: bool, chunk: &'b mut [u8]) -> Option<&'b [u8]> {
        self.key.open_in_place(nonce(number, last), Aad::from(MARK), chunk).ok().map(|plain| &*plain)
    }
}

/// Never the same twice under one key: the key is of this original alone.
fn nonce(number: u64, last: bool) -> Nonce {
    let mut bytes = [0; 12];
    for (to, from) in bytes.iter_mut().zip([0, 0, 0].into_iter().chain(number.to_be_bytes()).chain([u8::from(last)])) {
        *to = from;
    }
    Nonce::assume_unique_for_key(bytes)
}
