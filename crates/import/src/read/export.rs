//! An export of one product that comes as JSON or as a table: the rows of either are handed over alike, so that one
//! importer reads both, and what every export tells of itself is noted in one place.

use super::{
    csv::product,
    envelope,
    fields::Fields,
    json::{self, Whole},
    pages,
};
use crate::{Head, Input, ReadError, Sink};
use serde_json::Value;
use std::io::{Cursor, Read};

/// An export of one product.
#[derive(Debug)]
pub struct Export {
    /// The product.
    pub product: &'static str,
    /// The report or end point.
    pub report: &'static str,
    /// Whether it shows the state at one moment.
    pub snapshot: bool,
    /// Dotted paths of wrappers at which rows of JSON stand.
    pub lists: &'static [&'static str],
    /// Column names that mark each form of the table; empty where it comes as JSON only.
    pub tables: &'static [&'static [&'static str]],
}

impl Export {
    /// Whether the head is one of its tables.
    pub fn is_table(&self, head: &Head<'_>) -> bool {
        self.tables.iter().any(|marks| product::is_marked(head, marks))
    }

    /// Notes what the export is.
    pub fn note(&self, sink: &mut Sink<'_>) {
        sink.facts.product = Some(self.product.to_owned());
        sink.facts.report = Some(self.report.to_owned());
        sink.facts.snapshot = self.snapshot;
    }

    /// Reads all rows; gives their number, and what stood beside those of JSON.
    ///
    /// # Errors
    /// [`ReadError::SourceError`] for an error object in place of rows, [`ReadError::Container`], [`ReadError::Io`], and
    /// what `each` fails with.
    pub fn read(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut product::Each<'_>) -> Result<Whole, ReadError> {
        self.note(sink);
        let mut first = Vec::new();
        Read::by_ref(&mut input.reader).take(Head::LENGTH as u64).read_to_end(&mut first)?;
        let head = Head::new(input.name, &first, first.len() < Head::LENGTH);
        let text = head.text();
        // A table that keeps rows of JSON in a column is read as these rows.
        let is_json = text.trim_start().starts_with(['{', '[']) || envelope::column(text, head.whole).is_some();
        drop(head);
        let mut all = Cursor::new(first).chain(&mut *input.reader);
        let mut input = Input { name: input.name, reader: &mut all, map: None };
        if is_json || self.tables.is_empty() {
            return self.json(&mut input, sink, each);
        }
        let around = product::objects_of(&mut input, self.tables, sink, each)?;
        Ok(Whole { rows: around.rows, ..Whole::default() })
    }

    fn json(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut product::Each<'_>) -> Result<Whole, ReadError> {
        let whole = json::rows(input, self.lists, sink, &mut |row, sink| {
            if row.list.is_empty() {
                refuse_error(&row.value)?;
            }
            each(Fields::from(row), sink)
        })?;
        sink.facts.declared_empty = whole.declared_empty;
        sink.facts.incomplete.extend(pages::incomplete(&whole));
        Ok(whole)
    }
}

/// Refuses an object that is an error of its source in place of a result.
///
/// # Errors
/// [`ReadError::SourceError`] with the message of the source.
pub fn refuse_error(object: &Value) -> Result<(), ReadError> {
    refusal(object).map_or(Ok(()), |message| Err(ReadError::SourceError(message)))
}

/// The message of an error object: `{error: {message}}`, `{errorCode, message}`, `{Error: {Message}}`.
fn refusal(object: &Value) -> Option<String> {
    let small = object.as_object().filter(|map| map.len() <= 5)?;
    let text = |value: &Value, keys: &[&str]| {
        let found = keys.iter().find_map(|key| value.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty()));
        found.map(str::to_owned)
    };
    if let Some(error) = small.get("error").or_else(|| small.get("Error")).filter(|error| error.is_object()) {
        return text(error, &["message", "Message", "detail", "type"]);
    }
    let code = text(object, &["errorCode", "error", "code", "documentation_url"])?;
    text(object, &["message", "error_description", "errorSummary"]).map(|message| format!("{code}: {message}"))
}

#[cfg(test)]
mod tests {
    use super::refusal;
    use serde_json::json;

    #[test]
    fn errors_are_told_from_rows() {
        let errors = [
            json!({ "error": { "code": 403, "message": "Not Authorized", "status": "PERMISSION_DENIED" } }),
            json!({ "type": "error", "error": { "type": "authentication_error", "message": "invalid x-api-key" } }),
            json!({ "message": "Session expired or invalid", "errorCode": "INVALID_SESSION_ID" }),
            json!({ "Error": { "Message": "Unauthorized" } }),
        ];
        assert!(errors.iter().all(|error| refusal(error).is_some()));
        assert_eq!(refusal(&json!({ "id": "1", "login": "ada", "message": "hello" })), None);
        assert_eq!(refusal(&json!({ "type": "error", "error": null })), None);
    }
}
