//! Addresses of the Internet protocol: four numbers (RFC 791) or groups of hexadecimal digits (RFC 4291).

use std::net::Ipv6Addr;

use super::group::glued_left;
use super::machine::covered;
use super::trigger::Trigger;
use crate::text::{Text, shape};
use crate::{Rule, Sink, Span, cues};

static FOUR: Rule = Rule { id: "ip-v4", reason: "is an IPv4 address: four numbers up to 255, and no version of software" };
static SIX: Rule = Rule { id: "ip-v6", reason: "is an IPv6 address (RFC 4291)" };

/// Addresses without a digit are found by their two colons.
pub(crate) const TRIGGERS: &[Trigger] = &[Trigger { literal: "::", find: unspecified }];

/// Four numbers from the run of a number on.
pub(crate) fn four(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    if text.at(text.run(number).end) != b'.' {
        return None;
    }
    let (start, mut end) = (text.run(number).start, text.run(number).start);
    for part in 0..4 {
        let run = text.run(number + part);
        let joined = part == 0 || run.start == end + 1 && text.at(end) == b'.';
        let value = text.str().get(run.start..run.end).filter(|_| run.is_digits() && run.len() <= 3)?.parse::<u16>().ok()?;
        let padded = run.len() > 1 && text.at(run.start) == b'0';
        if !joined || value > 255 || padded {
            return None;
        }
        end = run.end;
    }
    let after = text.at(end);
    let longer = after == b'_'
        || matches!(after, b'.' | b'-') && text.at(end + 1).is_ascii_alphanumeric()
        || matches!(text.previous(start), b'_' | b'.');
    let letters = text.previous(start) == b'/' && text.previous(start - 1).is_ascii_alphabetic();
    let context = text.before(start);
    let version = context.nearer(cues::VERSION, cues::IP) && context.distance(cues::VERSION).is_some_and(|words| words < 3);
    if !longer && !letters && !version {
        let end = prefix(text, end);
        sink.push(Span { start, end, kind: "IP", score: 85, rule: &FOUR });
    }
    Some(4)
}

/// Groups of hexadecimal digits around the run of a number.
pub(crate) fn six(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let colon = text.at(run.end) == b':' || text.previous(run.start) == b':';
    if !colon || run.shape & !shape::HEX != 0 || run.len() > 4 {
        return None;
    }
    let (start, end) = extent(text, run.start);
    let address = text.str().get(start..end).filter(|address| address.len() >= 3 && address.len() <= 45)?;
    let digits = address.bytes().filter(u8::is_ascii_hexdigit).count();
    address.parse::<Ipv6Addr>().ok()?;
    let known = digits >= 6 || text.before(start).all().any(cues::IP) || bounded(text, start, end);
    if known
        && !text.previous(start).is_ascii_alphanumeric()
        && !matches!(text.at(end), b'_' | b'<' | b'(')
        && !text.at(end).is_ascii_alphanumeric()
    {
        let end = prefix(text, end);
        sink.push(Span { start, end, kind: "IP", score: 88, rule: &SIX });
        return Some(covered(text, number, end));
    }
    None
}

/// Takes in the length of a prefix: `/24`.
fn prefix(text: &Text<'_>, end: usize) -> usize {
    let digits = text.bytes().get(end + 1..).unwrap_or_default().iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
    let after = text.at(end + 1 + digits);
    if text.at(end) == b'/' && (1..=3).contains(&digits) && !after.is_ascii_alphanumeric() && after != b'/' {
        end + 1 + digits
    } else {
        end
    }
}

/// The stretch of hexadecimal digits, colons and dots around a position; a single colon or dot at an end is left out.
fn extent(text: &Text<'_>, inside: usize) -> (usize, usize) {
    let part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
    let head = text.bytes().get(..inside).unwrap_or_default();
    let mut start = inside - head.iter().rev().take(46).take_while(|byte| part(byte)).count();
    let rest = text.bytes().get(inside..).unwrap_or_default();
    let mut end = inside + rest.iter().take(46).take_while(|byte| part(byte)).count();
    while end > inside && (text.previous(end) == b'.' || text.previous(end) == b':' && text.previous(end - 1) != b':') {
        end -= 1;
    }
    while start < inside && (text.at(start) == b'.' || text.at(start) == b':' && text.at(start + 1) != b':') {
        start += 1;
    }
    (start, end)
}

/// Whether a short address stands alone between blanks, brackets, quotes or signs of assignment.
fn bounded(text: &Text<'_>, start: usize, end: usize) -> bool {
    matches!(text.previous(start), 0 | b' ' | b'=' | b'[' | b'"' | b'@' | b'\n' | b'(')
        && matches!(text.at(end), 0 | b' ' | b']' | b'"' | b'/' | b'\n' | b',' | b'%' | b')')
}

/// `::` where an address is meant.
fn unspecified(text: &Text<'_>, at: usize, sink: &mut Sink) {
    let end = at + 2;
    if bounded(text, at, end) && text.at(end) != b'(' && !glued_left(text, at) && text.before(at).all().any(cues::IP) {
        sink.push(Span { start: at, end, kind: "IP", score: 60, rule: &SIX });
    }
}
