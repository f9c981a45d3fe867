//! JSON of no product's own as a table: a list of objects, one a row, with a column for each path to a value.
//!
//! Only what no importer knows as JSON and some importer knows as a table comes out so; all else stays as it is.

use super::Rank;
use crate::{Head, Match};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Longer files of this sort are logs, which have importers of their own.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;
/// Objects are looked into this deep.
const DEPTH: usize = 5;
/// More columns are no table.
const WIDEST: usize = 400;

/// Whether a file that begins so may be such a list.
pub(super) fn may_be(first: &[u8]) -> bool {
    let text = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first).trim_ascii_start();
    text.starts_with(b"[") || text.starts_with(b"{")
}

/// The list as separated values under a header; none where it is none, or where nothing knows the table.
pub(super) fn text(name: &str, bytes: &[u8], rank: &Rank<'_>) -> Option<Vec<u8>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let rows = rows(bytes)?;
    let (names, lines) = flattened(&rows)?;
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&names).ok()?;
    for mut line in lines {
        line.resize(names.len(), String::new());
        out.write_record(&line).ok()?;
    }
    let table = out.into_inner().ok()?;
    let head = Head::new(name, table.get(..table.len().min(Head::LENGTH)).unwrap_or_default(), table.len() <= Head::LENGTH);
    (rank(&head) != Match::No).then_some(table)
}

/// The objects of an array, of the only list of a wrapper, or of lines.
fn rows(bytes: &[u8]) -> Option<Vec<Map<String, Value>>> {
    let all: Result<Vec<Value>, _> = serde_json::Deserializer::from_slice(bytes).into_iter().collect();
    let mut all = all.ok()?;
    let list = match all.as_mut_slice() {
        [Value::Array(list)] => std::mem::take(list),
        [Value::Object(wrapper)] => {
            let lists: Vec<&mut Vec<Value>> = wrapper.values_mut().filter_map(Value::as_array_mut).collect();
            let [list] = <[&mut Vec<Value>; 1]>::try_from(lists).ok()?;
            std::mem::take(list)
        }
        _ => all,
    };
    let object = |value| if let Value::Object(map) = value { Some(map) } else { None };
    let rows: Option<Vec<Map<String, Value>>> = list.into_iter().map(object).collect();
    rows.filter(|rows| !rows.is_empty())
}

/// The names of the columns in order of appearance, and the rows.
fn flattened(rows: &[Map<String, Value>]) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let (mut names, mut index) = (Vec::new(), BTreeMap::new());
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let (mut flat, mut line) = (Vec::new(), Vec::new());
        flatten(row, "", DEPTH, &mut flat)?;
        for (path, cell) in flat {
            let column = *index.entry(path).or_insert_with_key(|path: &String| {
                names.push(path.clone());
                names.len() - 1
            });
            if column >= line.len() {
                line.resize(column + 1, String::new());
            }
            if let Some(place) = line.get_mut(column) {
                *place = cell;
            }
        }
        lines.push(line);
    }
    (names.len() <= WIDEST).then_some((names, lines))
}

/// The cells of a row; none where it holds lists of objects, which no table holds.
fn flatten(object: &Map<String, Value>, before: &str, depth: usize, flat: &mut Vec<(String, String)>) -> Option<()> {
    for (key, value) in object {
        let path = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
        match value {
            Value::Object(inner) if depth > 0 => flatten(inner, &path, depth - 1, flat)?,
            other => flat.push((path, cell(other)?)),
        }
    }
    Some(())
}

/// A value as the text of a cell; a list of texts as a list.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => {
            let parts: Option<Vec<String>> =
                values.iter().map(|value| if value.is_array() { None } else { cell(value) }).collect();
            Some(parts?.join("; "))
        }
        Value::Object(_) => None,
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::{Match, recognise};

    fn table(json: &str) -> Option<String> {
        let rank = |head: &crate::Head<'_>| recognise(head).first().map_or(Match::No, |best| best.how);
        text("export.json", json.as_bytes(), &rank).and_then(|table| String::from_utf8(table).ok())
    }

    #[test]
    fn lists_of_objects_become_tables() {
        let row = r#"{"deploymentId":"d-1","svc":"api","env":"production","finishedAt":"2026-01-02T10:00:00Z","result":"ok","by":{"login":"jdoe"},"tags":["a","b"]}"#;
        let expected =
            "deploymentId,svc,env,finishedAt,result,by.login,tags\nd-1,api,production,2026-01-02T10:00:00Z,ok,jdoe,a; b\n";
        assert_eq!(table(&format!("[{row}]")).as_deref(), Some(expected));
        assert_eq!(table(&format!(r#"{{"count":1,"deployments":[{row}]}}"#)).as_deref(), Some(expected));
        assert_eq!(table(&format!("{row}\n{row}\n")).map(|text| text.lines().count()), Some(3));
    }

    const NESTED: &str = r#"[{"deploymentId":"d-1","svc":"api","env":"production","finishedAt":"2026-01-02T10:00:00Z","result":"ok","steps":[{"a":1}]}]"#;

    #[test]
    fn what_is_no_list_or_nothing_knows_stays() {
        for json in ["", "[]", "[1,2]", r#"{"a":1}"#, r#"[{"colour":"red"},{"colour":"blue"}]"#, r#"[{"a":1}"#, NESTED] {
            assert_eq!(table(json), None, "{json}");
        }
    }
}
