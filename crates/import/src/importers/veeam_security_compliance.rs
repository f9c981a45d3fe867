//! Veeam: best practices of the Security & Compliance Analyzer (Veeam Health Check, `_SecurityCompliance.csv`).

use crate::{
    importer::{Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::veeam,
};
use model::{
    Data, Kind,
    record::{CheckResult, ConfigurationCheck},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "veeam-security-compliance",
    version: 1,
    about: veeam::about("Security & Compliance Analyzer", "The best practices as the last run of the analyzer found them."),
    emits: &[Kind::ConfigurationCheck],
    sniff,
    read,
};

const EXPORT: Export = veeam::table("Security & Compliance Analyzer", &[&["Best Practice", "Status"]], true);

fn sniff(head: &Head<'_>) -> Match {
    let words = ["Not Implemented", "Unable to detect", "Passed", "Suppressed"].iter().any(|word| head.text().contains(word));
    let narrow =
        head.text().lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.matches([',', ';', '\t']).count() <= 2);
    match (EXPORT.is_table(head), words && narrow) {
        (true, true) => Match::Certain,
        (true, false) => Match::Maybe(40),
        (false, _) => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |mut row, sink| {
        let Some(practice) = row.text("Best Practice") else {
            row.lacks(sink, "Best Practice");
            return Ok(());
        };
        let word = row.text("Status");
        let check = ConfigurationCheck {
            tool: "Veeam Security & Compliance Analyzer".to_owned(),
            id: practice.clone(),
            title: Some(practice),
            result: match word.as_deref() {
                Some("Passed") => CheckResult::Passed,
                Some("Not Implemented" | "Violation") => CheckResult::Failed,
                Some("Suppressed") => CheckResult::Accepted,
                Some("Unable to detect") => CheckResult::Manual,
                _ => CheckResult::Unknown,
            },
            result_word: word,
            ..ConfigurationCheck::default()
        };
        row.record(sink, Data::ConfigurationCheck(Box::new(check)))
    })?;
    Ok(())
}
