//! Addresses by their unit: `1201 harbour lane apt. 7, milton 30441`, however they are written.
//!
//! Why it exists: the tagger looks at capitals, and people write addresses small. A number of a house before an apartment or
//! suite and its number is an address in any case of letters, and reaches on to its postal code.

use super::token::{Gap, Kind, Token};
use crate::{Rule, Span};

static UNIT: Rule = Rule { id: "address-with-unit", reason: "is the number of a house, a street, and an apartment or suite" };

static POST: Rule = Rule { id: "address-military", reason: "is a unit and a box of a military post office" };

/// The most tokens between the number of the house and the unit.
const BEFORE: usize = 8;
/// The most tokens between the unit and the postal code.
const BEHIND: usize = 14;

/// Finds them all.
pub(super) fn find(text: &str, tokens: &[Token], take: &mut dyn FnMut(Span)) {
    let piece = |token: &Token| text.get(token.start as usize..token.end as usize).unwrap_or_default();
    for (at, token) in tokens.iter().enumerate() {
        if !token.kind.is_word() || !matches!(token.end - token.start, 3 | 4 | 5 | 9) {
            continue;
        }
        let second = text.as_bytes().get(token.start as usize + 1).map_or(0, u8::to_ascii_lowercase);
        if !matches!(second, b'p' | b'u' | b's' | b'm' | b'n') {
            continue;
        }
        let word = piece(token).as_bytes();
        let unit = matches!(word, b"apt" | b"Apt" | b"APT" | b"suite" | b"Suite" | b"SUITE" | b"apartment" | b"Apartment");
        let post = matches!(word, b"psc" | b"PSC" | b"cmr" | b"CMR" | b"unit" | b"Unit" | b"UNIT");
        if post && let Some(end) = military(tokens.get(at + 1..).unwrap_or_default(), piece) {
            take(Span { start: token.start as usize, end, kind: "ADDRESS", score: 80, rule: &POST });
        }
        if !unit {
            continue;
        }
        let stop = usize::from(tokens.get(at + 1).is_some_and(|next| piece(next) == "."));
        let Some(number) = tokens.get(at + 1 + stop).filter(|next| next.kind == Kind::Digits && next.gap == Gap::Space) else {
            continue;
        };
        let Some(house) = house(tokens.get(..at).unwrap_or_default(), piece) else { continue };
        let end = code(tokens.get(at + 2 + stop..).unwrap_or_default(), piece).unwrap_or(number.end as usize);
        take(Span { start: house, end, kind: "ADDRESS", score: 80, rule: &UNIT });
    }
}

/// Where an address of a military post office ends behind its first word: `PSC 12, Box 34, APO AE 09012`.
fn military<'t>(behind: &[Token], piece: impl Fn(&Token) -> &'t str) -> Option<usize> {
    let [number, rest @ ..] = behind else { return None };
    let comma = rest.first().is_some_and(|mark| piece(mark) == ",");
    let rest = rest.get(usize::from(comma)..)?;
    let [word, second, rest @ ..] = rest else { return None };
    let boxed = number.kind == Kind::Digits && matches!(piece(word), "box" | "Box" | "BOX") && second.kind == Kind::Digits;
    boxed.then(|| code(rest, piece).unwrap_or(second.end as usize))
}

/// Where the number of the house begins: the farthest within reach, of the same line or the one before the unit.
fn house<'t>(before: &[Token], piece: impl Fn(&Token) -> &'t str) -> Option<usize> {
    let mut house = None;
    let mut words = 0;
    let mut lines = 0;
    let mut after = Gap::Space;
    for token in before.iter().rev().take(BEFORE) {
        lines += u32::from(after == Gap::Line);
        let joins = matches!(piece(token), "." | "," | "-" | "'" | "’");
        if lines > 1 || !(token.kind.is_word() || token.kind == Kind::Digits || joins) {
            break;
        }
        words += u32::from(token.kind.is_word());
        if token.kind == Kind::Digits && token.end - token.start <= 5 && words > 0 && token.gap != Gap::None
            || token.kind == Kind::Digits && words > 0 && token.start == 0
        {
            house = Some(token.start as usize);
        }
        after = token.gap;
    }
    house
}

/// Where the postal code ends that follows within three lines.
fn code<'t>(behind: &[Token], piece: impl Fn(&Token) -> &'t str) -> Option<usize> {
    let mut lines = 0;
    for token in behind.iter().take(BEHIND) {
        lines += u32::from(token.gap == Gap::Line);
        let joins =
            token.kind == Kind::Mark && !matches!(piece(token), ":" | "=" | ";" | "<" | ">" | "{" | "}" | "[" | "]" | "|");
        let digits = token.kind == Kind::Digits;
        if lines > 4 || !(token.kind.is_word() || digits || joins) {
            return None;
        }
        if digits && (4..=6).contains(&(token.end - token.start)) {
            return Some(token.end as usize);
        }
    }
    None
}
