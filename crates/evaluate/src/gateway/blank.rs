//! A judgement over a field that must not be blank.

use super::{answer, draft, first, in_window, listing_from, rates, source, totals, unsigned};
use crate::{
    dataset::Dataset,
    evaluation::{Counts, conclude, rule},
    evaluator::{Evaluator, LogAnswers, Query},
    gateway::explained,
    words::{grouped, percent},
};
use model::{Evaluation, Filter, State, Terms};

/// A judgement over a field that must not be blank.
pub(crate) struct Blank {
    /// What an item is.
    pub population_of: &'static str,
    /// The filter of its own, in words.
    pub kept: Option<&'static str>,
    /// The table, or one with computed columns over it.
    pub table: &'static str,
    /// The filter in SQL.
    pub population: &'static str,
    /// The condition that fails.
    pub missing: &'static str,
    /// Columns of the listing.
    pub columns: &'static str,
    /// Why a row failed.
    pub reason: &'static str,
    /// Where it was looked for.
    pub looked: &'static str,
    /// What the others do, after `of calls`.
    pub told: &'static str,
}

impl Blank {
    /// Counts by provider and model, and the rows that failed.
    pub(crate) fn queries(&self, terms: &Terms) -> Vec<Query> {
        let (inside, table, population, missing) = (in_window(terms), self.table, self.population, self.missing);
        let groups = format!(
            "SELECT provider, model, count(*) AS calls, count(CASE WHEN {missing} THEN 1 END) AS missing FROM {table} \
             WHERE {inside} AND ({population}) GROUP BY provider, model ORDER BY provider, model"
        );
        let failing = format!("({population}) AND ({missing})");
        vec![
            totals(terms),
            Query { name: "groups", sql: groups },
            listing_from(table, "missing", self.columns, &failing, terms),
            rates::query(table, population, missing, terms),
        ]
    }

    /// The judgement.
    pub(crate) fn judge(&self, evaluator: &Evaluator, answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
        let mut draft = draft(self.population_of, answers);
        let (mut calls, mut missing) = (0, 0);
        let mut groups = Vec::new();
        if let Some(rows) = answer(answers, "groups") {
            for row in 0..rows.rows.len() {
                let (all, blank) = (rows.int(row, "calls").unwrap_or(0), rows.int(row, "missing").unwrap_or(0));
                calls += all;
                missing += blank;
                let told = |column| rows.text(row, column).unwrap_or("(blank)");
                let name = format!("{} {}", told("provider"), told("model"));
                groups.push((missing_first(blank, all), name, format!("{} of {}", grouped(blank), grouped(all))));
            }
        }
        if let Some(kept) = self.kept {
            let before = unsigned(first(answers, "totals", "inside"));
            draft.filters.push(Filter { kept: kept.to_owned(), before, after: unsigned(calls) });
        }
        draft.items = explained(answer(answers, "missing"), State::Exception, |rows, row| {
            let told = |column| rows.text(row, column).unwrap_or("(blank)");
            let reason = format!("{} (provider {}, model {})", self.reason, told("provider"), told("model"));
            (reason, vec![rule(None, self.looked)])
        });
        draft.counts = Some(Counts { population: unsigned(calls), exceptions: unsigned(missing), undetermined: 0 });
        let told = format!("{} of {} calls {}", percent(calls - missing, calls), grouped(calls), self.told);
        draft.figures.insert("told".to_owned(), told);
        draft.figures.extend(rates::figures(answers));
        groups.sort();
        let worst = groups.into_iter().take(20).filter(|((order, _), ..)| *order < 0);
        draft.figures.extend(worst.map(|(_, name, figure)| (format!("missing with {name}"), figure)));
        draft.sources = vec![source(answers, dataset, terms)];
        conclude(evaluator, terms, draft)
    }
}

/// Groups that miss most come first.
fn missing_first(missing: i64, calls: i64) -> (i64, i64) {
    (-missing, -calls)
}
