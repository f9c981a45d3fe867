//! All evaluators over a company of 500 people with twelve months of records: how long each takes, and the memory.
//!
//! Prints a table instead of using a statistics harness: a judgement runs once over everything, as it does for users.
//! `EVENTS` sets another number of audit events (1,000,000, which makes 2 million records in all).
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::similar_names,
    clippy::unnecessary_wraps,
    reason = "a benchmark prints its table and stops where it cannot go on; its records are made of what fields take"
)]

use chrono::{Days, NaiveDate};
use evaluate::{Dataset, Judge, evaluate, evaluators};
use model::{
    Cadence, Category, Control, Data, Evidence, EvidenceId, FourDates, Ipe, Kind, Nature, Period, Position, Record, Sha256,
    Stamp, Terms,
    record::{
        AccessReview, Account, AccountStatus, Acknowledgement, Action, AuditEvent, BackgroundCheck, Backup, Change, ChangeReview,
        Component, ConfigurationCheck, Decision, Deploy, DeployOutcome, Grant, Incident, Outcome, Person, PipelineRun, Policy,
        RecoveryTest, Review, RiskAcceptance, Scan, Severity, Ticket, Training, Vendor, VendorControl, VendorReview, Verdict,
        Vulnerability, VulnerabilityStatus,
    },
};
use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

const PEOPLE: u64 = 620;
const SYSTEMS: [&str; 8] = ["Okta", "AWS", "GitHub", "Jira", "Slack", "Datadog", "Snowflake", "Console"];
const ASSETS: u64 = 40;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// A line of the system's own account of this process, in MB, where it tells.
fn memory(line: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find(|text| text.starts_with(line));
    let kilobytes: Option<u64> = found.and_then(|text| text.split_whitespace().nth(1)).and_then(|number| number.parse().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |number| format!("{} MB", number / 1000))
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 7, 1).expect("a day")
}

fn day(number: u64) -> Option<Stamp> {
    Some(Stamp::Day(first() + Days::new(number)))
}

fn time(number: u64, second: u64) -> Option<Stamp> {
    let at = (first() + Days::new(number)).and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    Some(Stamp::Instant(at + Duration::from_secs(second % 86_400)))
}

fn email(person: u64) -> String {
    format!("person{person:03}@example.com")
}

/// The last day of every fifth person.
fn left(person: u64) -> Option<u64> {
    person.is_multiple_of(5).then(|| 20 + person * 7 % 330)
}

/// The company, evidence by evidence.
#[derive(Default)]
struct Company {
    dataset: Dataset,
    records: u64,
    state: u64,
}

impl Company {
    /// The next of numbers that are the same in every run.
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % limit
    }

    fn add(&mut self, snapshot: bool, covers: (u64, u64), records: Vec<Data>) {
        let id = EvidenceId(u32::try_from(self.dataset.evidence.len()).expect("few files") + 1);
        let mut kinds: BTreeMap<Kind, u64> = BTreeMap::new();
        self.records += records.len() as u64;
        for (row, data) in (1..).zip(records) {
            *kinds.entry(data.kind()).or_default() += 1;
            self.dataset.add(id, Record { at: Position::Row(row), data, extra: BTreeMap::new() });
        }
        let (from, to) = (day(covers.0), day(covers.1));
        let dates = FourDates { covers_from: from.filter(|_| !snapshot), covers_to: to, extracted: to, ..FourDates::default() };
        let evidence = Evidence {
            id,
            sha256: Sha256([0; 32]),
            file_name: format!("file-{}.json", id.0),
            bytes: 1,
            importer: Some("bench".to_owned()),
            importer_version: 1,
            records: kinds,
            problems: 0,
            snapshot,
            dates,
            file_modified: None,
            ipe: Ipe::default(),
            incomplete: Vec::new(),
        };
        self.dataset.evidence.insert(id, evidence);
    }

    fn people(&mut self) {
        for month in 1..=12 {
            let person = |number| {
                let end = left(number).filter(|end| *end < month * 30);
                Data::Person(Box::new(Person {
                    employee_number: Some(format!("{number:05}")),
                    name: Some(format!("Given{number} Family{number}")),
                    email: Some(email(number)),
                    employed: Some(end.is_none()),
                    start: day(number % 300),
                    end: end.and_then(day),
                    ..Person::default()
                }))
            };
            self.add(true, (0, month * 30), (0..PEOPLE).map(person).collect());
        }
        let checks = (0..PEOPLE).map(|number| {
            let (person, completed) = (email(number), day(number % 300));
            Data::BackgroundCheck(Box::new(BackgroundCheck {
                person,
                completed,
                clear: Some(true),
                ..BackgroundCheck::default()
            }))
        });
        self.add(true, (0, 364), checks.collect());
        let trained = (0..PEOPLE).map(|number| {
            let (course, person) = ("Security awareness".to_owned(), email(number));
            let completed = day(number % 300 + 10);
            Data::Training(Box::new(Training { course, person, completed, passed: Some(true), ..Training::default() }))
        });
        self.add(true, (0, 364), trained.collect());
        let names = ["Information security", "Access control", "Change management", "Incident response", "Acceptable use"];
        let policy = |name: &&str| {
            let (name, version) = ((*name).to_owned(), Some("3".to_owned()));
            let approver = Some(email(1));
            Data::Policy(Box::new(Policy { name, version, approver, approved: day(0), effective: day(0), ..Policy::default() }))
        };
        self.add(true, (0, 364), names.iter().map(policy).collect());
        let given = names.iter().flat_map(|name| {
            (0..PEOPLE).map(move |number| {
                let (policy, person) = ((*name).to_owned(), email(number));
                let at = day(number % 300 + 5);
                Data::Acknowledgement(Box::new(Acknowledgement {
                    policy,
                    person,
                    at,
                    given: Some(true),
                    ..Acknowledgement::default()
                }))
            })
        });
        self.add(true, (0, 364), given.collect());
    }

    fn access(&mut self, events: u64) {
        for (system, week) in SYSTEMS.iter().flat_map(|system| (0..52).map(move |week| (*system, week))) {
            let account = |number| {
                let gone = left(number).is_some_and(|end| end + number % 4 < week * 7);
                Data::Account(Box::new(Account {
                    system: system.to_owned(),
                    id: Some(format!("{system}-{number}")),
                    login: email(number),
                    email: Some(email(number)),
                    status: if gone { AccountStatus::Disabled } else { AccountStatus::Active },
                    created: day(number % 300),
                    last_login: day(week * 7),
                    last_login_known: true,
                    mfa: Some(number % 97 != 3),
                    admin: Some(number % 60 == 7),
                    ..Account::default()
                }))
            };
            self.add(true, (0, week * 7), (0..PEOPLE - 60).map(account).collect());
        }
        for (quarter, system) in (1..=4).flat_map(|quarter| SYSTEMS.iter().map(move |system| (quarter, *system))) {
            let grant = |number: u64| {
                let (principal, role) = (email(number / 3), format!("role-{}", number % 17));
                Data::Grant(Box::new(Grant {
                    system: system.to_owned(),
                    principal,
                    role,
                    from: day(number % 300),
                    ..Grant::default()
                }))
            };
            self.add(true, (0, quarter * 90), (0..1_700).map(grant).collect());
            let review = |number: u64| {
                let decision = if number % 40 == 1 { Decision::Removed } else { Decision::Kept };
                let (subject, reviewer) = (email(number), Some(email(number % 12)));
                let at = day(quarter * 90 - 10);
                let system = system.to_owned();
                Data::AccessReview(Box::new(AccessReview { system, subject, decision, reviewer, at, ..AccessReview::default() }))
            };
            self.add(false, (quarter * 90 - 89, quarter * 90), (0..PEOPLE - 60).map(review).collect());
        }
        for month in 0..12 {
            let list: Vec<Data> = (0..events / 12).map(|number| self.event(month, number)).collect();
            self.add(false, (month * 30, month * 30 + 31), list);
        }
    }

    fn event(&mut self, month: u64, number: u64) -> Data {
        let (who, moment) = (self.below(PEOPLE), self.below(30 * 86_400));
        let action = match number % 500 {
            0 => Action::AccountEnabled,
            1 => Action::AccountDisabled,
            2 => Action::Granted,
            _ => Action::LoggedIn,
        };
        Data::AuditEvent(Box::new(AuditEvent {
            system: SYSTEMS[usize::try_from(who % 8).expect("small")].to_owned(),
            id: Some(format!("{month}-{number}")),
            at: time(month * 30 + moment / 86_400, moment),
            action,
            actor: Some(email(who)),
            target: (action != Action::LoggedIn).then(|| email(self.below(PEOPLE))),
            ..AuditEvent::default()
        }))
    }

    fn changes(&mut self) {
        let change = |number: u64| {
            let review =
                Review { reviewer: Some(email(number % 50)), verdict: Verdict::Approved, at: day(number % 360), commit: None };
            Data::Change(Box::new(Change {
                system: "GitHub".to_owned(),
                repository: Some(format!("example/service-{}", number % 30)),
                id: number.to_string(),
                author: Some(email(50 + number % 80)),
                created: day(number % 360),
                merged: day(number % 360),
                is_merged: Some(true),
                base: Some("main".to_owned()),
                merge_commit: Some(format!("{number:040x}")),
                reviews: (!number.is_multiple_of(3)).then(|| vec![review]),
                tickets: vec![format!("OPS-{number}")],
                ..Change::default()
            }))
        };
        self.add(false, (0, 364), (0..12_000).map(change).collect());
        let apart = (0..12_000).filter(|number: &u64| number.is_multiple_of(3)).map(|number| {
            let review =
                Review { reviewer: Some(email(number % 50)), verdict: Verdict::Approved, at: day(number % 360), commit: None };
            let repository = Some(format!("example/service-{}", number % 30));
            Data::ChangeReview(Box::new(ChangeReview { system: "GitHub".into(), repository, change: number.to_string(), review }))
        });
        self.add(false, (0, 364), apart.collect());
        let ticket = |number: u64| {
            let (approver, at) = (Some(email(2)), day(number % 360));
            Data::Ticket(Box::new(Ticket {
                system: "Jira".to_owned(),
                id: format!("OPS-{number}"),
                title: Some(format!("Change {number}")),
                type_word: Some(if number.is_multiple_of(4) { "Access request" } else { "Change" }.to_owned()),
                done: Some(true),
                created: at,
                resolved: at,
                approved: at,
                approver,
                about: number.is_multiple_of(4).then(|| email(number % PEOPLE)),
                ..Ticket::default()
            }))
        };
        self.add(false, (0, 364), (0..20_000).map(ticket).collect());
        let deploy = |number: u64| {
            Data::Deploy(Box::new(Deploy {
                system: "Pipeline".to_owned(),
                id: format!("d{number}"),
                service: Some(format!("service-{}", number % 30)),
                environment: Some("production".to_owned()),
                at: time(number % 360, number * 37),
                outcome: DeployOutcome::Succeeded,
                commit: Some(format!("{:040x}", number % 12_000)),
                ..Deploy::default()
            }))
        };
        self.add(false, (0, 364), (0..15_000).map(deploy).collect());
        let run = |number: u64| {
            let (id, at) = (format!("r{number}"), time(number % 360, number));
            Data::PipelineRun(Box::new(PipelineRun { system: "CI".into(), id, at, ..PipelineRun::default() }))
        };
        self.add(false, (0, 364), (0..60_000).map(run).collect());
    }

    fn vulnerabilities(&mut self) {
        const GRADES: [Severity; 4] = [Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
        for (asset, week) in (0..ASSETS).flat_map(|asset| (0..52).map(move |week| (asset, week))) {
            let found = |number: u64| {
                Data::Vulnerability(Box::new(Vulnerability {
                    tool: "Trivy".to_owned(),
                    id: format!("CVE-2025-{:05}", number + week * 3),
                    asset: Some(format!("image-{asset}")),
                    package: Some(format!("package-{}", number % 60)),
                    severity: GRADES[usize::try_from(number % 4).expect("small")],
                    status: VulnerabilityStatus::Open,
                    scanned: day(week * 7),
                    ..Vulnerability::default()
                }))
            };
            let scan = Scan { tool: "Trivy".into(), asset: format!("image-{asset}"), at: day(week * 7), findings: 180 };
            self.add(true, (0, week * 7), (0..180).map(found).chain([Data::Scan(Box::new(scan))]).collect());
        }
        let accepted = (0..500).map(|number| {
            let vulnerability = Some(format!("CVE-2025-{number:05}"));
            let (approver, approved, until) = (Some(email(3)), day(10), day(300));
            Data::RiskAcceptance(Box::new(RiskAcceptance {
                vulnerability,
                approver,
                approved,
                until,
                ..RiskAcceptance::default()
            }))
        });
        self.add(true, (0, 364), accepted.collect());
        let component = |number: u64| {
            let (asset, name) = (Some(format!("image-{}", number % ASSETS)), format!("package-{}", number % 500));
            Data::Component(Box::new(Component {
                tool: "Syft".into(),
                asset,
                name,
                ecosystem: Some("pypi".into()),
                ..Component::default()
            }))
        };
        self.add(true, (0, 360), (0..20_000).map(component).collect());
        let check = |number: u64| {
            let (id, asset, at) = (format!("check-{}", number % 300), Some(format!("account-{}", number % 9)), day(number % 360));
            Data::ConfigurationCheck(Box::new(ConfigurationCheck {
                tool: "Prowler".into(),
                id,
                asset,
                at,
                ..ConfigurationCheck::default()
            }))
        };
        self.add(true, (0, 364), (0..60_000).map(check).collect());
    }

    fn operation(&mut self) {
        let backup = |number: u64| {
            let outcome = if number % 500 == 9 { Outcome::Failed } else { Outcome::Succeeded };
            let (job, at) = (format!("job-{}", number % 20), time(number / 20 % 365, number / 7300 * 10_000));
            Data::Backup(Box::new(Backup {
                system: "restic".into(),
                job,
                id: Some(number.to_string()),
                at,
                outcome,
                ..Backup::default()
            }))
        };
        self.add(false, (0, 364), (0..43_800).map(backup).collect());
        let incident = |number: u64| {
            let started = time(number % 360, number * 97);
            let severity = if number.is_multiple_of(5) { Severity::High } else { Severity::Low };
            let system = "PagerDuty".to_owned();
            Data::Incident(Box::new(Incident {
                system,
                id: number.to_string(),
                severity,
                started,
                acknowledged: started,
                ended: started,
                ..Incident::default()
            }))
        };
        self.add(false, (0, 364), (0..800).map(incident).collect());
        let vendor = |number: u64| {
            let (name, tier, reviewed) = (format!("Vendor {number} Inc."), Some("high".to_owned()), day(number % 300));
            Data::Vendor(Box::new(Vendor { name, tier, reviewed, ..Vendor::default() }))
        };
        self.add(true, (0, 364), (0..120).map(vendor).collect());
        let review = |number: u64| {
            let (vendor, reviewer) = (format!("Vendor {number}"), Some(email(4)));
            let (report_from, report_to, reviewed) = (day(0), day(300), day(310));
            Data::VendorReview(Box::new(VendorReview {
                vendor,
                reviewer,
                report_from,
                report_to,
                reviewed,
                ..VendorReview::default()
            }))
        };
        self.add(true, (0, 364), (0..120).map(review).collect());
        let control = |number: u64| {
            let (id, vendor) = (Some(format!("CUEC-{number}")), format!("Vendor {}", number % 120));
            Data::VendorControl(Box::new(VendorControl {
                id,
                vendor,
                controls: vec!["AC-01".into()],
                ..VendorControl::default()
            }))
        };
        self.add(true, (0, 364), (0..1_200).map(control).collect());
        let test = |number: u64| {
            let (name, at) = (format!("restore {number}"), day(number * 30));
            Data::RecoveryTest(Box::new(RecoveryTest {
                name,
                at,
                outcome: Outcome::Succeeded,
                seconds: Some(3_600),
                ..RecoveryTest::default()
            }))
        };
        self.add(false, (0, 364), (0..12).map(test).collect());
    }

    fn controls(&mut self) {
        let cadences = [Cadence::Daily, Cadence::Weekly, Cadence::Monthly, Cadence::Quarterly, Cadence::Continuous];
        for number in 0..66_usize {
            let id = format!("AC-{number:02}");
            let linked = self.dataset.evidence.keys().copied().filter(|one| one.0 as usize % 66 == number).collect();
            self.dataset.links.insert(id.clone(), linked);
            self.dataset.controls.push(Control {
                id,
                title: String::new(),
                description: String::new(),
                criteria: vec!["CC6.1".to_owned()],
                owner_role: "Security Lead".to_owned(),
                owner: Some(email(5)),
                source: String::new(),
                cadence: cadences[number % cadences.len()],
                nature: Nature::Automated,
                evidence: Vec::new(),
                kinds: Vec::new(),
                evaluators: Vec::new(),
                also: Vec::new(),
                effective_from: None,
                effective_to: None,
            });
        }
    }
}

fn main() {
    // `cargo test` runs benches too; there is nothing to measure then.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut company = Company { state: 7, ..Company::default() };
    company.people();
    company.access(setting("EVENTS", 1_000_000));
    company.changes();
    company.vulnerabilities();
    company.operation();
    company.controls();
    let Company { mut dataset, records, .. } = company;
    let window = Period::new(first(), first() + Days::new(364)).expect("a year");
    let terms = Terms {
        window,
        zone: chrono_tz::Europe::Berlin,
        as_of: model::time::day_end(window.to + Days::new(30), chrono_tz::Europe::Berlin),
        holidays: std::collections::BTreeSet::new(),
        categories: std::collections::BTreeSet::from([Category::Security]),
        parameters: BTreeMap::new(),
        approved: Vec::new(),
    };
    println!("{records} records in {} files, {} in memory", dataset.evidence.len(), memory("VmRSS"));
    let start = Instant::now();
    evaluate::join(&mut dataset, &terms);
    println!("{:<28} {:>9.1?}", "joining", start.elapsed());
    let mut whole = start.elapsed();
    for evaluator in evaluators::ALL.iter().filter(|evaluator| matches!(evaluator.judge, Judge::Records(_))) {
        let start = Instant::now();
        let answer = evaluate(evaluator, &dataset, None, &terms);
        whole += start.elapsed();
        println!(
            "{:<28} {:>9.1?}  population {:>8}  exceptions {:>8}  not determinable {:>8}",
            evaluator.id,
            start.elapsed(),
            answer.population,
            answer.exceptions,
            answer.undetermined
        );
    }
    println!("{:<28} {whole:>9.1?}, peak {}", "all", memory("VmHWM"));
}
