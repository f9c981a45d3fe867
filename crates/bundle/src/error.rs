//! What can stop the writing of a bundle or the reading of an identity.

use chrono::{DateTime, Utc};
use model::{EvidenceId, Kind, Sha256};
use std::{io, path::PathBuf};

/// Why no bundle was written. No file is left behind.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// `progress` answered `false`.
    #[error("the bundle was cancelled; nothing was written")]
    Cancelled,
    /// The target cannot be written.
    #[error("the bundle cannot be written to `{path}`: {source}; choose another place or free some space")]
    Target {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An original could not be opened or read to its end.
    #[error(
        "the original of {id} `{name}` cannot be read from the vault: {source}; restore the vault from a backup or remove the evidence"
    )]
    Original {
        /// Which evidence.
        id: EvidenceId,
        /// Its file name.
        name: String,
        /// Why.
        source: io::Error,
    },
    /// An original is not what the map says.
    #[error(
        "the original of {id} `{name}` was altered in the vault: its SHA-256 is {found}, expected {expected}; restore the vault from a backup"
    )]
    Altered {
        /// Which evidence.
        id: EvidenceId,
        /// Its file name.
        name: String,
        /// The hash in the map.
        expected: Sha256,
        /// The hash of the bytes.
        found: Sha256,
    },
    /// An original has another size than the map says.
    #[error("the original of {id} `{name}` has {found} bytes, the map says {expected}; restore the vault from a backup")]
    Size {
        /// Which evidence.
        id: EvidenceId,
        /// Its file name.
        name: String,
        /// The size in the map.
        expected: u64,
        /// The size of the original.
        found: u64,
    },
    /// The records of a kind could not be read.
    #[error("the records of kind `{kind}` cannot be read from the vault: {source}")]
    Records {
        /// The kind.
        kind: Kind,
        /// Why.
        source: io::Error,
    },
    /// Another number of records came than the evidence states.
    #[error("the vault gave {found} records of kind `{kind}`, its evidence states {expected}; import that evidence again")]
    RecordCount {
        /// The kind.
        kind: Kind,
        /// What the evidence states.
        expected: u64,
        /// What came.
        found: u64,
    },
    /// Something points at what is not there.
    #[error("{what} refers to {id}, which is not among the evidence to be packed; import it again or remove the reference")]
    Dangling {
        /// What refers.
        what: String,
        /// To what.
        id: EvidenceId,
    },
    /// Two pieces of evidence bear one number.
    #[error("{0} occurs twice among the evidence to be packed")]
    DuplicateEvidence(EvidenceId),
    /// Two results of one evaluator.
    #[error("there are two results of `{0}` to be packed; keep the later one")]
    DuplicateEvaluation(String),
    /// The identity is not valid at the time of signing.
    #[error("the signing certificate is valid from {from} to {to}, the bundle is prepared at {at}; renew the identity")]
    Expired {
        /// First moment.
        from: DateTime<Utc>,
        /// Last moment.
        to: DateTime<Utc>,
        /// Moment of signing.
        at: DateTime<Utc>,
    },
    /// The report could not be set or serialised.
    #[error("the report cannot be made: {0}")]
    Report(String),
    /// Something could not be signed.
    #[error("{what} cannot be signed: {reason}")]
    Signature {
        /// What.
        what: &'static str,
        /// Why.
        reason: String,
    },
}

/// Why an identity could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The bytes are no identity of ours.
    #[error("the signing identity cannot be read ({0}); restore the vault from a backup or make a new identity")]
    Unreadable(&'static str),
    /// A person's key cannot be used.
    #[error("the private key cannot be used ({0}): give a file that `ssh-keygen -t ed25519` wrote")]
    Person(String),
    /// A person's signature does not fit.
    #[error("the signature does not fit ({0}): the file was altered after it was signed, or cut")]
    Altered(String),
    /// A certificate could not be made.
    #[error("the {what} certificate cannot be made: {reason}")]
    Certificate {
        /// Which.
        what: &'static str,
        /// Why.
        reason: String,
    },
}
