//! Writing the records of one piece of evidence: each into the part of its table, all of them or none.

mod table;

use crate::{
    error::LogsError,
    key::PartKeys,
    part::{self, Part},
    schema::{Line, TABLES},
};
use chrono_tz::Tz;
use model::{EvidenceId, Record};
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};
use table::TableWriter;

/// The parts of one piece of evidence in the making. Dropped without [`Writer::finish`] it leaves nothing behind.
pub struct Writer {
    dir: PathBuf,
    keys: PartKeys,
    evidence: i64,
    zone: Tz,
    tables: Vec<Option<TableWriter>>,
    rows: u64,
    position: String,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("evidence", &self.evidence).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts the parts for the records of one piece of evidence.
    pub(crate) fn new(dir: &Path, keys: &PartKeys, zone: Tz, evidence: EvidenceId) -> Self {
        Self {
            dir: dir.to_owned(),
            keys: keys.clone(),
            evidence: evidence.0.into(),
            zone,
            tables: TABLES.iter().map(|_| None).collect(),
            rows: 0,
            position: String::new(),
        }
    }

    /// Adds a record to the table of its kind. One of a kind that has none is refused.
    pub fn push(&mut self, record: &Record) -> Result<(), LogsError> {
        let kind = record.data.kind();
        let place = TABLES.iter().zip(&mut self.tables).find(|(table, _)| table.kind == kind);
        let Some((table, place)) = place else { return Err(LogsError::NoTable(kind)) };
        let writer = match place {
            Some(writer) => writer,
            None => place.insert(TableWriter::new(&self.dir, &self.keys, table)?),
        };
        self.position.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.position, "{}", record.at);
        let extra = if record.extra.is_empty() { String::new() } else { writer.json(&record.extra)? };
        writer.push(&Line {
            evidence: self.evidence,
            position: &self.position,
            at: record.data.at(),
            data: &record.data,
            extra: &extra,
            zone: self.zone,
        })?;
        self.rows += 1;
        Ok(())
    }

    /// Records taken so far.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes what is left, makes the files last and gives them their names as parts, one for each table that got records.
    pub fn finish(mut self) -> Result<Vec<Part>, LogsError> {
        let mut done: Vec<Part> = Vec::new();
        for writer in self.tables.iter_mut().filter_map(Option::take) {
            match writer.finish() {
                Ok(part) => done.push(part),
                Err(error) => {
                    let names: Vec<&str> = done.iter().map(|part| part.name.as_str()).collect();
                    // What cannot be deleted now is an orphan, which the next start deletes; the first error is told.
                    let _ = part::remove(&self.dir, &names);
                    return Err(error);
                }
            }
        }
        Ok(done)
    }
}
