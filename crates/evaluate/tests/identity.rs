//! The match table: who is matched how, who is not, and that nobody is guessed. The cases are data: `tests/identity/*.json`.

#![expect(clippy::expect_used, clippy::panic, reason = "a case that cannot be read ends the test")]

use evaluate::{Dataset, IdentityMatch, identity::How, identity_matches};
use model::{
    Data, EvidenceId, IdentityDecision, Position, Record, Terms,
    record::{Account, AccountNature, Person},
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

/// A roster and the accounts that are looked for in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    about: String,
    /// One roster after the other.
    rosters: Vec<Vec<Person>>,
    accounts: Vec<Wanted>,
}

/// An account and what must be found.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    account: Account,
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    how: Option<String>,
    #[serde(default)]
    candidates: Vec<String>,
    /// Why, for whoever reads it.
    #[serde(default)]
    why: String,
}

fn cases() -> Vec<(String, Case)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/identity");
    let mut found: Vec<(String, Case)> = fs::read_dir(folder)
        .expect("cases")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a text");
            let case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().expect("a name").to_string_lossy().into_owned(), case)
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(!found.is_empty(), "no cases");
    found
}

fn found(rosters: &[Vec<Person>], account: &Account) -> IdentityMatch {
    let mut dataset = Dataset::default();
    let mut add = |evidence: usize, row: usize, data: Data| {
        let record = Record { at: Position::Row(row as u64 + 1), data, extra: BTreeMap::new() };
        dataset.add(EvidenceId(u32::try_from(evidence).expect("few") + 1), record);
    };
    for (number, roster) in rosters.iter().enumerate() {
        for (row, person) in roster.iter().enumerate() {
            add(number, row, Data::Person(Box::new(person.clone())));
        }
    }
    add(rosters.len(), 0, Data::Account(Box::new(account.clone())));
    identity_matches(&dataset).remove(0)
}

#[test]
fn each_account_is_matched_as_reviewed() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        for Wanted { account, person, how, candidates, why } in &case.accounts {
            let about = format!("{name} ({}): {} {why}", case.about, account.login);
            let found = found(&case.rosters, account);
            let told = found.how.map(|how| serde_json::to_value(how).expect("a word"));
            let told = told.as_ref().and_then(|how| how.as_str()).map(str::to_owned);
            assert_eq!(found.weak, found.how.is_some_and(How::is_weak), "{about}");
            if (&found.person, &told, &found.candidates) != (person, how, candidates) {
                wrong.push(format!("{about}: found {:?} {told:?} {:?}, not {person:?} {how:?}", found.person, found.candidates));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_way_of_matching_has_a_case() {
    let cases = cases();
    let used: Vec<&str> =
        cases.iter().flat_map(|(_, case)| case.accounts.iter().filter_map(|wanted| wanted.how.as_deref())).collect();
    for how in How::ALL {
        let word = serde_json::to_value(how).expect("a word");
        assert!(used.contains(&word.as_str().expect("a word")), "{how:?} has no case");
    }
}

/// Decisions by hand outweigh every way of matching; an owner makes a service account of an account of nobody.
#[test]
fn what_was_decided_by_hand_counts() {
    let person = |email: &str| Data::Person(Box::new(Person { email: Some(email.to_owned()), ..Person::default() }));
    let account =
        |login: &str| Data::Account(Box::new(Account { system: "AWS".into(), login: login.to_owned(), ..Account::default() }));
    let mut dataset = Dataset::default();
    let records =
        [person("jo.doe@example.com"), person("jane.doe@example.com"), account("jdoe"), account("batch"), account("jo.doe")];
    for (row, data) in (1..).zip(records) {
        dataset.add(EvidenceId(1), Record { at: Position::Row(row), data, extra: BTreeMap::new() });
    }
    let decision = |login: &str, person: Option<&str>, owner: Option<&str>| IdentityDecision {
        system: "aws".to_owned(),
        login: login.to_owned(),
        person: person.map(str::to_owned),
        owner: owner.map(str::to_owned),
        reason: "asked both".to_owned(),
        by: "ada@example.com".to_owned(),
        at: "2026-07-01T08:00:00Z".parse().expect("a time"),
    };
    let told = |dataset: &Dataset| -> Vec<_> {
        identity_matches(dataset).into_iter().map(|one| (one.login, one.person, one.candidates.len())).collect()
    };
    let [jo, jane] = ["jo.doe@example.com", "jane.doe@example.com"].map(|name| Some(name.to_owned()));
    assert_eq!(told(&dataset), [("jdoe".into(), None, 0), ("batch".into(), None, 0), ("jo.doe".into(), jo, 0)]);
    let decisions = [("jdoe", jane.as_deref(), None), ("BATCH", None, Some("jo.doe@example.com")), ("jo.doe", None, None)];
    dataset.decisions = decisions.map(|(login, person, owner)| decision(login, person, owner)).into();
    let day = |text: &str| text.parse().expect("a day");
    let terms = Terms {
        window: model::Period::new(day("2026-01-01"), day("2026-06-30")).expect("a window"),
        zone: chrono_tz::UTC,
        as_of: "2026-07-31T12:00:00Z".parse().expect("a time"),
        holidays: BTreeSet::new(),
        categories: BTreeSet::new(),
        parameters: BTreeMap::new(),
        approved: Vec::new(),
        checks: Vec::new(),
    };
    evaluate::join(&mut dataset, &terms);
    assert_eq!(told(&dataset), [("jdoe".into(), jane, 0), ("batch".into(), None, 0), ("jo.doe".into(), None, 0)]);
    let batch = &dataset.accounts[1].value;
    assert_eq!((batch.nature, batch.owner.as_deref()), (AccountNature::Service, Some("jo.doe@example.com")));
}
