//! Numbers of payment cards: ranges of issuers (ISO/IEC 7812, the networks' published ranges) and Luhn's digit.

use super::group::{Groups, gather, glued_left, glued_right};
use super::machine::covered;
use crate::text::Text;
use crate::{Rule, Sink, Span, cues};

static ISSUED: Rule = Rule {
    id: "card-issuer-luhn",
    reason: "lies in an issuer's range, has its length, and its last digit is right (Luhn, ISO/IEC 7812)",
};
static CALLED: Rule =
    Rule { id: "card-labelled-luhn", reason: "is called a card, and its last digit is right (Luhn, ISO/IEC 7812)" };

/// How cards are written in groups.
const LAYOUTS: &[&[usize]] = &[
    &[4, 4, 4, 4],
    &[4, 6, 5],
    &[4, 6, 4],
    &[4, 4, 4, 4, 3],
    &[4, 4, 4, 1],
    &[4, 4, 4, 3],
    &[4, 4, 5],
    &[4, 4, 4],
    &[6, 13],
    &[8, 8],
];

/// The card that begins at the run of a number.
pub(crate) fn find(text: &Text<'_>, number: usize, sink: &mut Sink) -> Option<usize> {
    let all = gather(text, number);
    let count = (1..=all.count().min(5)).rev().find(|count| {
        let groups = all.first(*count);
        fits(&groups) && luhn(groups.digits())
    })?;
    let groups = all.first(count);
    let (start, end) = (groups.start, groups.end());
    if glued_left(text, start)
        || glued_right(text, end)
        || text.previous(start) == b'#' && text.at(start.saturating_sub(2)).is_ascii_alphanumeric()
    {
        return None;
    }
    let context = text.before(start);
    let longer =
        count > 1 && (count < all.count() && all.joints().get(count - 1) == groups.joints().first() || is_group(text, start));
    let called = context.nearer(cues::CARD, cues::TECHNICAL) || context.near.any(cues::CARD);
    let issued = issuer(groups.digits());
    let against = context
        .distance(cues::TECHNICAL.or(cues::PHONE).or(cues::ACCOUNT).or(cues::ID).or(cues::USER))
        .is_some_and(|words| words < 3)
        || context.field;
    let (score, rule) = match (called, issued) {
        (true, true) => (96, &ISSUED),
        (true, false) => (92, &CALLED),
        (false, true) if count > 1 && !longer => (91, &ISSUED),
        (false, true) if !against && groups.total() >= 14 => (75, &ISSUED),
        _ => return None,
    };
    sink.push(Span { start, end, kind: "CREDIT_CARD", score, rule });
    Some(covered(text, number, end))
}

/// Whether a group with letters stands before a number, as the country's in an IBAN.
fn is_group(text: &Text<'_>, start: usize) -> bool {
    let group = text.stretch(start.saturating_sub(5), start);
    matches!(group, [a, _, _, d, b' ' | b'-'] if a.is_ascii_uppercase() && d.is_ascii_alphanumeric() && !d.is_ascii_lowercase())
}

/// Whether digits are grouped as on a card: all together, or in the layout of a network with one sign between.
fn fits(groups: &Groups) -> bool {
    let layout = match groups.count() {
        1 => (12..=19).contains(&groups.total()),
        _ => LAYOUTS.contains(&groups.lengths()) && (groups.joined_by(b' ') || groups.joined_by(b'-') || groups.joined_by(b'.')),
    };
    layout && !groups.extended && groups.digits().array_windows().any(|[a, b]| a != b)
}

/// Luhn's sum of ISO/IEC 7812-1, annex B.
pub(crate) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit.wrapping_sub(b'0'));
            if at % 2 == 0 {
                value
            } else if value > 4 {
                value * 2 - 9
            } else {
                value * 2
            }
        })
        .sum();
    sum % 10 == 0
}

/// Networks: the first and the last six digits of a range, the lengths of its numbers.
const ISSUERS: &[(u32, u32, &[usize])] = &[
    (213_100, 213_199, &[15]),                 // JCB, older
    (180_000, 180_099, &[15]),                 // JCB, older
    (220_000, 220_499, &[16]),                 // Mir
    (222_100, 272_099, &[16]),                 // Mastercard
    (300_000, 305_999, &[14, 16, 19]),         // Diners Club
    (309_500, 309_599, &[14, 16, 19]),         // Diners Club
    (340_000, 349_999, &[15]),                 // American Express
    (352_800, 358_999, &[16, 19]),             // JCB
    (360_000, 369_999, &[14, 16, 19]),         // Diners Club
    (370_000, 379_999, &[15]),                 // American Express
    (380_000, 399_999, &[14, 16, 19]),         // Diners Club
    (400_000, 499_999, &[13, 16, 19]),         // Visa
    (500_000, 509_999, &[16, 19]),             // Maestro, Verve, Elo, RuPay
    (510_000, 559_999, &[16]),                 // Mastercard
    (560_000, 589_999, &[12, 13, 16, 18, 19]), // Maestro
    (601_100, 601_199, &[16, 19]),             // Discover
    (620_000, 629_999, &[16, 17, 18, 19]),     // UnionPay
    (630_000, 639_999, &[16, 18, 19]),         // Maestro, InstaPayment
    (644_000, 659_999, &[16, 19]),             // Discover, RuPay
    (670_000, 679_999, &[16, 18, 19]),         // Maestro
    (810_000, 819_999, &[16, 19]),             // UnionPay
    (979_200, 979_299, &[16]),                 // Troy
];

/// Whether a network issues numbers that begin so and are so long.
fn issuer(digits: &[u8]) -> bool {
    let head = digits.iter().take(6).fold(0, |value, digit| value * 10 + u32::from(digit.wrapping_sub(b'0')));
    ISSUERS.iter().any(|(first, last, lengths)| (*first..=*last).contains(&head) && lengths.contains(&digits.len()))
}
