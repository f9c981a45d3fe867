//! Exports into our columns beside the data, without a vault: for logs that are too large for one.

use super::{SOURCES, form::Source};
use crate::{
    AppError, Code,
    dropped::{self, Dropped},
    intake, plan,
};
use chrono_tz::Tz;
use import::{Input, Receiver, Stopped, unpack};
use logs::{Table, Writer};
use model::{EvidenceId, Problem, Record, Terms};
use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

/// One export that was read.
#[derive(Debug, Clone)]
pub struct Converted {
    /// Its name.
    pub name: String,
    /// Rows that came of it, or why none did.
    pub rows: Result<u64, AppError>,
}

/// Reads exports with the importers and writes their rows as Parquet, not encrypted, into a folder for each table in `to`.
/// What was converted into the same folder before stays. Answers with what became of each file.
///
/// # Errors
/// [`Code::System`] when nothing can be written; what goes wrong with one export is told with it, and nothing of it is kept.
pub fn convert(
    files: &[PathBuf],
    importer: Option<&str>,
    terms: &Terms,
    to: &Path,
    hear: &mut dyn FnMut(&Converted),
) -> Result<(), AppError> {
    let unwritten = |error: std::io::Error| AppError::system(&format!("{} could not be written", to.display()), &error);
    fs::create_dir_all(to).map_err(unwritten)?;
    // Two at once would give two exports one number.
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(to.join("sources.lock")).map_err(unwritten)?;
    lock.lock().map_err(unwritten)?;
    let list = to.join(SOURCES);
    let mut sources = known(&list)?;
    for file in dropped::open(files) {
        let next = sources.iter().map(|source| source.evidence).max().unwrap_or(0) + 1;
        let done = one(&file, importer, (next, &sources), terms.zone, to);
        let rows = done.map(|source| {
            let rows = source.rows;
            sources.push(source);
            rows
        });
        if rows.is_ok() {
            save(&list, &sources)?;
        }
        hear(&Converted { name: file.name.clone(), rows });
    }
    Ok(())
}

/// The exports that were converted before.
fn known(list: &Path) -> Result<Vec<Source>, AppError> {
    let text = match fs::read(list) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(AppError::system(&format!("{} could not be read", list.display()), &error)),
    };
    serde_json::from_slice(&text).map_err(|error| {
        AppError::new(Code::Invalid, format!("{} is not as expected: {error}", list.display()), "convert into another folder")
    })
}

/// Puts the list in place of the one that was there, whole or not at all.
fn save(list: &Path, sources: &[Source]) -> Result<(), AppError> {
    let failed = |error: std::io::Error| AppError::system(&format!("{} could not be written", list.display()), &error);
    let text = serde_json::to_vec_pretty(sources).map_err(|error| failed(error.into()))?;
    let partial = list.with_extension("partial");
    fs::write(&partial, text).and_then(|()| File::open(&partial)?.sync_all()).map_err(failed)?;
    fs::rename(&partial, list).map_err(failed)
}

/// Reads one export into parts under a number of its own.
fn one(
    file: &Dropped,
    importer: Option<&str>,
    (number, known): (u32, &[Source]),
    zone: Tz,
    to: &Path,
) -> Result<Source, AppError> {
    let sha256 = intake::hash(file)?;
    if let Some(source) = known.iter().find(|source| source.sha256 == sha256) {
        let message = format!("`{}` was converted before, as number {} ({})", file.name, source.evidence, source.name);
        return Err(AppError::new(Code::Invalid, message, ""));
    }
    let opened = intake::open(file)?;
    let chosen = importer.map(|id| crate::contract::evidence::Decision {
        index: 0,
        importer: Some(id.to_owned()),
        as_document: false,
        map: None,
    });
    let plan = plan::plan(&opened.head(), chosen.as_ref(), None)?;
    let Some(importer) = plan.importer else {
        return Err(AppError::new(Code::Invalid, format!("no importer recognises `{}`", file.name), "choose one with --as"));
    };
    let (facts, read) = file
        .with(&mut |reader| {
            let mut unpacked = unpack::open(opened.leaf(), reader).map_err(|error| unread(file, &error))?;
            let mut converting =
                Converting { writer: Writer::plain(to, zone, EvidenceId(number))?, left_out: 0, problems: 0, failure: None };
            unpacked.problems.drain(..).for_each(|problem| converting.problem(problem));
            let mut input = Input { name: opened.leaf(), reader: &mut unpacked.reader, map: plan.map.as_ref() };
            match import::read_on(intake::threads(), importer, &mut input, &mut converting) {
                Ok(facts) => Ok((facts, (converting.writer, converting.left_out, converting.problems))),
                Err(error) => Err(converting.failure.take().unwrap_or_else(|| unread(file, &error))),
            }
        })
        .map_err(|error| file.unreadable(&error))??;
    let (writer, left_out, problems) = read;
    let rows = writer.rows();
    if rows == 0 {
        return Err(AppError::new(Code::Invalid, format!("`{}` holds no rows of a log", file.name), ""));
    }
    writer.finish()?;
    Ok(Source {
        evidence: number,
        name: file.name.clone(),
        bytes: opened.size,
        sha256,
        importer: format!("{} {}", importer.id, importer.version),
        rows,
        left_out,
        problems,
        incomplete: facts.incomplete,
    })
}

fn unread(file: &Dropped, error: &import::ReadError) -> AppError {
    AppError::new(Code::Invalid, format!("`{}` was not read: {error}", file.name), "")
}

/// Writes the rows of a log as they come.
struct Converting {
    writer: Writer,
    left_out: u64,
    problems: u64,
    failure: Option<AppError>,
}

impl Receiver for Converting {
    fn record(&mut self, record: Record) -> Result<(), Stopped> {
        if Table::of(record.data.kind()).is_none() {
            self.left_out += 1;
            return Ok(());
        }
        self.writer.push(&record).map_err(|error| {
            self.failure = Some(error.into());
            Stopped
        })
    }

    fn problem(&mut self, _: Problem) {
        self.problems += 1;
    }
}
