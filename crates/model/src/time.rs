//! Times as sources write them, and the window as auditors mean it.
//!
//! A source may give an instant, a wall-clock time without a zone, or a day. Which of the three it was is kept to the
//! end: a judgement on the boundary must be able to say which zone it assumed.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// A time as the source wrote it.
///
/// Text form (also the serialised one): `2026-03-01T10:00:00Z`, `2026-03-01T10:00:00` (no zone given), `2026-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stamp {
    /// An instant: the source named a zone or gave an epoch.
    Instant(DateTime<Utc>),
    /// A wall-clock time with no zone given; read in the company's zone.
    Local(NaiveDateTime),
    /// A day only; it lasts from midnight to midnight in the company's zone.
    Day(NaiveDate),
}

impl Stamp {
    /// The first instant that this time can mean, in UTC, reading zoneless times in `zone`.
    pub fn earliest(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Instant(at) => at,
            Self::Local(local) => resolve(local, zone),
            Self::Day(day) => resolve(day.and_time(NaiveTime::MIN), zone),
        }
    }

    /// The last instant that this time can mean (for a day: its last second), in UTC.
    pub fn latest(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::Instant(at) => at,
            Self::Local(local) => resolve(local, zone),
            Self::Day(day) => day_end(day, zone),
        }
    }

    /// The calendar day in the company's zone.
    pub fn day(self, zone: Tz) -> NaiveDate {
        match self {
            Self::Instant(at) => at.with_timezone(&zone).date_naive(),
            Self::Local(local) => local.date(),
            Self::Day(day) => day,
        }
    }
}

/// The last second of a day in a zone, in UTC.
pub fn day_end(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    resolve(next.and_time(NaiveTime::MIN), zone) - chrono::TimeDelta::seconds(1)
}

/// A wall-clock time in a zone as UTC: the earlier reading where a clock change makes two, the first valid minute
/// after the gap where it makes none.
fn resolve(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let mut candidate = local;
    for _ in 0..=180 {
        if let Some(found) = zone.from_local_datetime(&candidate).earliest() {
            return found.with_timezone(&Utc);
        }
        candidate += chrono::TimeDelta::minutes(1);
    }
    local.and_utc()
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(at) => write!(f, "{}", at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)),
            // By its documentation the same as the form `%Y-%m-%dT%H:%M:%S%.f`, without reading that form each time.
            Self::Local(local) => write!(f, "{local:?}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// A text that is not one of the three forms of [`Stamp`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time: expected 2026-03-01, 2026-03-01T10:00:00 or 2026-03-01T10:00:00Z")]
pub struct NotAStamp(pub String);

impl FromStr for Stamp {
    type Err = NotAStamp;

    fn from_str(text: &str) -> Result<Self, NotAStamp> {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return Ok(Self::Day(day));
        }
        if let Ok(at) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::Instant(at.with_timezone(&Utc)));
        }
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
            .map_or_else(|_| Err(NotAStamp(text.to_owned())), |local| Ok(Self::Local(local)))
    }
}

impl Serialize for Stamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A first and a last day, both inside, in the company's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// First day, inside.
    pub from: NaiveDate,
    /// Last day, inside; never before `from`.
    pub to: NaiveDate,
}

impl Period {
    /// The period from `from` to `to`, or nothing when they are the wrong way round.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// Whether a day lies inside.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days that both periods have.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Number of days, both ends counted.
    pub fn days(&self) -> u64 {
        self.to.signed_duration_since(self.from).num_days().unsigned_abs() + 1
    }

    /// The first instant of the period, in UTC.
    pub fn start(&self, zone: Tz) -> DateTime<Utc> {
        Stamp::Day(self.from).earliest(zone)
    }

    /// The last second of the period, in UTC.
    pub fn end(&self, zone: Tz) -> DateTime<Utc> {
        day_end(self.to, zone)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// Whether a day is a business day: Monday to Friday and no holiday.
pub fn is_business_day(day: NaiveDate, holidays: &BTreeSet<NaiveDate>) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day)
}

/// The day `count` business days after `day` (0: the day itself, or the next business day if it is none).
pub fn add_business_days(day: NaiveDate, count: u32, holidays: &BTreeSet<NaiveDate>) -> NaiveDate {
    let mut current = day;
    let mut left = count;
    loop {
        if left == 0 && is_business_day(current, holidays) {
            return current;
        }
        let Some(next) = current.succ_opt() else { return current };
        current = next;
        if left > 0 && is_business_day(current, holidays) {
            left -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_a_zone_is_written_with_its_fraction_in_threes() {
        for (written, text) in [
            ("2026-03-01T10:00:00", "2026-03-01T10:00:00"),
            ("2026-03-01T10:00:00.5", "2026-03-01T10:00:00.500"),
            ("0007-03-01T10:00:00.000001", "0007-03-01T10:00:00.000001"),
            ("2026-03-01T10:00:00.123456789", "2026-03-01T10:00:00.123456789"),
        ] {
            let stamp: Stamp = written.parse().unwrap();
            assert!(matches!(stamp, Stamp::Local(_)));
            assert_eq!(stamp.to_string(), text);
            assert_eq!(text.parse(), Ok(stamp));
        }
    }
}
