//! What the importers of Qualys share.

use crate::{read::fields::Fields, severity::Rule, vendor::scans::port};
use model::record::{Severity, Vulnerability, VulnerabilityStatus};

/// The scanner's name in records.
pub const TOOL: &str = "Qualys";

/// Levels of confirmed and potential vulnerabilities. The scale is as old as the product; the day is that of its oldest
/// entry in the knowledge base that a report names.
pub const LEVELS: Rule = Rule {
    name: "qualys levels since 1999-01-01",
    words: &[
        ("1", Severity::Info),
        ("2", Severity::Low),
        ("3", Severity::Medium),
        ("4", Severity::High),
        ("5", Severity::Critical),
    ],
};

/// Levels of information gathered, which is no vulnerability whatever its level.
const INFORMATION: Rule = Rule {
    name: "qualys information gathered since 1999-01-01",
    words: &[("1", Severity::Info), ("2", Severity::Info), ("3", Severity::Info), ("4", Severity::Info), ("5", Severity::Info)],
};

/// Columns or elements of one finding, each with the names that the several exports give it.
pub struct Names {
    /// Severity level.
    pub severity: &'static [&'static str],
    /// Title.
    pub title: &'static [&'static str],
    /// Kind of finding: confirmed, potential, information.
    pub kind: &'static [&'static str],
    /// Status.
    pub status: &'static [&'static str],
    /// Whether somebody ignores it.
    pub ignored: &'static [&'static str],
    /// First and last found, last fixed.
    pub times: [&'static [&'static str]; 3],
    /// CVSS base score.
    pub score: &'static [&'static str],
    /// Port and protocol.
    pub place: [&'static [&'static str]; 2],
}

/// Reads a finding of which the identifier and the asset are known.
pub fn finding(row: &mut Fields, names: &Names, id: String, asset: Option<String>) -> Vulnerability {
    let kind = names.kind.iter().find_map(|name| row.peek_text(name)).unwrap_or_default().to_lowercase();
    let status_word = row.first_text(names.status);
    let ignored = names.ignored.iter().any(|name| row.peek_text(name).and_then(crate::read::fields::truth) == Some(true));
    let is_fixed = status_word.as_deref().is_some_and(|word| word.eq_ignore_ascii_case("fixed"));
    let mut time = |names: &[&str]| names.iter().find_map(|name| row.time(name));
    let [first, last, fixed] = names.times;
    let first_seen = time(first);
    // Of what is fixed, the scan that found it gone counts, not the last one that found it.
    let fixed = if is_fixed { time(fixed) } else { None };
    let scanned = if is_fixed { fixed } else { time(last) };
    let [port_names, protocol] = names.place;
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id,
        asset,
        location: port(row.first_text(port_names), row.first_text(protocol)),
        title: row.first_text(names.title),
        // Qualys writes the vector behind the score: `8.1 (AV:N/AC:H/...)`.
        score: row.first_text(names.score).and_then(|cell| cell.split_whitespace().next().map(str::to_owned)),
        status: match (is_fixed, ignored) {
            (true, _) => VulnerabilityStatus::Fixed,
            (false, true) => VulnerabilityStatus::Accepted,
            (false, false) => VulnerabilityStatus::Open,
        },
        status_word,
        first_seen,
        fixed,
        scanned,
        ..Vulnerability::default()
    };
    let rule = if kind.starts_with("ig") || kind.starts_with("info") { INFORMATION } else { LEVELS };
    rule.rate(row.first_text(names.severity), &mut found);
    found
}
