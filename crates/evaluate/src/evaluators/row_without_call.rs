//! `row-without-call`: does the provider know of every call that the log tells?
//!
//! Population: days of UTC by provider, model and, where both sides name it, key, as [`crate::tie_out`] meets them. Failed:
//! the log tells more answered calls (or tokens) than the provider counted, beyond the tolerance of that day. Not
//! determinable: days and providers of which there is no report, reports that count longer than a day, rows that name no
//! provider, and rows without tokens where tokens are compared.

use crate::{
    dataset::Dataset,
    evaluation::{Draft, conclude, item},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway, inputs,
    tie_out::{self, Amounts, TOLERANCE},
    words::count,
};
use model::{Evaluation, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "row-without-call",
    version: 1,
    about: About {
        question: "Does the provider's own report know of every call that the gateway logged?",
        why: "A row that no call stands behind was written by something else, or names the wrong provider, model or day.",
        reading: "Days of UTC by provider and model. The gateway's answered calls are compared with what the provider counted; calls \
                  that a cache answered are left out. Where there is no report, nothing can be said.",
    },
    needs: &[Kind::GatewayRow, Kind::Usage],
    uses: &[],
    map: false,
    parameters: &[&TOLERANCE],
    judge: Judge::Log { sql: queries, fold: judge },
};

fn queries(terms: &Terms) -> Vec<Query> {
    vec![gateway::totals(terms), tie_out::query(terms)]
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let tie = tie_out::tie(answers, dataset, terms);
    let mut draft = gateway::draft("days of UTC by provider, model and key", answers);
    draft.filters.clear();
    for (place, cell) in &tie.cells {
        let amounts = Amounts::of(place, cell, &tie, terms);
        let (state, why) = if cell.logged > amounts.counted + amounts.allowed {
            (State::Exception, "more in the log than the provider counted")
        } else if cell.untold > 0 {
            (State::NotDeterminable, "some rows of the log tell no tokens")
        } else {
            (State::Pass, "no more in the log than the provider counted")
        };
        draft.items.push(amounts.judged(place, cell, state, why, terms));
    }
    draft.items.extend(tie_out::untold(&tie));
    let nameless: i64 = tie.nameless.values().sum();
    if nameless > 0 {
        let reason = format!("{} without a provider: no report can know of them", count(nameless, "answered row"));
        draft.items.push(item("(no provider)", State::NotDeterminable, reason, Vec::new()));
    }
    finish(draft, answers, dataset, terms)
}

fn finish(mut draft: Draft, answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    draft.sources = vec![gateway::source(answers, dataset, terms), inputs::supporting(dataset, Kind::Usage)];
    conclude(&EVALUATOR, terms, draft)
}
