use super::*;
use model::{Data, GatewayRow};
use proptest::prelude::*;
use std::num::NonZero;

/// Keeps what it is given, in order, and stops after so many records.
#[derive(Default)]
struct Told {
    all: Vec<String>,
    left: Option<usize>,
}

impl Receiver for Told {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1).ok_or(Stopped)?;
        }
        self.all.push(format!("{record:?}"));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.all.push(format!("{problem:?}"));
    }
}

fn each(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if row.truth("refused") == Some(true) {
        return Err(ReadError::SourceError("refused".to_owned()));
    }
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let at = row.time("at");
    row.record(sink, Data::GatewayRow(Box::new(GatewayRow { request_id: Some(id), at, ..GatewayRow::default() })))
}

/// Everything that reading tells: what was received, what was held, how it ended.
fn told(threads: usize, block: Option<usize>, text: &[u8], stop: Option<usize>) -> (Vec<String>, String) {
    let mut receiver = Told { left: stop, ..Told::default() };
    let mut sink = Sink::new(&mut receiver);
    sink.threads = NonZero::new(threads).unwrap();
    let mut source = Source::new(Box::new(text));
    let ended = match block {
        Some(bytes) => in_blocks(bytes, &mut source, &["data"], &mut sink, &each),
        None => ndjson::lines(&mut source, &["data"], &mut sink, &mut |row, sink| each(Fields::from(row), sink)),
    };
    (receiver.all, format!("{ended:?}"))
}

fn line() -> impl Strategy<Value = Vec<u8>> {
    let written = prop_oneof![
        8 => "[a-z]{1,6}".prop_map(|id| format!(r#"{{"id":"{id}","at":"2026-03-01 10:00:00.5","left":{{"a":[1,"x\n"],"b":null}}}}"#)),
        1 => "[a-z]{60,90}".prop_map(|id| format!(r#"{{"id":"{id}"}}"#)),
        1 => Just(r#"{"id":"bad","at":"yesterday"}"#.to_owned()),
        1 => Just(r#"{"at":1}"#.to_owned()),
        1 => Just(r#"{"data":[{"id":"a"},{"id":"b"},3],"next":7}"#.to_owned()),
        1 => Just(r#"{"_raw":"{\"id\":\"inside\"}","host":"h"}"#.to_owned()),
        1 => Just(r#"  {"id": "blanks", "id": "twice"}  "#.to_owned()),
        1 => Just(String::new()),
        1 => Just("   ".to_owned()),
        1 => Just("[1]".to_owned()),
        1 => Just(r#"{"id":"cut"#.to_owned()),
        1 => Just("no JSON".to_owned()),
    ];
    prop_oneof![20 => written.prop_map(String::into_bytes), 1 => Just(b"{\"id\":\"caf\xe9\"}".to_vec())]
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let ended = (line(), prop_oneof![4 => Just("\n"), 1 => Just("\r\n")]).prop_map(|(mut line, end)| {
        line.extend_from_slice(end.as_bytes());
        line
    });
    (prop::collection::vec(ended, 0..40), prop::option::of(line())).prop_map(|(lines, last)| {
        let mut text = lines.concat();
        text.extend(last.unwrap_or_default());
        text
    })
}

proptest! {
    #[test]
    fn threads_and_blocks_change_nothing(text in text(), block in 1_usize..300, threads in 1_usize..5, stop in prop::option::of(0_usize..30)) {
        prop_assert_eq!(told(threads, Some(block), &text, stop), told(1, None, &text, stop));
    }

    #[test]
    fn what_ends_reading_ends_it_at_the_same_row(before in text(), after in text(), block in 1_usize..300, threads in 1_usize..5) {
        let text = [before.as_slice(), b"\n{\"refused\":true}\n", after.as_slice()].concat();
        let expected = told(1, None, &text, None);
        prop_assert!(expected.1.contains("refused"), "{}", expected.1);
        prop_assert_eq!(told(threads, Some(block), &text, None), expected);
    }
}

#[test]
fn a_line_over_the_limit_is_passed_over_on_several_threads() {
    let mut text = b"{\"id\":\"a\"}\n".to_vec();
    text.extend(std::iter::repeat_n(b'x', super::super::source::LIMIT));
    text.extend(b"\n{\"id\":\"b\"}");
    let expected = told(1, None, &text, None);
    assert_eq!(expected.0.len(), 3);
    assert_eq!(told(3, Some(BLOCK), &text, None), expected);
}

#[test]
fn bytes_that_cannot_be_had_are_told_after_what_came_before_them() {
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("torn"))
        }
    }
    let mut receiver = Told::default();
    let mut sink = Sink::new(&mut receiver);
    sink.threads = NonZero::new(2).unwrap();
    let text: &[u8] = b"{\"id\":\"a\"}\n{\"id\":\"b\"}\n";
    let mut source = Source::new(Box::new(std::io::Read::chain(text, Broken)));
    let ended = in_blocks(11, &mut source, &[], &mut sink, &each);
    assert!(matches!(ended, Err(ReadError::Io(_))), "{ended:?}");
    assert!(!receiver.all.is_empty());
}
