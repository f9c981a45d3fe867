//! What the importers of Bitbucket share, Cloud and Data Center.

use crate::{
    importer::{Input, ReadError, Sink},
    read::fields::{Fields, text_of},
    vendor::delivery,
};
use serde_json::Value;

/// The system's name in records.
pub const SYSTEM: &str = "Bitbucket";

/// Reads rows of Bitbucket: pages with `values`, or a bare array of what was in them.
///
/// # Errors
/// As [`delivery::rows`]; [`ReadError::SourceError`] for an error in place of a result.
pub fn rows(
    input: &mut Input<'_>,
    report: &str,
    sink: &mut Sink<'_>,
    each: &mut dyn FnMut(Fields, &mut Sink<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let whole = delivery::rows(input, &["values"], (SYSTEM, report), sink, &mut |row, sink| {
        refuse_error(&row.value)?;
        each(Fields::from(row), sink)
    })?;
    let next = whole.beside.text("next").is_some() || whole.beside.at("isLastPage") == Some(&Value::Bool(false));
    if next {
        sink.facts.incomplete.push("the export says that there is a next page; export all pages".to_owned());
    } else if let Some(size) = whole.beside.count("size").filter(|size| *size > whole.rows) {
        sink.facts.incomplete.push(format!("the export counts {size} and holds {}", whole.rows));
    }
    Ok(())
}

fn refuse_error(row: &Value) -> Result<(), ReadError> {
    let cloud = row.get("error").filter(|_| row.get("type").and_then(Value::as_str) == Some("error"));
    let server = row.get("errors").and_then(|errors| errors.get(0)).filter(|_| row.get("id").is_none());
    let message = cloud.or(server).and_then(|error| text_of(error.get("message")?));
    message.map_or(Ok(()), |message| Err(ReadError::SourceError(message)))
}

/// Repository (`workspace/name`) in an address of Bitbucket Cloud, its pages or its interface.
pub fn repository(url: &str) -> Option<String> {
    let path = url.split_once("://")?.1.split_once('/')?.1;
    let path = path.strip_prefix("2.0/repositories/").or_else(|| path.strip_prefix("api/2.0/repositories/")).unwrap_or(path);
    let mut parts = path.split(['/', '?', '#']).filter(|part| !part.is_empty());
    let (workspace, name) = (parts.next()?, parts.next()?);
    (!workspace.contains('{') && !name.contains('{')).then(|| format!("{workspace}/{name}"))
}

/// Takes who an account of Bitbucket Cloud is: the nickname, else the name that is shown.
pub fn login(row: &mut Fields, account: &str) -> Option<String> {
    ["nickname", "username", "display_name", "account_id", "uuid"].iter().find_map(|key| row.text(&format!("{account}.{key}")))
}
