//! Rows inside of other rows: the first fixtures in JSON of every importer are recognised and read alike when
//! a log shipper or a table of raw answers is wrapped around it.

#![allow(clippy::expect_used, clippy::panic, reason = "test code outside of test functions")]

mod support;

use import::{Importer, importers::ALL};
use serde_json::{Value, json};
use std::path::Path;
use support::{candidates, files, head, importer, read};

/// Importers whose rows cannot be handed on one by one: a table in a text, and a log whose columns
/// are the paths of the file.
const WHOLE_FILES: &[&str] = &["aws-iam-credential-report/", "gateway-log/"];

/// The rows of a fixture: of an array, or the one object that it is.
fn rows(text: &[u8]) -> Option<Vec<Value>> {
    let rows = match serde_json::from_slice(text).ok()? {
        Value::Array(rows) => rows,
        row @ Value::Object(_) => vec![row],
        _ => return None,
    };
    (!rows.is_empty() && rows.iter().all(Value::is_object)).then_some(rows)
}

fn lines(rows: &[Value], wrap: fn(&Value) -> Value) -> String {
    rows.iter().map(|row| wrap(row).to_string() + "\n").collect()
}

fn table(rows: &[Value]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "params", "data", "url", "input", "created_at"]).expect("a header");
    for (number, row) in rows.iter().enumerate() {
        let cells = [&number.to_string(), "{}", &row.to_string(), "https://api.example.test/", "null", "2026-03-01 09:00:00.000"];
        writer.write_record(cells).expect("a row");
    }
    String::from_utf8(writer.into_inner().expect("a table")).expect("text")
}

fn wrapped(rows: &[Value]) -> [(&'static str, String); 5] {
    let shipped = |row: &Value| json!({ "_time": 1_772_355_600, "_raw": row.to_string(), "host": "shipper-1" });
    let object = |row: &Value| json!({ "_raw": row, "source": "rest" });
    [
        ("text.jsonl", lines(rows, shipped)),
        ("table.csv", table(rows)),
        ("text.json", Value::Array(rows.iter().map(shipped).collect()).to_string()),
        ("object.jsonl", lines(rows, object)),
        ("collected.jsonl", lines(rows, |row| json!({ "time": 1_772_355_600, "sourcetype": "json", "event": row }))),
    ]
}

fn counts(id: &'static Importer, name: &str, text: &[u8]) -> Result<(usize, Vec<String>), String> {
    let (result, kept) = read(id, name, text, None);
    let facts = result.map_err(|error| error.to_string())?;
    let mut instances: Vec<String> = facts.instance.into_iter().collect();
    instances.extend(facts.incomplete);
    Ok((kept.records.len(), instances))
}

#[test]
fn fixtures_read_alike_inside_of_envelopes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut different = Vec::new();
    for importer in ALL {
        for path in files(&folder.join(importer.id)) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let place = format!("{}/{name}", importer.id);
            let forms = match name.split('.').next() {
                _ if WHOLE_FILES.iter().any(|file| place.starts_with(file)) => 0,
                Some("one") => 5,
                Some("many") => 2,
                _ => 0,
            };
            let text = std::fs::read(&path).expect("the fixture");
            let sure = forms > 0 && (importer.sniff)(&head(&name, &text)) == import::Match::Certain;
            let (true, Some(rows), Ok(direct)) = (sure && !name.contains(".map."), rows(&text), counts(importer, &name, &text))
            else {
                continue;
            };
            for (form, text) in wrapped(&rows).into_iter().take(forms) {
                let best = candidates(form, text.as_bytes()).first().map(|best| best.importer.id);
                let inside = counts(importer, form, text.as_bytes());
                if best != Some(importer.id) || inside.as_ref() != Ok(&direct) {
                    different.push(format!("{place} as {form}: {best:?} {inside:?}, directly {direct:?}"));
                }
            }
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}

#[test]
fn what_stands_around_a_row_stays_with_it_and_its_place_is_that_of_the_envelope() {
    let text = "id,params,data,url,input,created_at\n1,{},\"{\"\"state\"\":\"\"success\"\",\"\"deployment_url\"\":\"\"https://api.github.com/repos/a/b/deployments/7\"\"}\",https://x.test/,null,2026-03-01\n2,{},[],https://x.test/,,\n3,{},not json,https://x.test/,,\n";
    let (result, kept) = read(importer("github-deployment-statuses"), "x.csv", text.as_bytes(), None);
    result.expect("a table");
    let record = kept.records.first().expect("a record");
    assert_eq!(record.at.to_string(), "row 1");
    assert_eq!(record.extra.get("_envelope").and_then(|around| around.get("url")), Some(&json!("https://x.test/")));
    let problems: Vec<String> = kept.problems.iter().map(|problem| format!("{} {}", problem.at, problem.code)).collect();
    assert_eq!(problems, ["row 3 not-json"]);
}
