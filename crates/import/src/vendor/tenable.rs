//! What the importers of Tenable share.

use crate::severity::Rule;
use model::record::Severity;

/// The scanner's name in records.
pub const TOOL: &str = "Nessus";

/// Numbers and words of Nessus since version 5, which set critical apart from high.
pub const SEVERITY: Rule = Rule {
    name: "nessus since 2012-02-15",
    words: &[
        ("0", Severity::Info),
        ("1", Severity::Low),
        ("2", Severity::Medium),
        ("3", Severity::High),
        ("4", Severity::Critical),
        ("none", Severity::Info),
        ("info", Severity::Info),
        ("low", Severity::Low),
        ("medium", Severity::Medium),
        ("high", Severity::High),
        ("critical", Severity::Critical),
    ],
};

/// The version of the scanner, which the plugin that describes the scan (19506) prints among other things.
pub fn version(plugin: &str, output: &str) -> Option<String> {
    let told = output.lines().filter_map(|line| line.trim().strip_prefix("Nessus version")?.split_once(':'));
    let version = told.map(|(_, version)| version.trim().to_owned()).find(|version| !version.is_empty());
    version.filter(|_| plugin == "19506").map(|version| format!("{TOOL} {version}"))
}
