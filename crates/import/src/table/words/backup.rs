//! Words about backups, restores and approvals.

use super::{boolean, has_one_of, number, plain};
use model::record::{BackupKind, Outcome};

/// Which of the three a word names; none: it does not tell.
pub(crate) fn backup_run(cell: &str) -> Option<BackupKind> {
    let word = plain(cell);
    if word.contains("restor")
        || word.contains("recover")
        || word.contains("wiederherstell")
        || word.contains("cksicherung")
        || word.contains("failover")
        || has_one_of(&word, "drill|dr|pitr|tabletop")
    {
        return Some(BackupKind::Restore);
    }
    if has_one_of(&word, "check|verify|verification|integrity|scrub|validation") {
        return Some(BackupKind::Check);
    }
    has_one_of(
        &word,
        "backup|full|incremental|incr|differential|diff|snapshot|dump|log|copy|replication|replica|archive|synthetic|sicherung|image|logical|physical",
    )
    .then_some(BackupKind::Backup)
}

/// Whether a word names one of the three.
pub(crate) fn is_backup_run(cell: &str) -> bool {
    backup_run(cell).is_some()
}

/// How a run ended, by its word.
pub(crate) fn backup_outcome(cell: &str) -> Outcome {
    let word = plain(cell);
    if let Some(truth) = boolean(&word) {
        return if truth { Outcome::Succeeded } else { Outcome::Failed };
    }
    if word.starts_with("not ") || word.starts_with("un") || word.starts_with("no ") {
        let told = has_one_of(&word, "successful|completed|ok|restored|successfull|unsuccessful");
        return if told { Outcome::Failed } else { Outcome::Unknown };
    }
    if has_one_of(
        &word,
        "failed|failure|fail|error|errors|aborted|missed|expired|cancelled|canceled|ko|timeout|skipped|fehlgeschlagen|abgebrochen|fehler|corrupt|corrupted",
    ) {
        return Outcome::Failed;
    }
    if has_one_of(&word, "warning|warnings|warned|warnung|warnungen|teilweise|partial|partially|exceptions|issues|incomplete") {
        return Outcome::Warned;
    }
    if has_one_of(&word, "running|progress|pending|queued|started|scheduled|planned|active") {
        return Outcome::Running;
    }
    let good = "success|succeeded|successful|successfully|complete|completed|ok|passed|pass|done|verified|restored|finished|healthy|green|erfolgreich|met";
    if has_one_of(&word, good) { Outcome::Succeeded } else { Outcome::Unknown }
}

/// Whether a word tells how a run ended.
pub(crate) fn is_backup_outcome(cell: &str) -> bool {
    backup_outcome(cell) != Outcome::Unknown
}

/// Seconds of a duration: `01:23:45`, `1h 20m`, `45 min`, or a number whose unit stands in the header.
pub(crate) fn seconds(cell: &str, header: &str) -> Option<u64> {
    let text = cell.trim().to_lowercase();
    // `PT2H15M` of ISO 8601.
    let text = text.strip_prefix("pt").unwrap_or(&text).to_owned();
    if text.contains(':') {
        let parts: Vec<u64> = text.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
        let [hours, minutes, seconds] = parts.as_slice() else { return None };
        return (*minutes < 60 && *seconds < 60).then(|| hours.checked_mul(3_600)?.checked_add(minutes * 60 + seconds)).flatten();
    }
    let header = plain(header);
    let told = header.split([' ', '(', ')']).find_map(unit);
    if let Some(number) = number(&text) {
        return rounded(number * told?);
    }
    let spaced: String = text.chars().map(|c| if c == ',' { ' ' } else { c }).collect();
    let mut total = 0.0;
    let mut rest = spaced.trim();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (count, after) = rest.split_at_checked(digits)?;
        let after = after.trim_start();
        let end = after.find(|c: char| c.is_ascii_digit() || c == ' ').unwrap_or(after.len());
        let (word, left) = after.split_at_checked(end)?;
        total += count.parse::<f64>().ok()? * unit(word.trim())?;
        rest = left.trim_start();
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
    rounded(total)
}

fn unit(word: &str) -> Option<f64> {
    match word.trim_end_matches('.') {
        "s" | "sec" | "secs" | "second" | "seconds" | "sekunden" => Some(1.0),
        "m" | "min" | "mins" | "minute" | "minutes" | "minuten" => Some(60.0),
        "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "stunde" | "stunden" => Some(3_600.0),
        "d" | "day" | "days" | "tag" | "tage" => Some(86_400.0),
        _ => None,
    }
}

/// Bytes of a size that says that it is in bytes; other units are rounded by those who write them.
pub(crate) fn bytes(cell: &str, header: &str) -> Option<u64> {
    let text = cell.trim().to_lowercase();
    let in_bytes = plain(header).split([' ', '(', ')']).any(|word| word == "bytes" || word.ends_with("inbytes"));
    let bare = text.strip_suffix("bytes").or_else(|| text.strip_suffix(" b"));
    match bare {
        Some(bare) => rounded(number(bare)?),
        None if in_bytes => rounded(number(&text)?),
        None => None,
    }
}

fn rounded(count: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be in the range that a float holds exactly"
    )]
    (0.0..9_007_199_254_740_992.0).contains(&count).then(|| count.round() as u64)
}

/// Whether an entry of a list of approvals is approved; none: its word does not tell.
pub(crate) fn approved(cell: &str) -> Option<bool> {
    let word = plain(cell);
    let no = "rejected|denied|declined|pending|prohibited|blocked|banned|forbidden|requested|draft|proposed|evaluation|review|revoked|withdrawn|disallowed|unapproved|not";
    if has_one_of(&word, no) {
        return Some(false);
    }
    if has_one_of(
        &word,
        "approved|allowed|active|permitted|accepted|current|production|conditional|conditionally|deprecated|retired|expired|ended",
    ) {
        return Some(true);
    }
    boolean(cell)
}

/// Whether a word says that an approval is over.
pub(crate) fn is_ended(cell: &str) -> bool {
    has_one_of(&plain(cell), "retired|expired|ended|deprecated|decommissioned|sunset|superseded")
}

/// Whether a word tells of an approval.
pub(crate) fn is_approval_state(cell: &str) -> bool {
    approved(cell).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_with_and_without_units() {
        for (cell, header, expected) in [
            ("01:23:45", "Duration", Some(5_025)),
            ("1h 20m", "Duration", Some(4_800)),
            ("45 min", "Duration", Some(2_700)),
            ("2 hours and 5 minutes", "", Some(7_500)),
            ("1.5", "Restore time (hours)", Some(5_400)),
            ("90", "Duration", None),
            ("1:30", "Duration", None),
            ("soon", "Duration (min)", None),
        ] {
            assert_eq!(seconds(cell, header), expected, "{cell} under {header}");
        }
    }

    #[test]
    fn outcomes() {
        for (cell, expected) in [
            ("PASS", Outcome::Succeeded),
            ("Completed with warnings", Outcome::Warned),
            ("partially failed", Outcome::Failed),
            ("Not successful", Outcome::Failed),
            ("not tested", Outcome::Unknown),
            ("In progress", Outcome::Running),
            ("yes", Outcome::Succeeded),
            ("maybe", Outcome::Unknown),
        ] {
            assert_eq!(backup_outcome(cell), expected, "{cell}");
        }
    }

    #[test]
    fn sizes_only_in_bytes() {
        assert_eq!(bytes("1,024", "Size (bytes)"), Some(1_024));
        assert_eq!(bytes("12.5 GB", "Size"), None);
    }
}
