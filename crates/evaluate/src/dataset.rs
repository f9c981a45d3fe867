//! All records of an engagement by kind, with their proof, and the map that they are judged against.

use crate::join::Joins;
use model::{
    Control, CredentialSearch, Criterion, Data, Dismissal, Evidence, EvidenceId, IdentityDecision, Kind, Pointer, Record,
    SourceSystem,
    record::{
        AccessReview, Account, Acknowledgement, Application, ApprovedModel, AuditEvent, BackgroundCheck, Backup, Change,
        ChangeReview, Component, ConfigurationCheck, Deploy, Device, Grant, Incident, Label, Person, PipelineRun, Policy,
        RecoveryTest, Release, RiskAcceptance, Scan, Setting, Ticket, Training, Usage, Vendor, VendorControl, VendorReview,
        Vulnerability,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// A record with the place that proves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it says.
    pub value: T,
}

/// Everything that a judgement can look at, in order of evidence and position.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Every piece of evidence by number, documents too.
    pub evidence: BTreeMap<EvidenceId, Evidence>,
    /// Which evidence serves which control, by control id.
    pub links: BTreeMap<String, BTreeSet<EvidenceId>>,
    /// The controls, every version.
    pub controls: Vec<Control>,
    /// The criteria of all categories.
    pub criteria: Vec<Criterion>,
    /// The systems that evidence comes from, as the map declares them.
    pub systems: Vec<SourceSystem>,
    /// What was decided about whose accounts they are.
    pub decisions: Vec<IdentityDecision>,
    /// Patterns of the detectors that somebody marked as false findings.
    pub dismissals: Vec<Dismissal>,
    /// What was found in originals that were looked through for credentials.
    pub searches: BTreeMap<EvidenceId, CredentialSearch>,
    /// Accounts.
    pub accounts: Vec<Sourced<Account>>,
    /// Persons.
    pub persons: Vec<Sourced<Person>>,
    /// Roles, permissions and group memberships.
    pub grants: Vec<Sourced<Grant>>,
    /// Applications.
    pub applications: Vec<Sourced<Application>>,
    /// Decisions of access reviews.
    pub access_reviews: Vec<Sourced<AccessReview>>,
    /// Devices.
    pub devices: Vec<Sourced<Device>>,
    /// Rules and settings of systems.
    pub settings: Vec<Sourced<Setting>>,
    /// Lines of audit logs.
    pub audit_events: Vec<Sourced<AuditEvent>>,
    /// Changes.
    pub changes: Vec<Sourced<Change>>,
    /// Reviews from files of their own.
    pub change_reviews: Vec<Sourced<ChangeReview>>,
    /// Tickets.
    pub tickets: Vec<Sourced<Ticket>>,
    /// Deployments.
    pub deploys: Vec<Sourced<Deploy>>,
    /// Runs of pipelines.
    pub pipeline_runs: Vec<Sourced<PipelineRun>>,
    /// Versions of prompts, models and applications.
    pub releases: Vec<Sourced<Release>>,
    /// Vulnerabilities.
    pub vulnerabilities: Vec<Sourced<Vulnerability>>,
    /// Accepted risks.
    pub risk_acceptances: Vec<Sourced<RiskAcceptance>>,
    /// Scans.
    pub scans: Vec<Sourced<Scan>>,
    /// Checks of configurations.
    pub configuration_checks: Vec<Sourced<ConfigurationCheck>>,
    /// Components.
    pub components: Vec<Sourced<Component>>,
    /// Backups.
    pub backups: Vec<Sourced<Backup>>,
    /// Tests of recovery.
    pub recovery_tests: Vec<Sourced<RecoveryTest>>,
    /// Incidents.
    pub incidents: Vec<Sourced<Incident>>,
    /// Vendors.
    pub vendors: Vec<Sourced<Vendor>>,
    /// Reviews of vendors.
    pub vendor_reviews: Vec<Sourced<VendorReview>>,
    /// Controls that vendors' reports name.
    pub vendor_controls: Vec<Sourced<VendorControl>>,
    /// Versions of policies.
    pub policies: Vec<Sourced<Policy>>,
    /// Acknowledgements of policies.
    pub acknowledgements: Vec<Sourced<Acknowledgement>>,
    /// Training.
    pub trainings: Vec<Sourced<Training>>,
    /// Background checks.
    pub background_checks: Vec<Sourced<BackgroundCheck>>,
    /// Approved providers and models, as a register tells.
    pub approved_models: Vec<Sourced<ApprovedModel>>,
    /// What providers say was used of them.
    pub usage: Vec<Sourced<Usage>>,
    /// Words for the numbers that systems store.
    pub labels: Vec<Sourced<Label>>,
    /// What joining the records told; see [`crate::join`].
    pub joins: Joins,
}

impl Dataset {
    /// Adds a record of a piece of evidence. What comes by the million (rows of gateways, spans, scores) is not kept here.
    pub fn add(&mut self, evidence: EvidenceId, record: Record) {
        let pointer = Pointer { evidence, at: record.at };
        match record.data {
            Data::Account(value) => self.accounts.push(Sourced { pointer, value: *value }),
            Data::Person(value) => self.persons.push(Sourced { pointer, value: *value }),
            Data::Grant(value) => self.grants.push(Sourced { pointer, value: *value }),
            Data::Application(value) => self.applications.push(Sourced { pointer, value: *value }),
            Data::AccessReview(value) => self.access_reviews.push(Sourced { pointer, value: *value }),
            Data::Device(value) => self.devices.push(Sourced { pointer, value: *value }),
            Data::Setting(value) => self.settings.push(Sourced { pointer, value: *value }),
            Data::AuditEvent(value) => self.audit_events.push(Sourced { pointer, value: *value }),
            Data::Change(value) => self.changes.push(Sourced { pointer, value: *value }),
            Data::ChangeReview(value) => self.change_reviews.push(Sourced { pointer, value: *value }),
            Data::Ticket(value) => self.tickets.push(Sourced { pointer, value: *value }),
            Data::Deploy(value) => self.deploys.push(Sourced { pointer, value: *value }),
            Data::PipelineRun(value) => self.pipeline_runs.push(Sourced { pointer, value: *value }),
            Data::Release(value) => self.releases.push(Sourced { pointer, value: *value }),
            Data::Vulnerability(value) => self.vulnerabilities.push(Sourced { pointer, value: *value }),
            Data::Scan(value) => self.scans.push(Sourced { pointer, value: *value }),
            Data::ConfigurationCheck(value) => self.configuration_checks.push(Sourced { pointer, value: *value }),
            Data::Component(value) => self.components.push(Sourced { pointer, value: *value }),
            Data::Backup(value) => self.backups.push(Sourced { pointer, value: *value }),
            Data::Incident(value) => self.incidents.push(Sourced { pointer, value: *value }),
            Data::Vendor(value) => self.vendors.push(Sourced { pointer, value: *value }),
            Data::VendorReview(value) => self.vendor_reviews.push(Sourced { pointer, value: *value }),
            Data::VendorControl(value) => self.vendor_controls.push(Sourced { pointer, value: *value }),
            Data::Policy(value) => self.policies.push(Sourced { pointer, value: *value }),
            Data::Acknowledgement(value) => self.acknowledgements.push(Sourced { pointer, value: *value }),
            Data::Training(value) => self.trainings.push(Sourced { pointer, value: *value }),
            Data::BackgroundCheck(value) => self.background_checks.push(Sourced { pointer, value: *value }),
            Data::RiskAcceptance(value) => self.risk_acceptances.push(Sourced { pointer, value: *value }),
            Data::RecoveryTest(value) => self.recovery_tests.push(Sourced { pointer, value: *value }),
            Data::ApprovedModel(value) => self.approved_models.push(Sourced { pointer, value: *value }),
            Data::Usage(value) => self.usage.push(Sourced { pointer, value: *value }),
            Data::Label(value) => self.labels.push(Sourced { pointer, value: *value }),
            Data::GatewayRow(_) | Data::Span(_) | Data::Score(_) => {}
        }
    }

    /// The evidence that holds records of a kind.
    pub fn evidence_of(&self, kind: Kind) -> Vec<EvidenceId> {
        let holding = self.evidence.values().filter(|evidence| evidence.records.contains_key(&kind));
        holding.map(|evidence| evidence.id).collect()
    }
}
