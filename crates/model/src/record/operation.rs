//! Backups, tests of recovery and incidents.

use super::scan::Severity;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};

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
    /// How long it took, in seconds, where that is told instead of an end.
    pub seconds: Option<u64>,
    /// The recovery time objective (RTO) of a restore, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objective_seconds: Option<u64>,
    /// Who ran it.
    pub by: Option<String>,
}

/// What a test of recovery tried.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecoveryTestKind {
    /// Data was restored from a backup.
    Restore,
    /// Service was moved to another place.
    Failover,
    /// People walked through the plan.
    Tabletop,
    /// Anything else, or the source does not say.
    #[default]
    Other,
}

/// One test of recovery: a restore, a failover, an exercise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecoveryTest {
    /// The system or register.
    pub system: String,
    /// Its own id.
    pub id: Option<String>,
    /// What was tried (`restore of the production database`).
    pub name: String,
    /// Which of the kinds.
    pub test: RecoveryTestKind,
    /// The source's word for that.
    pub test_word: Option<String>,
    /// What was recovered: a system, a service, a backup job.
    pub service: Option<String>,
    /// When it started, or the day on which it was done.
    pub at: Option<Stamp>,
    /// When it ended.
    pub finished: Option<Stamp>,
    /// How long recovery took, in seconds.
    pub seconds: Option<u64>,
    /// The recovery time objective (RTO), in seconds.
    pub objective_seconds: Option<u64>,
    /// How much was lost, in seconds before the failure.
    pub loss_seconds: Option<u64>,
    /// The recovery point objective (RPO), in seconds.
    pub loss_objective_seconds: Option<u64>,
    /// How it ended.
    pub outcome: Outcome,
    /// The source's word for that.
    pub outcome_word: Option<String>,
    /// Who did it.
    pub by: Option<String>,
    /// Who signed it off.
    pub approver: Option<String>,
    /// Tickets that it names.
    pub tickets: Vec<String>,
}

/// An incident.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Incident {
    /// The system (`PagerDuty`).
    pub system: String,
    /// The identifier that people use (`INC0010001`).
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Severity, normalised.
    pub severity: Severity,
    /// Severity, priority or urgency in the source's word.
    pub severity_word: Option<String>,
    /// The rule between the two, with the day since which it holds.
    pub severity_rule: Option<String>,
    /// Class or category in the source's word.
    pub class: Option<String>,
    /// Status in the source's word.
    pub status_word: Option<String>,
    /// Whether it is over; none: the source does not say.
    pub resolved: Option<bool>,
    /// When it began.
    pub started: Option<Stamp>,
    /// When it was opened in the system.
    pub created: Option<Stamp>,
    /// When somebody took it up.
    pub acknowledged: Option<Stamp>,
    /// When those whom it concerns (customers, an authority) were told of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notified: Option<Stamp>,
    /// When it was over.
    pub ended: Option<Stamp>,
    /// The service that it struck.
    pub service: Option<String>,
    /// Who opened it.
    pub reporter: Option<String>,
    /// Who worked on it.
    pub assignee: Option<String>,
    /// Where the review of it is found, or when it was done, as the source says.
    pub postmortem: Option<String>,
    /// Whether it is a security incident; none: the source does not say.
    pub security: Option<bool>,
    /// Labels.
    pub labels: Vec<String>,
    /// The export tells only some facts of the incident: they complete the incident of the same system with the same id.
    pub partial: bool,
}
