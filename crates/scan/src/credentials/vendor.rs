//! Tokens of a vendor's own form, and keys that stand behind a service's name.

use super::literals::Literals;
use super::look::Look;
use super::placeholder::{contains, is_counted, is_sample, standin};
use super::proof;
use super::services::{Named, Token};
use super::shape::{Class, Shape};
use crate::{Rule, Span};

/// What manuals print so that nobody has to print a real one.
pub(super) static EXAMPLE: Rule =
    Rule { id: "documentation-example", reason: "It has the form of a credential, and says of itself that it is an example." };

/// How far behind a service's name its key may stand.
const REACH: usize = 64;

/// The token that begins at `at`.
pub(super) fn token(text: &str, at: usize, token: &'static Token, shape: &Shape) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = at;
    if shape.head() == ":AA" {
        // Telegram writes the bot's number before it.
        start -= bytes.get(..at)?.iter().rev().take(11).take_while(|byte| byte.is_ascii_digit()).count();
        if at - start < 8 {
            return None;
        }
    }
    if bytes.get(start).is_some_and(u8::is_ascii_alphanumeric) && !opens(bytes, start) {
        return None;
    }
    let end = shape.matches(bytes, at)?;
    let found = text.get(start..end)?;
    let body = found.get(shape.head().len()..)?;
    if named_example(bytes.get(..start).unwrap_or_default(), body) {
        return Some(span(start, end, 30, &EXAMPLE));
    }
    // Of an address, only the last part is secret.
    let body = body.rsplit('/').next().filter(|last| last.len() >= 16).unwrap_or(body);
    let look = Look::at(body.as_bytes());
    if is_sample(body.as_bytes(), &look) {
        return Some(span(start, end, 30, &EXAMPLE));
    }
    // A name in a program can begin as a token does.
    if look.digits == 0 && !look.is_gibberish() {
        return None;
    }
    // A form that is only a short head and letters must look made.
    if shape.head().len() <= 3 && !Look::at(found.as_bytes()).is_random() {
        return None;
    }
    Some(span(start, end, proof::score(token.proof, found), &token.rule))
}

/// Whether a token is a path at a name that is reserved for examples (RFC 2606), or a part of it says so.
fn named_example(before: &[u8], body: &str) -> bool {
    const RESERVED: [&[u8]; 3] = [b"//example.com", b"//example.org", b"//example.net"];
    RESERVED.iter().any(|name| before.ends_with(name)) || body.contains("EXAMPLE")
}

/// The key of a service named from `start` to `end`.
pub(super) fn named(text: &str, start: usize, end: usize, number: usize, literals: &Literals) -> Option<Span> {
    let bytes = text.as_bytes();
    let (service, shapes) = literals.named.get(number)?;
    if !stands(bytes, start) {
        return None;
    }
    let last = (end + REACH).min(bytes.len());
    let mut at = end;
    while at < last {
        if begins(bytes, at)
            && let Some(stop) = shapes.iter().find_map(|shape| shape.matches(bytes, at))
            && leads(service, bytes.get(end..at)?, stop - at >= 32)
        {
            return key(text, at, stop, service);
        }
        let byte = *bytes.get(at)?;
        let blotted = byte == b'[' && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase);
        if !LEADING.has(byte) || blotted {
            return None;
        }
        at += 1;
    }
    None
}

/// What may stand between a service's name and its key.
const LEADING: Class = Class::ALNUM.or(Class::of(b"_-. :=\"'`>()[]{\\\t\r\n|&*"));

/// Whether a key may start here: at the start of a word.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or_default();
    !Class::ALNUM.has(before) && bytes.get(at).is_some_and(|first| !matches!(first, b' ' | b'"' | b'=' | b':'))
}

/// Whether what stands between says that a key follows.
fn leads(service: &Named, between: &[u8], long: bool) -> bool {
    let direct = between.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'=' | b':' | b'"' | b'\'' | b'\\' | b'>' | b'`'));
    let linked = between.iter().any(|byte| matches!(byte, b'=' | b':'));
    let lines = memchr::memchr_iter(b'\n', between).count();
    let says = [
        "key",
        "token",
        "secret",
        "pat",
        "private",
        "access",
        "auth",
        "pass",
        "credential",
        "login",
        "client",
        "bearer",
        "api",
        "pw",
        "dsn",
        "id",
    ]
    .iter()
    .any(|word| contains(between, word.as_bytes()));
    let word_says = service
        .words
        .iter()
        .any(|word| word.contains("key") || word.contains("secret") || word.contains("api") || word.contains("token"));
    lines <= 1
        && if service.ordinary {
            says && !direct && is_joined(between)
        } else {
            says || direct && (linked || word_says || long && between == b" ")
        }
}

/// Whether the service's name goes on as the name of a setting.
fn is_joined(between: &[u8]) -> bool {
    between.first().is_some_and(|next| Class::ALNUM.or(Class::of(b"_-.")).has(*next))
        || matches!(between, [b' ', next, ..] if next.is_ascii_alphabetic())
}

fn key(text: &str, start: usize, end: usize, service: &'static Named) -> Option<Span> {
    let value = text.get(start..end)?.as_bytes();
    let look = Look::at(value);
    if is_sample(value, &look) {
        return Some(span(start, end, 30, &EXAMPLE));
    }
    if look.digits == 0 && !(look.length >= 16 && look.is_gibberish())
        || look.digits == look.length && look.length < 24
        || is_counted(value)
        || standin(value, &look).is_some() && look.length < 24
    {
        return None;
    }
    Some(span(start, end, 85, &service.rule))
}

/// Whether the values of a service have a known form, and this is another.
pub(super) fn is_of_another_form(literals: &Literals, number: usize, value: &[u8]) -> bool {
    literals.named.get(number).is_some_and(|(_, shapes)| !shapes.iter().any(|shape| shape.is(value)))
}

/// Whether a word can begin here: behind nothing that belongs to it, or behind an escape.
pub(super) fn opens(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| bytes.get(at)).copied().unwrap_or_default();
    !Class::ALNUM.has(before(1))
        || (before(2) == b'\\' && matches!(before(1), b'n' | b't' | b'r'))
        || (before(3) == b'%' && Class::HEX.has(before(2)) && Class::HEX.has(before(1)))
}

/// Whether a service's name can begin here: `my_github_token`, `myGithubToken`.
pub(super) fn stands(bytes: &[u8], at: usize) -> bool {
    opens(bytes, at) || is_hump(bytes, at)
}

fn is_hump(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_uppercase)
        && at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_lowercase)
}

pub(super) const fn span(start: usize, end: usize, score: u8, rule: &'static Rule) -> Span {
    Span { start, end, kind: "SECRET", score, rule }
}
