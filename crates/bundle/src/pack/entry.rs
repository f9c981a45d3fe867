//! One file while it goes into the ZIP: hashed and counted as it passes.

use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
};
use zip::ZipWriter;

/// What the ZIP is written to.
pub(super) type Target = ZipWriter<BufWriter<File>>;

/// A file being written. It is registered only by [`super::bag::Bag::end`].
pub(super) struct Entry<'a> {
    pub(super) zip: &'a mut Target,
    pub(super) hash: Sha256,
    pub(super) bytes: u64,
}

impl<'a> Entry<'a> {
    pub(super) fn new(zip: &'a mut Target) -> Self {
        Self { zip, hash: Sha256::new(), bytes: 0 }
    }

    /// Hash and size of what passed.
    pub(super) fn done(self) -> ([u8; 32], u64) {
        (self.hash.finalize().into(), self.bytes)
    }
}

impl Write for Entry<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.zip.write(buffer)?;
        self.hash.update(buffer.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
