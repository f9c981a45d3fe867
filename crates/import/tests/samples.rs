//! The shared samples: real exports of many products, which are read from beside the checkout and never copied.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

mod support;

use import::{Match, ReadError};
use std::{collections::BTreeSet, path::Path};
use support::{candidates, files, importer, read, samples};

/// What is expected of the samples, from all tables in `tests/samples`: file, importer, records of its first kind. The
/// numbers are those of the folder's own index, but for Trivy, whose index counts results and resources: there the
/// vulnerabilities were counted with another parser. A fourth cell names the problem codes that are expected, with a
/// space between them; in place of a number `error` says that reading must fail, and `5:vulnerability` counts another
/// kind than the importer's first. `document` in place of an importer: no record could hold what the file says.
fn expected() -> Vec<[String; 4]> {
    let mut all = Vec::new();
    for table in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples")) {
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_path(&table).expect("a table of samples");
        for row in rows.records() {
            let row = row.expect("a row");
            all.push([0, 1, 2, 3].map(|cell| row.get(cell).unwrap_or_default().to_owned()));
        }
    }
    all
}

#[test]
fn samples_of_our_sources_give_the_counts_of_the_index() {
    let Some(folder) = samples() else { return };
    let expected = expected();
    let named: BTreeSet<_> = expected.iter().map(|[file, ..]| folder.join(file)).collect();
    let forgotten: Vec<_> = files(&folder)
        .into_iter()
        .filter(|file| !named.contains(file) && !file.ends_with("INDEX.md") && !file.ends_with("MANIFEST.json"))
        .collect();
    assert!(forgotten.is_empty(), "samples of which nothing is expected: {forgotten:?}");
    for [file, id, records, codes] in &expected {
        let bytes = std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let found = candidates(file, &bytes);
        let wanted = Some(id.as_str()).filter(|id| *id != "document");
        assert_eq!(found.first().map(|best| best.importer.id), wanted, "{file} is recognised as {found:?}");
        if wanted.is_none() {
            continue;
        }
        let (result, kept) = read(importer(id), file, &bytes, None);
        if records == "error" {
            assert!(result.is_err(), "{file}: success where an error was expected");
            continue;
        }
        let facts = result.unwrap_or_else(|error| panic!("{file}: {error}"));
        let (records, kind) = records.split_once(':').map_or((records.as_str(), None), |(records, kind)| (records, Some(kind)));
        let of_kind = |kind: &str| kept.records.iter().filter(|record| record.data.kind().id() == kind).count();
        let count = kind.map_or_else(|| kept.count(importer(id)), of_kind);
        assert_eq!(count.to_string(), records, "{file}: {:?}", kept.problems);
        assert_eq!(facts.declared_empty, records == "0", "{file}");
        let codes: Vec<&str> = codes.split_whitespace().collect();
        let unexpected: Vec<_> = kept.problems.iter().filter(|problem| !codes.contains(&problem.code.as_str())).collect();
        assert!(unexpected.is_empty(), "{file}: {unexpected:?}");
        let missing: Vec<_> = codes.iter().filter(|code| !kept.problems.iter().any(|problem| problem.code == **code)).collect();
        assert!(missing.is_empty(), "{file}: no problem is {missing:?}");
    }
}

#[test]
fn a_page_of_a_longer_result_is_called_incomplete() {
    let Some(folder) = samples() else { return };
    let bytes = std::fs::read(folder.join("change/jira/jira_search_v3_page.json")).expect("the sample");
    let (result, _) = read(importer("jira-issues"), "page.json", &bytes, None);
    assert_eq!(result.expect("facts").incomplete, ["the query found 35 issues and the export holds 3"]);
}

#[test]
fn no_sample_panics_is_claimed_twice_or_succeeds_with_nothing() {
    let Some(folder) = samples() else { return };
    for path in files(&folder) {
        let name = path.file_name().expect("a file name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("the sample");
        let found = candidates(&name, &bytes);
        let certain: Vec<&str> =
            found.iter().filter(|candidate| candidate.how == Match::Certain).map(|candidate| candidate.importer.id).collect();
        assert!(certain.len() <= 1, "{name}: {certain:?} are all certain");
        let Some(best) = found.first() else { continue };
        let (result, kept) = read(best.importer, &name, &bytes, None);
        match result {
            Ok(facts) => {
                assert!(!kept.records.is_empty() || facts.declared_empty, "{name}: success with nothing");
                println!("{name}: {} {}", best.importer.id, kept.count(best.importer));
            }
            Err(ReadError::Stopped) => panic!("{name}: nobody stopped it"),
            Err(error) => println!("{name}: {} {error}", best.importer.id),
        }
    }
}
