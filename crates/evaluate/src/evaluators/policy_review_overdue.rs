//! `policy-review-overdue`: was each policy reviewed at least once a year?
//!
//! Population: policies of which a version was in force in the window. Approvals and reviews of all versions count, in all
//! registers; the day on which a version came into force counts where neither is told. The next review is due on the same
//! day of the month so many months later, by the interval in force on the day of the last one, or earlier where the
//! register itself sets an earlier day. Failed: a day of the window on which the policy was in force and its review
//! overdue, whether it came late or not at all. A register keeps only the last review of a version: where one in the window
//! replaced another of the same version, what was before it is not told and does not fail. Not determinable: no day is
//! told, or the register was taken before the review fell due.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, holes},
    policies::{Document, Register, version_number},
    staff::months_after,
    words::count,
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Period, Pointer, Stamp, State, Terms, record::Policy};
use std::collections::BTreeMap;

/// Months after which a policy is reviewed again.
pub(crate) static INTERVAL: ParameterSpec = ParameterSpec {
    id: "policy-review-interval-months",
    title: "Months after an approval or review within which a policy is reviewed again",
    default: "12",
    source: "common practice: policies are reviewed at least once a year",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "policy-review-overdue",
    version: 1,
    about: About {
        question: "Was each policy in force reviewed within a year of its last approval or review?",
        why: "A policy that nobody looks at drifts away from what the company does.",
        reading: "One item per policy in force in the window. Every approval and review of every version counts. Passed: no \
                  day of the window on which a review was overdue.",
    },
    needs: &[Kind::Policy],
    uses: &[],
    map: false,
    parameters: &[&INTERVAL],
    judge: Judge::Records(judge),
};

/// An approval or a review.
struct Look<'a> {
    day: NaiveDate,
    due: NaiveDate,
    row: &'a Sourced<Policy>,
    what: &'static str,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let register = Register::new(dataset, terms);
    let mut draft = Draft { population_of: "policies in force in the window", ..Draft::default() };
    let all: Vec<&Document<'_>> = register.documents.iter().collect();
    let span = clock::elapsed(terms);
    let kept = keep(all, "of which a version was in force in the window", &mut draft.filters, |document| {
        span.is_some_and(|span| document.during(span).next().is_some())
    });
    draft.items = kept.iter().map(|document| judged(document, register.newest, terms)).collect();
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Policy)];
    conclude(&EVALUATOR, terms, draft)
}

/// Every approval and review up to the moment of judgement, in order.
fn looks<'a>(document: &Document<'a>, terms: &Terms) -> Vec<Look<'a>> {
    let mut found: BTreeMap<NaiveDate, Look<'a>> = BTreeMap::new();
    let drafts: Vec<&Pointer> = document.drafts.iter().map(|row| &row.pointer).collect();
    for row in document.rows.iter().filter(|row| !drafts.contains(&&row.pointer)) {
        let policy = &row.value;
        let since = policy.effective.filter(|_| policy.approved.is_none() && policy.reviewed.is_none());
        let told =
            [(policy.approved, "approved"), (policy.reviewed, "reviewed"), (since, "in force, with no approval or review told")];
        let days: Vec<_> = told.into_iter().filter_map(|(at, what)| Some((terms.day(at?), what))).collect();
        let last = days.iter().map(|(day, _)| *day).max();
        for (day, what) in days.into_iter().filter(|(day, _)| *day <= terms.today()) {
            let yearly = months_after(day, terms.number(&INTERVAL, day));
            let own = policy.next_review.map(|at| terms.day(at)).filter(|own| Some(day) == last && *own > day);
            let due = own.map_or(yearly, |own| own.min(yearly));
            found.entry(day).or_insert(Look { day, due, row, what });
        }
    }
    found.into_values().collect()
}

fn judged(document: &Document<'_>, newest: Option<NaiveDate>, terms: &Terms) -> Item {
    let looks = looks(document, terms);
    let proof = |row: Option<&Sourced<Policy>>| {
        row.or(document.rows.last().copied()).map(|row| row.pointer.clone()).into_iter().collect()
    };
    let Some(last) = looks.last() else {
        return untold(document, proof(None), terms);
    };
    let mut judged = match overdue(document, &looks, terms) {
        None => {
            let reason = format!("last {} on {}, next due by {}", last.what, last.day, last.due);
            let ended = document.versions.iter().all(|one| one.ended);
            let (state, until) = if ended {
                (State::NotDeterminable, "; no longer in force, and nothing says since when")
            } else {
                (State::Pass, "")
            };
            item(document.name, state, format!("{reason}{until}"), proof(Some(last.row)))
        }
        Some((due, before)) => {
            let again = looks.iter().find(|look| look.day > due);
            let state = match again {
                None if newest.is_none_or(|newest| newest <= due) => State::NotDeterminable,
                _ => State::Exception,
            };
            let what = match again {
                Some(look) => format!("{} on {}, {} late", look.what, look.day, count(clock::between(due, look.day), "day")),
                None if state == State::Exception => "not reviewed since".to_owned(),
                None => "the newest register was taken before that".to_owned(),
            };
            let lead = before.map_or(String::new(), |look| format!("{} on {}, ", look.what, look.day));
            let rows = again.or(before).map(|look| look.row);
            item(document.name, state, format!("{lead}review due by {due}: {what}"), proof(rows))
        }
    };
    judged.steps =
        looks.iter().rev().take(3).rev().map(|look| fact(Some(Stamp::Day(look.day)), look.what, &look.row.pointer)).collect();
    let months = terms.number(&INTERVAL, last.day);
    let by = if last.due == months_after(last.day, months) {
        format!("`{}` was {months} on {}", INTERVAL.id, last.day)
    } else {
        "the register sets that day".to_owned()
    };
    judged.steps.push(rule(Some(last.due), format!("next review due; {by}")));
    judged
}

/// The first review that was overdue on a day of the window: when it was due, and what was before it.
fn overdue<'l, 'a>(document: &Document<'a>, looks: &'l [Look<'a>], terms: &Terms) -> Option<(NaiveDate, Option<&'l Look<'a>>)> {
    let window = clock::elapsed(terms)?;
    let covered: Vec<Period> = looks.iter().filter_map(|look| Period::new(clock::plus(look.day, 1), look.due)).collect();
    let first = looks.first()?;
    let spans = document.during(window).filter_map(|one| one.sure()?.intersection(&window));
    let mut open: Vec<Period> = spans.flat_map(|span| holes(span, &covered)).filter(|hole| hole.from > first.day).collect();
    open.sort_by_key(|hole| hole.from);
    open.into_iter().find_map(|hole| {
        let before = looks.iter().rfind(|look| look.day < hole.from)?;
        let again = looks.iter().find(|look| look.day >= hole.from);
        let replaced = again.is_some_and(|again| same_version(before, again));
        (!replaced).then_some((before.due, Some(before)))
    })
}

/// Two looks at one version in one register: of the reviews between them it may have kept the last only.
fn same_version(one: &Look<'_>, other: &Look<'_>) -> bool {
    let number = |look: &Look<'_>| look.row.value.version.as_deref().map(version_number);
    other.what == "reviewed" && number(one) == number(other) && one.row.pointer.evidence == other.row.pointer.evidence
}

/// No approval, no review and no first day: the register's own due day, if it has one, is all there is.
fn untold(document: &Document<'_>, proof: Vec<Pointer>, terms: &Terms) -> Item {
    let due = document.rows.iter().filter_map(|row| row.value.next_review).map(|at| terms.day(at)).max();
    let reason = match due {
        Some(due) => format!("the register tells neither approval nor review, only that one is due by {due}"),
        None => "the register tells neither approval nor review nor the first day in force".to_owned(),
    };
    let overdue = due.is_some_and(|due| clock::is_over(due, terms));
    let state = if overdue { State::Exception } else { State::NotDeterminable };
    let reason = if overdue { format!("{reason}, which has passed") } else { reason };
    let mut judged = item(document.name, state, reason, proof);
    judged
        .steps
        .extend(document.rows.last().map(|row| fact(row.value.next_review, "next review due by the register", &row.pointer)));
    judged
}
