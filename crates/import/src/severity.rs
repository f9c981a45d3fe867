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

/// The scale by which the NVD rates scores of CVSS 2.0, which has no words of its own and knows no critical.
pub const CVSS_2: &str = "nvd scale of cvss-2 since 2007-06-20";

/// Fills in what a CVSS vector (2.0, 3.0, 3.1 or 4.0) says: the score where there is none yet, and the severity where
/// no word gave one. Without a vector that can be read nothing changes: what was not rated stays so.
pub fn rate_vector(vector: Option<&str>, into: &mut Vulnerability) {
    let Some((score, severity, rule)) = vector.and_then(of_vector) else { return };
    into.score.get_or_insert_with(|| format!("{score:.1}"));
    rate(severity, rule, into);
}

/// Fills in a CVSS 3 or 4 base score as written: the score where there is none yet, and the severity where no word gave one.
pub fn rate_score(score: Option<String>, into: &mut Vulnerability) {
    let Some(score) = score else { return };
    rate(score.parse().map_or(Severity::Unknown, of_score), CVSS, into);
    into.score.get_or_insert(score);
}

fn rate(severity: Severity, rule: &str, into: &mut Vulnerability) {
    if into.severity == Severity::Unknown && severity != Severity::Unknown {
        into.severity = severity;
        into.severity_rule = Some(rule.to_owned());
    }
}

/// The base score of a CVSS vector, its severity and the rule between the two; none for what is no vector.
pub fn of_vector(vector: &str) -> Option<(f64, Severity, &'static str)> {
    let vector = vector.trim().trim_start_matches('(').trim_end_matches(')');
    let vector = vector.strip_prefix("CVSS2#").or_else(|| vector.strip_prefix("CVSS:2.0/")).unwrap_or(vector);
    // Some write vectors of version 3 and 4 without their prefix; metrics that only they have tell them apart.
    let prefix = match vector {
        _ if vector.starts_with("CVSS:") => "",
        _ if vector.contains("/VC:") => "CVSS:4.0/",
        _ if vector.contains("/PR:") => "CVSS:3.1/",
        _ => "",
    };
    let parsed: cvss::Cvss = format!("{prefix}{}", vector.trim_end_matches('/')).parse().ok()?;
    if let cvss::Cvss::CvssV30(base) | cvss::Cvss::CvssV31(base) = &parsed {
        // The crate counts what is missing as no impact; a vector without its base metrics has no score.
        let exploitability = base.av.is_some() && base.ac.is_some() && base.pr.is_some() && base.ui.is_some();
        let impact = base.s.is_some() && base.c.is_some() && base.i.is_some() && base.a.is_some();
        if !(exploitability && impact) {
            return None;
        }
    }
    let score = parsed.score();
    let (severity, rule) = match (&parsed, of_score(score)) {
        (cvss::Cvss::CvssV20(_), Severity::Critical) => (Severity::High, CVSS_2),
        (cvss::Cvss::CvssV20(_), Severity::Info) => (Severity::Low, CVSS_2),
        (cvss::Cvss::CvssV20(_), severity) => (severity, CVSS_2),
        (_, severity) => (severity, CVSS),
    };
    Some((score, severity, rule))
}

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
    fn vectors_of_every_version() {
        let expected = [
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", Some((9.8, Severity::Critical, CVSS))),
            ("CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:N", Some((0.0, Severity::Info, CVSS))),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:L/VA:N/SC:N/SI:N/SA:N", Some((6.9, Severity::Medium, CVSS))),
            ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", Some((9.8, Severity::Critical, CVSS))),
            ("(AV:L/AC:L/Au:N/C:C/I:C/A:C)", Some((7.2, Severity::High, CVSS_2))),
            ("CVSS2#AV:N/AC:L/Au:N/C:C/I:C/A:C", Some((10.0, Severity::High, CVSS_2))),
            ("AV:N/AC:L/Au:N/C:N/I:N/A:N", Some((0.0, Severity::Low, CVSS_2))),
        ];
        for (vector, rated) in expected {
            assert_eq!(of_vector(vector), rated, "{vector}");
        }
        for vector in [
            "",
            "7.5",
            "CVSS:3.1/AV:N",
            "CVSS:4.0/AV:N",
            "CVSS:9.0/AV:N",
            "AV:N",
            "CVSS:3.1",
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:L/VA:N/SC:N/SI:N/SA:S",
        ] {
            assert_eq!(of_vector(vector), None, "{vector}");
        }
    }

    #[test]
    fn a_word_stands_before_a_vector_and_a_written_score_before_a_computed_one() {
        let vector = Some("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
        let mut found = Vulnerability::default();
        rate_vector(None, &mut found);
        rate_vector(Some("none"), &mut found);
        assert_eq!(found, Vulnerability::default());
        COMMON.rate(Some("low".to_owned()), &mut found);
        rate_score(Some("3.1".to_owned()), &mut found);
        rate_vector(vector, &mut found);
        assert_eq!((found.severity, found.score.as_deref()), (Severity::Low, Some("3.1")));
        let mut unrated = Vulnerability { severity_word: Some("unknown".to_owned()), ..Vulnerability::default() };
        rate_vector(vector, &mut unrated);
        assert_eq!((unrated.severity, unrated.score.as_deref()), (Severity::Critical, Some("9.8")));
        assert_eq!(unrated.severity_rule.as_deref(), Some(CVSS));
    }

    #[test]
    fn words_in_any_case_and_none_other() {
        assert_eq!(COMMON.of(" Moderate "), Severity::Medium);
        assert_eq!(COMMON.of("severe"), Severity::Unknown);
    }
}
