//! Structured data of people: what has a form of its own, a checksum, or a label that names it.
//!
//! Why it exists: one walk over the runs of a text serves all of these detectors; each run is shown to them in the order
//! of [`ALL`], and the first that knows what it is, personal or not, ends it. What needs no digit is found by its literals:
//! see [`trigger`].

mod age;
mod bank;
mod bic;
mod calendar;
mod card;
mod crypto;
mod date;
mod dialling;
mod documents;
mod email;
mod group;
mod iban;
mod ip;
mod labelled;
mod location;
mod mac;
mod machine;
mod medical;
mod month;
mod phone;
mod title;
mod trigger;
mod url;
mod username;
mod vehicle;
mod weekday;

pub(crate) use month::NAMES as MONTHS;

use crate::{Sink, text::Text};

/// A detector that looks at a run.
struct Detector {
    /// Which runs it looks at.
    wants: Wants,
    /// The shortest and the longest run it looks at, in bytes.
    length: (usize, usize),
    /// The bytes of which one stands right of the run, or left of it: everything is looked at where both are empty.
    beside: (&'static [u8], &'static [u8]),
    /// Looks at the run of this number; tells how many runs are settled, whether or not something was found.
    find: fn(&Text<'_>, usize, &mut Sink) -> Option<usize>,
}

/// Which runs a detector looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    /// Nothing but digits.
    Digits,
    /// Digits and letters.
    Letters,
    /// Both.
    Any,
}

/// In the order in which they are asked.
const ALL: &[Detector] = &[
    Detector { wants: Wants::Digits, length: (1, 6), beside: (b"", b""), find: machine::small },
    Detector { wants: Wants::Letters, length: (4, 34), beside: (b"", b""), find: iban::find },
    Detector { wants: Wants::Any, length: (8, usize::MAX), beside: (b"", b""), find: machine::find },
    Detector { wants: Wants::Any, length: (2, 12), beside: (b"", b""), find: mac::find },
    Detector { wants: Wants::Any, length: (1, 4), beside: (b":", b":"), find: ip::six },
    Detector { wants: Wants::Digits, length: (1, 3), beside: (b".", b""), find: ip::four },
    Detector { wants: Wants::Letters, length: (25, 120), beside: (b"", b""), find: crypto::find },
    Detector { wants: Wants::Letters, length: (17, 17), beside: (b"", b""), find: vehicle::find },
    Detector { wants: Wants::Any, length: (1, 6), beside: (b"", b""), find: date::find },
    Detector { wants: Wants::Digits, length: (1, 3), beside: (b".", b""), find: location::find },
    Detector { wants: Wants::Any, length: (1, 20), beside: (b"", b""), find: labelled::find },
    Detector { wants: Wants::Digits, length: (4, 19), beside: (b"", b""), find: card::find },
    Detector { wants: Wants::Any, length: (1, 17), beside: (b"", b""), find: phone::find },
    Detector { wants: Wants::Any, length: (1, 5), beside: (b"", b""), find: age::find },
];

/// Runs longer than this are alike to all detectors.
const LENGTHS: usize = 128;

/// For runs of digits and of letters, for each length: which of [`ALL`] look at them, as bits.
static WHO: [[u32; LENGTHS]; 2] = [who(Wants::Letters), who(Wants::Digits)];

const fn who(wants: Wants) -> [u32; LENGTHS] {
    let mut table = [0; LENGTHS];
    let mut number = 0;
    while number < ALL.len() {
        let detector = &ALL[number];
        let mut length = detector.length.0;
        while length < LENGTHS && length <= detector.length.1 {
            if detector.wants as u8 == Wants::Any as u8 || detector.wants as u8 == wants as u8 {
                table[length] |= 1 << number;
            }
            length += 1;
        }
        number += 1;
    }
    table
}

/// For each byte right and left of a run: which of [`ALL`] look at it, as bits.
static BESIDE: [[u32; 256]; 2] = [beside(false), beside(true)];

const fn beside(left: bool) -> [u32; 256] {
    let mut table = [0; 256];
    let mut number = 0;
    while number < ALL.len() {
        let (right_signs, left_signs) = ALL[number].beside;
        let any = right_signs.is_empty() && left_signs.is_empty();
        let signs = if left { left_signs } else { right_signs };
        let mut byte = 0;
        while byte < 256 {
            let mut wanted = any;
            let mut sign = 0;
            while sign < signs.len() {
                wanted |= signs[sign] as usize == byte;
                sign += 1;
            }
            table[byte] |= (wanted as u32) << number;
            byte += 1;
        }
        number += 1;
    }
    table
}

/// Finds them all in a text.
pub(crate) fn find(text: &Text<'_>, sink: &mut Sink) {
    trigger::find(text, sink);
    let mut number = 0;
    while number < text.runs().len() {
        number += settle(text, number, sink).unwrap_or(1).max(1);
    }
}

/// Shows a run to its detectors; tells how many runs are settled.
fn settle(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let [letters, digits] = &WHO;
    let table = if run.is_digits() { digits } else { letters };
    let [right, left] = &BESIDE;
    let beside = |table: &[u32; 256], byte: u8| table.get(usize::from(byte)).copied().unwrap_or(0);
    let mut who = table.get(run.len().min(LENGTHS - 1)).copied().unwrap_or(0)
        & (beside(right, text.at(run.end)) | beside(left, text.previous(run.start)));
    while who != 0 {
        let detector = ALL.get(who.trailing_zeros() as usize)?;
        if let Some(settled) = (detector.find)(text, number, sink) {
            return Some(settled);
        }
        who &= who - 1;
    }
    None
}
