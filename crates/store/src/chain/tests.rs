//! Whoever has the key can write any row; the chain must tell.

use super::*;
use crate::database;
use chrono::DateTime;

const VAULT: [u8; 16] = [7; 16];

fn chain_of(entries: u64) -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    database::migrate(&mut connection).unwrap();
    let mut end = genesis(&VAULT);
    for number in 1..=entries {
        let after = Some(serde_json::json!({ "number": number }));
        let at = DateTime::from_timestamp(1_780_000_000 + number.cast_signed(), 0).unwrap();
        let entry = Entry { at, actor: "Ada Example", action: "setting set", subject: "colour", before: None, after };
        end = append(&connection, end, &entry).unwrap();
    }
    assert_eq!(tail(&connection, &VAULT).unwrap(), end);
    connection
}

#[test]
fn a_whole_chain_is_whole() {
    for entries in [0, 1, 20] {
        let check = check(&chain_of(entries), &VAULT).unwrap();
        assert_eq!((check.entries, check.broken), (entries, None));
    }
}

#[test]
fn the_first_entry_that_does_not_fit_is_named() {
    let cases = [
        ("UPDATE activity SET actor = 'Eve Example' WHERE seq = 9", 9, "content"),
        ("UPDATE activity SET at = '2026-01-01T00:00:00.000000Z' WHERE seq = 1", 1, "content"),
        ("UPDATE activity SET after = NULL WHERE seq = 20", 20, "content"),
        ("UPDATE activity SET before = '' || after, after = NULL WHERE seq = 5", 5, "content"),
        ("UPDATE activity SET action = 'setting setc', subject = 'olour' WHERE seq = 4", 4, "content"),
        ("UPDATE activity SET hash = zeroblob(32) WHERE seq = 3", 3, "content"),
        ("UPDATE activity SET previous = zeroblob(32) WHERE seq = 12", 12, "follow"),
        ("DELETE FROM activity WHERE seq = 11", 11, "missing"),
        ("DELETE FROM activity WHERE seq = 1", 1, "missing"),
    ];
    for (tampering, seq, word) in cases {
        let connection = chain_of(20);
        assert_eq!(connection.execute(tampering, []).unwrap(), 1, "{tampering}");
        let check = check(&connection, &VAULT).unwrap();
        let broken = check.broken.unwrap_or_else(|| panic!("not found: {tampering}"));
        assert_eq!(broken.seq, seq, "{tampering}");
        assert!(broken.why.contains(word), "{tampering}: {}", broken.why);
        assert_eq!(check.entries, seq - 1, "{tampering}");
    }
}

#[test]
fn a_chain_of_another_vault_does_not_pass() {
    let check = check(&chain_of(3), &[8; 16]).unwrap();
    assert_eq!(check.broken.map(|broken| broken.seq), Some(1));
}

#[test]
fn a_newer_map_is_refused() {
    let mut connection = chain_of(1);
    connection.pragma_update(None, "user_version", 99).unwrap();
    let error = database::migrate(&mut connection).unwrap_err();
    assert!(matches!(error, StoreError::Newer { what: "map.db", found: 99, .. }), "{error}");
}
