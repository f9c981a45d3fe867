//! `activity.head`: the end of the activity chain, outside the database and under a key of its own.
//!
//! An encrypted database proves that nobody wrote into it; it cannot prove that it is the latest. So the end of the chain
//! is kept beside it too. The file holds two ends: the one that is committed and the one that is intended.
//! Before a commit it says (old, new); after it (new, new). Killed at any moment, the database ends with one of the
//! two, and whoever opens the vault settles on the one found. A database that ends with neither is an old copy.
//! A power failure may lose the second writing, never the first: it is synchronised before the commit begins.

use crate::{Result, StoreError, chain::Tail, derive::Key, file};
use aws_lc_rs::hmac;
use std::{
    fs,
    path::{Path, PathBuf},
};

const FILE: &str = "activity.head";
const MARK: &[u8; 8] = b"FWHEAD1\n";
const BODY: usize = 8 + 2 * 40;

/// The head file of a vault.
pub(crate) struct Head {
    path: PathBuf,
    key: hmac::Key,
}

impl Head {
    pub(crate) fn new(dir: &Path, key: &Key) -> Self {
        Self { path: dir.join(FILE), key: hmac::Key::new(hmac::HMAC_SHA256, key.expose()) }
    }

    /// Writes what is committed and what is about to be.
    pub(crate) fn write(&self, committed: Tail, intended: Tail) -> Result<()> {
        let mut bytes = MARK.to_vec();
        for tail in [committed, intended] {
            bytes.extend(tail.seq.to_be_bytes());
            bytes.extend(tail.hash);
        }
        bytes.extend(hmac::sign(&self.key, &bytes).as_ref());
        file::replace(&self.path, &bytes)
    }

    /// Compares the end of the database with the file, and settles on it after an interrupted commit.
    pub(crate) fn settle(&self, database: Tail) -> Result<()> {
        let (committed, intended) = self.read()?;
        if database != committed && database != intended {
            return Err(StoreError::RolledBack { database: database.seq, head: committed.seq });
        }
        if committed != intended {
            self.write(database, database)?;
        }
        Ok(())
    }

    fn read(&self) -> Result<(Tail, Tail)> {
        let damaged = |why: &str| StoreError::damaged(&self.path, why);
        if !self.path.exists() {
            return Err(damaged("it is missing"));
        }
        let bytes = fs::read(&self.path).map_err(StoreError::io("read", &self.path))?;
        let (body, mac) = bytes.split_at_checked(BODY).ok_or_else(|| damaged("it is too short"))?;
        hmac::verify(&self.key, body, mac).ok().ok_or_else(|| damaged("it was altered"))?;
        let tails = body.strip_prefix(MARK).ok_or_else(|| damaged("it is of another kind"))?;
        let (committed, intended) = tails.split_at_checked(40).ok_or_else(|| damaged("it is too short"))?;
        tail(committed).zip(tail(intended)).ok_or_else(|| damaged("it is too short"))
    }
}

fn tail(bytes: &[u8]) -> Option<Tail> {
    let (seq, hash) = bytes.split_first_chunk::<8>()?;
    Some(Tail { seq: u64::from_be_bytes(*seq), hash: hash.try_into().ok()? })
}
