//! `log-gap`: is the log without holes?
//!
//! Population: the days of the window that are over, the runs of numbers that a gateway gave its rows, and the files that
//! come from exports with a known limit. Failed: a day without a call though most other days of that weekday have some (or,
//! where the window is too short for that, though the day before and the day after have some), whether a file covers it or
//! the files leave it out; a number that no row has, between the first and the last of a run; a file with exactly as many
//! rows as its export can hold. A process begins its numbers anew, so a drop to a low number begins a new run. Not
//! determinable: days before the first and after the last file, days for which there is nothing to compare with, and
//! numbers told twice, under which a hole cannot be seen. Holidays are compared with Sundays.

use crate::{
    clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, rule},
    evaluator::{About, Evaluator, Judge, LogAnswers, Query},
    gateway::{
        self,
        sequence::{self, Hole, Run},
    },
    inputs,
    words::{count, grouped},
};
use chrono::{Datelike, NaiveDate};
use model::{Evaluation, Evidence, EvidenceId, Item, Kind, Period, Pointer, Position, State, Step, Terms};
use std::collections::BTreeMap;

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "log-gap",
    version: 1,
    about: About {
        question: "Is the gateway's log without holes: no silent days, no missing numbers, no files cut off at a limit?",
        why: "A rate over a log with holes says nothing of the calls that are missing, and those may be the ones that matter.",
        reading: "Days of the window by the habit of their weekday, runs of the gateway's own numbers, and files of exports that end \
                  at a known number of rows. Where the gateway gives no numbers, losses within a day cannot be seen.",
    },
    needs: &[Kind::GatewayRow],
    uses: &[],
    map: false,
    parameters: &[],
    judge: Judge::Log { sql: queries, fold: judge },
};

/// Exports that end silently, by importer, with the number of rows.
const LIMITS: [(&str, u64); 2] = [("futureagi-gateway", 10_000), ("portkey-logs", 50_000)];

fn queries(terms: &Terms) -> Vec<Query> {
    let inside = gateway::in_window(terms);
    let days =
        format!("SELECT CAST(day AS VARCHAR) AS day, count(*) AS calls FROM gateway WHERE {inside} GROUP BY day ORDER BY day");
    let mut queries = vec![gateway::totals(terms), Query { name: "days", sql: days }];
    queries.extend(sequence::queries(terms));
    queries
}

fn judge(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = gateway::draft("days of the window, runs of the gateway's numbers and files with a known limit", answers);
    draft.filters.clear();
    draft.items = days(answers, dataset, terms);
    let runs = sequence::runs(answers, dataset, terms);
    for run in &runs {
        draft.items.extend(run.holes.iter().map(hole));
        draft.items.push(whole(run));
    }
    draft.items.extend(inputs::evidence_of(dataset, Kind::GatewayRow).filter_map(limit));
    figures(&runs, answers, &mut draft);
    draft.sources = vec![gateway::source(answers, dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}

fn figures(runs: &[Run], answers: &LogAnswers, draft: &mut Draft) {
    let missing: i64 = runs.iter().flat_map(|run| &run.holes).map(|hole| hole.missing.1 - hole.missing.0 + 1).sum();
    let numbers: i64 = runs.iter().map(|run| run.ends.1 - run.ends.0 + 1).sum();
    let told = if runs.is_empty() {
        "no row has a number of the gateway: losses within a day cannot be seen".to_owned()
    } else {
        format!(
            "{} in {}, {} of them missing",
            count(numbers, "number"),
            count(runs.len().try_into().unwrap_or(0), "run"),
            grouped(missing)
        )
    };
    draft.figures.insert("numbers".to_owned(), told);
    let calls = gateway::first(answers, "totals", "inside");
    draft.figures.insert("calls".to_owned(), format!("{} in the window", count(calls, "call")));
}

/// The weekday that holidays are compared with, counted from Monday as 0.
const SUNDAY: u32 = 6;

/// The habit of a day's like: how many others there are, and how many of those have calls.
type Habit = (usize, usize);

fn days(answers: &LogAnswers, dataset: &Dataset, terms: &Terms) -> Vec<Item> {
    let Some(elapsed) = clock::elapsed(terms) else { return Vec::new() };
    let mut calls: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    if let Some(rows) = gateway::answer(answers, "days") {
        for row in 0..rows.rows.len() {
            let day = rows.text(row, "day").and_then(|day| day.parse().ok());
            calls.extend(day.zip(rows.int(row, "calls")));
        }
    }
    let covered: Vec<(Period, &Evidence)> = inputs::evidence_of(dataset, Kind::GatewayRow)
        .filter_map(|evidence| Some((inputs::covered_days(evidence, terms)?, evidence)))
        .collect();
    let reach = covered.iter().map(|(period, _)| period.from).min().zip(covered.iter().map(|(period, _)| period.to).max());
    let days: Vec<NaiveDate> =
        elapsed.from.iter_days().take_while(|day| *day <= elapsed.to && clock::is_over(*day, terms)).collect();
    let like = |day: NaiveDate| if terms.holidays.contains(&day) { SUNDAY } else { day.weekday().num_days_from_monday() };
    let mut habits: BTreeMap<u32, Habit> = BTreeMap::new();
    let reached = |day: &NaiveDate| reach.is_some_and(|(from, to)| from <= *day && *day <= to);
    for day in days.iter().filter(|day| reached(day)) {
        let habit = habits.entry(like(*day)).or_default();
        habit.0 += 1;
        habit.1 += usize::from(calls.contains_key(day));
    }
    let one = |day: &NaiveDate| {
        let file = covered.iter().find(|(period, _)| period.from <= *day && *day <= period.to).map(|(_, evidence)| *evidence);
        if let Some(calls) = calls.get(day) {
            return item(day.to_string(), State::Pass, count(*calls, "call"), Vec::new());
        }
        if !reached(day) {
            return item(
                day.to_string(),
                State::NotDeterminable,
                "before the first or after the last file of the log".to_owned(),
                Vec::new(),
            );
        }
        let beside = [clock::minus(*day, 1), clock::plus(*day, 1)].map(|day| calls.get(&day).copied());
        let (others, with) = habits.get(&like(*day)).copied().unwrap_or_default();
        silent(*day, (others - 1, with), beside, file, terms)
    };
    days.iter().map(one).collect()
}

/// A day without a call.
fn silent(day: NaiveDate, habit: Habit, beside: [Option<i64>; 2], file: Option<&Evidence>, terms: &Terms) -> Item {
    let (others, with) = habit;
    let holiday = terms.holidays.contains(&day) || day.weekday().num_days_from_monday() == SUNDAY;
    let name = if holiday { "Sundays and holidays".to_owned() } else { format!("{}s", day.format("%A")) };
    let compared = format!("{with} of {others} other {name} have calls");
    let (state, why) = match beside {
        _ if others >= 2 && with * 2 > others => (State::Exception, compared),
        _ if others >= 2 => (State::Pass, format!("{compared}, so silence is its habit")),
        [Some(before), Some(after)] => {
            (State::Exception, format!("{} the day before and {} the day after", count(before, "call"), grouped(after)))
        }
        _ => (State::NotDeterminable, "there are too few days to compare with".to_owned()),
    };
    let place = match file {
        Some(file) => format!("though {} covers the day", file.id),
        None => "and no file covers the day: the files leave it out".to_owned(),
    };
    let place = if state == State::Exception { format!(" {place}") } else { String::new() };
    let proof: Vec<Pointer> = file.iter().map(|file| whole_file(file.id)).collect();
    let mut judged = item(day.to_string(), state, format!("no call{place}; {why}"), proof.clone());
    let lies = match proof.first() {
        Some(at) => fact(None, "the file that covers the day", at),
        None => rule(Some(day), "no file covers the day"),
    };
    judged.steps = vec![lies, rule(Some(day), "no row of the log is of this day in the company's zone"), rule(None, why)];
    judged
}

fn whole_file(evidence: EvidenceId) -> Pointer {
    Pointer { evidence, at: Position::File }
}

fn hole(hole: &Hole) -> Item {
    let (from, to) = hole.missing;
    let subject = if from == to { format!("number {from}") } else { format!("numbers {from} to {to}") };
    let until = hole.until.map(|at| format!(" at {at}")).unwrap_or_default();
    let reason = format!("{} that no row has; number {} follows{until}", count(to - from + 1, "number"), to + 1);
    let mut judged = item(subject, State::Exception, reason, hole.row.iter().cloned().collect());
    let before = if from <= 1 {
        "a process begins its numbers with 0 or 1".to_owned()
    } else {
        format!("number {} is the last before", from - 1)
    };
    judged.steps = vec![
        rule(None, before),
        Step { at: hole.until, what: format!("number {} is the next", to + 1), proof: hole.row.clone() },
        rule(None, "the gateway gives a number before it may drop the row, so a hole is a loss"),
    ];
    judged
}

/// A run as a whole, whose holes are items of their own.
fn whole(run: &Run) -> Item {
    let subject = format!("run of numbers {} to {}", run.ends.0, run.ends.1);
    let since = run.since.map(|at| format!(" since {at}")).unwrap_or_default();
    let proof = run.row.iter().cloned().collect();
    if run.repeats > 0 {
        let reason = format!(
            "{}{since} with a number that another row has too: a hole under them cannot be seen",
            count(run.repeats, "row")
        );
        return item(subject, State::NotDeterminable, reason, proof);
    }
    let holes = match run.holes.len() {
        0 => "no hole".to_owned(),
        holes => count(holes.try_into().unwrap_or(0), "hole"),
    };
    item(
        subject,
        State::Pass,
        format!("{}{since}, every row with one of its own; {holes} in it", count(run.ends.1 - run.ends.0 + 1, "number")),
        proof,
    )
}

fn limit(evidence: &Evidence) -> Option<Item> {
    let (_, limit) = LIMITS.iter().find(|(importer, _)| evidence.importer.as_deref() == Some(*importer))?;
    let rows = evidence.records.get(&Kind::GatewayRow).copied().unwrap_or(0);
    let limit_words = grouped(i64::try_from(*limit).unwrap_or(i64::MAX));
    let proof = whole_file(evidence.id);
    let (state, reason) = if rows >= *limit {
        (State::Exception, format!("holds {limit_words} rows, where this export ends without a word: take shorter periods"))
    } else {
        (
            State::Pass,
            format!(
                "holds {} rows, below the {limit_words} at which this export ends",
                grouped(i64::try_from(rows).unwrap_or(i64::MAX))
            ),
        )
    };
    let mut judged = item(&evidence.file_name, state, reason, vec![proof.clone()]);
    judged.steps =
        vec![fact(None, "rows counted in the file", &proof), rule(None, format!("this export ends at {limit_words} rows"))];
    Some(judged)
}
