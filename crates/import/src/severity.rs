//! Severity: the source's word or number, the normalised one, and the rule between them. Data only; unknown stays unknown.
//!
//! A rule holds since a day: when a standard or product changes its scale, a rule is added, and records read under the
//! old one keep its name.

use model::record::{Incident, Severity, Vulnerability};

/// How a source's words become severities.
#[derive(Debug)]
pub struct Rule {
    /// Its name, with the day since which it holds (`grype since 2020-08-20`).
    pub name: &'static str,
    /// The words of the source, compared without regard to case, and what each stands for.
    pub words: &'static [(&'static str, Severity)],
}

impl Rule {
    /// The severity that a word stands for; unknown for words that the rule does not have.
    pub fn of(&self, word: &str) -> Severity {
        let word = word.trim();
        let found = self.words.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
        found.map_or(Severity::Unknown, |(_, severity)| *severity)
    }

    /// Fills in the severity of a vulnerability from the source's word.
    pub fn rate(&self, word: Option<String>, into: &mut Vulnerability) {
        let Some(word) = word else { return };
        into.severity = self.of(&word);
        into.severity_rule = Some(self.name.to_owned());
        into.severity_word = Some(word);
    }

    /// Fills in the severity of an incident from the source's word.
    pub fn rate_incident(&self, word: Option<String>, into: &mut Incident) {
        let Some(word) = word else { return };
        into.severity = self.of(&word);
        into.severity_rule = Some(self.name.to_owned());
        into.severity_word = Some(word);
    }
}

/// The words that most sources share: critical, high, medium or moderate, low, informational.
pub const COMMON: Rule = Rule {
    name: "common words since 2005-06-01",
    words: &[
        ("critical", Severity::Critical),
        ("high", Severity::High),
        ("important", Severity::High),
        ("medium", Severity::Medium),
        ("moderate", Severity::Medium),
        ("low", Severity::Low),
        ("minor", Severity::Low),
        ("info", Severity::Info),
        ("informational", Severity::Info),
        ("negligible", Severity::Info),
        ("none", Severity::Info),
    ],
};

/// The qualitative scale of CVSS 3.0 (section 5 of its specification), kept by 3.1 and 4.0.
pub const CVSS: &str = "cvss-3 scale since 2015-06-10";

/// The severity of a CVSS base score (0.0 to 10.0); unknown for what is no score.
pub fn of_score(score: f64) -> Severity {
    match score {
        s if !(0.0..=10.0).contains(&s) => Severity::Unknown,
        s if s >= 9.0 => Severity::Critical,
        s if s >= 7.0 => Severity::High,
        s if s >= 4.0 => Severity::Medium,
        s if s > 0.0 => Severity::Low,
        _ => Severity::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_the_scale() {
        let bounds = [
            (0.0, Severity::Info),
            (0.1, Severity::Low),
            (3.9, Severity::Low),
            (4.0, Severity::Medium),
            (6.9, Severity::Medium),
            (7.0, Severity::High),
            (8.9, Severity::High),
            (9.0, Severity::Critical),
            (10.0, Severity::Critical),
            (10.1, Severity::Unknown),
            (-1.0, Severity::Unknown),
            (f64::NAN, Severity::Unknown),
        ];
        for (score, severity) in bounds {
            assert_eq!(of_score(score), severity, "{score}");
        }
    }

    #[test]
    fn words_in_any_case_and_none_other() {
        assert_eq!(COMMON.of(" Moderate "), Severity::Medium);
        assert_eq!(COMMON.of("severe"), Severity::Unknown);
    }
}
