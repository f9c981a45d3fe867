//! JSON, or what Python prints in its place, inside of a text.

use super::python;
use serde_json::Value;

/// Opens a value that is an object or a list inside a text; others stay as they are.
pub fn opened(value: Value) -> Value {
    let Value::String(text) = &value else { return value };
    let trimmed = text.trim();
    if !trimmed.starts_with(['{', '[']) {
        return value;
    }
    serde_json::from_str(trimmed).ok().or_else(|| python::literal(trimmed)).unwrap_or(value)
}
