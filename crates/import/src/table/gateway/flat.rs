//! JSON as a table: a column for each path to a value.

use super::{LISTS, SAMPLED};
use crate::{Head, map::Sample};
use serde_json::Value;
use std::collections::BTreeMap;

/// Paths that are looked into this deep.
const DEPTH: usize = 5;
/// Columns that are looked at.
const WIDEST: usize = 400;

/// The sample of the JSON that a file begins with.
pub(crate) fn json_sample(head: &Head<'_>) -> Sample {
    let lines = head.text().lines().take(SAMPLED).filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let lines: Vec<Value> = lines.filter(Value::is_object).collect();
    if lines.len() > 1 {
        return flattened(lines.iter());
    }
    let list = LISTS.iter().find_map(|list| head.json()?.get(list)?.as_array());
    match list.or_else(|| head.json().and_then(Value::as_array)) {
        Some(rows) => flattened(rows.iter().take(SAMPLED)),
        None => flattened(head.json()),
    }
}

/// Rows of JSON as a table: a column for each path to a value.
pub(super) fn flattened<'v>(rows: impl IntoIterator<Item = &'v Value>) -> Sample {
    let mut names: Vec<String> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let mut cells = Vec::new();
    for row in rows {
        let mut flat = Vec::new();
        flatten(row, &mut String::new(), DEPTH, &mut flat);
        let mut line = vec![String::new(); names.len()];
        for (name, text) in flat {
            if names.len() >= WIDEST && !index.contains_key(&name) {
                continue;
            }
            let column = *index.entry(name.clone()).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            });
            if line.len() <= column {
                line.resize(column + 1, String::new());
            }
            if let Some(cell) = line.get_mut(column) {
                *cell = text;
            }
        }
        cells.push(line);
    }
    Sample::new(names, cells)
}

fn flatten(value: &Value, path: &mut String, depth: usize, flat: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) if depth > 0 => {
            for (key, inner) in map {
                let length = path.len();
                if length > 0 {
                    path.push('.');
                }
                path.push_str(key);
                flatten(inner, path, depth - 1, flat);
                path.truncate(length);
            }
        }
        Value::Null => flat.push((path.clone(), String::new())),
        Value::String(text) => flat.push((path.clone(), text.chars().take(200).collect())),
        other => flat.push((path.clone(), other.to_string().chars().take(200).collect())),
    }
}
