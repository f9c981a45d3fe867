//! The file while it is being written: under another name, gone unless it is kept.

use crate::BundleError;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// What the comment of the ZIP says before the hash.
pub(crate) const SEAL: &str = "Fieldwork bundle. SHA-256 of all bytes before this hash: ";

/// Digits of the hash.
pub(crate) const SEAL_DIGITS: usize = 64;

/// A file beside its target that is removed when dropped.
pub(super) struct Partial {
    path: PathBuf,
    target: PathBuf,
    kept: bool,
}

impl Partial {
    /// Begins beside a target.
    pub(super) fn beside(target: &Path) -> Result<Self, BundleError> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".partial");
        let partial = Self { path: target.with_file_name(name), target: target.to_owned(), kept: false };
        partial.create()?;
        Ok(partial)
    }

    fn create(&self) -> Result<File, BundleError> {
        File::create(&self.path).map_err(|source| self.failed(source))
    }

    /// The file, to be written from its beginning.
    pub(super) fn file(&self) -> Result<File, BundleError> {
        self.create()
    }

    pub(super) fn failed(&self, source: io::Error) -> BundleError {
        BundleError::Target { path: self.target.clone(), source }
    }

    /// Writes the hash of all bytes before it over the last digits, and answers the size. It seals the container, so
    /// that even a change that touches no file inside is noticed; the signatures do not depend on it.
    pub(super) fn seal(&self) -> Result<u64, BundleError> {
        self.sealed().map_err(|source| self.failed(source))
    }

    fn sealed(&self) -> io::Result<u64> {
        let mut file = OpenOptions::new().read(true).write(true).open(&self.path)?;
        let size = file.metadata()?.len();
        let body = size.saturating_sub(SEAL_DIGITS as u64);
        let digest = digest(&mut file, body)?;
        file.seek(SeekFrom::Start(body))?;
        file.write_all(digest.as_bytes())?;
        file.sync_all()?;
        Ok(size)
    }

    /// Gives the file its name.
    pub(super) fn keep(mut self, target: &Path) -> Result<(), BundleError> {
        fs::rename(&self.path, target).map_err(|source| self.failed(source))?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// SHA-256 of the first bytes of a file, in hexadecimal digits.
pub(crate) fn digest(file: &mut File, bytes: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut rest = file.take(bytes);
    let mut hash = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 18];
    loop {
        let count = rest.read(&mut buffer)?;
        if count == 0 {
            return Ok(hex::encode(hash.finalize()));
        }
        hash.update(buffer.get(..count).unwrap_or_default());
    }
}
