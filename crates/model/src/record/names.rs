//! The names by which records of different sources speak of the same person, ticket, change, asset or vulnerability.
//!
//! A name is indexed (the record is found by it), sought (other records of the same subject are found by it), or both: a
//! vulnerability seeks the scans of its asset without being found by it among a thousand others.

use super::{Account, AuditEvent, Change, Data, Deploy, Person, RiskAcceptance, Ticket, Vulnerability};
use std::collections::BTreeSet;

/// What a name is a name of, so that ticket 12 does not meet change 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// An e-mail address, without its plus tag.
    Email,
    /// A log-in name.
    Login,
    /// The name of a person.
    Person,
    /// An employee number.
    Employee,
    /// The id that a system gives an account.
    Account,
    /// A ticket or incident.
    Ticket,
    /// A change, with its repository.
    Change,
    /// A commit.
    Commit,
    /// A deployment.
    Deploy,
    /// A release.
    Release,
    /// An asset, host, image or repository.
    Asset,
    /// A vulnerability.
    Vulnerability,
    /// A check of a configuration.
    Check,
    /// A job of a backup.
    Job,
    /// A vendor.
    Vendor,
    /// A policy.
    Policy,
    /// An application.
    Application,
}

impl Family {
    /// The word before the colon of a key.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Login => "login",
            Self::Person => "person",
            Self::Employee => "employee",
            Self::Account => "account",
            Self::Ticket => "ticket",
            Self::Change => "change",
            Self::Commit => "commit",
            Self::Deploy => "deploy",
            Self::Release => "release",
            Self::Asset => "asset",
            Self::Vulnerability => "vulnerability",
            Self::Check => "check",
            Self::Job => "job",
            Self::Vendor => "vendor",
            Self::Policy => "policy",
            Self::Application => "application",
        }
    }

    /// In words that stand before the name (`e-mail address ben@example.com`).
    pub const fn words(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Login => "log-in name",
            Self::Person => "name",
            Self::Employee => "employee number",
            Self::Account => "account id",
            Self::Job => "backup job",
            other => other.id(),
        }
    }

    /// Whether it names a person or their account so surely that the person's other names may be taken from there.
    pub const fn is_sure(self) -> bool {
        matches!(self, Self::Email | Self::Employee | Self::Account)
    }

    /// Whether it names a person or an account.
    pub const fn is_of_people(self) -> bool {
        matches!(self, Self::Email | Self::Login | Self::Person | Self::Employee | Self::Account)
    }
}

/// A name, folded: lower case, single spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// What it is a name of.
    pub family: Family,
    /// The name.
    pub text: String,
}

impl Name {
    /// A name, unless the text says nothing.
    pub fn new(family: Family, text: &str) -> Option<Self> {
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if family == Family::Email
            && let Some((local, domain)) = text.split_once('@')
            && let Some((plain, _)) = local.split_once('+')
        {
            text = format!("{plain}@{domain}");
        }
        let blank = matches!(text.as_str(), "" | "-" | "--" | "n/a" | "na" | "none" | "null" | "unknown" | "unassigned" | "0");
        (!blank && text.len() <= LONGEST).then_some(Self { family, text })
    }

    /// As it is indexed (`email:ben@example.com`).
    pub fn key(&self) -> String {
        format!("{}:{}", self.family.id(), self.text)
    }
}

/// Longer texts are prose, not names.
const LONGEST: usize = 200;

/// The names of one record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The record is found by these.
    pub indexed: BTreeSet<Name>,
    /// Other records of the same subject are found by these.
    pub sought: BTreeSet<Name>,
}

impl Names {
    fn both(&mut self, family: Family, text: Option<&str>) {
        if let Some(name) = text.and_then(|text| Name::new(family, text)) {
            self.indexed.insert(name.clone());
            self.sought.insert(name);
        }
    }

    fn each(&mut self, family: Family, texts: &[String]) {
        for text in texts {
            self.both(family, Some(text));
        }
    }

    fn seeks(&mut self, family: Family, text: Option<&str>) {
        self.sought.extend(text.and_then(|text| Name::new(family, text)));
    }

    fn mentions(&mut self, family: Family, text: Option<&str>) {
        self.indexed.extend(text.and_then(|text| Name::new(family, text)));
    }

    /// Somebody, told by address, log-in or name.
    fn person(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            let text = bare(text);
            self.both(family_of(text), Some(text));
        }
    }

    /// Somebody who had a part in it but whom it is not about.
    fn helper(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            let text = bare(text);
            self.mentions(family_of(text), Some(text));
        }
    }
}

/// The address of `Ben Moor <ben@example.com>`.
fn bare(text: &str) -> &str {
    let inner = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner);
    inner.filter(|inner| inner.contains('@')).unwrap_or(text).trim()
}

/// Which kind of name a text is that a source gives for a person.
fn family_of(text: &str) -> Family {
    if text.contains('@') && !text.contains(char::is_whitespace) {
        Family::Email
    } else if text.trim().contains(' ') {
        Family::Person
    } else {
        Family::Login
    }
}

impl Data {
    /// The names of this record. Rows that come by the million (gateway rows, spans, scores) have none.
    pub fn names(&self) -> Names {
        let mut names = Names::default();
        let put = &mut names;
        match self {
            Self::Account(account) => of_account(put, account),
            Self::Person(person) => of_person(put, person),
            Self::Grant(grant) => {
                put.person(Some(&grant.principal));
                put.both(Family::Account, grant.principal_id.as_deref());
            }
            Self::Application(application) => put.both(Family::Application, Some(&application.name)),
            Self::AccessReview(review) => {
                put.person(Some(&review.subject));
                put.both(Family::Account, review.subject_id.as_deref());
            }
            Self::Device(device) => {
                put.both(Family::Asset, Some(&device.name));
                put.helper(device.owner.as_deref());
            }
            Self::AuditEvent(event) => of_event(put, event),
            Self::Change(change) => of_change(put, change),
            Self::ChangeReview(review) => {
                put.both(Family::Change, Some(&change_name(review.repository.as_deref(), &review.change)));
            }
            Self::Ticket(ticket) => of_ticket(put, ticket),
            Self::Deploy(deploy) => of_deploy(put, deploy),
            Self::PipelineRun(run) => put.both(Family::Commit, run.commit.as_deref()),
            Self::Release(release) => {
                put.both(Family::Release, Some(&release.name));
                put.each(Family::Ticket, &release.tickets);
            }
            Self::Vulnerability(found) => of_vulnerability(put, found),
            Self::RiskAcceptance(risk) => of_risk(put, risk),
            Self::Scan(scan) => put.both(Family::Asset, Some(&scan.asset)),
            Self::ConfigurationCheck(check) => {
                put.both(Family::Check, Some(&check.id));
                put.seeks(Family::Asset, check.resource.as_deref().or(check.asset.as_deref()));
            }
            Self::Backup(backup) => put.both(Family::Job, Some(&backup.job)),
            Self::RecoveryTest(test) => put.each(Family::Ticket, &test.tickets),
            Self::Incident(incident) => put.both(Family::Ticket, Some(&incident.id)),
            Self::Vendor(vendor) => put.both(Family::Vendor, Some(&vendor.name)),
            Self::VendorReview(review) => put.both(Family::Vendor, Some(&review.vendor)),
            Self::VendorControl(control) => put.both(Family::Vendor, Some(&control.vendor)),
            Self::Policy(policy) => put.both(Family::Policy, Some(&policy.name)),
            Self::Acknowledgement(given) => {
                put.person(Some(&given.person));
                put.seeks(Family::Policy, Some(&given.policy));
            }
            Self::Training(training) => put.person(Some(&training.person)),
            Self::BackgroundCheck(check) => put.person(Some(&check.person)),
            Self::ApprovedModel(approved) => put.both(Family::Vendor, Some(&approved.provider)),
            Self::Setting(_)
            | Self::Component(_)
            | Self::GatewayRow(_)
            | Self::Span(_)
            | Self::Score(_)
            | Self::Usage(_)
            | Self::Label(_) => {}
        }
        names
    }

    /// The asset that a finding is on: the same finding on another asset is another subject.
    pub fn asset(&self) -> Option<Name> {
        let text = match self {
            Self::Vulnerability(found) => found.asset.as_deref(),
            Self::RiskAcceptance(risk) => risk.asset.as_deref(),
            Self::ConfigurationCheck(check) => check.resource.as_deref().or(check.asset.as_deref()),
            _ => None,
        };
        text.and_then(|text| Name::new(Family::Asset, text))
    }
}

fn of_account(put: &mut Names, account: &Account) {
    put.person(Some(&account.login));
    put.both(Family::Email, account.email.as_deref());
    put.both(Family::Employee, account.employee_number.as_deref());
    put.both(Family::Account, account.id.as_deref());
    put.both(Family::Person, account.name.as_deref());
    put.helper(account.owner.as_deref());
}

fn of_person(put: &mut Names, person: &Person) {
    put.both(Family::Email, person.email.as_deref());
    for alias in &person.aliases {
        put.person(Some(alias));
    }
    put.both(Family::Employee, person.employee_number.as_deref());
    put.both(Family::Person, person.name.as_deref());
}

fn of_event(put: &mut Names, event: &AuditEvent) {
    put.person(event.target.as_deref());
    put.both(Family::Account, event.target_id.as_deref());
    if event.target.is_none() && event.target_id.is_none() {
        put.person(event.actor.as_deref());
    }
}

fn of_change(put: &mut Names, change: &Change) {
    put.both(Family::Change, Some(&change_name(change.repository.as_deref(), &change.id)));
    put.both(Family::Commit, change.merge_commit.as_deref());
    put.both(Family::Commit, change.head_commit.as_deref());
    put.each(Family::Ticket, &change.tickets);
}

/// A change with its repository: `larkspur/api#12`.
fn change_name(repository: Option<&str>, id: &str) -> String {
    match repository {
        Some(repository) if id.bytes().all(|byte| byte.is_ascii_digit()) => format!("{repository}#{id}"),
        _ => id.to_owned(),
    }
}

fn of_ticket(put: &mut Names, ticket: &Ticket) {
    put.both(Family::Ticket, Some(&ticket.id));
    put.person(ticket.about.as_deref());
    for person in [&ticket.requester, &ticket.assignee, &ticket.approver] {
        put.helper(person.as_deref());
    }
    if let Some(title) = &ticket.title {
        put.indexed.extend(told_in(title));
    }
}

fn of_deploy(put: &mut Names, deploy: &Deploy) {
    put.both(Family::Deploy, Some(&deploy.id));
    put.both(Family::Commit, deploy.commit.as_deref());
    put.both(Family::Change, deploy.change.as_deref());
    put.each(Family::Ticket, &deploy.tickets);
}

fn of_vulnerability(put: &mut Names, found: &Vulnerability) {
    put.both(Family::Vulnerability, Some(&found.id));
    put.each(Family::Vulnerability, &found.aliases);
    put.seeks(Family::Asset, found.asset.as_deref());
}

fn of_risk(put: &mut Names, risk: &RiskAcceptance) {
    put.both(Family::Vulnerability, risk.vulnerability.as_deref());
    put.each(Family::Ticket, &risk.tickets);
    put.both(Family::Ticket, risk.id.as_deref());
    put.seeks(Family::Asset, risk.asset.as_deref());
}

/// The names that a title tells: addresses, vulnerabilities, and runs of two or three words that begin with capitals, as
/// names of people do (`Offboarding Ben Moor`).
fn told_in(title: &str) -> BTreeSet<Name> {
    let words: Vec<&str> = title.split_whitespace().take(WORDS).map(trimmed).filter(|word| !word.is_empty()).collect();
    let mut names = BTreeSet::new();
    for word in &words {
        let is_vulnerability = ["CVE-", "GHSA-"].iter().any(|start| word.to_uppercase().starts_with(start));
        if is_vulnerability {
            names.extend(Name::new(Family::Vulnerability, word));
        } else if word.contains('@') {
            names.extend(Name::new(Family::Email, word));
        }
    }
    let capital =
        |word: &&str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    for length in [2, 3] {
        let runs = words.windows(length).filter(|run| run.iter().all(capital));
        names.extend(runs.filter_map(|run| Name::new(Family::Person, &run.join(" "))));
    }
    names
}

/// Words of a title that are looked at.
const WORDS: usize = 40;

fn trimmed(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

#[cfg(test)]
mod tests;
