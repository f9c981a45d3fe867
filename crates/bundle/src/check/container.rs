//! The seal of the ZIP: a hash of all its bytes in its comment. It is not signed; it only tells that the container was
//! touched although every file inside is intact. A ZIP that was packed anew has none, which is no fault.

use super::fault;
use crate::{
    Code, Fault,
    pack::{SEAL, SEAL_DIGITS, digest},
};
use std::{fs::File, path::Path};

/// What the seal tells.
pub(super) fn seal(path: &Path, comment: &[u8]) -> Option<Fault> {
    let broken = |why: &str| {
        Some(fault(
            "",
            Code::Altered,
            format!("The ZIP itself was altered ({why}); the files inside are those that were signed."),
        ))
    };
    if comment.is_empty() {
        return None;
    }
    let Some(stated) = comment.strip_prefix(SEAL.as_bytes()).filter(|stated| stated.len() == SEAL_DIGITS) else {
        return broken("its comment is not the seal");
    };
    let found = File::open(path).and_then(|mut file| {
        let size = file.metadata()?.len();
        digest(&mut file, size.saturating_sub(SEAL_DIGITS as u64))
    });
    match found {
        Ok(found) if found.as_bytes() == stated => None,
        Ok(_) => broken("its bytes do not fit the seal"),
        Err(error) => broken(&format!("it cannot be read again: {error}")),
    }
}
