//! A table of words: looked up by their letters whichever their case (of ASCII), in nanoseconds, without allocating.

/// Words with what they mean.
pub(crate) struct Words<V> {
    slots: Vec<Option<(&'static [u8], V)>>,
    /// A bit for each hash that occurs: most words are none of these, and this stays in the nearest cache.
    occurs: [u64; BITS / 64],
}

/// Hashes that are told apart before the table is looked at.
const BITS: usize = 1 << 14;

impl<V: Copy> Words<V> {
    /// A table of these words; a word that comes again is given to `merge` with what it meant before.
    pub(crate) fn new(words: impl Iterator<Item = (&'static str, V)>, merge: fn(V, V) -> V) -> Self {
        let words: Vec<_> = words.collect();
        let mut table = Self { slots: vec![None; (words.len() * 4).next_power_of_two()], occurs: [0; BITS / 64] };
        for (word, value) in words {
            table.add(word.as_bytes(), value, merge);
        }
        table
    }

    fn add(&mut self, word: &'static [u8], value: V, merge: fn(V, V) -> V) {
        let mask = self.slots.len() - 1;
        let mut slot = slot(hash(word));
        if let Some(bits) = self.occurs.get_mut(slot % BITS / 64) {
            *bits |= 1 << (slot % 64);
        }
        while let Some(place) = self.slots.get_mut(slot & mask) {
            match place {
                Some((known, meaning)) if known.eq_ignore_ascii_case(word) => {
                    *meaning = merge(*meaning, value);
                    return;
                }
                Some(_) => slot += 1,
                None => {
                    *place = Some((word, value));
                    return;
                }
            }
        }
    }

    /// What a word means.
    pub(crate) fn get(&self, word: &[u8]) -> Option<V> {
        self.hashed(hash(word), word)
    }

    /// What a word means whose hash is known.
    pub(crate) fn hashed(&self, hash: u32, word: &[u8]) -> Option<V> {
        let mask = self.slots.len() - 1;
        let mut slot = slot(hash);
        if self.occurs.get(slot % BITS / 64).is_none_or(|bits| bits >> (slot % 64) & 1 == 0) {
            return None;
        }
        while let Some(Some((known, value))) = self.slots.get(slot & mask) {
            if known.eq_ignore_ascii_case(word) {
                return Some(*value);
            }
            slot += 1;
        }
        None
    }
}

/// The hash of no letters.
pub(crate) const EMPTY: u32 = 0x811c_9dc5;

/// The hash of a word with one more letter before it: FNV-1a over small letters, from the last to the first, so that it can be
/// reckoned while text is read backwards.
pub(crate) const fn longer(hash: u32, byte: u8) -> u32 {
    longer_by_small(hash, byte.to_ascii_lowercase())
}

/// The same for a byte that is no capital.
pub(crate) const fn longer_by_small(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

fn hash(word: &[u8]) -> u32 {
    word.iter().rev().fold(EMPTY, |hash, byte| longer(hash, *byte))
}

const fn slot(hash: u32) -> usize {
    (hash ^ hash >> 15) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whichever_their_case() {
        let words = Words::new([("one", 1), ("two", 2), ("one", 4)].into_iter(), |a, b| a | b);
        assert_eq!((words.get(b"One"), words.get(b"TWO"), words.get(b"three"), words.get(b"")), (Some(5), Some(2), None, None));
    }
}
