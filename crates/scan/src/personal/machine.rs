//! What is certainly nobody's: UUIDs, hashes, trace ids, keys of databases.
//!
//! Why it exists: most digits of a log are in these, and looking at them as at a telephone number costs time and is wrong.

use crate::Sink;
use crate::text::{Text, shape};

/// The shortest hexadecimal number with letters that is taken for a hash or an id of a trace.
const HASH: usize = 16;

/// Settles the runs of an identifier of a machine; never finds anything.
pub(crate) fn find(text: &Text<'_>, number: usize, _sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let hex = run.shape & !shape::HEX == 0;
    if run.len() == 8
        && hex
        && is_uuid(text.stretch(run.start, run.start + 36))
        && !text.at(run.start + 36).is_ascii_alphanumeric()
    {
        return Some(covered(text, number, run.start + 36));
    }
    let hash = hex && !run.is_digits() && run.len() >= HASH;
    let endless = run.is_digits() && run.len() > 19;
    (hash || endless).then_some(1)
}

/// How many runs, from the one of a number on, begin before a position.
pub(crate) fn covered(text: &Text<'_>, number: usize, end: usize) -> usize {
    text.runs().get(number..).unwrap_or_default().iter().take_while(|run| run.start < end).count().max(1)
}

/// Whether bytes are a UUID as RFC 9562 writes it.
fn is_uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 8 | 13 | 18 | 23) { *byte == b'-' } else { byte.is_ascii_hexdigit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_machines_are_settled() {
        for (text, settled) in [
            ("0c7658c1-776e-4a48-8def-0123456789ab", Some(5)),
            ("ad2eeb51f3348405ce0e2a761595f16e", Some(1)),
            ("12345678901234567890", Some(1)),
            ("4111111111111111", None),
            ("AB12CD34", None),
        ] {
            assert_eq!(find(&Text::new(text), 0, &mut Sink::new(0)), settled, "{text}");
        }
    }
}
