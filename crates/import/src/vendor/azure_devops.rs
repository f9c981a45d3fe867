//! What the importers of Azure DevOps share.

use crate::{
    importer::{Input, ReadError, Sink},
    read::{csv::product, export::Export, fields::Fields},
};

/// The system's name in records.
pub const SYSTEM: &str = "Azure DevOps";

/// Reads rows of Azure DevOps: an answer with `value`, or the bare array that `az` prints.
///
/// # Errors
/// As [`Export::read`].
pub fn rows(
    input: &mut Input<'_>,
    report: &'static str,
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<(), ReadError> {
    let export = Export { product: SYSTEM, report, lists: &["value"], pages: true, ..Export::PLAIN };
    let each = &mut |row: Fields, sink: &mut Sink<'_>| {
        if let Some(organisation) = row.peek_text("url").and_then(organisation) {
            sink.facts.instance.get_or_insert(organisation);
        }
        each(row, sink)
    };
    export.read(input, sink, each).map(drop)
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
