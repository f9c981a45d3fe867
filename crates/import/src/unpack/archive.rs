//! ZIP archives: which files are in them, and the bytes of each.
//!
//! Nothing is ever written by a name from an archive: names are for people to read. Archives in archives are opened to
//! a depth, in memory.

use std::io::{self, Cursor, Read, Seek};
use zip::{ZipArchive, read::ZipFile};

/// Most files of an archive, those of archives in it too.
pub const MOST_FILES: usize = 10_000;
/// How deep archives may stand in archives.
const DEPTH: usize = 3;
/// Largest archive inside an archive, in bytes.
const LARGEST_INNER: u64 = 64 * 1024 * 1024;
/// Largest file of an archive, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024 * 1024;
/// How much larger a file may be than it is packed, beyond [`FREE`] bytes.
const RATIO: u64 = 1000;
/// Size in bytes below which the ratio is not looked at.
const FREE: u64 = 16 * 1024 * 1024;
/// Longest name that is kept, in characters.
const NAME: usize = 240;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name with the folders inside the archive, parted by `/`.
    pub name: String,
    /// The number of the entry, and of the entry in the archive that it is itself.
    pub trail: Vec<usize>,
    /// Size in bytes, unpacked.
    pub size: u64,
    /// Why it cannot be read; none: it can.
    pub refused: Option<String>,
}

/// The files of an archive, in its order, those of archives inside it too. Folders, and what operating systems leave
/// (`__MACOSX`, `.DS_Store`, `Thumbs.db`), are left out.
///
/// # Errors
/// When the archive is broken or has more than [`MOST_FILES`] files.
pub fn members<R: Read + Seek>(reader: R) -> io::Result<Vec<Member>> {
    let mut found = Vec::new();
    list(reader, "", &[], &mut found)?;
    Ok(found)
}

/// Hands the bytes of a member to `work`.
///
/// # Errors
/// When the archive or the member is broken or out of all proportion; what `work` fails with.
pub fn with<R: Read + Seek, T>(
    reader: R,
    trail: &[usize],
    work: &mut dyn FnMut(&mut dyn Read) -> io::Result<T>,
) -> io::Result<T> {
    let (&first, rest) = trail.split_first().ok_or_else(|| io::Error::other("a file without a place in its archive"))?;
    let mut archive = ZipArchive::new(reader)?;
    let mut file = archive.by_index(first)?;
    if let Some(why) = refusal(&file) {
        return Err(io::Error::other(why));
    }
    let size = file.size();
    // What comes out is never more than what was announced and checked.
    let mut bytes = Read::take(&mut file, size + 1);
    if rest.is_empty() {
        return work(&mut bytes);
    }
    let mut inner = Vec::new();
    bytes.take(LARGEST_INNER).read_to_end(&mut inner)?;
    with(Cursor::new(inner), rest, work)
}

/// Whether the entries of a ZIP are in proportion.
///
/// # Errors
/// Why not.
pub(super) fn check_sizes<R: Read + Seek>(reader: R) -> io::Result<()> {
    let mut archive = ZipArchive::new(reader)?;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        if let Some(why) = refusal(&file) {
            return Err(io::Error::other(why));
        }
    }
    Ok(())
}

fn list<R: Read + Seek>(reader: R, folder: &str, trail: &[usize], found: &mut Vec<Member>) -> io::Result<()> {
    let mut archive = ZipArchive::new(reader)?;
    for index in 0..archive.len() {
        let mut file = archive.by_index_raw(index)?;
        let name = readable(&String::from_utf8_lossy(file.name_raw()));
        if file.is_dir() || is_litter(&name) {
            continue;
        }
        if found.len() >= MOST_FILES {
            return Err(io::Error::other(format!("it has more than {MOST_FILES} files: unpack it and drop them in parts")));
        }
        let trail: Vec<usize> = trail.iter().copied().chain([index]).collect();
        let mut member = Member { name: format!("{folder}{name}"), trail, size: file.size(), refused: refusal(&file) };
        if member.refused.is_some() {
            found.push(member);
            continue;
        }
        drop(file);
        file = archive.by_index(index)?;
        let mut first = Vec::new();
        let looked = Read::by_ref(&mut file).take(super::FIRST as u64).read_to_end(&mut first);
        if let Err(error) = looked {
            member.refused = Some(format!("it is damaged ({error}): export it again"));
        } else if super::is_archive(&first) {
            member.refused = inner(&mut file, first, &member, found);
            if member.refused.is_none() {
                continue;
            }
        }
        found.push(member);
    }
    Ok(())
}

/// Lists an archive inside an archive; gives why it cannot.
fn inner(file: &mut dyn Read, first: Vec<u8>, member: &Member, found: &mut Vec<Member>) -> Option<String> {
    if member.trail.len() >= DEPTH {
        return Some(format!("archives stand in it more than {DEPTH} deep: unpack it and drop what is in it"));
    }
    if member.size > LARGEST_INNER {
        return Some("an archive in an archive larger than 64 MiB is not opened: unpack it and drop it".to_owned());
    }
    let mut bytes = first;
    if let Err(error) = file.take(LARGEST_INNER).read_to_end(&mut bytes) {
        return Some(format!("it is damaged ({error}): export it again"));
    }
    let before = found.len();
    let listed = list(Cursor::new(bytes), &format!("{}/", member.name), &member.trail, found);
    listed.err().map(|error| {
        found.truncate(before);
        error.to_string()
    })
}

/// Why a file cannot be read.
fn refusal<R: Read>(file: &ZipFile<'_, R>) -> Option<String> {
    let (size, packed) = (file.size(), file.compressed_size());
    if file.encrypted() {
        return Some("it is encrypted: unpack it and drop what is in it".to_owned());
    }
    if file.is_symlink() {
        return Some("it is a link, not a file".to_owned());
    }
    if size > LARGEST {
        return Some("it is larger than 64 GiB: export it in parts".to_owned());
    }
    let wild = size > FREE && size / RATIO > packed;
    wild.then(|| "it claims to hold more than a thousand times its packed size: unpack it yourself if you trust it".to_owned())
}

/// A name that can be shown: no control characters, no steps upwards, `/` between folders.
fn readable(name: &str) -> String {
    let shown: String = name.replace('\\', "/").chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    let parts: Vec<&str> = shown.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let joined = parts.join("/");
    let skip = joined.chars().count().saturating_sub(NAME);
    joined.chars().skip(skip).collect()
}

/// Whether an operating system left it and no person put it there.
pub fn is_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.split('/').any(|part| part == "__MACOSX")
        || last.starts_with("._")
        || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
