//! Times as exports write them, read to [`Stamp`] without guessing more than the text says.
//!
//! ISO with any fraction and any zone form, epochs in seconds to nanoseconds, D/M/Y, M/D/Y, D-M-Y, D.M.Y, month names
//! (English, German, French), AM/PM, compact forms, and the words and far-off dates that stand for "none". A zone is
//! kept when named and never assumed. What cannot be read is said to be unreadable; it is never replaced.

mod epoch;
mod fields;
mod names;
mod sentinel;

pub use epoch::{epoch, epoch_float};
pub use sentinel::is_blank;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use model::Stamp;
use serde_json::Value;

/// Which of the first two numbers of `03/04/2026` is the month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// `month/day/year`.
    #[default]
    MonthFirst,
    /// `day/month/year`.
    DayFirst,
}

/// What a cell meant for a time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Nothing: empty, a word for nothing, or a date that stands for never (9999-12-31, 0001-01-01, epoch 0).
    Blank,
    /// A time.
    At(Stamp),
    /// Something that is no time.
    Unreadable,
}

impl Reading {
    /// The time, if there is one.
    pub const fn stamp(self) -> Option<Stamp> {
        match self {
            Self::At(stamp) => Some(stamp),
            Self::Blank | Self::Unreadable => None,
        }
    }
}

/// The later of two times; one without a zone is taken for UTC in the comparison.
pub fn later(a: Option<Stamp>, b: Option<Stamp>) -> Option<Stamp> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.earliest(Tz::UTC) > a.earliest(Tz::UTC) { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// A day of a source that counts in UTC as the moment at which it begins.
pub fn midnight(stamp: Stamp) -> Stamp {
    match stamp {
        Stamp::Day(day) => Stamp::Instant(day.and_time(NaiveTime::MIN).and_utc()),
        Stamp::Instant(_) | Stamp::Local(_) => stamp,
    }
}

/// Reads a text; `order` decides only where the text itself does not.
pub fn read(text: &str, order: Order) -> Reading {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if sentinel::is_blank_time(text) {
        return Reading::Blank;
    }
    let found = iso(text).or_else(|| epoch::digits(text)).or_else(|| epoch::dotnet(text)).or_else(|| fields::read(text, order));
    match found {
        Some(stamp) if sentinel::is_never(stamp) => Reading::Blank,
        Some(stamp) => Reading::At(stamp),
        None if sentinel::is_zero_date(text) => Reading::Blank,
        None => Reading::Unreadable,
    }
}

/// The time of a text, month first where it does not tell; none when blank or unreadable.
pub fn stamp(text: &str) -> Option<Stamp> {
    read(text, Order::MonthFirst).stamp()
}

/// Reads a JSON value: a text, or a number as an epoch.
pub fn json(value: &Value) -> Reading {
    match value {
        Value::Null => Reading::Blank,
        Value::String(text) => read(text, Order::MonthFirst),
        Value::Number(number) => {
            let found = number.as_i64().map_or_else(|| number.as_f64().map(epoch_float), |whole| Some(epoch(whole)));
            found.unwrap_or(Reading::Unreadable)
        }
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Reading::Unreadable,
    }
}

/// Which order the dates of one column have: any number above 12 in one place decides. None: no value tells, or they
/// contradict each other.
pub fn order<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<Order> {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for value in values {
        match fields::told_order(value.trim()) {
            Some(Order::DayFirst) => day_first += 1,
            Some(Order::MonthFirst) => month_first += 1,
            None => {}
        }
    }
    match (day_first, month_first) {
        (0, 0) => None,
        (_, 0) => Some(Order::DayFirst),
        (0, _) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// Whether a text is a date of three numbers whose first two could both be months.
pub fn is_ambiguous(text: &str) -> bool {
    fields::is_ambiguous(text.trim())
}

/// The fast path: `2026-03-01`, and with `T` or a blank a time, a fraction and a zone.
fn iso(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') || bytes.len() < 10 {
        return None;
    }
    let year = i32::try_from(number(bytes, 0, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, number(bytes, 5, 2)?, number(bytes, 8, 2)?)?;
    match bytes.get(10) {
        None => Some(Stamp::Day(date)),
        Some(b'T' | b't' | b' ') => iso_time(date, text, bytes),
        Some(_) => None,
    }
}

fn iso_time(date: NaiveDate, text: &str, bytes: &[u8]) -> Option<Stamp> {
    if bytes.get(13) != Some(&b':') {
        return None;
    }
    let (hour, minute) = (number(bytes, 11, 2)?, number(bytes, 14, 2)?);
    let (second, mut end) = if bytes.get(16) == Some(&b':') { (number(bytes, 17, 2)?, 19) } else { (0, 16) };
    let mut nanos = 0;
    if end == 19 && matches!(bytes.get(19), Some(b'.' | b',')) {
        let digits = bytes.iter().skip(20).take_while(|byte| byte.is_ascii_digit()).count();
        nanos = fields::fraction(text.get(20..20 + digits)?)?;
        end = 20 + digits;
    }
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second.min(59), nanos)?;
    placed(date.and_time(time), text.get(end..)?.trim())
}

/// A wall-clock time with what follows it: nothing, or a zone.
fn placed(local: NaiveDateTime, zone: &str) -> Option<Stamp> {
    if zone.is_empty() {
        return Some(Stamp::Local(local));
    }
    let offset = names::offset(zone)?;
    Some(Stamp::Instant((local - TimeDelta::seconds(offset)).and_utc()))
}

fn number(bytes: &[u8], start: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(start..start + length)?;
    digits.iter().try_fold(0_u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

#[cfg(test)]
mod tests;
