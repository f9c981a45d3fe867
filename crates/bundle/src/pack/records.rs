//! The records, one table per kind: evidence, position, every field of the kind, and what the source says besides.

use super::{Tell, bag::Bag};
use crate::{BundleError, Contents, Step, Vault, markup::neutral};
use model::{Data, EvidenceId, Kind, Record};
use serde_json::{Map, Value};
use std::io;

/// Rows between two words of progress.
const PACE: u64 = 4096;

/// Writes a table for every kind that the evidence has, unless it is left out; answers the number of records.
pub(super) fn all(
    bag: &mut Bag<'_>,
    contents: &Contents,
    vault: &mut dyn Vault,
    tell: &mut Tell<'_>,
) -> Result<u64, BundleError> {
    let expected: Vec<(Kind, u64)> = Kind::ALL
        .iter()
        .copied()
        .filter(|kind| !contents.left_out.iter().any(|left| left.kind == *kind))
        .map(|kind| (kind, contents.evidence.iter().filter_map(|exhibit| exhibit.evidence.records.get(&kind)).sum()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let total = expected.iter().map(|(_, count)| count).sum();
    let mut done = 0;
    tell.about(Step::Records, 0, total)?;
    for (kind, count) in expected {
        table(bag, kind, count, vault, &mut |found| tell.about(Step::Records, done + found, total))?;
        done += count;
    }
    Ok(done)
}

fn table(
    bag: &mut Bag<'_>,
    kind: Kind,
    expected: u64,
    vault: &mut dyn Vault,
    passed: &mut dyn FnMut(u64) -> Result<(), BundleError>,
) -> Result<(), BundleError> {
    let path = format!("data/records/{}.csv", kind.id());
    let columns = columns(kind).map_err(|source| BundleError::Records { kind, source })?;
    let mut entry = bag.open(&path, None)?;
    let mut stopped = None;
    let mut found = 0;
    let result = {
        let mut rows = csv::Writer::from_writer(&mut entry);
        let head = ["evidence", "position"].into_iter().chain(columns.iter().map(String::as_str)).chain(["extra"]);
        let begun = rows.write_record(head).map_err(io::Error::from);
        let read = begun.and_then(|()| {
            vault.records(kind, &mut |id, record| {
                found += 1;
                if found % PACE == 0
                    && let Err(error) = passed(found)
                {
                    stopped = Some(error);
                    return Err(io::Error::other("stopped"));
                }
                row(&mut rows, &columns, id, record)
            })
        });
        read.and_then(|()| rows.flush())
    };
    let (digest, bytes) = entry.done();
    if let Some(error) = stopped {
        return Err(error);
    }
    result.map_err(|source| BundleError::Records { kind, source })?;
    if found != expected {
        return Err(BundleError::RecordCount { kind, expected, found });
    }
    bag.end(&path, digest, bytes);
    Ok(())
}

fn row(rows: &mut csv::Writer<impl io::Write>, columns: &[String], id: EvidenceId, record: &Record) -> io::Result<()> {
    let fields = fields(&record.data)?;
    rows.write_field(id.to_string())?;
    rows.write_field(neutral(&record.at.to_string()).as_bytes())?;
    for column in columns {
        let text = fields.get(column).map(text).unwrap_or_default();
        rows.write_field(neutral(&text).as_bytes())?;
    }
    let extra = if record.extra.is_empty() { String::new() } else { serde_json::to_string(&record.extra)? };
    rows.write_field(neutral(&extra).as_bytes())?;
    rows.write_record(None::<&[u8]>)?;
    Ok(())
}

/// A value as a cell: text as it is, lists and structures as JSON, nothing as nothing.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// The fields of a record, in the order in which its kind declares them.
fn fields(data: &Data) -> io::Result<Map<String, Value>> {
    match serde_json::to_value(data)? {
        Value::Object(mut fields) => {
            fields.shift_remove("kind");
            Ok(fields)
        }
        other => Err(io::Error::other(format!("a record is no structure: {other}"))),
    }
}

/// The names of the fields of a kind.
fn columns(kind: Kind) -> io::Result<Vec<String>> {
    Ok(fields(&Data::empty(kind))?.into_iter().map(|(name, _)| name).collect())
}
