//! A text as the detectors see it: its bytes, and the runs of letters and digits that hold a digit.
//!
//! Why it exists: nearly everything that is looked for has a digit in it. The runs are found once, in one pass over the
//! bytes, and every detector decides on the shape of a run before it looks at anything else. What stands before a run
//! (the name of a field, the words of a sentence) is read only when somebody asks: see [`crate::context`].

use std::cell::Cell;

use crate::context::{self, Context, Cues, Word};

/// What kinds of bytes a run is made of, as bits.
pub(crate) mod shape {
    /// `0` to `9`.
    pub(crate) const DIGIT: u8 = 1;
    /// `a` to `f`.
    pub(crate) const HEX_LOWER: u8 = 2;
    /// `A` to `F`.
    pub(crate) const HEX_UPPER: u8 = 4;
    /// `g` to `z`.
    pub(crate) const LOWER: u8 = 8;
    /// `G` to `Z`.
    pub(crate) const UPPER: u8 = 16;
    /// Everything that a hexadecimal number may hold.
    pub(crate) const HEX: u8 = DIGIT | HEX_LOWER | HEX_UPPER;
}

/// For each byte its bit of [`shape`]; 0 for what is neither a letter of ASCII nor a digit.
pub(crate) const CLASS: [u8; 256] = {
    let mut table = [0_u8; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = match byte {
            b'0'..=b'9' => shape::DIGIT,
            b'a'..=b'f' => shape::HEX_LOWER,
            b'A'..=b'F' => shape::HEX_UPPER,
            b'g'..=b'z' => shape::LOWER,
            b'G'..=b'Z' => shape::UPPER,
            _ => 0,
        };
        if byte == 255 {
            break table;
        }
        byte += 1;
    }
};

/// The class of one byte.
pub(crate) const fn class(byte: u8) -> u8 {
    CLASS[byte as usize]
}

/// Letters and digits of ASCII without a gap, at least one digit among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// Which kinds of bytes occur: bits of [`shape`].
    pub(crate) shape: u8,
}

impl Run {
    /// Bytes.
    pub(crate) const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Nothing but digits.
    pub(crate) const fn is_digits(&self) -> bool {
        self.shape == shape::DIGIT
    }
}

/// A text and its runs.
pub(crate) struct Text<'a> {
    all: &'a str,
    runs: Vec<Run>,
    asked: Cell<(usize, Context)>,
    word: Cell<Word>,
}

impl<'a> Text<'a> {
    /// Finds the runs: one pass.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            all: text,
            runs: runs(text.as_bytes()),
            asked: Cell::new((usize::MAX, Context::default())),
            word: Cell::new(Word::NONE),
        }
    }

    /// The text itself.
    pub(crate) const fn str(&self) -> &'a str {
        self.all
    }

    /// The bytes of the text.
    pub(crate) const fn bytes(&self) -> &'a [u8] {
        self.all.as_bytes()
    }

    /// The runs in order.
    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The run of a number; one of length 0 at the end of the text where there is none.
    pub(crate) fn run(&self, number: usize) -> Run {
        let end = self.all.len();
        self.runs.get(number).copied().unwrap_or(Run { start: end, end, shape: 0 })
    }

    /// The byte at a position, 0 outside of the text.
    pub(crate) fn at(&self, position: usize) -> u8 {
        self.bytes().get(position).copied().unwrap_or(0)
    }

    /// The byte before a position, 0 at the beginning.
    pub(crate) fn previous(&self, position: usize) -> u8 {
        position.checked_sub(1).map_or(0, |before| self.at(before))
    }

    /// Bytes of a stretch, none where it is not inside of the text.
    pub(crate) fn stretch(&self, start: usize, end: usize) -> &'a [u8] {
        self.bytes().get(start..end).unwrap_or_default()
    }

    /// What the words before a position say; remembered until another position is asked for.
    pub(crate) fn before(&self, position: usize) -> Context {
        let (asked, known) = self.asked.get();
        if asked == position {
            return known;
        }
        let context = context::before(self.bytes(), position);
        self.asked.set((position, context));
        context
    }

    /// What the word right before a position says: cheaper than [`Text::before`].
    pub(crate) fn word_before(&self, position: usize) -> Cues {
        self.read_before(position).says
    }

    /// Whether a word stands near before a position at all, rather than numbers alone.
    pub(crate) fn has_word_before(&self, position: usize) -> bool {
        self.read_before(position).found
    }

    fn read_before(&self, position: usize) -> Word {
        let known = self.word.get();
        if known.before == position {
            return known;
        }
        let word = match known.seen_from(self.bytes(), position) {
            Some(word) => word,
            None => context::nearest_word(self.bytes(), position),
        };
        self.word.set(word);
        word
    }

    /// What the few words after a position say.
    pub(crate) fn after(&self, position: usize) -> Cues {
        context::after(self.bytes(), position)
    }
}

/// All runs with a digit.
fn runs(bytes: &[u8]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(bytes.len() / 24 + 4);
    let mut from = 0;
    while let Some(digit) = digit_from(bytes, from) {
        let mut shape = shape::DIGIT;
        let mut start = digit;
        while start > from {
            let class = bytes.get(start - 1).map_or(0, |byte| class(*byte));
            if class == 0 {
                break;
            }
            shape |= class;
            start -= 1;
        }
        let mut end = digit + 1;
        for byte in bytes.get(end..).unwrap_or_default() {
            let class = class(*byte);
            if class == 0 {
                break;
            }
            shape |= class;
            end += 1;
        }
        let escape = escaped(bytes, start).min(digit - start);
        if escape > 0 {
            start += escape;
            shape = bytes.get(start..end).unwrap_or_default().iter().fold(0, |shape, byte| shape | class(*byte));
        }
        let run = Run { start, end, shape };
        from = if let Some(end) = uuid(bytes, &run) {
            end
        } else {
            runs.push(run);
            moment(bytes, &run).unwrap_or(end)
        };
    }
    runs
}

/// Where the UUID (RFC 9562) ends that a run is the first part of with a digit in it.
fn uuid(bytes: &[u8], run: &Run) -> Option<usize> {
    const LENGTH: usize = 36;
    let parts: &[usize] = match run.len() {
        8 => &[0],
        4 => &[9, 14],
        _ => return None,
    };
    if run.shape & !shape::HEX != 0 || bytes.get(run.end) != Some(&b'-') {
        return None;
    }
    let is_part = |(at, byte): (usize, &u8)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => class(*byte) & shape::HEX != 0,
    };
    let free = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|byte| class(*byte) == 0);
    parts.iter().filter_map(|part| run.start.checked_sub(*part)).find_map(|start| {
        let whole = bytes.get(start..start + LENGTH)?;
        (whole.iter().enumerate().all(is_part) && free(start.checked_sub(1)) && free(Some(start + LENGTH)))
            .then_some(start + LENGTH)
    })
}

/// Where the moment (RFC 3339) ends whose year is a run: its day and hour are no numbers of their own.
fn moment(bytes: &[u8], run: &Run) -> Option<usize> {
    const FORM: &[u8] = b"-00-00T00:00";
    if run.len() != 4 || !run.is_digits() {
        return None;
    }
    let rest = bytes.get(run.end..)?;
    let (head, tail) = rest.split_at_checked(FORM.len())?;
    let digits = head.iter().zip(FORM).all(|(byte, form)| match form {
        b'0' => byte.is_ascii_digit(),
        b'T' => matches!(byte, b'T' | b' '),
        form => byte == form,
    });
    let end = tail.iter().take(20).take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'Z')).count();
    digits.then_some(run.end + rest.len() - tail.len() + end)
}

/// How many bytes at a position belong to an escape of JSON whose stroke stands before it: the `n` of `\n`.
fn escaped(bytes: &[u8], start: usize) -> usize {
    if start.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'\\') {
        return 0;
    }
    match bytes.get(start) {
        Some(b'n' | b't' | b'r' | b'b' | b'f') => 1,
        _ => 0,
    }
}

/// The first digit at or after a position: eight bytes at a time.
fn digit_from(bytes: &[u8], from: usize) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut at = from;
    let mut chunks = bytes.get(from..)?.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        // Bytes 0x30 to 0x39 become 0 to 9; adding 0x76 carries into the high bit of all others below 0x80.
        let digits = word ^ 0x3030_3030_3030_3030;
        let others = ((digits & !HIGH) + 0x7676_7676_7676_7676) | digits;
        let found = !others & HIGH;
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    chunks.remainder().iter().position(u8::is_ascii_digit).map(|more| at + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_what_holds_a_digit() {
        let text = Text::new("abc a1-22_x3é4 zz 0xFF99zz \\n42");
        let runs: Vec<_> = text.runs().iter().map(|run| text.str().get(run.start..run.end).unwrap()).collect();
        assert_eq!(runs, ["a1", "22", "x3", "4", "0xFF99zz", "42"]);
        assert!(text.run(1).is_digits());
        assert_eq!(text.run(9).len(), 0);
    }

    #[test]
    fn identifiers_and_moments_are_no_runs() {
        for (text, runs) in [
            ("id 0c7658c1-776e-4a48-8def-0123456789ab 7", &["7"][..]),
            ("id deadbeef-cafe-4a48-8def-0123456789ab.", &[]),
            ("x0c7658c1-776e-4a48-8def-0123456789ab", &["x0c7658c1", "776e", "4a48", "8def", "0123456789ab"]),
            ("at 2026-03-04T11:22:33.120Z 5", &["2026", "5"]),
            ("at 2026-03-04 11:22 5", &["2026", "5"]),
            ("on 2026-03-04 5", &["2026", "03", "04", "5"]),
        ] {
            let text = Text::new(text);
            let found: Vec<_> = text.runs().iter().map(|run| text.str().get(run.start..run.end).unwrap()).collect();
            assert_eq!(found, runs, "{}", text.str());
        }
    }

    #[test]
    fn digits_are_found_at_every_offset() {
        for length in 0..40 {
            for at in 0..length {
                for (byte, expected) in
                    [(b'7', Some(at)), (b'0', Some(at)), (b'9', Some(at)), (b'/', None), (b':', None), (0xb5, None)]
                {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = byte;
                    assert_eq!(digit_from(&bytes, 0), expected, "{byte} at {at} of {length}");
                }
            }
        }
    }
}
