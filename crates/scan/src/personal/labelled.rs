//! Numbers that only their label tells: no checksum, every form.
//!
//! Why it exists: medical records, accounts, passports and licences are whatever their issuer makes them. What is called so
//! and looks like a number of that kind is one; each kind is an entry in the file of its subject.

use super::machine::covered;
use super::{bank, documents, medical};
use crate::context::Context;
use crate::text::Text;
use crate::{Rule, Sink, Span};

/// A kind of number that its label tells.
pub(crate) struct Labelled {
    /// Its type.
    pub(crate) kind: &'static str,
    /// Why it was found.
    pub(crate) rule: &'static Rule,
    /// How sure.
    pub(crate) score: u8,
    /// Whether the label says it.
    pub(crate) says: fn(&Context) -> bool,
    /// Whether the token, without blanks, has the form.
    pub(crate) fits: fn(&[u8]) -> bool,
    /// Whether groups behind blanks belong to it.
    pub(crate) spaced: bool,
}

/// In the order in which labels decide.
const ALL: &[&[Labelled]] = &[medical::LABELLED, documents::LABELLED, bank::LABELLED];

/// The longest number of these kinds, separators included.
const LONGEST: usize = 34;

/// The number that holds the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let (start, end) = token(text, run.start, run.end);
    if end - start < 4 || end - start > LONGEST || end < run.end {
        return None;
    }
    let context = text.before(start);
    let entry = ALL.iter().copied().flatten().find(|entry| {
        (entry.says)(&context) && {
            let end = if entry.spaced { spaced(text, end) } else { end };
            (entry.fits)(text.stretch(start, end))
        }
    })?;
    let end = if entry.spaced { spaced(text, end) } else { end };
    if text.redacted_at(end) || matches!(text.at(end), b'@' | b'(') || text.at(end) == b'_' {
        return None;
    }
    sink.push(Span { start, end, kind: entry.kind, score: entry.score, rule: entry.rule });
    Some(covered(text, number, end))
}

/// Letters and digits around a run, single hyphens and strokes inside; not over a sign of assignment.
fn token(text: &Text<'_>, start: usize, end: usize) -> (usize, usize) {
    let inside =
        |byte: u8, next: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.') && next.is_ascii_alphanumeric();
    let (mut first, mut last) = (start, end);
    while first > 0
        && last - first <= LONGEST
        && inside(text.previous(first), text.at(first))
        && (text.previous(first) != b'.' || text.previous(first - 1).is_ascii_digit())
    {
        first -= 1;
    }
    while !text.at(first).is_ascii_alphanumeric() && first < start {
        first += 1;
    }
    while last - first <= LONGEST && inside(text.at(last), text.at(last + 1)) {
        last += 1;
    }
    // A line end written as \n leaves its letter behind.
    if text.previous(first) == b'\\' && matches!(text.at(first), b'n' | b't' | b'r') && first < start {
        first += 1;
    }
    (first, last)
}

/// Where groups of digits end that follow behind single blanks.
fn spaced(text: &Text<'_>, end: usize) -> usize {
    let mut last = end;
    for _ in 0..4 {
        let length =
            text.bytes().get(last + 1..).unwrap_or_default().iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
        let next = last + 1 + length;
        if text.at(last) != b' '
            || length == 0
            || text.at(next).is_ascii_alphanumeric()
            || matches!(text.at(next), b'/' | b':' | b'-')
        {
            break;
        }
        last = next;
    }
    last
}

/// How many digits a token has.
pub(crate) fn digits(token: &[u8]) -> usize {
    token.iter().filter(|byte| byte.is_ascii_digit()).count()
}

/// How many letters a token has.
pub(crate) fn letters(token: &[u8]) -> usize {
    token.iter().filter(|byte| byte.is_ascii_alphabetic()).count()
}
