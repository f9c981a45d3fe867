//! What holds for every text: no panic, spans in order and on characters, and nothing left after redaction.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use scan::{Settings, Span, scan};

const SETTINGS: Settings = Settings { names: false, least: 50 };

fn sound(text: &str, spans: &[Span]) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && span.start < span.end, "{text:?}: {span:?}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{text:?}: {span:?}");
        assert!(span.score >= SETTINGS.least && span.score <= 100, "{span:?}");
        end = span.end;
    }
}

/// A text made of pieces of what the detectors look for, and of what separates them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zäé]{1,8}",
        "[0-9]{1,20}",
        "[A-Z0-9]{2,18}",
        Just("jo.doe@example.com".to_owned()),
        Just("https://example.com/a?email=jo@example.com".to_owned()),
        Just("+1 415-555-0132".to_owned()),
        Just("4111 1111 1111 1111".to_owned()),
        Just("GB29 NWBK 6016 1331 9268 19".to_owned()),
        Just("2001:db8::1".to_owned()),
        Just("192.0.2.7".to_owned()),
        Just("May 3rd, 2021".to_owned()),
        Just("2024-05-06 10:11:12".to_owned()),
        Just("\"phone\":\"".to_owned()),
        Just("born on".to_owned()),
        Just("MRN:".to_owned()),
        Just("passport".to_owned()),
        Just("account number".to_owned()),
        Just("Mrs. Ada".to_owned()),
        Just("Friday".to_owned()),
    ];
    let joint = proptest::sample::select(vec![" ", " ", " ", ", ", ". ", "; ", "\n", "\" ", " - ", "\\n", " (", ") "]);
    proptest::collection::vec((piece, joint), 1..14)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, joint)| [piece, joint.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(2), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}|[\\x00-\\x7f]{0,200}") {
        sound(&text, &scan(&text, &SETTINGS));
    }

    #[test]
    fn nothing_is_left_after_redaction(text in pieces()) {
        let spans = scan(&text, &SETTINGS);
        sound(&text, &spans);
        let redacted = scan::redact(&text, &spans);
        let left = scan(&redacted, &SETTINGS);
        prop_assert!(left.is_empty(), "{text:?} became {redacted:?} and still holds {left:?}");
    }
}

#[test]
fn long_lines_take_linear_time() {
    for unit in
        ["1 ", "12-", "a1_", "1.2.3.4 ", "\"1\":", "4111 ", "+1", "x@", "::", "Mr. ", "day ", "5/5/", "May 5 ", "0x0", "ab12 "]
    {
        let text = unit.repeat(100_000 / unit.len());
        sound(&text, &scan(&text, &SETTINGS));
    }
}
