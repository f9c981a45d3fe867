//! The walk back from a value, from word to word, and what is between them.

use super::Cues;
use crate::{cues, words};

/// What is between two words, read from right to left.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "signs that were seen, each on its own")]
pub(super) struct Gap {
    /// A line ends, really or escaped.
    pub(super) line: bool,
    /// A sentence or a clause ends.
    pub(super) stop: bool,
    /// `:` or `=` or `>`.
    pub(super) joint: u8,
    pub(super) quote: bool,
    /// A quote left of the joint: the end of a quoted key.
    pub(super) key: bool,
    pub(super) opened: bool,
    pub(super) comma: bool,
    pub(super) blank: bool,
    pub(super) number: bool,
    pub(super) redacted: bool,
}

/// How many bytes a sign beyond ASCII takes that ends at a position and is no letter: blanks, dashes, quotes.
fn punctuation(bytes: &[u8], end: usize) -> Option<usize> {
    let tail = bytes.get(end.saturating_sub(3)..end)?;
    match tail {
        [0xe2, 0x80, _] => Some(3),
        [.., 0xc2, 0xa0..=0xbf] => Some(2),
        _ => None,
    }
}

/// What a byte is to the walk from word to word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Small letters of ASCII.
    Small,
    /// Capitals of ASCII.
    Capital,
    /// Parts of other letters and signs.
    Wide,
    Digit,
    Blank,
    /// A sign that says something.
    Sign,
    /// A sign that says nothing.
    Other,
}

static KINDS: [Kind; 256] = {
    let mut table = [Kind::Other; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = match byte {
            b'a'..=b'z' => Kind::Small,
            b'A'..=b'Z' => Kind::Capital,
            0x80..=0xff => Kind::Wide,
            b'0'..=b'9' => Kind::Digit,
            b' ' | b'\t' => Kind::Blank,
            b'\n' | b'.' | b'!' | b'?' | b';' | b'|' | b',' | b':' | b'=' | b'>' | b'"' | b'\'' | b'{' | b'<' | b']' => {
                Kind::Sign
            }
            _ => Kind::Other,
        };
        if byte == 255 {
            break table;
        }
        byte += 1;
    }
};

pub(super) fn kind(byte: u8) -> Kind {
    KINDS[usize::from(byte)]
}

/// Skips what is no word; tells what it was and where the word ends.
pub(super) fn gap(bytes: &[u8], from: usize, floor: usize) -> (Gap, usize) {
    let mut gap = Gap::default();
    let mut rest = bytes.get(floor..from).unwrap_or_default();
    while let Some((byte, head)) = rest.split_last() {
        match kind(*byte) {
            Kind::Digit => gap.number = true,
            Kind::Blank => gap.blank = true,
            Kind::Sign => sign(&mut gap, *byte, bytes, floor + rest.len()),
            Kind::Other => {}
            Kind::Small if head.last() == Some(&b'\\') && matches!(byte, b'n' | b'r' | b't') => {
                gap.line |= *byte != b't';
                gap.blank = true;
            }
            Kind::Small | Kind::Capital => break,
            Kind::Wide => {
                let Some(wide) = punctuation(bytes, floor + rest.len()) else { break };
                rest = rest.get(..rest.len().saturating_sub(wide)).unwrap_or_default();
                continue;
            }
        }
        rest = head;
    }
    (gap, floor + rest.len())
}

/// Where the word ends that stands before a position: what [`gap`] finds, without what it tells of what is between.
pub(super) fn word_end(bytes: &[u8], from: usize, floor: usize) -> usize {
    let mut rest = bytes.get(floor..from).unwrap_or_default();
    loop {
        let skipped =
            rest.iter().rev().take_while(|byte| !matches!(kind(**byte), Kind::Small | Kind::Capital | Kind::Wide)).count();
        rest = rest.get(..rest.len() - skipped).unwrap_or_default();
        let passed = match rest {
            [.., b'\\', b'n' | b'r' | b't'] => 1,
            [.., 0x80..=0xff] => punctuation(bytes, floor + rest.len()).unwrap_or(0),
            _ => 0,
        };
        if passed == 0 {
            return floor + rest.len();
        }
        rest = rest.get(..rest.len().saturating_sub(passed)).unwrap_or_default();
    }
}

/// Takes note of a sign that ends at a position.
fn sign(gap: &mut Gap, byte: u8, bytes: &[u8], at: usize) {
    match byte {
        b'\n' => (gap.line, gap.blank) = (true, true),
        b'.' | b'!' | b'?' => gap.stop |= matches!(bytes.get(at), Some(b' ' | b'\n' | b'\\') | None),
        b';' | b'|' => gap.stop = true,
        b',' => gap.comma = true,
        b':' | b'=' | b'>' if !gap.number => gap.joint = byte,
        b'"' | b'\'' => {
            gap.key |= gap.joint == b':' && byte == b'"';
            gap.quote = true;
        }
        b'{' | b'<' => gap.opened = true,
        b']' => gap.redacted |= at >= 3 && bytes.get(at - 2).is_some_and(u8::is_ascii_uppercase),
        _ => {}
    }
}

/// What the word says that ends at a position, and where it begins: behind what is no letter, or at a capital after a small one.
pub(super) fn word(bytes: &[u8], end: usize, floor: usize) -> (Cues, usize) {
    let mut hash = words::EMPTY;
    let mut rest = bytes.get(floor..end).unwrap_or_default();
    loop {
        let (mut without, mut last) = (hash, 0);
        while let Some((byte, head)) = rest.split_last().filter(|(byte, _)| byte.is_ascii_lowercase()) {
            (without, hash, last) = (hash, words::longer_by_small(hash, *byte), *byte);
            rest = head;
        }
        let Some((byte, head)) = rest.split_last() else { break };
        let begins = match kind(*byte) {
            Kind::Capital => head.last().is_some_and(u8::is_ascii_lowercase),
            Kind::Wide if punctuation(rest, rest.len()).is_none() => false,
            _ if *byte == b'\\' && matches!(last, b'n' | b't' | b'r') => {
                // The letter is no letter of the word: it ends a line.
                let start = floor + rest.len() + 1;
                return (bytes.get(start..end).map_or(Cues::NONE, |word| cues::hashed(without, word)), start);
            }
            _ => break,
        };
        hash = words::longer(hash, *byte);
        rest = head;
        if begins {
            break;
        }
    }
    let start = floor + rest.len();
    (bytes.get(start..end).map_or(Cues::NONE, |word| cues::hashed(hash, word)), start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_where_the_gap_behind_it_ends() {
        for text in [
            "phone: ",
            "phone\\n 12, 13-",
            "a phone\\t",
            "\\nphone ",
            "\\n",
            "userPhone\": \"",
            "téléphone\u{a0}– ",
            "電話：",
            "PhoneNumber=",
            "\\\\nphone 4",
            "xn ",
            "",
        ] {
            for position in 0..=text.len() {
                for floor in 0..=position.min(3) {
                    let bytes = text.as_bytes();
                    assert_eq!(word_end(bytes, position, floor), gap(bytes, position, floor).1, "{text} {position} {floor}");
                }
            }
        }
    }
}
