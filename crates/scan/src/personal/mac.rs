//! Addresses of network cards: six bytes as IEEE 802 writes them, or in Cisco's three groups.

use super::machine::covered;
use crate::text::{Text, shape};
use crate::{Rule, Sink, Span, cues};

static PAIRS: Rule =
    Rule { id: "mac-address", reason: "is a network card's address: six bytes with the same sign between them (IEEE 802)" };
static BARE: Rule = Rule { id: "mac-address-labelled", reason: "is twelve hexadecimal digits, called a network card's address" };

/// The address that begins at, or holds, the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    if run.shape & !shape::HEX != 0 {
        return None;
    }
    let (start, end, rule) = match run.len() {
        2 => {
            let sign = if matches!(text.at(run.end), b':' | b'-') { text.at(run.end) } else { text.previous(run.start) };
            if !matches!(sign, b':' | b'-') {
                return None;
            }
            let start = begin(text, run.start, sign, 2);
            (start, regular(text, start, sign, 2, 6)?, &PAIRS)
        }
        4 => {
            if text.at(run.end) != b'.' && text.previous(run.start) != b'.' {
                return None;
            }
            let start = begin(text, run.start, b'.', 4);
            (start, regular(text, start, b'.', 4, 3)?, &PAIRS)
        }
        12 if text.before(run.start).near.any(cues::MAC) => (run.start, run.end, &BARE),
        _ => return None,
    };
    let bytes = text.stretch(start, end);
    let empty = bytes.iter().all(|byte| matches!(byte, b'0' | b':' | b'-' | b'.'));
    let digits_only = bytes.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    let called = text.before(start).near.any(cues::MAC);
    if !empty && (called || !digits_only) {
        sink.push(Span { start, end, kind: "MAC", score: if called { 92 } else { 85 }, rule });
    }
    Some(covered(text, number, end))
}

/// Goes back over groups of letters that are no runs of their own: `aa:bb:01:...`.
fn begin(text: &Text<'_>, start: usize, sign: u8, width: usize) -> usize {
    let mut start = start;
    for _ in 0..5 {
        let Some(before) = start.checked_sub(width + 1) else { break };
        let group = text.stretch(before, before + width);
        if text.previous(start) != sign || group.len() != width || !group.iter().all(u8::is_ascii_hexdigit) {
            break;
        }
        start = before;
    }
    start
}

/// Where so many groups of so many digits end that begin at a position, if they stand alone.
fn regular(text: &Text<'_>, start: usize, sign: u8, width: usize, count: usize) -> Option<usize> {
    let end = start + count * (width + 1) - 1;
    let regular = sign != 0
        && text
            .stretch(start, end)
            .iter()
            .enumerate()
            .all(|(at, byte)| if at % (width + 1) == width { *byte == sign } else { byte.is_ascii_hexdigit() });
    let after = text.at(end);
    let longer = after == sign && text.at(end + 1).is_ascii_hexdigit()
        || after.is_ascii_alphanumeric()
        || text.previous(start) == sign && sign != 0;
    (regular && text.stretch(start, end).len() == end - start && !longer && !text.previous(start).is_ascii_alphanumeric())
        .then_some(end)
}
