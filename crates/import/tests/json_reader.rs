//! The JSON reader: rows of every wrapper, positions, what stands beside the rows, and breaks with line and column.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "test code outside of test functions")]

mod support;

use import::{
    Input, ReadError, Sink,
    read::json::{self, Whole},
};
use serde_json::{Value, json};
use std::io::Read;
use support::Kept;

const LISTS: &[&str] = &["issues", "data.repository.nodes", "items"];

/// Gives a few bytes at a time, so that every value crosses the edge of a read somewhere.
struct Dribble<'b>(&'b [u8], usize);

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(buffer.len()).min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Rows as position and value, the outcome, and the codes of problems with their positions.
type Seen = (Vec<(String, Value)>, Result<Whole, ReadError>, Vec<String>);

fn read(bytes: &[u8], step: usize) -> Seen {
    let mut rows = Vec::new();
    let mut kept = Kept::default();
    let mut reader = Dribble(bytes, step);
    let mut input = Input { name: "test", reader: &mut reader, map: None };
    let mut sink = Sink::new(&mut kept);
    let result = json::rows(&mut input, LISTS, &mut sink, &mut |row, _| {
        rows.push((row.at.to_string(), row.value));
        Ok(())
    });
    (rows, result, kept.problems.into_iter().map(|problem| format!("{} {}", problem.at, problem.code)).collect())
}

fn positions(text: &str) -> Vec<String> {
    let whole = read(text.as_bytes(), 1 << 20);
    whole.1.unwrap_or_else(|error| panic!("{text}: {error}"));
    for step in [1, 3, 7] {
        assert_eq!(read(text.as_bytes(), step).0, whole.0, "{text} by {step}");
    }
    whole.0.into_iter().map(|(at, _)| at).collect()
}

#[test]
fn finds_the_rows_of_every_shape() {
    assert_eq!(positions(r#"[{"a":1}, {"a":"]}"}]"#), ["$[0]", "$[1]"]);
    assert_eq!(positions("\u{feff}[\r\n{\"a\": \"\\\"\\\\\"}\r\n]\r\n"), ["$[0]"]);
    assert_eq!(positions(r#"{"next":1,"issues":[{"a":1}],"total":2}"#), ["$.issues[0]"]);
    assert_eq!(
        positions(r#"{"data":{"repository":{"nodes":[{},{}]}}}"#),
        ["$.data.repository.nodes[0]", "$.data.repository.nodes[1]"]
    );
    assert_eq!(positions(r#"{"data":{"other":[{}]}}"#), ["$"]);
    assert_eq!(positions(r#"[[{"a":1}],[{"a":2}]]"#), ["$[0][0]", "$[1][0]"]);
    assert_eq!(positions(r#"[{"a":1}][{"a":2}]"#), ["$[0]", "$2[0]"]);
    assert_eq!(positions("{\n\"a\":1}\n{\n\"a\":2}\n"), ["$", "$2"]);
    assert_eq!(positions("{\"a\":1}\n\n{\"a\":2}"), ["line 1", "line 3"]);
    assert_eq!(positions("{\"a\":1}"), ["$"]);
    assert_eq!(positions("null"), [""; 0]);
}

#[test]
fn keeps_what_stands_beside_the_rows_before_and_after() {
    let (_, whole, _) = read(br#"{"startAt":0,"data":{"repository":{"totalCount":9,"nodes":[{}],"x":null}},"total":35}"#, 5);
    let beside = whole.expect("read").beside;
    assert_eq!(
        (beside.count("data.repository.totalCount"), beside.count("total"), beside.count("startAt")),
        (Some(9), Some(35), Some(0))
    );
    assert_eq!(beside.at("data.repository.x"), None);
}

#[test]
fn an_empty_list_is_declared_and_a_null_is_not() {
    for (text, expected) in
        [("[]", true), (r#"{"issues":[]}"#, true), (r#"{"issues":null}"#, false), ("null", false), ("", false)]
    {
        assert_eq!(read(text.as_bytes(), 2).1.expect("read").declared_empty, expected, "{text}");
    }
}

#[test]
fn tells_line_and_column_of_a_break() {
    let cases = [
        ("[\n  {\"a\": 1},\n]", "line 3: column 1: a value is missing"),
        ("[\n  {\"a\": 1 \"b\": 2}\n]", "line 2: column 11: this is no valid JSON: expected `,` or `}`"),
        ("[{\"a\":1} {\"a\":2}]", "line 1: column 10: a comma or ] is missing"),
        ("{\"issues\":[{\"a\":1}]", "line 1: column 20: a comma or } is missing"),
        ("[{\"a\":\n1", "line 1: column 2: the text ends inside a value"),
        ("{\"a\" 1}", "line 1: column 6: a colon is missing"),
        ("{a:1}", "line 1: column 2: this is no valid JSON"),
        ("hello", "line 1: column 1: this is no valid JSON"),
        ("[{}] trailing", "line 1: column 6: something other than JSON follows"),
    ];
    for (text, expected) in cases {
        for step in [1, 1000] {
            let error = read(text.as_bytes(), step).1.expect_err(text).to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}

#[test]
fn reads_rows_larger_than_what_is_read_at_once() {
    let long = "x".repeat(600_000);
    let rows: Vec<Value> = (0..3).map(|number| json!({ "number": number, "text": long })).collect();
    let array = Value::Array(rows.clone()).to_string();
    let lines = rows.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
    for (text, last) in [(array, "$[2]"), (lines, "line 3")] {
        let (seen, whole, problems) = read(text.as_bytes(), 10_007);
        assert_eq!(whole.expect("read").rows, 3);
        assert_eq!(seen.last(), Some(&(last.to_owned(), rows[2].clone())));
        assert!(problems.is_empty(), "{problems:?}");
    }
}

#[test]
fn a_broken_line_after_a_long_first_one_is_a_problem() {
    let long = json!({ "text": "x".repeat(600_000) });
    let (seen, whole, problems) = read(format!("{long}\n{{\"a\":\n{{\"a\":1}}\n").as_bytes(), 9_000);
    assert_eq!((whole.expect("read").rows, seen.len()), (2, 2));
    assert_eq!(problems, ["line 2 not-json"]);
}

#[test]
fn damaged_text_is_repaired_and_said_where() {
    let (seen, _, problems) = read(b"[{\"a\":\"caf\xe9\"},{\"a\":\"ok\"}]", 4);
    assert_eq!(seen, [("$[0]".to_owned(), json!({"a": "caf\u{FFFD}"})), ("$[1]".to_owned(), json!({"a": "ok"}))]);
    assert_eq!(problems, ["$[0] damaged-text"]);
}

#[test]
fn a_line_over_the_limit_is_passed_over() {
    let mut bytes = b"{\"a\":1}\n{\"a\":2}\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'x', import::read::source::LIMIT + 10));
    bytes.extend(b"\n{\"a\":3}\n");
    let (seen, whole, problems) = read(&bytes, 1 << 20);
    assert_eq!((whole.expect("read").rows, seen.last().map(|(at, _)| at.as_str())), (3, Some("line 4")));
    assert_eq!(problems, ["line 3 too-large"]);
}
