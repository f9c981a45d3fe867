//! `control-without-owner`: does a person own every control, on every day on which it is in force?
//!
//! Population: controls of which a version was in force in the window up to the moment of judgement, and that serve a
//! criterion in scope. Failed: days on which no person is named (a role alone is nobody), or on which the person named was
//! no longer employed by the roster, or not yet. Not determinable: no roster tells whether the person worked here, or the
//! roster does not name them.

use super::occurrence_missed::map;
use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    identity::People,
    inputs::{self, holes},
    leavers::spells,
    staff::names_nobody,
    words::{count, fold},
};
use model::{Control, Evaluation, Item, Kind, Period, Pointer, Stamp, State, Step, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "control-without-owner",
    version: 1,
    about: About {
        question: "Was a named person, who worked here, responsible for every control on every day of the window?",
        why: "A control that nobody owns is performed by chance.",
        reading: "One item per control in force in the window that serves a criterion in scope. A role without a name is nobody; \
                  an owner who has left fails from the day after the last day on.",
    },
    needs: &[],
    uses: &[Kind::Person],
    map: true,
    parameters: &[],
    judge: Judge::Records(judge),
};

/// What a stretch of ownership lacks.
struct Lack {
    days: Period,
    state: State,
    what: String,
    proof: Option<Pointer>,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "controls in force in the window", ..Draft::default() };
    let mut controls: BTreeMap<&str, Vec<&Control>> = BTreeMap::new();
    for control in &dataset.controls {
        controls.entry(&control.id).or_default().push(control);
    }
    let span = clock::elapsed(terms);
    let all: Vec<Vec<&Control>> = controls.into_values().collect();
    let in_force = keep(all, "in force on a day of the window", &mut draft.filters, |versions| {
        span.is_some_and(|span| versions.iter().any(|one| one.in_force().intersection(&span).is_some()))
    });
    let in_force = keep(in_force, "that serve a criterion in scope", &mut draft.filters, |versions| {
        versions.iter().any(|one| is_in_scope(one, dataset, terms))
    });
    let people = People::new(dataset);
    draft.items = in_force.iter().map(|versions| judged(versions, &people, dataset, terms)).collect();
    draft.sources = vec![map(dataset), inputs::standing(dataset, terms, Kind::Person)];
    conclude(&EVALUATOR, terms, draft)
}

/// A control that names no criterion that the map knows stays in.
fn is_in_scope(control: &Control, dataset: &Dataset, terms: &Terms) -> bool {
    let served: BTreeSet<String> = control.criteria.iter().map(|id| fold(id)).collect();
    let mut known = dataset.criteria.iter().filter(|criterion| served.contains(&fold(&criterion.id))).peekable();
    known.peek().is_none() || known.any(|criterion| terms.categories.contains(&criterion.category))
}

fn judged(versions: &[&Control], people: &People<'_>, dataset: &Dataset, terms: &Terms) -> Item {
    let Some(span) = clock::elapsed(terms) else {
        return item("", State::NotDeterminable, "the window has not begun", Vec::new());
    };
    let mut versions: Vec<(Period, &Control)> =
        versions.iter().filter_map(|one| Some((one.in_force().intersection(&span)?, *one))).collect();
    versions.sort_by_key(|(days, _)| days.from);
    let mut lacks: Vec<Lack> = versions.iter().flat_map(|(days, one)| lacks(one, *days, people, dataset, terms)).collect();
    lacks.sort_by_key(|lack| (lack.state != State::Exception, lack.days.from));
    let state = lacks.first().map_or(State::Pass, |lack| lack.state);
    let title = versions.last().map(|(_, one)| one.title.as_str()).unwrap_or_default();
    let owners: Vec<&str> = versions.iter().filter_map(|(_, one)| owner(one)).collect();
    let failing = lacks.iter().filter(|lack| lack.state == state).map(|lack| lack.what.clone());
    let what = if lacks.is_empty() {
        format!("owned by {}", distinct(&owners).join(", then "))
    } else {
        failing.collect::<Vec<_>>().join("; ")
    };
    let id = versions.first().map(|(_, one)| one.id.as_str()).unwrap_or_default();
    let mut proof: Vec<Pointer> = lacks.iter().filter_map(|lack| lack.proof.clone()).collect();
    if lacks.is_empty() {
        let members: BTreeSet<usize> = owners.iter().filter_map(|name| people.named(name)).collect();
        proof.extend(members.iter().filter_map(|member| Some(people.rows(*member).last()?.pointer.clone())));
    }
    let mut judged = item(id, state, format!("{title}: {what}"), proof);
    judged.steps = versions.iter().map(|(days, one)| named(*days, one)).collect();
    let told =
        lacks.iter().filter_map(|lack| Some(fact(Some(Stamp::Day(lack.days.from)), lack.what.clone(), lack.proof.as_ref()?)));
    judged.steps.extend(told);
    judged
}

fn named(days: Period, control: &Control) -> Step {
    match owner(control) {
        Some(name) => rule(Some(days.from), format!("{name} named as owner until {}", days.to)),
        None => rule(Some(days.from), format!("no person named until {}, only the role {}", days.to, control.owner_role)),
    }
}

fn owner(control: &Control) -> Option<&str> {
    control.owner.as_deref().map(str::trim).filter(|name| !names_nobody(name))
}

fn distinct<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    names.iter().copied().filter(|name| seen.insert(fold(name))).collect()
}

/// What a version lacks on its days.
fn lacks(control: &Control, days: Period, people: &People<'_>, dataset: &Dataset, terms: &Terms) -> Vec<Lack> {
    let lack = |days: Period, state, what: String, proof| vec![Lack { days, state, what, proof }];
    let number = count(days.days(), "day");
    let Some(name) = owner(control) else {
        let what =
            format!("no person is named from {} to {} ({number}), only the role {}", days.from, days.to, control.owner_role);
        return lack(days, State::Exception, what, None);
    };
    if !inputs::is_there(dataset, Kind::Person) {
        return lack(days, State::NotDeterminable, format!("no roster tells whether {name} worked here"), None);
    }
    let Some(member) = people.named(name) else {
        return lack(days, State::NotDeterminable, format!("no roster names {name}"), None);
    };
    let spells = spells(people, member, dataset, terms);
    let Some(last) = spells.last() else {
        return lack(days, State::NotDeterminable, format!("no roster taken by now names {name}"), None);
    };
    let untold = last.end.is_none() && last.row.value.employed == Some(false);
    if untold {
        let what = format!("the roster of {} says that {name} is not employed, and not since when", last.seen);
        let is_over = last.seen <= days.to;
        let state = if is_over { State::Exception } else { State::NotDeterminable };
        return lack(days, state, what, Some(last.row.pointer.clone()));
    }
    let employed: Vec<Period> = spells
        .iter()
        .filter_map(|spell| {
            Period::new(spell.start.unwrap_or(chrono::NaiveDate::MIN), spell.end.unwrap_or(chrono::NaiveDate::MAX))
        })
        .collect();
    let away = holes(days, &employed).into_iter().map(|hole| {
        let left = employed.iter().filter(|spell| spell.to < hole.from).map(|spell| spell.to).max();
        let why = left.map_or("had not started".to_owned(), |day| format!("left on {day}"));
        let number = count(hole.days(), "day");
        let what = format!("{name} {why} and is named from {} to {} ({number})", hole.from, hole.to);
        Lack { days: hole, state: State::Exception, what, proof: Some(last.row.pointer.clone()) }
    });
    away.collect()
}
