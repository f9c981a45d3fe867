//! One file into the vault: hashed while it is encrypted, recognised, read, and written in one transaction.

use crate::{
    AppError, Code, Session,
    contract::evidence::{Decision, FileReport, ImportStatus},
    dropped::{self, Dropped},
    plan::{self, Plan},
    report::{self, Known},
    session::{Open, engagement},
    storing::{Done, read_into},
    tally::{Counted, Tally},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use import::{ColumnMap, Head, Input, ReadError, Receiver, Stopped, unpack};
use model::{Evidence, EvidenceId, Facts, Ipe, Kind, Problem, Record, Sha256, Stamp};
use std::{
    collections::BTreeMap,
    io::{self, Read as _, Write as _},
    num::NonZero,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};
use store::{LinkOrigin, LogPart, Write};

/// One file to be taken in.
pub(crate) struct Intake<'a> {
    /// Its index in the batch.
    pub(crate) index: u32,
    /// The file.
    pub(crate) file: &'a Dropped,
    /// What the user decided.
    pub(crate) decision: Option<&'a Decision>,
    /// Set when the user cancels.
    pub(crate) cancel: &'a AtomicBool,
}

/// A file, opened, with its head.
pub(crate) struct Opened {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) modified: Option<DateTime<Utc>>,
    head: Vec<u8>,
    whole: bool,
}

impl Opened {
    /// The head as importers look at it: of the text inside what the file is packed in.
    pub(crate) fn head(&self) -> Head<'_> {
        Head::new(self.leaf(), &self.head, self.whole)
    }

    /// Its name without the way to it.
    pub(crate) fn leaf(&self) -> &str {
        dropped::leaf(&self.name)
    }
}

/// Opens a file and reads its head.
pub(crate) fn open(file: &Dropped) -> Result<Opened, AppError> {
    let (size, modified) = file.measure()?;
    if size == 0 {
        return Err(AppError::new(Code::Invalid, format!("`{}` is empty (0 bytes)", file.name), "export it again"));
    }
    let (head, whole) = file.head()?;
    Ok(Opened { name: file.name.clone(), size, modified, head, whole })
}

/// Takes one file in. What goes wrong with the file is in the report; an error is of the vault or the system.
pub(crate) fn import(session: &Session, intake: &Intake<'_>, tell: &mut dyn FnMut(u32, u32)) -> Result<FileReport, AppError> {
    let opened = match open(intake.file) {
        Ok(opened) => opened,
        Err(error) => return Ok(report::refused(intake, &error)),
    };
    if report::is_bundle(&opened.head) {
        return Ok(report::bundle(intake, &opened));
    }
    let open = session.open()?;
    let Some(stored) = keep(&open, intake, &opened)? else { return Ok(report::cancelled(intake, &opened)) };
    let known = session.read(|read| Ok(read.evidence_by_hash(&stored.sha256)?))?;
    if let Some(evidence) = known {
        return Ok(report::already(intake, &opened, &evidence));
    }
    let taken = take(session, &open, intake, &opened, stored.sha256, tell);
    if !matches!(taken, Ok(FileReport { evidence: Some(_), .. })) {
        open.blobs.remove(&stored.sha256)?;
    }
    taken
}

/// Copies the original into the vault; nothing when the user cancelled.
fn keep(open: &Open, intake: &Intake<'_>, opened: &Opened) -> Result<Option<store::Stored>, AppError> {
    let failed = |error: io::Error| AppError::system(&format!("`{}` could not be copied into the vault", opened.name), &error);
    let mut buffer = vec![0; 256 * 1024];
    let copied = intake.file.with(&mut |mut reader| {
        let mut writer = open.blobs.writer()?;
        loop {
            let got = reader.read(&mut buffer).map_err(failed)?;
            let Some(bytes) = buffer.get(..got).filter(|bytes| !bytes.is_empty()) else { break };
            writer.write_all(bytes).map_err(failed)?;
            if intake.cancel.load(Ordering::Relaxed) {
                return Ok(None);
            }
        }
        Ok(Some(writer.finish()?))
    });
    copied.map_err(failed)?
}

/// Recognises and reads the stored original and writes what came of it, in one transaction.
fn take(
    session: &Session,
    open: &Open,
    intake: &Intake<'_>,
    opened: &Opened,
    sha256: Sha256,
    tell: &mut dyn FnMut(u32, u32),
) -> Result<FileReport, AppError> {
    let head = opened.head();
    let plan = match plan::plan(&head, intake.decision, remembered(session, &head)?) {
        Ok(plan) => plan,
        Err(error) => return Ok(report::refused(intake, &error)),
    };
    let draft = draft(&plan, opened, sha256, session.now());
    let mut unread = None;
    let written = session.change(|write| {
        let id = write.insert_evidence(&draft)?;
        let read = match plan.importer {
            Some(importer) => read_into(write, open, id, importer, &plan, opened, sha256, intake.cancel, tell),
            None => Ok(Done::document(session.now())),
        };
        let done = read.map_err(|failure| failure.split(&mut unread))?;
        finish(write, id, &draft, &plan, &done).map(|(evidence, controls)| (evidence, controls, done.counted))
    });
    match (written, unread) {
        (Ok((evidence, controls, counted)), _) => {
            remember(session, &head, intake.decision)?;
            let known = Known { evidence: Some(evidence.id), controls, sha256: Some(sha256) };
            Ok(report::read(intake, opened, &plan, &counted, &evidence, known))
        }
        (Err(_), Some(failure)) => Ok(report::unread(intake, opened, &plan, &failure, Some(sha256))),
        (Err(error), None) => Err(error),
    }
}

/// The map remembered for a table's columns.
pub(crate) fn remembered(session: &Session, head: &Head<'_>) -> Result<Option<ColumnMap>, AppError> {
    let Some(fingerprint) = import::map::fingerprint(head) else { return Ok(None) };
    let found = session.read(|read| Ok(read.column_map(&fingerprint)?))?;
    Ok(found.and_then(|value| serde_json::from_value(value).ok()))
}

/// Remembers the map that the user set for a table's columns.
fn remember(session: &Session, head: &Head<'_>, decision: Option<&Decision>) -> Result<(), AppError> {
    let Some(map) = decision.and_then(|decision| decision.map.clone()) else { return Ok(()) };
    let Some(fingerprint) = import::map::fingerprint(head) else { return Ok(()) };
    let value = serde_json::to_value(plan::column_map(map))
        .map_err(|error| AppError::system("the column map could not be kept", &error))?;
    session.change(|write| Ok(write.put_column_map(&fingerprint, &value)?))
}

fn draft(plan: &Plan, opened: &Opened, sha256: Sha256, received: DateTime<Utc>) -> Evidence {
    Evidence {
        id: EvidenceId(0),
        sha256,
        file_name: opened.name.clone(),
        bytes: opened.size,
        importer: plan.importer.map(|importer| importer.id.to_owned()),
        importer_version: plan.importer.map_or(0, |importer| importer.version),
        records: BTreeMap::new(),
        problems: 0,
        snapshot: false,
        dates: model::FourDates { received, ..model::FourDates::default() },
        file_modified: opened.modified,
        ipe: Ipe::default(),
        incomplete: Vec::new(),
    }
}

/// Completes the evidence with what reading told, links it to the controls that it serves, names its log parts.
fn finish(
    write: &mut Write<'_>,
    id: EvidenceId,
    draft: &Evidence,
    plan: &Plan,
    done: &Done,
) -> Result<(Evidence, Vec<String>), AppError> {
    let evidence = completed(id, draft, plan, &done.facts, &done.counted);
    write.update_evidence(&evidence)?;
    for part in &done.parts {
        write.insert_log_part(&LogPart {
            evidence: id,
            table: part.table.clone(),
            file: format!("{}.parquet", part.name),
            rows: part.rows,
            bytes: part.bytes,
            derived: None,
        })?;
    }
    let serves = report::serves(&write.all_control_versions()?, &done.counted.counts);
    for (control, kind) in &serves {
        write.link(id, control, &LinkOrigin::Automatic(*kind))?;
    }
    Ok((evidence, serves.into_keys().collect()))
}

/// Evidence with what was learnt of it.
pub(crate) fn completed(id: EvidenceId, draft: &Evidence, plan: &Plan, facts: &Facts, counted: &Counted) -> Evidence {
    let main = plan.importer.and_then(|importer| main_kind(importer, &counted.counts));
    let rows = main.and_then(|kind| counted.counts.get(&kind)).copied().or_else(|| plan.importer.map(|_| 0));
    let ipe = Ipe {
        system: facts.product.clone(),
        instance: facts.instance.clone(),
        report: facts.report.clone(),
        filters: facts.filters.clone(),
        extracted_at: facts.extracted,
        time_zone: facts.time_zone.clone(),
        row_count: rows,
        control_totals: facts.control_totals.clone(),
        ..Ipe::default()
    };
    Evidence {
        id,
        records: counted.counts.clone(),
        problems: counted.problem_count,
        snapshot: counted.snapshot,
        dates: counted.dates.clone(),
        ipe,
        incomplete: facts.incomplete.clone(),
        ..draft.clone()
    }
}

/// Reads a file without keeping anything.
pub(crate) fn preview(session: &Session, intake: &Intake<'_>, tell: &mut dyn FnMut(u32, u32)) -> Result<FileReport, AppError> {
    let opened = match open(intake.file) {
        Ok(opened) => opened,
        Err(error) => return Ok(report::refused(intake, &error)),
    };
    if report::is_bundle(&opened.head) {
        return Ok(report::bundle(intake, &opened));
    }
    let head = opened.head();
    let plan = match plan::plan(&head, intake.decision, remembered(session, &head)?) {
        Ok(plan) => plan,
        Err(error) => return Ok(report::refused(intake, &error)),
    };
    let sha256 = hash(intake.file)?;
    if let Some(evidence) = session.read(|read| Ok(read.evidence_by_hash(&sha256)?))? {
        return Ok(report::already(intake, &opened, &evidence));
    }
    let (zone, controls) = session.read(|read| Ok((engagement(read)?.tz(), read.all_control_versions()?)))?;
    let done = match plan.importer {
        None => Ok(Done::document(session.now())),
        Some(importer) => count(intake, &opened, importer, &plan, (zone, session.now()), tell),
    };
    match done {
        Err(error) => Ok(report::unread(intake, &opened, &plan, &error, Some(sha256))),
        Ok(done) => {
            let evidence =
                completed(EvidenceId(0), &draft(&plan, &opened, sha256, session.now()), &plan, &done.facts, &done.counted);
            let controls = report::serves(&controls, &done.counted.counts).into_keys().collect();
            let known = Known { evidence: None, controls, sha256: Some(sha256) };
            Ok(report::read(intake, &opened, &plan, &done.counted, &evidence, known))
        }
    }
}

/// Counts what a file holds.
fn count(
    intake: &Intake<'_>,
    opened: &Opened,
    importer: &'static import::Importer,
    plan: &Plan,
    (zone, received): (Tz, DateTime<Utc>),
    tell: &mut dyn FnMut(u32, u32),
) -> Result<Done, ReadError> {
    struct Counting<'t>(Tally<'t>);
    impl Receiver for Counting<'_> {
        fn record(&mut self, record: Record) -> Result<(), Stopped> {
            if self.0.record(&record) { Ok(()) } else { Err(Stopped) }
        }
        fn problem(&mut self, problem: Problem) {
            self.0.problem(&problem);
        }
    }
    let mut tell = tell;
    let read = intake.file.with(&mut |source| {
        let tally = Tally::new(zone, opened.size, intake.cancel, &mut tell);
        let mut unpacked = unpack::open(opened.leaf(), tally.watch(source))?;
        let mut counting = Counting(tally);
        unpacked.problems.drain(..).for_each(|problem| counting.problem(problem));
        let mut input = Input { name: opened.leaf(), reader: &mut unpacked.reader, map: plan.map.as_ref() };
        let facts = import::read_on(threads(), importer, &mut input, &mut counting)?;
        let counted = counting.0.finish(&facts, received);
        Ok(Done { counted, facts, parts: Vec::new() })
    });
    read?
}

/// How many threads read a file: one for each core of this machine.
pub(crate) fn threads() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// The hash of a file's bytes.
pub(crate) fn hash(file: &Dropped) -> Result<Sha256, AppError> {
    use sha2::Digest;
    let hashed = file.with(&mut |mut reader| {
        let mut digest = sha2::Sha256::new();
        io::copy(&mut reader, &mut digest).map(|_| Sha256(digest.finalize().into()))
    });
    hashed.and_then(|hash| hash).map_err(|error| file.unreadable(&error))
}

/// A stamp as the contract carries it.
pub(crate) fn stamp(stamp: Option<Stamp>) -> Option<String> {
    stamp.map(|stamp| stamp.to_string())
}

/// The kind that a file is counted by: the first of its importer's kinds of which it holds any. A scan that found nothing
/// counts no findings; that it took place is a record beside them.
pub(crate) fn main_kind(importer: &import::Importer, counts: &BTreeMap<Kind, u64>) -> Option<Kind> {
    let held = importer.emits.iter().find(|kind| **kind != Kind::Scan && counts.contains_key(kind));
    held.or(importer.emits.first()).copied()
}

/// The first kind of an importer: that of its rows where it reads tables.
pub(crate) fn first_kind(plan: &Plan) -> Option<Kind> {
    plan.importer.and_then(|importer| importer.emits.first().copied())
}

/// The status of a file that was read.
pub(crate) const fn status(plan: &Plan) -> ImportStatus {
    if plan.importer.is_some() { ImportStatus::Imported } else { ImportStatus::Document }
}
