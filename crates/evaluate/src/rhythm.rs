//! How often something is due, set for all or by name, and the times in which it was overdue.

use crate::{clock, words::fold};
use chrono::NaiveDate;
use model::{ParameterSpec, Period, Terms, time::add_business_days};
use std::collections::BTreeSet;

/// How often something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rhythm {
    /// Within so many days of the last time.
    Days(u32),
    /// On each business day.
    BusinessDays,
}

impl Rhythm {
    /// The rhythm in force on a day for a thing by any of its names: `30`, or `api=7, worker=30, db-*=1, 35`, where what
    /// stands without a name holds for the rest, `business` means each business day, and 0 that nothing is due (none).
    pub(crate) fn of(spec: &ParameterSpec, terms: &Terms, day: NaiveDate, names: &[&str]) -> Option<Self> {
        let set = terms.words(spec, day);
        let names: Vec<String> = names.iter().map(|name| fold(name)).collect();
        let pairs: Vec<(&str, &str)> = set.iter().filter_map(|word| word.rsplit_once('=')).collect();
        let exact = pairs.iter().find(|(name, _)| names.iter().any(|own| own == name.trim()));
        let wild = || pairs.iter().find(|(name, _)| names.iter().any(|own| is_like(own, name.trim())));
        let rest = || set.iter().find(|word| !word.contains('=') && Self::read(word).is_some()).map(String::as_str);
        let told = exact.or_else(wild).map(|(_, value)| *value).filter(|value| Self::read(value).is_some());
        let value = told.or_else(rest).unwrap_or(spec.default);
        Self::read(value).filter(|rhythm| *rhythm != Self::Days(0))
    }

    fn read(value: &str) -> Option<Self> {
        match value.trim() {
            "business" | "weekdays" | "business-days" => Some(Self::BusinessDays),
            number => number.parse().ok().map(Self::Days),
        }
    }

    /// The last day on which the next time is in time.
    pub(crate) fn due_after(self, day: NaiveDate, terms: &Terms) -> NaiveDate {
        match self {
            Self::Days(days) => clock::plus(day, days),
            Self::BusinessDays => add_business_days(day, 1, &terms.holidays),
        }
    }

    /// As it stands in a sentence: `every 30 days`.
    pub(crate) fn words(self) -> String {
        match self {
            Self::Days(1) => "every day".to_owned(),
            Self::Days(days) => format!("every {days} days"),
            Self::BusinessDays => "each business day".to_owned(),
        }
    }
}

/// Whether a name is one that `prefix*`, `*suffix` or `*part*` means.
fn is_like(name: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => name.contains(pattern.trim_matches('*')),
        (Some(suffix), None) => name.ends_with(suffix),
        (None, Some(prefix)) => name.starts_with(prefix),
        (None, None) => false,
    }
}

/// A time in which something was overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Overdue {
    /// The last time before; none: none is known, and the clock started with the period.
    pub after: Option<NaiveDate>,
    /// The last day on which the next one would have been in time.
    pub due: NaiveDate,
    /// The next time; none: none is known.
    pub until: Option<NaiveDate>,
}

/// The times in which what was done on some days was overdue inside a period. A time done before the period starts the
/// first clock, else the period does.
pub(crate) fn overdue(done: &BTreeSet<NaiveDate>, span: Period, due_after: impl Fn(NaiveDate) -> NaiveDate) -> Vec<Overdue> {
    let mut found = Vec::new();
    let mut after = done.range(..span.from).next_back().copied();
    for next in done.range(span.from..).copied().map(Some).chain([None]) {
        let due = due_after(after.unwrap_or(span.from));
        if due < span.to && next.is_none_or(|next| next > due) && next != Some(span.from) {
            found.push(Overdue { after, due, until: next });
        }
        if next.is_none_or(|next| next > span.to) {
            break;
        }
        after = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_clock_runs_from_the_last_time_or_from_the_first_day() {
        let span = Period::new(day("2026-01-01"), day("2026-03-31")).expect("a period");
        let weeks = |days: &[&str]| {
            let done: BTreeSet<NaiveDate> = days.iter().map(|text| day(text)).collect();
            let found = overdue(&done, span, |from| clock::plus(from, 30));
            found.iter().map(|one| (one.due.to_string(), one.until.map(|day| day.to_string()))).collect::<Vec<_>>()
        };
        let told = |due: &str, until: Option<&str>| vec![(due.to_owned(), until.map(str::to_owned))];
        assert_eq!(weeks(&["2026-01-31", "2026-03-02"]), []);
        assert_eq!(weeks(&["2026-02-01", "2026-03-02"]), told("2026-01-31", Some("2026-02-01")));
        // A scan before the period starts the clock; one after it ends the last stretch.
        assert_eq!(weeks(&["2025-12-20", "2026-01-25", "2026-02-20", "2026-03-20"]), told("2026-01-19", Some("2026-01-25")));
        assert_eq!(weeks(&["2025-06-01", "2026-01-01", "2026-01-31", "2026-03-02"]), []);
        assert_eq!(weeks(&["2026-01-31", "2026-02-28", "2026-04-02"]), told("2026-03-30", Some("2026-04-02")));
        assert_eq!(weeks(&["2026-01-31", "2026-03-01", "2026-04-20"]), []);
        assert_eq!(weeks(&["2026-01-31"]), told("2026-03-02", None));
    }
}
