//! People, places and addresses: a labelled set of our own, and where findings begin and end.

#![expect(clippy::expect_used, reason = "a labelled set that cannot be read ends the test")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use scan::{Settings, Span, scan};

const PEOPLE: &str = include_str!("labelled/names-people.jsonl");
const PLACES: &str = include_str!("labelled/names-places.jsonl");
const NOBODY: &str = include_str!("labelled/names-nobody.jsonl");

/// A place, an address and a postal code are one class.
fn class(kind: &str) -> Option<&'static str> {
    match kind {
        "PERSON" => Some("person"),
        "LOCATION" | "ADDRESS" | "ZIP" => Some("place"),
        _ => None,
    }
}

fn found(text: &str) -> Vec<Span> {
    scan(text, &Settings::default()).into_iter().filter(|span| class(span.kind).is_some()).collect()
}

fn told(text: &str) -> Vec<(&'static str, &str)> {
    found(text).iter().map(|span| (span.kind, &text[span.start..span.end])).collect()
}

/// Of each class: labelled, found of these, said, right of these. Half of the characters must be covered.
fn count(rows: &str) -> BTreeMap<&'static str, [usize; 4]> {
    let mut counts: BTreeMap<&'static str, [usize; 4]> = BTreeMap::new();
    for row in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(row).expect("a row of JSON");
        let text = row["text"].as_str().expect("text");
        let byte = |at: &serde_json::Value| {
            let at = usize::try_from(at.as_u64().expect("an offset")).expect("small");
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(at).expect("an offset in the text")
        };
        let labels = row["spans"].as_array().expect("spans");
        let gold: Vec<_> = labels
            .iter()
            .map(|span| (class(span["type"].as_str().expect("a type")), byte(&span["start"]), byte(&span["end"])))
            .collect();
        let said: Vec<_> = found(text).iter().map(|span| (class(span.kind), span.start, span.end)).collect();
        for (at, (these, those)) in [(0, (&gold, &said)), (2, (&said, &gold))] {
            for (class, start, end) in these {
                let both = those.iter().filter(|other| other.0 == *class);
                let covered: usize = both.map(|(_, from, to)| end.min(to).saturating_sub(*start.max(from))).sum();
                let entry = counts.entry(class.expect("only these classes")).or_default();
                entry[at] += 1;
                entry[at + 1] += usize::from(2 * covered >= end - start);
            }
        }
    }
    counts
}

#[test]
fn people_of_our_own_set_are_found() {
    let [labelled, found, said, right] = count(PEOPLE)["person"];
    assert!(found * 100 >= labelled * 95, "{found} of {labelled} found");
    assert!(right * 100 >= said * 95, "{right} of {said} right");
}

#[test]
fn places_of_our_own_set_are_found() {
    let [labelled, found, said, right] = count(PLACES)["place"];
    assert!(found * 100 >= labelled * 90, "{found} of {labelled} found");
    assert!(right * 100 >= said * 95, "{right} of {said} right");
}

#[test]
fn logs_code_and_prose_without_people_have_none() {
    let said: usize = count(NOBODY).values().map(|counts| counts[2]).sum();
    assert!(said <= 1, "{said} said in {} rows", NOBODY.lines().count());
}

#[test]
fn fields_say_what_they_hold_at_any_depth() {
    let plain = r#"{"first_name":"Bo","city":"Ystad","zip":"27142"}"#;
    let wanted = [("PERSON", "Bo"), ("LOCATION", "Ystad"), ("ZIP", "27142")];
    assert_eq!(told(plain), wanted);
    let once = serde_json::json!({ "arguments": plain }).to_string();
    assert_eq!(told(&once), wanted);
    assert_eq!(told(&serde_json::json!({ "body": once }).to_string()), wanted);
    assert_eq!(told("first_name=Bo city=Ystad zip=27142"), wanted);
    assert_eq!(told("<first_name>Bo</first_name><city>Ystad</city><zip>27142</zip>"), wanted);
}

#[test]
fn a_field_that_holds_something_else_is_left_alone() {
    assert_eq!(told(r#"{"state":"RUNNING","address":"192.0.2.7","zip":"true","city":null,"country":""}"#), []);
    assert_eq!(told(r#"{"address":"0xdeadbeef","city":"${CITY}","first_name":"{{NAME}}"}"#), []);
}

#[test]
fn a_name_ends_where_it_ends() {
    assert_eq!(told("My name is Anna Petersen, and I need help."), [("PERSON", "Anna Petersen")]);
    assert_eq!(told("Dear Mr. Petersen,\nthe order has left."), [("PERSON", "Petersen")]);
    assert_eq!(told(r#"{"text":"I spoke with Jos\u00e9 Ram\u00edrez today"}"#), [("PERSON", r"Jos\u00e9 Ram\u00edrez")]);
    assert_eq!(told("“Łucja Żółkiewska” signed"), [("PERSON", "Łucja Żółkiewska")]);
}

#[test]
fn a_postal_code_is_found_after_a_word_for_it() {
    assert_eq!(told("my zip code is 60614"), [("ZIP", "60614")]);
    assert_eq!(told("the batch has 60614 rows"), []);
}

#[test]
fn a_long_line_takes_time_in_proportion() {
    let text = "Anna Petersen of Berlin \"x\": A=b <c> ".repeat(20_000);
    assert!(found(&text).len() > 20_000);
    assert_eq!(found(&"A".repeat(1 << 20)), []);
    assert!(found(&"\\".repeat(1 << 20)).is_empty());
    assert!(found(&"a=".repeat(1 << 19)).is_empty());
    assert!(found(&"\":\"".repeat(1 << 18)).is_empty());
}

proptest! {
    #[test]
    fn any_text_gives_spans_in_order_on_characters(text in r#"([A-Z][a-z]{0,4}|[éßŁ世\u{301}🙂]|["\\{}:=<>,. \n]|\\u00e9|\\n|name|city|[0-9]{1,6}){0,60}"#) {
        let spans = found(&text);
        for span in &spans {
            prop_assert!(text.get(span.start..span.end).is_some_and(|piece| !piece.is_empty()));
            prop_assert!((50..90).contains(&span.score));
        }
        prop_assert!(spans.array_windows().all(|[a, b]| a.end <= b.start));
    }
}

/// All findings of a text, places and people left out.
fn others(text: &str) -> Vec<(&'static str, &str)> {
    let all = scan(text, &Settings::default());
    all.iter().filter(|span| class(span.kind).is_none()).map(|span| (span.kind, &text[span.start..span.end])).collect()
}

#[test]
fn trades_count_beside_names_only() {
    for (text, trade) in [
        ("Kind regards,\nMargaret Hollis\nRegional sales manager\n", "Regional sales manager"),
        ("{\"note\":\"Margaret Hollis\\n\\nSurveyor, land and harbours\\n\"}", "Surveyor, land and harbours"),
        ("We spoke to Margaret Hollis, the night nurse, on the ward.", "night nurse"),
        ("Margaret Hollis, chief radiographer at the clinic, agreed.", "chief radiographer"),
    ] {
        assert_eq!(others(text), [("TITLE", trade)], "{text}");
    }
    for text in [
        "The regional sales manager will answer.",
        "Margaret Hollis\nShipping is late\n",
        "Margaret Hollis, please call the doctor.",
        "Margaret Hollis\nInvoice 4 of the printer\n",
    ] {
        assert_eq!(others(text), [], "{text}");
    }
}

#[test]
fn origins_count_where_a_sentence_says_them_of_a_person() {
    for (text, origin) in [
        ("I am Norwegian and need a visa", "Norwegian"),
        ("i'm not a catholic, why?", "catholic"),
        ("She was half Peruvian.", "Peruvian"),
        ("they are Buddhist", "Buddhist"),
    ] {
        assert_eq!(others(text), [("NRP", origin)], "{text}");
    }
    for text in ["Translate this into Norwegian.", "A Peruvian restaurant is open.", "It is French toast."] {
        assert_eq!(others(text), [], "{text}");
    }
}

#[test]
fn addresses_with_a_unit_are_found_in_small_letters() {
    for (text, address) in [
        ("send it to 418 quarry bend apt. 12\nmilbrook, tx 75002 please", "418 quarry bend apt. 12\nmilbrook, tx 75002"),
        ("ship to 77 orchard row suite 300 and call", "77 orchard row suite 300"),
        ("my mail goes to psc 31, box 904\napo ae 09012.", "psc 31, box 904\napo ae 09012"),
    ] {
        assert!(told(text).iter().any(|(_, found)| *found == address), "{text}: {:?}", told(text));
    }
    assert_eq!(told("run the test suite 12 times"), []);
    assert_eq!(told("the hotel suite is 40 square metres"), []);
}
