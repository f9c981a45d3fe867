//! Reading an original back, from the start or from any place, one chunk in memory.

use super::{
    Blobs,
    format::{CHUNK, Cipher, HEADER, TAG},
};
use crate::{Result, StoreError, error::name};
use model::Sha256;
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// Reads the plaintext of an original. A chunk that is not as it was written is an error, never data.
pub struct BlobReader {
    path: PathBuf,
    file: File,
    cipher: Cipher,
    chunks: u64,
    length: u64,
    position: u64,
    loaded: Option<u64>,
    buffer: Vec<u8>,
    plain: usize,
}

impl BlobReader {
    pub(super) fn open(blobs: &Blobs, hash: &Sha256) -> Result<Self> {
        let path = blobs.path(hash);
        let mut file = File::open(&path).map_err(|error| missing(&path, error))?;
        let size = file.metadata().map_err(StoreError::io("read", &path))?.len();
        let mut header = [0; HEADER];
        file.read_exact(&mut header).ok().ok_or_else(|| StoreError::damaged(&path, "it is cut off"))?;
        let known = Cipher::of_header(&header, &blobs.master, &blobs.vault)?;
        let Some((cipher, binding)) = known else { return Err(StoreError::damaged(&path, "it is of another kind")) };
        if !cipher.is_bound(hash, &binding) {
            return Err(StoreError::damaged(&path, "it is not the original of that name"));
        }
        let body = size.saturating_sub(HEADER as u64);
        let chunks = body.div_ceil((CHUNK + TAG) as u64);
        let Some(length) = body.checked_sub(chunks * TAG as u64).filter(|_| chunks > 0) else {
            return Err(StoreError::damaged(&path, "it is cut off"));
        };
        let buffer = Vec::with_capacity(CHUNK + TAG);
        let mut reader = Self { path, file, cipher, chunks, length, position: 0, loaded: None, buffer, plain: 0 };
        let last = reader.load(chunks - 1);
        last.map_err(|error| StoreError::damaged(&reader.path, error.to_string()))?;
        Ok(reader)
    }

    /// Bytes of the plaintext.
    pub const fn length(&self) -> u64 {
        self.length
    }

    fn load(&mut self, number: u64) -> io::Result<()> {
        if self.loaded == Some(number) {
            return Ok(());
        }
        self.loaded = None;
        let stride = (CHUNK + TAG) as u64;
        self.file.seek(SeekFrom::Start(HEADER as u64 + number * stride))?;
        self.buffer.clear();
        self.file.by_ref().take(stride).read_to_end(&mut self.buffer)?;
        let opened = self.cipher.open(number, number + 1 == self.chunks, &mut self.buffer).map(<[u8]>::len);
        let damage = || format!("`{}` is damaged: chunk {number} is not as it was written", name(&self.path));
        self.plain = opened.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, damage()))?;
        self.loaded = Some(number);
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || into.is_empty() {
            return Ok(0);
        }
        self.load(self.position / CHUNK as u64)?;
        let start = usize::try_from(self.position % CHUNK as u64).map_err(io::Error::other)?;
        let mut rest = self.buffer.get(start..self.plain).unwrap_or_default();
        let count = rest.read(into)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        let before = || io::Error::new(io::ErrorKind::InvalidInput, "a place before the start of the original");
        self.position = position.ok_or_else(before)?;
        Ok(self.position)
    }
}

impl Drop for BlobReader {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.buffer);
    }
}

impl std::fmt::Debug for BlobReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BlobReader({} of {} bytes)", self.position, self.length)
    }
}

fn missing(path: &Path, error: io::Error) -> StoreError {
    if error.kind() == io::ErrorKind::NotFound {
        return StoreError::damaged(path, "the original is missing");
    }
    StoreError::io("read", path)(error)
}
