//! Where one of many texts may begin, and which.
//!
//! Why it exists: tables of bits, looked up by hashes of four and of six bytes, do not wait for the byte before, and stay in
//! the nearest cache. They say yes for every place where a text begins, and for one in a hundred where none does.

use super::shape::Class;

/// 2^17 bits.
const WORDS: usize = 2048;
const BUCKETS: usize = 1 << 12;
/// Makes letters small; other bytes change too, but the same way in text and table.
const FOLD: u64 = 0x2020_2020_2020_2020;
/// The bytes that are looked at in one place.
const WINDOW: usize = 8;

/// A set of hashes.
#[derive(Debug)]
struct Bits(Box<[u64; WORDS]>);

impl Bits {
    fn has(&self, hash: u32) -> bool {
        self.0.get((hash >> 6) as usize & (WORDS - 1)).is_some_and(|word| word >> (hash & 63) & 1 == 1)
    }

    fn put(&mut self, hash: u32) {
        if let Some(word) = self.0.get_mut((hash >> 6) as usize & (WORDS - 1)) {
            *word |= 1 << (hash & 63);
        }
    }
}

/// What a text begins with, to be compared at once.
#[derive(Debug, Clone, Copy)]
struct Start {
    folded: u64,
    mask: u64,
    length: u16,
    number: u16,
}

/// Texts in small letters, found in any case.
#[derive(Debug)]
pub(super) struct Gate {
    /// Four bytes of every text.
    all: Bits,
    /// Four bytes of those of four and five, and of shorter ones with what may follow them; six bytes of the others, the third
    /// to the eighth if there are as many.
    next: Bits,
    /// Where the starts of each hash of four bytes begin.
    buckets: Vec<u16>,
    /// By that hash, then longest first.
    starts: Vec<Start>,
    texts: Vec<Box<[u8]>>,
}

#[expect(clippy::cast_possible_truncation, reason = "the first four bytes are meant")]
const fn four(folded: u64) -> u32 {
    (folded as u32).wrapping_mul(0x9E37_79B1) >> 15
}

const fn six(folded: u64) -> u32 {
    ((folded << 16).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 47) as u32
}

/// A hash of the third to the eighth: the middle of a word is rarer than its beginning.
const fn middle(folded: u64) -> u32 {
    ((folded >> 16).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 47) as u32
}

const fn bucket(folded: u64) -> usize {
    four(folded) as usize & (BUCKETS - 1)
}

fn folded(text: &[u8]) -> u64 {
    let mut window = [0; WINDOW];
    window.iter_mut().zip(text).for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(window) | FOLD
}

impl Gate {
    /// A gate for these texts, each with what may follow it if it is shorter than four bytes.
    pub(super) fn new<'t>(texts: impl Iterator<Item = (&'t str, Class)>) -> Self {
        let bits = || Bits(Box::new([0; WORDS]));
        let mut gate = Self { all: bits(), next: bits(), buckets: Vec::new(), starts: Vec::new(), texts: Vec::new() };
        for (number, (text, next)) in (0u16..).zip(texts) {
            gate.texts.push(text.as_bytes().into());
            let length = text.len().try_into().unwrap_or(u16::MAX);
            gate.open(text.as_bytes(), next, Start { folded: 0, mask: 0, length, number });
        }
        gate.starts.sort_by_key(|start| (bucket(start.folded), std::cmp::Reverse(start.length)));
        gate.buckets = (0..=BUCKETS)
            .map(|hash| gate.starts.partition_point(|start| bucket(start.folded) < hash))
            .map(|at| at.try_into().unwrap_or(u16::MAX))
            .collect();
        gate
    }

    fn open(&mut self, text: &[u8], next: Class, start: Start) {
        if text.len() < 4 {
            (0..=127).filter(|byte| next.has(*byte)).for_each(|byte| self.open(&[text, &[byte]].concat(), next, start));
            return;
        }
        let folded = folded(text);
        self.all.put(four(folded));
        self.next.put(match text.len() {
            ..6 => four(folded),
            6 | 7 => six(folded),
            _ => middle(folded),
        });
        let mask = u64::MAX >> (64 - 8 * text.len().min(WINDOW));
        self.starts.push(Start { folded: folded & mask | FOLD & !mask, mask, ..start });
    }

    /// The first of the texts at or after `at`, the longest there: where it starts and ends, and its number. The last few
    /// bytes are left out, for nothing could follow.
    // Inlined it takes twice as many instructions for each byte.
    #[inline(never)]
    pub(super) fn next(&self, bytes: &[u8], at: usize) -> Option<(usize, usize, usize)> {
        let mut at = at;
        loop {
            let rest = bytes.get(at..)?;
            at += rest.array_windows::<WINDOW>().position(|window| {
                let folded = u64::from_le_bytes(*window) | FOLD;
                self.all.has(four(folded))
                    && (self.next.has(middle(folded)) || self.next.has(six(folded)) || self.next.has(four(folded)))
            })?;
            if let Some(start) = self.start(bytes.get(at..)?) {
                return Some((at, at + usize::from(start.length), usize::from(start.number)));
            }
            at += 1;
        }
    }

    /// The number of the longest of the texts that these bytes begin with.
    pub(super) fn at_start(&self, bytes: &[u8]) -> Option<usize> {
        self.start(bytes).map(|start| usize::from(start.number))
    }

    fn start(&self, rest: &[u8]) -> Option<&Start> {
        let folded = u64::from_le_bytes(*rest.first_chunk()?) | FOLD;
        let bucket = bucket(folded);
        let (first, last) = (*self.buckets.get(bucket)?, *self.buckets.get(bucket + 1)?);
        self.starts.get(usize::from(first)..usize::from(last))?.iter().find(|start| {
            (folded ^ start.folded) & start.mask == 0
                && self
                    .texts
                    .get(usize::from(start.number))
                    .is_some_and(|text| rest.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_in_any_case() {
        let gate = Gate::new([("token", Class::ANY), ("tokenizer", Class::ANY), ("pw", Class::of(b"=:"))].into_iter());
        assert_eq!(gate.next(b"a Token here", 0), Some((2, 7, 0)));
        assert_eq!(gate.next(b"a ToKenizeR here", 0), Some((2, 11, 1)), "the longest");
        assert_eq!(gate.next(b"a Token here", 3), None);
        assert_eq!(gate.next(b"a pw:= bcdef", 0), Some((2, 4, 2)));
        assert_eq!(gate.next(b"a pwd bcdefgh", 0), None);
        assert_eq!(gate.next(b"pw=", 0), None, "nothing follows");
    }
}
