//! `change-self-approved`: did any author approve the own change, with nobody else doing so in time?
//!
//! Population: changes that took effect in production in the window and carry an approval. Failed: the author approved it
//! and nobody else did before it took effect, nor afterwards within the time that an emergency change has; a program is
//! nobody. Changes without any approval are left out: `change-without-review` finds them. Where the author or the
//! approver is not named, or no evidence carries reviews, the item is not determinable.

use crate::{
    approvals::{self, Case, Judgement, cases, who},
    changes::{self, in_production},
    dataset::Dataset,
    evaluation::{Draft, conclude, keep},
    evaluator::{About, Evaluator, Judge},
};
use chrono::{DateTime, Utc};
use model::{Evaluation, Kind, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-self-approved",
    version: 3,
    about: About {
        question: "Was any change approved by its own author and by nobody else?",
        why: "An approval of one's own work is none: duties are not separated.",
        reading: "Changes to production in the window that carry an approval. Those without any are found by \
                  change-without-review.",
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
    let population =
        keep(population, "that carry an approval, or whose reviews are in no evidence", &mut draft.filters, |case| {
            case.joined.reviews.is_none() || case.found.all().next().is_some()
        });
    let population =
        keep(population, "other than emergency changes whose time for a review is not over", &mut draft.filters, |case| {
            !case.not_yet_due(terms)
        });
    let until = approvals::reviews_until(dataset, terms);
    draft.items = population.iter().map(|case| case.item(verdict(case, until, terms), terms)).collect();
    draft.sources = approvals::sources(dataset, terms);
    conclude(&EVALUATOR, terms, draft)
}

fn verdict<'a>(case: &Case<'a>, until: Option<DateTime<Utc>>, terms: &Terms) -> Judgement<'a> {
    let found = &case.found;
    if case.joined.reviews.is_none() {
        return (State::NotDeterminable, "no evidence carries its reviews".to_owned(), None);
    }
    let other = found.others.first().copied().or_else(|| case.late_but_allowed(terms));
    if let Some((review, _)) = other {
        return (State::Pass, format!("approved by {}", who(review)), other);
    }
    if let Some(given) = found.unclear.first() {
        let reason = "author or approver is not named, so whether they are the same is unknown".to_owned();
        return (State::NotDeterminable, reason, Some(*given));
    }
    let Some(own) = found.own.first() else {
        let given = found.all().next();
        let by = given.map(|(review, _)| who(review)).unwrap_or_default();
        return (State::Pass, format!("its author did not approve it; the approval is by {by}"), given);
    };
    if let Some(day) = case.seen_too_early(until, terms) {
        let reason = format!("an emergency change, approved by its author only when the newest export was taken on {day}");
        return (State::NotDeterminable, reason, Some(*own));
    }
    let author = case.joined.change.author.as_deref().unwrap_or("its author");
    let others = match (found.after.first(), found.programs.first()) {
        (Some((review, _)), _) => format!("by {} only after it took effect", who(review)),
        (None, Some((review, _))) => format!("otherwise only by {}, which is a program", who(review)),
        (None, None) => "by nobody else".to_owned(),
    };
    (State::Exception, format!("approved by {author}, its author, and {others}"), Some(*own))
}
