//! Who works there, and what they were checked for, learned and acknowledged.

use crate::company::{Company, PEOPLE, day, email, left};
use model::{
    Data,
    record::{Acknowledgement, BackgroundCheck, Person, Policy, Training},
};

impl Company {
    pub(crate) fn people(&mut self) {
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
}
