//! `change-without-ticket`: does every change to production refer to a ticket that exists?
//!
//! Population: changes that took effect in the window on a production branch. Failed: no reference to a ticket, or one
//! that no ticket export holds. Without any ticket export a reference is there and cannot be checked: not determinable,
//! because missing evidence is never a pass.

use crate::{
    changes::{self, Effect, Joined, effect, in_production},
    dataset::Dataset,
    evaluation::{Draft, conclude, item},
    evaluator::{About, Evaluator, Judge},
    inputs,
    tickets::Tickets,
};
use model::{Evaluation, Item, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-without-ticket",
    version: 1,
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
    let tickets = Tickets::new(dataset);
    let mut draft = Draft { population_of: "changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    draft.items = population.iter().map(|joined| judged(joined, &tickets, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Change)];
    if !tickets.is_empty() {
        draft.sources.push(inputs::supporting(dataset, Kind::Ticket));
    }
    changes::note_undated(&population, &mut draft.notes);
    conclude(&EVALUATOR, terms, draft)
}

fn judged(joined: &Joined<'_>, tickets: &Tickets<'_>, terms: &Terms) -> Item {
    let change = joined.change;
    let texts: Vec<&str> = [&change.title, &change.head].into_iter().flatten().map(String::as_str).collect();
    let held = tickets.held(&change.tickets).or_else(|| tickets.mentioned(&texts));
    let mut proof = vec![joined.pointer.clone()];
    let (state, reason) = match (held, change.tickets.is_empty(), tickets.is_empty()) {
        (Some(ticket), ..) => {
            proof.push(ticket.pointer.clone());
            (State::Pass, format!("refers to {}", ticket.value.id))
        }
        (None, true, _) => (State::Exception, "refers to no ticket".to_owned()),
        (None, false, true) => {
            let reason = format!("refers to {}; there is no ticket export to check that by", change.tickets.join(", "));
            (State::NotDeterminable, reason)
        }
        (None, false, false) => {
            (State::Exception, format!("refers to {}, which is in no ticket export", change.tickets.join(", ")))
        }
    };
    let state = if state == State::Exception && effect(change) == Effect::Unclear { State::NotDeterminable } else { state };
    item(joined.subject(), state, format!("{}: {reason}", changes::lead(joined, terms)), proof)
}
