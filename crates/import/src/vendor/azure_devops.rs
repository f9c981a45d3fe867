//! What the importers of Azure DevOps share.

use crate::{
    importer::{Input, ReadError, Sink},
    read::fields::{Fields, text_of},
    vendor::delivery,
};
use serde_json::Value;

/// The system's name in records.
pub const SYSTEM: &str = "Azure DevOps";

/// Reads rows of Azure DevOps: an answer with `value`, or the bare array that `az` prints.
///
/// # Errors
/// As [`delivery::rows`]; [`ReadError::SourceError`] for an error in place of a result.
pub fn rows(
    input: &mut Input<'_>,
    report: &str,
    sink: &mut Sink<'_>,
    each: &mut dyn FnMut(Fields, &mut Sink<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    delivery::rows(input, &["value"], (SYSTEM, report), sink, &mut |row, sink| {
        refuse_error(&row.value)?;
        let row = Fields::from(row);
        if let Some(organisation) = row.peek_text("url").and_then(organisation) {
            sink.facts.instance.get_or_insert(organisation);
        }
        each(row, sink)
    })
    .map(drop)
}

fn refuse_error(row: &Value) -> Result<(), ReadError> {
    let message = row.get("typeKey").and_then(|_| text_of(row.get("message")?));
    message.map_or(Ok(()), |message| Err(ReadError::SourceError(message)))
}

/// The organisation in an address: `dev.azure.com/ORGANISATION`, or the host of an own server.
fn organisation(url: &str) -> Option<String> {
    let (host, path) = url.split_once("://")?.1.split_once('/')?;
    match host {
        "dev.azure.com" | "vsrm.dev.azure.com" => Some(format!("dev.azure.com/{}", path.split('/').next()?)),
        host => Some(host.to_owned()),
    }
}

/// Takes who an identity is: the log-in, else the name that is shown.
pub fn login(row: &mut Fields, identity: &str) -> Option<String> {
    row.text(&format!("{identity}.uniqueName")).or_else(|| row.text(&format!("{identity}.displayName")))
}
