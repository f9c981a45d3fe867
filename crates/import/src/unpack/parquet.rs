//! Parquet as lines of JSON, one object a row by the names of its columns: whatever reads JSON lines reads it. A place
//! `line 12` in it is the twelfth row.
//!
//! Its directory stands at the end, so it cannot be streamed: it is read where it lies, or held in memory within a limit
//! where it comes out of something that can only be streamed.

use super::{Seekable, Source, too_large};
use crate::ReadError;
use arrow_json::{WriterBuilder, writer::LineDelimited};
use bytes::Bytes;
use model::Position;
use parquet::{
    arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
    errors::ParquetError,
    file::reader::{ChunkReader, Length},
};
use std::{
    io::{self, Cursor, Read, Seek, SeekFrom},
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex, PoisonError},
};

/// Largest file that is held in memory, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;
/// Rows that are written at once: prompts can be long.
const ROWS: usize = 128;
/// Text that may come out whatever the file's size, in bytes.
const FREE: u64 = 256 * 1024 * 1024;
/// Bytes of text that may come out for one of the file, beyond that.
const RATIO: u64 = 1000;

/// The rows of a Parquet file as text; `first` are the bytes that were taken from it already.
pub(super) fn lines(first: Vec<u8>, source: Source<'_>) -> Result<Lines, ReadError> {
    let whole: Box<dyn Seekable> = match source {
        Source::Seekable(file) => file,
        Source::Stream(rest) => {
            let mut bytes = first;
            rest.take(LARGEST + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > LARGEST {
                return Err(broken(
                    "the Parquet file lies in an archive and is larger than 256 MiB: unpack the archive and drop what is in it",
                ));
            }
            Box::new(Cursor::new(bytes))
        }
    };
    let (rows, size) =
        open(whole).map_err(|error| broken(&format!("the Parquet file could not be opened ({error}): export it again")))?;
    Ok(Lines { rows: Some(rows), size, given: 0, text: Cursor::default() })
}

fn open(mut whole: Box<dyn Seekable>) -> Result<(ParquetRecordBatchReader, u64), ParquetError> {
    let size = whole.seek(SeekFrom::End(0))?;
    let places = Places { file: Arc::new(Mutex::new(whole)), size };
    let rows = guarded(|| ParquetRecordBatchReaderBuilder::try_new(places)?.with_batch_size(ROWS).build())?;
    Ok((rows, size))
}

/// Works with the library, which panics over some broken files: that is an error of the file as any other.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err(ParquetError::General("its parts contradict each other".to_owned())))
}

pub(super) fn broken(message: &str) -> ReadError {
    ReadError::Container { at: Position::File, message: message.to_owned() }
}

/// The text of the rows, some rows in memory.
pub(super) struct Lines {
    /// None at the end, and after an error.
    rows: Option<ParquetRecordBatchReader>,
    size: u64,
    given: u64,
    text: Cursor<Vec<u8>>,
}

impl Lines {
    /// Writes the next rows; false at the end.
    fn next(&mut self) -> io::Result<bool> {
        let Some(rows) = &mut self.rows else { return Ok(false) };
        let batch = guarded(|| Ok(rows.next().transpose()?));
        if !matches!(batch, Ok(Some(_))) {
            self.rows = None;
        }
        let Some(batch) = batch.map_err(io::Error::other)? else { return Ok(false) };
        let mut text = std::mem::take(&mut self.text).into_inner();
        text.clear();
        // A column that a row leaves blank is a field of the row all the same: its name tells what the file is.
        let mut writer = WriterBuilder::new().with_explicit_nulls(true).build::<_, LineDelimited>(text);
        writer.write(&batch).and_then(|()| writer.finish()).map_err(io::Error::other)?;
        let text = writer.into_inner();
        self.given += text.len() as u64;
        if self.given > FREE && self.given / RATIO > self.size {
            return Err(too_large("the Parquet file holds more than a thousand times its size"));
        }
        self.text = Cursor::new(text);
        Ok(true)
    }
}

impl Read for Lines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let got = self.text.read(buffer)?;
            if got > 0 || buffer.is_empty() || !self.next()? {
                return Ok(got);
            }
        }
    }
}

/// A file that is read at any place.
struct Places {
    file: Arc<Mutex<Box<dyn Seekable>>>,
    size: u64,
}

impl Length for Places {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Places {
    type T = From;

    fn get_read(&self, start: u64) -> Result<From, ParquetError> {
        Ok(From { file: Arc::clone(&self.file), at: start })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes, ParquetError> {
        // What a broken file claims is not reserved in memory.
        if start.checked_add(length as u64).is_none_or(|end| end > self.size) {
            return Err(ParquetError::EOF(format!("{length} bytes at {start} of {}", self.size)));
        }
        let mut bytes = vec![0; length];
        self.get_read(start)?.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}

/// Reads on from a place.
struct From {
    file: Arc<Mutex<Box<dyn Seekable>>>,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let got = file.read(buffer)?;
        self.at += got as u64;
        Ok(got)
    }
}
