//! What the importers of Salesforce share: every row of its API names its object.

use crate::importer::Head;
use serde_json::Value;

/// The system's name in records.
pub const SYSTEM: &str = "Salesforce";

/// Wrappers of a query: of the REST API, and of the command line.
pub const LISTS: &[&str] = &["records", "result.records"];

/// Whether the rows are of an object (`LoginHistory`).
pub fn is_of(head: &Head<'_>, object: &str) -> bool {
    let row = LISTS.iter().find_map(|list| head.row_of(list)).or_else(|| head.row());
    row.and_then(|row| row.get("attributes")?.get("type")).and_then(Value::as_str) == Some(object)
}
