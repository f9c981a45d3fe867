//! Reading a hostile ZIP: names, sizes and headers are judged before a byte is inflated.

use super::fault;
use crate::{Code, Fault, names};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufReader, Read},
    path::Path,
};
use zip::ZipArchive;

/// Most entries of a bundle.
const ENTRIES: usize = 200_000;
/// Most bytes of a bundle, inflated.
const TOTAL: u64 = 1 << 40;
/// Most bytes of a file that is held in memory.
pub(super) const SMALL: u64 = 64 << 20;

/// A ZIP whose entries have been judged, and the paths of the bundle in it.
pub(super) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// Path without the top folder, to index and declared size.
    entries: BTreeMap<String, (usize, u64)>,
    /// Entries outside the top folder.
    outside: Vec<String>,
}

/// Opens a ZIP; what is wrong with single entries is told beside it.
pub(super) fn open(path: &Path) -> Result<(Archive, Vec<Fault>), Fault> {
    let unreadable = |error: &dyn std::fmt::Display| {
        fault("", Code::Unreadable, format!("It cannot be read as a ZIP ({error}): it is cut off, damaged, or something else."))
    };
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let size = file.metadata().map_err(|error| unreadable(&error))?.len();
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| unreadable(&error))?;
    too_large(&mut zip, size)?;
    let mut faults = Vec::new();
    let listed = list(&mut zip, &mut faults).map_err(|error| unreadable(&error))?;
    if zip.has_duplicate_names() && !faults.iter().any(|found: &Fault| found.code == Code::Duplicate) {
        faults.push(fault("", Code::Duplicate, "The ZIP holds two entries of one name; tools disagree about which counts."));
    }
    if zip.offset() > 0 {
        faults.push(fault("", Code::HeaderMismatch, "There are bytes before the first entry of the ZIP."));
    }
    if faults.is_empty()
        && let Err(error) = zip.validate_header_consistency()
    {
        faults.push(fault("", Code::HeaderMismatch, format!("The ZIP contradicts itself: {error}.")));
    }
    let folder = listed.keys().find_map(|name| name.strip_suffix(&format!("/{}", names::BAGIT)).map(ToOwned::to_owned));
    let Some(folder) = folder.filter(|folder| !folder.contains('/')) else {
        let message = "There is no folder with a bagit.txt in it: this is no bundle.";
        return Err(faults.into_iter().next().unwrap_or_else(|| fault("", Code::NotABundle, message)));
    };
    let (mut entries, mut outside) = (BTreeMap::new(), Vec::new());
    for (name, entry) in listed {
        match name.strip_prefix(&format!("{folder}/")) {
            Some(path) => drop(entries.insert(path.to_owned(), entry)),
            None => outside.push(name),
        }
    }
    Ok((Archive { zip, entries, outside }, faults))
}

fn too_large(zip: &mut ZipArchive<BufReader<File>>, size: u64) -> Result<(), Fault> {
    let too = |what: String| fault("", Code::TooLarge, format!("{what}: it looks like a bomb and is not inflated."));
    if zip.len() > ENTRIES {
        return Err(too(format!("The ZIP has {} entries, a bundle has at most {ENTRIES}", zip.len())));
    }
    let total = zip.decompressed_size().unwrap_or(u128::MAX);
    let dense = total > u128::from(crate::pack::DENSE_BYTES) && total / u128::from(crate::pack::DENSITY) > u128::from(size);
    if total > u128::from(TOTAL) || dense {
        return Err(too(format!("The ZIP of {size} bytes would inflate to {total}")));
    }
    Ok(())
}

/// The entries that are files with a portable name; the others become faults.
fn list(
    zip: &mut ZipArchive<BufReader<File>>,
    faults: &mut Vec<Fault>,
) -> zip::result::ZipResult<BTreeMap<String, (usize, u64)>> {
    let (mut listed, mut folded) = (BTreeMap::new(), BTreeSet::new());
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let file_type = entry.unix_mode().map_or(0, |mode| mode & 0o170_000);
        let plain = matches!(file_type, 0 | 0o100_000) || (file_type == 0o040_000 && entry.is_dir());
        let is_folder = name.strip_suffix('/').is_some_and(|folder| plain && entry.size() == 0 && names::is_portable(folder));
        if is_folder {
            continue;
        }
        if !names::is_portable(&name) {
            faults.push(fault(
                name,
                Code::UnsafeName,
                "The name is not portable or could leave the folder; the entry was not read.",
            ));
        } else if !plain || entry.is_symlink() {
            faults.push(fault(name, Code::SpecialEntry, "The entry is a link or another special file; it was not read."));
        } else if !folded.insert(name.to_lowercase()) {
            faults.push(fault(
                name,
                Code::Duplicate,
                "Two entries bear this name, letter case aside; tools disagree about which counts.",
            ));
        } else {
            listed.insert(name, (index, entry.size()));
        }
    }
    Ok(listed)
}

impl Archive {
    pub(super) fn has(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    pub(super) fn files(&self) -> u64 {
        (self.entries.len() + self.outside.len()) as u64
    }

    pub(super) fn comment(&self) -> &[u8] {
        self.zip.comment()
    }

    /// Declared sizes of some files together; they are checked when the files are read.
    pub(super) fn size_of<'a>(&self, paths: impl Iterator<Item = &'a str>) -> u64 {
        paths.filter_map(|path| self.entries.get(path)).map(|(_, size)| size).sum()
    }

    /// Number and size of what is under `data/`.
    pub(super) fn payload(&self) -> (u64, u64) {
        let payload = self.entries.iter().filter(|(path, _)| path.starts_with("data/"));
        payload.fold((0, 0), |(count, bytes), (_, (_, size))| (count + 1, bytes + size))
    }

    /// Files that nothing vouches for.
    pub(super) fn beyond(&self, known: impl Fn(&str) -> bool) -> Vec<Fault> {
        let inside = self.entries.keys().filter(|path| !known(path));
        let message = "It was added after signing: no manifest names it.";
        inside.chain(&self.outside).map(|path| fault(path, Code::Added, message)).collect()
    }

    /// A whole small file.
    pub(super) fn read(&mut self, path: &str, limit: u64) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        self.stream(path, limit, &mut |chunk| bytes.extend_from_slice(chunk))?;
        Ok(bytes)
    }

    /// Passes a file by in pieces; never more than it declares, nor more than `limit`.
    pub(super) fn stream(&mut self, path: &str, limit: u64, each: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        let Some((index, size)) = self.entries.get(path).copied() else {
            return Err(fault(path, Code::Missing, "It was signed, and it is not there."));
        };
        if size > limit {
            return Err(fault(
                path,
                Code::TooLarge,
                format!("It has {size} bytes, more than the {limit} that such a file can have."),
            ));
        }
        let damaged =
            |error: &dyn std::fmt::Display| fault(path, Code::Altered, format!("It cannot be read ({error}): it was altered."));
        let entry = self.zip.by_index(index).map_err(|error| damaged(&error))?;
        let mut bounded = entry.take(size + 1);
        let (mut buffer, mut seen) = (vec![0_u8; 1 << 17], 0_u64);
        loop {
            let count = bounded.read(&mut buffer).map_err(|error| damaged(&error))?;
            if count == 0 {
                break;
            }
            seen += count as u64;
            each(buffer.get(..count).unwrap_or_default());
        }
        if seen == size { Ok(()) } else { Err(damaged(&format!("{seen} bytes where {size} are declared"))) }
    }
}
