//! The store of logs: a folder of parts, a key, and an engine over them.

use crate::{
    answer, check, derive,
    engine::Engine,
    error::LogsError,
    ids,
    key::PartKeys,
    lookup,
    part::{self, Part},
    schema::{FINDING, Table},
    writer::{TableWriter, Writer},
};
use chrono_tz::Tz;
use datafusion::common::DataFusionError;
use model::{Cell, EvidenceId, LogRows, Secret};
use std::{
    collections::BTreeSet,
    fmt, fs,
    num::NonZero,
    path::PathBuf,
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::Duration,
};
use tokio::runtime::{Builder, Runtime};

/// How often a running query looks whether it was cancelled.
const GLANCE: Duration = Duration::from_millis(20);

/// What the engine may take of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Memory for all queries together, in bytes, and again for each answer; what the engine reads ahead is not counted.
    pub memory: usize,
    /// Disk for what queries put aside, all together, in bytes.
    pub disk: u64,
    /// Threads of the engine.
    pub threads: usize,
}

impl Default for Settings {
    /// 512 MiB of memory, 32 GiB of disk, and as many threads as there are cores, eight at most.
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(2, NonZero::get);
        Self { memory: 512 << 20, disk: 32 << 30, threads: cores.clamp(1, 8) }
    }
}

/// The store of logs of one vault. Its calls block; it may be shared between threads and called from anywhere.
pub struct Logs {
    dir: PathBuf,
    keys: PartKeys,
    zone: RwLock<Tz>,
    settings: Settings,
    engine: Engine,
}

impl fmt::Debug for Logs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logs").field("dir", &self.dir).field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Logs {
    /// Opens the store in a folder, which is made where it is missing. `zone` is the company's: times without a zone
    /// are read in it. Call [`Logs::remove_orphans`] next, before anything is written.
    pub fn open(dir: PathBuf, key: Secret<[u8; 32]>, zone: Tz) -> Result<Self, LogsError> {
        Self::open_with(dir, key, zone, Settings::default())
    }

    /// As [`Logs::open`], with other limits.
    pub fn open_with(dir: PathBuf, key: Secret<[u8; 32]>, zone: Tz, settings: Settings) -> Result<Self, LogsError> {
        fs::create_dir_all(&dir).map_err(LogsError::io("create the folder", &dir))?;
        let keys = PartKeys::new(key);
        let engine = Engine::new(&dir, keys.clone(), settings).map_err(|error| LogsError::Engine(error.strip_backtrace()))?;
        Ok(Self { dir, keys, zone: RwLock::new(zone), settings, engine })
    }

    /// Starts the parts for the rows of one piece of evidence.
    pub fn writer(&self, evidence: EvidenceId) -> Writer {
        let zone = *self.zone.read().unwrap_or_else(PoisonError::into_inner);
        Writer::new(&self.dir, &self.keys, zone, evidence)
    }

    /// Reads times without a zone in another one from now on. Parts that are there keep the days they were written with.
    pub fn set_zone(&self, zone: Tz) {
        *self.zone.write().unwrap_or_else(PoisonError::into_inner) = zone;
    }

    /// Deletes every file of this store that is not one of `kept`: parts of undone imports, and what a killed import
    /// left. Not while an import runs. Returns the names of the files deleted.
    pub fn remove_orphans(&self, kept: &[&str]) -> Result<Vec<String>, LogsError> {
        part::remove_orphans(&self.dir, kept)
    }

    /// Deletes these parts, when their import is undone; those that are gone already are no error.
    pub fn remove(&self, names: &[&str]) -> Result<(), LogsError> {
        part::remove(&self.dir, names)
    }

    /// Reads a part from end to end: every byte is decrypted and authenticated, the rows are counted.
    pub fn check(&self, part: &Part, cancel: Option<&AtomicBool>) -> Result<(), LogsError> {
        check::check(&self.dir, &self.keys, part, cancel)
    }

    /// Answers SQL over the [`TABLES`](crate::TABLES), made of exactly these parts; a table without parts is empty.
    ///
    /// A cancelled query returns within some milliseconds. Its threads end at their next step: after a join of
    /// everything with everything under a condition that is no equation, that can take a while.
    pub fn query(&self, parts: &[Part], sql: &str, cancel: Option<&AtomicBool>) -> Result<LogRows, LogsError> {
        self.query_at_most(parts, sql, None, cancel)
    }

    /// As [`Logs::query`], with no more than `most` rows. To learn whether there are more, ask for one more.
    pub fn query_at_most(
        &self,
        parts: &[Part],
        sql: &str,
        most: Option<usize>,
        cancel: Option<&AtomicBool>,
    ) -> Result<LogRows, LogsError> {
        let parts: Vec<Part> = parts.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect();
        for part in &parts {
            part::known(part)?;
            part::present(&self.dir, part)?;
        }
        match self.run(&parts, sql, most, cancel)? {
            Ok(rows) => Ok(rows),
            Err(error) => Err(self.explain(&error, &parts, cancel)),
        }
    }

    /// The rows that tell an id in one of the columns by which rows are looked up, `most` of a part at most, with the
    /// table that they are of: found by the parts' side files in milliseconds, whatever their size.
    pub fn request(&self, parts: &[Part], id: &str, most: usize) -> Result<Vec<(&'static Table, LogRows)>, LogsError> {
        let mut found = Vec::new();
        for part in parts {
            part::known(part)?;
            part::present(&self.dir, part)?;
            let numbers = ids::rows(&self.dir, &self.keys, &part.name, id, most)?;
            let Some(table) = Table::named(&part.table).filter(|_| !numbers.is_empty()) else { continue };
            let mut rows = lookup::rows(&self.dir, &self.keys, &part.name, &numbers, self.settings.memory)?;
            // Two ids can have one hash.
            let columns = table.looked_up();
            let told = rows.columns.iter().enumerate().filter(|(_, name)| columns.clone().any(|column| column == *name));
            let told: Vec<usize> = told.map(|(at, _)| at).collect();
            let is_it = |row: &Vec<Cell>| told.iter().any(|at| row.get(*at).is_some_and(|cell| cell.is_text(id)));
            rows.rows.retain(is_it);
            found.push((table, rows));
        }
        Ok(found)
    }

    /// Looks through the texts of a part once: what the detectors find becomes a part of the table `finding`, which may be
    /// empty. Names of people and places only where `names` is true: they take longest.
    pub fn find(&self, part: &Part, names: bool, cancel: &AtomicBool) -> Result<Part, LogsError> {
        part::present(&self.dir, part)?;
        let runtime = self.threads()?;
        let writer = TableWriter::new(&self.dir, part::new_name()?, Some(&self.keys), &FINDING)?;
        match runtime.block_on(derive::findings(&self.engine, part, names, writer, cancel)) {
            Ok(Ok(Some(found))) => Ok(found),
            Ok(Ok(None)) => Err(LogsError::Cancelled),
            Ok(Err(error)) => Err(error),
            Err(error) => Err(self.explain(&error, std::slice::from_ref(part), Some(cancel))),
        }
    }

    /// Runs a query on threads of its own and waits for it here, an eye on the cancel flag.
    fn run(
        &self,
        parts: &[Part],
        sql: &str,
        most: Option<usize>,
        cancel: Option<&AtomicBool>,
    ) -> Result<Result<LogRows, DataFusionError>, LogsError> {
        let runtime = self.threads()?;
        let (answered, answer) = mpsc::sync_channel(1);
        let (engine, parts, sql) = (self.engine.clone(), parts.to_vec(), sql.to_owned());
        runtime.spawn(async move {
            // Nobody waits any more after a cancel.
            let _ = answered.send(engine.ask(&parts, &sql, most).await);
        });
        let answer = await_answer(&answer, cancel);
        // Not a plain drop: that waits for the threads, which a cancelled query may hold for a while.
        runtime.shutdown_background();
        answer
    }

    /// Threads for one query: one that is cancelled in the middle of a long step must not keep others waiting.
    fn threads(&self) -> Result<Runtime, LogsError> {
        let threads = self.settings.threads.max(1);
        let built = Builder::new_multi_thread().worker_threads(threads).thread_name("logs").build();
        built.map_err(|error| LogsError::Engine(error.to_string()))
    }

    /// Tells a damaged part from a wrong query: only the parts themselves can say.
    fn explain(&self, error: &DataFusionError, parts: &[Part], cancel: Option<&AtomicBool>) -> LogsError {
        if answer::may_be_damage(error) {
            let found = parts.iter().map(|part| self.check(part, cancel)).find_map(Result::err);
            if let Some(found) = found {
                return found;
            }
        }
        answer::refused(error, self.settings)
    }
}

/// Waits for an answer or the cancel flag, whichever comes first.
fn await_answer<T>(answer: &Receiver<T>, cancel: Option<&AtomicBool>) -> Result<T, LogsError> {
    loop {
        if cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
            return Err(LogsError::Cancelled);
        }
        match answer.recv_timeout(GLANCE) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(LogsError::Engine("a query ended without an answer".into())),
        }
    }
}
