//! Text of XML as UTF-8 while it is being consumed: lines are counted, and what is read at one go is bounded.

use super::broken;
use crate::{
    importer::ReadError,
    read::{encoding, source::LIMIT},
};
use std::io::{self, BufRead, BufReader, Read};

/// The text, in the encoding that its mark or its declaration names; damaged bytes are replaced.
pub(super) struct Meter<'r> {
    reader: BufReader<Box<dyn Read + 'r>>,
    consumed: u64,
    line: u64,
    until: u64,
}

impl<'r> Meter<'r> {
    pub(super) fn new(reader: &'r mut dyn Read) -> Result<Self, ReadError> {
        let reader = BufReader::with_capacity(64 * 1024, encoding::declared(reader)?);
        Ok(Self { reader, consumed: 0, line: 1, until: LIMIT as u64 })
    }

    /// Allows as much as one element may have from here on.
    pub(super) fn allow(&mut self) {
        self.until = self.consumed + LIMIT as u64;
    }

    /// Line of the next byte, counted from 1.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// Bytes before the next one.
    pub(super) const fn consumed(&self) -> u64 {
        self.consumed
    }

    /// The error of the parser, with its line.
    pub(super) fn failed(&self, error: &quick_xml::Error) -> ReadError {
        match error {
            quick_xml::Error::Io(_) if self.consumed >= self.until => {
                broken(self.line, "one element is larger than 64 MB, which no export that is known has")
            }
            quick_xml::Error::Io(error) => ReadError::Io(io::Error::new(error.kind(), error.to_string())),
            error => broken(self.line, &format!("this is no valid XML: {error}; export the file again")),
        }
    }
}

impl Read for Meter<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Meter<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.consumed >= self.until {
            return Err(io::Error::other("too large"));
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let lines = self.reader.buffer().iter().take(amount).filter(|byte| **byte == b'\n').count();
        self.line += lines as u64;
        self.consumed += amount as u64;
        self.reader.consume(amount);
    }
}
