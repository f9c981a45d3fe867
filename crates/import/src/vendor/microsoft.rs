//! Microsoft Entra: the frame around the rows of its exports, and what several importers read of them.
//!
//! Rows come as an answer of Graph (`value`), as a bare array, as JSON lines, as records of Azure Monitor (`records`),
//! or as text in the `_raw` field of a log collector. A name that has several spellings among them (Graph, PowerShell,
//! Azure Monitor, the portal's CSV) is sought under each; what is left of a row keeps the name that the source gave it.

pub mod audit;
pub mod policy;
pub mod roles;
pub mod sign_in;

use crate::{
    head,
    importer::{Head, Input, Match, ReadError, Sink},
    read::{
        csv::product,
        fields::Fields,
        json, pages,
        place::below,
        refusal::refuse_error,
        shape::{self, Shape},
    },
};
use model::Position;
use serde_json::Value;
use std::{borrow::Cow, cell::RefCell};

/// The system that records of Entra belong to.
pub const SYSTEM: &str = "Microsoft Entra";

/// Lists that wrap rows.
const WRAPPERS: &[&str] = &["value", "records"];

/// An identifier that stands for nobody.
pub const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// A list of Microsoft Graph that an importer reads.
#[derive(Debug)]
pub struct List {
    /// Name of the report, with its address.
    pub report: &'static str,
    /// Whether it shows the state at one moment.
    pub snapshot: bool,
    /// The ends of the contexts that name it (`auditlogs/signins`), in small letters.
    pub contexts: &'static [&'static str],
    /// Whether a row is one of it, where no context says so.
    pub is_row: fn(&Value) -> bool,
}

/// Takes a row, with the context that stands beside it (blank where there is none).
pub type Each<'e> = dyn FnMut(Fields, &str, &mut Sink<'_>) -> Result<(), ReadError> + 'e;

impl List {
    /// Whether the head is this list.
    pub fn sniff(&self, head: &Head<'_>) -> Match {
        let Some(row) = head.row() else { return Match::No };
        let context = row.get("@odata.context").and_then(Value::as_str).map(list_of).unwrap_or_default();
        let is_row = (self.is_row)(&first(row));
        match (self.is_named(&context), is_row, context.is_empty()) {
            (true, _, _) | (false, true, true) => Match::Certain,
            (false, true, false) => Match::Maybe(60),
            (false, false, _) => Match::No,
        }
    }

    /// Reads the list.
    ///
    /// # Errors
    /// Those of [`rows`].
    pub fn read(&self, input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<(), ReadError> {
        self.describe(sink);
        rows(input, sink, each)
    }

    /// Reads the list, or a table of the same.
    ///
    /// # Errors
    /// Those of [`rows`] and of [`product::objects`].
    pub fn read_or_table(
        &self,
        input: &mut Input<'_>,
        sink: &mut Sink<'_>,
        tables: &[&[&str]],
        mut each: impl FnMut(Fields, &str, &mut Sink<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.describe(sink);
        let each = RefCell::new(&mut each);
        json_or_table(
            input,
            sink,
            &mut |input, sink| rows(input, sink, &mut |row, context, sink| (each.borrow_mut())(row, context, sink)),
            tables,
            &mut |row, sink| (each.borrow_mut())(row, "", sink),
        )
    }

    fn describe(&self, sink: &mut Sink<'_>) {
        sink.facts.product = Some(SYSTEM.to_owned());
        sink.facts.report = Some(self.report.to_owned());
        sink.facts.snapshot = self.snapshot;
    }

    fn is_named(&self, context: &str) -> bool {
        let ends = |name: &&str| context.strip_suffix(*name).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        self.contexts.iter().any(ends)
    }
}

/// The list of Graph that a context names, without ids and choices of columns: `auditlogs/signins`. Blank for others.
pub fn list_of(context: &str) -> String {
    let context = context.to_ascii_lowercase();
    let Some((host, fragment)) = context.split_once("$metadata#") else { return String::new() };
    if !host.contains("graph.microsoft") && !host.contains("microsoftgraph") {
        return String::new();
    }
    let mut depth = 0_u32;
    let mut list = String::new();
    for letter in fragment.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => list.push(letter),
            _ => {}
        }
    }
    let list = list.trim_end_matches("/$entity").trim_end_matches("/$delta");
    list.to_owned()
}

/// The first row in what an outline begins with.
pub fn first(row: &Value) -> Cow<'_, Value> {
    if let Some(raw) = raw(row) {
        return Cow::Owned(first(&raw).into_owned());
    }
    let inner = WRAPPERS.iter().find_map(|list| row.get(list)?.as_array()?.iter().find(|row| row.is_object()));
    inner.map_or(Cow::Borrowed(row), first)
}

fn raw(row: &Value) -> Option<Value> {
    let text = row.get("_raw")?.as_str()?;
    serde_json::from_str(text).ok().filter(Value::is_object)
}

/// Reads rows out of any of the frames; tells when a further page is missing, and when the list says that it is empty.
///
/// # Errors
/// [`ReadError::SourceError`] for an error object in place of a result, those of [`json::rows`], and what `each` fails with.
pub fn rows(input: &mut Input<'_>, sink: &mut Sink<'_>, each: &mut Each<'_>) -> Result<(), ReadError> {
    let mut frame = Frame::default();
    let whole = json::rows(input, WRAPPERS, sink, &mut |row, sink| {
        let context = row.beside.text("@odata.context").unwrap_or_default();
        frame.open(row.at, row.value, context, sink, each)
    })?;
    sink.facts.incomplete.extend(pages::incomplete(&whole));
    if frame.further {
        sink.facts.incomplete.push("`@odata.nextLink` of the last page leads to one that is not in the file".to_owned());
    }
    sink.facts.declared_empty |= whole.declared_empty || (frame.rows == 0 && frame.empty);
    Ok(())
}

/// What was seen of wrappers inside the file.
#[derive(Default)]
struct Frame {
    rows: u64,
    empty: bool,
    further: bool,
}

impl Frame {
    /// Hands a row over, or the rows that it wraps.
    fn open(
        &mut self,
        at: Position,
        value: Value,
        context: &str,
        sink: &mut Sink<'_>,
        each: &mut Each<'_>,
    ) -> Result<(), ReadError> {
        refuse_error(&value)?;
        if let Some(inner) = raw(&value) {
            return self.open(at, inner, context, sink, each);
        }
        let Value::Object(mut map) = value else { return Ok(()) };
        let list = WRAPPERS.iter().find(|list| map.get(**list).is_some_and(Value::is_array));
        let Some((list, Value::Array(items))) = list.and_then(|list| Some((*list, map.swap_remove(*list)?))) else {
            self.rows += 1;
            return each(Fields::new(at, Value::Object(map)), context, sink);
        };
        let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
        self.further = !text("@odata.nextLink").is_empty();
        self.empty |= items.is_empty();
        let context = text("@odata.context");
        for (index, item) in items.into_iter().enumerate() {
            self.open(below(&at, list, index), item, context, sink, each)?;
        }
        Ok(())
    }
}

/// Reads an export that is JSON or a table: `tables` are the column names by which its tables are known.
///
/// # Errors
/// Those of `json` and of [`product::objects`].
pub fn json_or_table(
    input: &mut Input<'_>,
    sink: &mut Sink<'_>,
    json: &mut Whole<'_>,
    tables: &[&[&str]],
    row: &mut product::Each<'_>,
) -> Result<(), ReadError> {
    let is_table =
        |head: &Head<'_>| Shape::of(head) == Shape::Table || tables.iter().any(|marks| product::is_marked(head, marks));
    shape::by(
        input,
        is_table,
        |is_table, input| {
            if is_table { product::objects_of(input, tables, sink, row).map(drop) } else { json(input, sink) }
        },
    )
}

/// Reads a whole file.
pub type Whole<'w> = dyn FnMut(&mut Input<'_>, &mut Sink<'_>) -> Result<(), ReadError> + 'w;

/// Takes the first truth value that is there.
pub fn truth(row: &mut Fields, paths: &[&str]) -> Option<bool> {
    paths.iter().find_map(|path| row.truth(path))
}

/// The first text that is there, left where it is.
pub fn peek<'r>(row: &'r Fields, paths: &[&str]) -> Option<&'r str> {
    paths.iter().find_map(|path| row.peek_text(path))
}

/// Opens fields that hold JSON as text, as tables of Log Analytics do.
pub fn open_json(row: &mut Fields, keys: &[&str]) {
    for key in keys {
        let text = row.peek_text(key).filter(|text| text.starts_with(['{', '[']));
        if let Some(value) = text.and_then(|text| serde_json::from_str::<Value>(text).ok()) {
            row.put(key, value);
        }
    }
}

/// Whether a row has one of the spellings of a name.
pub fn has_any(row: &Value, names: &[&str]) -> bool {
    names.iter().any(|name| head::has(row, &[name]))
}

#[cfg(test)]
mod tests {
    use super::list_of;

    #[test]
    fn contexts_without_ids_and_columns() {
        let graph = "https://graph.microsoft.com/v1.0/$metadata#";
        for (fragment, list) in [
            ("users(displayName,signInActivity)", "users"),
            ("auditLogs/signIns", "auditlogs/signins"),
            (
                "identityGovernance/accessReviews/definitions('a')/instances('b')/decisions",
                "identitygovernance/accessreviews/definitions/instances/decisions",
            ),
            ("policies/authenticationMethodsPolicy/$entity", "policies/authenticationmethodspolicy"),
            ("directoryRoles(members())", "directoryroles"),
        ] {
            assert_eq!(list_of(&format!("{graph}{fragment}")), list);
        }
        assert_eq!(list_of("https://services.example.com/$metadata#users"), "");
    }
}
