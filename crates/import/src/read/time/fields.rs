//! Times in any order of their parts: numbers, month names, a clock, a zone.

use super::{Order, names};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use model::Stamp;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number { value: u32, digits: usize },
    Month(u32),
}

/// What has been found so far.
#[derive(Default)]
struct Found {
    parts: Vec<Part>,
    dots: bool,
    clock: Option<(u32, u32, u32, u32)>,
    afternoon: Option<bool>,
    offset: Option<i64>,
}

/// Reads a text of at most 64 characters.
pub(super) fn read(text: &str, order: Order) -> Option<Stamp> {
    let found = scan(text)?;
    let date = date(&found.parts, found.dots, order)?;
    let Some((hour, minute, second, nanos)) = found.clock else {
        return (found.offset.is_none() && found.afternoon.is_none()).then_some(Stamp::Day(date));
    };
    let hour = match (found.afternoon, hour) {
        (Some(true), 0..12) => hour + 12,
        (Some(false), 12) => 0,
        _ => hour,
    };
    let local = date.and_time(NaiveTime::from_hms_nano_opt(hour, minute, second.min(59), nanos)?);
    Some(match found.offset {
        None => Stamp::Local(local),
        Some(offset) => Stamp::Instant((local - TimeDelta::seconds(offset)).and_utc()),
    })
}

/// The order that a text itself tells: a number above 12 in the first or second place of three numbers.
pub(super) fn told_order(text: &str) -> Option<Order> {
    let (first, second) = undecided(text)?;
    match (first > 12, second > 12) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// Whether both orders are possible and differ.
pub(super) fn is_ambiguous(text: &str) -> bool {
    undecided(text).is_some_and(|(first, second)| first <= 12 && second <= 12 && first != second)
}

/// The first two of three numbers that end with the year, neither dotted nor led by the year.
fn undecided(text: &str) -> Option<(u32, u32)> {
    if !text.contains(['/', '-']) {
        return None;
    }
    let found = scan(text)?;
    match found.parts.as_slice() {
        [Part::Number { value: first, digits: 1 | 2 }, Part::Number { value: second, digits: 1 | 2 }, Part::Number { .. }]
            if !found.dots =>
        {
            Some((*first, *second))
        }
        _ => None,
    }
}

fn scan(text: &str) -> Option<Found> {
    if text.len() > 80 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut found = Found::default();
    let mut rest = text.split(['(', '[']).next().unwrap_or_default().trim();
    while let Some(next) = rest.chars().next() {
        rest = if next.is_ascii_digit() {
            take_number(rest, &mut found)?
        } else if next.is_alphabetic() {
            take_word(rest, &mut found)?
        } else {
            take_mark(rest, next, &mut found)?
        };
    }
    Some(found)
}

fn take_number<'a>(rest: &'a str, found: &mut Found) -> Option<&'a str> {
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(end)?;
    if found.clock.is_none()
        && after.starts_with(':')
        && after.get(1..2).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()))
    {
        return take_clock(digits, after, found);
    }
    if end > 4 || found.parts.len() == 3 {
        return bare_hour(digits, after, found);
    }
    let meridian = after.trim_start().to_ascii_lowercase();
    if found.parts.len() >= 3 || (meridian.starts_with("am") || meridian.starts_with("pm")) {
        return bare_hour(digits, after, found);
    }
    found.parts.push(Part::Number { value: digits.parse().ok()?, digits: end });
    Some(after)
}

/// `3 PM`, and nothing else.
fn bare_hour<'a>(digits: &str, after: &'a str, found: &mut Found) -> Option<&'a str> {
    let next = after.trim_start().to_ascii_lowercase();
    if found.clock.is_some() || !(next.starts_with("am") || next.starts_with("pm")) || digits.len() > 2 {
        return None;
    }
    found.clock = Some((digits.parse().ok()?, 0, 0, 0));
    Some(after)
}

fn take_clock<'a>(hour: &str, after: &'a str, found: &mut Found) -> Option<&'a str> {
    let end = after.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
    let (clock, mut rest) = after.split_at_checked(end)?;
    let mut parts = clock.trim_start_matches(':').split(':');
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), |second| second.parse().ok())?;
    let mut nanos = 0;
    if let Some(digits) = parts.next() {
        nanos = fraction(digits)?;
    } else if let Some(tail) = rest.strip_prefix(['.', ',']).filter(|tail| tail.starts_with(|c: char| c.is_ascii_digit())) {
        let end = tail.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, after) = tail.split_at_checked(end)?;
        nanos = fraction(digits)?;
        rest = after;
    }
    found.clock = Some((hour.parse().ok()?, minute, second, nanos));
    Some(rest)
}

/// Digits after the point as nanoseconds; more than nine are cut.
pub(super) fn fraction(digits: &str) -> Option<u32> {
    let kept = digits.get(..digits.len().min(9))?;
    if kept.is_empty() {
        return Some(0);
    }
    let value: u32 = kept.parse().ok()?;
    Some(value * 10_u32.pow(u32::try_from(9 - kept.len()).ok()?))
}

fn take_word<'a>(rest: &'a str, found: &mut Found) -> Option<&'a str> {
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (word, after) = rest.split_at_checked(end)?;
    let lower = word.to_lowercase();
    match lower.as_str() {
        "am" | "pm" => found.afternoon = Some(lower == "pm"),
        "a" | "p" if after.starts_with(".m") => {
            found.afternoon = Some(lower == "p");
            return Some(after.get(2..)?.trim_start_matches('.'));
        }
        _ if names::is_filler(&lower) => {}
        _ => return take_named(rest, word, after, &lower, found),
    }
    Some(after)
}

fn take_named<'a>(rest: &'a str, word: &str, after: &'a str, lower: &str, found: &mut Found) -> Option<&'a str> {
    if let Some(month) = names::month(lower) {
        found.parts.push(Part::Month(month));
        return Some(after.strip_prefix('.').unwrap_or(after));
    }
    if found.clock.is_none() || found.offset.is_some() {
        return None;
    }
    let signed = after.find(|c: char| !matches!(c, '+' | '-' | ':' | '0'..='9')).unwrap_or(after.len());
    if signed > 1 && after.starts_with(['+', '-']) {
        found.offset = Some(names::offset(rest.get(..word.len() + signed)?)?);
        return after.get(signed..);
    }
    found.offset = Some(names::offset(word)?);
    Some(after)
}

fn take_mark<'a>(rest: &'a str, mark: char, found: &mut Found) -> Option<&'a str> {
    let after = rest.get(mark.len_utf8()..)?;
    match mark {
        '+' | '-' if found.clock.is_some() && found.parts.len() == 3 && found.offset.is_none() => {
            let end = after.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b':').count();
            found.offset = Some(names::offset(rest.get(..=end)?)?);
            after.get(end..)
        }
        '.' | '/' | '-' | ',' | '\'' | ' ' | '\t' | '\u{a0}' | '\u{202f}' => {
            found.dots |= mark == '.' && found.clock.is_none() && found.parts.len() < 3;
            Some(after)
        }
        _ => None,
    }
}

fn date(parts: &[Part], dots: bool, order: Order) -> Option<NaiveDate> {
    let (year, month, day) = match parts {
        [Part::Month(month), Part::Number { value: day, .. }, year]
        | [Part::Number { value: day, digits: 1 | 2 }, Part::Month(month), year]
        | [
            year @ Part::Number { digits: 4, .. },
            Part::Month(month) | Part::Number { value: month, .. },
            Part::Number { value: day, .. },
        ] => (full_year(*year)?, *month, *day),
        [Part::Number { value: first, digits: 1 | 2 }, Part::Number { value: second, digits: 1 | 2 }, year] => {
            let (month, day) = month_day(*first, *second, dots, order);
            (full_year(*year)?, month, day)
        }
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

fn month_day(first: u32, second: u32, dots: bool, order: Order) -> (u32, u32) {
    let day_first = match (first > 12, second > 12) {
        (true, false) => true,
        (false, true) => false,
        _ => dots || order == Order::DayFirst,
    };
    if day_first { (second, first) } else { (first, second) }
}

/// Four digits as they are; two digits from 1970 to 2069.
fn full_year(part: Part) -> Option<i32> {
    match part {
        Part::Number { value, digits: 4 } => i32::try_from(value).ok(),
        Part::Number { value, digits: 2 } => i32::try_from(if value < 70 { 2000 + value } else { 1900 + value }).ok(),
        Part::Number { .. } | Part::Month(_) => None,
    }
}
