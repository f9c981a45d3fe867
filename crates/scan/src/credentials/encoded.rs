//! What base 64 hides: JSON Web Tokens (RFC 7519), and users with passwords (RFC 7617).

use super::look::Look;
use super::placeholder::standin;
use super::shape::Class;
use super::vendor::{opens, span};
use crate::{Rule, Span};

static JWT: Rule = Rule { id: "json-web-token", reason: "Three parts of base 64 whose first is JSON with an algorithm." };
static BASIC: Rule = Rule { id: "basic-header", reason: "Base 64 of a user and a password, as HTTP sends them." };

const SEGMENT: Class = Class::URL64;

/// The JSON Web Token that begins at `at`.
pub(super) fn jwt(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    if !opens(bytes, at) {
        return None;
    }
    let header = Class::URL64.or(Class::of(b"=")).run(bytes, at, 2048);
    if bytes.get(header) != Some(&b'.') {
        return None;
    }
    let payload = SEGMENT.run(bytes, header + 1, 65_536);
    let encrypted = payload == header + 1;
    if (payload < header + 12 && !encrypted) || bytes.get(payload) != Some(&b'.') {
        return short(bytes, at, header, payload);
    }
    let mut end = SEGMENT.run(bytes, payload + 1, 65_536);
    if end < payload + 20 {
        let signature = bytes.get(payload + 1..end)?;
        return (Look::at(signature).is_random() && tells_algorithm(bytes.get(at..header)?)).then(|| span(at, end, 70, &JWT));
    }
    // Five parts: an encrypted one.
    while bytes.get(end) == Some(&b'.') && SEGMENT.run(bytes, end + 1, 65_536) > end + 8 {
        end = SEGMENT.run(bytes, end + 1, 65_536);
    }
    tells_algorithm(bytes.get(at..header)?).then(|| span(at, end, 97, &JWT))
}

/// `header.payload.signature` in words, and tokens cut off after the payload.
fn short(bytes: &[u8], at: usize, header: usize, payload: usize) -> Option<Span> {
    let signature = (bytes.get(payload) == Some(&b'.')).then(|| SEGMENT.run(bytes, payload + 1, 4096))?;
    (signature > payload + 8 && header > at + 16 && tells_algorithm(bytes.get(at..header)?))
        .then(|| span(at, signature, 60, &JWT))
}

fn tells_algorithm(header: &[u8]) -> bool {
    let json = decode(header);
    json.starts_with(b"{")
        && ["alg", "enc"]
            .iter()
            .any(|word| memchr::memmem::find(&json, word.as_bytes()).is_some_and(|at| at > 0 && json.get(at - 1) == Some(&b'"')))
}

/// Whether base 64 decodes to JSON with all of these names, and none of an example.
pub(super) fn tells(text: &str, names: &[&str]) -> bool {
    let json = decode(text.as_bytes());
    let has = |name: &str| memchr::memmem::find(&json, format!("\"{name}\":").as_bytes()).is_some();
    names.iter().all(|name| has(name) || *name == "id" && memchr::memmem::find(&json, b"\"id\"").is_some())
        && !super::placeholder::contains(&json, b"example")
}

/// The user and password in base 64 that begin at `at`, and how sure.
pub(super) fn basic(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let end = Class::BASE64.or(Class::URL64).run(bytes, at, 1024);
    let value = bytes.get(at..end)?;
    (value.len() >= 8 && holds_user(value)).then(|| span(at, end, 90, &BASIC))
}

/// Whether base 64 decodes to `user:password`.
pub(super) fn holds_user(value: &[u8]) -> bool {
    let pair = decode(value);
    let Some(colon) = memchr::memchr(b':', &pair) else { return false };
    let printable = pair.iter().all(|byte| matches!(byte, 0x20..=0x7e | 0x80..));
    let password = pair.get(colon + 1..).unwrap_or_default();
    printable
        && colon < 128
        && pair.len() >= 4
        && !password.contains(&b' ')
        && (password.is_empty() || !pair.contains(&b'['))
        && !matches!(standin(password, &Look::at(password)), Some(super::placeholder::Standin::Template))
}

/// Base 64 of either alphabet, as far as it is any; at most 1,024 bytes of it.
fn decode(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len().min(1024) * 3 / 4);
    let (mut bits, mut held) = (0u32, 0);
    for byte in text.iter().take(1024) {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => break,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xFF).try_into().unwrap_or_default());
        }
    }
    bytes
}
