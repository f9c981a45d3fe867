//! Whatever the bytes are: recognising and reading never panics, and nothing is called a success that gave nothing.
//!
//! `PROPTEST_CASES` sets how many cases each property tries; `cargo xtask fuzz` tries them for minutes.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

mod support;

use import::importers::ALL;
use proptest::{prelude::*, test_runner::RngSeed};
use serde_json::{Value, json};
use std::{path::Path, sync::LazyLock};
use support::{candidates, files, importer, read};

/// Reads with an importer; a success has records or is declared empty.
fn check(id: &str, name: &str, bytes: &[u8]) {
    let (result, kept) = read(importer(id), name, bytes, None);
    if let Ok(facts) = result {
        assert!(!kept.records.is_empty() || facts.declared_empty, "{id}: success with nothing");
    }
}

/// All fixtures with the importer that they belong to.
static FIXTURES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let all = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"));
    let id = |path: &Path| path.parent()?.file_name().map(|name| name.to_string_lossy().into_owned());
    all.iter().filter_map(|path| Some((id(path)?, std::fs::read(path).ok()?))).collect()
});

/// The same few cases in every run; other ones, as many as `PROPTEST_CASES` says, where that is set.
fn config() -> ProptestConfig {
    let few = ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()) {
        Some(cases) => ProptestConfig { cases, ..few },
        None => ProptestConfig { rng_seed: RngSeed::Fixed(20_260_101), ..few },
    }
}

/// What a field may be replaced by: other types, extremes, and texts that look like something.
fn replacement() -> impl Strategy<Value = Value> {
    let odd = vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(0),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(0.5),
        json!(""),
        json!(" "),
        json!("9999-12-31"),
        json!("0000-00-00T00:00:00Z"),
        json!("2026-02-30"),
        json!("99999999999999999999"),
        json!("é\u{0}\u{1F512}"),
        json!("a:b:c/d//e?f#g"),
        json!("[1,2"),
        json!("{\"a\":1}"),
        json!([]),
        json!({}),
        json!([null, 1, "x", {}, []]),
        json!({ "id": {}, "value": [], "name": 7 }),
        json!([{ "a": [{ "b": null }] }]),
    ];
    proptest::sample::select(odd)
}

/// Places of a document, at which something can be replaced.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found)),
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            places(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
        }),
        _ => {}
    }
}

/// The documents of a fixture: one, or one a line; none where it is no JSON.
fn documents(bytes: &[u8]) -> Vec<Value> {
    match serde_json::from_slice(bytes) {
        Ok(one) => vec![one],
        Err(_) => bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect(),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn with_random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = candidates("any", &bytes);
        for importer in ALL {
            check(importer.id, "any", &bytes);
        }
    }

    #[test]
    fn with_random_json(text in r#"([\[\]{}:,"]|[0-9]{1,3}|null|true|"(id|number|key|fields|time|user|Results|issues|data)":|[ \n]){0,60}"#) {
        let _ = candidates("any.json", text.as_bytes());
        for importer in ALL {
            check(importer.id, "any.json", text.as_bytes());
        }
    }

    #[test]
    fn with_damaged_fixtures(
        pick in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let all = &*FIXTURES;
        let (id, mut bytes) = all[pick.index(all.len())].clone();
        for (at, byte) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        if !whole {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        let _ = candidates("damaged", &bytes);
        check(&id, "damaged", &bytes);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn with_fixtures_whose_fields_hold_something_else(
        pick in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), replacement()), 1..5),
    ) {
        let all = &*FIXTURES;
        let (id, bytes) = &all[pick.index(all.len())];
        let mut documents = documents(bytes);
        prop_assume!(!documents.is_empty());
        for (document, place, new) in changes {
            let count = documents.len();
            let document = &mut documents[document.index(count)];
            let mut all = Vec::new();
            places(document, "", &mut all);
            if let Some(found) = document.pointer_mut(&all[place.index(all.len())]) {
                *found = new;
            }
        }
        let text = documents.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        let _ = candidates("changed.json", text.as_bytes());
        check(id, "changed.json", text.as_bytes());
    }

    #[test]
    fn with_tables_whose_cells_hold_something_else(
        pick in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), replacement()), 1..6),
    ) {
        let tables: Vec<_> = FIXTURES.iter().filter(|(_, bytes)| documents(bytes).is_empty()).collect();
        let (id, bytes) = &tables[pick.index(tables.len())];
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut parts: Vec<String> = text.split(',').map(str::to_owned).collect();
        for (at, new) in changes {
            let at = at.index(parts.len());
            parts[at] = new.as_str().map_or_else(|| new.to_string(), str::to_owned);
        }
        let text = parts.join(",");
        let _ = candidates("changed.csv", text.as_bytes());
        check(id, "changed.csv", text.as_bytes());
    }
}

#[test]
fn with_the_fixtures_of_all_others() {
    let all = &*FIXTURES;
    for importer in ALL {
        for (_, bytes) in all {
            check(importer.id, "other", bytes);
        }
    }
}

#[test]
fn with_deep_nesting() {
    for open in ["[", "{\"a\":", "{\"issues\":[", "{\"data\":{\"repository\":"] {
        let bytes = open.repeat(20_000).into_bytes();
        let _ = candidates("deep.json", &bytes);
        for importer in ALL {
            check(importer.id, "deep.json", &bytes);
        }
    }
}
