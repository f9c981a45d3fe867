//! Fills the signature that the report reserves: the byte range first, then the message over everything else.
//!
//! The place is found by its own shape (a run of zeros that no compressed stream and no text of ours can contain), so the
//! file is neither parsed nor written a second time.

use super::{Flavour, cms};
use crate::{BundleError, Identity};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// Bytes reserved for the message; a time stamp token would still fit in later.
pub(crate) const CONTENTS_BYTES: usize = 16 * 1024;

/// What stands in `/ByteRange` until it is known: each number as wide as the largest offset.
const RANGE: &[u8] = b"/ByteRange[0 1111111111 1111111111 1111111111]";

/// Signs a serialised report in place.
pub(crate) fn fill(pdf: &mut [u8], identity: &Identity, at: DateTime<Utc>) -> Result<(), BundleError> {
    let failed = |reason: &str| BundleError::Signature { what: "the report", reason: reason.to_owned() };
    let open = contents(pdf).ok_or_else(|| failed("no place is reserved for the signature"))?;
    let close = open + CONTENTS_BYTES * 2 + 2;
    let range = find(pdf, RANGE).ok_or_else(|| failed("the byte range is missing"))?;
    let text = format!("/ByteRange[0 {open} {close} {}", pdf.len() - close);
    let line = format!("{text:<width$}]", width = RANGE.len() - 1);
    put(pdf, range, line.as_bytes()).ok_or_else(|| failed("the byte range does not fit"))?;
    let digest = Sha256::new()
        .chain_update(pdf.get(..open).unwrap_or_default())
        .chain_update(pdf.get(close..).unwrap_or_default())
        .finalize();
    let message = hex::encode(cms(digest.into(), identity, at, Flavour::Pdf)?);
    if message.len() > CONTENTS_BYTES * 2 {
        return Err(failed("the message is larger than the place reserved for it"));
    }
    put(pdf, open + 1, message.as_bytes()).ok_or_else(|| failed("the message does not fit"))
}

/// Where `<0000…0000>` begins.
fn contents(pdf: &[u8]) -> Option<usize> {
    let mut pattern = vec![b'0'; CONTENTS_BYTES * 2 + 2];
    *pattern.first_mut()? = b'<';
    *pattern.last_mut()? = b'>';
    find(pdf, &pattern)
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    let first = *pattern.first()?;
    let mut from = 0;
    while let Some(step) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from + step;
        if bytes.get(at..)?.starts_with(pattern) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) -> Option<()> {
    bytes.get_mut(at..at + value.len())?.copy_from_slice(value);
    Some(())
}
