//! What the evaluators over the log of an LLM gateway share: the SQL of their queries and the folding of its answers.
//!
//! The table `gateway` has `evidence`, `position`, `at`, `day` (company zone) and the fields of a row. Counts are grouped
//! in SQL and only the rows that did not pass are listed, so that a million rows stay cheap. No query sorts or groups by
//! text that is nearly as long as the log.

pub(crate) mod blank;
mod coverage;
pub(crate) mod rates;
pub(crate) mod sequence;
pub(crate) mod slices;

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, item},
    evaluator::{LogAnswers, Query},
    inputs::{self, Source},
    words::count,
};
use chrono::NaiveDate;
use model::{Cell, Evaluation, EvidenceId, Filter, Item, Kind, LogRows, ParameterSpec, Pointer, Stamp, State, Step, Terms};

pub(crate) use coverage::totals;

/// Whether the log calls a call failed; null where it tells no status.
macro_rules! failed {
    () => {
        "regexp_like(status, '(?i)^(failure|failed|error|timeout|cancelled|canceled|blocked|[45]..)$')"
    };
}

/// Whether the log calls a call failed, in SQL over the gateway's rows; null where it tells no status.
pub const FAILED: &str = failed!();

/// Calls that the log does not call failed.
pub(crate) const ANSWERED: &str = concat!("status IS NULL OR NOT ", failed!());

/// Whether the model's name pins it to one version: by a date, a release number or a revision.
macro_rules! pinned {
    () => {
        "regexp_like(model, '(?i)[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|-v[0-9]:[0-9]|-([0-9]{3}|[0-9]{4}|[0-9]{4}-preview)$')"
    };
}
pub(crate) use pinned;

/// Rows in the window up to the moment of judgement.
pub(crate) fn in_window(terms: &Terms) -> String {
    format!("day >= DATE '{}' AND day <= DATE '{}'", date(terms.window.from), date(clock::horizon(terms)))
}

/// A date as SQL writes it.
pub(crate) fn date(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A text as SQL writes it.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A predicate that depends on the value of a parameter, with the value that was in force on the day of each call.
pub(crate) fn by_day(terms: &Terms, spec: &ParameterSpec, predicate: impl Fn(&[String]) -> String) -> String {
    by_date(terms, spec, |day| predicate(&terms.words(spec, day)))
}

/// An expression that depends on the value of a parameter, made of a day on which the value of the row's day is in force.
pub(crate) fn by_date(terms: &Terms, spec: &ParameterSpec, expression: impl Fn(NaiveDate) -> String) -> String {
    let set = terms.parameters.get(spec.id).map(Vec::as_slice).unwrap_or_default();
    let mut days: Vec<NaiveDate> = set.iter().map(|one| one.from).filter(|day| *day <= clock::horizon(terms)).collect();
    days.sort_unstable();
    days.dedup();
    let Some(first) = days.first() else { return expression(clock::horizon(terms)) };
    let later = days.iter().rev().map(|day| format!("WHEN day >= DATE '{}' THEN ({})", date(*day), expression(*day)));
    let before = format!("ELSE ({})", expression(clock::minus(*first, 1)));
    format!("CASE {} END", later.chain([before]).collect::<Vec<_>>().join(" "))
}

/// The rows in the window that meet a condition, as many as are listed, in order of time.
pub(crate) fn listing(name: &'static str, columns: &str, condition: &str, terms: &Terms) -> Query {
    listing_from("gateway", name, columns, condition, terms)
}

/// The same over a table with computed columns.
pub(crate) fn listing_from(table: &str, name: &'static str, columns: &str, condition: &str, terms: &Terms) -> Query {
    let inside = in_window(terms);
    let sql = format!(
        "SELECT evidence, position, request_id, trace_id, CAST(at AS VARCHAR) AS moment{columns} FROM {table} \
         WHERE {inside} AND ({condition}) ORDER BY at, evidence, position LIMIT {}",
        Evaluation::LISTED
    );
    Query { name, sql }
}

/// The answer to one query; empty where it is missing.
pub(crate) fn answer<'a>(answers: &'a LogAnswers, name: &str) -> Option<&'a LogRows> {
    answers.get(name)
}

/// A count out of the first row of an answer.
pub(crate) fn first(answers: &LogAnswers, name: &str, column: &str) -> i64 {
    answers.get(name).and_then(|rows| rows.int(0, column)).unwrap_or(0)
}

/// A count out of all rows of an answer: a query that was asked in slices has a row of each.
pub(crate) fn sum(answers: &LogAnswers, name: &str, column: &str) -> i64 {
    let rows = answers.get(name);
    rows.map_or(0, |rows| (0..rows.rows.len()).filter_map(|row| rows.int(row, column)).sum())
}

/// A predicate that holds for every row that tells an id, by which a query over ids can be asked in slices.
pub(crate) fn slice(column: &str) -> String {
    slices::whole(column)
}

/// A count that is never negative.
pub(crate) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// One item per row of a listing, with the row as the first step of its judgement.
pub(crate) fn items(rows: Option<&LogRows>, state: State, reason: impl Fn(&LogRows, usize) -> String) -> Vec<Item> {
    explained(rows, state, |rows, row| (reason(rows, row), Vec::new()))
}

/// The same with the steps that follow the row.
pub(crate) fn explained(rows: Option<&LogRows>, state: State, why: impl Fn(&LogRows, usize) -> (String, Vec<Step>)) -> Vec<Item> {
    let Some(rows) = rows else { return Vec::new() };
    let one = |row: usize| {
        let place = rows.text(row, "position").unwrap_or("file");
        let subject = rows.text(row, "request_id").or_else(|| rows.text(row, "trace_id")).unwrap_or(place);
        let pointer = pointer(rows, row);
        let when = rows.text(row, "moment").map(|at| format!("{at}: ")).unwrap_or_default();
        let (reason, steps) = why(rows, row);
        let first =
            Step { at: moment(rows, row, "moment"), what: "a row of the log in the window".to_owned(), proof: pointer.clone() };
        let mut item = item(subject, state, format!("{when}{reason}"), pointer.into_iter().collect());
        item.steps = [first].into_iter().chain(steps).collect();
        item
    };
    (0..rows.rows.len()).map(one).collect()
}

/// A time that a cell tells.
pub(crate) fn moment(rows: &LogRows, row: usize, column: &str) -> Option<Stamp> {
    rows.text(row, column).and_then(|at| at.parse().ok())
}

/// The place of a listed row.
pub(crate) fn pointer(rows: &LogRows, row: usize) -> Option<Pointer> {
    let place = rows.text(row, "position").unwrap_or("file");
    let evidence = u32::try_from(rows.int(row, "evidence")?).ok()?;
    Some(Pointer { evidence: EvidenceId(evidence), at: place.parse().unwrap_or(model::Position::File) })
}

/// The log as an input. Rows that tell no day cannot be placed in the window, which keeps the whole from passing.
pub(crate) fn source(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Source {
    let mut source = inputs::events(dataset, terms, Kind::GatewayRow);
    let undated = first(answers, "totals", "calls") - first(answers, "totals", "dated");
    if undated > 0 {
        source.incomplete = true;
        source.input.gaps.push(format!("{} without a time cannot be placed in the window", count(undated, "call")));
    }
    if answers.get("totals").is_none() {
        source.present = false;
        source.input.gaps.push("the log was not asked".to_owned());
    }
    source
}

/// A judgement over calls in the window, with how complete their rows are.
pub(crate) fn draft(population_of: &'static str, answers: &LogAnswers) -> Draft {
    let mut draft = Draft { population_of, filters: filters(answers), ..Draft::default() };
    draft.figures.insert("coverage".to_owned(), coverage::figure(answers));
    draft
}

/// The filters that the queries apply before an evaluator's own.
pub(crate) fn filters(answers: &LogAnswers) -> Vec<Filter> {
    let count = |column| unsigned(first(answers, "totals", column));
    let filter = |kept: &str, before, after| Filter { kept: kept.to_owned(), before, after };
    vec![
        filter("calls that tell when they were made", count("calls"), count("dated")),
        filter("calls in the window", count("dated"), count("inside")),
    ]
}

/// A truth value of a cell.
pub(crate) fn truth(rows: &LogRows, row: usize, column: &str) -> Option<bool> {
    match rows.cell(row, column)? {
        Cell::Bool(value) => Some(*value),
        Cell::Null | Cell::Int(_) | Cell::Float(_) | Cell::Text(_) => None,
    }
}
