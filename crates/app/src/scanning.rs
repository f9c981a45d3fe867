//! Looking through a text file for personal data and credentials, without a vault.

use crate::{AppError, Code};
use scan::{Settings, Span, redact, scan};
use std::{
    borrow::Cow,
    io::{BufRead, ErrorKind},
};

/// The longest line that is looked through, in bytes.
const LONGEST: usize = 256 << 20;

/// One line of the file as it was looked through.
#[derive(Debug)]
pub struct Scanned<'a> {
    /// Its number, from 1.
    pub line: u64,
    /// The text that the offsets of the spans count in: the line without its end, or the string that it is as JSON.
    pub text: &'a str,
    /// What was found, in order, none over another.
    pub spans: Vec<Span>,
}

impl Scanned<'_> {
    /// The line with `[EMAIL]` and the like in place of what was found.
    pub fn redacted(&self) -> String {
        redact(self.text, &self.spans)
    }

    /// A finding with all but a few characters covered.
    pub fn masked(&self, span: &Span) -> String {
        scan::mask(span.kind, self.text.get(span.start..span.end).unwrap_or_default())
    }
}

/// What a file came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looked {
    /// Lines.
    pub lines: u64,
    /// Lines that are not UTF-8, in which the readable pieces were looked through.
    pub unreadable: u64,
}

/// Looks through every line of a text. A line that is one JSON string is decoded first; any other line, JSON objects too,
/// is looked through as it stands. `names`: also names of people and places. `least`: the least score.
///
/// # Errors
/// [`Code::Invalid`] when the file cannot be read or a line is longer than 256 MiB.
pub fn lines(reader: &mut dyn BufRead, names: bool, least: u8, hear: &mut dyn FnMut(&Scanned<'_>)) -> Result<Looked, AppError> {
    let settings = Settings { names, least };
    let mut looked = Looked::default();
    let mut bytes = Vec::new();
    while next_line(reader, &mut bytes, looked.lines + 1)? {
        looked.lines += 1;
        let line = looked.lines;
        if let Some(text) = string(&bytes) {
            hear(&Scanned { line, text: &text, spans: scan(&text, &settings) });
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        looked.unreadable += u64::from(matches!(text, Cow::Owned(_)));
        hear(&Scanned { line, text: &text, spans: scan(&text, &settings) });
    }
    Ok(looked)
}

/// The text of a line that is one JSON string.
fn string(bytes: &[u8]) -> Option<String> {
    let trimmed = bytes.trim_ascii();
    if trimmed.len() < 2 || trimmed.first() != Some(&b'"') || trimmed.last() != Some(&b'"') {
        return None;
    }
    serde_json::from_slice(trimmed).ok()
}

/// Reads the next line without its end; false at the end of the file.
fn next_line(reader: &mut dyn BufRead, bytes: &mut Vec<u8>, line: u64) -> Result<bool, AppError> {
    bytes.clear();
    loop {
        let (taken, ended) = match reader.fill_buf() {
            Ok([]) => return Ok(!bytes.is_empty()),
            Ok(buffer) => {
                let end = buffer.iter().position(|byte| *byte == b'\n');
                bytes.extend_from_slice(buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default());
                (end.map_or(buffer.len(), |end| end + 1), end.is_some())
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => {
                let what = format!("line {line} could not be read: {error}");
                return Err(AppError::new(Code::Invalid, what, "check the file and its medium"));
            }
        };
        reader.consume(taken);
        if bytes.len() > LONGEST {
            let what = format!("line {line} is longer than {LONGEST} bytes");
            return Err(AppError::new(Code::Invalid, what, "is it a text file? split the line"));
        }
        if ended {
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn told(text: &[u8]) -> Vec<(u64, String, String)> {
        let mut told = Vec::new();
        lines(&mut &text[..], false, 50, &mut |scanned| {
            for span in &scanned.spans {
                told.push((scanned.line, span.kind.to_owned(), scanned.text[span.start..span.end].to_owned()));
            }
        })
        .unwrap();
        told
    }

    #[test]
    fn lines_and_json_strings_are_looked_through_each_in_its_own_offsets() {
        let text = b"nothing here\r\nwrite to ana@example.com\r\n\"first\\nbob@example.org\"\n{\"to\": \"eva@example.net\"}";
        let expected = [(2, "ana@example.com"), (3, "bob@example.org"), (4, "eva@example.net")];
        assert_eq!(told(text), expected.map(|(line, value)| (line, "EMAIL".to_owned(), value.to_owned())));
    }

    #[test]
    fn what_is_not_utf_8_is_counted_and_the_rest_found() {
        let looked = lines(&mut &b"\xff ana@example.com\n\nend"[..], false, 50, &mut |_| {}).unwrap();
        assert_eq!((looked.lines, looked.unreadable), (3, 1));
        assert_eq!(told(b"\xff ana@example.com").len(), 1);
    }
}
