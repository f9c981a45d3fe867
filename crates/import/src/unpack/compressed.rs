//! gzip and zstd, read through with a limit on how much may come out of how little.

use super::too_large;
use flate2::read::MultiGzDecoder;
use std::{
    cell::Cell,
    io::{self, Read},
    rc::Rc,
};

/// What may come out whatever went in, in bytes.
const FREE: u64 = 256 * 1024 * 1024;
/// How many bytes may come out for one that went in, beyond that. Logs come out 10 to 60 fold.
const RATIO: u64 = 1000;

/// The inside of a gzip file, all members one after another.
pub(super) fn gzip<'r>(reader: Box<dyn Read + 'r>) -> Box<dyn Read + 'r> {
    let (counted, taken) = count(reader);
    Box::new(Limited { inner: MultiGzDecoder::new(counted), taken, given: 0 })
}

/// The inside of a zstd file.
pub(super) fn zstd<'r>(reader: Box<dyn Read + 'r>) -> io::Result<Box<dyn Read + 'r>> {
    let (counted, taken) = count(reader);
    Ok(Box::new(Limited { inner: zstd::stream::read::Decoder::new(counted)?, taken, given: 0 }))
}

fn count<R: Read>(inner: R) -> (Counted<R>, Rc<Cell<u64>>) {
    let taken = Rc::new(Cell::new(0));
    (Counted { inner, taken: Rc::clone(&taken) }, taken)
}

/// Counts what is taken from a reader.
struct Counted<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + got as u64);
        Ok(got)
    }
}

/// Ends with an error when too much comes out.
struct Limited<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
    given: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.given += got as u64;
        if self.given > FREE && self.given / RATIO > self.taken.get() {
            return Err(too_large("the compressed file holds more than a thousand times its size"));
        }
        Ok(got)
    }
}
