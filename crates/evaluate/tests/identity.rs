//! The match table: who is matched how, who is not, and that nobody is guessed.

use evaluate::{Dataset, IdentityMatch, identity::How, identity_matches};
use model::{
    Data, EvidenceId, Position, Record,
    record::{Account, Person},
};
use std::collections::BTreeMap;

fn person(email: &str, name: &str, number: &str, aliases: &[&str]) -> Data {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Data::Person(Box::new(Person {
        email: text(email),
        name: text(name),
        employee_number: text(number),
        aliases,
        ..Person::default()
    }))
}

fn found(account: Account) -> IdentityMatch {
    let people = [
        person("jane.doe@example.com", "Jane Doe", "0042", &["jd"]),
        person("jose.nunez@example.com", "José Núñez", "0043", &["pepe@example.test"]),
        person("sam.lee@example.com", "Sam Lee", "0044", &[]),
        person("sue.lee@example.com", "Sue Lee", "0045", &[]),
        person("kim.old@example.com", "Kim Old", "0046", &[]),
        person("kim.new@example.com", "Kim New", "0046", &[]),
    ];
    let mut dataset = Dataset::default();
    let account = Data::Account(Box::new(account));
    for (row, data) in (1..).zip(people.into_iter().chain([account])) {
        dataset.add(EvidenceId(1), Record { at: Position::Row(row), data, extra: BTreeMap::new() });
    }
    identity_matches(&dataset).remove(0)
}

fn login(login: &str) -> Account {
    Account { login: login.to_owned(), ..Account::default() }
}

#[test]
fn the_surest_way_is_taken() {
    let cases = [
        (Account { employee_number: Some("42".to_owned()), ..login("x") }, "jane.doe@example.com", How::EmployeeNumber),
        (login("JANE.DOE@Example.com"), "jane.doe@example.com", How::Email),
        (login("pepe@example.test"), "jose.nunez@example.com", How::Email),
        (login("jane.doe+aws@example.com"), "jane.doe@example.com", How::PlusAddress),
        (login("JD"), "jane.doe@example.com", How::Alias),
        (login("jane.doe"), "jane.doe@example.com", How::LocalPart),
        (Account { name: Some("Nunez, Jose".to_owned()), ..login("u-881") }, "jose.nunez@example.com", How::Name),
        (login("jane_doe"), "jane.doe@example.com", How::NameInLogin),
        (login("jdoe"), "jane.doe@example.com", How::Initial),
        (login("kim.old@example.com"), "kim.new@example.com", How::Email),
    ];
    for (account, person, how) in cases {
        let name = account.login.clone();
        let found = found(account);
        assert_eq!((found.person.as_deref(), found.how), (Some(person), Some(how)), "{name}");
        assert_eq!(found.weak, how.is_weak(), "{name}");
    }
}

#[test]
fn nobody_is_guessed() {
    let slee = found(login("slee"));
    assert_eq!(slee.person, None);
    assert_eq!(slee.candidates, ["sam.lee@example.com", "sue.lee@example.com"]);
    for stranger in ["jane.doe@partner.test", "ghost", "lee@other.test"] {
        let found = found(login(stranger));
        assert_eq!((found.person, found.candidates.len()), (None, 0), "{stranger}");
    }
    let namesake = found(Account { name: Some("John Doe".to_owned()), ..login("jdoe") });
    assert_eq!(namesake.person, None, "John is not Jane");
}
