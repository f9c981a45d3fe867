//! Running the evaluators over everything, and keeping what they answer.

use crate::{
    AppError, Code, Session,
    answers::Standing,
    contract::Progress,
    dataset::{self, Dependencies},
    logs::found,
    originals, registry,
    session::{Open, parts},
    words::count,
};
use chrono::{DateTime, Utc};
use evaluate::{Dataset, Evaluator, Judge, LogAnswers};
use logs::Part;
use model::{Evaluation, EvidenceId, LogRows, Sha256, Terms};
use serde_json::json;
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
};
use store::Read;

/// The answers of one run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The moment of judgement.
    pub as_of: DateTime<Utc>,
    /// The answers, by evaluator id.
    pub evaluations: Vec<Evaluation>,
    /// The files that pointers name.
    pub files: BTreeMap<EvidenceId, EvidenceFile>,
    /// The evaluators that were run; the answers of the others stand since an earlier run.
    pub judged: Vec<&'static str>,
}

/// The file of a piece of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceFile {
    /// Its hash.
    pub sha256: Sha256,
    /// Its name.
    pub name: String,
}

/// Which answers of the latest run may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reuse {
    /// Those of evaluators that depend on nothing that changed since, the hour of judgement included.
    Unchanged,
    /// None: everything is judged again, as for a bundle.
    Nothing,
}

/// Runs all evaluators, or those named, over everything in the vault. A run of all is kept as the latest results.
///
/// # Errors
/// [`Code::Invalid`] for an evaluator that does not exist; those of the vault and the column store.
pub fn run(session: &Session, only: &[String], reuse: Reuse, hear: &mut dyn FnMut(Progress)) -> Result<Run, AppError> {
    run_until(session, only, reuse, &AtomicBool::new(false), hear)
}

/// As [`run`], and can be taken back: then nothing is kept of it but what the detectors found in whole files.
///
/// # Errors
/// As [`run`]; [`Code::Cancelled`].
pub fn run_until(
    session: &Session,
    only: &[String],
    reuse: Reuse,
    cancel: &AtomicBool,
    hear: &mut dyn FnMut(Progress),
) -> Result<Run, AppError> {
    let chosen = chosen(only)?;
    let open = session.open()?;
    hear(progress("reading records", 0, 1));
    let ready = session.read(|read| Ready::read(session, read, &chosen, reuse))?;
    let Ready { mut standing, inputs, mut data, terms, mut log, fingerprint } = ready;
    let asks = |evaluator: &&Evaluator| !standing.contains_key(evaluator.id) && asks_findings(evaluator, &terms);
    if log.elsewhere.is_none() && chosen.iter().copied().any(|evaluator| asks(&evaluator)) {
        found::look_through(session, true, cancel, hear)?;
        log.parts = session.read(parts)?;
    }
    if chosen.iter().any(|evaluator| evaluator.id == evaluate::CREDENTIAL_IN_EVIDENCE && !standing.contains_key(evaluator.id)) {
        originals::look_through(session, cancel, hear)?;
        data.searches = session.read(|read| Ok(read.credential_searches()?))?;
    }
    let mut evaluations = Vec::with_capacity(chosen.len());
    let mut judged = Vec::new();
    for (done, evaluator) in chosen.iter().enumerate() {
        stand(cancel)?;
        hear(progress(evaluator.id, done, chosen.len()));
        if let Some(evaluation) = standing.remove(evaluator.id) {
            evaluations.push(evaluation);
            continue;
        }
        judged.push(evaluator.id);
        let answers = ask(&open, evaluator, &data, &terms, &mut log, cancel)?;
        evaluations.push(evaluate::evaluate(evaluator, &data, answers.as_ref(), &terms));
    }
    if only.is_empty() {
        keep(session, &terms, fingerprint, &evaluations, &inputs)?;
    }
    hear(Progress { what: "evaluated".to_owned(), permille: Some(1000), count: count(chosen.len()), done: true });
    let file = |evidence: &model::Evidence| EvidenceFile { sha256: evidence.sha256, name: evidence.file_name.clone() };
    let files = data.evidence.values().map(|evidence| (evidence.id, file(evidence))).collect();
    Ok(Run { as_of: terms.as_of, evaluations, files, judged })
}

/// Refuses to go on with what was taken back.
pub(crate) fn stand(cancel: &AtomicBool) -> Result<(), AppError> {
    if cancel.load(Ordering::Relaxed) {
        return Err(AppError::new(Code::Cancelled, "the evaluation was cancelled", "the results of the last one stand"));
    }
    Ok(())
}

fn progress(what: &str, done: usize, of: usize) -> Progress {
    let permille = Some(count((done * 1000).checked_div(of).unwrap_or(0)));
    Progress { what: what.to_owned(), permille, count: count(done), done: false }
}

/// All evaluators, or those named.
pub(crate) fn chosen(only: &[String]) -> Result<Vec<&'static Evaluator>, AppError> {
    if let Some(id) = only.iter().find(|id| registry::evaluator(id).is_none()) {
        return Err(AppError::new(
            Code::Invalid,
            format!("there is no evaluator called `{id}`"),
            "`fieldwork evaluators` lists them",
        ));
    }
    let named = |evaluator: &&Evaluator| only.is_empty() || only.iter().any(|id| id == evaluator.id);
    Ok(evaluate::evaluators::ALL.iter().copied().filter(named).collect())
}

/// What a run starts from.
struct Ready {
    /// The answers of the latest run that still stand, by evaluator.
    standing: BTreeMap<&'static str, Evaluation>,
    /// What each answer depends on.
    inputs: BTreeMap<String, String>,
    /// The map, and the records of what has to be judged again.
    data: Dataset,
    terms: Terms,
    log: Log,
    fingerprint: String,
}

impl Ready {
    fn read(session: &Session, read: &Read<'_>, chosen: &[&'static Evaluator], reuse: Reuse) -> Result<Self, AppError> {
        let terms = dataset::terms(session, read)?;
        let dependencies = Dependencies::read(read, &terms)?;
        let inputs: BTreeMap<String, String> =
            chosen.iter().map(|evaluator| (evaluator.id.to_owned(), dependencies.of(evaluator))).collect();
        let mut standing = BTreeMap::new();
        if let (Reuse::Unchanged, Some((latest, _))) = (reuse, read.latest_run()?) {
            let before = read.inputs(latest)?;
            for evaluator in chosen.iter().filter(|evaluator| inputs.get(evaluator.id) == before.get(evaluator.id)) {
                standing.extend(read.whole_evaluation(latest, evaluator.id)?.map(|evaluation| (evaluator.id, evaluation)));
            }
        }
        let again: Vec<&Evaluator> = chosen.iter().copied().filter(|evaluator| !standing.contains_key(evaluator.id)).collect();
        let mut data = if again.is_empty() { dataset::map(read)? } else { dataset::of(read, dataset::kinds(again), &terms)? };
        let log = Log::read(&*session.open()?, read, &mut data)?;
        Ok(Self { standing, inputs, data, log, fingerprint: dataset::fingerprint(read)?, terms })
    }
}

/// Where the rows of logs are asked: in the vault's own parts, or where they were asked before.
pub(crate) struct Log {
    parts: Vec<Part>,
    elsewhere: Option<Standing>,
    asked: Asked,
}

/// Short answers of a run: several evaluators ask the same, such as how many rows there are.
#[derive(Default)]
struct Asked(BTreeMap<String, LogRows>);

impl Asked {
    /// Most rows of an answer that is kept.
    const ROWS: usize = 8;

    /// The answer to a query: the same text is asked once, unless its answer is long.
    fn answer<E>(&mut self, sql: String, ask: impl FnOnce(&str) -> Result<LogRows, E>) -> Result<LogRows, E> {
        if let Some(answer) = self.0.get(&sql) {
            return Ok(answer.clone());
        }
        let answer = ask(&sql)?;
        if answer.rows.len() <= Self::ROWS {
            self.0.insert(sql, answer.clone());
        }
        Ok(answer)
    }
}

impl Log {
    /// The logs of a vault; the dataset learns which evidence stands for their rows.
    pub(crate) fn read(open: &Open, read: &Read<'_>, data: &mut Dataset) -> Result<Self, AppError> {
        Ok(Self { parts: parts(read)?, elsewhere: Standing::find(open, data)?, asked: Asked::default() })
    }
}

/// Whether an evaluator asks what the detectors found.
fn asks_findings(evaluator: &Evaluator, terms: &Terms) -> bool {
    let Judge::Log { sql, .. } = &evaluator.judge else { return false };
    sql(terms).iter().any(|query| query.sql.contains(" FROM finding "))
}

/// The answers of the log to an evaluator's queries; none for one that asks nothing, or where there is no log.
pub(crate) fn ask(
    open: &Open,
    evaluator: &Evaluator,
    data: &Dataset,
    terms: &Terms,
    log: &mut Log,
    cancel: &AtomicBool,
) -> Result<Option<LogAnswers>, AppError> {
    let Judge::Log { sql, .. } = &evaluator.judge else { return Ok(None) };
    let mut looked_at = evaluator.needs.iter().chain(evaluator.uses).filter(|kind| kind.is_log());
    if looked_at.all(|kind| data.evidence_of(*kind).is_empty()) {
        return Ok(None);
    }
    if let Some(elsewhere) = &log.elsewhere {
        return Ok(elsewhere.of(*sql, terms));
    }
    let rows = log.parts.iter().map(|part| part.rows).sum();
    let mut answers = LogAnswers::new();
    for query in sql(terms) {
        let answer: &mut LogRows = answers.entry(query.name).or_default();
        for sql in query.slices(rows) {
            let LogRows { columns, rows } = log.asked.answer(sql, |sql| open.logs.query(&log.parts, sql, Some(cancel)))?;
            answer.columns = columns;
            answer.rows.extend(rows);
        }
    }
    Ok(Some(answers))
}

/// Keeps a run as the latest results, in place of older ones.
fn keep(
    session: &Session,
    terms: &Terms,
    fingerprint: String,
    evaluations: &[Evaluation],
    inputs: &BTreeMap<String, String>,
) -> Result<(), AppError> {
    let told = json!({
        "window": terms.window, "zone": terms.zone.name(), "categories": terms.categories, "holidays": terms.holidays,
        "parameters": terms.parameters, "approved": terms.approved,
    });
    let run = store::Run { at: session.now(), as_of: terms.as_of, terms: told, dataset: fingerprint };
    session.change(|write| {
        write.insert_run(&run, evaluations, inputs)?;
        write.remove_older_runs()?;
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use model::{Cell, LogRows};

    #[test]
    fn the_same_question_is_asked_once_unless_its_answer_is_long() {
        let mut questions = Vec::new();
        let mut asked = Asked::default();
        for (sql, rows) in [("short", 1), ("long", Asked::ROWS + 1), ("short", 2), ("long", Asked::ROWS + 1)] {
            let answer: Result<LogRows, ()> = asked.answer(sql.to_owned(), |sql| {
                questions.push(sql.to_owned());
                Ok(LogRows { columns: vec!["n".to_owned()], rows: vec![vec![Cell::Int(1)]; rows] })
            });
            assert_eq!(answer.map(|answer| answer.rows.len()), Ok(if sql == "short" { 1 } else { Asked::ROWS + 1 }));
        }
        assert_eq!(questions, ["short", "long", "long"]);
        assert_eq!(asked.answer("failed".to_owned(), |_| Err("broken")), Err("broken"));
        assert_eq!(asked.answer("failed".to_owned(), |_| Ok::<_, &str>(LogRows::default())), Ok(LogRows::default()));
    }
}
