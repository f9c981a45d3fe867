//! `training-missing`: was everybody trained in security awareness, soon after they came and every year again?
//!
//! Population: engagements that touch the window, whose first training has fallen due. A course counts by the words of
//! its name. The first training is due so many days after the first day, a later one on the same day of the month so many
//! months after the last, both by the values in force on the day that starts the clock; a certificate that ends earlier
//! ends earlier. Failed: a due day passed without a training, whether one came late or not at all. Lists often keep only
//! the last training of a person: where one lies in the window and none before it is listed, what was before is not told
//! and does not fail. Left out: who left on or before the due day. Not determinable: the list was taken before the due
//! day, names no course or no day, or was taken after the person left and does not name them; a training of somebody whom
//! no roster names.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    identity::People,
    inputs::{self, holes},
    staff::{self, Post, Rows, months_after, names_nobody},
    words::{count, fold, tokens},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Period, Stamp, State, Terms, record::Training};
use std::collections::BTreeMap;

/// Days for the first training.
pub(crate) static FIRST: ParameterSpec = ParameterSpec {
    id: "training-new-hire-days",
    title: "Calendar days after the first day within which a new hire completes security awareness training",
    default: "30",
    source: "common practice: within thirty days of hire",
};

/// Months for the next one.
pub(crate) static INTERVAL: ParameterSpec = ParameterSpec {
    id: "training-interval-months",
    title: "Months after a security awareness training within which it is repeated",
    default: "12",
    source: "common practice: at least once a year",
};

/// Courses that count.
pub(crate) static COURSES: ParameterSpec = ParameterSpec {
    id: "training-course-words",
    title: "Words of which one, in the name of a course, makes it security awareness training",
    default: "security, awareness, cybersecurity, cyber, infosec, phishing, sicherheitsbewusstsein, informationssicherheit, \
              sicherheit, cybersicherheit, datensicherheit, cybersecurite, securite, seguridad, ciberseguridad",
    source: "the names that the usual awareness courses carry",
};

/// Whether contractors are in.
pub(crate) static CONTRACTORS: ParameterSpec = ParameterSpec {
    id: "training-contractors-included",
    title: "Whether contractors owe security awareness training (yes or no)",
    default: "yes",
    source: "common practice: everybody with access to systems, contractors too",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "training-missing",
    version: 2,
    about: About {
        question: "Did everybody complete security awareness training within the agreed days of starting, and every year again?",
        why: "People who were never told how attacks look let them in.",
        reading: "One item per engagement that touches the window and whose first training has fallen due. Failed and open \
                  courses do not count. Persons in the list whom no roster names are shown.",
    },
    needs: &[Kind::Person, Kind::Training],
    uses: &[],
    map: false,
    parameters: &[&FIRST, &INTERVAL, &COURSES, &CONTRACTORS],
    judge: Judge::Records(judge),
};

/// A completed training and how long it counts.
#[derive(Clone, Copy)]
struct Done<'a> {
    day: NaiveDate,
    until: NaiveDate,
    row: &'a Sourced<Training>,
    /// Why it may be none; none when it surely is one.
    doubt: Option<&'static str>,
}

/// A due day that passed.
struct Late<'a> {
    due: NaiveDate,
    /// What was due; none where no training is listed up to the window, so that nothing tells when.
    what: Option<String>,
    again: Option<Done<'a>>,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let people = People::new(dataset);
    let mut draft = Draft { population_of: "engagements whose security awareness training was due", ..Draft::default() };
    let posts = staff::posts(&people, dataset, terms, &CONTRACTORS, &mut draft.filters);
    let rows = Rows::new(&people, dataset, terms, &dataset.trainings, |training: &Training| &training.person);
    let done = |member: usize| rows.of(member).iter().filter_map(|row| done(row, terms)).collect::<Vec<_>>();
    let posts = keep(posts, "whose first training has fallen due, or is done", &mut draft.filters, |post| {
        first_due(post, terms).is_none_or(|due| clock::is_over(due, terms)) || !done(post.member).is_empty()
    });
    let posts = keep(
        posts,
        "who did not leave on or before that due day",
        &mut draft.filters,
        |post| !matches!((first_due(post, terms), post.end), (Some(due), Some(end)) if end <= due),
    );
    let newest = staff::newest(dataset, terms, Kind::Training);
    draft.items = posts.iter().map(|post| judged(post, done(post.member), rows.of(post.member), newest, terms)).collect();
    draft.items.extend(strangers(&rows, terms));
    draft.notes.extend(other_courses(dataset, terms));
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Person), inputs::standing(dataset, terms, Kind::Training)];
    conclude(&EVALUATOR, terms, draft)
}

fn first_due(post: &Post<'_>, terms: &Terms) -> Option<NaiveDate> {
    post.start.map(|start| clock::plus(start, terms.number(&FIRST, start)))
}

/// Whether a course counts; none when it has no name.
fn counts(course: &str, day: NaiveDate, terms: &Terms) -> Option<bool> {
    if names_nobody(course) {
        return None;
    }
    let words = tokens(course);
    // Long words also stand inside of others (`Informationssicherheitsschulung`, `CyberSecurity101`), short ones do not.
    let is_in = |wanted: &String| words.iter().any(|word| word == wanted || wanted.len() >= 12 && word.contains(wanted.as_str()));
    Some(terms.words(&COURSES, day).iter().any(is_in))
}

/// The training that a row tells of; none when it was not completed, or is about something else.
fn done<'a>(row: &'a Sourced<Training>, terms: &Terms) -> Option<Done<'a>> {
    let training = &row.value;
    let word = training.status_word.as_deref().map(fold).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|one| word.contains(one));
    let lapsed = has(&["expired", "overdue", "past due", "renew"]);
    let failed = has(&["fail", "not passed", "incomplete", "not complete", "waived", "exempt", "cancel", "withdrawn", "no show"]);
    if failed && training.passed != Some(true) || training.passed == Some(false) && !lapsed {
        return None;
    }
    let today = terms.today();
    let day = training.completed.map(|at| terms.day(at));
    if day.is_some_and(|day| day > today) {
        return None;
    }
    let course = counts(&training.course, day.unwrap_or(today), terms);
    if course == Some(false) {
        return None;
    }
    let unnamed = course.is_none().then_some("a training without the name of a course");
    let Some(day) = day else {
        let said = training.passed == Some(true) || ["completed", "complete", "passed", "done"].contains(&word.as_str());
        let doubt = Some("a completed training without a day");
        return said.then_some(Done { day: terms.window.from, until: NaiveDate::MAX, row, doubt });
    };
    let ends = training.expires.map(|at| terms.day(at)).filter(|end| *end > day);
    let until = months_after(day, terms.number(&INTERVAL, day));
    Some(Done { day, until: ends.map_or(until, |end| end.min(until)), row, doubt: unnamed })
}

fn judged<'a>(
    post: &Post<'a>,
    mut done: Vec<Done<'a>>,
    rows: &[&'a Sourced<Training>],
    newest: Option<NaiveDate>,
    terms: &Terms,
) -> Item {
    done.sort_by_key(|one| (one.day, one.row.pointer.clone()));
    let sure: Vec<Done<'a>> = done.iter().filter(|one| one.doubt.is_none()).copied().collect();
    let gone = post.end.is_some_and(|end| newest.is_some_and(|newest| newest > end));
    let (state, what) = match (late(post, &sure, terms), late(post, &done, terms)) {
        (None, _) if sure.is_empty() => (State::NotDeterminable, "nothing tells what was due".to_owned()),
        (Some(late), _) if late.again.is_none() && is_vague(post, newest, terms) => {
            let what = "no training is listed that counts, and the roster does not say from when to when they were engaged";
            (State::NotDeterminable, what.to_owned())
        }
        (None, _) => {
            (State::Pass, sure.last().map_or(String::new(), |one| format!("`{}` completed on {}", one.row.value.course, one.day)))
        }
        (Some(late), Some(_)) => exception(&late, gone && rows.is_empty(), rows.last().copied(), newest),
        (Some(_), None) => {
            let doubt = done.iter().find_map(|one| one.doubt).unwrap_or_default();
            (State::NotDeterminable, format!("{doubt} is listed, and none besides that would be in time"))
        }
    };
    let started = post.start.map_or("started on a day not told".to_owned(), |start| format!("started on {start}"));
    let ended = post.end.filter(|end| *end <= terms.today()).map(|end| format!(", left on {end}")).unwrap_or_default();
    let shown = sure.last().or(done.last()).map(|one| one.row).or(rows.last().copied());
    let proof = shown.map(|row| row.pointer.clone()).into_iter().chain([post.row.pointer.clone()]).collect();
    let mut judged = item(post.label, state, format!("{} {started}{ended}; {what}", post.label), proof);
    judged.steps.push(fact(post.row.value.start, started, &post.row.pointer));
    if let Some(due) = first_due(post, terms).filter(|_| sure.len() < 2) {
        let days = post.start.map_or(0, |start| terms.number(&FIRST, start));
        judged.steps.push(rule(Some(due), format!("first training due; `{}` was {days} on the first day", FIRST.id)));
    }
    if sure.is_empty() {
        let months = terms.number(&INTERVAL, terms.window.from);
        judged
            .steps
            .push(rule(Some(terms.window.from), format!("trained within the last {months} months, by `{}`", INTERVAL.id)));
    }
    for one in sure.iter().rev().take(2).rev() {
        judged.steps.push(fact(one.row.value.completed, format!("`{}` completed", one.row.value.course), &one.row.pointer));
        judged.steps.push(rule(Some(one.until), "to be repeated by that day"));
    }
    judged
}

/// Whether somebody may have been here for too short a time to owe a training, as far as rosters tell.
fn is_vague(post: &Post<'_>, newest: Option<NaiveDate>, terms: &Terms) -> bool {
    let owed = clock::plus(post.known_since, terms.number(&FIRST, post.known_since));
    post.left || post.start.is_none() && newest.is_none_or(|newest| newest <= owed)
}

fn exception(late: &Late<'_>, unlisted: bool, row: Option<&Sourced<Training>>, newest: Option<NaiveDate>) -> (State, String) {
    let due = late.due;
    let lead = late.what.as_ref().map_or("yearly training".to_owned(), |what| format!("{what} due by {due}"));
    match late.again {
        Some(again) => {
            let course = &again.row.value.course;
            let days = count(clock::between(due, again.day), "day");
            let late = late.what.as_ref().map_or("none listed before".to_owned(), |_| format!("{days} late"));
            (State::Exception, format!("{lead}: `{course}` completed on {}, {late}", again.day))
        }
        None if unlisted => {
            (State::NotDeterminable, format!("{lead}: the list was taken after they left and does not name them"))
        }
        None if newest.is_none_or(|newest| newest <= due) => {
            (State::NotDeterminable, format!("{lead}: the newest list was taken before that day was over"))
        }
        None => {
            let open = row.filter(|row| row.value.completed.is_none() || row.value.passed == Some(false));
            let word = open.and_then(|row| row.value.status_word.as_deref());
            let said = word.map(|word| format!(" (the list says `{word}`)")).unwrap_or_default();
            (State::Exception, format!("{lead}: none completed{said}"))
        }
    }
}

/// The first due day that passed while the person was engaged, in the window.
fn late<'a>(post: &Post<'_>, done: &[Done<'a>], terms: &Terms) -> Option<Late<'a>> {
    let window = terms.window;
    let first = first_due(post, terms);
    let begun = |due: NaiveDate| due >= window.from || post.start.is_some_and(|start| start >= window.from);
    if let Some(due) = first.filter(|due| begun(*due) && clock::is_over(*due, terms)) {
        let in_time = done.iter().any(|one| one.day <= due && one.until >= due);
        if !in_time {
            let again = done.iter().find(|one| one.day > due).copied();
            return Some(Late { due, what: Some("first training".to_owned()), again });
        }
    }
    let from = first.map_or(window.from, |due| clock::plus(due, 1).max(window.from));
    let to = clock::horizon(terms).min(post.end.unwrap_or(NaiveDate::MAX));
    let span = Period::new(from, to)?;
    let covered: Vec<Period> = done.iter().filter_map(|one| Period::new(clock::plus(one.day, 1), one.until)).collect();
    let open = holes(span, &covered);
    let untold = |hole: &Period| hole.from == window.from && !done.iter().any(|one| one.day < window.from);
    let is_listed = done.iter().any(|one| span.contains(one.day));
    let hole = open.iter().find(|hole| !(untold(hole) && is_listed))?;
    let before = done.iter().rfind(|one| one.day < hole.from);
    let due = before.map_or(clock::minus(hole.from, 1), |one| one.until.min(clock::minus(hole.from, 1)));
    let what = before.map(|one| format!("last trained on {}, next", one.day));
    Some(Late { due, what, again: done.iter().find(|one| one.day > due).copied() })
}

/// Persons in the list whom no roster names, where the list tells of something in the window.
fn strangers(rows: &Rows<'_, Training>, terms: &Terms) -> Vec<Item> {
    let mut items = Vec::new();
    for (name, rows) in &rows.strangers {
        let day = |row: &&&Sourced<Training>| row.value.completed.or(row.value.assigned).map(|at| terms.day(at));
        let within = rows.iter().filter(|row| day(row).is_some_and(|day| terms.window.contains(day) && day <= terms.today()));
        let about = within.filter(|row| counts(&row.value.course, terms.window.from, terms) != Some(false));
        let Some(row) = about.max_by_key(|row| (day(row), row.pointer.clone())) else { continue };
        let name = if name.trim().is_empty() { "(nobody named)" } else { name };
        let course = &row.value.course;
        let reason = format!("the list names {name} for `{course}`, and no roster does: whether they owed it is not told");
        let mut judged = item(name, State::NotDeterminable, reason, vec![row.pointer.clone()]);
        let at = row.value.completed.or(row.value.assigned).map(|at| Stamp::Day(terms.day(at)));
        judged.steps.push(fact(at, format!("`{course}`"), &row.pointer));
        items.push(judged);
    }
    items
}

/// The courses that do not count, so that a word that is missing is seen.
fn other_courses(dataset: &Dataset, terms: &Terms) -> Option<String> {
    let mut others: BTreeMap<&str, i64> = BTreeMap::new();
    for row in dataset.trainings.iter().filter(|row| counts(&row.value.course, terms.window.from, terms) == Some(false)) {
        *others.entry(row.value.course.trim()).or_default() += 1;
    }
    let listed: Vec<String> = others.iter().take(10).map(|(course, rows)| format!("`{course}` ({rows})")).collect();
    let more = if others.len() > 10 { " and more" } else { "" };
    (!listed.is_empty()).then(|| format!("Courses that do not count by `{}`: {}{more}.", COURSES.id, listed.join(", ")))
}
