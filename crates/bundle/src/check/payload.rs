//! Every file against its line in a manifest.

use super::{archive::Archive, fault, manifest::Manifest};
use crate::{Code, Fault};
use sha2::{Digest, Sha256};

/// Files that are missing or not those that were signed.
pub(super) fn compare(archive: &mut Archive, manifest: &Manifest) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, expected) in manifest.lines() {
        let mut hash = Sha256::new();
        match archive.stream(path, u64::MAX - 1, &mut |chunk| hash.update(chunk)) {
            Ok(()) => {
                let found: [u8; 32] = hash.finalize().into();
                if found != expected {
                    let message =
                        format!("It was altered: its SHA-256 is {}, signed was {}.", hex::encode(found), hex::encode(expected));
                    faults.push(fault(path, Code::Altered, message));
                }
            }
            Err(found) => faults.push(found),
        }
    }
    faults
}
