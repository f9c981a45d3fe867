//! The bundle: what would be missing, what was made, what verifying found.

use serde::Serialize;
use specta::Type;

/// What a bundle made now would hold, and what would be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BundlePreview {
    /// Suggested file name.
    pub file_name: String,
    /// Pieces of evidence.
    pub evidence: u32,
    /// Their size as people read it.
    pub size: String,
    /// Controls.
    pub controls: u32,
    /// Exceptions that will be in the report.
    pub exceptions: u32,
    /// Exceptions that management has not answered.
    pub unanswered: u32,
    /// Whether results are older than the evidence; exporting evaluates anew.
    pub stale: bool,
    /// What is expected and missing.
    pub gaps: Vec<GapView>,
}

/// Something expected and missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GapView {
    /// The control or evidence that it concerns.
    pub subject: String,
    /// What is missing and what to do, one sentence.
    pub message: String,
}

/// A bundle that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// File name.
    pub file_name: String,
    /// Size as people read it.
    pub size: String,
    /// SHA-256 of the manifest of manifests, hexadecimal: the bundle's identity.
    pub manifest_sha256: String,
    /// SHA-256 fingerprint of the signing root, to be given to the auditor by another way.
    pub fingerprint: String,
    /// Files inside.
    pub files: u32,
    /// Pages of the report.
    pub pages: u32,
    /// What is missing, as stated in the report.
    pub gaps: u32,
}

/// What verifying a bundle found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VerdictView {
    /// File name.
    pub file_name: String,
    /// Whether everything in it is as it was signed.
    pub valid: bool,
    /// What is not.
    pub problems: Vec<VerdictProblem>,
    /// Facts in words: company, window, made at, signer, fingerprint, files.
    pub facts: Vec<(String, String)>,
}

/// One thing that is not as it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VerdictProblem {
    /// Path in the bundle; blank for the whole.
    pub path: String,
    /// Stable code.
    pub code: String,
    /// One sentence.
    pub message: String,
}
