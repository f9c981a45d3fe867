//! The letters and digits of a candidate, and the sums that check digits are made of.

use crate::text::{class, shape};

/// The longest number of all.
pub(super) const LONGEST: usize = 24;

/// A candidate without its separators, letters upper-case.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Number {
    text: [u8; LONGEST],
    length: usize,
    /// Bit `i`: the character at `i` is a digit.
    digits: u32,
    /// Which kinds of characters occur.
    shape: u8,
}

impl Number {
    /// Takes letters and digits; false when they are too many.
    pub(super) fn extend(&mut self, bytes: &[u8]) -> bool {
        let Some(place) = self.text.get_mut(self.length..self.length + bytes.len()) else { return false };
        for (at, (place, byte)) in place.iter_mut().zip(bytes).enumerate() {
            let class = class(*byte);
            let small = class & (shape::HEX_LOWER | shape::LOWER) != 0;
            *place = if small { byte - 32 } else { *byte };
            self.digits |= u32::from(class & shape::DIGIT) << (self.length + at);
            self.shape |= class;
        }
        self.length += bytes.len();
        true
    }

    /// Characters.
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// Which characters are digits.
    pub(super) const fn digit_mask(&self) -> u32 {
        self.digits
    }

    /// Whether there are no letters.
    pub(super) const fn is_digits(&self) -> bool {
        self.shape == shape::DIGIT
    }

    /// Whether a letter is small.
    pub(super) const fn has_small(&self) -> bool {
        self.shape & (shape::HEX_LOWER | shape::LOWER) != 0
    }

    /// Whether small and capital letters are mixed, as no person writes them.
    pub(super) const fn is_mixed(&self) -> bool {
        self.has_small() && self.shape & (shape::HEX_UPPER | shape::UPPER) != 0
    }

    /// The characters.
    pub(super) fn text(&self) -> &[u8] {
        self.text.get(..self.length).unwrap_or_default()
    }

    /// Characters from one place up to another.
    pub(super) fn part(&self, from: usize, to: usize) -> &[u8] {
        self.text().get(from..to).unwrap_or_default()
    }

    /// The character at a place, 0 behind the end.
    pub(super) fn at(&self, place: usize) -> u8 {
        self.text().get(place).copied().unwrap_or(0)
    }

    /// The value at a place: digits 0 to 9, letters 10 to 35.
    pub(super) fn value(&self, place: usize) -> u32 {
        value(self.at(place))
    }

    /// The digits from one place up to another as a number.
    pub(super) fn number(&self, from: usize, to: usize) -> u64 {
        self.part(from, to).iter().fold(0, |number, byte| number * 10 + u64::from(value(*byte)))
    }

    /// The sum of values by weights, from the first character on.
    pub(super) fn sum(&self, weights: &[u32]) -> u32 {
        self.sum_from(0, weights)
    }

    /// The sum of values by weights, from a place on.
    pub(super) fn sum_from(&self, place: usize, weights: &[u32]) -> u32 {
        weights.iter().zip(self.text().get(place..).unwrap_or_default()).map(|(weight, byte)| weight * value(*byte)).sum()
    }

    /// Whether all characters are the same.
    pub(super) fn is_one_character(&self) -> bool {
        self.text().iter().all(|byte| *byte == self.at(0))
    }
}

/// The value of a character: digits 0 to 9, letters 10 to 35.
pub(super) const fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => (byte - b'0') as u32,
        b'A'..=b'Z' => (byte - b'A') as u32 + 10,
        _ => 0,
    }
}
