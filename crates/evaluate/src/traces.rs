//! What the evaluators share that hold the traces of applications against the gateway's log.

use crate::{dataset::Dataset, evaluation::item, evaluator::LogAnswers, gateway, inputs};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, LogRows, Period, State, Step, Terms};

/// A listing of rows with their day, in order of time.
pub(crate) fn list(rest: &str) -> String {
    format!(
        "SELECT evidence, position, CAST(at AS VARCHAR) AS moment, CAST(day AS VARCHAR) AS day, {rest} \
         ORDER BY at, evidence, position LIMIT {}",
        Evaluation::LISTED
    )
}

/// The days that the evidence of a kind speaks about.
pub(crate) struct Covered(Vec<Period>);

impl Covered {
    /// The days of a kind.
    pub(crate) fn by(dataset: &Dataset, terms: &Terms, kind: Kind) -> Self {
        Self::of(dataset, terms, &[kind])
    }

    /// The days of any of some kinds.
    pub(crate) fn of(dataset: &Dataset, terms: &Terms, kinds: &[Kind]) -> Self {
        let evidence = kinds.iter().flat_map(|kind| inputs::evidence_of(dataset, *kind));
        Self(evidence.filter_map(|evidence| inputs::covered_days(evidence, terms)).collect())
    }

    fn has(&self, day: Option<NaiveDate>) -> bool {
        day.is_some_and(|day| self.0.iter().any(|period| period.contains(day)))
    }
}

/// The column `missing` of an answer by day: on days that the other side covers, and on others.
pub(crate) fn split(answers: &LogAnswers, name: &str, other: &Covered) -> (i64, i64) {
    let Some(rows) = gateway::answer(answers, name) else { return (0, 0) };
    (0..rows.rows.len()).fold((0, 0), |(failed, open), row| {
        let missing = rows.int(row, "missing").unwrap_or(0);
        let day = rows.text(row, "day").and_then(|day| day.parse().ok());
        if other.has(day) { (failed + missing, open) } else { (failed, open + missing) }
    })
}

/// Subject, reason and the steps behind the row.
pub(crate) type Why = (String, String, Vec<Step>);

/// An item for each row of a listing that lacks its counterpart: an exception on days that the other side covers.
pub(crate) fn items(
    answers: &LogAnswers,
    name: &str,
    other: &Covered,
    why: impl Fn(&LogRows, usize) -> Option<Why>,
) -> Vec<Item> {
    let Some(rows) = gateway::answer(answers, name) else { return Vec::new() };
    let one = |row: usize| {
        let (subject, reason, steps) = why(rows, row)?;
        let covered = other.has(rows.text(row, "day").and_then(|day| day.parse().ok()));
        let (state, open) =
            if covered { (State::Exception, "") } else { (State::NotDeterminable, "; no file of the other side covers the day") };
        let proof = gateway::pointer(rows, row);
        let when = rows.text(row, "moment").map(|at| format!("{at}: ")).unwrap_or_default();
        let mut judged = item(subject, state, format!("{when}{reason}{open}"), proof.iter().cloned().collect());
        let first = Step { at: gateway::moment(rows, row, "moment"), what: "a row in the window".to_owned(), proof };
        judged.steps = [first].into_iter().chain(steps).collect();
        Some(judged)
    };
    (0..rows.rows.len()).filter_map(one).collect()
}
