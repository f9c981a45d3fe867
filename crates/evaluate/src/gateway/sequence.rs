//! Numbers that a gateway gives its rows in order: which are missing.
//!
//! They are given before a row may be dropped, so that a hole proves a loss, and begin anew with the process. Rows come in
//! the order of their start, numbers in that of their end, so nothing is read out of small disorder. The SQL asks for a
//! stretch of days at a time, which keeps its memory small; the stretches and files of one source are put together here.

use super::{date, moment, pointer};
use crate::{
    clock,
    dataset::Dataset,
    evaluator::{LogAnswers, Query},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{Evaluation, EvidenceId, LogRows, Pointer, Stamp, Terms};
use std::collections::BTreeMap;

/// A number below which a drop is taken for a new start of the process.
const LOW: i64 = 1000;
/// Names of the queries, one for each stretch.
const NAMES: [&str; 14] = [
    "holes-01", "holes-02", "holes-03", "holes-04", "holes-05", "holes-06", "holes-07", "holes-08", "holes-09", "holes-10",
    "holes-11", "holes-12", "holes-13", "holes-14",
];

/// Numbers that a process gave one after the other.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// The first and the last number seen.
    pub ends: (i64, i64),
    /// When the first was given.
    pub since: Option<Stamp>,
    /// The row of the first.
    pub row: Option<Pointer>,
    /// The holes, in order.
    pub holes: Vec<Hole>,
    /// Rows whose number another row of the same stretch has too.
    pub repeats: i64,
    spans: Vec<Span>,
}

/// Numbers that no row has.
#[derive(Debug)]
pub(crate) struct Hole {
    /// The first and the last of them.
    pub missing: (i64, i64),
    /// When the number after them was given.
    pub until: Option<Stamp>,
    /// The row with that number.
    pub row: Option<Pointer>,
}

/// Numbers without a hole between, as one stretch of one file has them.
#[derive(Debug, Clone)]
struct Span {
    lo: i64,
    hi: i64,
    at: Option<Stamp>,
    row: Option<Pointer>,
    repeats: i64,
}

/// Days in a stretch.
fn length(terms: &Terms) -> u32 {
    let days = u32::try_from(terms.window.days()).unwrap_or(u32::MAX);
    days.div_ceil(u32::try_from(NAMES.len()).unwrap_or(1)).max(14)
}

/// The queries: what each file has in each stretch, and the holes in it.
pub(crate) fn queries(terms: &Terms) -> Vec<Query> {
    let (inside, length) = (super::in_window(terms), length(terms));
    let from = terms.window.from.to_epoch_days();
    let cells = format!(
        "SELECT evidence, (CAST(day AS INT) - ({from})) / {length} AS stretch, count(*) AS rows, min(sequence) AS lo, max(sequence) AS hi, \
         first_value(position ORDER BY sequence, at, position) AS position, \
         CAST(first_value(at ORDER BY sequence, at, position) AS VARCHAR) AS moment \
         FROM gateway WHERE {inside} AND sequence IS NOT NULL \
         GROUP BY evidence, (CAST(day AS INT) - ({from})) / {length} ORDER BY evidence, stretch"
    );
    let mut queries = vec![Query { name: "cells", sql: cells }];
    let mut begin = terms.window.from;
    for name in NAMES {
        if begin > clock::horizon(terms) {
            break;
        }
        let end = clock::plus(begin, length - 1).min(clock::horizon(terms));
        queries.push(Query { name, sql: holes(begin, end) });
        begin = clock::plus(end, 1);
    }
    queries
}

fn holes(begin: NaiveDate, end: NaiveDate) -> String {
    let some = format!("day >= DATE '{}' AND day <= DATE '{}' AND sequence IS NOT NULL", date(begin), date(end));
    format!(
        "SELECT holes.evidence AS evidence, holes.sequence AS sequence, holes.before AS before, CAST(holes.at AS VARCHAR) AS moment, \
         min(gateway.position) AS position \
         FROM (SELECT evidence, sequence, at, lag(sequence) OVER (PARTITION BY evidence ORDER BY sequence, at) AS before \
         FROM gateway WHERE {some}) AS holes \
         JOIN gateway ON gateway.evidence = holes.evidence AND gateway.sequence = holes.sequence AND gateway.at = holes.at \
         WHERE holes.sequence > holes.before + 1 AND gateway.day >= DATE '{}' AND gateway.day <= DATE '{}' \
         GROUP BY holes.evidence, holes.sequence, holes.before, holes.at ORDER BY holes.evidence, holes.sequence LIMIT {}",
        date(begin),
        date(end),
        Evaluation::LISTED
    )
}

/// The runs of each source, in order of time.
pub(crate) fn runs(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Vec<Run> {
    let mut sources: BTreeMap<(String, String), Vec<Span>> = BTreeMap::new();
    let Some(cells) = answers.get("cells") else { return Vec::new() };
    for cell in 0..cells.rows.len() {
        let Some(evidence) = cells.int(cell, "evidence").and_then(|id| u32::try_from(id).ok()) else { continue };
        let source = dataset.evidence.get(&EvidenceId(evidence));
        let told = |text: Option<String>| text.unwrap_or_default();
        let key = source.map(|one| (told(one.importer.clone()), told(one.ipe.instance.clone()))).unwrap_or_default();
        let stretch = cells.int(cell, "stretch").and_then(|stretch| usize::try_from(stretch).ok());
        let holes = stretch.and_then(|stretch| NAMES.get(stretch)).and_then(|name| answers.get(name));
        sources.entry(key).or_default().extend(spans(cells, cell, holes));
    }
    sources.into_values().flat_map(|spans| in_order(spans, terms)).collect()
}

/// What one file has in one stretch.
fn spans(cells: &LogRows, cell: usize, holes: Option<&LogRows>) -> Vec<Span> {
    let number = |column| cells.int(cell, column).unwrap_or(0);
    let (lo, hi) = (number("lo"), number("hi"));
    let mut spans = vec![Span { lo, hi, at: moment(cells, cell, "moment"), row: pointer(cells, cell), repeats: 0 }];
    for (holes, row) in holes.into_iter().flat_map(|holes| (0..holes.rows.len()).map(move |row| (holes, row))) {
        let (Some(before), Some(next)) = (holes.int(row, "before"), holes.int(row, "sequence")) else { continue };
        if holes.int(row, "evidence") != cells.int(cell, "evidence") {
            continue;
        }
        if let Some(last) = spans.last_mut() {
            last.hi = before;
        }
        spans.push(Span { lo: next, hi, at: moment(holes, row, "moment"), row: pointer(holes, row), repeats: 0 });
    }
    let seen: i64 = spans.iter().map(|span| span.hi - span.lo + 1).sum();
    if let Some(first) = spans.first_mut() {
        first.repeats = number("rows") - seen;
    }
    spans
}

/// Puts the stretches of a source together: a drop to a low number begins a new run.
fn in_order(mut spans: Vec<Span>, terms: &Terms) -> Vec<Run> {
    let instant = |span: &Span| -> Option<DateTime<Utc>> { span.at.map(|at| at.earliest(terms.zone)) };
    spans.sort_by_key(|span| (instant(span), span.lo));
    let mut runs: Vec<Run> = Vec::new();
    for span in spans {
        let drops = |run: &Run| span.lo < run.ends.1 && (span.lo <= 1 || (span.lo < LOW && span.lo + LOW < run.ends.1));
        let overlaps = |run: &Run| run.spans.iter().any(|one| one.lo == span.lo && one.at == span.at);
        if let Some(run) = runs.last_mut().filter(|run| !drops(run) || overlaps(run)) {
            run.ends = (run.ends.0.min(span.lo), run.ends.1.max(span.hi));
            run.spans.push(span);
        } else {
            let (ends, since, row) = ((span.lo, span.hi), span.at, span.row.clone());
            runs.push(Run { ends, since, row, spans: vec![span], ..Run::default() });
        }
    }
    for (number, run) in runs.iter_mut().enumerate() {
        // What came before the first number of the log is not of the window; a later run begins with 0 or 1.
        run.close(if number == 0 { None } else { Some(1) });
    }
    runs
}

impl Run {
    /// Finds the holes between the stretches.
    fn close(&mut self, begin: Option<i64>) {
        self.spans.sort_by_key(|span| (span.lo, span.hi));
        let mut next = begin;
        for span in &self.spans {
            if let Some(wanted) = next.filter(|wanted| span.lo > *wanted) {
                self.holes.push(Hole { missing: (wanted, span.lo - 1), until: span.at, row: span.row.clone() });
            }
            next = Some(next.map_or(span.hi + 1, |wanted| wanted.max(span.hi + 1)));
            self.repeats += span.repeats;
        }
        self.spans = Vec::new();
    }
}
