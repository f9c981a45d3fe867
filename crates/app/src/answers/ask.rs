//! Putting the evaluators' questions to logs that lie in folders, and signing the answers.

use super::{
    SOURCES,
    form::{self, Answered, Answers, FORM, FileTold, Source, TableTold},
    hash, hash_of,
};
use crate::{AppError, Code, Session, contract::Progress, evaluation::chosen, words::count};
use bundle::Signer;
use evaluate::Judge;
use logs::{PlainLogs, PlainTable, Settings};
use model::{LogRows, Secret, Sha256, Terms};
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::Path,
};

/// Logs with the name of what answers for them.
pub type Asked = (PlainLogs, String);

/// Logs in a folder that are asked in this process.
///
/// # Errors
/// [`Code::System`] when there are none or they cannot be read.
pub fn here(data: &str) -> Result<Asked, AppError> {
    Ok((PlainLogs::open(data, Settings::default())?, logs::engine()))
}

/// Asks everything that the log evaluators, or those named, ask under these terms, in the name of the session's actor. The files are hashed
/// first, and must be the same when all is answered.
///
/// # Errors
/// [`Code::Invalid`] for an evaluator that does not exist; [`Code::System`] when a file, a machine or the way to it fails: no answer is left out, so that nothing is answered then.
pub fn ask(
    session: &Session,
    (logs, engine): &Asked,
    terms: &Terms,
    only: &[String],
    hear: &mut dyn FnMut(Progress),
) -> Result<Answers, AppError> {
    let told = |what: &str, done: usize, of: usize| Progress {
        what: what.to_owned(),
        permille: Some(count((done * 1000).checked_div(of).unwrap_or(0))),
        count: count(done),
        done: done == of,
    };
    let queries: Vec<(&str, u32, evaluate::Query)> = chosen(only)?.into_iter().flat_map(|one| asked(one, terms)).collect();
    hear(told("hashing files", 0, queries.len()));
    let files = logs.hashed()?;
    let tables = files.into_iter().map(|table| tell(logs, table)).collect::<Result<_, AppError>>()?;
    let mut answers = Vec::with_capacity(queries.len());
    for (done, (evaluator, version, query)) in queries.iter().enumerate() {
        hear(told(evaluator, done, queries.len()));
        let LogRows { columns, rows } = logs.query(&query.sql)?;
        answers.push(Answered {
            evaluator: (*evaluator).to_owned(),
            version: *version,
            query: query.name.to_owned(),
            sql_sha256: hash(query.sql.as_bytes()),
            sql: query.sql.clone(),
            columns,
            rows,
        });
    }
    logs.unchanged()?;
    hear(told("asked", queries.len(), queries.len()));
    Ok(Answers {
        form: FORM.to_owned(),
        program: concat!("Fieldwork ", env!("CARGO_PKG_VERSION")).to_owned(),
        engine: engine.clone(),
        by: session.actor().to_owned(),
        at: session.now(),
        data: logs.data().to_owned(),
        terms_sha256: hash_of(terms)?,
        terms: terms.clone(),
        tables,
        sources: sources(logs)?,
        answers,
    })
}

/// What an evaluator asks.
fn asked(evaluator: &'static evaluate::Evaluator, terms: &Terms) -> Vec<(&'static str, u32, evaluate::Query)> {
    let Judge::Log { sql, .. } = &evaluator.judge else { return Vec::new() };
    sql(terms).into_iter().map(|query| (evaluator.id, evaluator.version, query)).collect()
}

/// A table with its rows counted.
fn tell(logs: &PlainLogs, table: PlainTable) -> Result<TableTold, AppError> {
    let counted = logs.query(&format!("SELECT count(*) AS n, min(day) AS first, max(day) AS last FROM {}", table.name))?;
    let day = |column| counted.text(0, column).and_then(|day| day.parse().ok());
    let unhashed = || AppError::new(Code::System, "a file was not hashed", "");
    let file = |file: logs::PlainFile| -> Result<FileTold, AppError> {
        Ok(FileTold { path: file.path, bytes: file.bytes, sha256: file.sha256.ok_or_else(unhashed)? })
    };
    Ok(TableTold {
        name: table.name.to_owned(),
        rows: counted.int(0, "n").and_then(|rows| u64::try_from(rows).ok()).unwrap_or(0),
        from: day("first"),
        to: day("last"),
        files: table.files.into_iter().map(file).collect::<Result<_, _>>()?,
    })
}

/// The exports that rows came from, as the file beside the data tells.
fn sources(logs: &PlainLogs) -> Result<Vec<Source>, AppError> {
    let Some(text) = logs.beside(SOURCES)? else { return Ok(Vec::new()) };
    serde_json::from_slice(&text).map_err(|error| {
        AppError::new(
            Code::Invalid,
            format!("{SOURCES} beside the data is not as expected: {error}"),
            "convert the exports again",
        )
    })
}

/// A file of answers that was signed and written.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its hash.
    pub sha256: Sha256,
    /// Fingerprint of the key that signed it.
    pub fingerprint: String,
}

/// Signs answers with a person's OpenSSH key and writes them to a new file.
///
/// # Errors
/// [`Code::Integrity`] for a key that cannot be used, [`Code::System`] when the key cannot be read or the file not written.
pub fn seal(answers: &Answers, key: &Path, passphrase: Option<&Secret<String>>, to: &Path) -> Result<Sealed, AppError> {
    let unread = |error| AppError::system(&format!("the private key {} could not be read", key.display()), &error);
    let signer = Signer::read(&Secret::new(fs::read_to_string(key).map_err(unread)?), passphrase)?;
    let bytes = form::write(answers, &signer)?;
    let unwritten = |error| AppError::system(&format!("{} could not be written", to.display()), &error);
    let mut file = OpenOptions::new().write(true).create_new(true).open(to).map_err(unwritten)?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(unwritten)?;
    Ok(Sealed { sha256: hash(&bytes), fingerprint: signer.fingerprint() })
}
