//! `access-review-overdue`: was the access to each system reviewed as often as agreed, and each review finished?
//!
//! Population: the systems that the parameter names; where it names none, those with decisions of reviews and those whose
//! accounts were imported. One item per system, and one per round of decisions that is late itself. A system is reviewed on
//! the day of the last decision of a round (a review, or the decisions of a system that name none). From one review to the
//! next, from the first day of the window to the first one where no earlier is known, and from the last one to the end of
//! the window no more than cadence and grace may pass, by the values in force when the time began. Failed: a deadline that
//! passed in the window, or before it and was not made up for until it began; a system that the company named and no
//! decision speaks of; decisions still open after the day on which the round was due. Not determinable: decisions without
//! dates, or a system of which no review was imported and that nobody named. A deadline after the window is no failure.

use crate::{
    accounts, clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, Source},
    reviews::{Decided, decisions, is_decided, system},
    words::{count, fold},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Pointer, Stamp, State, Step, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// Systems whose access is reviewed.
pub(crate) static SYSTEMS: ParameterSpec = ParameterSpec {
    id: "access-review-systems",
    title: "Systems whose access is reviewed, separated by commas; blank: all with reviews or imported accounts",
    default: "",
    source: "every system counts unless the company names those in scope",
};

/// Days from one review to the next.
pub(crate) static CADENCE: ParameterSpec = ParameterSpec {
    id: "access-review-cadence-days",
    title: "Days from one review of the access to a system to the next",
    default: "92",
    source: "once a quarter is the usual cadence; no quarter is longer than 92 days",
};

/// Days of grace.
pub(crate) static GRACE: ParameterSpec = ParameterSpec {
    id: "access-review-grace-days",
    title: "Days by which a review may come later than its cadence",
    default: "14",
    source: "our choice: two reviews of neighbouring quarters are rarely held on the same day of them",
};

/// Days within which a round is finished.
pub(crate) static COMPLETION: ParameterSpec = ParameterSpec {
    id: "access-review-completion-days",
    title: "Days after its first decision within which every decision of a review is made, where the source names no due day",
    default: "30",
    source: "common practice: a review is finished within a month",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "access-review-overdue",
    version: 1,
    about: About {
        question: "Was the access to each system reviewed as often as agreed, and every review finished?",
        why: "Reviews find what nobody else notices: rights that stayed after a move, accounts that nobody needs.",
        reading: "One item per system with the longest time between reviews, and one per round with decisions open too long. A \
                  system with accounts and no review is not determinable unless the company has named it.",
    },
    needs: &[Kind::AccessReview],
    uses: &[Kind::Account, Kind::Grant],
    map: false,
    parameters: &[&SYSTEMS, &CADENCE, &GRACE, &COMPLETION],
    judge: Judge::Records(judge),
};

/// Folded name to the name as written and the rounds of it.
type Systems<'a> = BTreeMap<String, (String, BTreeMap<String, Vec<Decided<'a>>>)>;

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "systems whose access is reviewed", ..Draft::default() };
    let typed = terms.value(&SYSTEMS, clock::horizon(terms)).split(',').map(str::trim).filter(|system| !system.is_empty());
    let named: BTreeMap<String, &str> = typed.map(|system| (fold(system), system)).collect();
    let mut systems = reviewed(dataset, terms);
    let reviewed: BTreeSet<String> = systems.keys().cloned().collect();
    let imported = accounts::histories(dataset, terms);
    for seen in imported.iter().filter_map(|history| history.current(terms)) {
        let name = accounts::system(seen.account);
        if accounts::system_named(name, reviewed.iter().map(String::as_str)).is_some() {
            continue;
        }
        systems.entry(fold(name)).or_insert_with(|| (name.to_owned(), BTreeMap::new()));
    }
    let before = systems.len() as u64;
    if !named.is_empty() {
        systems.retain(|system, _| named.contains_key(system));
        for (system, name) in &named {
            systems.entry(system.clone()).or_insert_with(|| ((*name).to_owned(), BTreeMap::new()));
        }
    }
    let kept = if named.is_empty() {
        "all systems with reviews or accounts".to_owned()
    } else {
        format!("systems named ({})", named.values().copied().collect::<Vec<_>>().join(", "))
    };
    draft.filters.push(model::Filter { kept, before, after: systems.len() as u64 });
    for (system, (name, rounds)) in &systems {
        draft.items.push(by_cadence(name, rounds, named.contains_key(system), terms));
        draft.items.extend(rounds.iter().filter_map(|(round, decided)| unfinished(name, round, decided, terms)));
    }
    draft.sources = vec![inputs::events(dataset, terms, Kind::AccessReview)];
    if named.is_empty() && !inputs::is_there(dataset, Kind::Account) {
        let mut absent = Source::absent(Kind::Account);
        absent.input.gaps.push(format!("which systems should be reviewed is not known; name them in `{}`", SYSTEMS.id));
        draft.sources.push(absent);
    } else if inputs::is_there(dataset, Kind::Account) {
        draft.sources.push(inputs::supporting(dataset, Kind::Account));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn reviewed<'a>(dataset: &'a Dataset, terms: &Terms) -> Systems<'a> {
    let mut systems: Systems<'a> = BTreeMap::new();
    for decided in decisions(dataset, terms) {
        let name = system(decided.review());
        let (_, rounds) = systems.entry(fold(name)).or_insert_with(|| (name.to_owned(), BTreeMap::new()));
        let own = decided.review().review.clone().filter(|review| !review.trim().is_empty());
        // Decisions that name no review are taken together by month: one round seldom lasts longer.
        let round = own.unwrap_or_else(|| decided.day(terms).map_or_else(String::new, |day| day.format("%Y-%m").to_string()));
        rounds.entry(round).or_default().push(decided);
    }
    systems
}

/// A review that was held: the day of its last decision and the row of it.
type Held<'a> = (NaiveDate, &'a Pointer);

fn by_cadence(name: &str, rounds: &BTreeMap<String, Vec<Decided<'_>>>, wanted: bool, terms: &Terms) -> Item {
    let mut held: Vec<(NaiveDate, Pointer)> = rounds.values().flat_map(|decided| held(decided, terms)).collect();
    held.sort();
    let any = rounds.values().flatten().next();
    let (state, reason) = match (held.is_empty(), any, wanted) {
        (true, Some(_), _) => (State::NotDeterminable, "no decision of its reviews has a date".to_owned()),
        (true, None, true) => never(terms),
        (true, None, false) => (
            State::NotDeterminable,
            format!("no review of it was imported; name it in `{}` if it has to be reviewed", SYSTEMS.id),
        ),
        (false, ..) => between(&held.iter().map(|(day, pointer)| (*day, pointer)).collect::<Vec<_>>(), terms),
    };
    let inside = held.iter().filter(|(day, _)| terms.window.contains(*day));
    let proof: Vec<Pointer> = inside.chain(held.iter().rev().take(1)).map(|(_, pointer)| pointer.clone()).collect();
    let proof = if proof.is_empty() { any.map(|one| one.row.pointer.clone()).into_iter().collect() } else { unique(proof) };
    let mut judged = item(name, state, reason, proof);
    judged.steps = steps(&held, terms);
    judged
}

/// The days on which a review was finished: one that comes again under the same name was held as often as a month and more
/// lies between its decisions.
fn held(decided: &[Decided<'_>], terms: &Terms) -> Vec<(NaiveDate, Pointer)> {
    let made = decided.iter().filter(|one| is_decided(one.review()));
    let mut made: Vec<(NaiveDate, Pointer)> = made.filter_map(|one| Some((one.day(terms)?, one.row.pointer.clone()))).collect();
    made.sort();
    let mut ends: Vec<(NaiveDate, Pointer)> = Vec::new();
    for (day, pointer) in made {
        match ends.last_mut() {
            Some(last) if clock::between(last.0, day) <= ROUND => *last = (day, pointer),
            _ => ends.push((day, pointer)),
        }
    }
    ends
}

/// Days between two decisions of one name that make two rounds of them.
const ROUND: i64 = 31;

fn unique(mut pointers: Vec<Pointer>) -> Vec<Pointer> {
    pointers.sort();
    pointers.dedup();
    pointers
}

fn steps(held: &[(NaiveDate, Pointer)], terms: &Terms) -> Vec<Step> {
    let from = terms.window.from;
    let limits = |day: NaiveDate| {
        let (cadence, grace) = (terms.number(&CADENCE, day), terms.number(&GRACE, day));
        format!("`{}` was {cadence}, `{}` {grace}", CADENCE.id, GRACE.id)
    };
    let first = held.first().is_none_or(|(day, _)| *day >= from).then(|| {
        rule(
            Some(from),
            format!("first day of the window, no earlier review known: {}, due by {}", limits(from), deadline(from, terms)),
        )
    });
    let shown = held.iter().rev().take(5).rev();
    let reviews = shown.map(|(day, pointer)| {
        let next = format!("last decision of a review; {}, due again by {}", limits(*day), deadline(*day, terms));
        fact(Some(Stamp::Day(*day)), next, pointer)
    });
    first.into_iter().chain(reviews).collect()
}

fn never(terms: &Terms) -> (State, String) {
    let deadline = deadline(terms.window.from, terms);
    if clock::is_over(deadline, terms) && deadline <= clock::horizon(terms) {
        return (State::Exception, format!("no review in the evidence; the first was due by {deadline} at the latest"));
    }
    (State::NotDeterminable, format!("no review in the evidence; the first is due by {deadline}"))
}

fn deadline(from: NaiveDate, terms: &Terms) -> NaiveDate {
    clock::plus(from, terms.number(&CADENCE, from).saturating_add(terms.number(&GRACE, from)))
}

/// The first time between two reviews that was too long, else the longest one.
fn between(held: &[Held<'_>], terms: &Terms) -> (State, String) {
    let horizon = clock::horizon(terms);
    let from = terms.window.from;
    let first = held.first().filter(|(day, _)| *day >= from).map(|_| from);
    let starts = first.into_iter().chain(held.iter().map(|(day, _)| *day));
    for start in starts {
        let is_first_day = first == Some(start) && !held.iter().any(|(day, _)| *day == start);
        let next = held.iter().map(|(day, _)| *day).find(|day| *day > start || (is_first_day && *day >= start));
        let due = deadline(start, terms);
        // Late only before the window began is for the time before it.
        let made_up = next.is_some_and(|next| next <= due || next < from);
        if made_up || due > horizon || !clock::is_over(due, terms) {
            continue;
        }
        let since =
            if is_first_day { format!("none from the first day of the window, {start}") } else { format!("reviewed on {start}") };
        let then = next.map_or_else(|| format!("not again until {horizon}"), |next| format!("next on {next}"));
        let late = count(clock::between(due, next.unwrap_or(horizon)), "day");
        return (State::Exception, format!("{since}, due again by {due}, {then}: {late} late"));
    }
    let days: Vec<String> = held.iter().filter(|(day, _)| *day >= from).map(|(day, _)| day.to_string()).collect();
    let last = held.last().map_or(from, |(day, _)| *day);
    let said = if days.is_empty() { format!("last reviewed on {last}") } else { format!("reviewed on {}", days.join(", ")) };
    (State::Pass, format!("{said}; due again by {}", deadline(last, terms)))
}

/// A round with decisions that were still open when they were due; none where there is nothing to say.
fn unfinished(name: &str, round: &str, decided: &[Decided<'_>], terms: &Terms) -> Option<Item> {
    let open: Vec<&Decided<'_>> = decided.iter().filter(|one| !is_decided(one.review())).collect();
    let first_open = open.first()?;
    let begun = decided.iter().filter_map(|one| one.day(terms)).min();
    let told = open.iter().filter_map(|one| one.review().due).map(|due| terms.day(due)).min();
    let seen = open.iter().map(|one| one.seen).max()?;
    let due = told.or_else(|| begun.map(|day| clock::plus(day, terms.number(&COMPLETION, day))));
    let how_many = format!("{} of {}", open.len(), count(decided.len(), "decision"));
    let round = if round.is_empty() { "a review".to_owned() } else { format!("review {round}") };
    let proof: Vec<Pointer> = open.iter().take(5).map(|one| one.row.pointer.clone()).collect();
    let (state, reason) = match due {
        Some(due) if due >= seen => return None,
        Some(due) if due < terms.window.from && seen < terms.window.from => return None,
        Some(due) => (State::Exception, format!("{round}: {how_many} still open in the list of {seen}, due by {due}")),
        None => (
            State::NotDeterminable,
            format!("{round}: {how_many} open in the list of {seen}, and nothing tells when they were due"),
        ),
    };
    let mut judged = item(name, state, reason, proof);
    judged.steps = begun.map(|day| rule(Some(day), "first decision of the review")).into_iter().collect();
    judged
        .steps
        .extend(due.map(|due| rule(Some(due), format!("every decision was due, by the source or by `{}`", COMPLETION.id))));
    judged.steps.push(fact(Some(Stamp::Day(seen)), format!("{how_many} still open"), &first_open.row.pointer));
    Some(judged)
}
