//! `terminated-user-active`: was every leaver's account disabled in time?
//!
//! Population: persons whose last day lies in the window, and earlier leavers with an account that was still usable in
//! it; one item per person and account. The deadline is the end of the business day that lies the agreed number of
//! business days after the last day, by the value in force on the last day. Failed: an account seen active, used,
//! enabled again or disabled after the deadline. Not determinable: no account list at all, an account last seen before
//! the deadline, or found disabled after it with nothing that says since when, or an active one that fits a leaver and others
//! equally well. A duty that is not yet due is no item.
//! Somebody who starts again is no leaver from that day on, and an account made on or after that day is none of the earlier
//! employment. A contractor leaves on the last day of the contract that the newest roster gives. A list without a date is taken to show the day on which the
//! file was last changed or came in, which every reason that rests on it says.

use crate::{
    accounts::{self, History},
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    identity::{Found, How, People},
    inputs,
    leavers::{Leaver, leavers},
    tenure::{Case, Outcome, Trail},
};
use chrono::NaiveDate;
use model::{
    Evaluation, Item, Kind, ParameterSpec, State, Step, Terms,
    record::{Account, AccountNature, AccountStatus},
    time::add_business_days,
};
use std::collections::BTreeMap;

/// Business days within which a leaver's accounts are disabled.
pub(crate) static SLA: ParameterSpec = ParameterSpec {
    id: "termination-sla-business-days",
    title: "Business days after the last day within which every account of a leaver is disabled",
    default: "1",
    source: "common practice: within one business day of termination",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "terminated-user-active",
    version: 3,
    about: About {
        question: "Was every leaver's account disabled within the agreed time?",
        why: "An account that outlives the employment lets somebody in who no longer has a right to be there.",
        reading: "One item per leaver and account, in every system imported. An item is not determinable when the account \
                  was found disabled only after the deadline and nothing says since when.",
    },
    needs: &[Kind::Person, Kind::Account],
    uses: &[Kind::Grant, Kind::AuditEvent],
    map: false,
    parameters: &[&SLA],
    judge: Judge::Records(judge),
};

type Held<'h, 'a> = BTreeMap<usize, Vec<(&'h History<'a>, How)>>;

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let histories = accounts::histories(dataset, terms);
    let held = held(&people, &histories);
    let roster = inputs::standing(dataset, terms, Kind::Person);
    let mut draft = Draft { population_of: "accounts of persons who left", ..Draft::default() };
    let population = population(&people, &held, dataset, terms, &mut draft);
    let trail = Trail::new(dataset);
    for leaver in &population {
        let own = held.get(&leaver.member).map(Vec::as_slice).unwrap_or_default();
        let label = people.label(leaver.member);
        draft.items.extend(judged(leaver, label, own, &trail, terms));
    }
    draft.items.extend(ambiguous(&people, &histories, &population));
    draft.sources = vec![roster, inputs::standing(dataset, terms, Kind::Account)];
    if !dataset.evidence_of(Kind::AuditEvent).is_empty() {
        draft.sources.push(inputs::supporting(dataset, Kind::AuditEvent));
    }
    no_leaver_ever(dataset, terms, &mut draft);
    conclude(&EVALUATOR, terms, draft)
}

/// Active accounts that fit somebody who left and others equally well: nobody is guessed, and none is dropped.
fn ambiguous(people: &People<'_>, histories: &[History<'_>], population: &[Leaver<'_>]) -> Vec<Item> {
    let left: BTreeMap<usize, &Leaver<'_>> = population.iter().map(|leaver| (leaver.member, leaver)).collect();
    let mut found = Vec::new();
    for seen in histories.iter().filter(|history| history.gone.is_none()).filter_map(History::latest) {
        if !is_personal(seen.account) || seen.account.status != AccountStatus::Active {
            continue;
        }
        let Found::Several(members) = people.find(seen.account) else { continue };
        let Some(leaver) = members.iter().find_map(|member| left.get(member)) else { continue };
        let names: Vec<&str> = members.iter().map(|member| people.label(*member)).collect();
        let reason = format!(
            "active in {} and fits several persons equally well ({}), of whom {} left",
            accounts::list_of(seen),
            names.join(", "),
            people.label(leaver.member)
        );
        let proof = vec![seen.pointer.clone(), leaver.row.pointer.clone()];
        found.push(item(accounts::subject(seen.account), State::NotDeterminable, reason, proof));
    }
    found
}

fn is_personal(account: &Account) -> bool {
    !matches!(account.nature, AccountNature::Service | AccountNature::Shared | AccountNature::Root)
}

/// A roster that has never lost anybody may simply not list leavers.
fn no_leaver_ever(dataset: &Dataset, terms: &Terms, draft: &mut Draft) {
    let until = terms.today();
    let left =
        |person: &model::record::Person| person.employed == Some(false) || person.end.is_some_and(|end| terms.day(end) <= until);
    if draft.items.is_empty()
        && !dataset.persons.iter().any(|row| left(&row.value))
        && let Some(roster) = draft.sources.first_mut()
    {
        roster.covers = false;
        roster.input.gaps.push("the roster names nobody who ever left: it may list current staff only".to_owned());
    }
}

fn held<'h, 'a>(people: &People<'a>, histories: &'h [History<'a>]) -> Held<'h, 'a> {
    let mut held: Held<'h, 'a> = BTreeMap::new();
    for history in histories {
        let Some(seen) = history.latest() else { continue };
        if let (true, Found::One(member, how)) = (is_personal(seen.account), people.find(seen.account)) {
            held.entry(member).or_default().push((history, how));
        }
    }
    held
}

fn population<'a>(
    people: &People<'a>,
    held: &Held<'_, 'a>,
    dataset: &Dataset,
    terms: &Terms,
    draft: &mut Draft,
) -> Vec<Leaver<'a>> {
    let until = clock::horizon(terms);
    let left = leavers(people, dataset, terms, until);
    draft.filters.push(model::Filter {
        kept: format!("persons who left on or before {until}"),
        before: people.len() as u64,
        after: left.len() as u64,
    });
    let usable = |leaver: &Leaver<'a>| {
        let mut own = held.get(&leaver.member).into_iter().flatten();
        own.any(|(history, _)| is_of(history, leaver, terms) && usable_in_window(history, leaver, terms))
    };
    let left = keep(left, "left in the window, or still had a usable account in it", &mut draft.filters, |leaver| {
        leaver.last_day.is_none_or(|day| day >= terms.window.from) || usable(leaver)
    });
    let left = keep(
        left,
        "did not begin a new employment before the deadline",
        &mut draft.filters,
        |leaver| !matches!((deadline(leaver, terms), leaver.back), (Some(deadline), Some(back)) if back <= deadline),
    );
    keep(left, "whose deadline has passed", &mut draft.filters, |leaver| {
        deadline(leaver, terms).is_none_or(|deadline| clock::is_over(deadline, terms))
    })
}

/// Whether an account is of the employment that ended, not made on or after the first day of a later one.
fn is_of(history: &History<'_>, leaver: &Leaver<'_>, terms: &Terms) -> bool {
    let made = history.sightings().iter().filter_map(|seen| seen.account.created).map(|at| terms.day(at)).min();
    !matches!((made, leaver.back), (Some(made), Some(back)) if made >= back)
}

fn usable_in_window(history: &History<'_>, leaver: &Leaver<'_>, terms: &Terms) -> bool {
    let before_return = |day: NaiveDate| leaver.back.is_none_or(|back| day < back);
    history.sightings().iter().any(|seen| {
        let active = seen.account.status == AccountStatus::Active && seen.moment.day >= terms.window.from;
        // Disabled since, or used in it: it could be used in the window.
        let told = [seen.account.disabled, seen.account.last_login].into_iter().flatten().map(|stamp| terms.day(stamp));
        let mut told = told.filter(|day| *day >= terms.window.from && before_return(*day));
        (active && before_return(seen.moment.day)) || told.next().is_some()
    })
}

fn deadline(leaver: &Leaver<'_>, terms: &Terms) -> Option<NaiveDate> {
    let last_day = leaver.last_day?;
    Some(add_business_days(last_day, terms.number(&SLA, last_day), &terms.holidays))
}

fn judged(leaver: &Leaver<'_>, label: &str, own: &[(&History<'_>, How)], trail: &Trail<'_>, terms: &Terms) -> Vec<Item> {
    let own: Vec<&(&History<'_>, How)> = own.iter().filter(|(history, _)| is_of(history, leaver, terms)).collect();
    if own.is_empty() {
        let reason = match leaver.last_day {
            Some(day) => format!("{label} left on {day}; no account of that employment found in the lists imported"),
            None => format!("The roster says that {label} is not employed; no account found in the lists imported"),
        };
        let mut none = item(label, State::Pass, reason, vec![leaver.row.pointer.clone()]);
        none.steps = steps(leaver, terms);
        return vec![none];
    }
    own.iter().map(|(history, how)| one_account(leaver, label, history, *how, trail, terms)).collect()
}

fn one_account(leaver: &Leaver<'_>, label: &str, history: &History<'_>, how: How, trail: &Trail<'_>, terms: &Terms) -> Item {
    let (Some(last_day), Some(deadline)) = (leaver.last_day, deadline(leaver, terms)) else {
        return without_last_day(leaver, label, history, terms);
    };
    let case = Case { history, deadline, back: leaver.back, trail, terms };
    let Outcome { state, what, mut proof } = case.outcome();
    let mut steps = steps(leaver, terms);
    if let Some(seen) = history.latest() {
        let whose = format!(
            "account {} of {}, matched by {}",
            accounts::subject(seen.account),
            accounts::system(seen.account),
            how.words()
        );
        steps.push(fact(None, whose, seen.pointer));
    }
    steps.push(proof.first().map_or_else(|| rule(None, what.clone()), |deciding| fact(None, what.clone(), deciding)));
    proof.push(leaver.row.pointer.clone());
    let contradicts = match leaver.row.value.employed {
        Some(true) if leaver.back.is_none() => "; the roster still calls them employed",
        _ => "",
    };
    let by = how.words();
    let reason = format!("{label} left on {last_day}, to be disabled by {deadline}: {what} (matched by {by}{contradicts})");
    let subject = history.latest().map_or(label, |seen| accounts::subject(seen.account));
    let mut judged = item(subject, state, reason, proof);
    judged.steps = steps;
    judged
}

/// The last day, and the deadline by the value in force on it.
fn steps(leaver: &Leaver<'_>, terms: &Terms) -> Vec<Step> {
    let person = &leaver.row.value;
    let kind = if person.employment == model::record::Employment::Contractor { "contract" } else { "employment" };
    let Some((last_day, deadline)) = leaver.last_day.zip(deadline(leaver, terms)) else {
        let word = person.status_word.as_deref().unwrap_or("not employed");
        return vec![fact(None, format!("`{word}` on the roster, without a last day"), &leaver.row.pointer)];
    };
    let sla = terms.number(&SLA, last_day);
    let mut steps = vec![
        fact(person.end, format!("last day of the {kind}, by the roster"), &leaver.row.pointer),
        rule(Some(deadline), format!("last day in time; `{}` was {sla} on {last_day}", SLA.id)),
    ];
    steps.extend(leaver.back.map(|back| rule(Some(back), "first day of a later employment: nothing from then on counts")));
    steps
}

/// The roster says that somebody is gone and not since when.
fn without_last_day(leaver: &Leaver<'_>, label: &str, history: &History<'_>, terms: &Terms) -> Item {
    let word = leaver.row.value.status_word.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
    let Some(seen) = history.latest() else {
        return item(label, State::NotDeterminable, "no list shows the account", vec![leaver.row.pointer.clone()]);
    };
    let proof = vec![seen.pointer.clone(), leaver.row.pointer.clone()];
    let subject = accounts::subject(seen.account);
    let unfolded = |mut judged: Item| {
        judged.steps = steps(leaver, terms);
        judged.steps.push(fact(
            Some(model::Stamp::Day(seen.moment.day)),
            format!("in {}", accounts::list_of(seen)),
            seen.pointer,
        ));
        judged
    };
    if seen.account.status == AccountStatus::Active && history.gone.is_none() {
        let list = accounts::list_of(seen);
        let reason = format!("The roster says that {label} is not employed{word} and gives no last day; active in {list}");
        return unfolded(item(subject, State::Exception, reason, proof));
    }
    let reason = format!("The roster says that {label} is not employed{word} and gives no last day: no deadline can be told");
    unfolded(item(subject, State::NotDeterminable, reason, proof))
}
