//! Every fixture of every importer: recognised, read, and compared with a reviewed snapshot.
//!
//! A fixture is `tests/fixtures/<importer>/<case>.<ending>`; each importer has at least `one`, `many` and `malformed`.
//! A column map may stand beside it as `<case>.map.json`.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

mod support;

use import::{Match, importers::ALL};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};
use support::{candidates, files, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn fixtures(id: &str) -> Vec<PathBuf> {
    let folder = folder().join(id);
    let all = if folder.is_dir() { files(&folder) } else { Vec::new() };
    all.into_iter().filter(|path| !path.to_string_lossy().ends_with(".map.json")).collect()
}

fn stem(path: &Path) -> String {
    path.file_name().expect("a file name").to_string_lossy().split('.').next().unwrap_or_default().to_owned()
}

#[test]
fn every_importer_has_the_three_cases() {
    let mut missing = Vec::new();
    for importer in ALL {
        let cases: BTreeSet<String> = fixtures(importer.id).iter().map(|path| stem(path)).collect();
        let lacks = ["one", "many", "malformed"].into_iter().filter(|case| !cases.contains(*case));
        missing.extend(lacks.map(|case| format!("{}/{case}", importer.id)));
    }
    assert!(missing.is_empty(), "fixtures are missing: {missing:?}");
}

#[test]
fn every_folder_belongs_to_an_importer() {
    for entry in std::fs::read_dir(folder()).expect("the folder of fixtures") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(ALL.iter().any(|importer| importer.id == name), "no importer is called {name}");
    }
}

#[test]
fn importers_are_sorted_and_named_as_their_files() {
    let ids: Vec<&str> = ALL.iter().map(|importer| importer.id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for id in ids {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/importers/{}.rs", id.replace('-', "_")));
        assert!(file.is_file(), "{} does not exist", file.display());
    }
}

#[test]
fn fixtures_read_as_reviewed() {
    for importer in ALL {
        for path in fixtures(importer.id) {
            let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("the fixture");
            let map = std::fs::read(path.with_file_name(format!("{}.map.json", stem(&path)))).ok();
            let map = map.map(|map| serde_json::from_slice(&map).expect("a column map"));
            let how = recognised(importer.id, &name, &bytes);
            if stem(&path) == "one" && map.is_none() {
                assert_eq!(candidates(&name, &bytes).first().map(|best| best.importer.id), Some(importer.id), "{name}");
            }
            let (result, kept) = read(importer, &name, &bytes, map.as_ref());
            let outcome = match &result {
                Ok(facts) => json!({ "facts": facts }),
                Err(error) => json!({ "error": error.to_string() }),
            };
            let seen = json!({ "match": how, "outcome": outcome, "records": kept.records, "problems": kept.problems });
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(format!("snapshots/{}", importer.id));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_json_snapshot!(name.as_str(), seen));
        }
    }
}

/// How the importer recognises the file; that no other is certain of it.
fn recognised(id: &str, name: &str, bytes: &[u8]) -> Value {
    let found = candidates(name, bytes);
    let others: Vec<&str> = found
        .iter()
        .filter(|candidate| candidate.how == Match::Certain && candidate.importer.id != id)
        .map(|candidate| candidate.importer.id)
        .collect();
    assert!(others.is_empty(), "{id}/{name}: {others:?} are certain of it too");
    let how = found.iter().find(|candidate| candidate.importer.id == id).map(|candidate| candidate.how);
    json!(how.map_or_else(|| "No".to_owned(), |how| format!("{how:?}")))
}
