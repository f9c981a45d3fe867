//! Candidates in a text, and what becomes of them.

use super::{
    ENTRIES,
    entry::Entry,
    forms::{FORMS, Forms, LONGEST_GROUP, Separator, Way},
    number::Number,
    words::{self, Said},
};

/// The longest word of letters that a number can begin with: `RSSMRA 85T10 A562S`.
const LEADING_LETTERS: usize = 6;
/// So near to a number of a kind, with nothing but marks or a short word between, the next one is of the same kind.
const LIST_GAP: usize = 8;
/// How much surer a number is that is a text of its own, as in the answer to a question.
const WHOLE: u8 = 20;
/// What a word that names the kind is worth when kinds are compared.
const NAMED: u8 = 50;
/// The least score of a number that tells of what kind the next one in a list is.
const SURE: u8 = 50;
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

/// How free a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// Nothing is joined to it.
    Free,
    /// Something is: only a word can tell that it is a number of its own.
    Joined,
    /// It is a part of something longer.
    Part,
}

/// The numbers of a text, in order.
pub(super) struct Candidates<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    last: Option<Found>,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0, last: None }
    }

    fn byte(&self, place: usize) -> u8 {
        self.bytes.get(place).copied().unwrap_or(0)
    }

    fn before(&self, place: usize) -> u8 {
        place.checked_sub(1).map_or(0, |before| self.byte(before))
    }

    /// Where the run of letters and digits around a digit begins; escapes before it (`\n`, `%20`) are no part of it.
    fn run_start(&self, digit: usize) -> usize {
        let mut start = digit;
        while start > self.at && self.before(start).is_ascii_alphanumeric() {
            start -= 1;
        }
        match (self.before(start), self.byte(start)) {
            (b'\\', b'n' | b'r' | b't') => start + 1,
            (b'\\', b'u') => start + 5,
            (b'%', _) if self.byte(start).is_ascii_hexdigit() && self.byte(start + 1).is_ascii_hexdigit() => start + 2,
            _ => start,
        }
    }

    /// Where the few letters begin that stand before a run, one separator between.
    fn leading_letters(&self, start: usize) -> Option<usize> {
        let separator = start.checked_sub(1).filter(|place| *place > self.at)?;
        Separator::at(self.bytes.get(separator..)?)?;
        let letters = self.bytes.get(self.at..separator)?.iter().rev().take(LEADING_LETTERS + 1);
        let count = letters.take_while(|byte| byte.is_ascii_alphabetic()).count();
        let lead = separator - count;
        ((1..=LEADING_LETTERS).contains(&count) && !self.before(lead).is_ascii_alphanumeric()).then_some(lead)
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
            while self.byte(at).is_ascii_alphanumeric() {
                if at - group >= LONGEST_GROUP || !number.push(self.byte(at)) {
                    return best;
                }
                at += 1;
            }
            let after = forms.group(node, at - group);
            if after == 0 {
                return best;
            }
            let ways = forms.ways(after);
            if ways.iter().any(|way| way.fits(number.digit_mask())) {
                let end = if self.byte(at) == b')' && self.before(group) == b'(' { at + 1 } else { at };
                if let Some(found) = self.judge(start, end, &number, ways, blanks, &mut said)
                    && best.is_none_or(|best| best.score <= found.score)
                {
                    best = Some(found);
                }
            }
            let Some((separator, width)) = self.bytes.get(at..).and_then(Separator::at) else { return best };
            node = forms.separator(after, separator);
            if node == 0 {
                return best;
            }
            blanks |= separator == Separator::Blank;
            at += width;
        }
    }

    fn judge(
        &self,
        start: usize,
        end: usize,
        number: &Number,
        ways: &[Way],
        blanks: bool,
        said: &mut Option<Said>,
    ) -> Option<Found> {
        let edge = self.left(start, blanks).max(self.right(end, blanks));
        if edge == Edge::Part {
            return None;
        }
        let mut best: Option<(u8, Found)> = None;
        for way in ways.iter().filter(|way| way.fits(number.digit_mask())) {
            let Some(entry) = ENTRIES.get(way.kind).filter(|entry| (entry.holds)(number)) else { continue };
            let said = said.get_or_insert_with(|| self.words(start, end));
            let (rank, score) = self.score(start, end, number, way, entry, edge, said);
            let found = Found { start, end, kind: way.kind, score };
            if score > 0 && best.is_none_or(|(best, _)| best < rank) {
                best = Some((rank, found));
            }
        }
        best.map(|(_, found)| found)
    }

    /// How sure it is that a number is of a kind: to choose among kinds, and to tell.
    #[expect(clippy::too_many_arguments, reason = "all of it decides, and none of it belongs together")]
    fn score(&self, start: usize, end: usize, number: &Number, way: &Way, entry: &Entry, edge: Edge, said: &Said) -> (u8, u8) {
        if !said.foreign && said.named.has(way.kind) || self.in_list(start, way.kind) {
            let score = way.alone.max(if entry.checked { 97 } else { 85 });
            return (score + if said.nearest.has(way.kind) { 2 * NAMED } else { NAMED }, score);
        }
        if edge == Edge::Joined || number.is_mixed() {
            return (0, 0);
        }
        let general = match (said.general.has(way.kind) && !said.foreign, entry.checked) {
            (true, true) => 75,
            (true, false) => 60,
            _ => 0,
        };
        let whole = self.is_whole(start, end) && !is_time(number);
        let alone = match way.alone {
            0 => 0,
            alone if whole => alone.saturating_add(WHOLE).min(99),
            sure @ 90.. if !number.has_small() => sure,
            alone if !number.has_small() && !said.foreign => alone,
            _ => 0,
        };
        let score = general.max(alone);
        (score, score)
    }

    /// What the words before a number tell; if none, those after it.
    fn words(&self, start: usize, end: usize) -> Said {
        let before = words::before(self.text, start);
        let silent = before.named == words::Kinds::default() && !before.foreign;
        if !silent {
            return before;
        }
        let after = words::after(self.text, end);
        if after.foreign || after.named == words::Kinds::default() { before } else { after }
    }

    fn in_list(&self, start: usize, kind: usize) -> bool {
        self.last.is_some_and(|last| {
            let between = self.bytes.get(last.end..start).unwrap_or_default();
            last.kind == kind
                && last.score >= SURE
                && between.len() <= LIST_GAP
                && !between.iter().any(|byte| byte.is_ascii_digit() || b":={}[]".contains(byte))
        })
    }

    fn is_whole(&self, start: usize, end: usize) -> bool {
        let outside = |bytes: &[u8]| bytes.len() <= MARGIN && !bytes.iter().any(u8::is_ascii_alphanumeric);
        outside(self.bytes.get(..start).unwrap_or_default()) && outside(self.bytes.get(end..).unwrap_or_default())
    }

    fn left(&self, start: usize, blanks: bool) -> Edge {
        let next = start.checked_sub(1).map_or(0, |place| self.before(place));
        match self.before(start) {
            b'$' | b'+' => Edge::Part,
            b'-' | b'.' | b':' | b'/' if next.is_ascii_digit() => Edge::Part,
            b'-' | b'.' | b'_' if next.is_ascii_alphanumeric() || next == b']' => Edge::Joined,
            b'-' | b'.' | b'@' => Edge::Joined,
            b' ' if blanks && (next.is_ascii_digit() || next == b']') => Edge::Joined,
            b'\\' | b'%' => Edge::Joined,
            _ => Edge::Free,
        }
    }

    fn right(&self, end: usize, blanks: bool) -> Edge {
        let next = self.byte(end + 1);
        match self.byte(end) {
            b'@' => Edge::Part,
            b'%' if !next.is_ascii_hexdigit() => Edge::Part,
            b'-' | b'.' | b':' | b'/' | b'+' if next.is_ascii_digit() => Edge::Part,
            b'-' | b'_' if next.is_ascii_alphanumeric() || next == b'[' => Edge::Joined,
            b'=' | b'+' => Edge::Joined,
            b' ' if blanks && (next.is_ascii_digit() || next == b'[') => Edge::Joined,
            _ => Edge::Free,
        }
    }
}

/// Whether ten or thirteen digits are seconds or milliseconds of the years 2017 to 2030.
fn is_time(number: &Number) -> bool {
    matches!(number.len(), 10 | 13)
        && (150..190).contains(&number.number(0, 3))
        && number.digit_mask().count_ones() as usize == number.len()
}

impl Iterator for Candidates<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let digit = self.at + self.bytes.get(self.at..)?.iter().position(u8::is_ascii_digit)?;
            let start = self.run_start(digit);
            let lead = self.leading_letters(start);
            let first = lead.filter(|lead| self.byte(*lead).is_ascii_uppercase()).and_then(|lead| self.leading_letters(lead));
            let found = [first, lead, Some(start)].into_iter().flatten().find_map(|start| self.walk(start));
            if let Some(found) = found {
                self.at = found.end;
                self.last = Some(found);
                return Some(found);
            }
            let rest = self.bytes.get(digit..)?;
            self.at = digit + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
        }
    }
}
