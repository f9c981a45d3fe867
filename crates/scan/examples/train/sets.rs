//! Labelled rows: those of the sets, with what each set means by its labels made the same.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Result;

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Person,
    Place,
    Address,
    Body,
    /// Nothing is learnt from it.
    Skip,
}

/// A text with its labels, in bytes.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub id: String,
    pub set: String,
    /// Rows of the same group are learnt from together or not at all.
    pub group: String,
    pub text: String,
    pub spans: Vec<(usize, usize, Class)>,
}

/// The sets that are learnt from; all are CC-BY or MIT.
const SETS: &[&str] = &[
    "asq_phi_dev",
    "btc_a",
    "btc_b",
    "btc_e",
    "btc_g",
    "btc_h",
    "meddocan_dev",
    "meddocan_train",
    "pii_syn_nano_en",
    "presidio_gen_dev_s11_even",
    "presidio_generated_large_dev",
    "presidio_synth_v2_wrapped_even",
    "tau_fewshot_silver",
    "tau_profiles_retail",
    "wikigold",
    "wnut17_dev",
    "wnut17_train",
];

/// Reads the sets in a folder.
pub fn read(folder: &Path) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut skeletons: BTreeMap<String, String> = BTreeMap::new();
    for set in SETS {
        let text = std::fs::read_to_string(folder.join(format!("{set}.jsonl")))?;
        for (index, line) in text.lines().enumerate() {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let mut row = row(set, &value);
            row.group = match value.get("template") {
                Some(template) if set.contains("generated_large") => {
                    let own = format!("large-{template}");
                    skeletons.get(&skeleton(&row)).cloned().unwrap_or(own)
                }
                Some(template) => {
                    let group = format!("synth-{template}");
                    skeletons.entry(skeleton(&row)).or_insert_with(|| group.clone()).clone()
                }
                None => format!("{set}-{}", index / 20),
            };
            if set.starts_with("btc") || set.starts_with("wnut") || *set == "wikigold" {
                row = joined(&row);
            }
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The text without what is labelled: rows of one template have the same.
fn skeleton(row: &Row) -> String {
    let mut text = String::new();
    let mut at = 0;
    for (start, end, _) in &row.spans {
        if *start >= at {
            text.push_str(row.text.get(at..*start).unwrap_or_default());
            at = *end;
        }
    }
    text.push_str(row.text.get(at..).unwrap_or_default());
    text.retain(char::is_alphabetic);
    text
}

fn row(set: &str, value: &serde_json::Value) -> Row {
    let string = |value: &serde_json::Value, key: &str| value.get(key).and_then(|it| it.as_str()).unwrap_or_default().to_owned();
    let text = string(value, "text");
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut spans = Vec::new();
    for span in value.get("spans").and_then(|spans| spans.as_array()).into_iter().flatten() {
        let place = |key: &str| span.get(key).and_then(serde_json::Value::as_u64).and_then(|at| starts.get(at as usize)).copied();
        let (Some(start), Some(end)) = (place("start"), place("end")) else { continue };
        if let Some(class) = class(set, &string(span, "type"), text.get(start..end).unwrap_or_default()) {
            spans.push((start, end, class));
        }
    }
    if set == "tau_fewshot_silver" {
        spans.extend(unlabelled(&text, &spans));
    }
    spans.sort();
    let mut row = Row { id: string(value, "id"), set: set.to_owned(), group: String::new(), text, spans };
    if set.starts_with("btc") || set.starts_with("wnut") {
        let handles: Vec<_> = row.text.match_indices('@').map(|(at, _)| (at, end_of_handle(&row.text, at))).collect();
        row.spans.retain(|(start, end, _)| !handles.iter().any(|(from, to)| start < to && from < end));
        row.spans.extend(handles.into_iter().map(|(start, end)| (start, end, Class::Skip)));
        row.spans.sort();
    }
    row
}

/// `@ name` and `@name` are of one kind here.
fn end_of_handle(text: &str, at: usize) -> usize {
    let rest = text.get(at + 1..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let length = rest.get(blanks..).unwrap_or_default().find(char::is_whitespace).unwrap_or(rest.len() - blanks);
    at + 1 + blanks + length
}

/// Cities, states and countries are not labelled in the conversations, though streets are.
fn unlabelled(text: &str, spans: &[(usize, usize, Class)]) -> Vec<(usize, usize, Class)> {
    let mut found = Vec::new();
    for key in [
        "\"city\": \"",
        "\"country\": \"",
        "\"state\": \"",
        "\"address2\": \"",
        "City:** ",
        "State:** ",
        "Country:** ",
        "City: ",
        "State: ",
        "Country: ",
    ] {
        for (at, _) in text.match_indices(key) {
            let start = at + key.len();
            let end = start + text.get(start..).unwrap_or_default().find(['"', '\n']).unwrap_or(0);
            let class = if key.contains("address2") { Class::Address } else { Class::Place };
            if end > start && !spans.iter().any(|(from, to, _)| *from < end && start < *to) {
                found.push((start, end, class));
            }
        }
    }
    // What follows a street in a sentence is its city and state, and is not labelled either.
    for (_, end, _) in spans.iter().filter(|(_, _, class)| *class == Class::Address) {
        let rest = text.get(*end..).unwrap_or_default();
        let length = rest.find(['"', '\n', '?', '}']).unwrap_or(rest.len()).min(60);
        let stop = spans.iter().filter(|(from, _, _)| from >= end).map(|(from, _, _)| from - end).min().unwrap_or(usize::MAX);
        let mut length = length.min(stop);
        while !rest.is_char_boundary(length) {
            length -= 1;
        }
        if rest.starts_with(", ") && length > 2 {
            found.push((*end, end + length, Class::Skip));
        }
    }
    found
}

fn class(set: &str, kind: &str, text: &str) -> Option<Class> {
    let human = set.starts_with("btc") || set.starts_with("wnut") || set == "wikigold";
    let people = ["ish", "ian", "ese", "ans", "ean", "ench", "utch", "can"].iter().any(|end| text.to_lowercase().ends_with(end));
    let health = ["ospital", "linic", "ealth", "edical", "nstitute", "niversity"].iter().any(|part| text.contains(part));
    match kind {
        "PERSON" if text.contains('_') => None,
        "PERSON" => Some(Class::Person),
        "LOCATION" if human && people && !text.contains(' ') => Some(Class::Skip),
        "LOCATION" => Some(Class::Place),
        "ADDRESS" | "ZIP" => Some(Class::Address),
        "ORG" | "ORGANIZATION" | "GROUP" if human && health => Some(Class::Skip),
        "ORG" | "ORGANIZATION" | "GROUP"
            if human && text.contains(' ') || set.contains("presidio") || set.starts_with("meddocan") =>
        {
            Some(Class::Body)
        }
        "ORG" | "ORGANIZATION" | "GROUP" | "MISC" | "PRODUCT" | "WORK" => Some(Class::Body),
        "NRP" | "TITLE" => None,
        _ => None,
    }
}

/// Undoes the blanks that the sets of tokens have before marks: `did n't` and `Paris ,` are not how people write.
fn joined(row: &Row) -> Row {
    let mut text = String::new();
    let mut map = Vec::with_capacity(row.text.len() + 1);
    let bytes = row.text.as_bytes();
    for (at, c) in row.text.char_indices() {
        let rest = row.text.get(at + 1..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
        let close = rest.starts_with([',', '.', ';', ':', '!', '?', ')', '%'])
            || ["'s ", "n't ", "'re ", "'m ", "'ll ", "'ve ", "'d "].iter().any(|tail| rest.starts_with(tail));
        let skip = c == ' ' && (close || matches!(before, b'(' | b'#' | b'@' | b'$'));
        for _ in 0..c.len_utf8() {
            map.push(text.len());
        }
        if !skip {
            text.push(c);
        }
    }
    map.push(text.len());
    let spans = row
        .spans
        .iter()
        .map(|(start, end, class)| (map[*start], map[*end], *class))
        .filter(|(start, end, _)| start < end)
        .collect();
    Row { text, spans, ..row.clone() }
}
