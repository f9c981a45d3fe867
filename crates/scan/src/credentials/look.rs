//! What a value looks like: made by a machine, made up by a person, or a word of the language.

use super::shape::Class;

/// What one pass over a value tells.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Look {
    pub(super) length: usize,
    pub(super) lower: usize,
    pub(super) upper: usize,
    pub(super) digits: usize,
    /// Neither letter, digit nor one of `-_.`.
    pub(super) symbols: usize,
    pub(super) spaces: usize,
    /// Bytes outside of ASCII.
    pub(super) foreign: usize,
    /// Different bytes.
    pub(super) distinct: usize,
    /// Changes between small letters, capitals and digits.
    pub(super) turns: usize,
    /// The longest row of one and the same byte.
    pub(super) row: usize,
    pub(super) hex: bool,
    /// Pairs of letters, and how many of them are rare in words.
    pairs: usize,
    rare: usize,
}

impl Look {
    pub(super) fn at(value: &[u8]) -> Self {
        let mut look = Self { length: value.len(), hex: true, ..Self::default() };
        let (mut seen, mut row, mut before, mut kind_before) = (0u128, 0, 0u8, 0u8);
        for byte in value {
            let kind = match byte {
                b'a'..=b'z' => {
                    look.lower += 1;
                    1
                }
                b'A'..=b'Z' => {
                    look.upper += 1;
                    2
                }
                b'0'..=b'9' => {
                    look.digits += 1;
                    3
                }
                b' ' | b'\t' | b'\n' | b'\r' => {
                    look.spaces += 1;
                    0
                }
                b'-' | b'_' | b'.' => 0,
                128.. => {
                    look.foreign += 1;
                    0
                }
                _ => {
                    look.symbols += 1;
                    0
                }
            };
            look.turns += usize::from(kind != 0 && kind_before != 0 && kind != kind_before);
            if (kind == 1 || kind == 2) && (kind_before == kind || (kind == 1 && kind_before == 2)) {
                look.pairs += 1;
                look.rare += usize::from(is_rare(before, *byte));
            }
            row = if *byte == before { row + 1 } else { 1 };
            look.row = look.row.max(row);
            look.hex &= Class::HEX.has(*byte);
            seen |= 1 << (byte & 127);
            (before, kind_before) = (*byte, kind);
        }
        look.distinct = seen.count_ones() as usize;
        look
    }

    pub(super) const fn letters(&self) -> usize {
        self.lower + self.upper
    }

    /// Whether its letters follow each other as no words do.
    pub(super) const fn is_gibberish(&self) -> bool {
        self.pairs >= 3 && self.rare * 100 >= self.pairs * 24
    }

    /// Whether a generator made it, rather than a person: many different characters, mixed, no words.
    pub(super) const fn is_random(&self) -> bool {
        if self.spaces > 0 || self.foreign > 0 || self.row > 5 {
            return false;
        }
        let mixed = self.digits >= 2 && self.letters() >= 2;
        if self.hex {
            return self.length >= 16 && mixed && self.distinct >= 6;
        }
        if self.length >= 12 && mixed && self.distinct >= 8 {
            let turning = self.turns * 7 >= self.length || self.is_gibberish();
            if turning {
                return true;
            }
        }
        // Long and without a sign between words.
        let unbroken =
            self.letters() + self.digits == self.length && self.length >= 24 && self.digits >= 3 && self.distinct >= 10;
        unbroken
            || self.length >= 16
                && self.distinct >= 9
                && self.is_gibberish()
                && (self.digits > 0 || self.upper > 0 && self.lower > 0)
    }
}

/// The letters that seldom follow each letter in English words and names of programs: bit 0 is `a`. Counted over the
/// words of the project's own texts and sources (`examples/pairs.rs` prints it).
const RARE: [u32; 26] = include!("pairs.in");

const fn is_rare(first: u8, second: u8) -> bool {
    let (first, second) = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
    first.is_ascii_lowercase() && second.is_ascii_lowercase() && RARE[(first - b'a') as usize] >> (second - b'a') & 1 == 1
}

/// `123e4567-e89b-12d3-a456-426614174000`
pub(super) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 8 | 13 | 18 | 23) { *byte == b'-' } else { Class::HEX.has(*byte) })
}
