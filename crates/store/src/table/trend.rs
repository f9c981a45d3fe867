//! What stays of older runs: the counts of each evaluator, without the items.

use crate::{
    Result,
    handle::{Read, Write, parsed, time},
};
use chrono::{DateTime, Utc};
use model::State;
use rusqlite::params;
use serde_json::json as object;

/// Runs of which counts are kept.
const KEPT: u64 = 50;

/// What one evaluator answered in one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunHead {
    /// The evaluator.
    pub evaluator: String,
    /// The moment of judgement, UTC.
    pub as_of: DateTime<Utc>,
    /// State of the whole.
    pub state: State,
    /// Items.
    pub population: u64,
    /// Judged.
    pub tested: u64,
    /// Failed.
    pub exceptions: u64,
    /// Could not be judged.
    pub undetermined: u64,
}

impl Read<'_> {
    /// What every evaluator answered in the runs that are kept, by evaluator, the oldest run first.
    pub fn run_heads(&self) -> Result<Vec<RunHead>> {
        self.heads(None)
    }

    /// What one evaluator answered in the runs that are kept, the oldest run first.
    pub fn run_heads_of(&self, evaluator: &str) -> Result<Vec<RunHead>> {
        self.heads(Some(evaluator))
    }

    fn heads(&self, evaluator: Option<&str>) -> Result<Vec<RunHead>> {
        let sql = "SELECT evaluator, as_of, state, payload ->> 'population', payload ->> 'tested', payload ->> 'exceptions',
            payload ->> 'undetermined' FROM evaluation JOIN run ON run.id = evaluation.run
            WHERE ?1 IS NULL OR evaluator = ?1 ORDER BY evaluator, run.id";
        let rows = self.all(sql, [evaluator], |row| {
            let as_of: String = row.get(1)?;
            Ok((row.get(0)?, time(1, &as_of)?, row.get::<_, String>(2)?, [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?]))
        })?;
        let head = |(evaluator, as_of, state, counts): (String, DateTime<Utc>, String, [u64; 4])| {
            let [population, tested, exceptions, undetermined] = counts;
            let state = parsed("evaluation", &format!("\"{state}\""))?;
            Ok(RunHead { evaluator, as_of, state, population, tested, exceptions, undetermined })
        };
        rows.into_iter().map(head).collect()
    }
}

impl Write<'_> {
    /// Removes the items of every run but the latest, whose counts stay; and whole runs: those that the latest repeats
    /// (the same records and terms, judged as of the same day), and those before the last fifty. Gives how many runs went.
    pub fn remove_older_runs(&mut self) -> Result<u64> {
        self.change("run", "DELETE FROM item WHERE run < (SELECT max(id) FROM run)", [])?;
        let repeated = "DELETE FROM run WHERE id IN (SELECT older.id FROM run AS older JOIN run AS latest
            ON latest.id = (SELECT max(id) FROM run) AND older.id < latest.id AND older.dataset = latest.dataset
            AND substr(older.as_of, 1, 10) = substr(latest.as_of, 1, 10))";
        let repeated = self.change("run", repeated, [])? as u64;
        let old = "DELETE FROM run WHERE id NOT IN (SELECT id FROM run ORDER BY id DESC LIMIT ?1)";
        let gone = repeated + self.change("run", old, params![KEPT])? as u64;
        if gone > 0 {
            self.note("older runs removed", "", Some(object!({ "runs": gone })), None)?;
        }
        Ok(gone)
    }
}
