//! `change-without-review`: was every change approved by somebody other than its author before it took effect?
//!
//! Population: changes that took effect in the window on a production branch; a change that names no branch counts. An
//! approval counts when it is not the author's, not a program's, not taken back, and was given at or before the merge;
//! without dates it counts, and the reason says so. Changes by programs are judged as any other unless the engagement
//! exempts their author. An emergency change may be approved afterwards, within the agreed business days; while these are
//! not over it is no item. A revert passes on the approval of what it reverts only where the engagement says so. Not
//! determinable: no evidence carries the change's reviews, its author or approver is not named, or the source does not
//! say whether it took effect.

use crate::{
    approvals::{self, Case, EMERGENCY_REVIEW, EMERGENCY_WORDS, Judgement, PROGRAMS, REVERT_REVIEW, Reverted, cases, who},
    changes::{self, in_production, joined},
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, keep, rule},
    evaluator::{About, Evaluator, Judge},
};
use chrono::{DateTime, Utc};
use model::{Evaluation, Item, Kind, State, Step, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-without-review",
    version: 3,
    about: About {
        question: "Was every change to production approved by somebody other than its author before it took effect?",
        why: "A second pair of eyes is what keeps a mistake or a planted line out of production.",
        reading: "Changes that took effect in the window on a production branch. An emergency change may be approved within the \
                  agreed business days after it. Where the export carries no reviews, the item is not determinable.",
    },
    needs: &[Kind::Change],
    uses: approvals::USES,
    map: false,
    parameters: &[
        &changes::PRODUCTION_BRANCHES,
        &changes::EXEMPT_AUTHORS,
        &PROGRAMS,
        &EMERGENCY_WORDS,
        &EMERGENCY_REVIEW,
        &REVERT_REVIEW,
    ],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    changes::note_undated(&population, &mut draft.notes);
    let population = cases(population, dataset, terms);
    let kept = "other than emergency changes whose time for a review is not over";
    let population = keep(population, kept, &mut draft.filters, |case| !case.not_yet_due(terms));
    // What is reverted may have taken effect long before the window.
    let others = if population.iter().any(|case| may_go_without(case, terms)) { joined(dataset, terms) } else { Vec::new() };
    let others = cases(others, dataset, terms);
    let reverted = Reverted::new(&others);
    let until = approvals::reviews_until(dataset, terms);
    draft.items = population.iter().map(|case| judged(case, &reverted, until, terms)).collect();
    draft.sources = approvals::sources(dataset, terms);
    conclude(&EVALUATOR, terms, draft)
}

/// Whether reverts needed no review of their own on the day of the change.
fn may_go_without(case: &Case<'_>, terms: &Terms) -> bool {
    terms.value(&REVERT_REVIEW, case.joined.day(terms)).trim().eq_ignore_ascii_case("no")
}

fn judged(case: &Case<'_>, reverted: &Reverted<'_, '_>, until: Option<DateTime<Utc>>, terms: &Terms) -> Item {
    let verdict = verdict(case, until, terms);
    let spared = if verdict.0 == State::Exception { by_what_it_reverts(case, reverted, terms) } else { None };
    let (verdict, step) = spared.map_or((verdict, None), |(verdict, step)| (verdict, Some(step)));
    let mut item = case.item(verdict, terms);
    item.steps.extend(step);
    item
}

fn verdict<'a>(case: &Case<'a>, until: Option<DateTime<Utc>>, terms: &Terms) -> Judgement<'a> {
    let found = &case.found;
    if case.joined.reviews.is_none() {
        return (State::NotDeterminable, "no evidence carries its reviews".to_owned(), None);
    }
    if let Some((review, pointer)) = found.others.first() {
        let when = review.at.map_or(", no date given".to_owned(), |at| format!(" on {at}"));
        return (State::Pass, format!("approved by {}{when}", who(review)), Some((*review, *pointer)));
    }
    if let Some((given, blank)) = case.unclear() {
        return (State::NotDeterminable, format!("{blank}, so whether somebody else approved is unknown"), Some(given));
    }
    if let (Some((review, pointer)), Some(emergency)) = (case.late_but_allowed(terms), &case.emergency) {
        let when = review.at.map(|at| format!(" on {at}")).unwrap_or_default();
        let until = emergency.deadline.map(|day| format!(", allowed until {day}")).unwrap_or_default();
        let reason =
            format!("an emergency change by its {}, approved afterwards by {}{when}{until}", emergency.told_by, who(review));
        return (State::Pass, reason, Some((review, pointer)));
    }
    let (reason, given) = case.failed();
    if let Some(day) = case.seen_too_early(until, terms) {
        let reason = format!(
            "an emergency change; {reason} when the newest export was taken on {day}, before the time for a review was over"
        );
        return (State::NotDeterminable, reason, given);
    }
    let deadline = case.emergency.as_ref().and_then(|emergency| emergency.deadline);
    let due = deadline.map(|day| format!("; an emergency change, to be approved by {day}")).unwrap_or_default();
    (State::Exception, format!("{reason}{due}"), given)
}

/// A revert of a reviewed change, where the engagement says that it needs no review of its own.
fn by_what_it_reverts<'a>(case: &Case<'a>, reverted: &Reverted<'_, 'a>, terms: &Terms) -> Option<(Judgement<'a>, Step)> {
    let before = reverted.of(&case.joined).filter(|_| may_go_without(case, terms))?;
    let (review, pointer) = before.found.others.first()?;
    let subject = before.joined.subject();
    let reason = format!("reverts change {subject}, which {} approved; a revert needed no review of its own", who(review));
    let what = format!("reverts change {subject}; `{}` was no on that day", REVERT_REVIEW.id);
    let step = match case.joined.when() {
        Some(_) => rule(Some(case.joined.day(terms)), what),
        None => fact(None, what, before.joined.pointer),
    };
    Some(((State::Pass, reason, Some((*review, *pointer))), step))
}
