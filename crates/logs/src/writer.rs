//! Writing the records of one piece of evidence: each into the part of its table, all of them or none.

mod encoder;
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

/// Rows of a part: what stands at the end of a file is read before anything of it, so files may not grow without end.
const PART_ROWS: u64 = 4 << 20;

/// The parts of one piece of evidence in the making. Dropped without [`Writer::finish`] it leaves nothing behind.
pub struct Writer {
    dir: PathBuf,
    keys: Option<PartKeys>,
    evidence: i64,
    zone: Tz,
    tables: Vec<Option<TableWriter>>,
    done: Vec<Part>,
    part_rows: u64,
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
            done: Vec::new(),
            part_rows: PART_ROWS,
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
        // A plain file is called by the number of its evidence, so that there is one.
        if self.keys.is_some() && writer.rows() >= self.part_rows {
            self.done.extend(place.take().map(TableWriter::finish).transpose()?);
        }
        Ok(())
    }

    /// Records taken so far.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes what is left, makes the files last and gives them their names as parts: one for each table that got records, or
    /// several of many rows.
    pub fn finish(mut self) -> Result<Vec<Part>, LogsError> {
        for writer in self.tables.iter_mut().filter_map(Option::take) {
            self.done.push(writer.finish()?);
        }
        Ok(std::mem::take(&mut self.done))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let names: Vec<&str> = self.done.iter().map(|part| part.name.as_str()).collect();
        if names.is_empty() {
            return;
        }
        // What cannot be deleted now is an orphan, which the next start deletes.
        let _ = part::remove(&self.dir, &names);
    }
}

/// The name of a file that is called by the number of its evidence.
fn number(evidence: i64) -> String {
    format!("{evidence:09}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Logs;
    use model::{Data, GatewayRow, Position, Secret, gateway::Extra};

    fn write(writer: &mut Writer, rows: u64) {
        for number in 1..=rows {
            let data = GatewayRow { request_id: Some(format!("request-{number}")), ..GatewayRow::default() };
            let data = Data::GatewayRow(Box::new(data));
            writer.push(&Record { at: Position::Line(number), data, extra: Extra::new() }).unwrap();
        }
    }

    #[test]
    fn many_rows_become_several_parts_in_which_each_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let logs = Logs::open(dir.path().to_owned(), Secret::new([7; 32]), Tz::UTC).unwrap();
        let mut writer = logs.writer(EvidenceId(1));
        writer.part_rows = 3;
        write(&mut writer, 7);
        let parts = writer.finish().unwrap();
        assert_eq!(parts.iter().map(|part| part.rows).collect::<Vec<_>>(), [3, 3, 1]);
        let found = logs.request(&parts, "request-5", 10).unwrap();
        assert_eq!(found.iter().map(|(_, rows)| rows.text(0, "position")).collect::<Vec<_>>(), [Some("line 5")]);
    }

    #[test]
    fn a_writer_that_is_given_up_leaves_no_part_behind() {
        let dir = tempfile::tempdir().unwrap();
        let logs = Logs::open(dir.path().to_owned(), Secret::new([7; 32]), Tz::UTC).unwrap();
        let mut writer = logs.writer(EvidenceId(1));
        writer.part_rows = 3;
        write(&mut writer, 7);
        drop(writer);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
