//! International bank account numbers (ISO 13616): a length for each country, and a remainder of 1 by 97.

use super::machine::covered;
use crate::text::Text;
use crate::{Rule, Sink, Span};

static MOD_97: Rule =
    Rule { id: "iban-mod-97", reason: "has the length of its country's IBAN and the right check digits (ISO 13616, ISO 7064)" };

/// Countries and lengths: the IBAN registry of SWIFT, in its order.
const LENGTHS: &str = "AD24AE23AL28AO25AT20AZ28BA20BE16BF28BG22BH22BI27BJ28BR29BY28CF27CG27CH21CI28CM27CR22CV25CY28CZ24DE22DJ27DK18DO28DZ26EE20EG29ES24FI18FK18FO18FR27\
GA27GB22GE22GI23GL18GQ27GR27GT28GW25HN28HR21HU28IE22IL23IQ23IR26IS26IT27JO30KM27KW30KZ20LB28LC32LI21LT20LU20LV21LY25MA28MC27MD24ME22MG27MK19ML28MN20MR27MT31MU30MZ25NE28NI28NL18NO15\
OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SN28SO23ST25SV28TD27TG28TL23TN24TR26UA29VA22VG24XK20YE30";

/// The longest IBAN with a blank after every fourth sign.
const LONGEST: usize = 44;

/// The number that begins at the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let run = text.run(number);
    let length = match text.stretch(run.start, run.start + 4) {
        [a, b, c, d] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit() => {
            length(a.to_ascii_uppercase(), b.to_ascii_uppercase())?
        }
        _ => return None,
    };
    let mut digits = [0_u8; LONGEST];
    let mut count = 0;
    let mut end = run.start;
    let joint = text.at(run.start + 4);
    let grouped = matches!(joint, b' ' | b'-');
    while count < length {
        let byte = text.at(end);
        if byte.is_ascii_alphanumeric() {
            *digits.get_mut(count)? = byte.to_ascii_uppercase();
            count += 1;
        } else if !(grouped && byte == joint && text.at(end + 1).is_ascii_alphanumeric()) {
            return None;
        }
        end += 1;
    }
    let code = digits.get(..length)?;
    if text.at(end).is_ascii_alphanumeric() || text.previous(run.start) == b'_' || !mod_97(code) {
        return None;
    }
    sink.push(Span { start: run.start, end, kind: "IBAN", score: 97, rule: &MOD_97 });
    Some(covered(text, number, end))
}

/// How long the numbers of a country are.
fn length(first: u8, second: u8) -> Option<usize> {
    let entry = LENGTHS.as_bytes().chunks_exact(4).find(|entry| entry.starts_with(&[first, second]))?;
    std::str::from_utf8(entry.get(2..)?).ok()?.parse().ok()
}

/// Whether the number, its first four signs put last and its letters read as 10 to 35, leaves 1 by 97 (ISO 7064).
fn mod_97(code: &[u8]) -> bool {
    let (head, tail) = code.split_at(4.min(code.len()));
    let remainder = tail.iter().chain(head).fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        _ => 98,
    });
    remainder == 1
}
