//! Candidates in a text: runs of letters and digits, one separator between, walked through the tree of forms.

use super::{
    ENTRIES,
    forms::{After, FORMS, Forms, LEADING_LETTERS, LONGEST_GROUP, Separator},
    judge::{Edge, Judge, Standing},
    number::Number,
    words::{self, Said},
};
use crate::text::{Text, class};

/// So near to a number of a kind, with nothing but marks or a short word between, the next one is of the same kind.
const LIST_GAP: usize = 8;
/// The least score of a number that tells of what kind the next one in a list is.
const SURE: u8 = 50;
/// The longest escape that a run can begin with: the five of `u00e9`.
const ESCAPE: usize = 5;
/// Quotes and brackets around a number that is a text of its own.
const MARGIN: usize = 3;

/// A number that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: usize,
    pub(super) score: u8,
}

/// Where a candidate is.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    /// Blanks are among its separators.
    blanks: bool,
}

/// The numbers of a text, in order.
pub(super) struct Candidates<'a, 't> {
    text: &'t Text<'a>,
    /// Scores below are not asked for.
    least: u8,
    run: usize,
    /// What is before is done with.
    floor: usize,
    last: Option<Found>,
}

impl<'a, 't> Candidates<'a, 't> {
    pub(super) fn new(text: &'t Text<'a>, least: u8) -> Self {
        Self { text, least, run: 0, floor: 0, last: None }
    }

    /// Where a run begins that may be a number; escapes before it (`\n`, `%20`) are no part of it.
    fn run_start(&self, start: usize) -> usize {
        let byte = |place| self.text.at(place);
        match (self.text.previous(start), byte(start)) {
            (b'\\', b'n' | b'r' | b't') => start + 1,
            (b'\\', b'u') => start + 5,
            (b'%', first) if first.is_ascii_hexdigit() && byte(start + 1).is_ascii_hexdigit() => start + 2,
            _ => start,
        }
    }

    /// Whether letters stand before a place, one sign between.
    fn leads(&self, start: usize) -> bool {
        start > 1 && self.text.previous(start - 1).is_ascii_alphabetic() && class(self.text.previous(start)) == 0
    }

    /// Where the few letters begin that stand before a place, one separator between, if a form begins like that.
    fn leading_letters(&self, start: usize) -> Option<usize> {
        let separator = start.checked_sub(1).filter(|place| *place > self.floor)?;
        let (kind, _) = Separator::at(self.text.stretch(separator, start))?;
        let letters = self.text.stretch(self.floor, separator).iter().rev().take(LEADING_LETTERS + 1);
        let count = letters.take_while(|byte| byte.is_ascii_alphabetic()).count();
        let lead = separator - count;
        (FORMS.has_lead(count, kind) && class(self.text.previous(lead)) == 0).then_some(lead)
    }

    /// The surest number that begins at a place; of those the longest.
    fn walk(&self, start: usize) -> Option<Found> {
        let forms: &Forms = &FORMS;
        let mut number = Number::default();
        let (mut node, mut at, mut blanks) = (Forms::ROOT, start, false);
        let mut said = None;
        let mut best: Option<Found> = None;
        loop {
            let group = at;
            let length = self.text.bytes().get(at..).unwrap_or_default().iter().take_while(|byte| class(**byte) != 0).count();
            at += length;
            let after = if length > LONGEST_GROUP { 0 } else { forms.group(node, length) };
            let separator = self.text.bytes().get(at..).and_then(Separator::at);
            let next = separator.map_or(0, |(separator, _)| forms.separator(after, separator));
            let Some(ending) = forms.after_group(after).filter(|ending| after != 0 && (next != 0 || !ending.ways.is_empty()))
            else {
                return best;
            };
            if !number.extend(self.text.stretch(group, at)) || !ending.admits(number.digit_mask(), number.len()) {
                return best;
            }
            if ending.ways.iter().any(|way| way.fits(number.digit_mask())) {
                let end = if self.text.at(at) == b')' && self.text.previous(group) == b'(' { at + 1 } else { at };
                let found = self.judge(Place { start, end, blanks }, &number, ending, &mut said);
                best = found.filter(|found| best.is_none_or(|best| best.score <= found.score)).or(best);
            }
            let Some((separator, width)) = separator.filter(|_| next != 0) else { return best };
            node = next;
            blanks |= separator == Separator::Blank;
            at += width;
        }
    }

    fn judge(&self, place: Place, number: &Number, ending: &After, said: &mut Option<Said>) -> Option<Found> {
        let Place { start, end, blanks } = place;
        let edge = self.left(start, blanks).max(self.right(end, blanks));
        if edge == Edge::Part {
            return None;
        }
        let standing = Standing { edge, whole: self.is_whole(start, end), list: self.list(start) };
        let said = said.get_or_insert_with(|| self.words(start, end));
        let meant = standing.list.is_some() || said.concerns(&ending.kinds);
        let ways = if meant { &ending.ways } else { &ending.alone };
        if !meant && ending.surest < self.least && !standing.whole {
            return None;
        }
        let judge = Judge { number, standing, said, least: self.least };
        let mut best: Option<(u8, Found)> = None;
        for way in ways.iter().filter(|way| way.fits(number.digit_mask()) && judge.concerns(way)) {
            let verdict = ENTRIES.get(way.kind).and_then(|entry| judge.verdict(way, entry));
            if let Some((rank, score)) = verdict.filter(|(rank, _)| best.is_none_or(|(best, _)| best < *rank)) {
                best = Some((rank, Found { start, end, kind: way.kind, score }));
            }
        }
        best.map(|(_, found)| found)
    }

    /// What the words before a number tell; if none, those after it.
    fn words(&self, start: usize, end: usize) -> Said {
        let before = words::before(self.text.str(), start);
        let next = self.text.at(end + 1);
        let goes_on = self.text.at(end) == b' ' && (next.is_ascii_alphabetic() || next >= 0x80 || next == b'(');
        if !goes_on || before.foreign || before.names_any() {
            return before;
        }
        let after = words::after(self.text.str(), end);
        if after.foreign || !after.names_any() { before } else { after }
    }

    /// The kind of the number before in a list.
    fn list(&self, start: usize) -> Option<usize> {
        let last = self.last.filter(|last| last.score >= SURE && last.end < start && start - last.end <= LIST_GAP)?;
        let between = self.text.stretch(last.end, start);
        (!between.iter().any(|byte| byte.is_ascii_digit() || b":={}[]".contains(byte))).then_some(last.kind)
    }

    fn is_whole(&self, start: usize, end: usize) -> bool {
        let outside = |from, to| to - from <= MARGIN && !self.text.stretch(from, to).iter().any(u8::is_ascii_alphanumeric);
        outside(0, start) && outside(end, self.text.bytes().len())
    }

    fn left(&self, start: usize, blanks: bool) -> Edge {
        let next = start.checked_sub(1).map_or(0, |place| self.text.previous(place));
        match self.text.previous(start) {
            b'$' | b'+' => Edge::Part,
            b'-' | b'.' | b':' | b'/' if next.is_ascii_digit() || next == b']' => Edge::Part,
            b'-' | b'.' | b'@' | b'\\' | b'%' => Edge::Joined,
            b'_' if next.is_ascii_alphanumeric() || next == b']' => Edge::Joined,
            b' ' if blanks && (next.is_ascii_digit() || next == b']') => Edge::Joined,
            _ => Edge::Free,
        }
    }

    fn right(&self, end: usize, blanks: bool) -> Edge {
        let next = self.text.at(end + 1);
        match self.text.at(end) {
            b'@' => Edge::Part,
            b'%' if !next.is_ascii_hexdigit() => Edge::Part,
            b'-' | b'.' | b':' | b'/' | b'+' if next.is_ascii_digit() || next == b'[' => Edge::Part,
            b'-' | b'_' if next.is_ascii_alphanumeric() || next == b'[' => Edge::Joined,
            b'=' | b'+' => Edge::Joined,
            b' ' if blanks && (next.is_ascii_digit() || next == b'[') => Edge::Part,
            _ => Edge::Free,
        }
    }
}

impl Iterator for Candidates<'_, '_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let run = *self.text.runs().get(self.run)?;
            self.run += 1;
            if run.start < self.floor {
                continue;
            }
            if run.len() > LONGEST_GROUP + ESCAPE {
                self.floor = run.end;
                continue;
            }
            let start = self.run_start(run.start);
            let joined = matches!(self.text.previous(start), b'-' | b'.' | b':' | b'/');
            let (lead, length) = (self.leads(start), run.end.saturating_sub(start));
            let opens = || FORMS.opens(length, self.text.bytes().get(run.end..).and_then(Separator::at).map(|(kind, _)| kind));
            if joined && self.left(start, false) == Edge::Part || length > LONGEST_GROUP || !lead && !opens() {
                self.floor = run.end;
                continue;
            }
            let lead = if lead { self.leading_letters(start) } else { None };
            let first = lead.filter(|lead| self.text.at(*lead).is_ascii_uppercase()).and_then(|lead| self.leading_letters(lead));
            let found = [first, lead, Some(start)].into_iter().flatten().find_map(|start| self.walk(start));
            self.floor = found.map_or(run.end, |found| found.end);
            if found.is_some() {
                self.last = found;
                return found;
            }
        }
    }
}
