//! Parts: the files of the store, their names and what of them is left when a writer dies.

use crate::{error::LogsError, schema::Table};
use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

/// Length of a part's name: 16 random bytes in hexadecimal.
const NAME_LENGTH: usize = 32;

/// One finished file of log rows. The caller keeps it beside the evidence that it came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// The table whose rows it holds.
    pub table: String,
    /// Random, never reused; the file is `<name>.parquet`.
    pub name: String,
    /// Rows in it.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
}

/// The file of a finished part.
pub(crate) fn path_of(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.parquet"))
}

/// The file that tells in which rows of a part an id stands.
pub(crate) fn ids_path_of(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.ids"))
}

/// Makes a new file that nobody else may read.
pub(crate) fn create(path: &Path, private: bool) -> Result<File, LogsError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if private { 0o600 } else { 0o666 });
    options.open(path).map_err(LogsError::io("create", path))
}

/// A file for what a query cannot hold in memory.
pub(crate) fn spill_path_of(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.spill"))
}

/// The file of a part that is being written.
pub(crate) fn partial_path_of(dir: &Path, name: &str) -> PathBuf {
    dir.join(format!("{name}.partial"))
}

/// A new random name.
pub(crate) fn new_name() -> Result<String, LogsError> {
    let mut bytes = [0_u8; NAME_LENGTH / 2];
    aws_lc_rs::rand::fill(&mut bytes)
        .map_err(|error| LogsError::Engine(format!("no random bytes for a part's name: {error}")))?;
    Ok(format!("{:0NAME_LENGTH$x}", u128::from_be_bytes(bytes)))
}

/// Refuses names that this store never gives, before they reach a path.
pub(crate) fn checked(name: &str) -> Result<&str, LogsError> {
    let fits = name.len() == NAME_LENGTH && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if fits { Ok(name) } else { Err(LogsError::NotAPart(name.to_owned())) }
}

/// Refuses a part of a table that there is not.
pub(crate) fn known(part: &Part) -> Result<(), LogsError> {
    if Table::named(&part.table).is_some() {
        return Ok(());
    }
    Err(LogsError::UnknownTable { name: part.name.clone(), table: part.table.clone() })
}

/// Whether the part's file is there and as long as it was when it was finished.
pub(crate) fn present(dir: &Path, part: &Part) -> Result<(), LogsError> {
    let path = path_of(dir, checked(&part.name)?);
    let found = match fs::metadata(&path) {
        Ok(found) => found.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(LogsError::Missing { name: part.name.clone(), dir: dir.to_owned() });
        }
        Err(error) => return Err(LogsError::io("look at", path)(error)),
    };
    if found == part.bytes {
        return Ok(());
    }
    Err(LogsError::Damaged { name: part.name.clone(), detail: format!("{found} bytes instead of {}", part.bytes) })
}

/// Deletes the files of these parts; those that are gone already are no error.
pub(crate) fn remove(dir: &Path, names: &[&str]) -> Result<(), LogsError> {
    for name in names {
        remove_file(&path_of(dir, checked(name)?))?;
        remove_file(&ids_path_of(dir, name))?;
    }
    sync_dir(dir)
}

/// Deletes every part, partial and temporary file that is not among `kept`; returns the file names deleted, sorted.
pub(crate) fn remove_orphans(dir: &Path, kept: &[&str]) -> Result<Vec<String>, LogsError> {
    let kept: BTreeSet<String> = kept.iter().flat_map(|name| [format!("{name}.parquet"), format!("{name}.ids")]).collect();
    let mut removed = Vec::new();
    for entry in fs::read_dir(dir).map_err(LogsError::io("list", dir))? {
        let name = entry.map_err(LogsError::io("list", dir))?.file_name().to_string_lossy().into_owned();
        if is_ours(&name) && !kept.contains(&name) {
            remove_file(&dir.join(&name))?;
            removed.push(name);
        }
    }
    removed.sort();
    sync_dir(dir)?;
    Ok(removed)
}

/// Whether a file name is one that this store gives: anything else in the folder is not ours to delete.
fn is_ours(file: &str) -> bool {
    let name = [".parquet", ".partial", ".ids", ".spill"].iter().find_map(|ending| file.strip_suffix(ending));
    name.is_some_and(|name| checked(name).is_ok())
}

/// Deletes a file unless it is gone already.
pub(crate) fn remove_file(path: &Path) -> Result<(), LogsError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(LogsError::io("delete", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Makes renames and deletions in a folder last over a power cut, where the system can.
pub(crate) fn sync_dir(dir: &Path) -> Result<(), LogsError> {
    if cfg!(unix) {
        File::open(dir).and_then(|dir| dir.sync_all()).map_err(LogsError::io("write out", dir))?;
    }
    Ok(())
}
