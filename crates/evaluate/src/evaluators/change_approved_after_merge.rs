//! `change-approved-after-merge`: did any change take effect before the first valid approval of it?
//!
//! Population: changes that took effect in production in the window and that somebody other than the author approved, at
//! whatever time. Failed: the first such approval came after the change took effect. Changes without any valid approval
//! are left out: `change-without-review` finds them. Emergency changes are left out too: `hotfix-without-review` judges
//! when they were approved. An approval of the same day that tells no time counts as in time. Not determinable: no
//! evidence carries the reviews, or neither the approval nor the change tells when it was.

use crate::{
    approvals::{self, Case, Given, Judgement, cases, who},
    changes::{self, in_production},
    dataset::Dataset,
    evaluation::{Draft, conclude, keep, rule},
    evaluator::{About, Evaluator, Judge},
};
use model::{Evaluation, Item, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-approved-after-merge",
    version: 2,
    about: About {
        question: "Was every approval of a change given before the change took effect?",
        why: "An approval that comes afterwards has stopped nothing: the change was in production unseen.",
        reading: "Changes to production in the window that somebody else approved at any time, less emergency changes. Those that \
                  nobody else approved are found by change-without-review.",
    },
    needs: &[Kind::Change],
    uses: approvals::USES,
    map: false,
    parameters: approvals::PARAMETERS,
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "approved changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    changes::note_undated(&population, &mut draft.notes);
    let population = cases(population, dataset, terms);
    let kept = "other than emergency changes, which hotfix-without-review judges";
    let population = keep(population, kept, &mut draft.filters, |case| case.emergency.is_none());
    let kept = "that somebody else approved, or of which that is unknown";
    let population = keep(population, kept, &mut draft.filters, |case| {
        let found = &case.found;
        case.joined.reviews.is_none() || [&found.others, &found.after, &found.unclear].iter().any(|list| !list.is_empty())
    });
    draft.items = population.iter().map(|case| judged(case, terms)).collect();
    draft.sources = approvals::sources(dataset, terms);
    conclude(&EVALUATOR, terms, draft)
}

fn judged(case: &Case<'_>, terms: &Terms) -> Item {
    let mut item = case.item(verdict(case), terms);
    item.steps.push(rule(None, "the first approval by somebody else is to come at or before the time of taking effect"));
    item
}

fn verdict<'a>(case: &Case<'a>) -> Judgement<'a> {
    let found = &case.found;
    if case.joined.reviews.is_none() {
        return (State::NotDeterminable, "no evidence carries its reviews".to_owned(), None);
    }
    let dated = |given: &&Given<'_>| given.0.at.is_some();
    if let Some(merged) = case.joined.change.merged {
        if let Some(given) = found.others.iter().find(dated) {
            let at = given.0.at.map(|at| format!(" on {at}")).unwrap_or_default();
            return (State::Pass, format!("approved by {}{at}", who(given.0)), Some(*given));
        }
        if let (Some(given), None) = (found.after.first(), found.others.first().or(found.unclear.first())) {
            let at = given.0.at.map(|at| format!(" on {at}")).unwrap_or_default();
            let reason = format!("first approved by {}{at}, after it took effect ({merged})", who(given.0));
            return (State::Exception, reason, Some(*given));
        }
    }
    if let Some(given) = found.others.first() {
        let blank = if case.joined.change.merged.is_none() { "when the change took effect" } else { "when that was" };
        return (State::NotDeterminable, format!("approved by {}; {blank} is not told", who(given.0)), Some(*given));
    }
    let (given, blank) = case.unclear().unzip();
    let blank = blank.unwrap_or("the change names no author");
    (State::NotDeterminable, format!("{blank}, so whether somebody else approved in time is unknown"), given)
}
