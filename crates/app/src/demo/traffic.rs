//! When the calls of a log are made: few at night and on weekends, more from month to month.

use super::numbers::Numbers;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

/// Calls of an hour of UTC on a working day, against each other.
const HOURS: [u64; 24] = [2, 1, 1, 1, 2, 8, 30, 60, 90, 95, 85, 60, 55, 80, 85, 75, 50, 25, 14, 9, 6, 4, 3, 2];
/// Microseconds of an hour.
const HOUR: u64 = 3_600_000_000;

/// The moments of so many calls in so many days, in order.
pub(super) fn moments(from: NaiveDate, days: u32, rows: u64, seed: u64) -> impl Iterator<Item = DateTime<Utc>> {
    let begin = from.and_time(NaiveTime::MIN).and_utc();
    let hours: Vec<u64> =
        from.iter_days().take(days as usize).zip(0..).flat_map(|(day, number)| weights(day, number, days)).collect();
    let whole: u64 = hours.iter().sum();
    let share =
        move |weight: u64| u64::try_from(u128::from(rows) * u128::from(weight) / u128::from(whole.max(1))).unwrap_or(rows);
    let counts = hours.into_iter().scan(0, move |sum, weight| {
        let before = share(*sum);
        *sum += weight;
        Some((before, share(*sum) - before))
    });
    counts.zip(0_u64..).flat_map(move |((first, count), hour)| {
        (0..count).map(move |call| {
            // Each in its own piece of the hour, so that they come in order.
            let piece = HOUR / count;
            let at = hour * HOUR + call * piece + Numbers::of(!seed, first + call).next() % piece.max(1);
            begin + TimeDelta::microseconds(i64::try_from(at).unwrap_or(i64::MAX))
        })
    })
}

/// What the hours of a day weigh: traffic doubles from the first day to the last.
fn weights(day: NaiveDate, number: u64, days: u32) -> impl Iterator<Item = u64> {
    let of_week = match day.weekday() {
        Weekday::Sat => 14,
        Weekday::Sun => 12,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 100,
    };
    let grown = 100 + number * 100 / u64::from(days.max(1));
    HOURS.into_iter().map(move |hour| hour * of_week * grown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_calls_as_asked_for_come_in_order_and_most_on_working_days() {
        let from = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let all: Vec<_> = moments(from, 181, 10_000, 7).collect();
        assert_eq!(all.len(), 10_000);
        assert!(all.is_sorted());
        assert_eq!((all[0].date_naive(), all[9_999].date_naive()), (from, from + chrono::Days::new(180)));
        let weekends = all.iter().filter(|at| matches!(at.weekday(), Weekday::Sat | Weekday::Sun)).count();
        assert!((300..700).contains(&weekends), "{weekends}");
        let (first, last) = (all.iter().filter(|at| at.month() == 1).count(), all.iter().filter(|at| at.month() == 6).count());
        assert!(last * 10 > first * 16, "{first} {last}");
    }
}
