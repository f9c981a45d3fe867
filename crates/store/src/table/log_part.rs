//! Which files in `logs/` hold the rows of which evidence. The files themselves belong to the crate `logs`.

use crate::{
    Result,
    handle::{Read, Write},
};
use model::EvidenceId;
use rusqlite::{Row, params};
use serde_json::json;

/// One file of encrypted columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPart {
    /// The evidence whose rows it holds.
    pub evidence: EvidenceId,
    /// The table of the log store whose rows it holds.
    pub table: String,
    /// File name in the vault's `logs/`, without folders.
    pub file: String,
    /// Rows in it.
    pub rows: u64,
    /// Bytes of it.
    pub bytes: u64,
    /// Of which part it holds findings, and by which detectors; none: its rows are those of the evidence itself.
    pub derived: Option<Derived>,
}

/// What findings were made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// File name of the part whose texts were looked through.
    pub from: String,
    /// Version and settings of the detectors.
    pub by: String,
}

impl Read<'_> {
    /// Every part, by evidence and file name. A file in `logs/` that is not among them is left of an interrupted import.
    pub fn log_parts(&self) -> Result<Vec<LogPart>> {
        self.all("SELECT * FROM log_part ORDER BY evidence, file", [], part)
    }

    /// The parts of some evidence, by file name.
    pub fn log_parts_of(&self, evidence: EvidenceId) -> Result<Vec<LogPart>> {
        self.all("SELECT * FROM log_part WHERE evidence = ?1 ORDER BY file", [evidence.0], part)
    }
}

impl Write<'_> {
    /// Adds a part. Its file must be complete on disk already.
    pub fn insert_log_part(&mut self, part: &LogPart) -> Result<()> {
        let sql = "INSERT INTO log_part (file, evidence, rows, bytes, log_table, derived_from, derived_by) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (from, by) = part.derived.as_ref().map(|derived| (&derived.from, &derived.by)).unzip();
        self.change("log part", sql, params![part.file, part.evidence.0, part.rows, part.bytes, part.table, from, by])?;
        let after = json!({ "file": part.file, "table": part.table, "rows": part.rows, "bytes": part.bytes });
        self.note("log part added", &part.evidence.to_string(), None, Some(after))
    }

    /// Forgets a part that was made of another one, to be made anew.
    pub fn remove_derived_part(&mut self, file: &str) -> Result<()> {
        self.change("log part", "DELETE FROM log_part WHERE file = ?1 AND derived_from IS NOT NULL", [file])?;
        Ok(())
    }
}

fn part(row: &Row<'_>) -> rusqlite::Result<LogPart> {
    Ok(LogPart {
        evidence: EvidenceId(row.get("evidence")?),
        table: row.get("log_table")?,
        file: row.get("file")?,
        rows: row.get("rows")?,
        bytes: row.get("bytes")?,
        derived: row.get::<_, Option<String>>("derived_from")?.zip(row.get("derived_by")?).map(|(from, by)| Derived { from, by }),
    })
}
