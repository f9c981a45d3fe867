//! `change-without-ticket`: does every change to production refer to a ticket that exists?
//!
//! Population: changes that took effect in the window on a production branch. Failed: no reference to a ticket, or one
//! that no ticket export holds; `N/A` is no reference, and the number of an issue counts in its own repository only.
//! Not determinable: a reference is there and no ticket export to check it by, every one was taken before the change
//! was opened, or the reference is older than every ticket of its series in them: missing evidence is never a pass.

use crate::{
    changes::{self, Effect, Joined, effect, in_production},
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    reconcile::{Reconciled, taken_until},
    tickets,
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-without-ticket",
    version: 2,
    about: About {
        question: "Does every change to production refer to a ticket that exists?",
        why: "The ticket says why the change was made and who wanted it; without it nobody authorised it.",
        reading: "Changes that took effect in the window on a production branch. A reference that no ticket export holds is an \
                  exception; without any ticket export it cannot be checked.",
    },
    needs: &[Kind::Change],
    uses: &[Kind::ChangeReview, Kind::Ticket],
    map: false,
    parameters: &[&changes::PRODUCTION_BRANCHES, &changes::EXEMPT_AUTHORS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let all = Reconciled::new(dataset, terms);
    let until = taken_until(dataset, terms, Kind::Ticket);
    let mut draft = Draft { population_of: "changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    draft.items = population.iter().map(|joined| judged(joined, &all, until, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Change)];
    if !all.tickets.is_empty() {
        draft.sources.push(inputs::supporting(dataset, Kind::Ticket));
    }
    changes::note_undated(&population, &mut draft.notes);
    conclude(&EVALUATOR, terms, draft)
}

fn judged<'a>(joined: &Joined<'a>, all: &Reconciled<'a>, until: Option<NaiveDate>, terms: &Terms) -> Item {
    let change = joined.change;
    let named = tickets::references(&change.tickets).join(", ");
    let held = all.of_change(joined);
    let mut proof = vec![joined.pointer.clone()];
    let mut steps = changes::steps(joined);
    let (state, reason) = if let Some(ticket) = held.first() {
        proof.push(ticket.pointer.clone());
        steps.push(fact(
            ticket.value.created,
            format!("names {}, which a ticket export holds", ticket.value.id),
            &ticket.pointer,
        ));
        (State::Pass, format!("refers to {}", ticket.value.id))
    } else if named.is_empty() {
        steps.push(rule(None, "no field, title or branch names a ticket"));
        (State::Exception, "refers to no ticket".to_owned())
    } else {
        steps.push(fact(change.created, format!("names {named}"), joined.pointer));
        unheld(&named, joined, all, until, terms)
    };
    let state = if state == State::Exception && effect(change) == Effect::Unclear { State::NotDeterminable } else { state };
    let mut item = item(joined.subject(), state, format!("{}: {reason}", changes::lead(joined, terms)), proof);
    item.steps = steps;
    item
}

/// A reference that no ticket export holds.
fn unheld(named: &str, joined: &Joined<'_>, all: &Reconciled<'_>, until: Option<NaiveDate>, terms: &Terms) -> (State, String) {
    if all.tickets.is_empty() {
        return (State::NotDeterminable, format!("refers to {named}; there is no ticket export to check that by"));
    }
    if tickets::references(&joined.change.tickets).into_iter().any(|ticket| all.tickets.is_older(ticket)) {
        let reason = format!("refers to {named}, older than every ticket of its series in the ticket exports");
        return (State::NotDeterminable, reason);
    }
    let opened = joined.change.created.or(joined.change.merged).map(|at| terms.day(at));
    match (until, opened) {
        (Some(until), Some(opened)) if until < opened => {
            let reason =
                format!("refers to {named}; the newest ticket export was taken on {until}, before the change was opened");
            (State::NotDeterminable, reason)
        }
        _ => (State::Exception, format!("refers to {named}, which is in no ticket export")),
    }
}
