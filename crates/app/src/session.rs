//! The session: one folder, at most one open vault in it, who acts, and what time it is.
//!
//! Time, keychain and actor are handed in here and nowhere else, so that every use case can be run at a fixed moment.

use crate::{AppError, Code, asks::Asks, batch::Batches};
use chrono::{DateTime, NaiveDate, Utc};
use logs::{Logs, Part};
use model::{Engagement, EvidenceId, time::day_end};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, atomic::AtomicBool},
};
use store::{Blobs, Keychain, Read, Reader, SystemKeychain, Unlock, Vault, Write};

/// Under this name the system's keychain keeps keys of vaults.
const SERVICE: &str = "Fieldwork";

/// A session of one window or one call of the command line.
pub struct Session {
    folder: Mutex<PathBuf>,
    open: RwLock<Option<Arc<Open>>>,
    pub(crate) batches: Batches,
    pub(crate) asks: Asks,
    pub(crate) people: crate::people::Remembered,
    pub(crate) keychain: Box<dyn Keychain>,
    clock: Clock,
    as_of: Option<NaiveDate>,
    actor: String,
}

/// What time it is.
enum Clock {
    System,
    Fixed(DateTime<Utc>),
}

/// An open vault: one connection that changes it, one that reads while the other is busy.
pub(crate) struct Open {
    vault: Mutex<Vault>,
    reader: Mutex<Reader>,
    pub(crate) blobs: Blobs,
    pub(crate) logs: Logs,
}

impl Session {
    /// A session on a folder, with this machine's clock, keychain and user.
    pub fn on_this_machine(folder: PathBuf) -> Self {
        let user = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_else(|| "unknown".to_owned());
        Self::new(folder, Clock::System, user)
    }

    /// A session at a fixed moment, in somebody's name: for the demo and for tests.
    pub fn at(folder: PathBuf, moment: DateTime<Utc>, actor: String) -> Self {
        Self::new(folder, Clock::Fixed(moment), actor)
    }

    fn new(folder: PathBuf, clock: Clock, actor: String) -> Self {
        Self {
            folder: Mutex::new(absolute(folder)),
            open: RwLock::new(None),
            batches: Batches::default(),
            asks: Asks::default(),
            people: crate::people::Remembered::default(),
            keychain: Box::new(SystemKeychain::new(SERVICE)),
            clock,
            as_of: None,
            actor,
        }
    }

    /// Uses another keychain than the system's.
    pub fn set_keychain(&mut self, keychain: Box<dyn Keychain>) {
        self.keychain = keychain;
    }

    /// Names who acts, for the activity log.
    pub fn set_actor(&mut self, actor: String) {
        self.actor = actor;
    }

    /// Judges as of the end of a day in the company's zone instead of now.
    pub const fn set_as_of(&mut self, day: NaiveDate) {
        self.as_of = Some(day);
    }

    /// Who acts.
    pub(crate) fn actor(&self) -> &str {
        &self.actor
    }

    /// Now, UTC.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        match self.clock {
            Clock::System => Utc::now(),
            Clock::Fixed(moment) => moment,
        }
    }

    /// The moment of judgement.
    pub(crate) fn as_of(&self, engagement: &Engagement) -> DateTime<Utc> {
        self.as_of.map_or_else(|| self.now(), |day| day_end(day, engagement.tz()))
    }

    /// The folder that the vault is in or would be made in.
    pub(crate) fn folder(&self) -> PathBuf {
        held(&self.folder).clone()
    }

    /// Turns to another folder; an open vault is locked first.
    pub(crate) fn turn_to(&self, folder: PathBuf) {
        self.close();
        *held(&self.folder) = absolute(folder);
    }

    /// Whether a vault is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Opens the vault of the folder.
    pub(crate) fn unlock(&self, unlock: &Unlock<'_>) -> Result<(), AppError> {
        let vault = Vault::open(&self.folder(), unlock)?;
        self.install(vault)
    }

    /// Takes an open vault into the session, and clears log parts that no transaction named.
    pub(crate) fn install(&self, vault: Vault) -> Result<(), AppError> {
        let zone =
            vault.read::<_, AppError>(|read| Ok(read.engagement()?.map_or(chrono_tz::UTC, |engagement| engagement.tz())))?;
        let logs = Logs::open(vault.logs_dir(), vault.logs_key()?, zone)?;
        let kept = vault.read::<_, AppError>(|read| Ok(read.log_parts()?))?;
        let names: Vec<&str> = kept.iter().map(|part| part_name(&part.file)).collect();
        logs.remove_orphans(&names)?;
        let open = Open { reader: Mutex::new(vault.reader()?), blobs: vault.blobs().clone(), logs, vault: Mutex::new(vault) };
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(open));
        Ok(())
    }

    /// Locks the vault; what still works with it finishes first.
    pub(crate) fn close(&self) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Answers a question that may take long under a number of the window's, so that it can be taken back.
    pub fn answer<T>(&self, ask: u32, work: impl FnOnce(&AtomicBool) -> T) -> T {
        self.asks.answer(ask, work)
    }

    /// Takes a question back.
    pub fn cancel(&self, ask: u32) {
        self.asks.cancel(ask);
    }

    /// The open vault.
    pub(crate) fn open(&self) -> Result<Arc<Open>, AppError> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner).clone();
        open.ok_or_else(|| AppError::new(Code::Locked, "the vault is locked", "unlock it first"))
    }

    /// Reads; also while something else is being written.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        held(&self.open()?.reader).read(work)
    }

    /// Changes the vault in one transaction, in the name of the session's actor.
    pub(crate) fn change<T>(&self, work: impl FnOnce(&mut Write<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        let open = self.open()?;
        held(&open.vault).write(&self.actor, self.now(), work)
    }

    /// Changes the vault and takes the change back: what is told of it is what would happen.
    pub(crate) fn rehearse<T>(&self, work: impl FnOnce(&mut Write<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        let mut told = None;
        let ended: Result<(), AppError> = self.change(|write| {
            told = Some(work(write)?);
            Err(AppError::new(Code::Cancelled, "only a rehearsal", ""))
        });
        match (told, ended) {
            (Some(told), _) => Ok(told),
            (None, Err(error)) => Err(error),
            (None, Ok(())) => Err(AppError::new(Code::System, "the rehearsal gave no answer", "")),
        }
    }

    /// Works with the vault itself, for what is no transaction.
    pub(crate) fn vault<T>(&self, work: impl FnOnce(&mut Vault) -> Result<T, AppError>) -> Result<T, AppError> {
        let open = self.open()?;
        work(&mut held(&open.vault))
    }
}

/// A folder as named from the root, so that it stays the same whatever the working directory becomes.
fn absolute(folder: PathBuf) -> PathBuf {
    std::path::absolute(&folder).unwrap_or(folder)
}

/// The engagement of an open vault.
pub(crate) fn engagement(read: &Read<'_>) -> Result<Engagement, AppError> {
    read.engagement()?.ok_or_else(|| AppError::new(Code::Integrity, "the vault holds no engagement", "restore it from a backup"))
}

/// The parts that hold the rows of logs.
pub(crate) fn parts(read: &Read<'_>) -> Result<Vec<Part>, AppError> {
    Ok(read.log_parts()?.into_iter().map(part).collect())
}

/// Those of them that hold the rows of one piece of evidence.
pub(crate) fn parts_of(read: &Read<'_>, evidence: EvidenceId) -> Result<Vec<Part>, AppError> {
    Ok(read.log_parts_of(evidence)?.into_iter().map(part).collect())
}

fn part(part: store::LogPart) -> Part {
    Part { name: part_name(&part.file).to_owned(), table: part.table, rows: part.rows, bytes: part.bytes }
}

/// The name of a part from its file's name.
pub(crate) fn part_name(file: &str) -> &str {
    file.strip_suffix(".parquet").unwrap_or(file)
}

/// A lock, also after a thread that held it failed: every change is a transaction, so nothing half done is seen.
pub(crate) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
