//! Numbers that only their label tells: no checksum, every form.
//!
//! Why it exists: medical records, accounts, passports and licences are whatever their issuer makes them. What is called so
//! and looks like a number of that kind is one; each kind is an entry in the file of its subject.

use super::machine::covered;
use super::{bank, documents, medical};
use crate::context::{Context, Cues};
use crate::text::{Text, class};
use crate::{Rule, Sink, Span, cues};

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
    /// Which groups behind blanks belong to it.
    pub(crate) spaced: Spaced,
    /// What words behind it say it too.
    pub(crate) behind: Cues,
}

/// Which groups behind a blank belong to a number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spaced {
    /// None.
    Never,
    /// Groups of digits.
    Digits,
    /// Short groups of digits or capitals.
    Capitals,
}

/// In the order in which labels decide.
const ALL: &[&[Labelled]] = &[medical::LABELLED, documents::LABELLED, bank::LABELLED];

/// Words that may stand right before such a number.
const LABELS: Cues = Cues::union(&[
    cues::FILLER,
    cues::ID,
    cues::NUMBER,
    cues::LINK,
    cues::MRN,
    cues::MEDICAL,
    cues::RECORD,
    cues::PATIENT,
    cues::INSURANCE,
    cues::MEMBER,
    cues::POLICY,
    cues::PROFESSION,
    cues::LICENSE,
    cues::ROUTING,
    cues::ACCOUNT,
    cues::BANK,
    cues::PASSPORT,
    cues::PASS,
    cues::DRIVER,
    cues::PLATE,
    cues::VEHICLE,
]);

/// The longest number of these kinds, separators included.
const LONGEST: usize = 34;

/// The number that holds the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let start = begins(text, run.start, run.end);
    let named = text.previous(start) == b'_' && !text.previous(start - 1).is_ascii_uppercase();
    if named || (run.is_digits() || run.len() < 6) && !text.word_before(start).any(LABELS) {
        return None;
    }
    let end = ends(text, start, run.end);
    let goes_on = text.at(end) == b' ' && (text.at(end + 1).is_ascii_digit() || text.at(end + 1).is_ascii_uppercase());
    if end - start < 4 && !goes_on || end - start > LONGEST || end < run.end {
        return None;
    }
    let mixed = run.len() >= 6
        && end == run.end
        && digits(text.stretch(start, end)) >= 5
        && letters(text.stretch(start, end)) <= 4
        && !run.is_digits();
    if !mixed && !text.word_before(start).any(LABELS) {
        return None;
    }
    let context = text.before(start);
    let behind = if run.is_digits() { Cues::NONE } else { text.after(end) };
    let (entry, end) = ALL.iter().copied().flatten().find_map(|entry| {
        let said = (entry.says)(&context) || behind.any(entry.behind) && !context.field;
        let ends = [spaced(text, end, entry.spaced), end];
        let end = ends.into_iter().find(|end| said && (entry.fits)(text.stretch(start, *end)))?;
        Some((entry, end))
    })?;
    let glued = matches!(text.at(end), b'@' | b'(' | b'_') || text.previous(start) == b'_' && entry.score < 90;
    if glued {
        return None;
    }
    sink.push(Span { start, end, kind: entry.kind, score: entry.score, rule: entry.rule });
    Some(covered(text, number, end))
}

/// Whether a byte before or behind another belongs to one token with it: letters and digits, single hyphens and strokes
/// between; not over a sign of assignment.
const fn inside(byte: u8, next: u8) -> bool {
    class(byte) != 0 || matches!(byte, b'-' | b'/' | b'.') && class(next) != 0
}

/// Where the token begins that holds a run.
fn begins(text: &Text<'_>, start: usize, end: usize) -> usize {
    let floor = start.saturating_sub(LONGEST + 1 - LONGEST.min(end - start));
    let (mut first, mut next) = (start, b'0');
    for byte in text.stretch(floor, start).iter().rev() {
        if !inside(*byte, next) || *byte == b'.' && !text.previous(first - 1).is_ascii_digit() {
            break;
        }
        (first, next) = (first - 1, *byte);
    }
    while !text.at(first).is_ascii_alphanumeric() && first < start {
        first += 1;
    }
    // A line end written as \\n leaves its letter behind.
    let escape = text.previous(first) == b'\\' && matches!(text.at(first), b'n' | b't' | b'r') && first < start;
    first + usize::from(escape)
}

/// Where the token ends that begins at a position and holds a run that ends at another.
fn ends(text: &Text<'_>, first: usize, end: usize) -> usize {
    let mut last = end;
    while last - first <= LONGEST && inside(text.at(last), text.at(last + 1)) {
        last += 1;
    }
    last
}

/// Where the groups end that follow behind single blanks.
fn spaced(text: &Text<'_>, end: usize, which: Spaced) -> usize {
    let (most, group): (usize, fn(&u8) -> bool) = match which {
        Spaced::Never => return end,
        Spaced::Digits => (12, u8::is_ascii_digit),
        Spaced::Capitals => (4, |byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()),
    };
    let mut last = end;
    for _ in 0..4 {
        let length =
            text.bytes().get(last + 1..).unwrap_or_default().iter().take(most + 1).take_while(|byte| group(byte)).count();
        let next = last + 1 + length;
        if text.at(last) != b' '
            || length == 0
            || length > most
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
