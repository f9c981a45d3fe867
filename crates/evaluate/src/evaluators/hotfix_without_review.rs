//! `hotfix-without-review`: was every emergency change approved by somebody else within the time that it has for that?
//!
//! Population: changes that took effect in production in the window and are marked as emergencies by label, type,
//! title, branch or ticket, by the words of their day. Failed: nobody else approved it before it took effect, nor by
//! the end of the business day that lies the agreed number of business days after. An emergency whose time is not over
//! is no item yet. Not determinable: no evidence carries the reviews, an approval or the author is not named, the
//! reviews were exported before the time was over, or it is not told when the change took effect. Changes that carry
//! neither title, labels nor branch could be emergencies that nothing marks: they prove no empty population.

use crate::{
    approvals::{self, Case, Given, Judgement, cases, who},
    changes::in_production,
    dataset::Dataset,
    evaluation::{Draft, conclude, keep},
    evaluator::{About, Evaluator, Judge},
    words::{count, told},
};
use chrono::{DateTime, Utc};
use model::{Evaluation, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "hotfix-without-review",
    version: 2,
    about: About {
        question: "Was every emergency change approved by somebody else, at the latest within the agreed time afterwards?",
        why: "An emergency may put the review off, not leave it out: otherwise every change becomes an emergency.",
        reading: "Changes to production in the window that are marked as emergencies by label, type, title, branch or ticket. One \
                  whose time for the review is not over yet is left out.",
    },
    needs: &[Kind::Change],
    uses: approvals::USES,
    map: false,
    parameters: approvals::PARAMETERS,
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "emergency changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    let bare = population.iter().filter(|joined| {
        let change = joined.change;
        told(change.title.as_deref()).is_none() && told(change.head.as_deref()).is_none() && change.labels.is_empty()
    });
    let bare = bare.count();
    let population = cases(population, dataset, terms);
    let kept = "marked as emergencies by label, type, title, branch or ticket";
    let population = keep(population, kept, &mut draft.filters, |case| case.emergency.is_some());
    let population = keep(population, "whose time for a review is over, or that were reviewed", &mut draft.filters, |case| {
        !case.not_yet_due(terms)
    });
    let until = approvals::reviews_until(dataset, terms);
    draft.items = population.iter().map(|case| case.item(verdict(case, until, terms), terms)).collect();
    draft.sources = approvals::sources(dataset, terms);
    if let (true, Some(source)) = (bare > 0, draft.sources.first_mut()) {
        source.covers = false;
        let changes = count(bare, "change");
        source.input.gaps.push(format!("{changes} with neither title, labels nor branch that could mark an emergency"));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn verdict<'a>(case: &Case<'a>, until: Option<DateTime<Utc>>, terms: &Terms) -> Judgement<'a> {
    let found = &case.found;
    if case.joined.reviews.is_none() {
        return (State::NotDeterminable, "no evidence carries its reviews".to_owned(), None);
    }
    let when = |given: &Given<'_>| given.0.at.map_or(", no date given".to_owned(), |at| format!(" on {at}"));
    if let Some(given) = found.others.first() {
        let before = if given.0.at.is_some() { ", before it took effect" } else { "" };
        return (State::Pass, format!("approved by {}{}{before}", who(given.0), when(given)), Some(*given));
    }
    if let Some((given, blank)) = case.unclear() {
        return (State::NotDeterminable, format!("{blank}, so whether somebody else approved is unknown"), Some(given));
    }
    let Some(deadline) = case.emergency.as_ref().and_then(|emergency| emergency.deadline) else {
        let reason = "nobody else approved it, and since when that is due is not told".to_owned();
        return (State::NotDeterminable, reason, found.all().next());
    };
    if let Some(given) = case.late_but_allowed(terms) {
        let reason = format!("approved afterwards by {}{}, due by {deadline}", who(given.0), when(&given));
        return (State::Pass, reason, Some(given));
    }
    if let Some(given) = found.after.first() {
        let reason = format!("approved by {}{} only, due by {deadline}", who(given.0), when(given));
        return (State::Exception, reason, Some(*given));
    }
    let (reason, given) = case.failed();
    if let Some(day) = case.seen_too_early(until, terms) {
        let reason = format!("{reason} when the newest export was taken on {day}; due by {deadline}");
        return (State::NotDeterminable, reason, given);
    }
    (State::Exception, format!("{reason}; due by {deadline}"), given)
}
