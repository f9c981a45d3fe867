//! `criterion-without-control`: does a control serve every criterion in scope?
//!
//! Population: the criteria of the categories in scope. Failed: no control that is in force on the last day of the window
//! names the criterion.

use super::occurrence_missed::map;
use crate::{
    dataset::Dataset,
    evaluation::{Draft, conclude, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    words::fold,
};
use model::{Control, Criterion, Evaluation, Item, State, Terms};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "criterion-without-control",
    version: 1,
    about: About {
        question: "Does at least one control serve every criterion in scope?",
        why: "A criterion that no control serves cannot be met, whatever else works.",
        reading: "One item per criterion of the categories in scope, by the controls in force on the last day of the window.",
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
    draft.sources = vec![source];
    conclude(&EVALUATOR, terms, draft)
}

fn judged(criterion: &Criterion, controls: &[Control], terms: &Terms) -> Item {
    let day = terms.window.to;
    let serves = |control: &&Control| control.criteria.iter().any(|id| fold(id) == fold(&criterion.id));
    let serving: Vec<&Control> = controls.iter().filter(serves).collect();
    let in_force = serving.iter().filter(|control| control.in_force().contains(day));
    let ids: Vec<&str> = in_force.map(|control| control.id.as_str()).collect();
    let (state, reason) = match (ids.is_empty(), serving.is_empty()) {
        (false, _) => (State::Pass, format!("served by {}", ids.join(", "))),
        (true, true) => (State::Exception, "no control serves it".to_owned()),
        (true, false) => (State::Exception, format!("no control that serves it is in force on {day}")),
    };
    let mut judged = item(&criterion.id, state, format!("{}: {reason}", criterion.title), Vec::new());
    judged.steps.push(rule(None, format!("{} is in scope, and {} is one of its criteria", criterion.category, criterion.id)));
    for control in serving.iter().take(5) {
        let until = control.effective_to.map_or("until further notice".to_owned(), |to| format!("until {to}"));
        judged.steps.push(rule(control.effective_from, format!("{} names it, in force {until}", control.id)));
    }
    judged.steps.push(rule(Some(day), "the last day of the window, on which one must be in force"));
    judged
}
