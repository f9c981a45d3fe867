//! `failover-untested`: was the plan for recovery exercised within the year, with a result and inside its objectives?
//!
//! Population: the duty to test, one item, and each failover and exercise in the window. The duty is met if on no day of the
//! window the last test that succeeded is older than the interval; a test before the window counts, for the duty is yearly.
//! Where no test before the window is known, one has to be found by its end. Failed: no test in time; a test that failed and
//! was not repeated with success in time; a failover that took longer than its objective (RTO) or lost more than allowed
//! (RPO). An exercise at the table has a result and nothing to measure. Not determinable: evidence that does not reach the
//! end of the window; a test without date or result; a failover without duration, or without the loss that its own objective
//! asks for.

use crate::{
    backups, clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    recovery::{self, Objectives, Test, verdict},
    rhythm::{Overdue, Rhythm, overdue},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, State, Step, Terms, record::RecoveryTestKind};
use std::collections::BTreeSet;

/// Days between two tests.
pub(crate) static INTERVAL: ParameterSpec = ParameterSpec {
    id: "failover-test-interval-days",
    title: "Days within which the plan for recovery is tested again, by a failover or an exercise",
    default: "365",
    source: "a yearly test of the recovery plan, the usual commitment; A1.3 names no interval",
};

/// Hours that a failover may take.
pub(crate) static OBJECTIVE: ParameterSpec = ParameterSpec {
    id: "failover-objective-hours",
    title: "Hours that a failover may take (RTO) where its test names no objective",
    default: "24",
    source: "no standard sets one: a day is the usual promise of a small service; set the company's own",
};

/// Hours of data that a failover may lose.
pub(crate) static LOSS: ParameterSpec = ParameterSpec {
    id: "failover-loss-hours",
    title: "Hours of data that a failover may lose (RPO) where its test names no objective",
    default: "24",
    source: "what a daily backup can lose",
};

/// Days to repeat a failed test.
pub(crate) static RETEST: ParameterSpec = ParameterSpec {
    id: "failover-retest-days",
    title: "Days within which a failed test of the recovery plan is repeated with success",
    default: "90",
    source: "a quarter to mend a plan and try again",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "failover-untested",
    version: 1,
    about: About {
        question: "Was the plan for recovery tested within the year, with a result and inside its objectives?",
        why: "A plan that was never walked through fails at the step that nobody thought of.",
        reading: "One item for the duty, which a test before the window can meet, and one per failover or exercise in the window. \
                  A failover without duration is not determinable; an exercise has a result only.",
    },
    needs: &[Kind::RecoveryTest],
    uses: &[],
    map: false,
    parameters: &[&INTERVAL, &OBJECTIVE, &LOSS, &RETEST],
    judge: Judge::Records(judge),
};

const OBJECTIVES: Objectives = Objectives { time: &OBJECTIVE, loss: Some(&LOSS) };
const DUTY: &str = "yearly test of the recovery plan";

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "the duty to test recovery, and each test in the window", ..Draft::default() };
    let all = recovery::tests(dataset, terms);
    let tests: Vec<&Test<'_>> = all.iter().collect();
    let mut tests = keep(tests, "failovers and exercises", &mut draft.filters, |test| {
        matches!(test.kind, RecoveryTestKind::Failover | RecoveryTestKind::Tabletop)
    });
    tests.sort_by_key(|test| (test.stamp.map(|at| at.earliest(terms.zone)), test.pointer));
    let known = recovery::known_until(dataset, &all, terms);
    draft.items.push(duty(&tests, known, terms));
    let inside = keep(tests.clone(), "in the window, or without a date", &mut draft.filters, |test| {
        test.day.is_none_or(|day| terms.window.contains(day))
    });
    draft.items.extend(inside.into_iter().map(|test| judged(test, &tests, terms)));
    draft.sources = vec![inputs::standing(dataset, terms, Kind::RecoveryTest)];
    conclude(&EVALUATOR, terms, draft)
}

/// Whether the plan was tested often enough.
fn duty(tests: &[&Test<'_>], known: Option<NaiveDate>, terms: &Terms) -> Item {
    let ran = |test: &&&Test<'_>| {
        let result = matches!(test.outcome, model::record::Outcome::Succeeded | model::record::Outcome::Warned);
        result && test.day.is_some()
    };
    let good: Vec<&Test<'_>> = tests.iter().filter(ran).copied().collect();
    let done: BTreeSet<NaiveDate> = good.iter().filter_map(|test| test.day).collect();
    let newest = good.iter().rfind(|test| test.day.is_some_and(|day| day <= terms.window.to)).copied();
    let rhythm = Rhythm::of(&INTERVAL, terms, terms.window.from, &[]).unwrap_or(Rhythm::Days(365));
    let late = backups::over(terms).map(|span| overdue(&done, span, |day| rhythm.due_after(day, terms))).unwrap_or_default();
    let late = late.first().copied();
    let over = clock::is_over(terms.window.to, terms);
    let untold = tests.iter().find(|test| test.day.is_none() || !ran(test) && test.outcome != model::record::Outcome::Failed);
    let (state, reason) = match (late, newest) {
        (Some(late), _) if known > Some(late.due) => (State::Exception, spelled(late)),
        (Some(late), _) => {
            let until = known.map(|day| format!(" after {day}")).unwrap_or_default();
            (State::NotDeterminable, format!("{}; no evidence{until} tells of a test", spelled(late)))
        }
        (None, Some(test)) => (State::Pass, format!("{}: {}", test.label(), test.said())),
        (None, None) if untold.is_some() => (State::NotDeterminable, "no test with a date and a result".to_owned()),
        (None, None) if !over => (State::NotDeterminable, format!("no test so far, the window lasts until {}", terms.window.to)),
        (None, None) if known < Some(terms.window.to) => {
            let until = known.map(|day| format!(" up to {day}")).unwrap_or_default();
            (State::NotDeterminable, format!("no test{until}: no evidence tells of the time until {}", terms.window.to))
        }
        (None, None) => (State::Exception, format!("no test that succeeded up to the end of the window, {}", terms.window.to)),
    };
    let shown = newest.into_iter().chain(untold.copied().filter(|_| newest.is_none()));
    let mut duty = item(DUTY, state, reason, shown.clone().map(|test| test.pointer.clone()).collect());
    let value = terms.value(&INTERVAL, terms.window.from);
    duty.steps.push(rule(Some(terms.window.from), format!("`{}` was {value} on that day", INTERVAL.id)));
    duty.steps.extend(shown.map(|test| fact(test.stamp, format!("{}: {}", test.label(), test.said()), test.pointer)));
    duty.steps.extend(known.map(|day| rule(Some(day), "the last day of which evidence of tests tells")));
    duty
}

fn spelled(late: Overdue) -> String {
    let after = late.after.map(|day| format!("the last test that succeeded is of {day}, ")).unwrap_or_default();
    let next = late.until.map(|day| format!(", the next is of {day}")).unwrap_or_default();
    format!("{after}one was due by {}{next}", late.due)
}

/// One test; one that failed passes if it was repeated in time with success.
fn judged(test: &Test<'_>, all: &[&Test<'_>], terms: &Terms) -> Item {
    let (state, said) = verdict(test, &OBJECTIVES, terms);
    let mut steps: Vec<Step> = vec![fact(test.stamp, test.said(), test.pointer)];
    let (state, reason) = match test.day.filter(|_| state == State::Exception) {
        None => (state, said),
        Some(day) => {
            let last = clock::plus(day, terms.number(&RETEST, day));
            steps.push(rule(
                Some(last),
                format!("to be repeated by this day: `{}` was {}", RETEST.id, terms.number(&RETEST, day)),
            ));
            let same = |other: &&&Test<'_>| {
                let later = other.day.is_some_and(|again| day <= again && again <= last);
                other.pointer != test.pointer && other.kind == test.kind && other.thing() == test.thing() && later
            };
            let again = all.iter().filter(same).find(|other| verdict(other, &OBJECTIVES, terms).0 == State::Pass);
            steps.extend(again.map(|again| fact(again.stamp, again.said(), again.pointer)));
            match again.and_then(|again| again.day) {
                Some(again) => (State::Pass, format!("{said}; repeated with success on {again}, allowed until {last}")),
                None if !clock::is_over(last, terms) => {
                    (State::Exception, format!("{said}; not yet repeated with success, allowed until {last}"))
                }
                None => (State::Exception, format!("{said}; not repeated with success by {last}")),
            }
        }
    };
    let mut judged = item(test.label(), state, reason, vec![test.pointer.clone()]);
    judged.steps = steps;
    judged
}
