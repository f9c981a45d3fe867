//! What the evaluators found, for the window.

use crate::{
    AppError, Code, Session,
    contract::{
        findings::{ItemRequest, ShowItems},
        results::{ControlResult, EvaluationDetail, EvaluationRow, InputView, ItemView, ResultsView, TrendPoint},
    },
    dataset,
    items::Lookup,
    registry,
    words::{count, seconds},
};
use model::{Control, Evaluation, State};
use std::collections::BTreeMap;
use store::{ItemFilter, Read, RunHead, RunId, Show, Span};

/// The latest results.
///
/// # Errors
/// Those of reading the vault.
pub fn list(session: &Session) -> Result<ResultsView, AppError> {
    session.read(|read| {
        let Some((id, run)) = read.latest_run()? else { return Ok(never()) };
        let versions = read.all_control_versions()?;
        let mut rows: Vec<EvaluationRow> = read.evaluations(id)?.iter().map(|evaluation| row(evaluation, &versions)).collect();
        rows.sort_by(|a, b| rank(a.state).cmp(&rank(b.state)).then(a.evaluator.cmp(&b.evaluator)));
        let lookup = Lookup::new(session, read)?;
        let accepted: BTreeMap<String, u32> =
            read.accepted_counts(id, lookup.today)?.into_iter().map(|(id, number)| (id, count(number))).collect();
        let mut trends: BTreeMap<String, Vec<TrendPoint>> = BTreeMap::new();
        for head in read.run_heads()? {
            trends.entry(head.evaluator.clone()).or_default().push(point(&head));
        }
        let controls = read.controls_at(lookup.today)?;
        Ok(ResultsView {
            at: Some(seconds(run.at)),
            stale: run.dataset != dataset::fingerprint(read)?,
            controls: by_control(&controls, &rows, &accepted, &lookup),
            rows,
            accepted,
            trends,
        })
    })
}

const fn never() -> ResultsView {
    ResultsView {
        at: None,
        stale: false,
        rows: Vec::new(),
        controls: Vec::new(),
        accepted: BTreeMap::new(),
        trends: BTreeMap::new(),
    }
}

fn point(head: &RunHead) -> TrendPoint {
    TrendPoint {
        at: seconds(head.as_of),
        state: head.state,
        population: count(head.population),
        tested: count(head.tested),
        exceptions: count(head.exceptions),
        undetermined: count(head.undetermined),
    }
}

/// The results of each control in force: those with exceptions first, those that nothing tests last.
fn by_control(
    controls: &[Control],
    rows: &[EvaluationRow],
    accepted: &BTreeMap<String, u32>,
    lookup: &Lookup,
) -> Vec<ControlResult> {
    let result = |control: &Control| {
        let own: Vec<&EvaluationRow> = rows.iter().filter(|row| control.evaluators.contains(&row.evaluator)).collect();
        let owner = control.owner.as_ref().map(|email| lookup.name(email));
        ControlResult {
            id: control.id.clone(),
            title: control.title.clone(),
            owner: owner.unwrap_or_else(|| format!("({})", control.owner_role)),
            state: own.iter().map(|row| row.state).min_by_key(|state| rank(*state)),
            evaluators: own.iter().map(|row| row.evaluator.clone()).collect(),
            exceptions: own.iter().map(|row| row.exceptions).sum(),
            accepted: own.iter().filter_map(|row| accepted.get(&row.evaluator)).sum(),
            undetermined: own.iter().map(|row| row.undetermined).sum(),
        }
    };
    let mut found: Vec<ControlResult> = controls.iter().map(result).collect();
    found.sort_by_key(|control| (control.state.map_or(u8::MAX, rank), control.id.clone()));
    found
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
pub fn detail(session: &Session, id: &str, request: &ItemRequest) -> Result<EvaluationDetail, AppError> {
    let evaluator = registry::evaluator(id).ok_or_else(|| nothing(id))?;
    session.read(|read| {
        let (run, _) = read.latest_run()?.ok_or_else(|| nothing(id))?;
        let evaluation = read.evaluation(run, id)?.ok_or_else(|| nothing(id))?;
        let lookup = Lookup::new(session, read)?;
        let show = match request.show {
            ShowItems::All => Show::All,
            ShowItems::Open => Show::Open(lookup.today),
            ShowItems::Accepted => Show::Accepted(lookup.today),
            ShowItems::Assigned => Show::Assigned(request.member.trim()),
        };
        let text = Some(request.page.filter.trim()).filter(|text| !text.is_empty());
        let span = Span { offset: request.page.offset.into(), limit: request.page.limit.min(500).into() };
        let page = read.page_items(run, id, ItemFilter { state: request.state, text, show }, span)?;
        let accepted = read.accepted_counts(run, lookup.today)?.into_iter().find(|(evaluator, _)| evaluator == id);
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
            accepted: accepted.map_or(0, |(_, number)| count(number)),
            trend: read.run_heads_of(id)?.iter().map(point).collect(),
            total: count(page.total),
            items: page.rows.iter().map(|(seq, item)| lookup.item(id, *seq, item)).collect(),
            row,
        })
    })
}

pub(crate) fn nothing(id: &str) -> AppError {
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
pub(crate) fn exceptions(session: &Session, read: &Read<'_>, run: RunId, most: usize) -> Result<(Vec<ItemView>, u64), AppError> {
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
    let lookup = Lookup::new(session, read)?;
    let mut found = Vec::new();
    for evaluation in &evaluations {
        let left = each.min(most.saturating_sub(found.len()));
        let filter = ItemFilter { state: Some(State::Exception), ..ItemFilter::default() };
        let page = read.page_items(run, &evaluation.evaluator, filter, Span { offset: 0, limit: left as u64 })?;
        found.extend(page.rows.iter().map(|(seq, item)| lookup.item(&evaluation.evaluator, *seq, item)));
    }
    Ok((found, total))
}
