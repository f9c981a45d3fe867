//! Every form of every service is found in a text, and no other rule takes it.

use std::collections::BTreeSet;

use super::{services, shape::Shape};
use crate::{Settings, Span, scan};

fn found(text: &str) -> Vec<Span> {
    scan(text, &Settings { names: false, least: 1 })
}

fn ids(text: &str) -> Vec<&'static str> {
    found(text).iter().map(|span| span.rule.id).collect()
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let mut seen = BTreeSet::new();
    for (rule, source) in services::rules() {
        assert!(rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", rule.id);
        assert!(seen.insert(rule.id), "{} stands twice", rule.id);
        assert!(rule.reason.ends_with('.') && !source.is_empty(), "{}", rule.id);
    }
    assert!(seen.len() >= 500, "{} forms", seen.len());
}

#[test]
fn every_token_is_found_by_its_form() {
    let mut lost = Vec::new();
    for token in services::tokens() {
        let shape = Shape::parse(token.shape).unwrap_or_else(|| panic!("{} is no shape", token.shape));
        assert!(shape.head().len() >= 2, "{} begins with nothing to look for", token.rule.id);
        let lead = if shape.head() == ":AA" { "123456789" } else { "" };
        let text = format!("it was {lead}{} there", shape.sample());
        if !ids(&text).contains(&token.rule.id) {
            lost.push(format!("{}: {:?} in {text}", token.rule.id, ids(&text)));
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn every_named_key_is_found_behind_its_name() {
    let mut lost = Vec::new();
    for service in services::all_named() {
        for word in service.words {
            for shape in service.shapes {
                let shape = Shape::parse(shape).unwrap_or_else(|| panic!("{} has no shape {shape}", service.rule.id));
                let text = format!("{word}_api_key = \"{}\"", shape.sample());
                if !found(&text).iter().any(|span| span.score >= 50) {
                    lost.push(format!("{}: nothing in {text}", service.rule.id));
                }
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn a_checksum_makes_sure() {
    let wrong = found("ghp_0123456789abcdefghijABCDEFGHIJ123456");
    assert_eq!(wrong.iter().map(|span| span.score).collect::<Vec<_>>(), [80]);
}

#[test]
fn documentation_is_known_as_such() {
    let told = |text: &str| scan(text, &Settings { names: false, least: 50 }).len();
    assert_eq!(ids("aws_access_key_id = AKIAIOSFODNN7EXAMPLE"), ["documentation-example"]);
    for text in [
        "AKIAIOSFODNN7EXAMPLE",
        "api_key: <your-key>",
        "password = \"changeme\"",
        "token=${TOKEN}",
        "OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ] {
        assert_eq!(told(text), 0, "{text}");
    }
}

#[test]
fn examples_say_so_anywhere_in_a_token() {
    let ids =
        |text: &str| -> Vec<_> { found(text).iter().filter(|span| span.kind == "SECRET").map(|span| span.rule.id).collect() };
    for text in [
        "https://hooks.slack.com/workflows/T00EXAMPLE7/A00EXAMPLE7/904482113377/q7Rz2LmW9xKd4TnBv8YpHc3J",
        "https://example.com/hooks/k3w9d7m1x5q8z2r6t4v0b7n1hc",
        "deploy_key = \"d4q3-77aa9f1e-z6e5-4h8g-j1i8-p5o0n5m3l2k1\"",
        "password = 'sup3r$ecret'",
        "password = \"T0pSecret\"",
    ] {
        assert!(ids(text).is_empty(), "{text}: {:?}", ids(text));
    }
    assert_eq!(ids("https://chat.acme.test/hooks/k3w9d7m1x5q8z2r6t4v0b7n1hc"), ["chat-webhook"]);
    assert!(!ids("deploy_key = \"77aa9f1e-b6e5-4b8f-a1c8-b5d0f5a3e2c1\"").is_empty());
    assert!(!ids("password = 'sup3r$ecret9x'").is_empty());
}

#[test]
fn what_begins_like_a_token_and_goes_on_otherwise_is_none() {
    let told = |text: &str| scan(text, &Settings { names: false, least: 50 }).iter().any(|span| span.kind == "SECRET");
    let body = "Zk3Qd81mWx7Tn2Lp9Rv4Bc6Hs5Jy0GfA";
    let long = body.repeat(3);
    for (text, secret) in [
        (format!("token = \"hvs.{}\"", &body[..24]), true),
        (format!("token = \"hvs.{long}\""), true),
        (format!("token = \"hvs.{body}\""), false),
        (format!("token = \"ghp_{}\"", &body[..20]), false),
        (format!("token = \"x_{}\"", &body[..20]), true),
        (format!("vault_token = s.{}", &body[..24]), true),
        (format!("vault_token = s.{body}"), false),
        ("postgres://app:q7Rz2LmW9x@db.acme.test/app".to_owned(), true),
        ("postgres://app:q7Rz2LmW9x@%2Frun%2Fpostgresql/app".to_owned(), false),
    ] {
        assert_eq!(told(&text), secret, "{text}: {:?}", ids(&text));
    }
}
