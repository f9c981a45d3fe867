//! The vault itself: created, opened, closed; one transaction per use case.

mod create;
mod keys;
mod open;

pub use create::NewVault;
pub use open::{Peek, Unlock};

use crate::{
    Result, StoreError,
    blob::Blobs,
    chain::{self, ChainCheck, Tail},
    database,
    derive::{self, Key, Purpose},
    error::name,
    file,
    handle::{Freed, Read, Write},
    head::Head,
    header::Header,
};
use chrono::{DateTime, Utc};
use model::{EvidenceId, Secret, Sha256};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

/// An open vault. While it lives, nobody else can open the folder.
pub struct Vault {
    dir: PathBuf,
    header: Header,
    master: Key,
    connection: Connection,
    head: Head,
    blobs: Blobs,
    lock: File,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vault({})", name(&self.dir))
    }
}

impl Vault {
    /// Runs a reading use case on one state of the map.
    pub fn read<'v, T, E: From<StoreError>>(&'v self, work: impl FnOnce(&Read<'v>) -> Result<T, E>) -> Result<T, E> {
        read(&self.connection, work)
    }

    /// Runs one use case that changes the map: wholly or, when `work` fails, not at all.
    ///
    /// `actor` is the person or program in whose name it happens and `at` when; both go into the activity chain with
    /// every change made. Files that the change frees are deleted after it is committed.
    pub fn write<'v, T, E: From<StoreError>>(
        &'v mut self,
        actor: &str,
        at: DateTime<Utc>,
        work: impl FnOnce(&mut Write<'v>) -> Result<T, E>,
    ) -> Result<T, E> {
        let this = &*self;
        let begin = Transaction::new_unchecked(&this.connection, TransactionBehavior::Immediate);
        let transaction = begin.map_err(StoreError::sql("begin a transaction"))?;
        let before = chain::tail(&transaction, &this.header.id)?;
        let mut write = Write::new(Read::new(&this.connection), actor, at, before);
        let done = work(&mut write)?;
        write.flush()?;
        this.commit(transaction, before, &write)?;
        if !write.freed.is_empty() {
            this.release(&write.freed);
        }
        Ok(done)
    }

    fn commit(&self, transaction: Transaction<'_>, before: Tail, write: &Write<'_>) -> Result<()> {
        let after = write.tail;
        if let Some(hash) = write.named.iter().find(|hash| !self.blobs.contains(hash)) {
            let why = format!("its original {hash} is not stored; take in the file again");
            return Err(StoreError::Refused { what: "the evidence".to_owned(), why });
        }
        if after != before {
            self.head.write(before, after)?;
        }
        transaction.commit().map_err(StoreError::sql("commit"))?;
        if after != before {
            self.head.write(after, after)?;
        }
        Ok(())
    }

    /// A second connection that only reads, for a window that must answer while a use case writes.
    pub fn reader(&self) -> Result<Reader> {
        let key = derive::derive(self.master.expose(), &self.header.id, Purpose::Database)?;
        Ok(Reader { connection: database::open_reader(&self.dir.join("map.db"), &key)? })
    }

    /// The originals. The handle can be cloned and used from any thread while the vault is open.
    pub const fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// The key under which the crate `logs` encrypts its columns.
    pub fn logs_key(&self) -> Result<Secret<[u8; 32]>> {
        derive::derive(self.master.expose(), &self.header.id, Purpose::Logs)
    }

    /// The folder of the encrypted columns.
    pub fn logs_dir(&self) -> PathBuf {
        self.dir.join("logs")
    }

    /// The vault's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The vault's id, hexadecimal.
    pub fn id(&self) -> String {
        hex::encode(self.header.id)
    }

    /// Walks the activity chain and names the first entry that does not fit.
    pub fn verify_chain(&self) -> Result<ChainCheck> {
        chain::check(&self.connection, &self.header.id)
    }

    /// Reads every page of the map; fails with the first that was altered.
    pub fn check_map(&self) -> Result<()> {
        database::check(&self.connection)
    }

    /// Reads every original that evidence names; gives those that are missing or not as they were written.
    pub fn check_originals(&self) -> Result<Vec<(EvidenceId, StoreError)>> {
        let evidence = Read::new(&self.connection).all_evidence()?;
        let check = |id, hash: &Sha256| self.blobs.verify(hash).err().map(|error| (id, error));
        Ok(evidence.iter().filter_map(|piece| check(piece.id, &piece.sha256)).collect())
    }

    /// Closes the vault and tells whether everything reached the disk. Dropping it closes it as well.
    pub fn close(self) -> Result<()> {
        let attempt = || StoreError::sql("close");
        let checkpoint = "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);";
        self.connection.execute_batch(checkpoint).map_err(attempt())?;
        self.connection.close().map_err(|(_, error)| attempt()(error))?;
        self.lock.unlock().map_err(StoreError::io("release", Path::new("lock")))
    }

    /// Deletes what the committed change freed. What cannot be deleted now goes when the vault is next opened: the
    /// change itself stands and must not be reported as failed.
    fn release(&self, freed: &Freed) {
        if let Ok(named) = Read::new(&self.connection).evidence_hashes() {
            freed.blobs.difference(&named).for_each(|hash| drop(self.blobs.remove(hash)));
        }
        for part in freed.logs.iter().map(|file| self.logs_dir().join(file)) {
            drop(file::remove(&part.with_extension("ids")));
            drop(file::remove(&part));
        }
    }
}

/// Reads the map of an open vault over a connection of its own. It must not outlive the vault.
pub struct Reader {
    connection: Connection,
}

impl Reader {
    /// Runs a reading use case on one state of the map.
    pub fn read<'v, T, E: From<StoreError>>(&'v self, work: impl FnOnce(&Read<'v>) -> Result<T, E>) -> Result<T, E> {
        read(&self.connection, work)
    }
}

fn read<'c, T, E: From<StoreError>>(connection: &'c Connection, work: impl FnOnce(&Read<'c>) -> Result<T, E>) -> Result<T, E> {
    let read = Read::new(connection);
    if !connection.is_autocommit() {
        return work(&read);
    }
    let state = connection.unchecked_transaction().map_err(StoreError::sql("begin reading"))?;
    let done = work(&read);
    drop(state);
    done
}
