//! What becomes of a candidate: how sure it is that it is a number of a kind.

use super::{entry::Entry, forms::Way, number::Number, words::Said};

/// How much surer a number is that is a text of its own, as in the answer to a question.
const WHOLE: u8 = 20;
/// What a word that names the kind is worth when kinds are compared.
const NAMED: u8 = 50;
/// How sure a number with a check digit is after a general word.
const MEANT: u8 = 75;
/// As sure as a form can be without a word.
const SUREST: u8 = 99;
/// So sure alone that no word against it counts.
const BEYOND_WORDS: u8 = 90;

/// How free a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    /// Nothing is joined to it.
    Free,
    /// Something is: only a word can tell that it is a number of its own.
    Joined,
    /// It is a part of something longer.
    Part,
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) edge: Edge,
    /// It is all of the text.
    pub(super) whole: bool,
    /// The kind of the number before in a list.
    pub(super) list: Option<usize>,
}

/// All that is known of a candidate.
pub(super) struct Judge<'a> {
    pub(super) number: &'a Number,
    pub(super) standing: Standing,
    pub(super) said: &'a Said,
    /// Scores below are not asked for.
    pub(super) least: u8,
}

impl Judge<'_> {
    /// Whether a number of this form could be sure enough at all: by what it is alone, by a word or by the list it stands in.
    pub(super) fn concerns(&self, way: &Way) -> bool {
        let whole = if self.standing.whole { WHOLE } else { 0 };
        way.alone > 0 && way.alone.saturating_add(whole) >= self.least
            || self.said.named.has(way.kind)
            || self.said.general.has(way.kind)
            || self.standing.list == Some(way.kind)
    }

    /// How a kind compares with others and how sure it is, if it is a number of that kind.
    pub(super) fn verdict(&self, way: &Way, entry: &Entry) -> Option<(u8, u8)> {
        let named = !self.said.foreign && self.said.named.has(way.kind) || self.standing.list == Some(way.kind);
        let (rank, score) = if named {
            let score = way.alone.max(if entry.checked { 97 } else { 89 });
            (score + if self.said.nearest.has(way.kind) { 2 * NAMED } else { NAMED }, score)
        } else {
            let score = self.unnamed(way, entry);
            (score, score)
        };
        (score > 0 && score >= self.least && (entry.holds)(self.number)).then_some((rank, score))
    }

    fn unnamed(&self, way: &Way, entry: &Entry) -> u8 {
        if self.standing.edge == Edge::Joined || self.number.is_mixed() {
            return 0;
        }
        let meant = entry.checked && self.said.general.has(way.kind) && !self.said.foreign;
        let general = if meant { MEANT } else { 0 };
        let alone = match way.alone {
            0 => 0,
            alone if self.standing.whole && !self.is_time() => alone.saturating_add(WHOLE).min(SUREST),
            _ if self.number.has_small() => 0,
            alone if alone >= BEYOND_WORDS || !self.said.foreign => alone,
            _ => 0,
        };
        general.max(alone)
    }

    /// Whether ten or thirteen digits are seconds or milliseconds of the years 2017 to 2030.
    fn is_time(&self) -> bool {
        let number = self.number;
        matches!(number.len(), 10 | 13) && (150..190).contains(&number.number(0, 3)) && number.is_digits()
    }
}
