//! What is known of vendors: the register, reviews of their assurance reports, and the controls that go with those.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// A vendor of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vendor {
    /// The register's own id.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// What it does for the company.
    pub service: Option<String>,
    /// Tier or criticality in the register's word.
    pub tier: Option<String>,
    /// Who owns the relation.
    pub owner: Option<String>,
    /// Status in the register's word.
    pub status_word: Option<String>,
    /// Whether it is a subservice organisation; none: the register does not say.
    pub subservice: Option<bool>,
    /// Last review.
    pub reviewed: Option<Stamp>,
    /// Next review due.
    pub next_review: Option<Stamp>,
    /// Kind of assurance report (`SOC 2 Type II`).
    pub report: Option<String>,
    /// First day that the report covers.
    pub report_from: Option<Stamp>,
    /// Last day that the report covers.
    pub report_to: Option<Stamp>,
}

/// The opinion of a service auditor, normalised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opinion {
    /// Unqualified (unmodified).
    Unqualified,
    /// Qualified.
    Qualified,
    /// Adverse.
    Adverse,
    /// Disclaimed.
    Disclaimer,
    /// The source does not say.
    #[default]
    Unknown,
}

/// A review of what a vendor gives as assurance: its risk review, the report read, who read it and what follows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VendorReview {
    /// The review's own id.
    pub id: Option<String>,
    /// The vendor, as the register names it.
    pub vendor: String,
    /// The service of the vendor that the report covers.
    pub service: Option<String>,
    /// Kind of report (`SOC 2 Type II`, `ISO 27001`, `questionnaire`).
    pub report: Option<String>,
    /// Who signed the report.
    pub auditor: Option<String>,
    /// First day that the report covers.
    pub report_from: Option<Stamp>,
    /// Last day that the report covers; of a type I report its date.
    pub report_to: Option<Stamp>,
    /// Categories that the report covers, as written.
    pub categories: Vec<String>,
    /// The opinion, normalised.
    pub opinion: Opinion,
    /// The source's word for it.
    pub opinion_word: Option<String>,
    /// Number of exceptions in the report.
    pub exceptions: Option<u64>,
    /// What they mean for the company, as written.
    pub effect: Option<String>,
    /// Subservice organisations that the report carves out.
    pub carved_out: Vec<String>,
    /// Last day that a bridge letter covers.
    pub bridge_to: Option<Stamp>,
    /// When the bridge letter was signed.
    pub bridge_signed: Option<Stamp>,
    /// Who reviewed.
    pub reviewer: Option<String>,
    /// When.
    pub reviewed: Option<Stamp>,
    /// Who signed the review off.
    pub approver: Option<String>,
    /// When.
    pub approved: Option<Stamp>,
    /// What was decided, in the source's word (`accepted`).
    pub conclusion: Option<String>,
    /// Next review due.
    pub next_review: Option<Stamp>,
    /// SHA-256 of the report, hexadecimal, where the report itself stays out.
    pub report_sha256: Option<String>,
}

/// Whose control a vendor's report names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VendorControlFamily {
    /// Complementary user entity control (CUEC): the company must operate it.
    #[default]
    UserEntity,
    /// Complementary subservice organisation control (CSOC): the vendor must operate it.
    SubserviceOrganisation,
}

/// A control that a vendor's report expects of its customers, or that the company expects of a vendor.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VendorControl {
    /// Its number in the report (`CUEC-03`).
    pub id: Option<String>,
    /// The vendor, as the register names it.
    pub vendor: String,
    /// Whose.
    pub family: VendorControlFamily,
    /// What it asks for, in the register's words.
    pub text: Option<String>,
    /// Own controls that answer it.
    pub controls: Vec<String>,
    /// Criteria that it serves.
    pub criteria: Vec<String>,
    /// Whether it applies to the company's use; none: the register does not say.
    pub applies: Option<bool>,
    /// Why not, or how it is met, as written.
    pub reason: Option<String>,
    /// The register's word for its state.
    pub status_word: Option<String>,
}
