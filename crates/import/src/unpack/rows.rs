//! JSON that no importer knows and that is a list of flat objects, as the text of a table: a column for each path.
//!
//! Rosters and lists of accounts come so from interfaces of products that no importer reads. What does not look like a
//! table of ours with some certainty stays as it came.

use super::{Rank, head};
use crate::{Match, ReadError};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest JSON that is looked at whole, in bytes.
pub(super) const LARGEST: usize = 64 * 1024 * 1024;
/// Paths that are looked into this deep.
const DEPTH: usize = 4;
/// Most columns.
const WIDEST: usize = 400;
/// Guesses below are not sure enough for JSON, which has many shapes.
const SURE: u8 = 55;

/// Whether text begins as JSON.
pub(super) fn begins(first: &[u8]) -> bool {
    let text = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    matches!(text.trim_ascii_start().first(), Some(b'[' | b'{'))
}

/// The text of a table; none where an importer knows the JSON, or it is no list, or none that is surely of ours.
pub(super) fn text(name: &str, bytes: &[u8], rank: &Rank<'_>) -> Result<Option<Vec<u8>>, ReadError> {
    if rank(&head(name, bytes)) != Match::No {
        return Ok(None);
    }
    let Some(rows) = rows(bytes) else { return Ok(None) };
    let Ok(text) = table(&rows) else { return Ok(None) };
    let sure = rank(&head(name, &text)) >= Match::Maybe(SURE);
    Ok(sure.then_some(text))
}

/// The objects of a list: the text itself, the one list of objects in it, or one object a line.
fn rows(bytes: &[u8]) -> Option<Vec<Value>> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).ok()?;
    let found = match serde_json::from_str(text) {
        Ok(Value::Array(rows)) => rows,
        Ok(Value::Object(around)) => {
            let mut lists = around.into_iter().filter_map(|(_, value)| match value {
                Value::Array(rows) if rows.iter().any(Value::is_object) => Some(rows),
                _ => None,
            });
            let only = lists.next()?;
            if lists.next().is_some() {
                return None;
            }
            only
        }
        Ok(_) => return None,
        Err(_) => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| serde_json::from_str(line).ok())
            .collect::<Option<_>>()?,
    };
    (!found.is_empty() && found.iter().all(Value::is_object)).then_some(found)
}

fn table(rows: &[Value]) -> Result<Vec<u8>, csv::Error> {
    let mut names: Vec<String> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for row in rows {
        let mut line = BTreeMap::new();
        flatten(row, String::new(), DEPTH, &mut line);
        for name in line.keys().filter(|name| !name.is_empty()) {
            if names.len() < WIDEST && !index.contains_key(name) {
                index.insert(name.clone(), names.len());
                names.push(name.clone());
            }
        }
        lines.push(line);
    }
    let mut out = csv::WriterBuilder::new().from_writer(Vec::new());
    out.write_record(&names)?;
    for line in &lines {
        out.write_record(names.iter().map(|name| line.get(name).map_or("", String::as_str)))?;
    }
    out.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn flatten(value: &Value, path: String, depth: usize, line: &mut BTreeMap<String, String>) {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match value {
        Value::Object(map) if depth > 0 => {
            for (key, inner) in map {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(inner, path, depth - 1, line);
            }
        }
        Value::Array(list) if list.iter().all(|one| !one.is_object() && !one.is_array()) => {
            let _ = line.insert(path, list.iter().map(text).collect::<Vec<_>>().join("; "));
        }
        other => {
            let _ = line.insert(path, text(other));
        }
    }
}
