//! What is counted while a file is read, for a preview as for the import itself.

use crate::words::count;
use chrono_tz::Tz;
use import::unpack::Source;
use model::{Facts, FourDates, Kind, Problem, Record, Stamp};
use std::{
    collections::BTreeMap,
    io::{self, Read, Seek, SeekFrom},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

/// How many problems are kept to be shown; the count is of all.
pub(crate) const SHOWN_PROBLEMS: usize = 100;

/// How many records are read between two reports of progress.
const STRIDE: u64 = 2_000;

/// Counts, problems and the period that records speak about.
pub(crate) struct Tally<'a> {
    zone: Tz,
    counts: BTreeMap<Kind, u64>,
    problems: Vec<Problem>,
    problem_count: u64,
    first: Option<Stamp>,
    last: Option<Stamp>,
    records: u64,
    read: Arc<AtomicU64>,
    size: u64,
    cancel: &'a AtomicBool,
    hear: &'a mut dyn FnMut(u32, u32),
}

impl<'a> Tally<'a> {
    /// An empty tally for a file of `size` bytes; `hear` gets thousandths of the file and records so far.
    pub(crate) fn new(zone: Tz, size: u64, cancel: &'a AtomicBool, hear: &'a mut dyn FnMut(u32, u32)) -> Self {
        let (first, last) = (None, None);
        Self {
            zone,
            counts: BTreeMap::new(),
            problems: Vec::new(),
            problem_count: 0,
            first,
            last,
            records: 0,
            read: Arc::default(),
            size,
            cancel,
            hear,
        }
    }

    /// The same bytes; how many were read is told to this tally.
    pub(crate) fn watch<'r>(&self, source: Source<'r>) -> Source<'r> {
        let read = Arc::clone(&self.read);
        match source {
            Source::Stream(inner) => Source::Stream(Box::new(Watched { inner, read })),
            Source::Seekable(inner) => Source::Seekable(Box::new(Watched { inner, read })),
        }
    }

    /// Counts a record. False when the user cancelled.
    pub(crate) fn record(&mut self, record: &Record) -> bool {
        *self.counts.entry(record.data.kind()).or_default() += 1;
        self.records += 1;
        if let Some(at) = record.data.at() {
            let sooner = |stamp: &Stamp| at.earliest(self.zone) < stamp.earliest(self.zone);
            let later = |stamp: &Stamp| at.latest(self.zone) > stamp.latest(self.zone);
            if self.first.as_ref().is_none_or(sooner) {
                self.first = Some(at);
            }
            if self.last.as_ref().is_none_or(later) {
                self.last = Some(at);
            }
        }
        if self.records.is_multiple_of(STRIDE) {
            let permille = (self.read.load(Ordering::Relaxed).min(self.size) * 1000).checked_div(self.size).unwrap_or(0);
            (self.hear)(count(permille), count(self.records));
            return !self.cancel.load(Ordering::Relaxed);
        }
        true
    }

    /// Counts a problem, and keeps the first ones.
    pub(crate) fn problem(&mut self, problem: &Problem) {
        self.problem_count += 1;
        if self.problems.len() < SHOWN_PROBLEMS {
            self.problems.push(problem.clone());
        }
    }

    /// What was counted.
    pub(crate) fn finish(self, facts: &Facts, received: chrono::DateTime<chrono::Utc>) -> Counted {
        // A list of what happened is no snapshot, even where it was taken at one moment: it speaks about its records' times.
        let snapshot = facts.snapshot && self.first.is_none();
        let (covers_from, covers_to) = match facts.covers {
            Some((from, to)) => (Some(from), Some(to)),
            None if snapshot => (facts.extracted, facts.extracted),
            None => (self.first, self.last),
        };
        let dates = FourDates { covers_from, covers_to, extracted: facts.extracted, received };
        Counted { counts: self.counts, problems: self.problems, problem_count: self.problem_count, snapshot, dates }
    }
}

/// The outcome of a tally.
pub(crate) struct Counted {
    /// Records by kind.
    pub(crate) counts: BTreeMap<Kind, u64>,
    /// The first problems.
    pub(crate) problems: Vec<Problem>,
    /// Problems in all.
    pub(crate) problem_count: u64,
    /// Whether the content is the state at one moment.
    pub(crate) snapshot: bool,
    /// The four dates, coverage computed from the records where the file does not state it.
    pub(crate) dates: FourDates,
}

/// A reader that tells how many bytes went through it.
struct Watched<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.read.fetch_add(got as u64, Ordering::Relaxed);
        Ok(got)
    }
}

impl<R: Seek> Seek for Watched<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
