//! How far the writing is, and what it came to.

use crate::Fingerprint;
use model::Sha256;
use std::path::PathBuf;

/// How far the writing is. The callback answers whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// Bytes of originals, records or pages done in this step.
    pub done: u64,
    /// Of how many; 0 where it is not known.
    pub total: u64,
}

/// What is being done, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Setting and signing the report.
    Report,
    /// Packing originals, in bytes.
    Originals,
    /// Packing records, in rows.
    Records,
    /// Hashing, signing and closing.
    Closing,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Where.
    pub path: PathBuf,
    /// Size of the ZIP.
    pub bytes: u64,
    /// Files in it.
    pub files: u64,
    /// SHA-256 of `tagmanifest-sha256.txt`: the identity of the bundle, whatever packed it.
    pub identity: Sha256,
    /// Originals packed.
    pub originals: u64,
    /// Records written as tables.
    pub records: u64,
    /// Pages of the report.
    pub pages: u64,
    /// Exceptions listed in the tables.
    pub exceptions: u64,
    /// Gaps stated on the first pages.
    pub gaps: u64,
    /// What to give to the auditor by another channel.
    pub ca_fingerprint: Fingerprint,
}
