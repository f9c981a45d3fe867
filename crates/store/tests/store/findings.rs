//! Records found by the names that they tell, counts of older runs, and how exceptions are worked on.

use crate::{
    map::evaluation,
    scene::{ACTOR, Scene, at, event, person, take_in, ticket},
};
use model::{
    Kind, Position, State,
    record::names::{Family, Name},
};
use serde_json::json;
use std::collections::BTreeMap;
use store::{Acceptance, Assignment, ItemFilter, Read, Run, Show, Span, Vault, Write};

fn name(family: Family, text: &str) -> Name {
    Name::new(family, text).unwrap()
}

#[test]
fn records_are_found_by_name_nearest_in_time_first_and_go_with_their_evidence() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let (first, second) = (take_in(&mut vault, b"1", "1.csv"), take_in(&mut vault, b"2", "2.csv"));
    let work = |write: &mut Write<'_>| {
        write.insert_records(first, (1..=3).map(person))?;
        write.insert_records(second, [ticket(4)])?;
        // The same target on days 2 to 11 of March.
        write.insert_records(
            second,
            (1..=10).map(|day| {
                let mut record = event(day);
                record.at = Position::Line(100 + day);
                if let model::Data::AuditEvent(event) = &mut record.data {
                    event.target = Some("Person-2+x@Example.com".to_owned());
                }
                record
            }),
        )
    };
    vault.write(ACTOR, at(1), work).unwrap();
    let whom = name(Family::Email, "person-2@example.com");
    let counts = |vault: &Vault| vault.read(|read| read.mentions(&whom)).unwrap();
    assert_eq!(counts(&vault), [(Kind::AuditEvent, 10), (Kind::Person, 1)]);
    let lines = |around: &str, most| -> Vec<String> {
        let found = vault.read(|read| read.mentioned(&whom, Kind::AuditEvent, around, most)).unwrap();
        found.iter().map(|row| row.record.at.to_string()).collect()
    };
    assert_eq!(lines("2026-03-05", 4), ["line 104", "line 103", "line 105", "line 102"]);
    assert_eq!(lines("2026-03-30", 3), ["line 110", "line 109", "line 108"], "what one side lacks the other gives");
    assert_eq!(lines("", 2), ["line 101", "line 102"]);
    let other = name(Family::Ticket, "ops-4");
    assert_eq!(vault.read(|read| read.mentions(&other)).unwrap(), [(Kind::Ticket, 1)]);
    assert!(vault.read(|read| read.mentions(&name(Family::Login, "ops-4"))).unwrap().is_empty());
    vault.write(ACTOR, at(2), |write: &mut Write<'_>| write.remove_evidence(second)).unwrap();
    assert_eq!(counts(&vault), [(Kind::Person, 1)]);
}

#[test]
fn counts_of_fifty_distinct_runs_stay_and_the_items_of_the_latest() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let run = |number: i64| Run { at: at(number), as_of: at(number), terms: json!({}), dataset: format!("data {number}") };
    for number in 0..60_u32 {
        let work = |write: &mut Write<'_>| {
            let id = write.insert_run(&run(number.into()), &[evaluation(100 + number)], &BTreeMap::new())?;
            write.remove_older_runs()?;
            Ok::<_, store::StoreError>(id)
        };
        vault.write(ACTOR, at(number.into()), work).unwrap();
    }
    let heads = vault.read(Read::run_heads).unwrap();
    assert_eq!((heads.len(), heads[0].population, heads[49].population), (50, 110, 159));
    assert_eq!((heads[49].state, heads[49].exceptions), (State::Exception, 15));
    assert_eq!(vault.read(|read| read.run_heads_of("dormant-account")).unwrap(), []);
    let (latest, _) = vault.read(Read::latest_run).unwrap().unwrap();
    let items =
        |id| vault.read(|read| read.page_items(id, "terminated-user-active", ItemFilter::default(), Span::ALL)).unwrap().total;
    assert_eq!((items(latest), items(store::RunId(latest.0 - 1))), (159, 0));
}

#[test]
fn items_are_shown_by_how_they_are_worked_on() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let run = Run { at: at(1), as_of: at(1), terms: json!({}), dataset: "abc".to_owned() };
    let (evaluator, subject) = ("terminated-user-active".to_owned(), "user-20@example.com".to_owned());
    let until = "2026-07-31".parse().unwrap();
    let accepted = Acceptance {
        evaluator: evaluator.clone(),
        subject: subject.clone(),
        reason: "handover".to_owned(),
        by: "ada@example.com".to_owned(),
        until,
        at: at(2),
    };
    let member = "ada@example.com".to_owned();
    let assigned = Assignment { evaluator, subject: "user-7@example.com".to_owned(), member, due: until, at: at(2) };
    let work = |write: &mut Write<'_>| {
        write.put_acceptance(&accepted)?;
        write.put_assignment(&assigned)?;
        write.insert_run(&run, &[evaluation(30)], &BTreeMap::new())
    };
    let id = vault.write(ACTOR, at(2), work).unwrap();
    let shown = |show| -> Vec<String> {
        let filter = ItemFilter { show, ..ItemFilter::default() };
        let page = vault.read(|read| read.page_items(id, "terminated-user-active", filter, Span::ALL)).unwrap();
        page.rows.into_iter().map(|(_, item)| item.subject).collect()
    };
    let (last, after) = (until, until.succ_opt().unwrap());
    assert_eq!(shown(Show::Accepted(last)), ["user-20@example.com"]);
    assert_eq!(shown(Show::Open(last)), ["user-10@example.com", "user-30@example.com"]);
    assert_eq!(shown(Show::Open(after)).len(), 3, "it is open again after the last day");
    assert_eq!(shown(Show::Assigned("ada@example.com")), ["user-7@example.com"]);
    let counts = |day| vault.read(|read| read.accepted_counts(id, day)).unwrap();
    assert_eq!((counts(last), counts(after)), (vec![("terminated-user-active".to_owned(), 1)], vec![]));
}
