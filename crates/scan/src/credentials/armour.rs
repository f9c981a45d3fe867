//! Private keys as blocks of text: PEM (RFC 7468), OpenSSH, PGP (RFC 9580), PuTTY, as JSON strings too.

use super::shape::Class;
use super::vendor::span;
use crate::{Rule, Span};

static PEM: Rule = Rule { id: "private-key", reason: "A private key between its lines BEGIN and END." };
static PUTTY: Rule = Rule { id: "putty-private-key", reason: "A private key as PuTTY keeps it." };

/// The longest block looked at: an RSA key of 16,384 bits has 12,000 characters.
const LONGEST: usize = 32_768;
/// The fewest characters of a key; a line BEGIN alone is a message about keys.
const LEAST: usize = 20;

/// The private key whose first line begins at `at`.
pub(super) fn pem(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..(at + LONGEST).min(bytes.len()))?;
    let line = rest.get(..rest.len().min(80))?;
    let title_end = 11 + line.get(11..)?.windows(4).position(|window| window == b"----")?;
    let title = line.get(11..title_end)?;
    if !title.windows(7).any(|window| window == b"PRIVATE") || title.contains(&b'\n') {
        return None;
    }
    let body = Class::of(b"-").run(rest, title_end, 8);
    let end = match memchr::memmem::find(rest.get(body..)?, b"-END ") {
        // `-----END RSA PRIVATE KEY-----`
        Some(found) => {
            let label = body + found + 5;
            let dashes = label + memchr::memchr(b'-', rest.get(label..(label + 64).min(rest.len()))?)?;
            Class::of(b"-").run(rest, dashes, 5)
        }
        None => INSIDE.run(rest, body, LONGEST),
    };
    let inner = rest.get(body..end)?;
    let encoded = inner.split(|byte| !Class::BASE64.has(*byte)).map(<[u8]>::len).filter(|length| *length >= 4).sum::<usize>();
    let blotted = inner.starts_with(b"[") || memchr::memmem::find(inner, b"...").is_some_and(|dots| dots < LEAST);
    (encoded >= LEAST + 12 && !blotted && Class::BASE64.run(inner, first(inner), 4) >= first(inner) + 3)
        .then(|| span(at, at + end, 98, &PEM))
}

const INSIDE: Class = Class::BASE64.or(Class::of(b"\\\r\n \t\":,-"));

/// Behind line ends, written out or not.
fn first(inner: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match inner.get(at..) {
            Some([b'\\', b'n' | b'r', ..]) => at += 2,
            Some([b' ' | b'\n' | b'\r' | b'\t' | b'\\' | b'"' | b'\'' | b'+', ..]) => at += 1,
            _ => return at,
        }
    }
}

/// The PuTTY key whose first line begins at `at`.
pub(super) fn putty(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let rest = bytes.get(at..(at + LONGEST).min(bytes.len()))?;
    let private = memchr::memmem::find(rest, b"Private-Lines:")?;
    let end = memchr::memmem::find(rest.get(private..)?, b"Private-MAC:").map_or(rest.len(), |mac| {
        let digits = private + mac + 12;
        Class::HEX.or(Class::of(b" ")).run(rest, digits, 80)
    });
    let mut end = at + end;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (end > at + private + 24).then(|| span(at, end, 98, &PUTTY))
}
