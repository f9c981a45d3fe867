//! Bytes to UTF-8: byte order marks are honoured and removed, UTF-16 is decoded with or without one.
//!
//! Damaged UTF-8 passes through here unchanged: whoever makes text of a record replaces it there and reports that
//! record, so that the problem has a place.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::{
    borrow::Cow,
    io::{self, Cursor, Read},
};

/// A reader of the same text in UTF-8, without a byte order mark.
///
/// # Errors
/// When the first bytes cannot be read.
pub fn utf8<'r>(mut reader: &'r mut dyn Read) -> io::Result<Box<dyn Read + 'r>> {
    let mut first = Vec::with_capacity(4);
    Read::by_ref(&mut reader).take(4).read_to_end(&mut first)?;
    let (encoding, mark) = detect(&first);
    let rest = Cursor::new(first.get(mark..).unwrap_or_default().to_vec()).chain(reader);
    Ok(match encoding {
        None => Box::new(rest),
        Some(encoding) => Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(rest)),
    })
}

/// A reader of the same text in UTF-8 where the text may name its encoding itself, as XML does; what is damaged is
/// replaced. A byte order mark stands before the name.
///
/// # Errors
/// When the first bytes cannot be read.
pub fn declared<'r>(mut reader: &'r mut dyn Read) -> io::Result<Box<dyn Read + 'r>> {
    let mut first = Vec::with_capacity(DECLARATION);
    Read::by_ref(&mut reader).take(DECLARATION as u64).read_to_end(&mut first)?;
    let (marked, mark) = detect(&first);
    let encoding = marked.or_else(|| named(&first)).unwrap_or(UTF_8);
    let rest = Cursor::new(first.get(mark..).unwrap_or_default().to_vec()).chain(reader);
    Ok(Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(rest)))
}

/// Within how many bytes a declaration stands.
const DECLARATION: usize = 256;

/// The encoding that an XML declaration names, if its bytes can be read without knowing it.
fn named(first: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(first);
    let declaration = text.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let name = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes()).filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// The head of a file as text; what is damaged or cut off is replaced.
pub fn head(bytes: &[u8]) -> String {
    let (encoding, mark) = detect(bytes);
    let body = bytes.get(mark..).unwrap_or_default();
    match encoding {
        None => lines(body),
        Some(encoding) => encoding.decode_without_bom_handling(body).0.into_owned(),
    }
}

/// Text line by line: UTF-8, else Windows-1252, in which spreadsheets save. Binary files are no text in it.
pub fn lines(bytes: &[u8]) -> String {
    if bytes.contains(&0) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            // A character that is cut off at the end of the head is no damage.
            Err(error) if error.error_len().is_none() => text.push_str(&String::from_utf8_lossy(line)),
            Err(_) => text.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    text
}

/// Text of bytes that should be UTF-8, and whether some of them were damaged and replaced.
pub fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let text = String::from_utf8_lossy(bytes);
    let damaged = matches!(text, Cow::Owned(_));
    (text, damaged)
}

/// The encoding if it is not UTF-8, and how many bytes its mark has.
fn detect(bytes: &[u8]) -> (Option<&'static Encoding>, usize) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (None, 3),
        [0xFF, 0xFE, ..] => (Some(UTF_16LE), 2),
        [0xFE, 0xFF, ..] => (Some(UTF_16BE), 2),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => (Some(UTF_16LE), 0),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => (Some(UTF_16BE), 0),
        _ => (None, 0),
    }
}
