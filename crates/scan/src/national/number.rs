//! The letters and digits of a candidate, and the sums that check digits are made of.

/// The longest number of all.
pub(super) const LONGEST: usize = 24;

/// A candidate without its separators, letters upper-case.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Number {
    text: [u8; LONGEST],
    length: usize,
    /// Bit `i`: the character at `i` is a digit.
    digits: u32,
    lower: bool,
    upper: bool,
}

impl Number {
    /// Takes a letter or digit; false when it is too long.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        let Some(place) = self.text.get_mut(self.length) else { return false };
        *place = byte.to_ascii_uppercase();
        self.digits |= u32::from(byte.is_ascii_digit()) << self.length;
        self.lower |= byte.is_ascii_lowercase();
        self.upper |= byte.is_ascii_uppercase();
        self.length += 1;
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

    /// Whether a letter is small.
    pub(super) const fn has_small(&self) -> bool {
        self.lower
    }

    /// Whether small and capital letters are mixed, as no person writes them.
    pub(super) const fn is_mixed(&self) -> bool {
        self.lower && self.upper
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
