//! Numbers and times as people read them.

use chrono::{DateTime, SecondsFormat, Utc};
use model::{Evidence, FourDates, Stamp};

/// A count as the contract carries it; what does not fit says so by being the largest.
pub(crate) fn count(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}

/// A size in bytes as people read it (`1.4 MB`, powers of ten).
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    for (unit, factor) in UNITS {
        if bytes >= factor {
            let tenths = bytes / (factor / 10);
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
    }
    format!("{bytes} B")
}

/// A moment as the contract carries it: RFC 3339 in UTC, to the second.
pub(crate) fn seconds(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What dates cover, in words.
pub(crate) fn covers(snapshot: bool, dates: &FourDates) -> String {
    match (dates.covers_from, dates.covers_to) {
        (_, Some(to)) if snapshot => format!("as of {}", day(to)),
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
        (Some(from), None) => format!("from {}", day(from)),
        (None, Some(to)) => format!("until {}", day(to)),
        (None, None) if snapshot => {
            dates.extracted.map_or_else(|| "as of a moment not stated".to_owned(), |at| format!("as of {}", day(at)))
        }
        (None, None) => "not stated".to_owned(),
    }
}

/// What evidence covers, in words.
pub(crate) fn covered_by(evidence: &Evidence) -> String {
    covers(evidence.snapshot, &evidence.dates)
}

/// The day of a stamp as it was written.
fn day(stamp: Stamp) -> String {
    match stamp {
        Stamp::Instant(at) => at.date_naive().to_string(),
        Stamp::Local(local) => local.date().to_string(),
        Stamp::Day(day) => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_in_powers_of_ten() {
        let told: Vec<String> = [0, 999, 1_000, 1_450_000, 2_000_000_000].into_iter().map(super::size).collect();
        assert_eq!(told, ["0 B", "999 B", "1.0 kB", "1.4 MB", "2.0 GB"]);
    }
}
