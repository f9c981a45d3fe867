//! Veeam Backup & Replication: what the tables of Veeam Health Check share.

use crate::importer::About;
use crate::read::export::Export;

/// The frame of one table of the health check.
pub const fn table(report: &'static str, columns: &'static [&'static [&'static str]], snapshot: bool) -> Export {
    Export { product: "Veeam Backup & Replication", report, snapshot, tables: columns, ..Export::PLAIN }
}

/// What people need to know of one table of the health check.
pub const fn about(title: &'static str, covers: &'static str) -> About {
    About {
        vendor: "Veeam",
        title,
        export: &[
            "On the backup server, run Veeam Health Check as a user with the role Veeam Backup Administrator; choose days to report that cover the period.",
            "Take the CSV files from C:\\temp\\vHC\\Original\\VBR (or the folder chosen).",
        ],
        covers,
        retention_days: None,
        source: "https://github.com/VeeamHub/veeam-healthcheck",
    }
}

/// Seconds of a duration (`01:23:45`, with days `1.02:03:04`).
pub fn seconds(text: &str) -> Option<u64> {
    let (days, clock) = text.split_once('.').filter(|(_, rest)| rest.contains(':')).unwrap_or(("0", text));
    let clock = clock.split('.').next()?;
    let parts: Vec<u64> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [hours, minutes, seconds] = parts.as_slice() else { return None };
    let days: u64 = days.parse().ok()?;
    days.checked_mul(86_400)?.checked_add(hours.checked_mul(3_600)?)?.checked_add(minutes.checked_mul(60)?)?.checked_add(*seconds)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn durations() {
        assert_eq!(seconds("01:23:45"), Some(5_025));
        assert_eq!(seconds("1.02:03:04.5000000"), Some(93_784));
        assert_eq!(seconds("5 min"), None);
    }
}
