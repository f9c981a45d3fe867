//! What stands between a file and the text in it: gzip, zstd, Parquet, workbooks, lists in JSON and archives. The limits on them live here.
//!
//! Compressed files and workbooks are read through: what importers see is the text inside, while the original stays as
//! it came. An archive holds files of their own; each is treated as itself.

pub mod archive;
mod compressed;
mod objects;
mod parquet;
mod workbook;

pub(crate) use workbook::SHEET;

use crate::{Head, Match, ReadError, recognise};
use model::Problem;
use std::io::{self, Cursor, Read, Seek};

/// The bytes of a file as they can be had.
pub enum Source<'r> {
    /// From the start to the end, once.
    Stream(Box<dyn Read + 'r>),
    /// At any place; it stands at the start.
    Seekable(Box<dyn Seekable>),
}

/// What can be read at any place.
pub trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stream(reader) => reader.read(buffer),
            Self::Seekable(file) => file.read(buffer),
        }
    }
}

/// The text inside a file.
pub struct Unpacked<'r> {
    /// Its bytes.
    pub reader: Box<dyn Read + 'r>,
    /// What of the file is not in that text.
    pub problems: Vec<Problem>,
}

/// Opens what a file's bytes are wrapped in; bytes that are not wrapped come out as they are.
///
/// # Errors
/// [`ReadError::Io`] when the bytes cannot be had, [`ReadError::Container`] for a workbook or Parquet file that is too large or
/// broken.
pub fn open<'r>(name: &str, source: Source<'r>) -> Result<Unpacked<'r>, ReadError> {
    open_for(name, source, &|head| recognise(head).first().map_or(Match::No, |best| best.how))
}

/// As [`open`], with the sheet of a workbook that ranks highest; JSON that ranks as nothing is tried as a table.
///
/// # Errors
/// As [`open`].
pub fn open_for<'r>(name: &str, mut source: Source<'r>, rank: &Rank<'_>) -> Result<Unpacked<'r>, ReadError> {
    let mut first = Vec::with_capacity(FIRST);
    Read::by_ref(&mut source).take(FIRST as u64).read_to_end(&mut first)?;
    let is_workbook = is_office(&first) && has_ending(name, "xlsx");
    let plain = |reader| Unpacked { reader, problems: Vec::new() };
    if first.starts_with(b"PAR1") {
        return Ok(plain(Box::new(parquet::lines(first, source)?)));
    }
    if first.starts_with(b"PARE") {
        return Err(parquet::broken("the Parquet file is encrypted: export it without encryption"));
    }
    let all: Box<dyn Read + 'r> = Box::new(Cursor::new(first.clone()).chain(source));
    Ok(match first.as_slice() {
        [0x1F, 0x8B, ..] => plain(compressed::gzip(all)),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => plain(compressed::zstd(all)?),
        _ if is_workbook => workbook::text(name, all, rank)?,
        _ if objects::may_be(&first) => plain(listed(name, all, rank)?),
        _ => plain(all),
    })
}

/// All the text inside a file, to look through: JSON as it stands, of a workbook every sheet, as separated values under each
/// other. Whether its lines are those of the file is told beside it.
///
/// # Errors
/// As [`open`].
pub fn whole<'r>(name: &str, mut source: Box<dyn Seekable>) -> Result<(Box<dyn Read + 'r>, bool), ReadError> {
    let mut first = Vec::with_capacity(FIRST);
    Read::by_ref(&mut source).take(FIRST as u64).read_to_end(&mut first)?;
    source.rewind()?;
    if is_office(&first) && has_ending(name, "xlsx") {
        return Ok((Box::new(Cursor::new(workbook::every(source)?)), false));
    }
    Ok((open_for(name, Source::Seekable(source), &|_| Match::Certain)?.reader, true))
}

/// JSON as it is where somebody knows it, or nobody knows it as a table either; else its list as a table.
fn listed<'r>(name: &str, mut reader: Box<dyn Read + 'r>, rank: &Rank<'_>) -> Result<Box<dyn Read + 'r>, ReadError> {
    let mut first = Vec::new();
    Read::by_ref(&mut reader).take(Head::LENGTH as u64).read_to_end(&mut first)?;
    if rank(&Head::new(name, &first, first.len() < Head::LENGTH)) != Match::No {
        return Ok(Box::new(Cursor::new(first).chain(reader)));
    }
    Read::by_ref(&mut reader).take(objects::LARGEST).read_to_end(&mut first)?;
    let whole = (first.len() as u64) < objects::LARGEST;
    let table = if whole { objects::text(name, &first, rank) } else { None };
    Ok(match table {
        Some(table) => Box::new(Cursor::new(table)),
        None => Box::new(Cursor::new(first).chain(reader)),
    })
}

fn head<'h>(name: &'h str, text: &'h [u8]) -> Head<'h> {
    Head::new(name, text.get(..text.len().min(Head::LENGTH)).unwrap_or_default(), text.len() <= Head::LENGTH)
}

/// How well the head of a sheet fits what is sought.
pub type Rank<'a> = dyn Fn(&Head<'_>) -> Match + 'a;

/// Bytes that are looked at.
const FIRST: usize = 256;

/// Whether a file that begins so is an archive of files (a ZIP that is no office document).
pub fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && !is_office(head) || head.starts_with(b"PK\x05\x06")
}

/// Whether a ZIP is an office document, by the name of its first entry.
fn is_office(head: &[u8]) -> bool {
    const FIRST_ENTRIES: [&[u8]; 8] =
        [b"[Content_Types].xml", b"_rels/", b"xl/", b"word/", b"ppt/", b"docProps/", b"customXml/", b"mimetype"];
    let name = head.get(30..).unwrap_or_default();
    head.starts_with(b"PK\x03\x04") && FIRST_ENTRIES.iter().any(|entry| name.starts_with(entry))
}

/// Whether a file name has an ending, in any case.
fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(ending))
}

/// The error that what was unpacked is out of all proportion.
fn too_large(what: &str) -> io::Error {
    io::Error::other(format!("{what}: it was not read further; unpack it yourself if you trust it, and drop what is in it"))
}
