//! What a query cannot hold in memory, on disk: encrypted, and gone when the query ends.
//!
//! Every file has a random key that exists in memory only, so what a killed process leaves cannot be read by anybody; the
//! next start deletes it. It is a row of frames, each AES-256-GCM under its number: [`FRAME`] bytes at most, after their length.

use crate::{error::LogsError, part};
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    rand,
};
use datafusion::{
    common::DataFusionError,
    execution::spill_file::{SpillFile, SpillWriter, TempFileFactory},
};
use futures::{Stream, stream};
use std::{
    fs::File,
    io::{self, Read as _, Write},
    path::{Path, PathBuf},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use zeroize::Zeroizing;

/// Plaintext bytes of a frame at most.
const FRAME: usize = 64 * 1024;
/// Bytes that authentication adds to a frame.
const TAG: usize = 16;

/// Makes the files, and keeps them below a limit together.
pub(crate) struct Spill {
    dir: PathBuf,
    limit: u64,
    used: Arc<AtomicU64>,
}

impl Spill {
    /// Files in this folder, of so many bytes together at most.
    pub(crate) fn new(dir: &Path, limit: u64) -> Self {
        Self { dir: dir.to_owned(), limit, used: Arc::default() }
    }
}

impl TempFileFactory for Spill {
    fn create_temp_file(&self, _: &str) -> Result<Arc<dyn SpillFile>, DataFusionError> {
        let outside = |error: LogsError| DataFusionError::External(Box::new(error));
        let path = part::spill_path_of(&self.dir, &part::new_name().map_err(outside)?);
        let file = part::create(&path, true).map_err(outside)?;
        let mut key = Zeroizing::new([0_u8; 32]);
        let keyed = rand::fill(key.as_mut_slice()).and_then(|()| UnboundKey::new(&AES_256_GCM, key.as_slice()));
        let keyed = keyed.map_err(|error| DataFusionError::Execution(format!("no key for a temporary file: {error}")));
        let held = Held {
            path,
            key: LessSafeKey::new(keyed?),
            frames: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            used: Arc::clone(&self.used),
            limit: self.limit,
        };
        drop(file);
        Ok(Arc::new(Spilled(Arc::new(held))))
    }
}

/// One file, while anybody writes or reads it.
struct Held {
    path: PathBuf,
    key: LessSafeKey,
    /// Frames written.
    frames: AtomicU64,
    /// Bytes of it on disk.
    bytes: AtomicU64,
    /// Bytes of all files on disk.
    used: Arc<AtomicU64>,
    limit: u64,
}

impl Drop for Held {
    fn drop(&mut self) {
        // What cannot be deleted now is an orphan, which the next start deletes; nobody has its key.
        let _ = part::remove_file(&self.path);
        self.used.fetch_sub(self.bytes.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

impl Held {
    /// Takes room for bytes that come to the file.
    fn take(&self, bytes: u64) -> io::Result<()> {
        if self.used.fetch_add(bytes, Ordering::Relaxed) + bytes > self.limit {
            self.used.fetch_sub(bytes, Ordering::Relaxed);
            return Err(io::Error::from(io::ErrorKind::QuotaExceeded));
        }
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        Ok(())
    }
}

/// Never the same twice under one key: the key is of this file alone.
fn nonce(number: u64) -> Nonce {
    let mut bytes = [0; 12];
    for (to, from) in bytes.iter_mut().zip(number.to_be_bytes()) {
        *to = from;
    }
    Nonce::assume_unique_for_key(bytes)
}

struct Spilled(Arc<Held>);

impl SpillFile for Spilled {
    fn size(&self) -> Option<u64> {
        Some(self.0.bytes.load(Ordering::Relaxed))
    }

    fn read_stream(&self) -> Result<Pin<Box<dyn Stream<Item = Result<bytes::Bytes, DataFusionError>> + Send>>, DataFusionError> {
        let file = File::open(&self.0.path)?;
        Ok(Box::pin(stream::iter(Frames { held: Arc::clone(&self.0), file, next: 0 })))
    }

    fn open_writer(&self) -> Result<Box<dyn SpillWriter>, DataFusionError> {
        let file = File::options().append(true).open(&self.0.path)?;
        Ok(Box::new(FrameWriter { held: Arc::clone(&self.0), file, waiting: Vec::with_capacity(FRAME + TAG) }))
    }
}

/// Writes frames.
struct FrameWriter {
    held: Arc<Held>,
    file: File,
    waiting: Vec<u8>,
}

impl FrameWriter {
    /// Writes what waits as a frame.
    fn seal(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let number = self.held.frames.load(Ordering::Acquire);
        let sealed = self.held.key.seal_in_place_append_tag(nonce(number), Aad::empty(), &mut self.waiting);
        sealed.map_err(|error| io::Error::other(format!("a temporary file could not be encrypted: {error}")))?;
        let length = u32::try_from(self.waiting.len()).map_err(io::Error::other)?;
        self.held.take(u64::from(length) + 4)?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(&self.waiting)?;
        self.waiting.clear();
        self.held.frames.store(number + 1, Ordering::Release);
        Ok(())
    }
}

impl Write for FrameWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = FRAME - self.waiting.len().min(FRAME);
        let taken = bytes.get(..room.min(bytes.len())).unwrap_or_default();
        self.waiting.extend_from_slice(taken);
        if self.waiting.len() >= FRAME {
            self.seal()?;
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.seal()
    }
}

impl SpillWriter for FrameWriter {
    fn finish(&mut self) -> Result<(), DataFusionError> {
        Ok(self.seal()?)
    }
}

/// Reads frames, those that are there by now.
struct Frames {
    held: Arc<Held>,
    file: File,
    next: u64,
}

impl Frames {
    fn read(&mut self) -> io::Result<bytes::Bytes> {
        let mut length = [0; 4];
        self.file.read_exact(&mut length)?;
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(io::Error::other)?;
        if length > FRAME + TAG {
            return Err(changed());
        }
        let mut frame = vec![0; length];
        self.file.read_exact(&mut frame)?;
        let opened = self.held.key.open_in_place(nonce(self.next), Aad::empty(), &mut frame).ok();
        let plain = opened.map(|plain| plain.len()).ok_or_else(changed)?;
        frame.truncate(plain);
        self.next += 1;
        Ok(frame.into())
    }
}

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a temporary file of the query was changed while it ran")
}

impl Iterator for Frames {
    type Item = Result<bytes::Bytes, DataFusionError>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.next < self.held.frames.load(Ordering::Acquire)).then(|| self.read().map_err(DataFusionError::from))
    }
}

#[cfg(test)]
mod tests {
    use super::{FRAME, Spill};
    use datafusion::execution::spill_file::TempFileFactory;
    use futures::{StreamExt as _, executor::block_on};
    use std::{fs, io::Write as _};

    fn files(dir: &tempfile::TempDir) -> Vec<std::path::PathBuf> {
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn what_is_written_is_read_also_meanwhile_and_never_lies_there_in_plaintext() {
        let dir = tempfile::tempdir().unwrap();
        let spill = Spill::new(dir.path(), 1 << 20);
        let file = spill.create_temp_file("sorting").unwrap();
        let text = "prompt of a customer; ".repeat(FRAME / 10).into_bytes();
        let mut writer = file.open_writer().unwrap();
        let mut reader = file.read_stream().unwrap();
        writer.write_all(&text[..10]).unwrap();
        assert!(block_on(reader.next()).is_none(), "nothing is there before it is flushed");
        writer.flush().unwrap();
        let mut read = block_on(reader.next()).unwrap().unwrap().to_vec();
        writer.write_all(&text[10..]).unwrap();
        writer.finish().unwrap();
        while let Some(bytes) = block_on(reader.next()) {
            read.extend_from_slice(&bytes.unwrap());
        }
        assert!(read == text);
        let path = files(&dir).remove(0);
        let raw = fs::read(&path).unwrap();
        assert!(raw.len() as u64 == file.size().unwrap() && !raw.windows(8).any(|window| window == b"customer"));
        drop((writer, reader, file));
        assert!(files(&dir).is_empty(), "it goes with the last who holds it");
    }

    #[test]
    fn a_changed_frame_is_an_error_and_the_limit_holds_for_all_files() {
        let dir = tempfile::tempdir().unwrap();
        let spill = Spill::new(dir.path(), 100_000);
        let file = spill.create_temp_file("sorting").unwrap();
        let mut writer = file.open_writer().unwrap();
        writer.write_all(&vec![7; 60_000]).unwrap();
        writer.finish().unwrap();
        let other = spill.create_temp_file("sorting").unwrap();
        let mut more = other.open_writer().unwrap();
        more.write_all(&vec![7; 60_000]).unwrap();
        assert_eq!(more.flush().unwrap_err().kind(), std::io::ErrorKind::QuotaExceeded);
        drop((more, other));
        let path = files(&dir).remove(0);
        let mut raw = fs::read(&path).unwrap();
        raw[30_000] ^= 1;
        fs::write(&path, raw).unwrap();
        assert!(block_on(file.read_stream().unwrap().next()).unwrap().is_err());
    }
}
