//! Reading a stored original into the map or the column store, record by record, inside one transaction.

use crate::{
    AppError, Code,
    intake::{self, Opened},
    plan::Plan,
    session::{Open, engagement},
    tally::{Counted, Tally},
};
use chrono::{DateTime, Utc};
use import::{
    Input, ReadError, Receiver, Stopped,
    unpack::{self, Source},
};
use logs::{Part, Writer};
use model::{EvidenceId, Facts, Problem, Record, Sha256};
use std::{collections::BTreeMap, sync::atomic::AtomicBool};
use store::Write;

/// Records that are written at once.
const BATCH: usize = 1_000;

/// What reading a file came to.
pub(crate) struct Done {
    pub(crate) counted: Counted,
    pub(crate) facts: Facts,
    pub(crate) parts: Vec<Part>,
}

impl Done {
    pub(crate) fn document(received: DateTime<Utc>) -> Self {
        let dates = model::FourDates { received, ..model::FourDates::default() };
        let counted = Counted { counts: BTreeMap::new(), problems: Vec::new(), problem_count: 0, snapshot: false, dates };
        Self { counted, facts: Facts::default(), parts: Vec::new() }
    }
}

/// Why a file was not read: because of the file, or because of the vault.
pub(crate) enum Failure {
    File(ReadError),
    Vault(AppError),
}

impl Failure {
    /// The error that ends the transaction; the file's own goes aside, to be reported.
    pub(crate) fn split(self, unread: &mut Option<ReadError>) -> AppError {
        match self {
            Self::Vault(error) => error,
            Self::File(error) => {
                *unread = Some(error);
                AppError::new(Code::Invalid, "the file was not read", "")
            }
        }
    }
}

impl<E: Into<AppError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Vault(error.into())
    }
}

#[expect(clippy::too_many_arguments, reason = "one call, and a struct would only name these again")]
pub(crate) fn read_into(
    write: &mut Write<'_>,
    open: &Open,
    id: EvidenceId,
    importer: &'static import::Importer,
    plan: &Plan,
    opened: &Opened,
    sha256: Sha256,
    cancel: &AtomicBool,
    hear: &mut dyn FnMut(u32, u32),
) -> Result<Done, Failure> {
    let zone = engagement(write)?.tz();
    let received = write.at();
    let tally = Tally::new(zone, opened.size, cancel, hear);
    let source = Source::Seekable(Box::new(open.blobs.open(&sha256)?));
    let original = unpack::open(opened.leaf(), tally.watch(source));
    let mut original = original.map_err(Failure::File)?;
    let mut storing = Storing { write, open, id, tally, records: Vec::new(), problems: Vec::new(), log: None, failure: None };
    original.problems.drain(..).for_each(|problem| storing.problem(problem));
    let mut input = Input { name: opened.leaf(), reader: &mut original.reader, map: plan.map.as_ref() };
    let facts = match import::read_on(intake::threads(), importer, &mut input, &mut storing) {
        Ok(facts) => facts,
        Err(error) => return Err(storing.failure.take().map_or(Failure::File(error), Failure::Vault)),
    };
    storing.flush()?;
    let parts = storing.log.take().map(Writer::finish).transpose()?.unwrap_or_default();
    let counted = storing.tally.finish(&facts, received);
    Ok(Done { counted, facts, parts })
}

/// Writes records into the map or the column store as they come.
struct Storing<'w, 'v, 't> {
    write: &'w mut Write<'v>,
    open: &'w Open,
    id: EvidenceId,
    tally: Tally<'t>,
    records: Vec<Record>,
    problems: Vec<Problem>,
    log: Option<Writer>,
    failure: Option<AppError>,
}

impl Storing<'_, '_, '_> {
    fn flush(&mut self) -> Result<(), AppError> {
        self.write.insert_records(self.id, self.records.drain(..))?;
        self.write.insert_problems(self.id, self.problems.drain(..))?;
        Ok(())
    }

    fn store(&mut self, record: Record) -> Result<(), AppError> {
        if record.data.kind().is_log() {
            let log = self.log.get_or_insert_with(|| self.open.logs.writer(self.id));
            return Ok(log.push(&record)?);
        }
        self.records.push(record);
        if self.records.len() >= BATCH { self.flush() } else { Ok(()) }
    }
}

impl Receiver for Storing<'_, '_, '_> {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        if !self.tally.record(&record) {
            return Err(Stopped);
        }
        self.store(record).map_err(|error| {
            self.failure = Some(error);
            Stopped
        })
    }

    fn problem(&mut self, problem: Problem) {
        self.tally.problem(&problem);
        self.problems.push(problem);
        if self.problems.len() >= BATCH
            && let Err(error) = self.flush()
        {
            self.failure = Some(error);
        }
    }
}
