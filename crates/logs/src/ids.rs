//! Which rows of a part tell an id: a side file, so that one request among a hundred million rows is found at once.
//!
//! `<name>.ids` holds pairs of an id's hash and a row's number, sorted in runs, in blocks of 4 KiB. Each block is
//! encrypted with AES-256-GCM under a key of its own purpose, its number as nonce. The last block of a run is filled up;
//! a trailer tells where runs begin. A hash only says where to look: whoever asks compares the id itself.

use crate::{error::LogsError, key::PartKeys, part};
use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce};
use std::{
    fs::File,
    io::{BufWriter, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};
use twox_hash::XxHash64;

/// A hash and the row that it stands in.
type Entry = (u64, u32);

/// Bytes of an entry.
const ENTRY: usize = 12;
/// Entries of a block.
const ENTRIES: usize = 340;
/// Bytes of a block on disk, its tag of 16 bytes with it.
const BLOCK: usize = ENTRIES * ENTRY + TAG;
/// Bytes of a tag.
const TAG: usize = 16;
/// Entries that are sorted together: what a writer holds in memory, 32 MiB.
const RUN: usize = 2 << 20;
/// What fills the last block of a run; no row has this number.
const NOTHING: Entry = (u64::MAX, u32::MAX);
/// Bytes of the trailer: the number of blocks and of runs.
const TRAILER: u8 = 8;

/// The side file of a part in the making.
pub(crate) struct IdsWriter {
    name: String,
    key: LessSafeKey,
    file: BufWriter<File>,
    run: Vec<Entry>,
    runs: Vec<u32>,
    blocks: u32,
}

impl IdsWriter {
    /// Starts the side file of a part.
    pub(crate) fn new(dir: &Path, keys: &PartKeys, name: &str) -> Result<Self, LogsError> {
        let file = BufWriter::new(part::create(&part::ids_path_of(dir, name), true)?);
        let key = keys.ids(name).map_err(|error| LogsError::Encode { name: name.to_owned(), reason: error.to_string() })?;
        Ok(Self { name: name.to_owned(), key, file, run: Vec::new(), runs: Vec::new(), blocks: 0 })
    }

    /// Takes an id of a row, the first of which has number 0.
    pub(crate) fn push(&mut self, id: &str, row: u64) -> Result<(), LogsError> {
        let row = u32::try_from(row).map_err(|error| self.encode(&error.to_string()))?;
        self.run.push((hash(id), row));
        if self.run.len() < RUN { Ok(()) } else { self.end_run() }
    }

    /// Writes what is left and makes the file last.
    pub(crate) fn finish(mut self) -> Result<(), LogsError> {
        self.end_run()?;
        let runs: Vec<u8> = self.runs.iter().flat_map(|run| run.to_le_bytes()).collect();
        self.seal(runs, self.blocks)?;
        let count = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
        let written = self.file.write_all(&self.blocks.to_le_bytes()).and_then(|()| self.file.write_all(&count.to_le_bytes()));
        let lasts = written.and_then(|()| self.file.flush()).and_then(|()| self.file.get_ref().sync_all());
        lasts.map_err(|error| self.encode(&error.to_string()))
    }

    fn end_run(&mut self) -> Result<(), LogsError> {
        if self.run.is_empty() {
            return Ok(());
        }
        self.runs.push(self.blocks);
        let mut run = std::mem::take(&mut self.run);
        run.sort_unstable();
        for entries in run.chunks(ENTRIES) {
            let filled = entries.iter().copied().chain(std::iter::repeat(NOTHING)).take(ENTRIES);
            let mut block = Vec::with_capacity(BLOCK);
            for (hash, row) in filled {
                block.extend_from_slice(&hash.to_le_bytes());
                block.extend_from_slice(&row.to_le_bytes());
            }
            self.seal(block, self.blocks)?;
            self.blocks += 1;
        }
        run.clear();
        self.run = run;
        Ok(())
    }

    fn seal(&mut self, mut block: Vec<u8>, number: u32) -> Result<(), LogsError> {
        let sealed = self.key.seal_in_place_append_tag(nonce(number), Aad::empty(), &mut block);
        sealed.map_err(|error| self.encode(&error.to_string()))?;
        self.file.write_all(&block).map_err(|error| self.encode(&error.to_string()))
    }

    fn encode(&self, reason: &str) -> LogsError {
        LogsError::Encode { name: self.name.clone(), reason: reason.to_owned() }
    }
}

/// The numbers of the rows of a part that may tell an id, ascending and without repeats, `most` at most.
pub(crate) fn rows(dir: &Path, keys: &PartKeys, name: &str, id: &str, most: usize) -> Result<Vec<u32>, LogsError> {
    let mut file = Ids::open(dir, keys, name)?;
    let wanted = hash(id);
    let runs = file.runs.clone();
    let mut found = Vec::new();
    for (at, first) in runs.iter().enumerate() {
        let end = runs.get(at + 1).copied().unwrap_or(file.blocks);
        file.find(wanted, *first, end, most, &mut found)?;
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(most);
    Ok(found)
}

/// Reads and authenticates every block of a part's side file.
pub(crate) fn check(dir: &Path, keys: &PartKeys, name: &str) -> Result<(), LogsError> {
    let mut file = Ids::open(dir, keys, name)?;
    (0..file.blocks).try_for_each(|number| file.block(number).map(drop))
}

/// An open side file.
struct Ids<'a> {
    name: &'a str,
    key: LessSafeKey,
    file: File,
    blocks: u32,
    runs: Vec<u32>,
}

impl<'a> Ids<'a> {
    fn open(dir: &Path, keys: &PartKeys, name: &'a str) -> Result<Self, LogsError> {
        let damaged = |detail: String| LogsError::Damaged { name: name.to_owned(), detail };
        let path = part::ids_path_of(dir, name);
        let mut file = File::open(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => LogsError::Missing { name: name.to_owned(), dir: dir.to_owned() },
            _ => LogsError::io("open", &path)(error),
        })?;
        let mut trailer = [0_u8; TRAILER as usize];
        let read = file.seek(SeekFrom::End(-i64::from(TRAILER))).and_then(|_| file.read_exact(&mut trailer));
        read.map_err(|error| damaged(format!("its index of ids: {error}")))?;
        let [b0, b1, b2, b3, r0, r1, r2, r3] = trailer;
        let (blocks, count) = (u32::from_le_bytes([b0, b1, b2, b3]), u32::from_le_bytes([r0, r1, r2, r3]));
        let size = file.metadata().map_err(LogsError::io("look at", &path))?.len();
        let table = u64::from(count) * 4 + TAG as u64;
        if size != u64::from(blocks) * BLOCK as u64 + table + u64::from(TRAILER) {
            return Err(damaged("the index of ids does not have the length that it tells".into()));
        }
        let key = keys.ids(name).map_err(|error| damaged(error.to_string()))?;
        let mut ids = Self { name, key, file, blocks, runs: Vec::new() };
        let table = ids.read(blocks, usize::try_from(table).unwrap_or(usize::MAX))?;
        ids.runs = table.as_chunks::<4>().0.iter().map(|first| u32::from_le_bytes(*first)).collect();
        Ok(ids)
    }

    /// Appends the rows of a hash in one run: where it ought to stand is tried first, since hashes spread evenly.
    fn find(&mut self, wanted: u64, first: u32, end: u32, most: usize, found: &mut Vec<u32>) -> Result<(), LogsError> {
        let guess = (u128::from(wanted) * u128::from(end - first)) >> 64;
        let (mut low, mut high, mut steps) = (first, end, 0);
        let mut at = first + u32::try_from(guess).unwrap_or(0);
        while low < high {
            let block = self.block(at.clamp(low, high - 1))?;
            at = at.clamp(low, high - 1);
            // The first block that ends at or after the hash is looked for: an id may run over many blocks.
            if block.last().is_some_and(|last| last.0 < wanted) {
                low = at + 1;
            } else {
                high = at;
            }
            steps += 1;
            at = if steps > 4 {
                low.midpoint(high)
            } else if low > at {
                low
            } else {
                at.saturating_sub(1)
            };
        }
        for number in low..end {
            let block = self.block(number)?;
            let of_it = block.iter().filter(|entry| entry.0 == wanted && entry.1 != NOTHING.1);
            found.extend(of_it.map(|entry| entry.1));
            if found.len() >= most || block.last().is_none_or(|last| last.0 > wanted) {
                break;
            }
        }
        Ok(())
    }

    fn block(&mut self, number: u32) -> Result<Vec<Entry>, LogsError> {
        let bytes = self.read(number, BLOCK)?;
        let entry = |bytes: &[u8; ENTRY]| {
            let [h0, h1, h2, h3, h4, h5, h6, h7, r0, r1, r2, r3] = *bytes;
            (u64::from_le_bytes([h0, h1, h2, h3, h4, h5, h6, h7]), u32::from_le_bytes([r0, r1, r2, r3]))
        };
        Ok(bytes.as_chunks::<ENTRY>().0.iter().map(entry).collect())
    }

    /// Reads and authenticates the bytes that begin with a block.
    fn read(&mut self, number: u32, length: usize) -> Result<Vec<u8>, LogsError> {
        let damaged = |detail: String| LogsError::Damaged { name: self.name.to_owned(), detail };
        let mut bytes = vec![0_u8; length];
        let read = self.file.seek(SeekFrom::Start(u64::from(number) * BLOCK as u64));
        read.and_then(|_| self.file.read_exact(&mut bytes)).map_err(|error| damaged(error.to_string()))?;
        let opened = self.key.open_in_place(nonce(number), Aad::empty(), &mut bytes);
        let plain = opened.map_err(|error| damaged(format!("block {number} of its index of ids was changed: {error}")))?.len();
        bytes.truncate(plain);
        Ok(bytes)
    }
}

/// A block's number as nonce: each part has a key of its own, and a number is written once.
fn nonce(number: u32) -> Nonce {
    let mut bytes = [0_u8; NONCE_LEN];
    let (head, _) = bytes.split_at_mut(4);
    head.copy_from_slice(&number.to_le_bytes());
    Nonce::assume_unique_for_key(bytes)
}

fn hash(id: &str) -> u64 {
    XxHash64::oneshot(0, id.as_bytes())
}
