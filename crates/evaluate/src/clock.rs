//! Days as a judgement counts them: nothing here reads a clock, the moment of judgement is in the terms.

use chrono::{Days, NaiveDate};
use model::{Period, Terms, time::day_end};

/// The last day that is both inside the window and not in the future.
pub(crate) fn horizon(terms: &Terms) -> NaiveDate {
    terms.window.to.min(terms.today())
}

/// The part of the window that has begun; none before its first day.
pub(crate) fn elapsed(terms: &Terms) -> Option<Period> {
    Period::new(terms.window.from, horizon(terms))
}

/// Whether a day is wholly over at the moment of judgement.
pub(crate) fn is_over(day: NaiveDate, terms: &Terms) -> bool {
    day_end(day, terms.zone) <= terms.as_of
}

/// The day `count` calendar days later.
pub fn plus(day: NaiveDate, count: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(count))).unwrap_or(NaiveDate::MAX)
}

/// The day `count` calendar days earlier.
pub fn minus(day: NaiveDate, count: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(count))).unwrap_or(NaiveDate::MIN)
}

/// Days from one day to another; negative when `to` lies before `from`.
pub(crate) fn between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// A period in words: `2026-06-30` where it is one day, `2026-06-01 to 2026-06-30`.
pub(crate) fn worded(days: Period) -> String {
    if days.from == days.to { days.from.to_string() } else { days.to_string() }
}
