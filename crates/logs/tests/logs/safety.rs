//! What an attacker or a bad disk can do to parts: nothing unseen.

use crate::support::{KEY, files, open, record, row, store, write};
use logs::{LogsError, Part, TABLES};
use std::{
    fs,
    path::{Path, PathBuf},
    slice::from_ref,
};

fn path_of(dir: &Path, part: &Part) -> PathBuf {
    dir.join(format!("{}.parquet", part.name))
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn no_plaintext_reaches_the_disk() {
    let (dir, logs) = store();
    let mut writer = logs.writer(model::EvidenceId(1));
    // The encoder is one batch behind at most: what was full three batches ago is on disk.
    for number in 0..95_000 {
        let extra = model::gateway::Extra::from([("team".into(), "research".into())]);
        writer.push(&record(number.into(), row(number), extra)).unwrap();
    }
    let partial = files(dir.path()).into_iter().find(|file| file.ends_with(".partial")).unwrap();
    let while_writing = fs::read(dir.path().join(partial)).unwrap();
    assert!(while_writing.len() > 100_000, "a row group is on disk");
    let part = writer.finish().unwrap().remove(0);
    let finished = fs::read(path_of(dir.path(), &part)).unwrap();
    assert!([&while_writing, &finished].iter().all(|bytes| bytes.starts_with(b"PARE")), "an encrypted footer is announced");
    let ids = fs::read(dir.path().join(format!("{}.ids", part.name))).unwrap();
    assert!(ids.len() > 12 * 95_000, "every id has its place");
    for bytes in [&while_writing, &finished, &ids] {
        // Four bytes occur by chance in a file of random bytes; longer words do not.
        let columns = TABLES.iter().flat_map(logs::Table::columns).map(|column| column.name).filter(|name| name.len() > 4);
        for word in columns.chain(["openai", "anthropic", "Summarise", "customer", "research", "req-0000", "ARROW"]) {
            assert!(!contains(bytes, word), "`{word}` can be read in the file");
        }
    }
}

#[test]
fn another_key_opens_nothing() {
    let (dir, logs) = store();
    let part = write(&logs, 1, (0..10).map(row));
    let mut other_key = KEY;
    other_key[31] ^= 1;
    let other = open(dir.path(), other_key);
    for refused in [
        other.check(&part, None).unwrap_err(),
        other.query(from_ref(&part), "select count(*) from gateway", None).unwrap_err(),
        other.query(from_ref(&part), "select * from gateway", None).unwrap_err(),
    ] {
        let LogsError::Damaged { name, .. } = &refused else { panic!("{refused}") };
        assert_eq!(*name, part.name);
        assert!(refused.to_string().contains("written with another key"), "{refused}");
    }
}

#[test]
fn no_flipped_byte_changes_an_answer_unseen() {
    let (dir, logs) = store();
    let part = write(&logs, 1, (0..20).map(row));
    let path = path_of(dir.path(), &part);
    let good = fs::read(&path).unwrap();
    let everything = || logs.query(from_ref(&part), "select * from gateway order by position", None).unwrap();
    let original = everything();
    // All of the two ends, where the little that is not encrypted stands, and every 13th byte between.
    let ends = good.len() - 200;
    let (mut detected, mut harmless) = (0, 0);
    for place in (0..64).chain((64..ends).step_by(13)).chain(ends..good.len()) {
        let mut bad = good.clone();
        bad[place] ^= 0x01;
        fs::write(&path, &bad).unwrap();
        match logs.check(&part, None) {
            Err(LogsError::Damaged { .. }) => detected += 1,
            Err(error) => panic!("{error}"),
            // The lengths before encrypted pages are stated twice, and one of the two is never used.
            Ok(()) => {
                assert_eq!(everything(), original, "a flip at {place} of {} changed the answer unseen", good.len());
                harmless += 1;
            }
        }
    }
    assert!(harmless * 20 < detected, "{harmless} flips unseen, {detected} seen");
    fs::write(&path, good).unwrap();
    logs.check(&part, None).unwrap();
}

#[test]
fn a_query_over_a_damaged_part_names_it() {
    let (dir, logs) = store();
    let parts = [write(&logs, 1, (0..2000).map(row)), write(&logs, 2, (0..2000).map(row))];
    let path = path_of(dir.path(), &parts[1]);
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len() - 100;
    for byte in &mut bytes[4..end] {
        *byte ^= 0x40;
    }
    fs::write(&path, &bytes).unwrap();
    let refused = logs.query(&parts, "select min(input), max(position) from gateway", None).unwrap_err();
    assert!(matches!(&refused, LogsError::Damaged { name, .. } if *name == parts[1].name), "{refused}");
}

#[test]
fn a_part_that_is_cut_missing_or_in_anothers_place_is_named() {
    let (dir, logs) = store();
    let parts = [write(&logs, 1, (0..10).map(row)), write(&logs, 2, (0..10).map(row))];
    let bytes = fs::read(path_of(dir.path(), &parts[1])).unwrap();

    fs::write(path_of(dir.path(), &parts[1]), &bytes[..bytes.len() - 1]).unwrap();
    let cut = logs.query(&parts, "select 1 from gateway", None).unwrap_err();
    assert!(matches!(&cut, LogsError::Damaged { name, .. } if *name == parts[1].name), "{cut}");

    fs::copy(path_of(dir.path(), &parts[0]), path_of(dir.path(), &parts[1])).unwrap();
    let swapped = Part { bytes: parts[0].bytes, ..parts[1].clone() };
    let swapped = logs.query(&[swapped], "select count(*) from gateway", None).unwrap_err();
    assert!(matches!(&swapped, LogsError::Damaged { name, .. } if *name == parts[1].name), "{swapped}");

    fs::remove_file(path_of(dir.path(), &parts[1])).unwrap();
    let missing = logs.query(&parts, "select 1 from gateway", None).unwrap_err();
    assert!(matches!(&missing, LogsError::Missing { name, .. } if *name == parts[1].name), "{missing}");
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    let (_dir, logs) = store();
    for name in ["../secret", "", "a/b", "AB".repeat(16).as_str()] {
        let part = Part { table: "gateway".to_owned(), name: name.to_owned(), rows: 1, bytes: 1 };
        let refused = logs.query(&[part], "select 1", None).unwrap_err();
        assert!(matches!(&refused, LogsError::NotAPart(found) if found == name), "{refused}");
        assert!(logs.remove(&[name]).is_err());
    }
}

#[test]
fn the_debug_form_tells_no_key() {
    let (_dir, logs) = store();
    let shown = format!("{logs:?} {:?}", logs.writer(model::EvidenceId(1)));
    assert!(!shown.contains("7, 7") && !shown.contains("0707"), "{shown}");
}
