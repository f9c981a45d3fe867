//! What the importers of incidents share: numbers and words of severity that several products have.

use crate::severity::Rule;
use model::record::Severity;

/// Priorities and severities that are numbered from the worst (`P1`, `SEV1`, `S1`, `1 - Critical`), as the priority codes of
/// ITIL version 3 are: critical, high, medium, low, planning. A 0 is worse still.
pub const NUMBERED: Rule = Rule {
    name: "itil priority codes since 2007-05-30",
    words: &[
        ("0", Severity::Critical),
        ("1", Severity::Critical),
        ("2", Severity::High),
        ("3", Severity::Medium),
        ("4", Severity::Low),
        ("5", Severity::Info),
    ],
};

/// The number in a word such as `P1`, `SEV-2`, `Sev 3`, `S1`, `1 - Critical`, `2`.
pub fn number(word: &str) -> Option<&str> {
    let word = word.trim();
    let rest = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = word.get(..word.len() - rest.len())?.to_ascii_lowercase();
    let rest = rest.trim_start_matches(['-', ' ', '_']);
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = rest.split_at_checked(end)?;
    let ends = after.trim_start().is_empty() || after.trim_start().starts_with(['-', ':', '(', '.', '\u{2013}']);
    let named = ["", "p", "s", "sev", "severity", "prio", "priority"].contains(&prefix.as_str());
    (named && ends && digits.len() == 1).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_of_severities() {
        for (word, expected) in [
            ("P1", Some("1")),
            ("SEV-2", Some("2")),
            ("Sev 3", Some("3")),
            ("S0", Some("0")),
            ("1 - Critical", Some("1")),
            ("4", Some("4")),
            ("SEV1: outage", Some("1")),
            ("high", None),
            ("P10", None),
            ("Q1", None),
            ("1st", None),
            ("", None),
        ] {
            assert_eq!(number(word), expected, "{word}");
        }
    }
}
