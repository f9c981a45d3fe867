//! The list of kinds, the labelled rows, and what holds for every text.

use proptest::prelude::*;

use super::*;

fn spans(text: &str) -> Vec<Span> {
    let mut sink = Sink::new(50);
    find(&Text::new(text), &mut sink);
    sink.finish(text)
}

#[test]
fn the_list_is_sound() {
    let mut ids: Vec<&str> = entries().map(|entry| entry.rule.id).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    for entry in entries() {
        assert!(entry.source.starts_with("http"), "{} has no source", entry.kind);
        assert!(!entry.words.is_empty() && !entry.forms.is_empty() && !entry.rule.reason.is_empty(), "{}", entry.kind);
    }
}

#[test]
fn the_labelled_rows_are_found_and_nothing_else() {
    let mut kinds = Vec::new();
    for line in include_str!("../../tests/labelled/national.jsonl").lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap();
        let characters = |byte: usize| text[..byte].chars().count() as u64;
        let found: Vec<_> = spans(text).iter().map(|span| (characters(span.start), characters(span.end), span.kind)).collect();
        let labelled: Vec<_> = row["spans"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap(), span["type"].as_str().unwrap()))
            .collect();
        assert_eq!(found, labelled, "{text}");
        kinds.extend(found.iter().map(|(_, _, kind)| *kind));
    }
    let never: Vec<_> = entries().map(|entry| entry.kind).filter(|kind| !kinds.contains(kind)).collect();
    assert!(never.len() < 2, "no row has {never:?}");
}

#[test]
fn words_behind_and_lists() {
    let kinds = |text: &str| spans(text).iter().map(|span| span.kind).collect::<Vec<_>>();
    assert_eq!(kinds("it was 130692544, 130 692 544"), [""; 0]);
    assert_eq!(kinds("it was 130692544 (her SIN)"), ["CA_SIN"]);
    assert_eq!(kinds("SIN 130692544, 130692544 and 130692544"), ["CA_SIN"; 3]);
    assert_eq!(kinds("SIN on file, order 130692544"), [""; 0]);
    assert_eq!(kinds("[INFO] 078-05-1123"), ["US_SSN"]);
    assert_eq!(kinds("a\\nSIN:\\n130692544\\nb"), ["CA_SIN"]);
    assert_eq!(kinds("?q=SIN%20130692544&x=1"), ["CA_SIN"]);
    assert_eq!(kinds("NIR 1\u{a0}85\u{a0}05\u{a0}78\u{a0}006\u{a0}084\u{a0}91"), ["FR_NIR"]);
}

/// Texts in which much looks like a number of a person.
fn crowded() -> impl Strategy<Value = String> {
    let words = entries().flat_map(|entry| entry.words).copied().collect::<Vec<_>>();
    let piece = prop_oneof![
        4 => "[0-9]{1,14}",
        2 => "[A-Z]{1,5}",
        3 => "[-./ :(),=\"\\\\n]{1,2}",
        2 => proptest::sample::select(words).prop_map(|word| format!("{word} ")),
        1 => "\\PC{1,3}",
        2 => proptest::sample::select(vec!["078-05-1123", "529.982.247-25", "A123456(3)", "756.9217.0769.85", "12345678Z"]).prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_has_ordered_spans_on_boundaries(text in prop_oneof![crowded(), any::<String>()]) {
        let mut end = 0;
        for span in spans(&text) {
            prop_assert!(span.start >= end && span.start < span.end);
            prop_assert!(text.get(span.start..span.end).is_some());
            end = span.end;
        }
    }

    #[test]
    fn nothing_is_left_after_redaction(text in crowded()) {
        let mut left = String::new();
        let mut end = 0;
        for span in spans(&text) {
            left += &text[end..span.start];
            left.extend(["[", span.kind, "]"]);
            end = span.end;
        }
        left += &text[end..];
        prop_assert_eq!(spans(&left), vec![], "{} became {}", text, left);
    }
}
