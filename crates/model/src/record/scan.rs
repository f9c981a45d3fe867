//! What scanners find: vulnerabilities, scans, checks of a configuration, components.

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
    /// The rule between the two, with the day since which it holds (`cvss-3.1 since 2019-06-17`).
    pub severity_rule: Option<String>,
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
    /// Who accepted that it stays, where the source tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approver: Option<String>,
    /// Since when that is accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved: Option<Stamp>,
    /// The last day until which it is accepted; none: without end, or not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Stamp>,
}

/// A risk that somebody accepted: a vulnerability that stays for a time, a risk of the register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskAcceptance {
    /// The system or register.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// What is accepted, in a few words.
    pub title: Option<String>,
    /// The vulnerability, by any identifier of it (`CVE-2026-0001`); none: another risk.
    pub vulnerability: Option<String>,
    /// The asset on which; none: on all.
    pub asset: Option<String>,
    /// The package in which; none: in all.
    pub package: Option<String>,
    /// Why, and what is done instead.
    pub reason: Option<String>,
    /// Who asked for it.
    pub requester: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// When it was approved, its first day.
    pub approved: Option<Stamp>,
    /// Its last day; none: without end.
    pub until: Option<Stamp>,
    /// The source's word for its state.
    pub status_word: Option<String>,
    /// Tickets that it names.
    pub tickets: Vec<String>,
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

/// What a check of a configuration said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckResult {
    /// The resource is as required.
    Passed,
    /// It is not.
    Failed,
    /// It is not, and somebody muted or accepted that.
    Accepted,
    /// A person has to look.
    Manual,
    /// It does not apply, or could not be run.
    NotRun,
    /// The source does not say.
    #[default]
    Unknown,
}

/// One check of the configuration of one resource.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfigurationCheck {
    /// The scanner.
    pub tool: String,
    /// The check (`MS.AAD.1.1v1`, `iam_root_mfa_enabled`).
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Account, subscription, tenant, repository or cluster.
    pub asset: Option<String>,
    /// The resource in it.
    pub resource: Option<String>,
    /// What it said.
    pub result: CheckResult,
    /// The source's word for that.
    pub result_word: Option<String>,
    /// Severity, normalised.
    pub severity: Severity,
    /// The source's word for it.
    pub severity_word: Option<String>,
    /// The rule between the two.
    pub severity_rule: Option<String>,
    /// When it ran.
    pub at: Option<Stamp>,
    /// Ids of the standards that the source maps it to.
    pub standards: Vec<String>,
}

/// A component that an asset is built from, as a bill of materials or a scan tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Component {
    /// The tool that listed it.
    pub tool: String,
    /// What it is part of.
    pub asset: Option<String>,
    /// Name.
    pub name: String,
    /// Version.
    pub version: Option<String>,
    /// Ecosystem (`pypi`, `npm`, `cargo`), in the words of package URLs.
    pub ecosystem: Option<String>,
    /// Package URL, where the source gives one.
    pub purl: Option<String>,
    /// Licences, in the source's words.
    pub licences: Vec<String>,
}
