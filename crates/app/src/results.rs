//! What the evaluators found, for the window.

use crate::{
    AppError, Code, Session,
    contract::{
        PageRequest, Proof,
        results::{EvaluationDetail, EvaluationRow, InputView, ItemView, ResultsView},
    },
    dataset, registry,
    words::count,
};
use model::{Control, Evaluation, EvidenceId, Item, State};
use std::collections::BTreeMap;
use store::{ItemFilter, Read, RunId, Span};

/// The latest results.
///
/// # Errors
/// Those of reading the vault.
pub fn list(session: &Session) -> Result<ResultsView, AppError> {
    session.read(|read| {
        let Some((id, run)) = read.latest_run()? else { return Ok(ResultsView { at: None, stale: false, rows: Vec::new() }) };
        let controls = read.all_control_versions()?;
        let mut rows: Vec<EvaluationRow> = read.evaluations(id)?.iter().map(|evaluation| row(evaluation, &controls)).collect();
        rows.sort_by(|a, b| rank(a.state).cmp(&rank(b.state)).then(a.evaluator.cmp(&b.evaluator)));
        let stale = run.dataset != dataset::fingerprint(read)?;
        Ok(ResultsView { at: Some(crate::words::seconds(run.at)), stale, rows })
    })
}

/// What comes first in a list: exceptions, then what could not be decided.
pub(crate) const fn rank(state: State) -> u8 {
    match state {
        State::Exception => 0,
        State::NotDeterminable => 1,
        State::NotTested => 2,
        State::NoOccurrence => 3,
        State::Pass => 4,
    }
}

/// A row of the results.
pub(crate) fn row(evaluation: &Evaluation, controls: &[Control]) -> EvaluationRow {
    let question = registry::evaluator(&evaluation.evaluator).map_or("", |evaluator| evaluator.about.question);
    let mut tests: Vec<String> = controls
        .iter()
        .filter(|control| control.evaluators.contains(&evaluation.evaluator))
        .map(|control| control.id.clone())
        .collect();
    tests.dedup();
    EvaluationRow {
        evaluator: evaluation.evaluator.clone(),
        question: question.to_owned(),
        state: evaluation.state,
        population_of: evaluation.population_of.clone(),
        population: count(evaluation.population),
        tested: count(evaluation.tested),
        exceptions: count(evaluation.exceptions),
        undetermined: count(evaluation.undetermined),
        controls: tests,
    }
}

/// One evaluation with a page of its items.
///
/// # Errors
/// [`Code::NotFound`] when nothing was evaluated yet, or not that.
pub fn detail(session: &Session, id: &str, state: Option<State>, request: &PageRequest) -> Result<EvaluationDetail, AppError> {
    let evaluator = registry::evaluator(id).ok_or_else(|| nothing(id))?;
    session.read(|read| {
        let (run, _) = read.latest_run()?.ok_or_else(|| nothing(id))?;
        let evaluation = read.evaluation(run, id)?.ok_or_else(|| nothing(id))?;
        let filter = ItemFilter { state, text: Some(request.filter.trim()).filter(|text| !text.is_empty()) };
        let span = Span { offset: request.offset.into(), limit: request.limit.min(500).into() };
        let page = read.page_items(run, id, filter, span)?;
        let lookup = Lookup::new(read)?;
        let row = row(&evaluation, &read.all_control_versions()?);
        Ok(EvaluationDetail {
            version: evaluation.version,
            why: evaluator.about.why.to_owned(),
            reading: evaluator.about.reading.to_owned(),
            filters: evaluation
                .filters
                .iter()
                .map(|filter| (filter.kept.clone(), count(filter.before), count(filter.after)))
                .collect(),
            inputs: evaluation.inputs.iter().map(input).collect(),
            parameters: evaluation.parameters.iter().map(|used| (used.id.clone(), used.values.clone())).collect(),
            figures: evaluation.figures.clone(),
            notes: evaluation.notes.clone(),
            total: count(page.total),
            items: page.rows.iter().map(|(_, item)| lookup.item(id, item)).collect(),
            row,
        })
    })
}

fn nothing(id: &str) -> AppError {
    AppError::new(Code::NotFound, format!("there is no result of `{id}`"), "evaluate first")
}

fn input(input: &model::Input) -> InputView {
    InputView {
        name: input.name.clone(),
        evidence: input.evidence.iter().map(ToString::to_string).collect(),
        records: count(input.records),
        gaps: input.gaps.clone(),
    }
}

/// The first exceptions of each evaluator of a run, those with most first, and the number of all.
pub(crate) fn exceptions(read: &Read<'_>, run: RunId, most: usize) -> Result<(Vec<ItemView>, u64), AppError> {
    let mut evaluations = read.evaluations(run)?;
    evaluations.retain(|evaluation| evaluation.exceptions > 0);
    // What the records show comes before what the map itself lacks, and no evaluator crowds out the others.
    let is_of_the_map =
        |evaluation: &Evaluation| registry::evaluator(&evaluation.evaluator).is_some_and(|found| found.needs.is_empty());
    evaluations.sort_by(|a, b| {
        is_of_the_map(a).cmp(&is_of_the_map(b)).then(b.exceptions.cmp(&a.exceptions)).then(a.evaluator.cmp(&b.evaluator))
    });
    let each = most.checked_div(evaluations.len()).unwrap_or(most).max(1);
    let total = evaluations.iter().map(|evaluation| evaluation.exceptions).sum();
    let lookup = Lookup::new(read)?;
    let mut found = Vec::new();
    for evaluation in &evaluations {
        let left = each.min(most.saturating_sub(found.len()));
        let filter = ItemFilter { state: Some(State::Exception), text: None };
        let page = read.page_items(run, &evaluation.evaluator, filter, Span { offset: 0, limit: left as u64 })?;
        found.extend(page.rows.iter().map(|(_, item)| lookup.item(&evaluation.evaluator, item)));
    }
    Ok((found, total))
}

/// File names of evidence and responses of management, by which items are told.
pub(crate) struct Lookup {
    files: BTreeMap<EvidenceId, String>,
    responses: BTreeMap<(String, String), String>,
}

impl Lookup {
    pub(crate) fn new(read: &Read<'_>) -> Result<Self, AppError> {
        let files = read.all_evidence()?.into_iter().map(|evidence| (evidence.id, evidence.file_name)).collect();
        let responses =
            read.responses()?.into_iter().map(|response| ((response.evaluator, response.subject), response.text)).collect();
        Ok(Self { files, responses })
    }

    /// An item as the window shows it.
    pub(crate) fn item(&self, evaluator: &str, item: &Item) -> ItemView {
        let proof = |pointer: &model::Pointer| Proof {
            evidence: pointer.evidence.0,
            evidence_label: pointer.evidence.to_string(),
            file: self.files.get(&pointer.evidence).cloned().unwrap_or_default(),
            at: pointer.at.to_string(),
        };
        ItemView {
            evaluator: evaluator.to_owned(),
            subject: item.subject.clone(),
            state: item.state,
            reason: item.reason.clone(),
            proof: item.proof.iter().map(proof).collect(),
            response: self.responses.get(&(evaluator.to_owned(), item.subject.clone())).cloned().unwrap_or_default(),
        }
    }
}

/// Keeps management's answer to an exception. The exception stays one.
///
/// # Errors
/// Those of the vault.
pub fn respond(session: &Session, evaluator: &str, subject: &str, text: &str) -> Result<(), AppError> {
    let response = store::Response {
        evaluator: evaluator.to_owned(),
        subject: subject.to_owned(),
        text: text.trim().to_owned(),
        owner: session.actor().to_owned(),
        due: None,
        at: session.now(),
    };
    session.change(|write| Ok(write.put_response(&response)?))
}
