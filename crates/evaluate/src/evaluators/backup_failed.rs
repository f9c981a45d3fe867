//! `backup-failed`: was every backup that failed made again?
//!
//! Population: runs of backups and of checks of backups in the window that did not end as meant: failed, ended with
//! warnings, still under way, or ended in a way that the source does not tell. A failed one passes if a later run of the
//! same job succeeded within the hours allowed, before the next day's run would have come anyway; that run may lie after the
//! window. Failed: no success within those hours. A run with warnings is a backup, so it passes, with the warning said.
//! Not determinable: an outcome that is not told or still open with no success after it; a failed run whose hours are not
//! covered by evidence; times that are days only, so that nobody can tell whether the success came in time. A failed run
//! whose hours are not yet over is left out. Lists of snapshots hold no failed runs, so they prove no population empty.

use crate::{
    backups::{self, Job, Run},
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    words::{count, grouped},
};
use chrono::{NaiveDate, TimeDelta};
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Stamp, State, Step, Terms,
    record::{Backup, BackupKind, Outcome},
};

/// Hours within which a failed backup is made again.
pub(crate) static RETRY: ParameterSpec = ParameterSpec {
    id: "backup-retry-hours",
    title: "Hours within which a failed backup is made again with success",
    default: "12",
    source: "half a daily interval: a retry, and not just the next night's run",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "backup-failed",
    version: 1,
    about: About {
        question: "Was every backup that failed made again with success?",
        why: "A failure that nobody follows up becomes the backup that is missing on the day on which it is needed.",
        reading: "One item per run in the window that did not end as meant. Passed: made again in time, or made with warnings. A \
                  run whose outcome is not told, or whose time to retry no evidence covers, is not determinable.",
    },
    needs: &[Kind::Backup],
    uses: &[],
    map: false,
    parameters: &[&RETRY],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "backups and checks that did not end as meant", ..Draft::default() };
    let all: Vec<&Sourced<Backup>> = dataset.backups.iter().collect();
    let runs = keep(all, "backups and checks, not restores", &mut draft.filters, |run| run.value.run != BackupKind::Restore);
    let before = runs.len() as u64;
    let jobs = backups::jobs(runs.iter().copied(), terms);
    let undated: Vec<&Sourced<Backup>> = runs.into_iter().filter(|run| run.value.at.or(run.value.finished).is_none()).collect();
    let span = terms.window;
    let in_window: usize = jobs.iter().map(|job| job.on(span).len()).sum();
    let kept = "with a time in the window, each run once, and those without a time".to_owned();
    let after = (in_window + undated.len()) as u64;
    draft.filters.push(Filter { kept, before, after });
    let bad = |outcome: Outcome| outcome != Outcome::Succeeded;
    let covered = backups::covered_until(dataset, terms, Kind::Backup);
    let mut waiting = 0;
    for job in &jobs {
        let made: Vec<&Run<'_>> = job.runs.iter().filter(|run| run.made()).collect();
        for run in job.on(span).iter().filter(|run| bad(run.outcome)) {
            let case = Case { job, run, made: &made, covered, terms };
            if case.is_not_yet_due() { waiting += 1 } else { draft.items.push(case.judged()) }
        }
    }
    draft.items.extend(undated.into_iter().filter(|run| bad(run.value.outcome)).map(without_time));
    let kept = "that did not end as meant".to_owned();
    let bad = draft.items.len() as u64 + waiting;
    draft.filters.push(Filter { kept, before: after, after: bad });
    let kept = "whose hours to be made again are over".to_owned();
    draft.filters.push(Filter { kept, before: bad, after: bad - waiting });
    let words = format!("{} of {} runs in the window did not end as meant", grouped(bad), grouped(after));
    draft.figures.insert("runs".to_owned(), words);
    draft.sources = vec![source(dataset, terms)];
    conclude(&EVALUATOR, terms, draft)
}

/// A list of snapshots shows what was made and kept: that nothing failed cannot be read out of it.
fn source(dataset: &Dataset, terms: &Terms) -> inputs::Source {
    let mut source = inputs::events(dataset, terms, Kind::Backup);
    let lists: Vec<String> = inputs::evidence_of(dataset, Kind::Backup)
        .filter(|evidence| evidence.snapshot)
        .map(|evidence| evidence.id.to_string())
        .collect();
    if !lists.is_empty() {
        source.covers = false;
        let gap = format!("lists of backups that are kept show no failed run ({}): a log of runs does", lists.join(", "));
        source.input.gaps.push(gap);
    }
    source
}

fn without_time(run: &Sourced<Backup>) -> Item {
    let name = if run.value.job.is_empty() { "(job without a name)" } else { &run.value.job };
    item(name, State::NotDeterminable, "did not end as meant, and its source gives no time", vec![run.pointer.clone()])
}

/// One run that did not end as meant.
struct Case<'c, 'a> {
    job: &'c Job<'a>,
    run: &'c Run<'a>,
    made: &'c [&'c Run<'a>],
    covered: Option<NaiveDate>,
    terms: &'c Terms,
}

impl<'c, 'a> Case<'c, 'a> {
    fn hours(&self) -> i64 {
        i64::from(self.terms.number(&RETRY, self.run.day))
    }

    /// The next run of the job that made a backup: of days without times also one on the same day.
    fn success(&self) -> Option<&'c Run<'a>> {
        let dated = |run: &Run<'a>| matches!(run.stamp, Stamp::Day(_));
        let from = self.made.partition_point(|run| run.day < self.run.day);
        let later = |run: &Run<'a>| run.at > self.run.at || (run.day == self.run.day && (dated(run) || dated(self.run)));
        self.made.iter().skip(from).copied().find(|run| later(run))
    }

    fn is_not_yet_due(&self) -> bool {
        let open = matches!(self.run.outcome, Outcome::Failed | Outcome::Running);
        let last = self.run.latest + TimeDelta::hours(self.hours());
        open && self.success().is_none() && last > self.terms.as_of
    }

    /// Whether evidence tells what happened until the hours were over.
    fn is_covered(&self) -> bool {
        let due = Stamp::Instant(self.run.latest + TimeDelta::hours(self.hours()));
        let last = self.job.runs.last().map(|run| run.day).max(self.covered);
        last.is_some_and(|last| last >= self.terms.day(due))
    }

    fn judged(&self) -> Item {
        let (run, hours) = (self.run, self.hours());
        let again = self.success();
        let in_time = again.map(|again| InTime::of(run, again, hours));
        let (state, what) = match (run.outcome, again, in_time) {
            (Outcome::Warned, ..) => (State::Pass, "a backup was made, and what it left out is for people to look at".to_owned()),
            (_, Some(again), Some(InTime::Yes)) => (State::Pass, format!("made again at {}", again.stamp)),
            (Outcome::Unknown | Outcome::Running, ..) => {
                (State::NotDeterminable, format!("no run of the job succeeded within {}", count(hours, "hour")))
            }
            (_, Some(again), Some(InTime::Unclear)) => {
                let what = format!("succeeded on {}; the days without times do not tell whether within {hours} hours", again.day);
                (State::NotDeterminable, what)
            }
            (_, Some(again), _) => {
                let after = count((again.at - run.at).num_hours().max(1), "hour");
                let allowed = format!("not made again within {}", count(hours, "hour"));
                (State::Exception, format!("{allowed}, the next success is of {}, {after} later", again.stamp))
            }
            (_, None, _) if !self.is_covered() => {
                let until = self.covered.map(|day| format!(" after {day}")).unwrap_or_default();
                (State::NotDeterminable, format!("no evidence{until} tells whether it was made again"))
            }
            (_, None, _) => (State::Exception, "no later run of the job succeeded".to_owned()),
        };
        let id = run.value.id.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
        let sort = if run.value.run == BackupKind::Check { "check" } else { "run" };
        let reason = format!("{sort}{id} of {} {}: {what}", run.stamp, backups::ended(run));
        let proof = [Some(run), again].into_iter().flatten().map(|run| run.pointer.clone()).collect();
        let mut judged = item(self.job.label(), state, reason, proof);
        judged.steps = self.steps(again);
        judged
    }

    fn steps(&self, again: Option<&Run<'a>>) -> Vec<Step> {
        let mut steps = vec![fact(Some(self.run.stamp), backups::ended(self.run), self.run.pointer)];
        if self.run.outcome == Outcome::Warned {
            return steps;
        }
        steps.push(rule(Some(self.run.day), format!("`{}` was {} on that day", RETRY.id, self.hours())));
        let from = self.job.runs.partition_point(|run| run.at <= self.run.at);
        let tries = self.job.runs.iter().skip(from).take(50).take_while(|run| again.is_none_or(|again| run.at < again.at));
        let failed = tries.filter(|run| run.outcome == Outcome::Failed).take(3);
        steps.extend(failed.map(|run| fact(Some(run.stamp), "the next try failed as well", run.pointer)));
        match again {
            Some(run) => steps.push(fact(Some(run.stamp), "the next run of the job that succeeded", run.pointer)),
            None => steps.push(rule(self.covered, "no run of the job that succeeded, as far as evidence reaches")),
        }
        steps
    }
}

/// Whether a success came within the hours.
enum InTime {
    Yes,
    Unclear,
    No,
}

impl InTime {
    fn of(failed: &Run<'_>, again: &Run<'_>, hours: i64) -> Self {
        let allowed = TimeDelta::hours(hours);
        let dated = [failed, again].iter().any(|run| matches!(run.stamp, Stamp::Day(_)));
        if (dated && again.day == failed.day) || again.latest - failed.at <= allowed {
            return Self::Yes;
        }
        if again.at - failed.latest <= allowed { Self::Unclear } else { Self::No }
    }
}
