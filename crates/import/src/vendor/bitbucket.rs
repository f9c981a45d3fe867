//! What the importers of Bitbucket share, Cloud and Data Center.

use crate::{
    importer::{Input, ReadError, Sink},
    read::{csv::product, export::Export, fields::Fields},
};

/// The system's name in records.
pub const SYSTEM: &str = "Bitbucket";

/// Reads rows of Bitbucket: pages with `values`, or a bare array of what was in them.
///
/// # Errors
/// As [`Export::read`].
pub fn rows(
    input: &mut Input<'_>,
    report: &'static str,
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<(), ReadError> {
    let whole = Export { product: SYSTEM, report, lists: &["values"], pages: true, ..Export::PLAIN }.read(input, sink, each)?;
    if let Some(size) = whole.beside.count("size").filter(|size| *size > whole.rows && sink.facts.incomplete.is_empty()) {
        sink.facts.incomplete.push(format!("`size` counts {size} and the file holds {}", whole.rows));
    }
    Ok(())
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
