//! What an importer is, what it is given and where its records go.

pub use crate::head::Head;
use crate::{map::ColumnMap, read::named};
use chrono::NaiveDate;
use chrono_tz::Tz;
use model::{Facts, Kind, Position, Problem, Record, Stamp, record::Data};
use std::{io::Read, num::NonZero};

/// An importer: constants and two functions.
#[derive(Debug)]
pub struct Importer {
    /// Stable kebab-case id, equal to its file's name (`okta-system-log`).
    pub id: &'static str,
    /// Raised whenever the same bytes would give other records.
    pub version: u32,
    /// What people need to know to use it; the guide and the retention planner are generated from it.
    pub about: About,
    /// Kinds of records, the one that is counted first.
    pub emits: &'static [Kind],
    /// Whether it is for this file, from its head and name only.
    pub sniff: fn(&Head<'_>) -> Match,
    /// Reads the whole file into the sink.
    pub read: fn(&mut Input<'_>, &mut Sink<'_>) -> Result<(), ReadError>,
}

/// What people need to know of a source.
#[derive(Debug)]
pub struct About {
    /// Vendor (`Okta`); `Any` for tables of any origin.
    pub vendor: &'static str,
    /// What it reads (`System Log`).
    pub title: &'static str,
    /// How to get the export, one step an entry.
    pub export: &'static [&'static str],
    /// What one export covers, one sentence.
    pub covers: &'static str,
    /// Days for which the source keeps it; none: until deleted.
    pub retention_days: Option<u32>,
    /// Page of the vendor, standard or code that the format was read from.
    pub source: &'static str,
}

/// Whether an importer is for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is not.
    No,
    /// It could be, with a score from 1 to 99 for ranking.
    Maybe(u8),
    /// It is.
    Certain,
}

/// What an importer reads from.
pub struct Input<'a> {
    /// File name without folders.
    pub name: &'a str,
    /// All bytes of the file, from the start.
    pub reader: &'a mut dyn Read,
    /// The column map to use, for importers of tables; none: guess.
    pub map: Option<&'a ColumnMap>,
}

/// Who takes what is read. Implemented by the use case, which stores, counts or previews.
pub trait Receiver {
    /// Takes a record.
    ///
    /// # Errors
    /// [`Stopped`] when the receiver wants no more: the user cancelled, or it failed to store.
    fn record(&mut self, record: Record) -> Result<(), Stopped>;
    /// Takes a problem.
    fn problem(&mut self, problem: Problem);
}

/// The receiver wants no more; the reason is the receiver's to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped;

/// Where an importer puts what it reads.
pub struct Sink<'a> {
    receiver: &'a mut dyn Receiver,
    records: u64,
    /// The last day of anything done that its lists tell.
    last_done: Option<NaiveDate>,
    /// How many threads may read.
    pub(crate) threads: NonZero<usize>,
    /// What is learnt of the file as a whole.
    pub facts: Facts,
}

impl<'a> Sink<'a> {
    /// A sink that hands on to `receiver`.
    pub fn new(receiver: &'a mut dyn Receiver) -> Self {
        Self { receiver, records: 0, last_done: None, threads: NonZero::<usize>::MIN, facts: Facts::default() }
    }

    /// Records put so far, of all kinds.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Adds the account, tenant or host of a row to those that the file is from; a few are named, many are not.
    pub fn instance(&mut self, name: Option<&str>) {
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return };
        match &mut self.facts.instance {
            None => self.facts.instance = Some(name.to_owned()),
            Some(known) if known.split(", ").any(|one| one == name) => {}
            Some(known) if known.len() < 200 => *known = format!("{known}, {name}"),
            Some(_) => {}
        }
    }

    /// Puts a record.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when the receiver wants no more.
    pub fn record(&mut self, at: Position, data: Data, extra: model::gateway::Extra) -> Result<(), ReadError> {
        self.put(Record { at, data, extra })
    }

    /// Puts a record that was made elsewhere.
    pub(crate) fn put(&mut self, record: Record) -> Result<(), ReadError> {
        self.records += 1;
        self.last_done = self.last_done.max(done(&record.data));
        self.receiver.record(record).map_err(|Stopped| ReadError::Stopped)
    }

    /// Takes the day in the file's name for that of a list which tells none itself, unless its rows tell of later days.
    pub(crate) fn date_by_name(&mut self, file_name: &str) {
        let facts = &mut self.facts;
        if !facts.snapshot || facts.extracted.is_some() || facts.covers.is_some() {
            return;
        }
        // A day more, because the zone of neither is known.
        let fits = |day: &NaiveDate| self.last_done.is_none_or(|last| last.pred_opt().is_none_or(|before| before <= *day));
        if let Some(day) = named::day(file_name).filter(fits) {
            facts.extracted = Some(Stamp::Day(day));
            facts.control_totals.insert("day of the list".to_owned(), format!("{day}, by the name of the file"));
        }
    }

    /// Puts a problem and goes on.
    pub fn problem(&mut self, at: Position, code: &str, message: impl Into<String>) {
        self.receiver.problem(Problem { at, code: code.to_owned(), message: message.into() });
    }
}

/// The last day of something done that a record of a list tells.
fn done(data: &Data) -> Option<NaiveDate> {
    let stamps = match data {
        Data::Account(account) => {
            let keys = account.keys.iter().flat_map(|key| [key.rotated, key.last_used]);
            let own = [account.created, account.disabled, account.last_login, account.password_changed];
            return keys.chain(own).flatten().map(|at| at.latest(Tz::UTC).date_naive()).max();
        }
        Data::Training(training) => training.completed,
        Data::Acknowledgement(given) => given.at,
        Data::BackgroundCheck(check) => check.completed,
        Data::AccessReview(review) => review.at,
        Data::VendorReview(review) => review.reviewed,
        _ => None,
    };
    stamps.map(|at| at.latest(Tz::UTC).date_naive())
}

/// The file as a whole could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The receiver wants no more.
    #[error("reading was stopped")]
    Stopped,
    /// The bytes could not be had.
    #[error("the file could not be read to its end")]
    Io(#[from] std::io::Error),
    /// The container is broken: not the JSON, CSV or XML that it claims to be.
    #[error("{at}: {message}")]
    Container {
        /// Where it breaks.
        at: Position,
        /// What is wrong and what to do.
        message: String,
    },
    /// A table lacks a column without which its rows mean nothing; a column map is needed.
    #[error("a column map is needed: no column found for {}", missing.join(", "))]
    NeedsMap {
        /// Fields with no column.
        missing: Vec<String>,
    },
    /// What the file holds is an error of the source, not a result.
    #[error("the file holds an error message of its source, not an export: {0}")]
    SourceError(String),
    /// Not one record came out, and the file does not say of itself that it is empty. Never a success.
    #[error(
        "nothing was read from the file, and it does not say that it is empty: choose another importer or keep it as a document"
    )]
    NothingRead,
}
