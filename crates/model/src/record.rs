//! Typed records: what importers read out of evidence and evaluators judge.
//!
//! A field is `None` when the source does not say. Every record keeps what has no field here in `extra`.

mod access;
mod ai;
mod assurance;
mod change;
mod entitlement;
pub mod names;
mod operation;
mod people;
mod scan;

pub use access::{AccessKey, Account, AccountNature, AccountStatus, Action, AuditEvent, Employment, Person};
pub use ai::{ApprovedModel, Release, Score, Span, SpanKind, Usage};
pub use assurance::{Opinion, Vendor, VendorControl, VendorControlFamily, VendorReview};
pub use change::{Change, ChangeReview, Deploy, DeployOutcome, Label, PipelineRun, Review, Ticket, Verdict};
pub use entitlement::{AccessReview, Application, Decision, Device, Grant, Setting};
pub use operation::{Backup, BackupKind, Incident, Outcome, RecoveryTest, RecoveryTestKind};
pub use people::{Acknowledgement, BackgroundCheck, Policy, Training};
pub use scan::{CheckResult, Component, ConfigurationCheck, RiskAcceptance, Scan, Severity, Vulnerability, VulnerabilityStatus};

use crate::{
    gateway::{Extra, GatewayRow},
    position::Position,
    time::Stamp,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Declares the kinds: their words, and the type that each holds.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $id:literal,)+) => {
        /// The kinds of records, in the order in which people read them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
        #[serde(rename_all = "kebab-case")]
        pub enum Kind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$kind,)+];

            /// The kebab-case word used in files and on the command line.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)+
                }
            }
        }

        /// The typed content of a record.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "kebab-case")]
        pub enum Data {
            $($(#[doc = $doc])+ $kind(Box<$kind>),)+
        }

        impl Data {
            /// A record of a kind that says nothing.
            pub fn empty(kind: Kind) -> Self {
                match kind {
                    $(Kind::$kind => Self::$kind(Box::default()),)+
                }
            }

            /// The kind.
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)+
                }
            }
        }
    };
}

kinds! {
    /// An account in a system.
    Account = "account",
    /// A person on the company's roster.
    Person = "person",
    /// A role, permission or group membership.
    Grant = "grant",
    /// An application that people enter.
    Application = "application",
    /// A decision of an access review.
    AccessReview = "access-review",
    /// A device.
    Device = "device",
    /// A rule or setting of a system.
    Setting = "setting",
    /// A line of an audit log.
    AuditEvent = "audit-event",
    /// A change to code or configuration (a pull request, a change request).
    Change = "change",
    /// A review of a change that came in a file of its own.
    ChangeReview = "change-review",
    /// A ticket.
    Ticket = "ticket",
    /// A deployment.
    Deploy = "deploy",
    /// A run of a build, test or release pipeline.
    PipelineRun = "pipeline-run",
    /// A version of a prompt, a model or an application.
    Release = "release",
    /// A vulnerability found on an asset.
    Vulnerability = "vulnerability",
    /// A risk that somebody accepted.
    RiskAcceptance = "risk-acceptance",
    /// A scan of an asset.
    Scan = "scan",
    /// A check of the configuration of a resource.
    ConfigurationCheck = "configuration-check",
    /// A component that an asset is built from.
    Component = "component",
    /// A backup, restore or check.
    Backup = "backup",
    /// A test of recovery.
    RecoveryTest = "recovery-test",
    /// An incident.
    Incident = "incident",
    /// A vendor.
    Vendor = "vendor",
    /// A review of a vendor's assurance report.
    VendorReview = "vendor-review",
    /// A control that a vendor's report expects of somebody.
    VendorControl = "vendor-control",
    /// A version of a policy.
    Policy = "policy",
    /// An acknowledgement of a policy.
    Acknowledgement = "acknowledgement",
    /// A training of a person.
    Training = "training",
    /// A background check of a person.
    BackgroundCheck = "background-check",
    /// A provider or model that the company has approved.
    ApprovedModel = "approved-model",
    /// A call through an LLM gateway; kept in the column store, never in the map.
    GatewayRow = "gateway-row",
    /// A span of a trace.
    Span = "span",
    /// A result of an evaluation.
    Score = "score",
    /// What a provider says was used of it.
    Usage = "usage",
    /// The word that a system shows for a number that it stores.
    Label = "label",
}

impl Kind {
    /// Whether records of this kind come by the million: they live as columns in the store of logs, never in the map.
    pub const fn is_log(self) -> bool {
        matches!(self, Self::GatewayRow | Self::Span | Self::Score)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Data {
    /// The identifier that the source uses for it; empty when the source gives none.
    pub fn subject(&self) -> &str {
        match self {
            Self::Account(account) => &account.login,
            Self::Person(person) => person.label(),
            Self::Grant(grant) => &grant.principal,
            Self::Application(application) => &application.name,
            Self::AccessReview(review) => &review.subject,
            Self::Device(device) => &device.name,
            Self::Setting(setting) => &setting.name,
            Self::AuditEvent(event) => event.target.as_deref().or(event.actor.as_deref()).unwrap_or_default(),
            Self::Change(change) => &change.id,
            Self::ChangeReview(review) => &review.change,
            Self::Ticket(ticket) => &ticket.id,
            Self::Deploy(deploy) => &deploy.id,
            Self::PipelineRun(run) => &run.id,
            Self::Release(release) => &release.name,
            Self::Vulnerability(vulnerability) => &vulnerability.id,
            Self::Scan(scan) => &scan.asset,
            Self::ConfigurationCheck(check) => &check.id,
            Self::Component(component) => &component.name,
            Self::Backup(backup) => &backup.job,
            Self::RecoveryTest(test) => &test.name,
            Self::RiskAcceptance(risk) => {
                risk.vulnerability.as_deref().or(risk.id.as_deref()).or(risk.title.as_deref()).unwrap_or_default()
            }
            Self::Incident(incident) => &incident.id,
            Self::Vendor(vendor) => &vendor.name,
            Self::VendorReview(review) => &review.vendor,
            Self::VendorControl(control) => control.id.as_deref().unwrap_or(&control.vendor),
            Self::Policy(policy) => &policy.name,
            Self::Acknowledgement(given) => &given.person,
            Self::Training(training) => &training.person,
            Self::BackgroundCheck(check) => &check.person,
            Self::ApprovedModel(approved) => approved.model.as_deref().unwrap_or(&approved.provider),
            Self::GatewayRow(row) => row.request_id.as_deref().unwrap_or_default(),
            Self::Span(span) => span.span_id.as_deref().or(span.trace_id.as_deref()).unwrap_or_default(),
            Self::Score(score) => &score.evaluator,
            Self::Usage(usage) => usage.model.as_deref().unwrap_or(&usage.provider),
            Self::Label(label) => &label.label,
        }
    }

    /// When it happened, for what happens at a moment; none for standing things (accounts, persons, vendors).
    pub fn at(&self) -> Option<Stamp> {
        match self {
            Self::Account(_)
            | Self::Person(_)
            | Self::Grant(_)
            | Self::Application(_)
            | Self::Device(_)
            | Self::Setting(_)
            | Self::Component(_)
            | Self::Vendor(_)
            | Self::VendorControl(_)
            | Self::ApprovedModel(_)
            | Self::Label(_) => None,
            Self::AccessReview(review) => review.at,
            Self::AuditEvent(event) => event.at,
            Self::Change(change) => change.merged.or(change.created),
            Self::ChangeReview(review) => review.review.at,
            Self::Ticket(ticket) => ticket.created,
            Self::Deploy(deploy) => deploy.at,
            Self::PipelineRun(run) => run.at,
            Self::Release(release) => release.live.or(release.created),
            Self::Vulnerability(vulnerability) => vulnerability.first_seen.or(vulnerability.scanned),
            Self::Scan(scan) => scan.at,
            Self::ConfigurationCheck(check) => check.at,
            Self::Backup(backup) => backup.at,
            Self::RecoveryTest(test) => test.at.or(test.finished),
            Self::RiskAcceptance(risk) => risk.approved,
            Self::VendorReview(review) => review.reviewed.or(review.approved),
            Self::Policy(policy) => policy.effective.or(policy.approved),
            Self::Acknowledgement(given) => given.at.or(given.requested),
            Self::Training(training) => training.completed.or(training.assigned),
            Self::BackgroundCheck(check) => check.completed.or(check.ordered),
            Self::Incident(incident) => incident.started.or(incident.created),
            Self::GatewayRow(row) => row.at,
            Self::Span(span) => span.at,
            Self::Score(score) => score.at,
            Self::Usage(usage) => usage.from,
        }
    }
}

/// One record with its place in the evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Where in the file it was read.
    pub at: Position,
    /// What it says.
    pub data: Data,
    /// What it says besides, by the source's own names.
    #[serde(default, skip_serializing_if = "Extra::is_empty")]
    pub extra: Extra,
}
