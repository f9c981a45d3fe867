//! `change-without-review`: was every change approved by somebody other than its author before it took effect?
//!
//! Population: changes that took effect in the window on a production branch; a change that names no branch counts. An
//! approval counts when it is not the author's, not a program's (`…[bot]`), not taken back, and was given at or before
//! the merge; without dates it counts, and the reason says so. Changes by programs are judged as any other unless the
//! engagement exempts their author. Not determinable: no evidence carries the change's reviews, its author or approver
//! is not named, or the source does not say whether it took effect.

use crate::{
    changes::{self, Approvals, Effect, Joined, approvals, effect, in_production},
    dataset::Dataset,
    evaluation::{Draft, conclude, item},
    evaluator::{About, Evaluator, Judge},
    identity::People,
    inputs,
};
use model::{Evaluation, Item, Kind, Pointer, State, Terms, record::Review};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-without-review",
    version: 1,
    about: About {
        question: "Was every change to production approved by somebody other than its author before it took effect?",
        why: "A second pair of eyes is what keeps a mistake or a planted line out of production.",
        reading: "Changes that took effect in the window on a production branch. Where the export carries no reviews, the item \
                  is not determinable.",
    },
    needs: &[Kind::Change],
    uses: &[Kind::ChangeReview, Kind::Person],
    map: false,
    parameters: &[&changes::PRODUCTION_BRANCHES, &changes::EXEMPT_AUTHORS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let mut draft = Draft { population_of: "changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    draft.items = population.iter().map(|joined| judged(joined, &people, terms)).collect();
    draft.sources = changes::review_kinds(dataset).into_iter().map(|kind| inputs::events(dataset, terms, kind)).collect();
    changes::note_undated(&population, &mut draft.notes);
    conclude(&EVALUATOR, terms, draft)
}

fn judged(joined: &Joined<'_>, people: &People<'_>, terms: &Terms) -> Item {
    let found = approvals(joined, people, terms);
    let (state, reason, other) = verdict(joined, &found);
    let state =
        if state == State::Exception && effect(joined.change) == Effect::Unclear { State::NotDeterminable } else { state };
    let reason = format!("{}: {reason}", changes::lead(joined, terms));
    let mut proof = vec![joined.pointer.clone()];
    proof.extend(other.filter(|pointer| *pointer != joined.pointer).cloned());
    item(joined.subject(), state, reason, proof)
}

fn verdict<'a>(joined: &Joined<'a>, found: &Approvals<'a>) -> (State, String, Option<&'a Pointer>) {
    let who = |review: &Review| review.reviewer.clone().unwrap_or_else(|| "somebody not named".to_owned());
    if joined.reviews.is_none() {
        return (State::NotDeterminable, "no evidence carries its reviews".to_owned(), None);
    }
    if let Some((review, pointer)) = found.others.first() {
        let when = review.at.map_or(", no date given".to_owned(), |at| format!(" on {at}"));
        return (State::Pass, format!("approved by {}{when}", who(review)), Some(*pointer));
    }
    if let Some((review, pointer)) = found.unclear.first() {
        let blank = if review.reviewer.is_none() { "an approval names nobody" } else { "the change names no author" };
        return (State::NotDeterminable, format!("{blank}, so whether somebody else approved is unknown"), Some(*pointer));
    }
    if let Some((review, pointer)) = found.after.first() {
        let when = review.at.map(|at| format!(" on {at}")).unwrap_or_default();
        return (State::Exception, format!("approved by {}{when} only after it took effect", who(review)), Some(*pointer));
    }
    if let Some((_, pointer)) = found.own.first() {
        return (State::Exception, "approved by its author only".to_owned(), Some(*pointer));
    }
    if let Some((review, pointer)) = found.programs.first() {
        return (State::Exception, format!("approved by {} only, which is a program", who(review)), Some(*pointer));
    }
    if let Some((review, pointer)) = found.withdrawn.first() {
        return (State::Exception, format!("{} took the approval back before it took effect", who(review)), Some(*pointer));
    }
    (State::Exception, "nobody approved it".to_owned(), None)
}
