//! What the importers of configuration scanners share.

use crate::{
    importer::{ReadError, Sink},
    read::fields::{Fields, text_of},
    vendor::scans::Scans,
};
use model::{
    Data,
    record::{CheckResult, ConfigurationCheck},
};
use serde_json::Value;

/// What a word for the outcome of a check stands for. Information is left to a person to judge, as manual checks are: it
/// is how Prowler called these before version 4.
pub fn result(word: &str) -> CheckResult {
    match word.trim().to_ascii_uppercase().as_str() {
        "PASS" | "PASSED" | "HEALTHY" | "COMPLIANT" => CheckResult::Passed,
        "FAIL" | "FAILED" | "UNHEALTHY" | "NON_COMPLIANT" => CheckResult::Failed,
        "MUTED" | "SUPPRESSED" | "SKIPPED" => CheckResult::Accepted,
        "MANUAL" | "INFO" => CheckResult::Manual,
        "WARNING" | "NOT_AVAILABLE" | "NOTAPPLICABLE" | "NOT_APPLICABLE" | "ERROR" => CheckResult::NotRun,
        _ => CheckResult::Unknown,
    }
}

/// Standards that a check is mapped to: an object of standards with lists of their requirements (`SOC2: cc_6_1, cc_6_2`),
/// a list, or a cell in which they stand with bars between them.
pub fn standards(value: Option<Value>) -> Vec<String> {
    let list = |value: &Value| value.as_array().map(|items| items.iter().filter_map(text_of).collect::<Vec<_>>().join(", "));
    match value {
        Some(Value::Object(all)) => {
            let one = |(name, value): (String, Value)| match list(&value).or_else(|| text_of(&value)) {
                Some(text) if !text.is_empty() => format!("{name}: {text}"),
                _ => name,
            };
            all.into_iter().map(one).collect()
        }
        Some(Value::Array(all)) => all.iter().filter_map(text_of).collect(),
        Some(Value::String(cell)) => cell.split('|').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect(),
        _ => Vec::new(),
    }
}

/// Puts a check, and notes that its asset was scanned.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub fn put(row: Fields, check: ConfigurationCheck, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(asset) = &check.asset {
        scans.note(&check.tool, asset, row.position(), check.at, u64::from(check.result == CheckResult::Failed));
    }
    row.record(sink, Data::ConfigurationCheck(Box::new(check)))
}
