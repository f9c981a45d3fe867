//! Machine-readable zones of passports, identity cards and visas (ICAO Doc 9303, parts 3 to 7).

use memchr::memmem;

use super::number::value;
use crate::{Rule, Sink, Span};

static PASSPORT: Rule = Rule {
    id: "icao-9303-passport",
    reason: "machine-readable zone of a passport: two lines of 44 characters, check digits of number, birth and expiry hold",
};
static CARD: Rule = Rule {
    id: "icao-9303-card",
    reason: "machine-readable zone of an identity card or visa: lines of 30, 36 or 44 characters, check digits hold",
};

/// A zone has this filler twice in its line of names.
const FILLERS: &[u8] = b"<<";

/// Finds the zones.
pub(super) fn find(text: &str, sink: &mut Sink) {
    let bytes = text.as_bytes();
    let mut at = 0;
    for filler in memmem::find_iter(bytes, FILLERS) {
        if filler < at {
            continue;
        }
        let start = filler - bytes.get(at..filler).unwrap_or_default().iter().rev().take_while(|byte| in_zone(**byte)).count();
        at = filler + 1;
        if let Some((end, is_passport)) = zone(bytes, start) {
            let (kind, rule) = if is_passport { ("PASSPORT", &PASSPORT) } else { ("IDENTITY_CARD", &CARD) };
            sink.push(Span { start, end, kind, score: 99, rule });
            at = end;
        }
    }
}

const fn in_zone(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'<')
}

/// The end of the zone that begins at a place, and whether it is that of a passport.
fn zone(bytes: &[u8], start: usize) -> Option<(usize, bool)> {
    let (first, mut end) = line(bytes, start)?;
    let kind = *first.first()?;
    if first.len() == 30 {
        let (second, at) = next_line(bytes, end)?;
        (b"IAC".contains(&kind) && second.len() == 30 && holds(first, 5, 14) && dates(second, 0, 8)).then_some(())?;
        end = next_line(bytes, at).filter(|(third, _)| third.len() == 30).map_or(at, |(_, third)| third);
        return Some((end, false));
    }
    let (second, end) = next_line(bytes, end)?;
    let same = first.len() == second.len() && matches!(first.len(), 36 | 44);
    let holds = same && b"PVIAC".contains(&kind) && holds(second, 0, 9) && dates(second, 13, 21);
    holds.then_some((end, kind == b'P'))
}

fn line(bytes: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let rest = bytes.get(start..)?;
    let length = rest.iter().position(|byte| !in_zone(*byte)).unwrap_or(rest.len());
    Some((rest.get(..length)?, start + length))
}

/// The line after a line break, a blank, or the escape of a line break.
fn next_line(bytes: &[u8], end: usize) -> Option<(&[u8], usize)> {
    let gap = match bytes.get(end..)? {
        [b'\\', b'r', b'\\', b'n', ..] => 4,
        [b'\r', b'\n', ..] | [b'\\', b'n', ..] => 2,
        [b'\n' | b' ', ..] => 1,
        _ => return None,
    };
    line(bytes, end + gap)
}

fn dates(line: &[u8], birth: usize, expiry: usize) -> bool {
    holds(line, birth, birth + 6) && holds(line, expiry, expiry + 6)
}

/// Whether the character after a stretch is its check digit: weights 7, 3, 1; the filler counts 0.
fn holds(line: &[u8], from: usize, to: usize) -> bool {
    let sum: u32 = line
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .zip([7, 3, 1].iter().cycle())
        .map(|(byte, weight)| value(*byte) * weight)
        .sum();
    line.get(to).is_some_and(|check| check.is_ascii_digit() && value(*check) == sum % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(&'static str, usize, usize)> {
        let mut sink = Sink::new(1);
        find(text, &mut sink);
        sink.finish().iter().map(|span| (span.kind, span.start, span.end)).collect()
    }

    // The specimens of the fictitious state of Utopia in Doc 9303.
    const TWO_LINES: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    #[test]
    fn zones_of_the_specimens() {
        assert_eq!(kinds(&format!("mrz: {TWO_LINES} ok")), [("PASSPORT", 5, 94)]);
        assert_eq!(kinds(&TWO_LINES.replace('\n', "\\n")), [("PASSPORT", 0, 90)]);
        let card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
        assert_eq!(kinds(card), [("IDENTITY_CARD", 0, 92)]);
    }

    #[test]
    fn wrong_check_digits_are_no_zone() {
        assert!(kinds(&TWO_LINES.replace("C36UTO", "C37UTO")).is_empty());
        assert!(kinds("cat <<EOF\n<<<<<<<<\nx << 4 <<").is_empty());
    }
}
