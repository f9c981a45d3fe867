//! The originals, byte for byte, streamed: each must have the hash and size that the map states.

use super::{Tell, bag::Bag};
use crate::{BundleError, Contents, Step, Vault, names};
use model::{Evidence, Sha256};
use std::io::{Read, Write};

/// Bytes read at once.
const CHUNK: usize = 1 << 18;

/// Packs all; answers how many.
pub(super) fn all(
    bag: &mut Bag<'_>,
    contents: &Contents,
    vault: &mut dyn Vault,
    tell: &mut Tell<'_>,
) -> Result<u64, BundleError> {
    let total = contents.evidence.iter().map(|exhibit| exhibit.evidence.bytes).sum();
    let mut done = 0;
    let mut buffer = vec![0_u8; CHUNK];
    tell.about(Step::Originals, 0, total)?;
    for exhibit in &contents.evidence {
        one(bag, &exhibit.evidence, vault, &mut buffer, &mut |count| {
            done += count;
            tell.about(Step::Originals, done, total)
        })?;
    }
    Ok(contents.evidence.len() as u64)
}

fn one(
    bag: &mut Bag<'_>,
    evidence: &Evidence,
    vault: &mut dyn Vault,
    buffer: &mut [u8],
    passed: &mut dyn FnMut(u64) -> Result<(), BundleError>,
) -> Result<(), BundleError> {
    let (id, name) = (evidence.id, &evidence.file_name);
    let unread = |source| BundleError::Original { id, name: name.clone(), source };
    let path = names::original(evidence);
    let mut original = vault.original(&evidence.sha256).map_err(unread)?;
    let mut entry = bag.open(&path, Some(evidence.bytes))?;
    let mut broken = None;
    loop {
        let count = match original.read(buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error)),
        };
        if entry.bytes + count as u64 > evidence.bytes {
            let found = entry.bytes + count as u64;
            return Err(BundleError::Size { id, name: name.clone(), expected: evidence.bytes, found });
        }
        if let Err(error) = entry.write_all(buffer.get(..count).unwrap_or_default()) {
            broken = Some(error);
            break;
        }
        passed(count as u64)?;
    }
    let (digest, bytes) = entry.done();
    if let Some(error) = broken {
        return Err(bag.failed(error));
    }
    if bytes != evidence.bytes {
        return Err(BundleError::Size { id, name: name.clone(), expected: evidence.bytes, found: bytes });
    }
    if digest != evidence.sha256.0 {
        return Err(BundleError::Altered { id, name: name.clone(), expected: evidence.sha256, found: Sha256(digest) });
    }
    bag.end(&path, digest, bytes);
    Ok(())
}
