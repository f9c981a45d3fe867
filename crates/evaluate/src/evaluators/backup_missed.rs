//! `backup-missed`: was a backup made whenever one was due?
//!
//! Population: one item per job, or one per gap where a job has gaps. Due is one successful backup per interval (a day),
//! from the job's first run in or before the window until the last day that is over. Days count in the company's zone; two
//! backups that are no further apart than the interval and the grace hours leave no gap, so that one that drifts past
//! midnight is no exception. A run that ended with warnings was made, which the figures say; a failed one that is made up
//! for on the same day is fine. Not determinable: days before the job's first run, days after the last one on which no
//! evidence covers the source (a list taken in March says nothing about April), and gaps in which runs ended in a way that
//! the source does not tell.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, item},
    evaluator::{About, Evaluator, Judge},
    inputs,
    words::{count, fold, grouped, percent},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Period, Pointer, State, Terms,
    record::{Backup, BackupKind, Outcome},
};
use std::collections::{BTreeMap, BTreeSet};

/// Days between two backups.
pub(crate) static INTERVAL: ParameterSpec = ParameterSpec {
    id: "backup-interval-days",
    title: "Days in which each job makes at least one successful backup",
    default: "1",
    source: "daily backups, the usual commitment",
};

/// Hours that a backup may drift.
pub(crate) static GRACE: ParameterSpec = ParameterSpec {
    id: "backup-grace-hours",
    title: "Hours by which a backup may drift past its interval, so that midnight makes no gap",
    default: "12",
    source: "half a daily interval",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "backup-missed",
    version: 1,
    about: About {
        question: "Did each job make a successful backup whenever one was due?",
        why: "A backup that was not made is noticed on the day on which it is needed.",
        reading: "One item per job, or one per gap where a job has gaps. Days that no evidence covers are not determinable.",
    },
    needs: &[Kind::Backup],
    uses: &[],
    map: false,
    parameters: &[&INTERVAL, &GRACE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "backup jobs, and each gap of theirs", ..Draft::default() };
    let runs: Vec<&Sourced<Backup>> = dataset.backups.iter().filter(|run| run.value.run == BackupKind::Backup).collect();
    let kept = "backups, not restores or checks".to_owned();
    draft.filters.push(Filter { kept, before: dataset.backups.len() as u64, after: runs.len() as u64 });
    let (mut expected, mut met) = (0, 0);
    if let Some(span) = span(terms) {
        for job in jobs(&runs, terms) {
            let found = Judged::of(&job, span, covered_until(dataset, terms), terms);
            expected += found.expected;
            met += found.met;
            draft.items.extend(found.items);
        }
    }
    let days = format!("{} of {} backups due were made ({})", grouped(met), grouped(expected), percent(met, expected));
    draft.figures.insert("due".to_owned(), days);
    let warned = runs.iter().filter(|run| run.value.outcome == Outcome::Warned).count();
    draft.figures.insert("warnings".to_owned(), count(warned.try_into().unwrap_or(i64::MAX), "backup") + " ended with warnings");
    if dataset.evidence.values().any(|evidence| evidence.snapshot && evidence.records.contains_key(&Kind::Backup)) {
        draft.notes.push(
            "A list of snapshots shows only what retention has kept: gaps far back may be backups deleted since.".to_owned(),
        );
    }
    draft.sources = vec![inputs::events(dataset, terms, Kind::Backup)];
    conclude(&EVALUATOR, terms, draft)
}

/// The days of the window that are wholly over.
fn span(terms: &Terms) -> Option<Period> {
    let today = terms.today();
    let last = if clock::is_over(today, terms) { today } else { clock::minus(today, 1) };
    Period::new(terms.window.from, terms.window.to.min(last))
}

/// The last day that evidence of backups speaks about by its own word.
fn covered_until(dataset: &Dataset, terms: &Terms) -> Option<NaiveDate> {
    let stated =
        inputs::evidence_of(dataset, Kind::Backup).flat_map(|evidence| [evidence.dates.covers_to, evidence.dates.extracted]);
    stated.flatten().map(|at| terms.day(at)).max()
}

/// The runs of one job that have a time, oldest first.
struct Job<'a> {
    name: &'a str,
    runs: Vec<Run<'a>>,
}

#[derive(Clone, Copy)]
struct Run<'a> {
    at: DateTime<Utc>,
    day: NaiveDate,
    outcome: Outcome,
    pointer: &'a Pointer,
}

impl Run<'_> {
    fn made(&self) -> bool {
        matches!(self.outcome, Outcome::Succeeded | Outcome::Warned)
    }
}

fn jobs<'a>(runs: &[&'a Sourced<Backup>], terms: &Terms) -> Vec<Job<'a>> {
    let mut jobs: BTreeMap<(String, String), Job<'a>> = BTreeMap::new();
    for Sourced { pointer, value } in runs {
        let key = (fold(&value.system), fold(&value.job));
        let job = jobs.entry(key).or_insert_with(|| Job { name: &value.job, runs: Vec::new() });
        if let Some(stamp) = value.at.or(value.finished).filter(|stamp| stamp.earliest(terms.zone) <= terms.as_of) {
            let at = stamp.earliest(terms.zone);
            job.runs.push(Run { at, day: terms.day(stamp), outcome: value.outcome, pointer });
        }
    }
    for job in jobs.values_mut() {
        job.runs.sort_by_key(|run| (run.at, run.pointer));
    }
    jobs.into_values().collect()
}

/// The items of one job, and how many backups were due and made.
struct Judged {
    items: Vec<Item>,
    expected: i64,
    met: i64,
}

impl Judged {
    fn of(job: &Job<'_>, span: Period, covered: Option<NaiveDate>, terms: &Terms) -> Self {
        let name = if job.name.is_empty() { "(job without a name)" } else { job.name };
        let Some(first) = job.runs.first().filter(|run| run.day <= span.to) else {
            let reason = format!("no run with a date up to {}", span.to);
            return Self { items: vec![item(name, State::NotDeterminable, reason, Vec::new())], expected: 0, met: 0 };
        };
        let mut items: Vec<Item> = Vec::new();
        if let Some(before) = Period::new(span.from, clock::minus(first.day, 1)) {
            let reason = format!("its first run is of {}: nothing tells whether one was due from {before}", first.day);
            items.push(item(name, State::NotDeterminable, reason, vec![first.pointer.clone()]));
        }
        let from = span.from.max(first.day);
        let interval = i64::from(terms.number(&INTERVAL, from).max(1));
        let mut open = 0;
        for gap in gaps(job, from, span.to, terms) {
            open += to_i64(usize::try_from(gap.days.days()).unwrap_or(usize::MAX));
            items.extend(stretches(job, name, &gap, covered));
        }
        let days: BTreeSet<NaiveDate> = job.runs.iter().filter(|run| run.made()).map(|run| run.day).collect();
        let made = days.range(from..=span.to).count();
        if items.is_empty() {
            let reason =
                format!("a successful backup whenever one was due, {} from {from} to {}", count(to_i64(made), "day"), span.to);
            let proof = [job.runs.iter().find(|run| run.day >= from), job.runs.last()];
            items.push(item(name, State::Pass, reason, proof.into_iter().flatten().map(|run| run.pointer.clone()).collect()));
        }
        let expected = (clock::between(from, span.to) + interval) / interval;
        Self { items, expected, met: expected - (open + interval - 1) / interval }
    }
}

/// Days on which a backup was due and none was made, with the backups around them.
struct Gap<'a> {
    days: Period,
    before: Option<Run<'a>>,
    after: Option<Run<'a>>,
}

fn gaps<'a>(job: &Job<'a>, from: NaiveDate, to: NaiveDate, terms: &Terms) -> Vec<Gap<'a>> {
    let interval = terms.number(&INTERVAL, from).max(1);
    let allowed = i64::from(interval) * 24 + i64::from(terms.number(&GRACE, from));
    let made: Vec<Run<'a>> = job.runs.iter().filter(|run| run.made()).copied().collect();
    let mut found = Vec::new();
    let mut before: Option<Run<'a>> = None;
    for run in made.iter().copied().map(Some).chain([None]) {
        let due = before.map_or(from, |run| clock::plus(run.day, interval)).max(from);
        let last = run.map_or(to, |run| clock::minus(run.day, 1)).min(to);
        let near = matches!((before, run), (Some(one), Some(two)) if (two.at - one.at).num_minutes() <= allowed * 60);
        if let Some(days) = Period::new(due, last).filter(|_| !near) {
            found.push(Gap { days, before, after: run });
        }
        before = run;
    }
    found
}

/// A gap is an exception as far as evidence covers it, and not determinable after that.
fn stretches(job: &Job<'_>, name: &str, gap: &Gap<'_>, covered: Option<NaiveDate>) -> Vec<Item> {
    let known_until = match gap.after {
        Some(_) => gap.days.to,
        None => job.runs.last().map(|run| run.day).max(covered).unwrap_or(gap.days.to),
    };
    let mut items = Vec::new();
    if let Some(days) = Period::new(gap.days.from, gap.days.to.min(known_until)) {
        items.push(missed(job, name, gap, days));
    }
    if let Some(days) = Period::new(gap.days.from.max(clock::plus(known_until, 1)), gap.days.to) {
        let reason = format!("{}: no evidence covers {}", spelled(days), if days.days() == 1 { "it" } else { "them" });
        items.push(item(name, State::NotDeterminable, reason, gap.before.iter().map(|run| run.pointer.clone()).collect()));
    }
    items
}

fn missed(job: &Job<'_>, name: &str, gap: &Gap<'_>, days: Period) -> Item {
    let inside = || job.runs.iter().filter(|run| days.contains(run.day));
    let mut proof: Vec<Pointer> = inside().map(|run| run.pointer.clone()).collect();
    proof.extend([gap.before, gap.after].into_iter().flatten().map(|run| run.pointer.clone()));
    let failed = inside().filter(|run| run.outcome == Outcome::Failed).count();
    let blank = inside().any(|run| run.outcome == Outcome::Unknown);
    if blank {
        let reason = format!("{}: runs were made, but the source does not tell how they ended", spelled(days));
        return item(name, State::NotDeterminable, reason, proof);
    }
    let tries = if failed > 0 { format!("; {} failed", count(to_i64(failed), "run")) } else { String::new() };
    let last = gap.before.map(|run| format!(", the last one before is of {}", run.day)).unwrap_or_default();
    item(name, State::Exception, format!("no successful backup {}{last}{tries}", spelled(days)), proof)
}

fn spelled(days: Period) -> String {
    if days.from == days.to {
        format!("on {}", days.from)
    } else {
        let number = i64::try_from(days.days()).unwrap_or(i64::MAX);
        format!("from {} to {} ({})", days.from, days.to, count(number, "day"))
    }
}

fn to_i64(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
