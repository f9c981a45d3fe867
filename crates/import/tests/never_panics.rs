//! Whatever the bytes are: recognising and reading never panics, and nothing is called a success that gave nothing.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

mod support;

use import::importers::ALL;
use proptest::prelude::*;
use std::path::Path;
use support::{candidates, files, importer, read};

/// Reads with an importer; a success has records or is declared empty.
fn check(id: &str, name: &str, bytes: &[u8]) {
    let (result, kept) = read(importer(id), name, bytes, None);
    if let Ok(facts) = result {
        assert!(!kept.records.is_empty() || facts.declared_empty, "{id}: success with nothing");
    }
}

/// All fixtures with the importer that they belong to.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let all = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"));
    let id = |path: &Path| path.parent()?.file_name().map(|name| name.to_string_lossy().into_owned());
    all.iter().filter_map(|path| Some((id(path)?, std::fs::read(path).ok()?))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

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
        let all = fixtures();
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
