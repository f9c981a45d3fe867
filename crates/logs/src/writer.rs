//! Writing the records of one piece of evidence: each into the part of its table, all of them or none.

mod table;

pub(crate) use table::TableWriter;

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
    fs,
    path::{Path, PathBuf},
};

/// The parts of one piece of evidence in the making. Dropped without [`Writer::finish`] it leaves nothing behind.
pub struct Writer {
    dir: PathBuf,
    keys: Option<PartKeys>,
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
        Self::start(dir, Some(keys.clone()), zone, evidence)
    }

    /// Starts files that are **not encrypted**, for logs that lie in folders ([`crate::PlainLogs`]): one in the folder of
    /// each table, called by the number of the evidence. What was there under that number is deleted.
    pub fn plain(dir: &Path, zone: Tz, evidence: EvidenceId) -> Result<Self, LogsError> {
        for table in TABLES {
            let (dir, name) = (dir.join(table.name), number(evidence.0.into()));
            part::remove_file(&part::path_of(&dir, &name))?;
            part::remove_file(&part::partial_path_of(&dir, &name))?;
        }
        Ok(Self::start(dir, None, zone, evidence))
    }

    fn start(dir: &Path, keys: Option<PartKeys>, zone: Tz, evidence: EvidenceId) -> Self {
        Self {
            dir: dir.to_owned(),
            keys,
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
        let place = TABLES.iter().zip(&mut self.tables).find(|(table, _)| table.kind == Some(kind));
        let Some((table, place)) = place else { return Err(LogsError::NoTable(kind)) };
        let writer = match place {
            Some(writer) => writer,
            None => place.insert(if let Some(keys) = &self.keys {
                TableWriter::new(&self.dir, part::new_name()?, Some(keys), table)?
            } else {
                let dir = self.dir.join(table.name);
                fs::create_dir_all(&dir).map_err(LogsError::io("create the folder", &dir))?;
                TableWriter::new(&dir, number(self.evidence), None, table)?
            }),
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

/// The name of a file that is called by the number of its evidence.
fn number(evidence: i64) -> String {
    format!("{evidence:09}")
}
