//! Whether a part can be read from its first byte to its last.

use crate::{
    error::LogsError,
    ids,
    key::PartKeys,
    part::{self, Part},
};
use datafusion::parquet::{
    arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder},
    errors::ParquetError,
    file::metadata::PageIndexPolicy,
};
use std::{
    fs::File,
    io::Read as _,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

/// First bytes of every Parquet file whose footer is encrypted.
const MAGIC: [u8; 4] = *b"PARE";

/// Reads and authenticates everything in a part, and counts its rows.
pub(crate) fn check(dir: &Path, keys: &PartKeys, part: &Part, cancel: Option<&AtomicBool>) -> Result<(), LogsError> {
    part::present(dir, part)?;
    ids::check(dir, keys, &part.name)?;
    let path = part::path_of(dir, &part.name);
    let mut file = File::open(&path).map_err(LogsError::io("open", &path))?;
    let mut magic = [0_u8; 4];
    file.read_exact(&mut magic).map_err(LogsError::io("read", &path))?;
    let damaged = |detail: String| LogsError::Damaged { name: part.name.clone(), detail };
    if magic != MAGIC {
        return Err(damaged("its first bytes are not those of a part".into()));
    }
    match read_through(file, keys, &part.name, cancel).map_err(|error| damaged(error.to_string()))? {
        None => Err(LogsError::Cancelled),
        Some(rows) if rows == part.rows => Ok(()),
        Some(rows) => Err(damaged(format!("{rows} rows instead of {}", part.rows))),
    }
}

/// The rows that a file yields; none when cancelled.
fn read_through(file: File, keys: &PartKeys, name: &str, cancel: Option<&AtomicBool>) -> Result<Option<u64>, ParquetError> {
    let options = ArrowReaderOptions::new()
        .with_file_decryption_properties(keys.decryption(name)?)
        .with_page_index_policy(PageIndexPolicy::Required);
    let mut rows = 0_u64;
    for batch in ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)?.build()? {
        if cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
            return Ok(None);
        }
        rows += batch?.num_rows() as u64;
    }
    Ok(Some(rows))
}
