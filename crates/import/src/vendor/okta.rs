//! Okta: the frame around the rows that its API lists.

use crate::{
    importer::{Head, Input, ReadError, Sink},
    read::{fields::Fields, json, pages},
    vendor::microsoft,
};
use serde_json::Value;
use std::borrow::Cow;

/// The system that records of Okta belong to.
pub const SYSTEM: &str = "Okta";

/// Takes a row.
pub type Each<'e> = dyn FnMut(Fields, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

/// Reads a list of the state at one moment: pages, an array, JSON lines, a single object, or the text in the `_raw` field
/// of a log collector.
///
/// # Errors
/// [`ReadError::SourceError`] for Okta's error object in place of a result, those of [`json::rows`], and what `each`
/// fails with.
pub fn list(input: &mut Input<'_>, report: &str, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<(), ReadError> {
    describe(report, sink);
    let whole = json::rows(input, &["value"], sink, &mut |mut row, sink| {
        row.value = opened(row.value);
        refuse_error(&row.value)?;
        let row = Fields::from(row);
        if let Some(host) = host(&row) {
            sink.facts.instance.get_or_insert(host);
        }
        each(row, sink)
    })?;
    sink.facts.incomplete.extend(pages::incomplete(&whole));
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

/// Notes that the file is a report of Okta on one moment.
pub fn describe(report: &str, sink: &mut Sink<'_>) {
    sink.facts.product = Some(SYSTEM.to_owned());
    sink.facts.report = Some(report.to_owned());
    sink.facts.snapshot = true;
}

/// The first row of a head, taken out of the `_raw` field of a log collector where it is in one.
pub fn first<'h>(head: &'h Head<'_>) -> Option<Cow<'h, Value>> {
    head.row().map(microsoft::first)
}

/// A row, taken out of the `_raw` field of a log collector where it is in one.
pub fn opened(row: Value) -> Value {
    let raw = row.get("_raw").and_then(Value::as_str).and_then(|text| serde_json::from_str(text).ok()).filter(Value::is_object);
    raw.unwrap_or(row)
}

/// The organisation's host, as links of a row tell it.
pub fn host(row: &Fields) -> Option<String> {
    let links = ["_links.self.href", "_links.users.href", "_links.assignee.href", "_links.deactivate.href"];
    let link = links.iter().find_map(|path| row.peek_text(path))?;
    Some(link.split_once("://")?.1.split('/').next()?.to_owned())
}

/// Okta's error object in place of a result.
///
/// # Errors
/// [`ReadError::SourceError`] with its message.
pub fn refuse_error(row: &Value) -> Result<(), ReadError> {
    let text = |key: &str| row.get(key).and_then(Value::as_str);
    match (text("errorCode"), text("errorSummary")) {
        (Some(code), Some(summary)) => Err(ReadError::SourceError(format!("{code} {summary}"))),
        _ => Ok(()),
    }
}
