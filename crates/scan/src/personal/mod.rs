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

use crate::{Sink, text::Text};

/// A detector that looks at a run.
struct Detector {
    /// Which runs it looks at.
    wants: Wants,
    /// The shortest and the longest run it looks at, in bytes.
    length: (usize, usize),
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
    Detector { wants: Wants::Letters, length: (4, 34), find: iban::find },
    Detector { wants: Wants::Any, length: (8, usize::MAX), find: machine::find },
    Detector { wants: Wants::Any, length: (2, 12), find: mac::find },
    Detector { wants: Wants::Any, length: (1, 4), find: ip::six },
    Detector { wants: Wants::Digits, length: (1, 3), find: ip::four },
    Detector { wants: Wants::Letters, length: (25, 120), find: crypto::find },
    Detector { wants: Wants::Letters, length: (17, 17), find: vehicle::find },
    Detector { wants: Wants::Any, length: (1, 6), find: date::find },
    Detector { wants: Wants::Digits, length: (1, 3), find: location::find },
    Detector { wants: Wants::Any, length: (1, 20), find: labelled::find },
    Detector { wants: Wants::Digits, length: (4, 19), find: card::find },
    Detector { wants: Wants::Any, length: (1, 17), find: phone::find },
    Detector { wants: Wants::Any, length: (1, 5), find: age::find },
];

/// Finds them all in a text.
pub(crate) fn find(text: &Text<'_>, sink: &mut Sink) {
    trigger::find(text, sink);
    let mut number = 0;
    while number < text.runs().len() {
        let run = text.run(number);
        let wants = if run.is_digits() { Wants::Digits } else { Wants::Letters };
        let settled = ALL
            .iter()
            .filter(|detector| detector.wants == Wants::Any || detector.wants == wants)
            .filter(|detector| (detector.length.0..=detector.length.1).contains(&run.len()))
            .find_map(|detector| (detector.find)(text, number, sink));
        number += settled.unwrap_or(1).max(1);
    }
}
