//! What the importers of Salesforce share: every row of its API names its object.

use crate::{importer::Head, read::fields::Fields};
use serde_json::Value;

/// The system's name in records.
pub const SYSTEM: &str = "Salesforce";

/// Wrappers of a query: of the REST API, and of the command line.
pub const LISTS: &[&str] = &["records", "result.records"];

/// The first row, wherever the rows stand.
pub fn row<'h>(head: &'h Head<'_>) -> Option<&'h Value> {
    LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row())
}

/// Whether the rows are of an object (`LoginHistory`).
pub fn is_of(head: &Head<'_>, object: &str) -> bool {
    row(head).and_then(|row| row.get("attributes")?.get("type")).and_then(Value::as_str) == Some(object)
}

/// The row under the names of the API, where the Data Loader wrote them in capitals (`ISACTIVE`).
pub fn api_names(mut row: Fields, names: &[&str]) -> Fields {
    for name in names {
        let loud = name.to_uppercase();
        if let Some(value) = (!row.has(name)).then(|| row.take(&loud)).flatten() {
            row.put(name, value);
        } else if row.has(&loud) {
            row.put(name, Value::Null);
        }
    }
    row
}
