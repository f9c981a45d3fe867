//! Structured data of people: what has a form of its own, a checksum, or a label that names it.
//!
//! Why it exists: one walk over the runs of a text serves all of these detectors; each run is shown to them in the order
//! of [`ALL`], and the first that knows what it is, personal or not, ends it.

mod group;
mod machine;

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
const ALL: &[Detector] = &[Detector { wants: Wants::Any, length: (1, usize::MAX), find: machine::find }];

/// Finds them all in a text.
pub(crate) fn find(text: &Text<'_>, sink: &mut Sink) {
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
