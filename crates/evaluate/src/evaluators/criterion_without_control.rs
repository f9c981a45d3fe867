//! `criterion-without-control`: does a control serve every criterion in scope?
//!
//! Population: the criteria of the categories in scope. Failed: days of the window on which no control that names the
//! criterion was in force; a control that began or ended inside of it serves the criterion for a part of it only.

use super::occurrence_missed::map;
use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::holes,
    words::{count, fold},
};
use model::{Control, Criterion, Evaluation, Item, Period, State, Terms};

use std::collections::BTreeSet;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "criterion-without-control",
    version: 2,
    about: About {
        question: "Does at least one control serve every criterion in scope, on every day of the window?",
        why: "A criterion that no control serves cannot be met, whatever else works.",
        reading: "One item per criterion of the categories in scope, by the controls in force on each day of the window.",
    },
    needs: &[],
    uses: &[],
    map: true,
    parameters: &[],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "criteria in scope", ..Draft::default() };
    let criteria: Vec<&Criterion> = dataset.criteria.iter().collect();
    let scoped = keep(criteria, "of the categories in scope", &mut draft.filters, |one| terms.categories.contains(&one.category));
    draft.items = scoped.iter().map(|criterion| judged(criterion, &dataset.controls, terms)).collect();
    let mut source = map(dataset);
    source.present = !dataset.criteria.is_empty();
    source.covers = source.present;
    if !source.present {
        source.input.gaps.push("the map holds no criteria".to_owned());
    }
    draft.sources = vec![source];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(criterion: &Criterion, controls: &[Control], terms: &Terms) -> Item {
    let serves = |control: &&Control| control.criteria.iter().any(|id| fold(id) == fold(&criterion.id));
    let serving: Vec<&Control> = controls.iter().filter(serves).collect();
    let lives: Vec<Period> = serving.iter().map(|control| control.in_force()).collect();
    let open = holes(terms.window, &lives);
    let in_force = serving.iter().filter(|control| control.in_force().intersection(&terms.window).is_some());
    let ids: BTreeSet<&str> = in_force.map(|control| control.id.as_str()).collect();
    let ids = ids.into_iter().collect::<Vec<_>>().join(", ");
    let days: u64 = open.iter().map(Period::days).sum();
    let (state, reason) = match (open.is_empty(), ids.is_empty(), serving.is_empty()) {
        (true, ..) => (State::Pass, format!("served by {ids}")),
        (false, _, true) => (State::Exception, "no control serves it".to_owned()),
        (false, true, false) => (State::Exception, "no control that serves it is in force in the window".to_owned()),
        (false, false, false) => {
            let listed: Vec<String> = open.iter().map(|hole| clock::worded(*hole)).collect();
            let days = count(days, "day");
            (State::Exception, format!("served by {ids}, but for {days} by none: {}", listed.join(", ")))
        }
    };
    let mut judged = item(&criterion.id, state, format!("{}: {reason}", criterion.title), Vec::new());
    judged.steps.push(rule(None, format!("{} is in scope, and {} is one of its criteria", criterion.category, criterion.id)));
    for control in serving.iter().take(5) {
        let until = control.effective_to.map_or("until further notice".to_owned(), |to| format!("until {to}"));
        judged.steps.push(rule(control.effective_from, format!("{} names it, in force {until}", control.id)));
    }
    let first = open.first().map(|hole| rule(Some(hole.from), "first day of the window on which none was in force"));
    judged.steps.extend(first);
    judged
}
