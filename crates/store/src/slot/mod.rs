//! Key slots: how a passphrase, a recovery code or the system's keychain yields the master key.

mod keychain;
mod passphrase;
mod recovery;
mod system;

pub use keychain::{Keychain, KeychainError, MemoryKeychain};
pub use system::SystemKeychain;

use crate::{
    Result, StoreError,
    derive::{self, Key, Purpose},
    header::{FORMAT, Header, Slot, SlotKind},
};
use model::Secret;

/// A slot that opens by a passphrase.
pub(crate) fn with_passphrase(header: &Header, master: &Key, passphrase: &Secret<String>) -> Result<Slot> {
    let mut slot = empty(SlotKind::Passphrase)?;
    (slot.memory_kib, slot.passes) = passphrase::COST;
    let key = passphrase::stretch(passphrase, &slot)?;
    seal(slot, header, master, &key)
}

/// Opens the passphrase slot.
pub(crate) fn by_passphrase(header: &Header, passphrase: &Secret<String>) -> Result<Key> {
    let slot = header.slot(SlotKind::Passphrase)?;
    open(slot, header, &passphrase::stretch(passphrase, slot)?)?.ok_or(StoreError::WrongPassphrase)
}

/// A slot that opens by a new recovery code, and the code.
pub(crate) fn with_recovery(header: &Header, master: &Key) -> Result<(Slot, Secret<String>)> {
    let slot = empty(SlotKind::Recovery)?;
    let (code, entropy) = recovery::draw()?;
    let key = derive::derive(entropy.expose(), &slot.salt, Purpose::RecoverySlot)?;
    Ok((seal(slot, header, master, &key)?, code))
}

/// Opens the recovery slot.
pub(crate) fn by_recovery(header: &Header, code: &Secret<String>) -> Result<Key> {
    let slot = header.slot(SlotKind::Recovery)?;
    let entropy = recovery::parse(code.expose()).ok_or(StoreError::MistypedRecoveryCode)?;
    let key = derive::derive(entropy.expose(), &slot.salt, Purpose::RecoverySlot)?;
    open(slot, header, &key)?.ok_or(StoreError::WrongRecoveryCode)
}

/// A slot that opens by an entry of the keychain, which is written here.
pub(crate) fn with_keychain(header: &Header, master: &Key, keychain: &dyn Keychain) -> Result<Slot> {
    let slot = empty(SlotKind::Keychain)?;
    let entry = Secret::new(derive::random::<32>()?);
    keychain.set(&account(header), &Secret::new(hex::encode(entry.expose())))?;
    let key = derive::derive(entry.expose(), &slot.salt, Purpose::KeychainSlot)?;
    seal(slot, header, master, &key)
}

/// Opens the keychain slot.
pub(crate) fn by_keychain(header: &Header, keychain: &dyn Keychain) -> Result<Key> {
    let slot = header.slot(SlotKind::Keychain)?;
    let text = keychain.get(&account(header))?;
    let mut entry = zeroize::Zeroizing::new([0_u8; 32]);
    hex::decode_to_slice(text.expose(), entry.as_mut_slice()).ok().ok_or(StoreError::WrongKeychainEntry)?;
    let key = derive::derive(entry.as_slice(), &slot.salt, Purpose::KeychainSlot)?;
    open(slot, header, &key)?.ok_or(StoreError::WrongKeychainEntry)
}

/// The name of the vault's entry in the keychain.
pub(crate) fn account(header: &Header) -> String {
    format!("vault {}", hex::encode(header.id))
}

fn empty(kind: SlotKind) -> Result<Slot> {
    Ok(Slot { kind, memory_kib: 0, passes: 0, salt: derive::random()?, nonce: derive::random()?, wrapped: Vec::new() })
}

fn seal(mut slot: Slot, header: &Header, master: &Key, under: &Key) -> Result<Slot> {
    slot.wrapped = derive::wrap(under, slot.nonce, &bound(&slot, header), master)?;
    Ok(slot)
}

fn open(slot: &Slot, header: &Header, under: &Key) -> Result<Option<Key>> {
    derive::unwrap(under, slot.nonce, &bound(slot, header), &slot.wrapped)
}

/// What the wrapped key is bound to: neither the id, the kind nor the cost can be exchanged.
fn bound(slot: &Slot, header: &Header) -> Vec<u8> {
    let kind = match slot.kind {
        SlotKind::Passphrase => 1_u8,
        SlotKind::Keychain => 2,
        SlotKind::Recovery => 3,
    };
    let numbers = [FORMAT, slot.memory_kib, slot.passes].map(u32::to_be_bytes);
    [b"fieldwork/slot".as_slice(), &header.id, &[kind], numbers.as_flattened(), &slot.salt].concat()
}
