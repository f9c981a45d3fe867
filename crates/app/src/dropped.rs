//! What was dropped or chosen, opened into files: folders and archives give the files in them.

use crate::{AppError, Code, report};
use chrono::{DateTime, Utc};
use import::{
    Head, ReadError,
    unpack::{self, Source, Unpacked, archive},
};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// How deep folders are walked.
const DEPTH: usize = 32;

/// One file that was dropped, by itself or in a folder or archive.
pub(crate) struct Dropped {
    /// Its name; in a folder or archive with the way from there (`exports.zip/okta/users.json`).
    pub(crate) name: String,
    /// Where it is, for the command line; never shown in the window.
    pub(crate) place: String,
    origin: Origin,
}

/// Where the bytes are.
enum Origin {
    File(PathBuf),
    Member {
        archive: PathBuf,
        trail: Vec<usize>,
        size: u64,
    },
    /// They cannot be had, and why.
    Refused(String),
}

impl Dropped {
    /// Its path, if it is a file of its own.
    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Member { .. } | Origin::Refused(_) => None,
        }
    }

    /// Its size in bytes as it lies there, and when it was last changed.
    pub(crate) fn measure(&self) -> Result<(u64, Option<DateTime<Utc>>), AppError> {
        match &self.origin {
            Origin::File(path) => {
                let data = path.metadata().map_err(|error| self.unreadable(&error))?;
                Ok((data.len(), data.modified().ok().map(DateTime::<Utc>::from)))
            }
            Origin::Member { size, .. } => Ok((*size, None)),
            Origin::Refused(why) => Err(AppError::new(Code::Invalid, format!("`{}` was not read", self.name), why.clone())),
        }
    }

    /// Hands its bytes to `work`, from the start.
    pub(crate) fn with<T>(&self, work: &mut dyn FnMut(Source<'_>) -> T) -> io::Result<T> {
        match &self.origin {
            Origin::File(path) => Ok(work(Source::Seekable(Box::new(File::open(path)?)))),
            Origin::Member { archive, trail, .. } => {
                archive::with(File::open(archive)?, trail, &mut |reader| Ok(work(Source::Stream(Box::new(reader)))))
            }
            Origin::Refused(why) => Err(io::Error::other(why.clone())),
        }
    }

    /// Its first bytes inside what they are packed in, and whether that is all of them.
    pub(crate) fn head(&self) -> Result<(Vec<u8>, bool), AppError> {
        let read = self.with(&mut |source| {
            let Unpacked { reader, .. } = unpack::open(leaf(&self.name), source)?;
            let mut head = Vec::new();
            reader.take(Head::LENGTH as u64 + 1).read_to_end(&mut head)?;
            Ok(head)
        });
        let mut head: Vec<u8> = read.map_err(|error| self.unreadable(&error))?.map_err(|error| match error {
            ReadError::Io(error) => self.unreadable(&error),
            other => AppError::new(Code::Invalid, format!("`{}` was not read", self.name), other.to_string()),
        })?;
        let whole = head.len() <= Head::LENGTH;
        head.truncate(Head::LENGTH);
        Ok((head, whole))
    }

    /// The error that its bytes cannot be had.
    pub(crate) fn unreadable(&self, error: &io::Error) -> AppError {
        AppError::system(&format!("`{}` could not be read", self.name), error)
    }
}

/// The files of what was dropped, in order: folders by name, archives in their own order. What cannot be opened stays
/// in the list, with the reason.
pub(crate) fn open(paths: &[PathBuf]) -> Vec<Dropped> {
    let mut found = Vec::new();
    for path in paths {
        walk(path, name(path), &mut found, 0);
    }
    found
}

fn walk(path: &Path, name: String, found: &mut Vec<Dropped>, depth: usize) {
    let place = path.display().to_string();
    let refuse = |why: String, found: &mut Vec<Dropped>| {
        found.push(Dropped { name: name.clone(), place: place.clone(), origin: Origin::Refused(why) });
    };
    if found.len() > archive::MOST_FILES {
        return;
    }
    if found.len() == archive::MOST_FILES {
        return refuse(format!("more than {} files were dropped: drop them in parts", archive::MOST_FILES), found);
    }
    if !path.is_dir() {
        return match members(path) {
            None => found.push(Dropped { name, place, origin: Origin::File(path.to_owned()) }),
            Some(Err(error)) => refuse(format!("the archive could not be opened ({error}): export it again"), found),
            Some(Ok(members)) if members.is_empty() => refuse("the archive has no files in it".to_owned(), found),
            Some(Ok(members)) => found.extend(members.into_iter().map(|member| Dropped {
                name: format!("{name}/{}", member.name),
                place: format!("{place}/{}", member.name),
                origin: match member.refused {
                    Some(why) => Origin::Refused(why),
                    None => Origin::Member { archive: path.to_owned(), trail: member.trail, size: member.size },
                },
            })),
        };
    }
    if depth >= DEPTH {
        return refuse(format!("folders lie in it more than {DEPTH} deep: drop the inner ones"), found);
    }
    let entries = match path.read_dir() {
        Ok(entries) => entries,
        Err(error) => return refuse(format!("the folder could not be opened ({error})"), found),
    };
    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    inside.retain(|path| !is_left_out(path));
    inside.sort();
    if inside.is_empty() && depth == 0 {
        refuse("the folder has no files in it".to_owned(), found);
    }
    for path in inside {
        let inner = format!("{name}/{}", self::name(&path));
        walk(&path, inner, found, depth + 1);
    }
}

/// Hidden files, links and litter of operating systems, when a whole folder is dropped.
fn is_left_out(path: &Path) -> bool {
    let name = name(path);
    name.starts_with('.') || archive::is_litter(&name) || path.is_symlink()
}

/// The files of an archive; none for a file that is none, and for bundles of ours, which are verified.
fn members(path: &Path) -> Option<io::Result<Vec<archive::Member>>> {
    let mut file = File::open(path).ok()?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(2).read_to_end(&mut head).ok()?;
    // Most files are none: of those no more is read than this.
    if head == b"PK" {
        file.take(Head::LENGTH as u64).read_to_end(&mut head).ok()?;
    }
    if !unpack::is_archive(&head) || report::is_bundle(&head) {
        return None;
    }
    Some(File::open(path).and_then(archive::members))
}

/// The name of a dropped file without the way to it.
pub(crate) fn leaf(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// A file's name without its folders.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
