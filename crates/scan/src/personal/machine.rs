//! What is certainly nobody's: hashes, trace ids, keys of databases; UUIDs are no runs at all, see [`crate::text`].
//!
//! Why it exists: most digits of a log are in these, and looking at them as at a telephone number costs time and is wrong.

use crate::context::Cues;
use crate::text::{Text, shape};
use crate::{Sink, cues};

/// The shortest hexadecimal number with letters that is taken for a hash or an id of a trace.
const HASH: usize = 16;

/// Settles the runs of an identifier of a machine; never finds anything.
pub(crate) fn find(text: &Text<'_>, number: usize, _sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let hex = run.shape & !shape::HEX == 0;
    let hash = hex && !run.is_digits() && run.len() >= HASH;
    let endless = run.is_digits() && run.len() > 19;
    (hash || endless).then_some(1)
}

/// Words before small numbers that may be somebody's: all labels, and what makes ages, days and years of them.
const TELLING: Cues = Cues::union(&[
    cues::FILLER,
    cues::LINK,
    cues::ID,
    cues::NUMBER,
    cues::PHONE,
    cues::REACH,
    cues::TOWARDS,
    cues::DESK,
    cues::WHEN,
    cues::MONTH,
    cues::AGE,
    cues::BEING,
    cues::MRN,
    cues::MEDICAL,
    cues::RECORD,
    cues::PATIENT,
    cues::INSURANCE,
    cues::MEMBER,
    cues::POLICY,
    cues::PROFESSION,
    cues::LICENSE,
    cues::ROUTING,
    cues::ACCOUNT,
    cues::BANK,
    cues::PASSPORT,
    cues::PASS,
    cues::DRIVER,
    cues::PLATE,
    cues::VEHICLE,
]);

/// Settles a small number that stands alone behind a word that makes nothing of it: a count, a status, a price.
pub(crate) fn small(text: &Text<'_>, number: usize, _sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let before = matches!(text.previous(run.start), b' ' | b':' | b'=' | b'"' | b'[' | b',' | b'>');
    let after = match text.at(run.end) {
        b',' | b'.' => !text.at(run.end + 1).is_ascii_digit(),
        0 | b'}' | b'"' | b']' | b'\n' | b';' | b'<' | b'\\' => true,
        b' ' => {
            !(text.at(run.end + 1).is_ascii_alphanumeric()
                || text.at(run.end + 1) >= 0x80
                || matches!(text.at(run.end + 1), b'(' | b'-' | b'/'))
        }
        _ => false,
    };
    let colons = text.previous(run.start) == b':' && text.previous(run.start - 1) == b':';
    (before && after && !colons && !text.word_before(run.start).any(TELLING)).then_some(1)
}

/// How many runs, from the one of a number on, begin before a position.
pub(crate) fn covered(text: &Text<'_>, number: usize, end: usize) -> usize {
    text.runs().get(number..).unwrap_or_default().iter().take_while(|run| run.start < end).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_machines_are_settled() {
        for (text, settled) in [
            ("ad2eeb51f3348405ce0e2a761595f16e", Some(1)),
            ("12345678901234567890", Some(1)),
            ("4111111111111111", None),
            ("AB12CD34", None),
        ] {
            assert_eq!(find(&Text::new(text), 0, &mut Sink::new(0)), settled, "{text}");
        }
    }
}
