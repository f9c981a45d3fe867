//! What the importers of GitHub's security alerts share: the repository, the state, and why somebody closed an alert.

use crate::{
    importer::{Input, ReadError, Sink},
    read::{csv::product, export::Export, fields::Fields},
    vendor::github,
};
use model::record::VulnerabilityStatus;
use serde_json::Value;

/// Reads a list of alerts: one repository's, or an organisation's.
///
/// # Errors
/// As [`Export::read`].
pub fn read(
    input: &mut Input<'_>,
    report: &'static str,
    sink: &mut Sink<'_>,
    each: &mut product::Each<'_>,
) -> Result<(), ReadError> {
    let export = Export { product: github::SYSTEM, report, snapshot: true, ..Export::PLAIN };
    let each = &mut |row: Fields, sink: &mut Sink<'_>| {
        if let Some(url) = row.peek_text("html_url").or_else(|| row.peek_text("url")) {
            github::note_host(url, sink);
        }
        each(row, sink)
    };
    export.read(input, sink, each).map(drop)
}

/// The repository (`owner/name`) of an alert: as it says, or by its address.
pub fn repository(row: &mut Fields) -> Option<String> {
    let told = row.text("repository.full_name").or_else(|| row.text("repository.nameWithOwner"));
    told.or_else(|| of_address(row.peek_text("html_url").or_else(|| row.peek_text("url"))?))
}

fn of_address(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let mut parts = path.split(['/', '#', '?']).skip(1).skip_while(|part| matches!(*part, "api" | "v3" | "repos"));
    let (owner, name) = (parts.next()?, parts.next()?);
    (!owner.is_empty() && !name.is_empty()).then(|| format!("{owner}/{name}"))
}

/// Takes a text; `None` as a word, which some tools write for null, is blank.
pub fn text(row: &mut Fields, path: &str) -> Option<String> {
    row.text(path).filter(|text| text != "None")
}

/// Takes what the blank word `None` stands for away, so that times are not read from it.
pub fn clear(row: &mut Fields, keys: &[&str]) {
    for key in keys {
        if row.peek(key).and_then(Value::as_str) == Some("None") {
            row.take(key);
        }
    }
}

/// How an alert stands: its state, and the reason for which it was dismissed or resolved.
pub fn status(state: Option<&str>, reason: Option<&str>) -> (VulnerabilityStatus, Option<String>) {
    let word = state.map(|state| reason.map_or_else(|| state.to_owned(), |reason| format!("{state}: {reason}")));
    let folded = |text: &str| text.to_ascii_lowercase().replace([' ', '-'], "_").replace('\'', "");
    let status = match (state.map(folded).as_deref(), reason.map(folded).as_deref()) {
        (Some("fixed"), _) | (_, Some("revoked")) => VulnerabilityStatus::Fixed,
        (Some("dismissed" | "resolved"), Some("false_positive" | "inaccurate" | "not_used")) => VulnerabilityStatus::NotAffected,
        (Some("dismissed" | "auto_dismissed" | "resolved"), _) => VulnerabilityStatus::Accepted,
        _ => VulnerabilityStatus::Open,
    };
    (status, word)
}
