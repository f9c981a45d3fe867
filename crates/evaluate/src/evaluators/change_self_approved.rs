//! `change-self-approved`: did any author approve the own change, with nobody else doing so?
//!
//! Population: changes that took effect in production in the window and carry an approval. Failed: every approval in
//! time is the author's own. Changes without any approval are left out: `change-without-review` finds them. Where the
//! author or the approver is not named, or no evidence carries reviews, the item is not determinable.

use crate::{
    changes::{self, Joined, approvals, in_production},
    dataset::Dataset,
    evaluation::{Draft, conclude, item, keep},
    evaluator::{About, Evaluator, Judge},
    identity::People,
    inputs,
};
use model::{Evaluation, Item, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-self-approved",
    version: 1,
    about: About {
        question: "Was any change approved by its own author and by nobody else?",
        why: "An approval of one's own work is none: duties are not separated.",
        reading: "Changes to production in the window that carry an approval. Those without any are found by \
                  change-without-review.",
    },
    needs: &[Kind::Change],
    uses: &[Kind::ChangeReview, Kind::Person],
    map: false,
    parameters: &[&changes::PRODUCTION_BRANCHES, &changes::EXEMPT_AUTHORS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let mut draft = Draft { population_of: "approved changes that took effect in production", ..Draft::default() };
    let population = in_production(dataset, terms, &mut draft.filters);
    let population =
        keep(population, "that carry an approval, or whose reviews are in no evidence", &mut draft.filters, |joined| {
            joined.reviews.is_none() || approvals(joined, &people, terms).any()
        });
    draft.items = population.iter().map(|joined| judged(joined, &people, terms)).collect();
    draft.sources = changes::review_kinds(dataset).into_iter().map(|kind| inputs::events(dataset, terms, kind)).collect();
    changes::note_undated(&population, &mut draft.notes);
    conclude(&EVALUATOR, terms, draft)
}

fn judged(joined: &Joined<'_>, people: &People<'_>, terms: &Terms) -> Item {
    let found = approvals(joined, people, terms);
    let others = found.others.first().or_else(|| found.after.first()).or_else(|| found.programs.first());
    let (state, reason, other) = match (&joined.reviews, others, found.unclear.first(), found.own.first()) {
        (None, ..) => (State::NotDeterminable, "no evidence carries its reviews".to_owned(), None),
        (_, Some((review, pointer)), ..) => {
            let who = review.reviewer.as_deref().unwrap_or("somebody else");
            (State::Pass, format!("approved by {who}"), Some(*pointer))
        }
        (_, None, Some((_, pointer)), _) => {
            let reason = "author or approver is not named, so whether they are the same is unknown".to_owned();
            (State::NotDeterminable, reason, Some(*pointer))
        }
        (_, None, None, own) => {
            let author = joined.change.author.as_deref().unwrap_or("its author");
            (State::Exception, format!("approved by {author}, its author, and by nobody else"), own.map(|(_, pointer)| *pointer))
        }
    };
    let mut proof = vec![joined.pointer.clone()];
    proof.extend(other.filter(|pointer| *pointer != joined.pointer).cloned());
    item(joined.subject(), state, format!("{}: {reason}", changes::lead(joined, terms)), proof)
}
