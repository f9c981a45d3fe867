//! `background-check-missing`: was everybody who was hired in the window checked before they started?
//!
//! Population: engagements that began in the window, once the check is due. Passed: a check that ended clear, or whose
//! finding somebody decided on, completed by the day allowed. Failed: completed later, too
//! long before, open, ended with a finding on which
//! nobody decided, or none in a list taken after the due day. Not determinable: the roster tells no first day of somebody
//! whom no earlier roster names, the check tells no day or no result, or the list was taken before the due day. Checks of
//! persons who were never hired are no fault: they are counted in a note.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    identity::People,
    inputs,
    staff::{self, Post, Rows, names_nobody},
    words::{count, fold, written},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, State, Terms, record::BackgroundCheck};

/// Days after the first day.
pub(crate) static ALLOWED: ParameterSpec = ParameterSpec {
    id: "background-check-after-start-days",
    title: "Calendar days after the first day within which the background check of a new hire is completed",
    default: "0",
    source: "common practice: completed before the first day of work",
};

/// How old a check may be.
pub(crate) static AGE: ParameterSpec = ParameterSpec {
    id: "background-check-age-days",
    title: "Calendar days before the first day beyond which an earlier background check no longer counts",
    default: "365",
    source: "common practice: a check of an earlier employment or application does not count after a year",
};

/// Whether contractors are in.
pub(crate) static CONTRACTORS: ParameterSpec = ParameterSpec {
    id: "background-check-contractors-included",
    title: "Whether contractors owe a background check (yes or no)",
    default: "no",
    source: "common practice: a condition of employment; contractors are checked by those who send them",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "background-check-missing",
    version: 1,
    about: About {
        question: "Was a background check of every new hire completed, and clear or decided on, before they started?",
        why: "Once somebody has access it is late to learn who they are.",
        reading: "One item per engagement that began in the window; persons hired before it are left out. A check that is \
                  completed and tells no result is not determinable.",
    },
    needs: &[Kind::Person],
    uses: &[Kind::BackgroundCheck],
    map: false,
    parameters: &[&ALLOWED, &AGE, &CONTRACTORS],
    judge: Judge::Records(judge),
};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Clear,
    Decided,
    Finding,
    Untold,
    Open,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let mut draft = Draft { population_of: "persons hired in the window", ..Draft::default() };
    let posts = staff::posts(&people, dataset, terms, &CONTRACTORS, &mut draft.filters);
    let hired = keep(posts, "hired in the window, as far as told", &mut draft.filters, |post| match post.start {
        Some(start) => start >= terms.window.from,
        None => post.known_since >= terms.window.from,
    });
    let rows = Rows::new(&people, dataset, terms, &dataset.background_checks, |check: &BackgroundCheck| &check.person);
    let hired = keep(hired, "whose check is due, or listed", &mut draft.filters, |post| {
        due(post, terms).is_none_or(|due| clock::is_over(due, terms)) || !rows.of(post.member).is_empty()
    });
    let newest = staff::newest(dataset, terms, Kind::BackgroundCheck);
    draft.items = hired.iter().filter_map(|post| judged(post, rows.of(post.member), newest, terms)).collect();
    if !rows.strangers.is_empty() {
        let strangers = count(rows.strangers.len(), "person");
        draft.notes.push(format!("The list names {strangers} whom no roster names, as applicants who were not hired."));
    }
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Person)];
    if !draft.items.is_empty() {
        draft.sources.push(inputs::standing(dataset, terms, Kind::BackgroundCheck));
    }
    conclude(&EVALUATOR, terms, draft)
}

fn due(post: &Post<'_>, terms: &Terms) -> Option<NaiveDate> {
    post.start.map(|start| clock::plus(start, terms.number(&ALLOWED, start)))
}

fn ended(check: &BackgroundCheck) -> Ended {
    let word = check.status_word.as_deref().map(fold).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    let decided = check.adjudicator.as_deref().is_some_and(|name| !names_nobody(name))
        || has(&["adjudicated", "engaged", "eligible", "approved", "accepted"])
            && !has(&["ineligible", "not eligible", "not approved", "pending", "not engaged", "pre-adverse", "not accepted"]);
    let finding = has(&[
        "consider",
        "adverse",
        "finding",
        "flag",
        "hit",
        "discrepan",
        "fail",
        "dispute",
        "record found",
        "ineligible",
        "not pass",
    ]) && !has(&["no finding", "no adverse", "no discrepan", "no hit", "no flag"]);
    let open = has(&[
        "pending",
        "progress",
        "ordered",
        "not started",
        "invited",
        "initiated",
        "cancel",
        "waived",
        "exempt",
        "n/a",
        "expired",
        "suspended",
        "awaiting",
        "scheduled",
        "not completed",
        "incomplete",
        "not done",
        "requested",
        "processing",
    ]);
    let clear = has(&["clear", "pass", "no record", "no finding", "no adverse", "no discrepan", "meets", "satisfactory"])
        && !has(&["not clear", "unclear"]);
    match check.clear {
        Some(true) => Ended::Clear,
        Some(false) if decided => Ended::Decided,
        Some(false) => Ended::Finding,
        None if finding && decided => Ended::Decided,
        None if finding => Ended::Finding,
        None if open => Ended::Open,
        None if clear => Ended::Clear,
        None if decided => Ended::Decided,
        None if check.completed.is_some() || has(&["complete", "done", "closed", "received", "verified", "vorgelegt"]) => {
            Ended::Untold
        }
        None if matches!(word.as_str(), "yes" | "y" | "true" | "x" | "ja" | "1") => Ended::Untold,
        None => Ended::Open,
    }
}

fn judged(post: &Post<'_>, rows: &[&Sourced<BackgroundCheck>], newest: Option<NaiveDate>, terms: &Terms) -> Option<Item> {
    let (Some(start), Some(due)) = (post.start, due(post, terms)) else {
        let reason =
            format!("the roster tells no first day of {}: whether they were hired in the window is not told", post.label);
        return Some(item(post.label, State::NotDeterminable, reason, vec![post.row.pointer.clone()]));
    };
    let (state, what, row) = answer(rows, start, due, newest, terms);
    if state == State::Exception && !clock::is_over(due, terms) {
        return None;
    }
    let proof = row.map(|row| row.pointer.clone()).into_iter().chain([post.row.pointer.clone()]).collect();
    let mut judged = item(post.label, state, format!("{} started on {start}, check due by {due}: {what}", post.label), proof);
    judged.steps.push(fact(post.row.value.start, "first day", &post.row.pointer));
    judged
        .steps
        .push(rule(Some(due), format!("check due; `{}` was {} on the first day", ALLOWED.id, terms.number(&ALLOWED, start))));
    if let Some(row) = row {
        judged.steps.extend(row.value.ordered.map(|at| fact(Some(at), "ordered", &row.pointer)));
        judged.steps.push(fact(row.value.completed, format!("the list says `{}`", word(row)), &row.pointer));
    }
    Some(judged)
}

/// The state, why, and the row that decides.
fn answer<'a>(
    rows: &[&'a Sourced<BackgroundCheck>],
    start: NaiveDate,
    due: NaiveDate,
    newest: Option<NaiveDate>,
    terms: &Terms,
) -> (State, String, Option<&'a Sourced<BackgroundCheck>>) {
    let oldest = clock::minus(start, terms.number(&AGE, start));
    match deciding(rows, oldest, due, terms) {
        Some((row, Ended::Finding, _)) => {
            (State::Exception, format!("{} ended with a finding on which nobody decided", package(row)), Some(row))
        }
        Some((row, Ended::Open, _)) if newest.is_none_or(|newest| newest <= due) => {
            let what = format!("{} was open (`{}`) in the newest list, taken before that day was over", package(row), word(row));
            (State::NotDeterminable, what, Some(row))
        }
        Some((row, Ended::Open, _)) => {
            (State::Exception, format!("{} is not completed (`{}`)", package(row), word(row)), Some(row))
        }
        Some((row, _, None)) if is_ahead(row, terms) => {
            (State::Exception, format!("{} is not completed yet", package(row)), Some(row))
        }
        Some((row, _, None)) => (State::NotDeterminable, format!("{} tells no day of completion", package(row)), Some(row)),
        Some((row, _, Some(day))) if day > due => {
            let days = count(clock::between(due, day), "day");
            (State::Exception, format!("{} completed on {day}, {days} late", package(row)), Some(row))
        }
        Some((row, _, Some(day))) if day < oldest => {
            let days = count(clock::between(day, start), "day");
            (State::Exception, format!("{} completed on {day}, {days} before, and none since", package(row)), Some(row))
        }
        Some((row, Ended::Untold, Some(day))) => {
            (State::NotDeterminable, format!("{} completed on {day}, and no result is told", package(row)), Some(row))
        }
        Some((row, ended, Some(day))) => {
            let how = if ended == Ended::Decided { "its finding decided on" } else { "clear" };
            (State::Pass, format!("{} completed on {day}, {how}", package(row)), Some(row))
        }
        None if newest.is_none() => (State::NotDeterminable, "no list of background checks was imported".to_owned(), None),
        None if newest.is_some_and(|newest| newest <= due) => {
            (State::NotDeterminable, "the newest list of checks was taken before that day was over".to_owned(), None)
        }
        None => (State::Exception, "no background check is listed".to_owned(), None),
    }
}

/// The check that decides: a finding without a decision first, then the first that is well completed, then any other.
fn deciding<'a>(
    rows: &[&'a Sourced<BackgroundCheck>],
    oldest: NaiveDate,
    due: NaiveDate,
    terms: &Terms,
) -> Option<(&'a Sourced<BackgroundCheck>, Ended, Option<NaiveDate>)> {
    let day = |row: &Sourced<BackgroundCheck>| row.value.completed.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
    let all = rows.iter().map(|row| (*row, ended(&row.value), day(row)));
    all.min_by_key(|(row, ended, day)| {
        let in_time = day.is_some_and(|day| (oldest..=due).contains(&day));
        let package = |other: &Sourced<BackgroundCheck>| other.value.package.as_deref().map(fold);
        let cleared = rows.iter().any(|other| {
            matches!(self::ended(&other.value), Ended::Clear | Ended::Decided)
                && package(other) == package(row)
                && other.value.completed.map(|at| terms.day(at)) > *day
        });
        let rank = match ended {
            Ended::Finding if !cleared => 0,
            Ended::Clear | Ended::Decided if in_time => 1,
            Ended::Untold if in_time => 2,
            Ended::Clear | Ended::Decided if day.is_some_and(|day| day > due) => 3,
            Ended::Clear | Ended::Decided | Ended::Untold if day.is_none_or(|day| day > due) => 4,
            Ended::Open => 5,
            _ => 6,
        };
        (rank, *day, row.pointer.clone())
    })
}

/// Completed after the moment of judgement: not yet, as far as is known then.
fn is_ahead(row: &Sourced<BackgroundCheck>, terms: &Terms) -> bool {
    row.value.completed.is_some_and(|at| terms.day(at) > terms.today())
}

fn package(row: &Sourced<BackgroundCheck>) -> String {
    match written(row.value.package.as_deref()) {
        Some(package) => format!("the check `{package}`"),
        None => "the check".to_owned(),
    }
}

fn word(row: &Sourced<BackgroundCheck>) -> &str {
    let told = match row.value.clear {
        Some(true) => "clear",
        Some(false) => "not clear",
        None => "no state told",
    };
    row.value.status_word.as_deref().unwrap_or(told)
}
