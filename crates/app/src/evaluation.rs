//! Running the evaluators over everything, and keeping what they answer.

use crate::{
    AppError, Code, Session,
    contract::Progress,
    dataset, registry,
    session::{Open, parts},
    words::count,
};
use chrono::{DateTime, Utc};
use evaluate::{Dataset, Evaluator, Judge, LogAnswers};
use logs::Part;
use model::{Evaluation, EvidenceId, Kind, Sha256, Terms};
use serde_json::json;
use std::collections::BTreeMap;

/// The answers of one run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The moment of judgement.
    pub as_of: DateTime<Utc>,
    /// The answers, by evaluator id.
    pub evaluations: Vec<Evaluation>,
    /// The files that pointers name.
    pub files: BTreeMap<EvidenceId, EvidenceFile>,
}

/// The file of a piece of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceFile {
    /// Its hash.
    pub sha256: Sha256,
    /// Its name.
    pub name: String,
}

/// Runs all evaluators, or those named, over everything in the vault. A run of all is kept as the latest results.
///
/// # Errors
/// [`Code::Invalid`] for an evaluator that does not exist; those of the vault and the column store.
pub fn run(session: &Session, only: &[String], hear: &mut dyn FnMut(Progress)) -> Result<Run, AppError> {
    let unknown = only.iter().find(|id| registry::evaluator(id).is_none());
    if let Some(id) = unknown {
        return Err(AppError::new(
            Code::Invalid,
            format!("there is no evaluator called `{id}`"),
            "`fieldwork evaluators` lists them",
        ));
    }
    let open = session.open()?;
    let tell = |what: &str, done: usize, of: usize| Progress {
        what: what.to_owned(),
        permille: Some(count((done * 1000).checked_div(of).unwrap_or(0))),
        count: count(done),
        done: false,
    };
    hear(tell("reading records", 0, 1));
    let (data, terms, parts, fingerprint) = session.read(|read| {
        let terms = dataset::terms(session, read)?;
        Ok((dataset::whole(read, &terms)?, terms, parts(read)?, dataset::fingerprint(read)?))
    })?;
    let chosen: Vec<&Evaluator> = evaluate::evaluators::ALL
        .iter()
        .copied()
        .filter(|evaluator| only.is_empty() || only.iter().any(|id| id == evaluator.id))
        .collect();
    let mut evaluations = Vec::with_capacity(chosen.len());
    for (done, evaluator) in chosen.iter().enumerate() {
        hear(tell(evaluator.id, done, chosen.len()));
        let answers = ask(&open, evaluator, &data, &terms, &parts)?;
        evaluations.push(evaluate::evaluate(evaluator, &data, answers.as_ref(), &terms));
    }
    if only.is_empty() {
        keep(session, &terms, fingerprint, &evaluations)?;
    }
    hear(Progress { what: "evaluated".to_owned(), permille: Some(1000), count: count(chosen.len()), done: true });
    let file = |evidence: &model::Evidence| EvidenceFile { sha256: evidence.sha256, name: evidence.file_name.clone() };
    let files = data.evidence.values().map(|evidence| (evidence.id, file(evidence))).collect();
    Ok(Run { as_of: terms.as_of, evaluations, files })
}

/// The answers of the log to an evaluator's queries; none for one that asks nothing, or where there is no log.
fn ask(
    open: &Open,
    evaluator: &Evaluator,
    data: &Dataset,
    terms: &Terms,
    parts: &[Part],
) -> Result<Option<LogAnswers>, AppError> {
    let Judge::Log { sql, .. } = &evaluator.judge else { return Ok(None) };
    if data.evidence_of(Kind::GatewayRow).is_empty() {
        return Ok(None);
    }
    let mut answers = LogAnswers::new();
    for query in sql(terms) {
        answers.insert(query.name, open.logs.query(parts, &query.sql, None)?);
    }
    Ok(Some(answers))
}

/// Keeps a run as the latest results, in place of older ones.
fn keep(session: &Session, terms: &Terms, fingerprint: String, evaluations: &[Evaluation]) -> Result<(), AppError> {
    let told = json!({
        "window": terms.window, "zone": terms.zone.name(), "categories": terms.categories, "holidays": terms.holidays,
        "parameters": terms.parameters, "approved": terms.approved,
    });
    let run = store::Run { at: session.now(), as_of: terms.as_of, terms: told, dataset: fingerprint };
    session.change(|write| {
        write.insert_run(&run, evaluations)?;
        write.remove_older_runs()?;
        Ok(())
    })
}
