//! What verifying a bundle comes to.

use serde::Serialize;

/// The verdict on a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Verdict {
    /// Whether nothing is wrong. Whether the signer is who they claim is another question: see [`Facts::trust`].
    pub valid: bool,
    /// Everything that is wrong, in the order of the bundle.
    pub problems: Vec<Fault>,
    /// What the bundle says of itself, as far as it could be read.
    pub facts: Facts,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Fault {
    /// The file inside the bundle, without the top folder; empty for the whole.
    pub path: String,
    /// What kind.
    pub code: Code,
    /// What happened and what to do, one sentence.
    pub message: String,
}

/// What can be wrong with a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file cannot be read as a ZIP (truncated, something else).
    Unreadable,
    /// A ZIP, but no bundle of ours.
    NotABundle,
    /// More entries, more bytes or a higher density than a bundle has.
    TooLarge,
    /// An entry whose name could leave the folder or is not portable.
    UnsafeName,
    /// Two entries of one name, letter case aside.
    Duplicate,
    /// A link or another special entry.
    SpecialEntry,
    /// The directory of the ZIP and the entry itself disagree.
    HeaderMismatch,
    /// A file is not the one that was signed.
    Altered,
    /// A file that was signed is not there.
    Missing,
    /// A file is there that was not signed.
    Added,
    /// A line of a manifest cannot be read.
    BadManifest,
    /// Number or size of the payload differ from `bag-info.txt`.
    PayloadOxum,
    /// A certificate is unreadable, does not chain to the bundle's authority or was not valid at signing.
    Certificate,
    /// A signature is unreadable or does not fit.
    Signature,
    /// The PDF's signature is missing, does not cover the whole file, or does not fit.
    PdfSignature,
    /// The signatures are of different signers.
    SignerMismatch,
    /// The authority is not the trusted one.
    Untrusted,
}

/// What the bundle says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Facts {
    /// The company.
    pub company: Option<String>,
    /// First and last day of the window.
    pub window: Option<(String, String)>,
    /// When it was prepared.
    pub prepared_at: Option<String>,
    /// Name in the signing certificate.
    pub signer: Option<String>,
    /// SHA-256 of the authority's certificate.
    pub ca_fingerprint: Option<String>,
    /// Whether that fingerprint was compared: `matches the fingerprint given`, or what remains to be done.
    pub trust: String,
    /// Files in the bundle.
    pub files: u64,
    /// Originals among them.
    pub originals: u64,
    /// Bytes of the payload.
    pub payload_bytes: u64,
}
