//! Joining: repeats count once, parts complete their whole, in whatever order the files came in.
#![expect(clippy::unwrap_used, reason = "a test fails where it cannot go on")]

use chrono::{NaiveDate, TimeZone, Utc};
use evaluate::{Dataset, join};
use model::{
    Category, Data, Evidence, EvidenceId, FourDates, Ipe, Kind, Period, Position, Record, Sha256, Stamp, Terms,
    record::{
        AccessKey, Account, AccountStatus, AuditEvent, Change, Deploy, DeployOutcome, Grant, Incident, Label, Person, Severity,
        Ticket,
    },
};
use std::collections::{BTreeMap, BTreeSet};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "every field of a record may be missing")]
fn at(text: &str) -> Option<Stamp> {
    Some(text.parse().unwrap())
}

fn terms() -> Terms {
    Terms {
        window: Period::new(day("2026-01-01"), day("2026-06-30")).unwrap(),
        zone: chrono_tz::UTC,
        as_of: Utc.with_ymd_and_hms(2026, 6, 30, 23, 59, 59).unwrap(),
        categories: BTreeSet::from([Category::Security]),
        holidays: BTreeSet::new(),
        parameters: BTreeMap::new(),
        approved: Vec::new(),
        checks: Vec::new(),
    }
}

fn evidence(id: u32, shown: &str) -> Evidence {
    let shown = at(shown);
    Evidence {
        id: EvidenceId(id),
        sha256: Sha256([0; 32]),
        file_name: format!("{id}.json"),
        bytes: 1,
        importer: None,
        importer_version: 1,
        records: BTreeMap::new(),
        problems: 0,
        snapshot: true,
        dates: FourDates {
            covers_from: shown,
            covers_to: shown,
            extracted: shown,
            received: Utc.with_ymd_and_hms(2026, 7, 1, 0, 0, 0).unwrap(),
        },
        file_modified: None,
        ipe: Ipe::default(),
        incomplete: Vec::new(),
    }
}

/// A dataset of files, each with its day and records, joined.
fn joined(files: &[(&str, Vec<Data>)]) -> Dataset {
    let mut dataset = Dataset::default();
    for (number, (shown, records)) in files.iter().enumerate() {
        let evidence = evidence(u32::try_from(number).unwrap() + 1, shown);
        for (row, data) in records.iter().enumerate() {
            let record = Record { at: Position::Row(row as u64 + 1), data: data.clone(), extra: BTreeMap::new() };
            dataset.add(evidence.id, record);
        }
        dataset.evidence.insert(evidence.id, evidence);
    }
    join(&mut dataset, &terms());
    let once = dataset.clone();
    join(&mut dataset, &terms());
    assert_eq!(format!("{:?}", once.accounts), format!("{:?}", dataset.accounts), "twice is not once");
    assert_eq!(format!("{:?}", once.deploys), format!("{:?}", dataset.deploys), "twice is not once");
    once
}

/// The same, with the files the other way round.
fn both_ways(files: &[(&str, Vec<Data>)], check: impl Fn(Dataset)) {
    check(joined(files));
    let mut turned = files.to_vec();
    turned.reverse();
    check(joined(&turned));
}

fn event(id: &str, word: &str) -> Data {
    let (system, id) = ("Okta".to_owned(), Some(id.to_owned()));
    Data::AuditEvent(Box::new(AuditEvent { system, id, action_word: word.to_owned(), ..AuditEvent::default() }))
}

#[test]
fn events_of_overlapping_chunks_count_once_and_differing_ones_both() {
    let first = vec![event("a", "user.create"), event("b", "user.create"), event("0000-00", "x")];
    let second = vec![event("b", "user.create"), event("a", "user.delete"), event("0000-00", "x")];
    both_ways(&[("2026-02-01", first), ("2026-03-01", second)], |dataset| {
        assert_eq!(dataset.audit_events.len(), 5, "one of two equal ones; both that differ; zeros are no identity");
        let remarks = &dataset.joins.remarks[&Kind::AuditEvent];
        assert!(remarks[0].starts_with("1 record came more than once"), "{remarks:?}");
        assert!(remarks[1].contains("both count"), "{remarks:?}");
    });
}

fn ticket(system: &str, id: &str, status: &str) -> Data {
    let (system, id, status_word) = (system.to_owned(), id.to_owned(), Some(status.to_owned()));
    Data::Ticket(Box::new(Ticket { system, id, status_word, ..Ticket::default() }))
}

#[test]
fn of_two_states_of_a_ticket_the_newer_export_counts() {
    let (old, new) = (vec![ticket("Jira", "OPS-1", "Open")], vec![ticket("Jira", "ops-1", "Done")]);
    both_ways(&[("2026-02-01", old), ("2026-03-01", new)], |dataset| {
        let words: Vec<_> = dataset.tickets.iter().map(|row| row.value.status_word.as_deref()).collect();
        assert_eq!(words, [Some("Done")]);
        assert!(dataset.joins.remarks[&Kind::Ticket][0].contains("the newer export counts"));
    });
}

#[test]
fn numbers_of_unnamed_systems_are_no_identity() {
    let files = [("2026-02-01", vec![ticket("", "1", "Open")]), ("2026-03-01", vec![ticket("", "1", "Done")])];
    assert_eq!(joined(&files).tickets.len(), 2);
}

fn account(part: bool, mfa: Option<bool>) -> Data {
    let (system, id) = ("Entra".to_owned(), Some("u-1".to_owned()));
    let status = if part { AccountStatus::Unknown } else { AccountStatus::Active };
    Data::Account(Box::new(Account { system, id, login: "ada".to_owned(), status, mfa, partial: part, ..Account::default() }))
}

fn grant(role: &str) -> Data {
    let (system, principal, role) = ("Entra".to_owned(), "u-1".to_owned(), role.to_owned());
    Data::Grant(Box::new(Grant { system, principal, role, privileged: Some(true), ..Grant::default() }))
}

#[test]
fn factors_and_roles_complete_the_account_of_the_same_time() {
    let files = [
        ("2026-03-31", vec![account(false, None)]),
        ("2026-03-30", vec![account(true, Some(false))]),
        ("2026-04-02", vec![grant("Global Administrator")]),
    ];
    both_ways(&files, |dataset| {
        assert_eq!(dataset.accounts.len(), 1, "the part is no account of its own");
        let row = &dataset.accounts[0];
        assert_eq!((row.value.mfa, row.value.admin, row.value.status), (Some(false), Some(true), AccountStatus::Active));
        assert_eq!(row.value.roles, ["Global Administrator"]);
        assert_eq!(dataset.joins.completed_by[&row.pointer].len(), 2);
    });
}

#[test]
fn a_list_of_another_quarter_says_nothing_about_this_state() {
    let files = [("2026-01-10", vec![account(false, None)]), ("2026-05-10", vec![account(true, Some(true))])];
    both_ways(&files, |dataset| assert_eq!(dataset.accounts[0].value.mfa, None));
}

#[test]
fn a_part_without_its_whole_stays() {
    let dataset = joined(&[("2026-03-31", vec![account(true, Some(true))])]);
    assert_eq!(dataset.accounts.len(), 1);
}

fn deploy(part: bool, outcome: DeployOutcome, when: &str) -> Data {
    let (system, id) = ("GitHub".to_owned(), "7".to_owned());
    Data::Deploy(Box::new(Deploy { system, id, outcome, at: at(when), partial: part, ..Deploy::default() }))
}

#[test]
fn a_deployment_went_live_when_one_of_its_statuses_says_so() {
    let statuses = vec![
        deploy(true, DeployOutcome::Pending, "2026-03-01T10:01:00Z"),
        deploy(true, DeployOutcome::Succeeded, "2026-03-01T10:05:00Z"),
        deploy(true, DeployOutcome::Unknown, "2026-03-09T10:00:00Z"),
    ];
    let files = [("2026-03-31", vec![deploy(false, DeployOutcome::Unknown, "2026-03-01T10:00:00Z")]), ("2026-03-31", statuses)];
    both_ways(&files, |dataset| {
        let found: Vec<_> = dataset.deploys.iter().map(|row| (row.value.outcome, row.value.at)).collect();
        assert_eq!(found, [(DeployOutcome::Succeeded, at("2026-03-01T10:05:00Z"))]);
    });
}

#[test]
fn a_merge_told_under_another_id_is_found_by_its_commit() {
    let change = |id: &str, merged: Option<&str>| {
        Data::Change(Box::new(Change {
            system: "GitHub".to_owned(),
            id: id.to_owned(),
            merge_commit: Some("0f1e2d3c4b5a".to_owned()),
            merged: merged.and_then(at),
            partial: merged.is_some(),
            ..Change::default()
        }))
    };
    let files = [("2026-03-31", vec![change("42", None)]), ("2026-03-31", vec![change("991", Some("2026-03-02T09:00:00Z"))])];
    both_ways(&files, |dataset| {
        let found: Vec<_> = dataset.changes.iter().map(|row| (row.value.id.as_str(), row.value.merged)).collect();
        assert_eq!(found, [("42", at("2026-03-02T09:00:00Z"))]);
    });
}

#[test]
fn numbers_of_issues_are_told_apart_by_their_repository() {
    let issue = |project: &str| {
        let (system, project) = ("GitHub".to_owned(), Some(project.to_owned()));
        Data::Ticket(Box::new(Ticket { system, project, id: "1".to_owned(), ..Ticket::default() }))
    };
    assert_eq!(joined(&[("2026-03-31", vec![issue("a/x"), issue("a/y"), issue("a/x")])]).tickets.len(), 2);
}

#[test]
fn an_approval_completes_its_ticket() {
    let ticket = |partial, approver: Option<&str>| {
        let (system, id, approver) = ("ServiceNow".to_owned(), "REQ1".to_owned(), approver.map(str::to_owned));
        Data::Ticket(Box::new(Ticket { system, id, approver, partial, ..Ticket::default() }))
    };
    let files = [("2026-03-31", vec![ticket(false, None)]), ("2026-03-31", vec![ticket(true, Some("Ada Ray"))])];
    both_ways(&files, |dataset| {
        let found: Vec<_> = dataset.tickets.iter().map(|row| row.value.approver.as_deref()).collect();
        assert_eq!(found, [Some("Ada Ray")]);
    });
}

#[test]
fn merges_names_and_labels_meet_what_they_belong_to() {
    let change = |partial, merged: Option<&str>| {
        let merged = merged.and_then(at);
        Data::Change(Box::new(Change {
            system: "GitHub".to_owned(),
            id: "42".to_owned(),
            merged,
            is_merged: merged.map(|_| true),
            partial,
            ..Change::default()
        }))
    };
    // One table knows the employee number, the other only the roster's own id.
    let person = |partial: bool, name: Option<&str>, start: Option<&str>| {
        let (id, name, start) = (Some("w-9".to_owned()), name.map(str::to_owned), start.and_then(at));
        let employee_number = (!partial).then(|| "E-9".to_owned());
        Data::Person(Box::new(Person { id, employee_number, name, start, partial, ..Person::default() }))
    };
    let incident = Data::Incident(Box::new(Incident {
        system: "ServiceNow".to_owned(),
        id: "INC1".to_owned(),
        status_word: Some("6".to_owned()),
        severity_word: Some("1".to_owned()),
        ..Incident::default()
    }));
    let label = |field: &str, value: &str, label: &str| {
        let (system, table) = ("ServiceNow".to_owned(), "incident".to_owned());
        let (field, value, label) = (field.to_owned(), value.to_owned(), label.to_owned());
        Data::Label(Box::new(Label { system, table, field, value, label }))
    };
    let files = [
        ("2026-03-31", vec![change(false, None), person(false, None, Some("2026-01-05")), incident]),
        ("2026-03-31", vec![change(true, Some("2026-03-02T09:00:00Z")), person(true, Some("Ada Ray"), None)]),
        ("2026-03-31", vec![label("state", "6", "Resolved"), label("priority", "1", "1 - Critical")]),
    ];
    both_ways(&files, |dataset| {
        let changes: Vec<_> = dataset.changes.iter().map(|row| (row.value.merged, row.value.is_merged)).collect();
        assert_eq!(changes, [(at("2026-03-02T09:00:00Z"), Some(true))]);
        let persons: Vec<_> = dataset.persons.iter().map(|row| (row.value.name.as_deref(), row.value.start)).collect();
        assert_eq!(persons, [(Some("Ada Ray"), at("2026-01-05"))]);
        let incident = &dataset.incidents[0].value;
        assert_eq!(
            (incident.status_word.as_deref(), incident.resolved, incident.severity),
            (Some("Resolved"), Some(true), Severity::Critical)
        );
    });
}

#[test]
fn lists_of_unknown_systems_are_told_apart_by_their_files() {
    let account = |login: &str| Data::Account(Box::new(Account { login: login.to_owned(), ..Account::default() }));
    let mut dataset = Dataset::default();
    for (id, name) in [(1, "crm users 2026-06-30.csv"), (2, "directory_export_20260630.tsv"), (3, "users.csv")] {
        let evidence = Evidence { file_name: name.to_owned(), ..evidence(id, "2026-06-30") };
        dataset.add(evidence.id, Record { at: Position::Row(1), data: account("ada"), extra: BTreeMap::new() });
        dataset.evidence.insert(evidence.id, evidence);
    }
    join(&mut dataset, &terms());
    let systems: Vec<&str> = dataset.accounts.iter().map(|row| row.value.system.as_str()).collect();
    assert_eq!(systems, ["crm", "directory", ""]);
}

#[test]
fn the_keys_of_one_account_in_a_list_are_together() {
    let key = |name: &str| AccessKey { name: name.to_owned(), active: true, ..AccessKey::default() };
    let row = |name: &str| {
        let account = Account { login: "ada".to_owned(), partial: true, keys: vec![key(name)], ..Account::default() };
        Data::Account(Box::new(account))
    };
    both_ways(&[("2026-06-30", vec![row("one"), row("two")])], |dataset| {
        assert_eq!(dataset.accounts.len(), 1);
        assert_eq!(dataset.accounts[0].value.keys.len(), 2);
    });
}
