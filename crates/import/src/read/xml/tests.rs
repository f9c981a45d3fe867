#![allow(clippy::expect_used, clippy::panic, reason = "test code")]

use super::*;
use crate::importer::{Receiver, Stopped};
use model::{Problem, Record};
use serde_json::json;

struct Nobody;

impl Receiver for Nobody {
    fn record(&mut self, _: Record) -> Result<(), Stopped> {
        Ok(())
    }

    fn problem(&mut self, _: Problem) {}
}

type Seen = Vec<(String, Part, Value)>;

fn read(bytes: &[u8], wanted: &'static [&'static str]) -> (Result<(), ReadError>, Seen) {
    let (mut reader, mut nobody, mut seen) = (bytes, Nobody, Vec::new());
    let mut input = Input { name: "x.xml", reader: &mut reader, map: None };
    let result = elements(&mut input, wanted, &mut Sink::new(&mut nobody), &mut |one, _| {
        seen.push((one.at.to_string(), one.part, one.value));
        Ok(())
    });
    (result, seen)
}

#[test]
fn elements_with_attributes_children_and_text() {
    let text = "<?xml version=\"1.0\"?>\n<!DOCTYPE r SYSTEM \"http://192.0.2.1/x.dtd\">\n<r><h n=\"a &amp; b\">\n<i k='1'>x<c>1</c><c>2</c>y</i><i/>\n<i><![CDATA[<b>]]> &lt;&#x41;</i></h></r><!-- end //-->\n";
    let (result, seen) = read(text.as_bytes(), &["h/", "h/i"]);
    assert!(result.is_ok(), "{result:?}");
    let expected = [
        ("line 3", Part::Opened, json!({ "@n": "a & b" })),
        ("line 4", Part::Whole, json!({ "@k": "1", "c": ["1", "2"], "#text": "xy" })),
        ("byte 119", Part::Whole, json!("")),
        ("line 5", Part::Whole, json!("<b> <A")),
        ("line 5", Part::Closed, Value::Null),
    ];
    assert_eq!(seen, expected.map(|(at, part, value)| (at.to_owned(), part, value)));
}

#[test]
fn paths_from_the_root_and_ends_of_paths() {
    let text = b"<a><a><b>1</b></a><b>2</b></a>";
    assert_eq!(read(text, &["/a/b"]).1.len(), 1);
    assert_eq!(read(text, &["a/b"]).1.len(), 2);
    assert_eq!(read(text, &["x/a/b"]).1.len(), 0);
}

#[test]
fn entities_are_never_resolved() {
    let text = b"<!DOCTYPE a [<!ENTITY b \"boom\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a d=\"&b;\">&b;&c; R&D</a>";
    let (result, seen) = read(text, &["a"]);
    assert!(result.is_ok(), "{result:?}");
    assert_eq!(seen.first().map(|seen| &seen.2), Some(&json!({ "@d": "&b;", "#text": "&b;&c; R&D" })));
}

#[test]
fn encodings() {
    let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>caf\xe9</a>";
    assert_eq!(read(latin, &["a"]).1.first().map(|seen| &seen.2), Some(&json!("caf\u{e9}")));
    let wide: Vec<u8> =
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>caf\u{e9}</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide, &["a"]).1.first().map(|seen| &seen.2), Some(&json!("caf\u{e9}")));
    assert_eq!(read(b"<a>caf\xe9</a>", &["a"]).1.first().map(|seen| &seen.2), Some(&json!("caf\u{fffd}")));
}

#[test]
fn what_is_broken_is_told_with_its_line() {
    let deep = "<a>".repeat(DEPTH + 1);
    for (text, line) in
        [("", 1), ("no xml", 1), ("<a>\n<b>\n", 3), ("<a>\n</b></a>", 2), ("<a/>\n<a/>", 2), ("<a\n<b>", 2), (deep.as_str(), 1)]
    {
        let (result, _) = read(text.as_bytes(), &["a"]);
        let Err(ReadError::Container { at, message }) = result else { panic!("{text}: {result:?}") };
        assert_eq!(at, Position::Line(line), "{text}: {message}");
    }
}

#[test]
fn the_outline_of_a_head_that_is_cut_off() {
    let found = outline(" <r a=\"1\"><b/><c><d>te").expect("an outline");
    assert_eq!((found.root(), found.attribute("a")), ("r", Some("1")));
    assert!(found.has("r/b") && found.has("r/c/d") && !found.has("r/d"));
    assert_eq!(outline("{}"), None);
}
