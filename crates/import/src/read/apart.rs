//! JSON lines whose rows say nothing about each other: blocks of lines are read on several threads, and what they give is
//! handed on in the order of the file, so that nobody can tell how many threads there were.
//!
//! The threads are here and not with the caller because only the reader knows where rows begin; how many there may be is
//! the caller's to say. What is under way is bounded: a few blocks, each a few times as large in records as in bytes.

use super::{
    envelope::{self, Held},
    fields::Fields,
    json::Row,
    lean::Lean,
    ndjson,
    source::{Block, Source},
};
use crate::importer::{ReadError, Receiver, Sink, Stopped};
use memchr::memchr_iter;
use model::{Position, Problem, Record};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver as Queue, SyncSender, sync_channel},
    },
    thread,
};

/// Bytes of a block, but for lines that are longer.
const BLOCK: usize = 1 << 20;

/// Takes a row that stands for itself: what is made of it depends on no other row, and it learns nothing of the file as a
/// whole (facts put into its sink are lost).
pub(crate) type Each<'e> = dyn Fn(Fields, &mut Sink<'_>) -> Result<(), ReadError> + Sync + 'e;

/// What a block gave, and how it ended.
struct Done {
    given: Vec<Given>,
    ended: Result<Held, ReadError>,
}

enum Given {
    Record(Record),
    Problem(Problem),
}

/// Keeps what a block gives until it is its turn.
struct Keeping(Vec<Given>);

impl Receiver for Keeping {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        self.0.push(Given::Record(record));
        Ok(())
    }

    fn problem(&mut self, problem: Problem) {
        self.0.push(Given::Problem(problem));
    }
}

/// Reads the lines that are left in `source` as [`ndjson::lines`] does, on as many threads as the sink allows.
///
/// # Errors
/// As [`ndjson::lines`].
pub(super) fn lines(
    source: &mut Source<'_>,
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &Each<'_>,
) -> Result<Held, ReadError> {
    in_blocks(BLOCK, source, lists, sink, each)
}

fn in_blocks(
    bytes: usize,
    source: &mut Source<'_>,
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &Each<'_>,
) -> Result<Held, ReadError> {
    let threads = sink.threads.get();
    let mut all = Held::default();
    if threads == 1 {
        while let Some(block) = source.block(bytes)? {
            all.add(read(block, lists, sink, each)?);
        }
        return Ok(all);
    }
    thread::scope(|scope| {
        // One block for each thread to read, and one that waits.
        let ahead = threads + 1;
        let (jobs, waiting) = sync_channel::<(Block, SyncSender<Done>)>(ahead);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..threads {
            let waiting = Arc::clone(&waiting);
            let work = move || {
                while let Some((block, answer)) = next(&waiting) {
                    // Nobody waits any more when reading was stopped.
                    let _ = answer.send(kept(block, lists, each));
                }
            };
            thread::Builder::new().name("import-read".into()).spawn_scoped(scope, work)?;
        }
        let (mut pending, mut ended) = (VecDeque::new(), None);
        loop {
            while ended.is_none() && pending.len() <= ahead {
                match source.block(bytes) {
                    Ok(Some(block)) => {
                        let (answer, done) = sync_channel(1);
                        pending.push_back(done);
                        if jobs.send((block, answer)).is_err() {
                            ended = Some(Ok(()));
                        }
                    }
                    Ok(None) => ended = Some(Ok(())),
                    Err(error) => ended = Some(Err(error)),
                }
            }
            let Some(done) = pending.pop_front() else { break };
            // A thread that gives no answer has panicked, and the scope panics with it.
            let Ok(Done { given, ended }) = done.recv() else { return Err(ReadError::Stopped) };
            for one in given {
                match one {
                    Given::Record(record) => sink.put(record)?,
                    Given::Problem(problem) => sink.problem(problem.at, &problem.code, problem.message),
                }
            }
            all.add(ended?);
        }
        ended.unwrap_or(Ok(())).map(|()| all)
    })
}

fn next<T>(waiting: &Mutex<Queue<T>>) -> Option<T> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn kept(block: Block, lists: &[&'static str], each: &Each<'_>) -> Done {
    let mut keeping = Keeping(Vec::new());
    let ended = read(block, lists, &mut Sink::new(&mut keeping), each);
    Done { given: keeping.0, ended }
}

/// Reads the lines of a block.
fn read(block: Block, lists: &[&'static str], sink: &mut Sink<'_>, each: &Each<'_>) -> Result<Held, ReadError> {
    let mut all = Held::default();
    let (first, bytes) = match block {
        Block::Lines(first, bytes) => (first, bytes),
        Block::TooLarge(number) => {
            ndjson::too_large(number, sink);
            return Ok(all);
        }
    };
    let mut begin = 0;
    let ends = memchr_iter(b'\n', &bytes).chain((bytes.last() != Some(&b'\n')).then_some(bytes.len()));
    for (end, number) in ends.zip(first..) {
        one(number, bytes.get(begin..end).unwrap_or_default(), lists, sink, each, &mut all)?;
        begin = end + 1;
    }
    Ok(all)
}

/// Reads one line: without a tree of values where it is a row in order that neither is an envelope nor holds lists.
fn one(
    number: u64,
    line: &[u8],
    lists: &[&'static str],
    sink: &mut Sink<'_>,
    each: &Each<'_>,
    all: &mut Held,
) -> Result<(), ReadError> {
    if let Some(lean) = Lean::parse(line.trim_ascii()) {
        let fields = Fields::lean(Position::Line(number), lean);
        let held = lists.iter().map(|list| list.split('.').next().unwrap_or_default());
        let mut marks = envelope::MARKS.iter().copied().chain(held);
        if !marks.any(|mark| fields.see_all().get(mark).is_some()) {
            all.rows += 1;
            return each(fields, sink);
        }
    }
    ndjson::one(number, line, lists, sink, &mut |row: Row<'_>, sink| each(Fields::from(row), sink), all)
}

#[cfg(test)]
mod tests;
