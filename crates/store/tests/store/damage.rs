//! A vault that is not as it was left: altered, cut off, put back from an old copy.

use crate::scene::{ACTOR, Scene, at, person, take_in};
use std::{fs, path::Path};
use store::{Read, StoreError, Unlock, Vault, Write};

fn fill(vault: &mut Vault) {
    let id = take_in(vault, b"the roster", "roster.csv");
    vault.write(ACTOR, at(2), |write: &mut Write<'_>| write.insert_records(id, (1..=2000).map(person))).unwrap();
}

fn flip(path: &Path, offset: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[offset] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn an_altered_byte_of_the_map_is_found() {
    let scene = Scene::new();
    let mut vault = scene.create();
    fill(&mut vault);
    vault.check_map().unwrap();
    vault.close().unwrap();
    let path = scene.dir().join("map.db");
    let whole = fs::read(&path).unwrap();
    for part in [1, 3, 5, 7, 9] {
        flip(&path, whole.len() * part / 10);
        let found = scene.open().and_then(|vault| vault.check_map());
        assert!(matches!(&found, Err(StoreError::Damaged { file, .. }) if file == "map.db"), "{part}: {found:?}");
        fs::write(&path, &whole).unwrap();
    }
    flip(&path, 20);
    assert!(matches!(scene.open(), Err(StoreError::Damaged { .. })), "the first page is read on opening");
    fs::remove_file(&path).unwrap();
    assert!(matches!(scene.open(), Err(StoreError::Damaged { .. })));
}

#[test]
fn nothing_in_the_folder_is_readable() {
    let scene = Scene::new();
    let mut vault = scene.create();
    fill(&mut vault);
    vault.close().unwrap();
    let mut files = 0;
    let mut folders = vec![scene.dir()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = fs::read(&path).unwrap();
            for word in ["roster", "person-1", "SQLite", "CREATE TABLE", ACTOR] {
                let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
                assert!(!found, "`{word}` stands in {}", path.display());
            }
        }
    }
    assert!(files >= 5, "map, header, head, lock and an original: {files}");
}

#[test]
fn an_old_copy_of_the_map_is_found() {
    let scene = Scene::new();
    let mut vault = scene.create();
    vault.close().unwrap();
    let path = scene.dir().join("map.db");
    let old = fs::read(&path).unwrap();
    vault = scene.open().unwrap();
    let note = |write: &mut Write<'_>| write.note("bundle opened", "", None, None);
    vault.write(ACTOR, at(1), note).unwrap();
    vault.close().unwrap();
    let new = fs::read(&path).unwrap();
    fs::write(&path, old).unwrap();
    assert!(matches!(scene.open(), Err(StoreError::RolledBack { database: 1, head: 2 })));
    fs::write(&path, new).unwrap();
    assert!(scene.open().is_ok());
}

#[test]
fn an_old_or_altered_head_is_found() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let path = scene.dir().join("activity.head");
    let old = fs::read(&path).unwrap();
    vault.write(ACTOR, at(1), |write: &mut Write<'_>| write.note("bundle opened", "", None, None)).unwrap();
    vault.close().unwrap();
    let new = fs::read(&path).unwrap();
    fs::write(&path, old).unwrap();
    assert!(matches!(scene.open(), Err(StoreError::RolledBack { database: 2, head: 1 })));
    for offset in [0, 10, 40, 80, new.len() - 1] {
        fs::write(&path, &new).unwrap();
        flip(&path, offset);
        assert!(matches!(scene.open(), Err(StoreError::Damaged { .. })), "{offset}");
    }
    fs::write(&path, &new[..50]).unwrap();
    assert!(matches!(scene.open(), Err(StoreError::Damaged { .. })));
    fs::remove_file(&path).unwrap();
    assert!(matches!(scene.open(), Err(StoreError::Damaged { .. })));
    fs::write(&path, &new).unwrap();
    assert!(scene.open().is_ok());
}

#[test]
fn a_failed_use_case_leaves_nothing() {
    let scene = Scene::new();
    let mut vault = scene.create();
    let id = take_in(&mut vault, b"one", "one.csv");
    let entries = vault.read(Read::activity_count).unwrap();
    let failed: Result<(), StoreError> = vault.write(ACTOR, at(2), |write| {
        write.insert_records(id, (1..=10).map(person))?;
        write.remove_evidence(id)?;
        Err(StoreError::NotFound { what: "control", id: "AC-99".to_owned() })
    });
    assert!(matches!(failed, Err(StoreError::NotFound { .. })));
    assert_eq!(vault.read(Read::activity_count).unwrap(), entries);
    assert!(vault.check_originals().unwrap().is_empty());
    assert_eq!(vault.read(|read| read.evidence(id)).unwrap().file_name, "one.csv");
}

#[test]
fn a_lost_head_can_be_accepted_and_that_is_told() {
    let scene = Scene::new();
    let mut vault = scene.create();
    fill(&mut vault);
    vault.close().unwrap();
    let unlock = Unlock::Keychain(&scene.keychain);
    let accept = || Vault::open_accepting_history(&scene.dir(), &unlock, ACTOR, at(9));
    assert_eq!(accept().unwrap().verify_chain().unwrap().entries, 3, "a head that fits needs no accepting");
    fs::remove_file(scene.dir().join("activity.head")).unwrap();
    let vault = accept().unwrap();
    let last = vault.read(|read| read.activity(0, 1)).unwrap().remove(0);
    assert_eq!((last.seq, last.action.as_str(), last.at), (4, "history accepted", at(9)));
    vault.close().unwrap();
    let vault = scene.open().unwrap();
    assert_eq!(vault.verify_chain().unwrap().broken, None);
    assert!(vault.check_originals().unwrap().is_empty());
}
