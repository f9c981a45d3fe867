//! Rates of failure by route, provider, model and week, for whoever drills down.

use super::{answer, in_window};
use crate::{
    evaluator::{LogAnswers, Query},
    words::{grouped, percent},
};
use model::Terms;
use std::collections::BTreeMap;

/// Most values of one dimension that are printed: those that fail most.
const PRINTED: usize = 20;

/// Dimension and column of the query.
const DIMENSIONS: [&str; 4] = ["model", "provider", "route", "week"];

/// Calls of a population and those of them that fail, by all dimensions at once.
pub(crate) fn query(table: &str, population: &str, failing: &str, terms: &Terms) -> Query {
    let inside = in_window(terms);
    let sql = format!(
        "SELECT route, provider, model, CAST(CAST(week AS DATE) AS VARCHAR) AS week, count(*) AS calls, \
         count(CASE WHEN failing THEN 1 END) AS failed FROM (SELECT route, provider, model, date_trunc('week', day) AS week, \
         ({failing}) AS failing FROM {table} WHERE {inside} AND ({population})) AS judged \
         GROUP BY route, provider, model, week"
    );
    Query { name: "rates", sql }
}

/// The rates, worst first in each dimension; nothing where nothing fails.
pub(crate) fn figures(answers: &LogAnswers) -> BTreeMap<String, String> {
    let mut figures = BTreeMap::new();
    let Some(rows) = answer(answers, "rates") else { return figures };
    for dimension in DIMENSIONS {
        let mut tally: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for row in 0..rows.rows.len() {
            let of = tally.entry(rows.text(row, dimension).unwrap_or("(blank)")).or_default();
            of.0 += rows.int(row, "calls").unwrap_or(0);
            of.1 += rows.int(row, "failed").unwrap_or(0);
        }
        let mut worst: Vec<_> = tally.into_iter().filter(|(_, (_, failed))| *failed > 0).collect();
        worst.sort_by_key(|(name, (calls, failed))| (-failed, *calls, *name));
        figures.extend(worst.into_iter().take(PRINTED).map(|(name, (calls, failed))| {
            (
                format!("by {dimension} {name}"),
                format!("{} of {} calls ({})", grouped(failed), grouped(calls), percent(failed, calls)),
            )
        }));
    }
    figures
}
