//! `deploy-without-change`: does every deployment to production go back to a change or ticket?
//!
//! Population: deployments to production in the window that went live; one that names no environment counts, and so does
//! one whose outcome is not told. How a deployment is matched stands in `reconcile`. Failed: nothing matches, or the change
//! that matches did not take effect. Not determinable: it names a ticket or change of which no export was imported, or
//! every change export was taken before it. That a deployment came before its change took effect is said and fails
//! nothing: change systems date a change by the day on which it was closed.

use crate::{
    changes::{Effect, effect},
    dataset::{Dataset, Sourced},
    deploys::{self, ENVIRONMENTS, in_production},
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    reconcile::{Match, Reconciled, Traced},
    words::told,
};
use chrono::NaiveDate;
use model::{
    Evaluation, Item, Kind, Pointer, State, Step, Terms,
    record::{Deploy, DeployOutcome},
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "deploy-without-change",
    version: 2,
    about: About {
        question: "Does every deployment to production go back to a change or a ticket?",
        why: "A deployment that nobody can trace went past review and approval, whatever the process says.",
        reading: "Deployments to production in the window that went live, matched by named change, commit, number, branch or \
                  version in the reference, release of that version, and ticket.",
    },
    needs: &[Kind::Deploy],
    uses: &[Kind::Change, Kind::ChangeReview, Kind::Ticket, Kind::Release],
    map: false,
    parameters: &[&ENVIRONMENTS, &crate::changes::PRODUCTION_BRANCHES],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "deployments to production", ..Draft::default() };
    let population = in_production(dataset.deploys.iter().collect(), terms, &mut draft.filters);
    let all = Reconciled::new(dataset, terms);
    draft.items = population.iter().map(|deploy| judged(deploy, &all, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Deploy)];
    let others = [Kind::Change, Kind::Ticket].into_iter().filter(|kind| inputs::is_there(dataset, *kind));
    draft.sources.extend(others.map(|kind| inputs::supporting(dataset, kind)));
    if population.iter().any(|deploy| deploy.value.outcome == DeployOutcome::Unknown) {
        draft.notes.push("Deployments whose outcome is not told are taken to have gone live.".to_owned());
    }
    conclude(&EVALUATOR, terms, draft)
}

fn judged(sourced: &Sourced<Deploy>, all: &Reconciled<'_>, terms: &Terms) -> Item {
    let deploy = &sourced.value;
    let day = deploy.at.map(|at| terms.day(at));
    let when = day.map_or_else(|| "went live, no date given".to_owned(), |day| format!("went live on {day}"));
    let mut steps = opening(deploy, &sourced.pointer);
    let (state, reason, other) = match all.trace(deploy) {
        Traced::Change(found) => to_change(&found, day, all, terms, &mut steps),
        Traced::Ticket(ticket, how) => {
            steps.push(fact(ticket.value.created, format!("{how}, which exists"), &ticket.pointer));
            (State::Pass, how, Some(ticket.pointer.clone()))
        }
        Traced::Unchecked(why) => (State::NotDeterminable, why, None),
        Traced::Nothing(why) => {
            steps.push(rule(None, "looked for by named change, commit, reference, release and ticket: nothing fits"));
            let (state, reason) = untraced(all, why, day);
            (state, reason, None)
        }
    };
    let proof = [sourced.pointer.clone()].into_iter().chain(other).collect();
    let mut item = item(deploys::subject(deploy), state, format!("{when}: {reason}"), proof);
    item.steps = steps;
    item
}

/// What put the deployment into the population, and what it tells of itself.
fn opening(deploy: &Deploy, pointer: &Pointer) -> Vec<Step> {
    let environment = told(deploy.environment.as_deref()).map_or("an environment that is not named", |name| name);
    let by = told(deploy.by.as_deref()).map(|by| format!(", started by {by}")).unwrap_or_default();
    let tells = [("change", &deploy.change), ("commit", &deploy.commit), ("reference", &deploy.reference)];
    let tells = tells.into_iter().filter_map(|(name, value)| Some(format!("{name} {}", told(value.as_deref())?)));
    let mut tells: Vec<String> = tells.collect();
    tells.extend(deploy.tickets.iter().map(|ticket| format!("ticket {ticket}")));
    let tells = if tells.is_empty() { "names nothing to trace it by".to_owned() } else { format!("names {}", tells.join(", ")) };
    vec![fact(deploy.at, format!("went live in {environment}{by}"), pointer), fact(None, tells, pointer)]
}

fn to_change(
    found: &Match,
    day: Option<NaiveDate>,
    all: &Reconciled<'_>,
    terms: &Terms,
    steps: &mut Vec<Step>,
) -> (State, String, Option<Pointer>) {
    let Some(joined) = all.changes.get(found.change) else { return (State::NotDeterminable, found.how.clone(), None) };
    let pointer = Some(joined.pointer.clone());
    if effect(joined.change) == Effect::No {
        steps.push(fact(joined.when(), format!("change {} did not take effect", joined.subject()), joined.pointer));
        return (State::Exception, format!("{}, which did not take effect", found.how), pointer);
    }
    let merged = joined.change.merged.map(|at| terms.day(at));
    let late = match (day, merged) {
        (Some(day), Some(merged)) if merged > day => format!(", which took effect only on {merged}"),
        _ => String::new(),
    };
    let verb = if joined.change.merged.is_some() { "took effect" } else { "opened" };
    steps.push(fact(joined.when(), format!("change {} {verb}", joined.subject()), joined.pointer));
    (State::Pass, format!("{}{late}", found.how), pointer)
}

fn untraced(all: &Reconciled<'_>, why: String, day: Option<NaiveDate>) -> (State, String) {
    if !all.has_changes && all.tickets.is_empty() {
        return (State::NotDeterminable, "there is no export of changes or tickets to trace it by".to_owned());
    }
    match (all.changes_until, day) {
        (Some(until), Some(day)) if until < day => {
            (State::NotDeterminable, format!("{why}; the newest export of changes was taken on {until}, before it"))
        }
        _ => (State::Exception, why),
    }
}
