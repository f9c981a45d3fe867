//! Originals: the bytes of evidence as they came, encrypted, stored once under the hash of the plaintext.
//!
//! Why: whatever a record or a finding says must be traceable to bytes that nobody edited. A file is named by the SHA-256
//! of its content, so that the same export is stored once and an exchanged one is noticed.
//!
//! # Format
//! `FWBLOB1\n`, 32 bytes of salt, 32 bytes of binding, then chunks. The key is derived from the master key and the salt.
//! Each chunk holds 64 KiB of plaintext (the last one fewer, and there is always a last one) and a tag of 16 bytes,
//! AES-256-GCM. Its nonce is its number and whether it is the last: chunks can't be altered, exchanged, repeated or left
//! out at the end. The binding is an HMAC of the plaintext's hash: an original can't stand under another's name.

mod format;
mod read;
mod write;

pub use read::BlobReader;
pub use write::{BlobWriter, Stored};

use crate::{Result, StoreError, derive::Key, file};
use aws_lc_rs::digest::{Context, SHA256};
use model::Sha256;
use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

const UNFINISHED: &str = "tmp-";

/// The originals of an open vault.
#[derive(Debug, Clone)]
pub struct Blobs {
    dir: PathBuf,
    vault: [u8; 16],
    master: Key,
}

impl Blobs {
    pub(crate) fn new(dir: &Path, vault: &[u8; 16], master: &Key) -> Result<Self> {
        let dir = dir.join("evidence");
        file::private_folder(&dir)?;
        Ok(Self { dir, vault: *vault, master: master.clone() })
    }

    /// Takes in a new original. Nothing is stored until [`BlobWriter::finish`].
    pub fn writer(&self) -> Result<BlobWriter> {
        BlobWriter::new(self.clone())
    }

    /// Whether an original is stored. Says nothing about its condition.
    pub fn contains(&self, hash: &Sha256) -> bool {
        self.path(hash).is_file()
    }

    /// Reads an original. Its name, length and last chunk are checked now, every other chunk when it is read.
    pub fn open(&self, hash: &Sha256) -> Result<BlobReader> {
        BlobReader::open(self, hash)
    }

    /// Reads an original from end to end and compares it with its hash.
    pub fn verify(&self, hash: &Sha256) -> Result<u64> {
        let path = self.path(hash);
        let mut reader = self.open(hash)?;
        let mut context = Context::new(&SHA256);
        let mut buffer = vec![0; format::CHUNK];
        loop {
            let count = reader.read(&mut buffer).map_err(|error| StoreError::damaged(&path, error.to_string()))?;
            let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
            context.update(read);
        }
        if context.finish().as_ref() != hash.0 {
            return Err(StoreError::damaged(&path, "its content has another hash"));
        }
        Ok(reader.length())
    }

    /// Removes whatever is not referenced, unfinished writings included; gives how many files went.
    /// Only for when nobody writes: it is called when the vault is opened.
    pub(crate) fn gc(&self, referenced: &BTreeSet<Sha256>) -> Result<u64> {
        let mut removed = 0;
        for path in entries(&self.dir)? {
            if path.is_dir() {
                for blob in entries(&path)? {
                    let hash = blob.file_name().and_then(OsStr::to_str).and_then(|name| name.parse::<Sha256>().ok());
                    if hash.is_some_and(|hash| !referenced.contains(&hash)) {
                        file::remove(&blob)?;
                        removed += 1;
                    }
                }
            } else if path.file_name().and_then(OsStr::to_str).is_some_and(|name| name.starts_with(UNFINISHED)) {
                file::remove(&path)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Removes an original that no evidence names; one that is not there is no error. Removing evidence does this by itself.
    pub fn remove(&self, hash: &Sha256) -> Result<()> {
        file::remove(&self.path(hash))
    }

    fn path(&self, hash: &Sha256) -> PathBuf {
        let name = hash.to_string();
        self.dir.join(name.get(..2).unwrap_or_default()).join(name)
    }
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    let listing = fs::read_dir(dir).map_err(StoreError::io("look into", dir))?;
    let paths: std::io::Result<Vec<PathBuf>> = listing.map(|entry| entry.map(|entry| entry.path())).collect();
    paths.map_err(StoreError::io("look into", dir))
}
