//! One word as numbers: a hash without case and accents, its ends, and what lists of names and places say of it.

use super::token::Field;

const SEED: u32 = 0x811c_9dc5;

/// Mixes a character into a hash.
const fn mix(hash: u32, c: u32) -> u32 {
    (hash ^ c).wrapping_mul(0x0100_0193)
}

/// Spreads the bits of a hash.
pub const fn spread(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    let hash = (hash ^ (hash >> 12)).wrapping_mul(0x297a_2d39);
    hash ^ (hash >> 15)
}

/// A word's numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Word {
    /// All of it.
    pub hash: u32,
    /// Its first three characters.
    pub head: u32,
    /// Its last three.
    pub tail: u32,
    /// Its last two.
    pub two: u32,
    /// What the lists say of it: bits of [`super::lexicon`].
    pub lists: u8,
    /// Characters, 15 at most.
    pub length: u8,
}

/// The character that is written as `\u00e9` at the start of the bytes, with how many bytes that takes; backslashes may repeat.
pub fn escape(bytes: &[u8]) -> Option<(usize, char)> {
    let slashes = bytes.iter().take(8).take_while(|byte| **byte == b'\\').count();
    if slashes == 0 || bytes.get(slashes) != Some(&b'u') {
        return None;
    }
    let digits = bytes.get(slashes + 1..slashes + 5)?;
    let mut code = 0;
    for digit in digits {
        code = code * 16 + char::from(*digit).to_digit(16)?;
    }
    char::from_u32(code).map(|c| (slashes + 5, c))
}

/// A letter without case and accent, as far as Latin letters go.
fn fold(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\x7f' => c,
        '\u{c0}'..='\u{17f}' => folded(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Latin letters with marks, without them.
fn folded(c: char) -> char {
    const BASE: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo*ouuuuyts\
aaaaaaaceeeeiiiidnooooo*ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggg\
gggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssss\
ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    (c as usize).checked_sub(0xc0).and_then(|index| BASE.get(index)).map_or(c, |base| char::from(*base))
}

/// Calls with each character of a word, folded.
fn each(text: &str, mut take: impl FnMut(char)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\\' {
            if let Some((length, c)) = bytes.get(at..).and_then(escape) {
                take(fold(c));
                at += length;
                continue;
            }
            take('\\');
            at += 1;
        } else if byte.is_ascii() {
            take(char::from(byte.to_ascii_lowercase()));
            at += 1;
        } else {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
            take(fold(c));
            at += c.len_utf8();
        }
    }
}

/// The numbers of a word, but for what the lists say.
pub fn read(text: &str) -> Word {
    plain(text.as_bytes()).unwrap_or_else(|| any(text))
}

/// The same, of a word of ASCII without escapes, as most are.
fn plain(word: &[u8]) -> Option<Word> {
    let (mut hash, mut head) = (SEED, SEED);
    for (at, byte) in word.iter().enumerate() {
        if !byte.is_ascii() || *byte == b'\\' {
            return None;
        }
        hash = mix(hash, u32::from(byte.to_ascii_lowercase()));
        if at < 3 {
            head = hash;
        }
    }
    let last = |back: usize| {
        word.len().checked_sub(back).and_then(|at| word.get(at)).map_or(0, |byte| u32::from(byte.to_ascii_lowercase()))
    };
    let two = mix(mix(SEED, last(1)), last(2));
    let length = word.len().min(15).to_le_bytes()[0];
    Some(Word { hash: spread(hash), head, tail: mix(two, last(3)), two, lists: 0, length })
}

fn any(text: &str) -> Word {
    let mut hash = SEED;
    let mut head = SEED;
    let mut last = [0_u32; 3];
    let mut length = 0_u8;
    each(text, |c| {
        let c = u32::from(c);
        hash = mix(hash, c);
        if length < 3 {
            head = hash;
        }
        last = [last[1], last[2], c];
        length = length.saturating_add(1);
    });
    let [c, b, a] = last;
    let two = mix(mix(SEED, a), b);
    Word { hash: spread(hash), head, tail: mix(two, c), two, lists: 0, length: length.min(15) }
}

/// The hash of a word, in any case and with or without accents.
pub fn hash(text: &str) -> u32 {
    read(text).hash
}

/// The name of a field; `first_name`, `firstName` and `First Name` are the same.
pub fn key(bytes: &[u8], firm: bool) -> Field {
    let mut whole = SEED;
    let mut last = SEED;
    let mut fresh = true;
    let mut small = false;
    for byte in bytes {
        if !byte.is_ascii_alphabetic() && byte.is_ascii() {
            fresh |= !byte.is_ascii_digit();
            continue;
        }
        if fresh || small && byte.is_ascii_uppercase() {
            last = SEED;
        }
        fresh = false;
        small = byte.is_ascii_lowercase();
        let c = u32::from(byte.to_ascii_lowercase());
        whole = mix(whole, c);
        last = mix(last, c);
    }
    Field { whole: spread(whole), last: spread(last), firm }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_read_as_all_are() {
        for text in ["", "a", "Ab", "abc", "McDonald", "SMITH", "o'neill", "x-1", "abcdefghijklmnopqrstuvwxyz"] {
            assert_eq!(plain(text.as_bytes()), Some(any(text)), "{text}");
        }
        assert_eq!((plain("é".as_bytes()), plain(b"\\u00e9")), (None, None));
        assert_eq!(read("José").hash, read("jos\\u00e9").hash);
    }
}
