//! Taking in an original: hashed while it is encrypted, in the memory of one chunk.

use super::{
    Blobs, UNFINISHED,
    format::{BINDING, CHUNK, Cipher, TAG},
};
use crate::{Result, StoreError, derive, file};
use aws_lc_rs::digest::{Context, SHA256};
use model::Sha256;
use std::{
    fs::{self, File},
    io::{self, Seek as _, SeekFrom, Write},
    path::PathBuf,
};

/// What became of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// Hash of the plaintext: its address.
    pub sha256: Sha256,
    /// Bytes of the plaintext.
    pub bytes: u64,
    /// Whether it was stored before; then nothing was added.
    pub known: bool,
}

/// Takes in one original. Dropped without [`BlobWriter::finish`], it leaves nothing.
pub struct BlobWriter {
    blobs: Blobs,
    path: PathBuf,
    file: Option<File>,
    cipher: Cipher,
    hash: Context,
    chunk: Vec<u8>,
    number: u64,
    bytes: u64,
}

impl BlobWriter {
    pub(super) fn new(blobs: Blobs) -> Result<Self> {
        let path = blobs.dir.join(format!("{UNFINISHED}{}", hex::encode(derive::random::<16>()?)));
        let cipher = Cipher::new(&blobs.master, &blobs.vault, derive::random()?)?;
        let mut file = file::private(&path)?;
        let header = file.write_all(&cipher.header()).map_err(StoreError::io("write", &path));
        let chunk = Vec::with_capacity(CHUNK + TAG);
        let hash = Context::new(&SHA256);
        let writer = Self { blobs, path, file: Some(file), cipher, hash, chunk, number: 0, bytes: 0 };
        header.map(|()| writer)
    }

    /// Seals the last chunk, makes the file durable and puts it under its hash.
    pub fn finish(mut self) -> Result<Stored> {
        self.seal(true).map_err(StoreError::io("write", &self.path))?;
        let mut sha256 = Sha256([0; 32]);
        for (to, from) in sha256.0.iter_mut().zip(self.hash.clone().finish().as_ref()) {
            *to = *from;
        }
        let stored = Stored { sha256, bytes: self.bytes, known: self.blobs.open(&sha256).is_ok() };
        if !stored.known {
            self.put_in_place(&sha256)?;
        }
        Ok(stored)
    }

    fn put_in_place(&mut self, hash: &Sha256) -> Result<()> {
        let binding = self.cipher.bind(hash);
        let Some(mut file) = self.file.take() else { return Err(StoreError::Crypto("finish an original twice")) };
        let written = file.seek(SeekFrom::Start(BINDING)).and_then(|_| file.write_all(&binding)).and_then(|()| file.sync_all());
        written.map_err(StoreError::io("write", &self.path))?;
        drop(file);
        let place = self.blobs.path(hash);
        if let Some(folder) = place.parent() {
            file::private_folder(folder)?;
            file::sync_folder(folder)?;
        }
        fs::rename(&self.path, &place).map_err(StoreError::io("put in place", &place))?;
        file::sync_folder(&place)
    }

    fn seal(&mut self, last: bool) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Err(io::Error::other("the original is finished")) };
        self.cipher.seal(self.number, last, &mut self.chunk).map_err(io::Error::other)?;
        file.write_all(&self.chunk)?;
        self.chunk.clear();
        self.number += 1;
        Ok(())
    }
}

impl Write for BlobWriter {
    /// Takes at most what fits into the chunk. A full chunk is sealed only when more comes: it might be the last.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        if self.chunk.len() == CHUNK {
            self.seal(false)?;
        }
        let taken = bytes.get(..bytes.len().min(CHUNK - self.chunk.len())).unwrap_or_default();
        self.hash.update(taken);
        self.chunk.extend_from_slice(taken);
        self.bytes += taken.len() as u64;
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for BlobWriter {
    fn drop(&mut self) {
        self.file = None;
        zeroize::Zeroize::zeroize(&mut self.chunk);
        // After a finish that put it in place there is nothing to remove.
        drop(fs::remove_file(&self.path));
    }
}

impl std::fmt::Debug for BlobWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BlobWriter({} bytes)", self.bytes)
    }
}
