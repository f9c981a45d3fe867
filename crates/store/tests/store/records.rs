//! Records, problems and log parts: in order, in parts, and gone with their evidence.

use crate::scene::{ACTOR, Scene, at, event, original, person, take_in, ticket};
use model::{Data, EvidenceId, Kind, Position, Problem, Record};
use std::{collections::BTreeMap, fs};
use store::{LogPart, Read, Records, Span, StoreError, Vault, Write};

fn rows(vault: &Vault, records: Records) -> Vec<(EvidenceId, Record)> {
    let mut rows = Vec::new();
    let each = |row: store::RecordRow| -> Result<(), StoreError> {
        rows.push((row.evidence, row.record));
        Ok(())
    };
    vault.read(|read| read.each_record(records, each)).unwrap();
    rows
}

#[test]
fn records_come_back_as_they_went_in() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let first = take_in(&mut vault, b"1", "1.csv");
    let second = take_in(&mut vault, b"2", "2.json");
    let mixed: Vec<Record> = vec![ticket(0), person(2), ticket(1), event(9)];
    let work = |write: &mut Write<'_>| {
        write.insert_records(second, mixed.clone())?;
        write.insert_records(first, (1..=3).map(person))?;
        write.insert_records(first, (4..=5).map(person))
    };
    vault.write(ACTOR, at(1), work).unwrap();
    vault.write(ACTOR, at(2), |write: &mut Write<'_>| write.insert_records(first, [person(6)])).unwrap();

    let of_second: Vec<Record> = rows(&vault, Records::Of(second)).into_iter().map(|(_, record)| record).collect();
    assert_eq!(of_second, mixed);
    let persons = rows(&vault, Records::Kind(Kind::Person));
    let expected: Vec<_> = (1..=6).map(|row| (first, person(row))).chain([(second, person(2))]).collect();
    assert_eq!(persons, expected);
    let count = |records| vault.read(|read| read.record_count(records)).unwrap();
    assert_eq!((count(Records::Kind(Kind::Ticket)), count(Records::Of(first)), count(Records::Kind(Kind::Scan))), (2, 6, 0));

    let at_path = Position::Path("$.issues[1]".to_owned());
    let found = vault.read(|read| read.record_at(second, &at_path)).unwrap().unwrap();
    assert_eq!((found.evidence, found.record), (second, ticket(1)));
    assert!(vault.read(|read| read.record_at(first, &at_path)).unwrap().is_none());

    let entries: Vec<_> = vault.read(|read| read.activity(0, 3)).unwrap();
    let told: Vec<_> = entries.iter().rev().map(|entry| (entry.subject.as_str(), entry.after.clone().unwrap())).collect();
    let rows = |count: u64| serde_json::json!({ "records": count, "problems": 0 });
    assert_eq!(told, [("E-0001", rows(5)), ("E-0002", rows(4)), ("E-0001", rows(1))]);
}

#[test]
fn a_list_is_read_in_parts_and_filtered() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let id = take_in(&mut vault, b"1", "1.csv");
    let work = |write: &mut Write<'_>| {
        write.insert_records(id, (1..=1000).map(person))?;
        write.insert_records(id, (1..=50).map(ticket))
    };
    vault.write(ACTOR, at(1), work).unwrap();
    let page = |records, offset, limit, filter| {
        let page = vault.read(|read| read.page_records(records, Span { offset, limit }, filter)).unwrap();
        (page.total, page.rows.into_iter().map(|row| row.record).collect::<Vec<_>>())
    };
    assert_eq!(page(Records::Of(id), 998, 3, None), (1050, vec![person(999), person(1000), ticket(1)]));
    assert_eq!(page(Records::Kind(Kind::Ticket), 48, 10, None), (50, vec![ticket(49), ticket(50)]));
    assert_eq!(page(Records::Of(id), 5000, 10, None), (1050, vec![]));
    assert_eq!(page(Records::Of(id), 1, 2, Some("PERSON-99")), (11, vec![person(990), person(991)]));
    assert_eq!(page(Records::Of(id), 0, 1, Some("100%")), (50, vec![ticket(1)]), "a percent sign is a percent sign");
    assert_eq!(page(Records::Of(id), 0, 1, Some("person_1")), (0, vec![]), "an underscore is an underscore");
    assert_eq!(page(Records::Kind(Kind::Person), 0, 1, Some("")), (1000, vec![person(1)]));
}

#[test]
fn records_of_logs_and_records_without_evidence_are_refused() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let id = take_in(&mut vault, b"1", "1.csv");
    for kind in [Kind::GatewayRow, Kind::Span, Kind::Score] {
        let row = Record { at: Position::Line(3), data: Data::empty(kind), extra: BTreeMap::new() };
        let refused = vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.insert_records(id, [row]));
        assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
    }
    let nowhere = vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.insert_records(EvidenceId(99), [person(1)]));
    assert!(matches!(nowhere, Err(StoreError::Refused { .. })), "{nowhere:?}");
    assert_eq!(vault.read(|read| read.record_count(Records::Of(id))).unwrap(), 0);
}

#[test]
fn removed_evidence_takes_everything_with_it_but_its_number() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let kept = take_in(&mut vault, b"shared", "kept.csv");
    let gone = take_in(&mut vault, b"alone", "gone.csv");
    let twin = take_in(&mut vault, b"shared", "twin.csv");
    let alone = vault.read(|read| read.evidence(gone)).unwrap().sha256;
    let shared = vault.read(|read| read.evidence(kept)).unwrap().sha256;
    let log = vault.logs_dir().join("part-1.parquet");
    fs::write(&log, b"columns").unwrap();
    let problem = Problem { at: Position::Row(7), code: "bad-date".to_owned(), message: "row 7 has no date".to_owned() };
    let work = |write: &mut Write<'_>| {
        for id in [kept, gone] {
            write.insert_records(id, (1..=3).map(person))?;
            write.insert_problems(id, [problem.clone()])?;
        }
        write.insert_log_part(&LogPart {
            evidence: gone,
            table: "span".to_owned(),
            file: "part-1.parquet".to_owned(),
            rows: 4,
            bytes: 7,
            derived: None,
        })
    };
    vault.write(ACTOR, at(1), work).unwrap();
    assert_eq!(vault.read(|read| read.page_problems(gone, Span::ALL)).unwrap().rows, [problem]);
    let parts = vault.read(|read| read.log_parts_of(gone)).unwrap();
    assert_eq!((parts.len(), parts[0].table.as_str()), (1, "span"));

    for id in [gone, twin] {
        vault.write(ACTOR, at(2), |write: &mut Write<'_>| write.remove_evidence(id)).unwrap();
    }
    assert!(matches!(vault.read(|read| read.evidence(gone)), Err(StoreError::NotFound { id, .. }) if id == "E-0002"));
    assert!(!vault.blobs().contains(&alone) && vault.blobs().contains(&shared));
    assert!(!log.exists());
    let left = vault
        .read::<_, StoreError>(|read| {
            let problems = read.page_problems(gone, Span::ALL)?.total;
            Ok((read.record_count(Records::Of(gone))?, problems, read.log_parts()?, read.record_count(Records::Of(kept))?))
        })
        .unwrap();
    assert_eq!(left, (0, 0, vec![], 3));
    assert_eq!(take_in(&mut vault, b"next", "next.csv"), EvidenceId(4), "numbers are not given again");
}

#[test]
fn evidence_needs_its_original() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let hash = original(&vault, b"bytes");
    fs::remove_dir_all(vault.dir().join("evidence")).unwrap();
    let evidence = crate::scene::evidence(hash, "bytes.csv");
    let refused = vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.insert_evidence(&evidence));
    assert!(matches!(refused, Err(StoreError::Refused { .. })), "{refused:?}");
    assert!(vault.read(Read::all_evidence).unwrap().is_empty());
}

#[test]
fn a_reader_sees_the_state_before_while_a_use_case_writes() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let id = take_in(&mut vault, b"1", "1.csv");
    let reader = vault.reader().unwrap();
    let count = || reader.read(|read| read.record_count(Records::Of(id))).unwrap();
    let work = |write: &mut Write<'_>| {
        write.insert_records(id, [person(1)])?;
        assert_eq!(write.record_count(Records::Of(id))?, 1, "a use case sees what it wrote");
        assert_eq!(count(), 0, "others do not");
        Ok::<_, StoreError>(())
    };
    vault.write(ACTOR, at(1), work).unwrap();
    assert_eq!(count(), 1);
}
