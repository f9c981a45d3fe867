//! Every row of our labelled set: exactly its spans are found, no more and no fewer.
//!
//! Files called `names-*` are not for this test: a tagger is measured, see `names.rs`. Offsets count characters.

use std::fmt::Write as _;
use std::path::Path;

use scan::{Settings, scan};
use serde_json::Value;

/// Start, end and type of each span of a row, in characters.
fn expected(row: &Value) -> Vec<(usize, usize, String)> {
    let number = |span: &Value, key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    let spans = row["spans"].as_array().unwrap();
    spans.iter().map(|span| (number(span, "start"), number(span, "end"), span["type"].as_str().unwrap().to_owned())).collect()
}

fn found(text: &str) -> Vec<(usize, usize, String)> {
    let characters = |byte: usize| text[..byte].chars().count();
    scan(text, &Settings { names: false, ..Settings::default() })
        .iter()
        .map(|span| (characters(span.start), characters(span.end), span.kind.to_owned()))
        .collect()
}

/// The spans as they read in the text.
fn read(text: &str, spans: &[(usize, usize, String)]) -> String {
    let part = |start: usize, end: usize| text.chars().skip(start).take(end - start).collect::<String>();
    spans.iter().fold(String::new(), |mut all, (start, end, kind)| {
        let _ = write!(all, "{kind} {:?} ", part(*start, *end));
        all
    })
}

#[test]
fn every_row_has_exactly_its_spans() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled");
    let (mut rows, mut wrong) = (0, String::new());
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        if file.file_name().unwrap().to_str().unwrap().starts_with("names-") {
            continue;
        }
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let text = row["text"].as_str().unwrap();
            let (expected, found) = (expected(&row), found(text));
            rows += 1;
            if expected != found {
                let _ =
                    writeln!(wrong, "{} {text}\n  due   {}\n  found {}", row["id"], read(text, &expected), read(text, &found));
            }
        }
    }
    assert!(rows > 100, "only {rows} rows");
    assert!(wrong.is_empty(), "{wrong}");
}
