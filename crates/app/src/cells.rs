//! Records as rows of text.

use crate::contract::evidence::{RecordPage, RecordRow};
use model::Record;
use serde_json::{Map, Value};

/// One column for every field that any of the records fills, our fields first, then the source's own.
pub(crate) fn columns<'r>(records: impl IntoIterator<Item = &'r Record>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in records.into_iter().flat_map(|record| fields(record).into_iter().map(|(name, _)| name)) {
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    columns
}

/// Records as a page under columns that are the same for every page; what has no column stands in a last one.
pub(crate) fn page<'r>(columns: &[String], records: impl IntoIterator<Item = &'r Record>, total: u32) -> RecordPage {
    let rows: Vec<(&Record, Map<String, Value>)> = records.into_iter().map(|record| (record, fields(record))).collect();
    let beside = |fields: &Map<String, Value>| {
        let others = fields.iter().filter(|(name, _)| !columns.contains(name));
        others.map(|(name, value)| format!("{}: {}", name.trim_end(), text(value))).collect::<Vec<_>>().join("; ")
    };
    let row = |(record, fields): &(&Record, Map<String, Value>)| RecordRow {
        at: record.at.to_string(),
        kind: record.data.kind(),
        cells: columns.iter().map(|name| fields.get(name).map(text).unwrap_or_default()).chain([beside(fields)]).collect(),
    };
    let rows = rows.iter().map(row).collect();
    // The mark that keeps a source's own column apart from ours of the same name is taken off where it is shown.
    let columns = columns.iter().map(|name| name.trim_end().to_owned()).chain(["more".to_owned()]).collect();
    RecordPage { total, columns, rows }
}

/// The fields of a record that say something, ours first, then the source's own under their own names.
pub(crate) fn fields(record: &Record) -> Map<String, Value> {
    let typed = match serde_json::to_value(&record.data) {
        Ok(Value::Object(typed)) => typed,
        Ok(_) | Err(_) => Map::new(),
    };
    let own = typed.into_iter().filter(|(name, value)| name != "kind" && !is_blank(value));
    let extra =
        record.extra.iter().filter(|(_, value)| !is_blank(value)).map(|(name, value)| (format!("{name} "), value.clone()));
    // A source's own name may equal one of ours: the trailing space keeps both apart and is trimmed where it is shown.
    own.chain(extra).collect()
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A value as people read it.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(|item| !item.is_object()) => {
            items.iter().map(text).collect::<Vec<_>>().join(", ")
        }
        Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
