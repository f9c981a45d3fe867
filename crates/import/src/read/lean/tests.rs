use super::*;
use proptest::prelude::*;

/// The object as the parser of values sees it, with its keys in order.
fn expected(text: &[u8]) -> Option<String> {
    serde_json::from_slice::<Value>(text).ok().map(|value| value.to_string())
}

fn seen(text: &[u8]) -> Option<String> {
    Lean::parse(text).map(|lean| lean.value(lean.root()).to_string())
}

/// Pieces of which most texts that are nearly JSON can be made.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"a\"",
    "\"b\":",
    "\"a\":1",
    "\"\"",
    "\\",
    "\\n",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\q",
    " ",
    "\t",
    "0",
    "-1",
    "01",
    "1.5",
    "1.",
    "-",
    "1e5",
    "1e999",
    "0.1e-2",
    "12345678901234567890123",
    "true",
    "nul",
    "null",
    "é",
    "\u{1}",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-zé\"\\\\/\n\u{1}😀]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[a-c]{0,2}", inner), 0..6).prop_map(|parts| Value::Object(parts.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn every_object_is_what_the_parser_makes_of_it(parts in prop::collection::vec(("[a-e\"]{0,2}", value()), 0..9)) {
        // Keys may come twice.
        let written: Vec<String> = parts.iter().map(|(key, value)| format!("{} : {value}", Value::from(key.as_str()))).collect();
        let text = format!("{{{}}}", written.join(" ,"));
        prop_assert_eq!(seen(text.as_bytes()), expected(text.as_bytes()));
    }

    #[test]
    fn nothing_is_taken_that_the_parser_refuses(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)) {
        let text = format!("{{\"k\":{}}}", pieces.concat());
        if let Some(seen) = seen(text.as_bytes()) {
            prop_assert_eq!(Some(seen), expected(text.as_bytes()));
        }
    }

    #[test]
    fn numbers_are_those_of_the_parser(text in "-?[0-9]{1,22}(\\.[0-9]{1,22})?([eE][+-]?[0-9]{1,3})?") {
        let text = format!("{{\"k\":{text}}}");
        prop_assert_eq!(seen(text.as_bytes()), expected(text.as_bytes()));
    }

    #[test]
    fn text_that_is_json_opens_to_what_it_holds(inner in value(), other in value()) {
        let text = serde_json::json!({ "before": other, "text": format!("  {inner} "), "after": other }).to_string();
        let mut lean = Lean::parse(text.as_bytes()).unwrap();
        prop_assert!(lean.open("text"));
        let expected = serde_json::json!({ "before": other, "text": inner, "after": other });
        // What the parser reads, which for some numbers is not what was written by a last digit.
        prop_assert_eq!(Some(lean.value(lean.root()).to_string()), self::expected(expected.to_string().as_bytes()));
    }
}

#[test]
fn what_is_out_of_the_ordinary_is_left_to_the_parser() {
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(90), "]".repeat(90));
    for text in [deep.as_str(), "{\"a\":\n1}", "[]", "1", "", "{\"a\":1} x", "{\"a\":\"\\ud800\"}"] {
        assert_eq!(seen(text.as_bytes()), None, "{text}");
    }
    assert_eq!(seen(b"{\"a\":\"caf\xe9\"}"), None);
    let wide: Vec<String> = (0..3_000).map(|key| format!("\"{key}\":{key}")).collect();
    assert_eq!(seen(format!("{{{}}}", wide.join(",")).as_bytes()), None);
}
