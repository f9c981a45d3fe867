//! Vehicle identification numbers: seventeen signs (ISO 3779), in North America with a check digit (49 CFR 565.15).

use crate::text::{Text, shape};
use crate::{Rule, Sink, Span, cues};

static CHECKED: Rule =
    Rule { id: "vin-check-digit", reason: "is seventeen signs whose ninth is the right check digit (49 CFR 565.15)" };
static CALLED: Rule =
    Rule { id: "vin-labelled", reason: "is seventeen signs, called a vehicle identification number (ISO 3779)" };

/// Weights of the seventeen places; the ninth is the check digit.
const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/// The number that is the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let vin = text.stretch(run.start, run.end);
    if run.shape & (shape::LOWER | shape::HEX_LOWER) != 0 || vin.iter().any(|byte| matches!(byte, b'I' | b'O' | b'Q')) {
        return None;
    }
    let called = text.before(run.start).near.any(cues::VIN.or(cues::VEHICLE));
    let serial = vin.iter().skip(13).all(u8::is_ascii_digit) && vin.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= 3;
    let (score, rule) = match (check(vin), called) {
        (true, true) => (96, &CHECKED),
        (true, false) if serial => (80, &CHECKED),
        (false, true) => (80, &CALLED),
        _ => return None,
    };
    sink.push(Span { start: run.start, end: run.end, kind: "VIN", score, rule });
    Some(1)
}

fn check(vin: &[u8]) -> bool {
    let value = |byte: u8| match byte {
        b'0'..=b'9' => u32::from(byte - b'0'),
        b'A'..=b'H' => u32::from(byte - b'A') + 1,
        b'J'..=b'R' => u32::from(byte - b'J') + 1,
        b'S'..=b'Z' => u32::from(byte - b'S') + 2,
        _ => 0,
    };
    let sum: u32 = vin.iter().zip(WEIGHTS).map(|(byte, weight)| value(*byte) * weight).sum();
    let expected = if sum % 11 == 10 { b'X' } else { b"0123456789".get(sum as usize % 11).copied().unwrap_or(0) };
    vin.len() == 17 && vin.get(8) == Some(&expected)
}
