//! Decisions of access reviews, each once by its newest export, and the rounds that they make.

use crate::{
    dataset::{Dataset, Sourced},
    inputs::{is_future, moment},
    words::fold,
};
use chrono::NaiveDate;
use model::{
    Terms,
    record::{AccessReview, Decision},
};
use std::collections::BTreeMap;

/// A decision in the newest export that shows it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decided<'a> {
    /// The decision.
    pub row: &'a Sourced<AccessReview>,
    /// The day of that export.
    pub seen: NaiveDate,
}

impl<'a> Decided<'a> {
    /// What was decided.
    pub(crate) fn review(&self) -> &'a AccessReview {
        &self.row.value
    }

    /// The day of the decision.
    pub(crate) fn day(&self, terms: &Terms) -> Option<NaiveDate> {
        self.review().at.map(|at| terms.day(at))
    }
}

/// Whether somebody has decided: one who does not know has.
pub(crate) fn is_decided(review: &AccessReview) -> bool {
    review.decision != Decision::Open
}

/// The system that was reviewed: where the tool of the review has a name of its own, the resource tells.
pub(crate) fn system(review: &AccessReview) -> &str {
    let own = Some(review.system.trim()).filter(|system| !system.is_empty());
    own.or(review.resource.as_deref().map(str::trim)).filter(|system| !system.is_empty()).unwrap_or("(system not named)")
}

/// Every decision once: those with an id by it, others by whom, what, which review and which day.
pub(crate) fn decisions<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<Decided<'a>> {
    let mut found: BTreeMap<[String; 6], Decided<'a>> = BTreeMap::new();
    for row in &dataset.access_reviews {
        let Some(evidence) = dataset.evidence.get(&row.pointer.evidence) else { continue };
        let review = &row.value;
        if is_future(evidence, terms) || review.at.is_some_and(|at| at.earliest(terms.zone) > terms.as_of) {
            continue;
        }
        let decided = Decided { row, seen: moment(evidence, terms).day };
        let text = |text: Option<&str>| text.map(fold).unwrap_or_default();
        let key = match review.id.as_deref().map(fold).filter(|id| !id.is_empty()) {
            Some(id) => {
                [fold(&review.system), id, fold(&review.subject), text(review.resource.as_deref()), String::new(), String::new()]
            }
            None => [
                fold(&review.system),
                text(review.review.as_deref()),
                fold(&review.subject),
                text(review.resource.as_deref()),
                review.at.map(|at| at.to_string()).unwrap_or_default(),
                String::from("no id"),
            ],
        };
        let known = found.entry(key).or_insert(decided);
        if (decided.seen, &row.pointer) >= (known.seen, &known.row.pointer) {
            *known = decided;
        }
    }
    found.into_values().collect()
}
