//! Vulnerabilities, scans, backups and vendors.

use crate::time::Stamp;
use serde::{Deserialize, Serialize};

/// Severity, normalised. Unknown stays unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The source gives none.
    #[default]
    Unknown,
    /// Informational, negligible, none.
    Info,
    /// Low.
    Low,
    /// Medium or moderate.
    Medium,
    /// High.
    High,
    /// Critical.
    Critical,
}

impl Severity {
    /// The word.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// How a vulnerability stands, as its source says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VulnerabilityStatus {
    /// Present.
    #[default]
    Open,
    /// Gone.
    Fixed,
    /// Present and accepted, dismissed or suppressed by somebody.
    Accepted,
    /// Found not to apply.
    NotAffected,
}

/// One vulnerability on one asset.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Vulnerability {
    /// The scanner.
    pub tool: String,
    /// The identifier that the source uses (`CVE-2026-0001`, a rule id).
    pub id: String,
    /// Other identifiers of the same vulnerability.
    pub aliases: Vec<String>,
    /// What was scanned: image, repository, host, account.
    pub asset: Option<String>,
    /// The place inside the asset: a file, a target, a resource.
    pub location: Option<String>,
    /// Package or component.
    pub package: Option<String>,
    /// Version found.
    pub installed: Option<String>,
    /// Version that fixes it.
    pub fixed_in: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Severity, normalised.
    pub severity: Severity,
    /// The source's word for it.
    pub severity_word: Option<String>,
    /// CVSS base score, as written.
    pub score: Option<String>,
    /// How it stands.
    pub status: VulnerabilityStatus,
    /// The source's word for that.
    pub status_word: Option<String>,
    /// When the source first saw it on the asset; a publication date is none.
    pub first_seen: Option<Stamp>,
    /// When it was gone.
    pub fixed: Option<Stamp>,
    /// When the scan that reports it ran.
    pub scanned: Option<Stamp>,
}

/// One scan of one asset.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scan {
    /// The scanner.
    pub tool: String,
    /// What was scanned.
    pub asset: String,
    /// When.
    pub at: Option<Stamp>,
    /// Findings in it.
    pub findings: u64,
}

/// Backup, restore or check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackupKind {
    /// A backup was made.
    #[default]
    Backup,
    /// A restore was made.
    Restore,
    /// The repository was checked.
    Check,
}

/// How something ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As meant.
    Succeeded,
    /// Done, with warnings.
    Warned,
    /// Not done.
    Failed,
    /// Under way.
    Running,
    /// The source does not say.
    #[default]
    Unknown,
}

/// One run of a backup, restore or check.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Backup {
    /// The system (`restic`).
    pub system: String,
    /// What repeats: job, or host and paths. Runs of one job are judged together.
    pub job: String,
    /// The run's own id.
    pub id: Option<String>,
    /// Which of the three.
    pub run: BackupKind,
    /// When it started, or the moment that it preserves.
    pub at: Option<Stamp>,
    /// When it ended.
    pub finished: Option<Stamp>,
    /// How it ended.
    pub outcome: Outcome,
    /// The source's word for that.
    pub outcome_word: Option<String>,
    /// Size in bytes.
    pub bytes: Option<u64>,
}

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
