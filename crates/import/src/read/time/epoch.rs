//! Times written as numbers: epochs, compact dates.

use super::Reading;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use model::Stamp;

/// A whole number as an epoch: seconds, milli-, micro- or nanoseconds by its size. Zero and below mean never.
pub fn epoch(number: i64) -> Reading {
    if number <= 0 {
        return Reading::Blank;
    }
    instant(number).map_or(Reading::Unreadable, |at| Reading::At(Stamp::Instant(at)))
}

/// A number with a fraction as an epoch in seconds (or milliseconds by its size).
#[expect(clippy::cast_possible_truncation, reason = "bounded before the cast")]
pub fn epoch_float(number: f64) -> Reading {
    if !number.is_finite() || number <= 0.0 {
        return if number <= 0.0 { Reading::Blank } else { Reading::Unreadable };
    }
    let micros = if number < 1e11 { number * 1e6 } else { number * 1e3 };
    if micros > 9e18 {
        return Reading::Unreadable;
    }
    let at = DateTime::from_timestamp_micros(micros.round() as i64);
    at.map_or(Reading::Unreadable, |at| Reading::At(Stamp::Instant(at)))
}

fn instant(number: i64) -> Option<DateTime<Utc>> {
    let digits = number.checked_ilog10()? + 1;
    match digits {
        ..=8 => None,
        9..=11 => DateTime::from_timestamp(number, 0),
        12..=14 => DateTime::from_timestamp_millis(number),
        15..=17 => DateTime::from_timestamp_micros(number),
        _ => Some(DateTime::from_timestamp_nanos(number)),
    }
}

/// A text of digits only: an epoch (with a fraction too), `20260301`, `20260301T101500Z`, `20260301101500`.
pub(super) fn digits(text: &str) -> Option<Stamp> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    if let Some(stamp) = compact(text) {
        return Some(stamp);
    }
    if let Ok(whole) = text.parse::<i64>() {
        return if text.len() >= 9 { epoch(whole).stamp() } else { None };
    }
    let (whole, fraction) = text.split_once('.')?;
    let plain = whole.len() >= 9 && [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if plain { text.parse().ok().and_then(|number| epoch_float(number).stamp()) } else { None }
}

/// Milliseconds as Windows PowerShell writes times in JSON: `/Date(1769788627239)/`, a zone after it being for display.
pub(super) fn dotnet(text: &str) -> Option<Stamp> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let millis = inner.split(['+', '-']).next().filter(|_| !inner.starts_with('-'))?;
    DateTime::from_timestamp_millis(millis.parse().ok()?).map(Stamp::Instant)
}

fn compact(text: &str) -> Option<Stamp> {
    let day = |digits: &str| {
        let date = NaiveDate::parse_from_str(digits, "%Y%m%d").ok()?;
        let plausible = (1950..2100).contains(&chrono::Datelike::year(&date));
        plausible.then_some(date)
    };
    match text.len() {
        8 => day(text).map(Stamp::Day),
        14..=16 => {
            day(text.get(..8)?)?;
            let (body, utc) = text.strip_suffix('Z').map_or((text, false), |body| (body, true));
            let body = body.replacen('T', "", 1);
            let local = NaiveDateTime::parse_from_str(&body, "%Y%m%d%H%M%S").ok()?;
            Some(if utc { Stamp::Instant(local.and_utc()) } else { Stamp::Local(local) })
        }
        _ => None,
    }
}
