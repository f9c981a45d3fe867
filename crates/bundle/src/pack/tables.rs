//! The tables of the bundle as CSV and JSON: evidence, IPE sheets, results, map, gaps, responses, engagement.
//!
//! Every cell passes through one writer that neutralises formulas. Columns headed `[auditor]` are empty.

mod evidence;
mod map;
mod results;

use super::bag::Bag;
use crate::{BundleError, Contents, Gap, markup::neutral};
use serde::Serialize;
use std::io;

/// Writes all tables that need nothing but the contents.
pub(super) fn all(bag: &mut Bag<'_>, contents: &Contents, gaps: &[Gap]) -> Result<(), BundleError> {
    engagement(bag, contents)?;
    evidence::index(bag, contents)?;
    evidence::ipe(bag, contents)?;
    map::controls(bag, contents)?;
    map::occurrences(bag, contents)?;
    results::all(bag, contents)?;
    responses(bag, contents)?;
    accepted(bag, contents)?;
    missing(bag, gaps)
}

fn missing(bag: &mut Bag<'_>, gaps: &[Gap]) -> Result<(), BundleError> {
    table(bag, "data/gaps.csv", &["kind", "about", "expected and found", "evidence"], |rows| {
        gaps.iter().try_for_each(|gap| rows.add([word(&gap.kind), gap.about.clone(), gap.what.clone(), list(&gap.evidence)]))
    })
}

fn responses(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    let head = ["evaluator", "subject", "cause", "fix", "due", "compensating control", "retest", "author", "at"];
    table(bag, "data/responses.csv", &head, |rows| {
        contents.responses.iter().try_for_each(|response| {
            rows.add([
                response.evaluator.clone(),
                response.subject.clone().unwrap_or_default(),
                response.cause.clone(),
                response.fix.clone(),
                shown(response.due),
                response.compensating.clone().unwrap_or_default(),
                shown(response.retest),
                response.author.clone(),
                response.at.to_rfc3339(),
            ])
        })
    })
}

fn accepted(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    let head = ["evaluator", "subject", "accepted as known by", "until", "in force", "reason", "at"];
    let day = contents.as_of.with_timezone(&contents.engagement.tz()).date_naive();
    table(bag, "data/accepted.csv", &head, |rows| {
        contents.accepted.iter().try_for_each(|accepted| {
            rows.add([
                accepted.evaluator.clone(),
                accepted.subject.clone(),
                accepted.by.clone(),
                accepted.until.to_string(),
                if accepted.until >= day { "yes" } else { "ended" }.to_owned(),
                accepted.reason.clone(),
                accepted.at.to_rfc3339(),
            ])
        })
    })
}

/// What the whole is about.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct About<'a> {
    engagement: &'a model::Engagement,
    prepared_by: &'a str,
    prepared_at: chrono::DateTime<chrono::Utc>,
    as_of: chrono::DateTime<chrono::Utc>,
    program: &'a str,
    activity_chain_head: &'a str,
    activity_chain_entries: u64,
}

fn engagement(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    let about = About {
        engagement: &contents.engagement,
        prepared_by: &contents.prepared_by,
        prepared_at: contents.prepared_at,
        as_of: contents.as_of,
        program: &contents.program,
        activity_chain_head: &contents.chain_head,
        activity_chain_entries: contents.chain_entries,
    };
    json(bag, "data/engagement.json", &about)
}

fn json(bag: &mut Bag<'_>, path: &str, value: &impl Serialize) -> Result<(), BundleError> {
    bag.stream(path, |entry| {
        serde_json::to_writer_pretty(&mut *entry, value)?;
        io::Write::write_all(entry, b"\n")
    })
}

/// A table being written.
struct Rows<'a>(csv::Writer<&'a mut dyn io::Write>);

impl Rows<'_> {
    fn add<const N: usize>(&mut self, cells: [String; N]) -> io::Result<()> {
        for cell in cells {
            self.0.write_field(neutral(&cell).as_bytes())?;
        }
        self.0.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

fn table(
    bag: &mut Bag<'_>,
    path: &str,
    head: &[&str],
    fill: impl FnOnce(&mut Rows<'_>) -> io::Result<()>,
) -> Result<(), BundleError> {
    bag.stream(path, |entry| {
        let mut rows = Rows(csv::Writer::from_writer(entry as &mut dyn io::Write));
        rows.0.write_record(head)?;
        fill(&mut rows)?;
        rows.0.flush()
    })
}

/// The kebab-case word of an enumeration.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

fn list(values: &[impl ToString]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
