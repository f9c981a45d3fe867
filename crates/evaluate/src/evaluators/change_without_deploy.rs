//! `change-without-deploy`: did every change to a production branch go live in time?
//!
//! Population: changes that took effect in the window on a production branch and whose time to go live is over, or that
//! went live. A change went live with the deployment to production that is matched to it (see `reconcile`), or with the
//! deployment of a later commit of the same branch: what is on a branch goes live with everything before it, unless the
//! engagement says otherwise. Failed: no deployment carries it by the deadline. Not determinable: no deployment of its
//! repository is in any export, every export of deployments was taken before the deadline, the source does not say
//! whether or when it took effect.

use crate::{
    changes::{self, Effect, Joined, branch, effect, landed, same_repository},
    clock,
    dataset::{Dataset, Sourced},
    deploys::{self, ENVIRONMENTS},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    reconcile::{Reconciled, Traced, taken_until},
    words::{count, fold, grouped, told},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Evaluation, Item, Kind, ParameterSpec, State, Terms,
    record::Deploy,
    time::{add_business_days, day_end},
};
use std::collections::{BTreeMap, BTreeSet};

/// How long a change may wait for its deployment.
pub(crate) static GRACE: ParameterSpec = ParameterSpec {
    id: "change-deploy-business-days",
    title: "Business days after a change took effect within which a deployment carries it to production",
    default: "10",
    source: "two weeks, the usual length of an iteration",
};

/// Whether a deployment carries what was on its branch before.
pub(crate) static CARRIES: ParameterSpec = ParameterSpec {
    id: "deploy-carries-earlier-changes",
    title: "Whether the deployment of a commit carries every earlier change of the same branch (yes or no)",
    default: "yes",
    source: "a commit holds everything before it on its branch",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "change-without-deploy",
    version: 2,
    about: About {
        question: "Did every change to a production branch go live with a deployment that is on record?",
        why: "An approved change that never went live, or went live by a way that nobody recorded, is one half of a \
              reconciliation without the other.",
        reading: "Changes that took effect in the window on a production branch and whose time to go live is over. A change went \
                  live with the deployment matched to it, or with that of a later commit of its branch.",
    },
    needs: &[Kind::Change, Kind::Deploy],
    uses: &[Kind::Ticket, Kind::Release],
    map: false,
    parameters: &[&changes::PRODUCTION_BRANCHES, &ENVIRONMENTS, &GRACE, &CARRIES],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let all = Reconciled::new(dataset, terms);
    let live = Live::new(&all, dataset, terms);
    let mut draft = Draft { population_of: "changes to production branches", ..Draft::default() };
    let population = landed(all.changes.clone(), dataset.changes.len(), terms, &mut draft.filters);
    let population = keep(population, "that went live, or whose time for that is over", &mut draft.filters, |joined| {
        live.of(joined, terms).is_some() || deadline(joined, terms).is_none_or(|deadline| clock::is_over(deadline, terms))
    });
    changes::note_undated(&population, &mut draft.notes);
    draft.items = population.iter().map(|joined| judged(joined, &live, terms)).collect();
    draft.sources = [Kind::Change, Kind::Deploy].map(|kind| inputs::events(dataset, terms, kind)).into();
    figures(&population, &live, terms, &mut draft);
    conclude(&EVALUATOR, terms, draft)
}

fn deadline(joined: &Joined<'_>, terms: &Terms) -> Option<NaiveDate> {
    let day = terms.day(joined.change.merged?);
    Some(add_business_days(day, terms.number(&GRACE, day), &terms.holidays))
}

/// How many are named by a deployment, carried by a later one, and left over.
fn figures(population: &[Joined<'_>], live: &Live<'_>, terms: &Terms, draft: &mut Draft) {
    let found: Vec<Option<Went<'_>>> = population.iter().map(|joined| live.of(joined, terms)).collect();
    let number = |test: &dyn Fn(&Went<'_>) -> bool| found.iter().flatten().filter(|went| test(went)).count();
    draft.figures.insert("matched to a deployment".to_owned(), grouped(number(&|went| went.carried_by.is_none())));
    draft.figures.insert("carried by a later deployment".to_owned(), grouped(number(&|went| went.carried_by.is_some())));
    draft.figures.insert("left over".to_owned(), grouped(found.iter().filter(|went| went.is_none()).count()));
}

/// How a change went live.
#[derive(Clone)]
struct Went<'a> {
    deploy: &'a Sourced<Deploy>,
    how: String,
    /// The later change whose deployment carried it.
    carried_by: Option<String>,
}

/// A branch of a repository; changes of one go live together.
type Lane = (Option<String>, String);

/// Deployments by the changes that they carry.
struct Live<'a> {
    /// The earliest deployment matched to a change, by the change's place in its file.
    direct: BTreeMap<&'a model::Pointer, Went<'a>>,
    /// For each branch in order of time: when a change took effect, and the earliest deployment of it or a later one.
    lanes: BTreeMap<Lane, Vec<(DateTime<Utc>, Went<'a>)>>,
    places: BTreeSet<Option<String>>,
    services: BTreeSet<String>,
    until: Option<NaiveDate>,
    zone: chrono_tz::Tz,
}

impl<'a> Live<'a> {
    fn new(all: &Reconciled<'a>, dataset: &'a Dataset, terms: &Terms) -> Self {
        let mut live = Self {
            direct: BTreeMap::new(),
            lanes: BTreeMap::new(),
            places: BTreeSet::new(),
            services: BTreeSet::new(),
            until: taken_until(dataset, terms, Kind::Deploy),
            zone: terms.zone,
        };
        for deploy in deploys::live(dataset, terms) {
            live.services.extend(told(deploy.value.service.as_deref()).map(fold));
            if let Traced::Change(found) = all.trace(&deploy.value)
                && let Some(joined) = all.changes.get(found.change)
            {
                live.add(joined, deploy, found.how, found.by_commit);
            }
            for joined in all.also_named(&deploy.value).into_iter().filter_map(|at| all.changes.get(at)) {
                live.add(joined, deploy, format!("names change {} or its ticket", joined.subject()), false);
            }
        }
        live.lanes.values_mut().for_each(|lane| earliest_from_here_on(lane, terms));
        live
    }

    fn add(&mut self, joined: &Joined<'a>, deploy: &'a Sourced<Deploy>, how: String, by_commit: bool) {
        self.places.insert(joined.place());
        let at = deploy.value.at.map(|at| at.earliest(self.zone));
        let went = Went { deploy, how, carried_by: None };
        let held = self.direct.entry(joined.pointer).or_insert_with(|| went.clone());
        if at.is_some() && (held.deploy.value.at.is_none() || at < held.deploy.value.at.map(|at| at.earliest(self.zone))) {
            *held = went.clone();
        }
        let merged = joined.change.merged.map(|at| at.earliest(self.zone));
        if let (true, Some(merged), Some(at)) = (by_commit, merged, deploy.value.at)
            && merged <= at.latest(self.zone)
        {
            let carried = Went { carried_by: Some(joined.subject().to_owned()), ..went };
            self.lanes.entry(lane(joined)).or_default().push((merged, carried));
        }
    }

    /// How a change went live: with its own deployment, or with that of a later state of its branch.
    fn of(&self, joined: &Joined<'a>, terms: &Terms) -> Option<Went<'a>> {
        if let Some(direct) = self.direct.get(joined.pointer) {
            return Some(direct.clone());
        }
        let at = joined.change.merged?;
        let on = !terms.value(&CARRIES, terms.day(at)).trim().eq_ignore_ascii_case("no");
        let later = self.lanes.get(&lane(joined)).filter(|_| on)?;
        let from = later.partition_point(|(merged, _)| *merged < at.earliest(self.zone));
        later.get(from).map(|(_, went)| went.clone())
    }

    /// Whether any deployment of the change's repository is known.
    fn knows(&self, joined: &Joined<'_>) -> bool {
        let Some(place) = joined.place() else { return true };
        let served = self.services.iter().any(|service| same_repository(service, &place));
        served || self.places.contains(&Some(place)) || (self.places.is_empty() && self.services.is_empty())
    }
}

fn lane(joined: &Joined<'_>) -> Lane {
    (joined.place(), told(joined.change.base.as_deref()).map(branch).unwrap_or_default())
}

/// Puts the changes of a branch in order, and to each the earliest deployment of itself or of a later one.
fn earliest_from_here_on(lane: &mut [(DateTime<Utc>, Went<'_>)], terms: &Terms) {
    lane.sort_by(|one, other| (one.0, &one.1.deploy.pointer).cmp(&(other.0, &other.1.deploy.pointer)));
    let mut best: Option<Went<'_>> = None;
    for (_, went) in lane.iter_mut().rev() {
        let at = |went: &Went<'_>| went.deploy.value.at.map(|at| at.earliest(terms.zone));
        match &best {
            Some(earlier) if at(earlier) < at(went) => *went = earlier.clone(),
            _ => best = Some(went.clone()),
        }
    }
}

fn judged(joined: &Joined<'_>, live: &Live<'_>, terms: &Terms) -> Item {
    let deadline = deadline(joined, terms);
    let went = live.of(joined, terms);
    let (state, reason) = match (&went, deadline) {
        (Some(went), deadline) => in_time(went, deadline, terms),
        (None, None) => (State::NotDeterminable, "no deployment carries it, and when it took effect is not told".to_owned()),
        (None, Some(deadline)) => left_over(joined, live, deadline),
    };
    let unclear = state == State::Exception && effect(joined.change) == Effect::Unclear;
    let state = if unclear { State::NotDeterminable } else { state };
    let mut proof = vec![joined.pointer.clone()];
    proof.extend(went.iter().map(|went| went.deploy.pointer.clone()));
    let mut item = item(joined.subject(), state, format!("{}: {reason}", changes::lead(joined, terms)), proof);
    item.steps = changes::steps(joined);
    if let Some(deadline) = deadline {
        let days = terms.number(&GRACE, joined.day(terms));
        item.steps.push(rule(Some(deadline), format!("to be live by then: `{}` was {}", GRACE.id, count(days, "business day"))));
    }
    match &went {
        Some(went) => item.steps.push(fact(
            went.deploy.value.at,
            format!("{} went live", deploys::subject(&went.deploy.value)),
            &went.deploy.pointer,
        )),
        None => item.steps.push(rule(None, "no deployment to production is matched to it or to a later change of its branch")),
    }
    item
}

fn in_time(went: &Went<'_>, deadline: Option<NaiveDate>, terms: &Terms) -> (State, String) {
    let deploy = deploys::subject(&went.deploy.value);
    let with = match &went.carried_by {
        Some(later) => format!("carried by deployment {deploy} of a later state of its branch (change {later})"),
        None => format!("deployed with {deploy} ({})", went.how),
    };
    let Some(at) = went.deploy.value.at else { return (State::Pass, format!("{with}, no date given")) };
    let day = terms.day(at);
    match deadline {
        Some(deadline) if at.earliest(terms.zone) > day_end(deadline, terms.zone) => {
            (State::Exception, format!("{with} only on {day}; due by {deadline}"))
        }
        _ => (State::Pass, format!("{with} on {day}")),
    }
}

fn left_over(joined: &Joined<'_>, live: &Live<'_>, deadline: NaiveDate) -> (State, String) {
    if !live.knows(joined) {
        let place = joined.place().unwrap_or_default();
        return (State::NotDeterminable, format!("no deployment of {place} is in any export"));
    }
    match live.until {
        Some(until) if until < deadline => {
            let reason =
                format!("no deployment carries it; the newest export of deployments was taken on {until}, due was {deadline}");
            (State::NotDeterminable, reason)
        }
        _ => (State::Exception, format!("no deployment carries it; due by {deadline}")),
    }
}
