//! The signed bundle: one PDF and one ZIP that an auditor opens and verifies with tools that they already have.
//!
//! [`write()`] packs [`Contents`] and what [`Vault`] streams; [`verify()`] tells of any ZIP whether it still is what was
//! signed. This crate knows no database, reads no clock and draws no randomness: times and entropy are passed in, so the
//! same contents, identity and time give the same bytes. It must not leave anything out silently: what cannot be packed
//! stops the writing, and what is missing by its nature ([`missing()`]) stands on the first pages of the report.

mod certificate_name;
mod check;
mod contents;
mod error;
mod gap;
mod identity;
mod markup;
mod names;
mod oids;
mod pack;
mod progress;
mod recipe;
mod report;
mod sign;
mod verdict;

pub use check::signer_of;
pub use contents::{Accepted, Contents, Exhibit, LeftOut, Response, Retrieval, Tested, Vault};
pub use error::{BundleError, IdentityError};
pub use gap::{Gap, GapKind, missing};
pub use identity::{Fingerprint, Identity};
pub use progress::{Progress, Step, Summary};
pub use sign::Signer;
pub use verdict::{Code, Facts, Fault, Verdict};

use std::path::Path;

/// Writes the bundle to `to` (a ZIP). Nothing is left behind when it fails or when `progress` answers `false`.
///
/// The moment of signing is [`Contents::prepared_at`]; the identity must be valid then (see [`Identity::renewed`]).
pub fn write(
    contents: &Contents,
    vault: &mut dyn Vault,
    identity: &Identity,
    to: &Path,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Summary, BundleError> {
    pack::write(contents, vault, identity, to, progress)
}

/// Checks everything about a bundle. A file that is no bundle at all is an invalid one, never a panic.
///
/// `trusted` is the fingerprint of the certificate authority, received by another channel; without it the verdict is
/// about integrity and says so in [`Facts::trust`].
pub fn verify(path: &Path, trusted: Option<&Fingerprint>) -> Verdict {
    check::verify(path, trusted)
}
