//! Okta: the frame around the rows that its API lists.

use crate::{
    importer::{Head, Input, ReadError, Sink},
    read::{csv::product, export::Export, fields::Fields},
    vendor::microsoft,
};
use serde_json::Value;
use std::borrow::Cow;

/// The system that records of Okta belong to.
pub const SYSTEM: &str = "Okta";

/// Reads a list of the state at one moment: pages, an array, JSON lines or a single object.
///
/// # Errors
/// As [`Export::read`].
pub fn list(
    input: &mut Input<'_>,
    report: &'static str,
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<(), ReadError> {
    let export = Export { product: SYSTEM, report, snapshot: true, lists: &["value"], ..Export::PLAIN };
    let each = &mut |row: Fields, sink: &mut Sink<'_>| {
        if let Some(host) = host(&row) {
            sink.facts.instance.get_or_insert(host);
        }
        each(row, sink)
    };
    export.read(input, sink, each).map(drop)
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

/// The organisation's host, as links of a row tell it.
pub fn host(row: &Fields) -> Option<String> {
    let links = ["_links.self.href", "_links.users.href", "_links.assignee.href", "_links.deactivate.href"];
    let link = links.iter().find_map(|path| row.peek_text(path))?;
    Some(link.split_once("://")?.1.split('/').next()?.to_owned())
}
