//! A text of JSON values or lines, read through a window no larger than the largest of them.
//!
//! Finds where a value ends without parsing it, and keeps count of lines and columns for whoever reports on it.

use crate::importer::ReadError;
use memchr::{memchr, memchr_iter, memrchr};
use model::Position;
use std::io::{ErrorKind, Read};

/// Size that one value or line may have. Larger ones are no records of any export that is known.
pub const LIMIT: usize = 64 * 1024 * 1024;

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// The window over the text.
pub struct Source<'r> {
    reader: Box<dyn Read + 'r>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    /// Line of the next byte, counted from 1.
    pub line: u64,
    /// Column of the next byte, counted from 1.
    pub column: u64,
}

/// A line of the text.
pub enum Line<'b> {
    /// Its bytes, without the line break.
    Bytes(&'b [u8]),
    /// It is larger than [`LIMIT`] and was passed over.
    TooLarge,
}

/// Lines of the text, whole.
pub enum Block {
    /// Their bytes, and the number of the first.
    Lines(u64, Vec<u8>),
    /// The line of this number is larger than [`LIMIT`] and was passed over.
    TooLarge(u64),
}

impl<'r> Source<'r> {
    /// A window over what the reader gives.
    pub fn new(reader: Box<dyn Read + 'r>) -> Self {
        Self { reader, buffer: vec![0; CHUNK], start: 0, end: 0, ended: false, line: 1, column: 1 }
    }

    /// What was not consumed, as a reader.
    pub fn into_reader(self) -> impl Read + 'r {
        let mut first = std::io::Cursor::new(self.buffer);
        first.set_position(self.start as u64);
        first.take((self.end - self.start) as u64).chain(self.reader)
    }

    /// What is in the window now.
    pub fn window(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// Fills the window with at least `wanted` bytes, fewer only at the end of the text.
    ///
    /// # Errors
    /// When the bytes cannot be had, or the window would grow over [`LIMIT`].
    pub fn fill(&mut self, wanted: usize) -> Result<(), ReadError> {
        while self.window().len() < wanted && self.more()? {}
        Ok(())
    }

    /// The next byte that is no white space, which is not consumed; none at the end.
    ///
    /// # Errors
    /// As [`Source::fill`].
    pub fn peek(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            let window = self.window();
            if let Some(blank) = window.iter().position(|byte| !byte.is_ascii_whitespace()) {
                self.consume(blank);
                return Ok(self.window().first().copied());
            }
            self.consume(window.len());
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// Consumes the next byte that is no white space if it is `byte`.
    ///
    /// # Errors
    /// As [`Source::fill`].
    pub fn eat(&mut self, byte: u8) -> Result<bool, ReadError> {
        let found = self.peek()? == Some(byte);
        if found {
            self.consume(1);
        }
        Ok(found)
    }

    /// Length of the next value, which lies whole in the window afterwards; it is not consumed.
    ///
    /// # Errors
    /// As [`Source::fill`]; [`ReadError::Container`] when the text ends inside the value.
    pub fn value(&mut self) -> Result<usize, ReadError> {
        self.peek()?;
        let mut scan = Scan::default();
        let mut seen = 0;
        loop {
            if let Some(length) = scan.find_end(self.window().get(seen..).unwrap_or_default()) {
                return Ok(seen + length);
            }
            seen = self.window().len();
            if !self.more()? {
                return if scan.is_inside() {
                    Err(self.broken("the text ends inside a value: the file is cut off"))
                } else {
                    Ok(seen)
                };
            }
        }
    }

    /// Passes `count` bytes of the window.
    pub fn consume(&mut self, count: usize) {
        let passed = self.buffer.get(self.start..self.start + count).unwrap_or_default();
        #[expect(clippy::naive_bytecount, reason = "the compiler makes vectors of it; no crate for one line")]
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        let last = if breaks == 0 { None } else { passed.iter().rposition(|byte| *byte == b'\n') };
        self.column = last.map_or(self.column + passed.len() as u64, |last| (passed.len() - last) as u64);
        self.line += breaks as u64;
        self.start += passed.len();
    }

    /// Hands the next line to `take` and passes it; false at the end.
    ///
    /// # Errors
    /// As [`Source::fill`], and what `take` fails with.
    pub fn line(&mut self, take: &mut dyn FnMut(u64, Line<'_>) -> Result<(), ReadError>) -> Result<bool, ReadError> {
        let mut seen = 0;
        loop {
            let window = self.window();
            if let Some(length) = memchr(b'\n', window.get(seen..).unwrap_or_default()).map(|found| seen + found) {
                take(self.line, Line::Bytes(window.get(..length).unwrap_or_default()))?;
                self.start += length + 1;
                self.line += 1;
                self.column = 1;
                return Ok(true);
            }
            seen = window.len();
            if seen >= LIMIT {
                self.skip_line()?;
                take(self.line - 1, Line::TooLarge)?;
                return Ok(true);
            }
            if !self.more()? {
                let last = self.window();
                let any = !last.is_empty();
                if any {
                    take(self.line, Line::Bytes(last))?;
                }
                self.start = self.end;
                return Ok(any);
            }
        }
    }

    /// Passes the next lines, so many bytes of them or a little less, and gives them; none at the end.
    ///
    /// # Errors
    /// As [`Source::fill`].
    pub fn block(&mut self, bytes: usize) -> Result<Option<Block>, ReadError> {
        let (mut wanted, mut seen) = (bytes.min(LIMIT), 0);
        let length = loop {
            self.fill(wanted)?;
            let window = self.window();
            if let Some(found) = memrchr(b'\n', window.get(seen..).unwrap_or_default()) {
                break seen + found + 1;
            }
            if window.len() >= LIMIT {
                self.skip_line()?;
                return Ok(Some(Block::TooLarge(self.line - 1)));
            }
            if window.len() < wanted {
                break window.len();
            }
            seen = window.len();
            wanted = (wanted * 2).min(LIMIT);
        };
        let lines = self.window().get(..length).unwrap_or_default().to_vec();
        if lines.is_empty() {
            return Ok(None);
        }
        let first = self.line;
        self.line += memchr_iter(b'\n', &lines).count() as u64;
        self.column = 1;
        self.start += length;
        Ok(Some(Block::Lines(first, lines)))
    }

    /// The error that the text breaks here.
    pub fn broken(&self, message: &str) -> ReadError {
        broken(self.line, self.column, message)
    }

    fn skip_line(&mut self) -> Result<(), ReadError> {
        loop {
            let window = self.window();
            if let Some(length) = window.iter().position(|byte| *byte == b'\n') {
                self.start += length + 1;
                break;
            }
            self.start = self.end;
            if !self.more()? {
                break;
            }
        }
        self.line += 1;
        self.column = 1;
        Ok(())
    }

    /// Reads more behind what is in the window; false at the end of the text.
    fn more(&mut self) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.buffer.len() {
            if self.end >= LIMIT {
                return Err(self.broken("one value is larger than 64 MiB: export it in smaller parts"));
            }
            self.buffer.resize((self.end * 2).clamp(CHUNK, LIMIT), 0);
        }
        loop {
            match self.reader.read(self.buffer.get_mut(self.end..).unwrap_or_default()) {
                Ok(count) => {
                    self.end += count;
                    self.ended = count == 0;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// The error that a text breaks at a line and column.
pub fn broken(line: u64, column: u64, message: &str) -> ReadError {
    ReadError::Container { at: Position::Line(line), message: format!("column {column}: {message}") }
}

/// How far a value has been scanned.
#[derive(Default)]
struct Scan {
    depth: u32,
    string: bool,
    escaped: bool,
}

impl Scan {
    /// Where the value ends, if it ends in these bytes.
    fn find_end(&mut self, bytes: &[u8]) -> Option<usize> {
        for (index, &byte) in bytes.iter().enumerate() {
            if self.string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.string = false;
                        if self.depth == 0 {
                            return Some(index + 1);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth <= 1 => return Some(if self.depth == 0 { index } else { index + 1 }),
                b'}' | b']' => self.depth -= 1,
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => return Some(index),
                _ => {}
            }
        }
        None
    }

    fn is_inside(&self) -> bool {
        self.string || self.depth > 0
    }
}
