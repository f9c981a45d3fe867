//! Precision and recall of the detectors by type: over our labelled set, and over the sets named on the command line or
//! found in `../shared/pii/pii`.
//!
//! A span counts as found if findings of its type cover half of it, a finding as right if spans of its type cover half of
//! it; a day of birth is a day, places, addresses and postal codes are one type.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark fails loudly and prints its table"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use scan::{Settings, scan};
use serde_json::Value;

/// Where a span begins and ends, in characters, and its type.
type Marked = (usize, usize, String);

/// Of one type: spans that are due, those found, findings, those right.
type Counts = [usize; 4];

/// Types that are counted as one.
fn class(kind: &str) -> &str {
    match kind {
        "DATE_OF_BIRTH" | "DATE_TIME" => "DATE",
        "ADDRESS" | "ZIP" => "LOCATION",
        "IBAN_CODE" => "IBAN",
        "IP_ADDRESS" => "IP",
        "MAC_ADDRESS" => "MAC",
        "EMAIL_ADDRESS" => "EMAIL",
        "US_DRIVER_LICENSE" => "DRIVER_LICENSE",
        "HEALTH_PLAN_BENEFICIARY_NUMBER" => "HEALTH_INSURANCE_ID",
        other => other,
    }
}

fn due(row: &Value) -> Vec<Marked> {
    let number = |span: &Value, key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    let spans = row["spans"].as_array().unwrap();
    spans
        .iter()
        .map(|span| (number(span, "start"), number(span, "end"), class(span["type"].as_str().unwrap()).to_owned()))
        .collect()
}

fn found(text: &str) -> Vec<Marked> {
    let spans = scan(text, &Settings::default());
    let mut characters = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).enumerate();
    let mut at = |byte: usize| characters.find(|(_, start)| *start == byte).map(|(number, _)| number);
    let mut last = (0, 0);
    spans
        .iter()
        .map(|span| {
            let start = if span.start == last.0 { last.1 } else { at(span.start).unwrap() };
            let end = at(span.end).unwrap();
            last = (span.end, end);
            (start, end, class(span.kind).to_owned())
        })
        .collect()
}

/// Whether spans of the same type cover half of one.
fn covered(one: &Marked, by: &[Marked]) -> bool {
    let common: usize =
        by.iter().filter(|other| other.2 == one.2).map(|other| other.1.min(one.1).saturating_sub(other.0.max(one.0))).sum();
    common * 2 >= one.1 - one.0
}

fn count(file: &Path) -> BTreeMap<String, Counts> {
    let mut types: BTreeMap<String, Counts> = BTreeMap::new();
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let (due, found) = (due(&row), found(row["text"].as_str().unwrap()));
        for span in &due {
            let counts = types.entry(span.2.clone()).or_default();
            counts[0] += 1;
            counts[1] += usize::from(covered(span, &found));
        }
        for span in &found {
            let counts = types.entry(span.2.clone()).or_default();
            counts[2] += 1;
            counts[3] += usize::from(covered(span, &due));
        }
    }
    types
}

fn print(file: &Path, types: &BTreeMap<String, Counts>) {
    println!("{}", file.file_stem().unwrap().to_string_lossy());
    for (kind, [due, hit, told, right]) in types.iter().filter(|(_, counts)| counts[0] > 0) {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (precision, recall) = (share(*right, *told), share(*hit, *due));
        let mean = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        println!("  {kind:30} due {due:5} told {told:5}  precision {precision:.3} recall {recall:.3} F1 {mean:.3}");
    }
}

fn main() {
    let named: Vec<PathBuf> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).map(PathBuf::from).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [root.join("tests/labelled"), root.join("../../../shared/pii/pii")];
    let listed = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = if named.is_empty() { listed.collect() } else { named };
    files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    for file in files {
        print(&file, &count(&file));
    }
}
