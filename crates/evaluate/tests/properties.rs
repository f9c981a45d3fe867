//! What must hold for any company: nothing irrelevant counts, whole weeks shift nothing, and less evidence is never a pass.

#![expect(clippy::expect_used, clippy::panic, reason = "a company that cannot be built ends the test")]

#[expect(dead_code, reason = "files of cases are for the fixtures")]
mod support;

use chrono::{Days, NaiveDate, TimeZone, Utc};
use evaluate::{Judge, evaluate, evaluators};
use model::{
    Cadence, Control, Data, Evaluation, Kind, Nature, Stamp, State,
    record::{
        Account, AccountStatus, Acknowledgement, Action, AuditEvent, BackgroundCheck, Backup, Change, Component, Deploy,
        DeployOutcome, Incident, Outcome, Person, Policy, RecoveryTest, RecoveryTestKind, Review, Scan, Severity, Ticket,
        Training, Usage, Vendor, VendorReview, Verdict, Vulnerability, VulnerabilityStatus,
    },
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::{Case, CaseEvidence, CaseTerms};

const GRADES: [Severity; 6] =
    [Severity::Unknown, Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];

/// Person, status, day of disabling, second factor, last log-in.
type Entry = (u64, u8, Option<u64>, Option<bool>, Option<u64>);

/// Day, author, approver, ticket.
type Merge = (u64, u8, Option<u8>, Option<u8>);

/// Evaluator, state, population, items.
type Dateless = (String, State, u64, Vec<(String, State)>);

/// A company as numbers: days count from the first day of the window.
#[derive(Debug, Clone)]
struct Company {
    /// Last day, and whether there is one.
    leavers: Vec<Option<u64>>,
    /// Accounts.
    accounts: Vec<Entry>,
    /// Account, day, whether enabled.
    events: Vec<(u64, u64, bool)>,
    /// Changes.
    changes: Vec<Merge>,
    /// Tickets that exist.
    tickets: BTreeSet<u8>,
    /// Day, change.
    deploys: Vec<(u64, Option<u8>)>,
    /// First seen, severity, fixed.
    vulnerabilities: Vec<(Option<u64>, u8, Option<u64>)>,
    /// Days without a backup.
    gaps: BTreeSet<u64>,
    /// Of vendors: day of the review by the register, day of a review sheet, whether it is signed off.
    vendors: Vec<(Option<u64>, Option<u64>, bool)>,
    /// Of incidents: day, severity, days until it was over.
    incidents: Vec<(u64, u8, Option<u64>)>,
    /// Person and day of a training, an acknowledgement and a check.
    done: Vec<(u64, u64)>,
}

fn company() -> impl Strategy<Value = Company> {
    let day = 0..56_u64;
    let accounts = (0..5_u64, 0..3_u8, proptest::option::of(0..70_u64), any::<Option<bool>>(), proptest::option::of(day.clone()));
    let changes = (day.clone(), 0..3_u8, proptest::option::of(0..3_u8), proptest::option::of(0..4_u8));
    (
        prop::collection::vec(proptest::option::of(day.clone()), 1..5),
        prop::collection::vec(accounts, 1..6),
        prop::collection::vec((0..6_u64, 0..70_u64, any::<bool>()), 0..4),
        prop::collection::vec(changes, 1..5),
        prop::collection::btree_set(0..4_u8, 0..4),
        prop::collection::vec((day.clone(), proptest::option::of(0..6_u8)), 1..4),
        prop::collection::vec((proptest::option::of(day.clone()), 0..6_u8, proptest::option::of(day.clone())), 1..4),
        prop::collection::btree_set(day.clone(), 0..3),
        prop::collection::vec((proptest::option::of(day.clone()), proptest::option::of(day.clone()), any::<bool>()), 1..4),
        prop::collection::vec((day.clone(), 0..6_u8, proptest::option::of(0..9_u64)), 1..4),
        prop::collection::vec((0..5_u64, day), 1..6),
    )
        .prop_map(
            |(leavers, accounts, events, changes, tickets, deploys, vulnerabilities, gaps, vendors, incidents, done)| Company {
                leavers,
                accounts,
                events,
                changes,
                tickets,
                deploys,
                vulnerabilities,
                gaps,
                vendors,
                incidents,
                done,
            },
        )
}

fn base() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).expect("a Monday")
}

impl Company {
    fn case(&self, weeks: u64) -> Case {
        let from = base() + Days::new(weeks * 7);
        let day = |number: u64| Stamp::Day(from + Days::new(number));
        let end = from + Days::new(55);
        let as_of = Utc.from_utc_datetime(&(from + Days::new(70)).and_hms_opt(12, 0, 0).expect("noon"));
        let list = |records: Vec<Data>| evidence(true, day(60), (day(0), day(60)), records);
        let log = |records: Vec<Data>| evidence(false, day(60), (day(0), day(60)), records);
        let evidence = vec![
            list(self.persons(&day)),
            list(self.accounts(&day)),
            log(self.events(&day)),
            log(self.changes(&day)),
            log(self.tickets.iter().map(|number| ticket(*number, &day)).collect()),
            log(self.deploys(&day)),
            list(self.vulnerabilities(&day)),
            log(self.backups(&day)),
            list(self.vendors(&day)),
            list(self.reviews(&day)),
            log(self.incidents(&day)),
            list(self.policies(&day)),
            list(self.done(&day, |person, at| {
                Data::Acknowledgement(Box::new(Acknowledgement {
                    person,
                    policy: "Code of Conduct".into(),
                    at,
                    ..Acknowledgement::default()
                }))
            })),
            list(self.done(&day, |person, completed| {
                Data::Training(Box::new(Training { person, course: "Security".into(), completed, ..Training::default() }))
            })),
            list(self.done(&day, |person, completed| {
                Data::BackgroundCheck(Box::new(BackgroundCheck {
                    person,
                    completed,
                    clear: Some(true),
                    ..BackgroundCheck::default()
                }))
            })),
            list(self.recovery(&day)),
            list(vec![component("api"), component("agent")]),
        ];
        Case {
            about: String::new(),
            terms: CaseTerms { window: (from, end), as_of, ..CaseTerms::default() },
            evidence: evidence.into_iter().filter(|one| !one.records.is_empty()).collect(),
            controls: vec![
                control("BK-01", Cadence::Daily),
                control("AC-01", Cadence::Weekly),
                control("LG-01", Cadence::Continuous),
            ],
            criteria: Vec::new(),
            systems: Vec::new(),
            links: BTreeMap::from([("AC-01".into(), BTreeSet::from([1, 2])), ("LG-01".into(), BTreeSet::from([3]))]),
            dismissals: Vec::new(),
        }
    }

    fn persons(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let person = |(number, end): (usize, &Option<u64>)| {
            let email = Some(format!("person{number}@example.com"));
            // Every second one came in the window.
            let start = (!number.is_multiple_of(2)).then(|| day(number as u64));
            Data::Person(Box::new(Person { email, start, end: end.map(day), ..Person::default() }))
        };
        self.leavers.iter().enumerate().map(person).collect()
    }

    fn accounts(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let account = |(number, (person, status, disabled, mfa, login)): (usize, &Entry)| {
            let status = [AccountStatus::Active, AccountStatus::Disabled, AccountStatus::Unknown][usize::from(*status)];
            Data::Account(Box::new(Account {
                system: format!("system {number}"),
                login: format!("person{person}@example.com"),
                status,
                disabled: disabled.filter(|_| status == AccountStatus::Disabled).map(day),
                mfa: *mfa,
                last_login: login.map(day),
                last_login_known: true,
                ..Account::default()
            }))
        };
        self.accounts.iter().enumerate().map(account).collect()
    }

    fn events(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let event = |(person, at, enabled): &(u64, u64, bool)| {
            let action = if *enabled { Action::AccountEnabled } else { Action::AccountDisabled };
            let target = Some(format!("person{person}@example.com"));
            Data::AuditEvent(Box::new(AuditEvent { at: Some(day(*at)), action, target, ..AuditEvent::default() }))
        };
        self.events.iter().map(event).collect()
    }

    fn changes(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let change = |(number, (at, author, approver, ticket)): (usize, &Merge)| {
            let review = |who: u8| Review {
                reviewer: Some(format!("dev{who}")),
                verdict: Verdict::Approved,
                at: who.is_multiple_of(2).then(|| day(at + u64::from(*author))),
                commit: None,
            };
            Data::Change(Box::new(Change {
                id: number.to_string(),
                author: Some(format!("dev{author}")),
                merged: Some(day(*at)),
                labels: at.is_multiple_of(3).then(|| "hotfix".to_owned()).into_iter().collect(),
                reviews: Some(approver.map(review).into_iter().collect()),
                tickets: ticket.map(|number| format!("OPS-{number}")).into_iter().collect(),
                ..Change::default()
            }))
        };
        self.changes.iter().enumerate().map(change).collect()
    }

    fn deploys(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let deploy = |(number, (at, change)): (usize, &(u64, Option<u8>))| {
            Data::Deploy(Box::new(Deploy {
                id: format!("d{number}"),
                at: Some(day(*at)),
                outcome: DeployOutcome::Succeeded,
                change: change.map(|number| number.to_string()),
                ..Deploy::default()
            }))
        };
        self.deploys.iter().enumerate().map(deploy).collect()
    }

    fn vulnerabilities(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let one = |(number, (first, severity, fixed)): (usize, &(Option<u64>, u8, Option<u64>))| {
            Data::Vulnerability(Box::new(Vulnerability {
                tool: "Trivy".into(),
                id: format!("CVE-2026-{number:04}"),
                asset: Some("api".into()),
                severity: GRADES[usize::from(*severity)],
                status: if fixed.is_some() { VulnerabilityStatus::Fixed } else { VulnerabilityStatus::Open },
                first_seen: first.map(day),
                fixed: fixed.map(day),
                scanned: Some(day(58)),
                ..Vulnerability::default()
            }))
        };
        let scan = Scan { tool: "Trivy".into(), asset: "api".into(), at: Some(day(58)), findings: 0 };
        self.vulnerabilities.iter().enumerate().map(one).chain([Data::Scan(Box::new(scan))]).collect()
    }

    fn vendors(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let vendor = |(number, (reviewed, ..)): (usize, &(Option<u64>, Option<u64>, bool))| {
            let tier = Some(["Critical", "Low"][number % 2].to_owned());
            let name = format!("vendor {number} Inc.");
            Data::Vendor(Box::new(Vendor { name, tier, reviewed: reviewed.map(day), ..Vendor::default() }))
        };
        self.vendors.iter().enumerate().map(vendor).collect()
    }

    fn reviews(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let review = |(number, (_, reviewed, signed)): (usize, &(Option<u64>, Option<u64>, bool))| {
            Some(Data::VendorReview(Box::new(VendorReview {
                vendor: format!("Vendor {number}"),
                report: Some("SOC 2 Type II".into()),
                report_from: Some(day(0)),
                report_to: Some(day(number as u64 * 30)),
                reviewer: Some("person0@example.com".into()),
                reviewed: Some(day((*reviewed)?)),
                approver: signed.then(|| "person1@example.com".into()),
                ..VendorReview::default()
            })))
        };
        self.vendors.iter().enumerate().filter_map(review).collect()
    }

    fn incidents(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let incident = |(number, (at, severity, length)): (usize, &(u64, u8, Option<u64>))| {
            Data::Incident(Box::new(Incident {
                id: format!("INC-{number}"),
                severity: GRADES[usize::from(*severity)],
                created: Some(day(*at)),
                acknowledged: Some(day(*at)),
                ended: length.map(|length| day(at + length)),
                resolved: Some(length.is_some()),
                ..Incident::default()
            }))
        };
        self.incidents.iter().enumerate().map(incident).collect()
    }

    fn policies(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let policy = |(version, at): (&str, &u64)| {
            let (effective, approver) = (Some(day(*at)), Some("Board".to_owned()));
            let (name, version) = ("Code of Conduct".to_owned(), Some(version.to_owned()));
            Data::Policy(Box::new(Policy { name, version, effective, approved: effective, approver, ..Policy::default() }))
        };
        ["1", "2", "3"].into_iter().zip(&self.gaps).map(policy).collect()
    }

    fn done(&self, day: &impl Fn(u64) -> Stamp, record: fn(String, Option<Stamp>) -> Data) -> Vec<Data> {
        self.done.iter().map(|(person, at)| record(format!("person{person}@example.com"), Some(day(*at)))).collect()
    }

    fn backups(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        // Of the days without a backup, every other one has a run that failed.
        let run = |number: u64| {
            let outcome = if self.gaps.contains(&number) { Outcome::Failed } else { Outcome::Succeeded };
            Backup { job: "db".into(), at: Some(day(number)), outcome, ..Backup::default() }
        };
        let ran = (0..60).filter(|number: &u64| number.is_multiple_of(2) || !self.gaps.contains(number));
        ran.map(|number| Data::Backup(Box::new(run(number)))).collect()
    }

    /// A test for each day without a backup: every third one without a result, every other one too slow.
    fn recovery(&self, day: &impl Fn(u64) -> Stamp) -> Vec<Data> {
        let test = |number: &u64| RecoveryTest {
            name: format!("test {number}"),
            test: if number.is_multiple_of(5) { RecoveryTestKind::Failover } else { RecoveryTestKind::Restore },
            service: Some("db".into()),
            at: Some(day(*number)),
            seconds: Some(if number.is_multiple_of(2) { 60 } else { 200_000 }),
            outcome: if number.is_multiple_of(3) { Outcome::Unknown } else { Outcome::Succeeded },
            ..RecoveryTest::default()
        };
        self.gaps.iter().map(|number| Data::RecoveryTest(Box::new(test(number)))).collect()
    }
}

fn evidence(snapshot: bool, extracted: Stamp, covers: (Stamp, Stamp), records: Vec<Data>) -> CaseEvidence {
    CaseEvidence {
        snapshot,
        document: false,
        covers: (!snapshot).then_some(covers),
        extracted: Some(extracted),
        instance: None,
        file: None,
        importer: None,
        ipe: model::Ipe::default(),
        extras: BTreeMap::new(),
        incomplete: Vec::new(),
        kinds: BTreeMap::new(),
        search: None,
        records,
    }
}

fn ticket(number: u8, day: &impl Fn(u64) -> Stamp) -> Data {
    let (type_word, resolved) = (Some("Change".to_owned()), Some(day(u64::from(number) * 9)));
    Data::Ticket(Box::new(Ticket { id: format!("OPS-{number}"), type_word, resolved, ..Ticket::default() }))
}

fn component(asset: &str) -> Data {
    let (name, ecosystem) = ("langchain".to_owned(), Some("pypi".to_owned()));
    Data::Component(Box::new(Component { asset: Some(asset.to_owned()), name, ecosystem, ..Component::default() }))
}

fn control(id: &str, cadence: Cadence) -> Control {
    Control {
        id: id.to_owned(),
        title: String::new(),
        description: String::new(),
        criteria: Vec::new(),
        also: Vec::new(),
        owner_role: String::new(),
        owner: None,
        source: String::new(),
        cadence,
        nature: Nature::Automated,
        evidence: Vec::new(),
        kinds: Vec::new(),
        evaluators: Vec::new(),
        effective_from: None,
        effective_to: None,
    }
}

/// The answers of all evaluators that judge records.
fn answers(case: &Case) -> Vec<Evaluation> {
    let (dataset, terms) = (case.dataset(), case.terms());
    let records = evaluators::ALL.iter().filter(|evaluator| matches!(evaluator.judge, Judge::Records(_)));
    records.map(|evaluator| evaluate(evaluator, &dataset, None, &terms)).collect()
}

/// What stays when the dates move: everything but the dates.
fn dateless(evaluations: &[Evaluation]) -> Vec<Dateless> {
    let one = |evaluation: &Evaluation| {
        let mut items: Vec<_> = evaluation.items.iter().map(|item| (item.subject.clone(), item.state)).collect();
        items.sort();
        (evaluation.evaluator.clone(), evaluation.state, evaluation.population, items)
    };
    evaluations.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_inputs_give_the_same_bytes(company in company()) {
        let bytes = |case: &Case| serde_json::to_vec(&answers(case)).expect("json");
        prop_assert_eq!(bytes(&company.case(0)), bytes(&company.case(0)));
    }

    #[test]
    fn an_irrelevant_record_changes_nothing(company in company()) {
        let case = company.case(0);
        let mut more = case.clone();
        let usage = Data::Usage(Box::new(Usage { provider: "Example Models".into(), ..Usage::default() }));
        let covers = (Stamp::Day(base()), Stamp::Day(base()));
        more.evidence.push(evidence(true, Stamp::Day(base()), covers, vec![usage]));
        // A file that came in has a sheet to be filled in and is handed over, whatever it holds: it is an item of these.
        let of_every_file = ["ipe-incomplete", "credential-in-evidence"];
        let others = |case: &Case| {
            let all = answers(case).into_iter();
            all.filter(|evaluation| !of_every_file.contains(&evaluation.evaluator.as_str())).collect::<Vec<_>>()
        };
        prop_assert_eq!(others(&case), others(&more));
    }

    #[test]
    fn whole_weeks_shift_nothing(company in company(), weeks in 1..120_u64) {
        prop_assert_eq!(dateless(&answers(&company.case(0))), dateless(&answers(&company.case(weeks))));
    }

    #[test]
    fn less_evidence_is_never_a_pass(company in company(), gone in prop::sample::select(Kind::ALL)) {
        let case = company.case(0);
        let mut less = case.clone();
        for one in &mut less.evidence {
            if one.records.iter().any(|data| data.kind() == gone) {
                one.records.clear();
            }
        }
        for (before, after) in answers(&case).iter().zip(&answers(&less)) {
            let quiet = matches!(after.state, State::Pass | State::NoOccurrence);
            if before.state == State::NotDeterminable {
                prop_assert!(!quiet, "{} without {gone}: {} became {}", before.evaluator, before.state.id(), after.state.id());
            }
            let evaluator = evaluators::ALL.iter().find(|evaluator| evaluator.id == after.evaluator).expect("known");
            if evaluator.needs.contains(&gone) {
                prop_assert_eq!(after.state, State::NotDeterminable, "{} without {}", after.evaluator, gone);
            }
        }
    }
}
