//! What every source file has and has not.

use crate::tree::{files, is_test, none, root, text};

#[test]
fn every_module_says_why_it_exists() {
    let silent =
        |name: &String| !text(name).lines().find(|line| !line.starts_with("#!")).is_some_and(|line| line.starts_with("//!"));
    let found: Vec<String> = files(".", &[".rs"]).into_iter().filter(|name| !is_test(name)).filter(silent).collect();
    none("files without module documentation", &found);
}

#[test]
fn pure_crates_touch_nothing() {
    let touching = [
        "std::fs",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "thread_rng",
        "getrandom",
    ];
    let mut wrong = Vec::new();
    for folder in ["crates/model/src", "crates/import/src", "crates/evaluate/src"] {
        for name in files(folder, &[".rs"]).into_iter().filter(|name| !is_test(name)) {
            let source = text(&name);
            wrong.extend(touching.iter().filter(|word| source.contains(*word)).map(|word| format!("{name}: {word}")));
        }
    }
    none("files, clock, environment or randomness in a pure crate", &wrong);
}

#[test]
fn every_importer_and_evaluator_has_its_three_fixtures() {
    let mut missing = Vec::new();
    let farms = [
        ("import", "importers", ["one", "many", "malformed"]),
        ("evaluate", "evaluators", ["pass", "exception", "undetermined"]),
    ];
    for (package, list, cases) in farms {
        for file in files(&format!("crates/{package}/src/{list}"), &[".rs"]) {
            let stem = file.rsplit('/').next().unwrap().trim_end_matches(".rs");
            if stem == "mod" || file.matches('/').count() > 4 {
                continue;
            }
            let id = stem.replace('_', "-");
            let folder = format!("crates/{package}/tests/fixtures/{id}");
            let has = |case: &str| {
                let entries = std::fs::read_dir(root().join(&folder)).into_iter().flatten().flatten();
                entries
                    .map(|entry| entry.file_name().to_string_lossy().into_owned())
                    .any(|name| name.starts_with(&format!("{case}.")))
            };
            missing.extend(cases.iter().filter(|case| !has(case)).map(|case| format!("{folder}/{case}.*")));
        }
    }
    none("fixtures that are missing", &missing);
}

#[test]
fn the_registries_are_sorted_and_whole() {
    for (package, list) in [("import", "importers"), ("evaluate", "evaluators")] {
        let source = text(&format!("crates/{package}/src/{list}/mod.rs"));
        let body = source.split_once("&[").and_then(|(_, rest)| rest.split_once("&[")).map(|(_, rest)| rest).unwrap();
        let listed: Vec<&str> = body.split('&').filter_map(|entry| entry.split_once("::")).map(|(name, _)| name.trim()).collect();
        let mut sorted = listed.clone();
        sorted.sort_unstable();
        assert_eq!(listed, sorted, "{list}: the list ALL is not sorted");
        let modules: Vec<&str> = source
            .lines()
            .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
            .map(|name| name.trim_end_matches(';'))
            .collect();
        let unlisted: Vec<String> = modules.iter().filter(|name| !listed.contains(name)).map(|name| (*name).to_owned()).collect();
        none(&format!("{list} that are not in ALL"), &unlisted);
        assert!(!listed.is_empty(), "{list}: ALL is empty");
    }
}

#[test]
fn nothing_of_one_machine_is_in_the_tree() {
    let words = [concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("regis", "try/src")];
    let mut found = Vec::new();
    for name in files(".", &[".rs", ".ts", ".svelte", ".toml", ".md", ".json", ".css", ".html"]) {
        if name.contains("/fixtures/") || name.starts_with("assets/demo/") || name.ends_with("package-lock.json") {
            continue;
        }
        for (number, line) in (1..).zip(text(&name).lines()) {
            // Inside of an address on the web the same words are no path of a machine.
            let begins =
                |word: &str| line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric()));
            found.extend(words.iter().filter(|word| begins(word)).map(|word| format!("{name}:{number}: {word}")));
        }
    }
    none("paths of one machine", &found);
}

#[test]
fn the_root_holds_what_the_architecture_names() {
    const KNOWN: &[&str] = &[
        ".cargo",
        ".ci",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "assets",
        "clippy.toml",
        "crates",
        "icons",
        "rustfmt.toml",
        "src-tauri",
        "tests",
        "ui",
    ];
    let listed = files(".", &[""]);
    let mut tops: Vec<String> = listed.iter().map(|name| name.split('/').next().unwrap().to_owned()).collect();
    tops.sort();
    tops.dedup();
    let unknown: Vec<String> = tops.into_iter().filter(|name| !KNOWN.contains(&name.as_str())).collect();
    none("entries at the root that the architecture does not name", &unknown);
}
