//! `backup-missed`: was a backup made whenever one was due?
//!
//! Population: one item per job, or one per gap where a job has gaps. Due is one successful backup per interval (a day;
//! other intervals and business days can be set by job), from the job's first run in or before the window until the last
//! day that is over. Days count in the company's zone; two backups that are no further apart than the interval and the
//! grace hours leave no gap, so that one that drifts past midnight or a clock change is no exception. A run that ended with
//! warnings was made, which the figures say; a failed one that is made up for on the same day is fine. Not determinable:
//! days before the job's first run, days after the last one on which no evidence covers the source (a list taken in March
//! says nothing about April), gaps in which runs ended in a way that the source does not tell, and gaps of a job that has
//! runs without a time. A job for which an interval of 0 is set is left out.

use crate::{
    backups::{self, Job, Run},
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    rhythm::Rhythm,
    words::{count, grouped, percent},
};
use chrono::NaiveDate;
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Period, Pointer, State, Step, Terms,
    record::{Backup, BackupKind, Outcome},
    time::is_business_day,
};
use std::collections::BTreeSet;

/// Days between two backups.
pub(crate) static INTERVAL: ParameterSpec = ParameterSpec {
    id: "backup-interval-days",
    title: "Days in which each job makes at least one successful backup, for all (`1`, `business`) or by job (`db=1, files-*=7`)",
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
    version: 2,
    about: About {
        question: "Did each job make a successful backup whenever one was due?",
        why: "A backup that was not made is noticed on the day on which it is needed.",
        reading: "One item per job, or one per gap where a job has gaps. Days that no evidence covers are not determinable. \
                  A backup taken before the window or after it bounds a gap that the window cuts.",
    },
    needs: &[Kind::Backup],
    uses: &[],
    map: false,
    parameters: &[&INTERVAL, &GRACE],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "backup jobs, and each gap of theirs", ..Draft::default() };
    let all: Vec<&Sourced<Backup>> = dataset.backups.iter().collect();
    let runs = keep(all, "backups, not restores or checks", &mut draft.filters, |run| run.value.run == BackupKind::Backup);
    let (mut expected, mut met) = (0, 0);
    if let Some(span) = backups::over(terms) {
        let jobs = backups::jobs(runs.iter().copied(), terms);
        let kept = "as jobs, each with all its runs".to_owned();
        draft.filters.push(Filter { kept, before: runs.len() as u64, after: jobs.len() as u64 });
        let due = |job: &Job<'_>| Rhythm::of(&INTERVAL, terms, span.from, &[job.name, job.system]);
        let jobs = keep(jobs, "of which backups are due", &mut draft.filters, |job| due(job).is_some());
        let covered = backups::covered_until(dataset, terms, Kind::Backup);
        for job in jobs {
            let Some(rhythm) = due(&job) else { continue };
            let found = Judged::of(&job, rhythm, span, covered, terms);
            expected += found.expected;
            met += found.met;
            draft.items.extend(found.items);
        }
    }
    let days = format!("{} of {} backups due were made ({})", grouped(met), grouped(expected), percent(met, expected));
    draft.figures.insert("due".to_owned(), days);
    let warned = runs.iter().filter(|run| run.value.outcome == Outcome::Warned).count();
    draft.figures.insert("warnings".to_owned(), count(warned, "backup") + " ended with warnings");
    if dataset.evidence.values().any(|evidence| evidence.snapshot && evidence.records.contains_key(&Kind::Backup)) {
        draft.notes.push(
            "A list of snapshots shows only what retention has kept: gaps far back may be backups deleted since.".to_owned(),
        );
    }
    draft.sources = vec![inputs::events(dataset, terms, Kind::Backup)];
    conclude(&EVALUATOR, terms, draft)
}

/// The items of one job, and how many backups were due and made.
struct Judged {
    items: Vec<Item>,
    expected: i64,
    met: i64,
}

impl Judged {
    fn of(job: &Job<'_>, rhythm: Rhythm, span: Period, covered: Option<NaiveDate>, terms: &Terms) -> Self {
        let name = job.label();
        let Some(first) = job.runs.first().filter(|run| run.day <= span.to) else {
            let reason = format!("no run with a date up to {}", span.to);
            let proof = job.undated.iter().map(|run| run.pointer.clone()).collect();
            return Self { items: vec![item(name, State::NotDeterminable, reason, proof)], expected: 0, met: 0 };
        };
        let mut items: Vec<Item> = Vec::new();
        if let Some(before) = Period::new(span.from, clock::minus(first.day, 1)) {
            let reason = format!("its first run is of {}: nothing tells whether one was due from {before}", first.day);
            items.push(item(name, State::NotDeterminable, reason, vec![first.pointer.clone()]));
        }
        let from = span.from.max(first.day);
        let mut open = 0;
        for gap in gaps(job, rhythm, from, span.to, terms) {
            open += due_in(rhythm, gap.days, terms);
            items.extend(stretches(job, rhythm, &gap, covered));
        }
        if items.is_empty() {
            items.push(kept(job, rhythm, from, span.to));
        }
        let expected = Period::new(from, span.to).map_or(0, |days| due_in(rhythm, days, terms)).max(open);
        Self { items, expected, met: expected - open }
    }
}

/// How many backups are due in some days.
fn due_in(rhythm: Rhythm, days: Period, terms: &Terms) -> i64 {
    match rhythm {
        Rhythm::Days(interval) => (clock::between(days.from, days.to) + i64::from(interval)) / i64::from(interval.max(1)),
        Rhythm::BusinessDays => {
            let all = days.from.iter_days().take_while(|day| *day <= days.to);
            i64::try_from(all.filter(|day| is_business_day(*day, &terms.holidays)).count()).unwrap_or(i64::MAX)
        }
    }
}

/// A job without a gap, with the failed runs that were made up for.
fn kept(job: &Job<'_>, rhythm: Rhythm, from: NaiveDate, to: NaiveDate) -> Item {
    let inside = || Period::new(from, to).map(|days| job.on(days)).unwrap_or_default().iter();
    let made: Vec<&Run<'_>> = inside().filter(|run| run.made()).collect();
    let days = made.iter().map(|run| run.day).collect::<BTreeSet<_>>().len();
    let failed: Vec<&Run<'_>> = inside().filter(|run| run.outcome == Outcome::Failed).collect();
    let retried = if failed.is_empty() { String::new() } else { format!("; {} made up for", count(failed.len(), "failed run")) };
    let reason = format!("a successful backup whenever one was due, {} from {from} to {to}{retried}", count(days, "day"));
    let ends = [made.first(), made.last()].into_iter().flatten();
    let mut proof: Vec<Pointer> = ends.map(|run| run.pointer.clone()).collect();
    proof.dedup();
    let mut kept = item(job.label(), State::Pass, reason, proof);
    kept.steps.extend(made.first().map(|run| fact(Some(run.stamp), "the first backup looked at", run.pointer)));
    kept.steps.push(rule(Some(from), format!("one is due {} by `{}`", rhythm.words(), INTERVAL.id)));
    kept.steps.extend(failed.iter().take(5).map(|run| fact(Some(run.stamp), "failed, and made up for in time", run.pointer)));
    kept.steps.extend(made.last().map(|run| fact(Some(run.stamp), "the last backup looked at", run.pointer)));
    kept
}

/// Days on which a backup was due and none was made, with the backups around them.
struct Gap<'a> {
    days: Period,
    before: Option<Run<'a>>,
    after: Option<Run<'a>>,
}

fn gaps<'a>(job: &Job<'a>, rhythm: Rhythm, from: NaiveDate, to: NaiveDate, terms: &Terms) -> Vec<Gap<'a>> {
    let grace = i64::from(terms.number(&GRACE, from));
    let mut found = Vec::new();
    let mut before: Option<Run<'a>> = None;
    for run in job.runs.iter().filter(|run| run.made()).copied().map(Some).chain([None]) {
        let next = |run: Run<'a>| rhythm.due_after(run.day, terms);
        let due = before.map_or(from, next).max(from);
        let last = run.map_or(to, |run| clock::minus(run.day, 1)).min(to);
        let near = matches!((before, run), (Some(one), Some(two))
            if (two.at - one.at).num_minutes() <= (clock::between(one.day, next(one)) * 24 + grace) * 60);
        let days = Period::new(due, last).filter(|days| !near && due_in(rhythm, *days, terms) > 0);
        found.extend(days.map(|days| Gap { days, before, after: run }));
        before = run;
    }
    found
}

/// A gap is an exception as far as evidence covers it, and not determinable after that.
fn stretches(job: &Job<'_>, rhythm: Rhythm, gap: &Gap<'_>, covered: Option<NaiveDate>) -> Vec<Item> {
    let known_until = match gap.after {
        Some(_) => gap.days.to,
        None => job.runs.last().map(|run| run.day).max(covered).unwrap_or(gap.days.to),
    };
    let mut items = Vec::new();
    if let Some(days) = Period::new(gap.days.from, gap.days.to.min(known_until)) {
        items.push(missed(job, rhythm, gap, days));
    }
    if let Some(days) = Period::new(gap.days.from.max(clock::plus(known_until, 1)), gap.days.to) {
        let reason = format!("{}: no evidence covers {}", spelled(days), if days.days() == 1 { "it" } else { "them" });
        let proof = gap.before.iter().map(|run| run.pointer.clone()).collect();
        let mut unknown = item(job.label(), State::NotDeterminable, reason, proof);
        unknown.steps = around(job, rhythm, gap, days);
        items.push(unknown);
    }
    items
}

fn missed(job: &Job<'_>, rhythm: Rhythm, gap: &Gap<'_>, days: Period) -> Item {
    let inside = || job.on(days).iter();
    let mut proof: Vec<Pointer> = inside().map(|run| run.pointer.clone()).collect();
    proof.extend([gap.before, gap.after].into_iter().flatten().map(|run| run.pointer.clone()));
    let failed = inside().filter(|run| run.outcome == Outcome::Failed).count();
    let blank = inside().any(|run| matches!(run.outcome, Outcome::Unknown | Outcome::Running));
    let tries = if failed > 0 { format!("; {} failed", count(failed, "run")) } else { String::new() };
    let last = gap.before.map(|run| format!(", the last one before is of {}", run.day)).unwrap_or_default();
    let (state, reason) = match job.undated {
        _ if blank => {
            let reason = format!("{}: runs were made, but the source does not tell how they ended", spelled(days));
            (State::NotDeterminable, reason)
        }
        Some(run) if run.value.outcome != Outcome::Failed => {
            proof.push(run.pointer.clone());
            (State::NotDeterminable, format!("{}: none with a time, and the job has runs that tell none", spelled(days)))
        }
        _ => (State::Exception, format!("no successful backup {}{last}{tries}", spelled(days))),
    };
    let mut missed = item(job.label(), state, reason, proof);
    missed.steps = around(job, rhythm, gap, days);
    missed
}

/// The backup before, the rule, the tries, the backup after.
fn around(job: &Job<'_>, rhythm: Rhythm, gap: &Gap<'_>, days: Period) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    steps.extend(gap.before.map(|run| fact(Some(run.stamp), "the last backup before", run.pointer)));
    steps.push(rule(Some(gap.days.from), format!("the next one was due: {} by `{}`", rhythm.words(), INTERVAL.id)));
    steps.extend(
        job.on(days).iter().take(5).map(|run| fact(Some(run.stamp), format!("a run, {}", backups::ended(run)), run.pointer)),
    );
    steps.extend(gap.after.map(|run| fact(Some(run.stamp), "the next backup", run.pointer)));
    steps
}

fn spelled(days: Period) -> String {
    if days.from == days.to {
        format!("on {}", days.from)
    } else {
        format!("from {} to {} ({})", days.from, days.to, count(days.days(), "day"))
    }
}
