//! Days as people and machines write them: where one begins and ends, and whether the calendar has it.

use super::month::{is_ambiguous, month};
use crate::context::is_letter;
use crate::text::Text;

/// How a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Year first, in numbers: ISO 8601.
    Iso,
    /// Day or month first, in numbers.
    Numbers,
    /// With the name of a month, a day and a year.
    Named,
    /// With the name of a month and a day or a year only.
    Part,
    /// A day and a month in numbers.
    Short,
}

/// A stretch of text that is a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// How it is written.
    pub(crate) form: Form,
}

/// Years that people of today are born in and write about.
pub(crate) const YEARS: std::ops::RangeInclusive<u32> = 1880..=2099;

/// Digits from a position on: their value and where they end; at most so many, and no more may follow.
fn number(text: &Text<'_>, at: usize, most: usize) -> Option<(u32, usize)> {
    let rest = text.bytes().get(at..)?;
    let length = rest.iter().take(most + 1).take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 || length > most {
        return None;
    }
    let value = rest.iter().take(length).fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Some((value, at + length))
}

/// Whether a month has a day.
fn has(month: u32, day: u32) -> bool {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A day in numbers that begins at a position.
pub(crate) fn numeric(text: &Text<'_>, start: usize) -> Option<Day> {
    let (first, at) = number(text, start, 4)?;
    let wide = at - start;
    if let Some(day) = cjk(text, start, first, at, wide) {
        return Some(day);
    }
    let sign = text.at(at);
    if !matches!(sign, b'-' | b'/' | b'.') {
        return None;
    }
    // "1. 2. 1990" has blanks behind its stops.
    let blank = usize::from(sign == b'.' && text.at(at + 1) == b' ');
    let (second, at) = number(text, at + 1 + blank, 2)?;
    if text.at(at) != sign || blank == 1 && text.at(at + 1) != b' ' {
        let short = matches!(sign, b'/' | b'.' | b'-')
            && blank == 0
            && wide <= 2
            && (has(first, second) || has(second, first))
            && sign == b'/';
        return short.then_some(Day { start, end: at, form: Form::Short });
    }
    let (third, end) = number(text, at + 1 + blank, 4)?;
    let long = end - at - 1 - blank;
    if wide == 4 {
        let good = YEARS.contains(&first) && has(second, third) && long <= 2;
        return good.then_some(Day { start, end, form: Form::Iso });
    }
    let year = long == 4 && YEARS.contains(&third) || long == 2;
    (wide <= 2 && year && (has(first, second) || has(second, first))).then_some(Day { start, end, form: Form::Numbers })
}

/// `2023年4月12日`, `2023년 4월 12일`.
fn cjk(text: &Text<'_>, start: usize, year: u32, at: usize, wide: usize) -> Option<Day> {
    let sign = |at: usize, signs: [&str; 2]| {
        signs.iter().find(|sign| text.stretch(at, at + sign.len()) == sign.as_bytes()).map(|sign| at + sign.len())
    };
    let skip = |at: usize| at + usize::from(text.at(at) == b' ');
    if wide != 4 || !YEARS.contains(&year) || text.at(at) < 0x80 {
        return None;
    }
    let (month, at) = number(text, skip(sign(at, ["年", "년"])?), 2)?;
    let (day, at) = number(text, skip(sign(at, ["月", "월"])?), 2)?;
    let end = sign(at, ["日", "일"])?;
    has(month, day).then_some(Day { start, end, form: Form::Named })
}

/// A day with the name of its month, whose day (or year) begins at a position.
pub(crate) fn named(text: &Text<'_>, start: usize) -> Option<Day> {
    let (value, at) = number(text, start, 4)?;
    let (wide, end) = (at - start, ordinal(text, at));
    if wide == 3 || text.at(end).is_ascii_alphanumeric() {
        return None;
    }
    let before = month_before(text, start);
    if wide == 4 {
        let (begins, _) = before.filter(|_| YEARS.contains(&value))?;
        return Some(Day { start: begins, end, form: Form::Part });
    }
    if let Some((begins, month)) = before.filter(|(_, month)| has(u32::from(*month), value)) {
        return Some(match year_after(text, end) {
            Some(end) => Day { start: begins, end, form: Form::Named },
            None => Day { start: begins, end, form: Form::Part },
        });
    }
    let (name, _) = month_after(text, end).filter(|(_, month)| has(u32::from(*month), value))?;
    Some(match year_after(text, name.1) {
        Some(end) => Day { start, end, form: Form::Named },
        None if is_ambiguous(text.stretch(name.0, name.1)) => return None,
        None => Day { start, end: name.1, form: Form::Part },
    })
}

/// Takes in `st`, `nd`, `rd`, `th`, `º`.
fn ordinal(text: &Text<'_>, at: usize) -> usize {
    match text.stretch(at, at + 2) {
        b"st" | b"nd" | b"rd" | b"th" | b"ST" | b"ND" | b"RD" | b"TH" | b"er" => at + 2,
        sign if sign == "º".as_bytes() => at + 2,
        _ => at,
    }
}

/// The month whose name ends before a position: where it begins.
fn month_before(text: &Text<'_>, start: usize) -> Option<(usize, u8)> {
    let mut at = start;
    for word in [" the ", " de ", " del ", ", ", ". ", "-", " ", "/", "."] {
        let length = word.len();
        if text.stretch(start.saturating_sub(length), start) == word.as_bytes() {
            at = start - length;
            break;
        }
    }
    if at == start {
        return None;
    }
    let letters = text.stretch(at.saturating_sub(24), at).iter().rev().take_while(|byte| is_letter(**byte)).count();
    let word = text.stretch(at - letters, at);
    let found = month(word).filter(|_| !is_ambiguous(word))?;
    let free = !matches!(text.previous(at - letters), b'_' | b'-' | b'/' | b'.');
    free.then_some((at - letters, found))
}

/// The month whose name begins after a position: where it begins and ends.
fn month_after(text: &Text<'_>, end: usize) -> Option<((usize, usize), u8)> {
    let rest = text.bytes().get(end..)?;
    let gap = [b" day of ".as_slice(), b" of ", b" de ", b". ", b" ", b"-", b".", b"/"]
        .into_iter()
        .find(|gap| rest.starts_with(gap))?;
    let start = end + gap.len();
    let letters = rest.get(gap.len()..)?.iter().take(24).take_while(|byte| is_letter(**byte)).count();
    let found = month(text.stretch(start, start + letters))?;
    Some(((start, start + letters), found))
}

/// Where the year ends that follows a position.
fn year_after(text: &Text<'_>, end: usize) -> Option<usize> {
    let rest = text.bytes().get(end..)?;
    let gap = [b", of ".as_slice(), b" of ", b" de ", b" del ", b". ", b", ", b",", b" ", b"-", b"/", b".", b" '", b"'"]
        .into_iter()
        .find(|gap| rest.starts_with(gap))?;
    let (year, after) = number(text, end + gap.len(), 4)?;
    let wide = after - end - gap.len();
    let tight = matches!(gap, b"-" | b"/" | b"." | b" '" | b"'");
    let good = wide == 4 && YEARS.contains(&year) || wide == 2 && tight;
    (good && !text.at(after).is_ascii_alphanumeric() && text.at(after) != b':').then_some(after)
}

/// A time of day behind a day: where it ends, and whether a machine's `T` or zone is in it.
pub(crate) fn time(text: &Text<'_>, end: usize) -> Option<(usize, bool)> {
    let rest = text.bytes().get(end..)?;
    let gap = [b"T".as_slice(), b", ", b" at ", b" "].into_iter().find(|gap| rest.starts_with(gap))?;
    let mut machine = gap == b"T";
    let (hour, at) = number(text, end + gap.len(), 2)?;
    if hour > 24 || text.at(at) != b':' {
        return None;
    }
    let (minute, mut at) = number(text, at + 1, 2)?;
    if minute > 59 {
        return None;
    }
    if text.at(at) == b':' {
        (_, at) = number(text, at + 1, 2)?;
        if matches!(text.at(at), b'.' | b',')
            && let Some((_, fraction)) = number(text, at + 1, 9)
        {
            at = fraction;
        }
    }
    let tail = text.stretch(at, at + 3);
    if tail.starts_with(b"Z") {
        (at, machine) = (at + 1, true);
    } else if matches!(tail, [b'+' | b'-', b'0' | b'1', b'0'..=b'9']) {
        let digits = text
            .bytes()
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .take(5)
            .take_while(|byte| byte.is_ascii_digit() || **byte == b':')
            .count();
        (at, machine) = (at + 1 + digits, true);
    } else if matches!(tail, b" AM" | b" PM" | b" am" | b" pm") {
        at += 3;
    }
    Some((at, machine))
}
