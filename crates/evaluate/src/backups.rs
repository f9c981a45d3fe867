//! Runs of backups by job, and how far evidence of them reaches.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    inputs,
    words::fold,
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Kind, Period, Pointer, Stamp, Terms,
    record::{Backup, Outcome},
};
use std::collections::BTreeMap;

/// The runs of one job that have a time up to the moment of judgement, oldest first.
pub(crate) struct Job<'a> {
    /// The system that runs it.
    pub system: &'a str,
    /// As its source names it.
    pub name: &'a str,
    /// Its runs; of several reports of one moment the one that tells how it ended.
    pub runs: Vec<Run<'a>>,
    /// A run without a time.
    pub undated: Option<&'a Sourced<Backup>>,
}

impl<'a> Job<'a> {
    /// Its runs on some days.
    pub(crate) fn on(&self, days: Period) -> &[Run<'a>] {
        let from = self.runs.partition_point(|run| run.day < days.from);
        let to = self.runs.partition_point(|run| run.day <= days.to);
        self.runs.get(from..to).unwrap_or_default()
    }

    /// Its name for people.
    pub(crate) fn label(&self) -> &str {
        if self.name.is_empty() { "(job without a name)" } else { self.name }
    }
}

/// One run with its time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run<'a> {
    /// The first moment that its time can mean.
    pub at: DateTime<Utc>,
    /// The last moment that its time can mean.
    pub latest: DateTime<Utc>,
    /// As written.
    pub stamp: Stamp,
    /// Its day in the company's zone.
    pub day: NaiveDate,
    /// How it ended.
    pub outcome: Outcome,
    /// The record.
    pub value: &'a Backup,
    /// Where it stands.
    pub pointer: &'a Pointer,
}

impl Run<'_> {
    /// Whether there is a backup of it.
    pub(crate) fn made(&self) -> bool {
        matches!(self.outcome, Outcome::Succeeded | Outcome::Warned)
    }

    /// How much its outcome tells.
    fn told(&self) -> u8 {
        match self.outcome {
            Outcome::Unknown => 0,
            Outcome::Running => 1,
            Outcome::Succeeded | Outcome::Warned | Outcome::Failed => 2,
        }
    }
}

/// The jobs of runs. Runs of different kinds (a backup, a check) are different jobs.
pub(crate) fn jobs<'a>(runs: impl Iterator<Item = &'a Sourced<Backup>>, terms: &Terms) -> Vec<Job<'a>> {
    let mut jobs: BTreeMap<(String, String, &'static str), Job<'a>> = BTreeMap::new();
    for sourced in runs {
        let value = &sourced.value;
        let key = (fold(&value.system), fold(&value.job), kind(value));
        let start = || Job { system: &value.system, name: &value.job, runs: Vec::new(), undated: None };
        let job = jobs.entry(key).or_insert_with(start);
        let Some(stamp) = value.at.or(value.finished) else {
            job.undated = job.undated.or(Some(sourced));
            continue;
        };
        let at = stamp.earliest(terms.zone);
        if at <= terms.as_of {
            let (day, latest) = (terms.day(stamp), stamp.latest(terms.zone));
            job.runs.push(Run { at, latest, stamp, day, outcome: value.outcome, value, pointer: &sourced.pointer });
        }
    }
    for job in jobs.values_mut() {
        job.runs.sort_by_key(|run| (run.at, std::cmp::Reverse(run.told()), run.pointer));
        let timed = |run: &Run<'_>| !matches!(run.stamp, Stamp::Day(_));
        // A report of a run under way and one of its end are the same run.
        job.runs.dedup_by(|later, first| later.at == first.at && timed(later) && later.told() < 2);
    }
    jobs.into_values().collect()
}

fn kind(value: &Backup) -> &'static str {
    match value.run {
        model::record::BackupKind::Backup => "backup",
        model::record::BackupKind::Restore => "restore",
        model::record::BackupKind::Check => "check",
    }
}

/// How a run ended, with its source's word.
pub(crate) fn ended(run: &Run<'_>) -> String {
    let word = run.value.outcome_word.as_deref().map(|word| format!(" (`{word}`)")).unwrap_or_default();
    match run.outcome {
        Outcome::Succeeded => format!("succeeded{word}"),
        Outcome::Warned => format!("ended with warnings{word}"),
        Outcome::Failed => format!("failed{word}"),
        Outcome::Running => format!("still under way when it was listed{word}"),
        Outcome::Unknown => format!("how it ended is not told{word}"),
    }
}

/// The days of the window that are wholly over.
pub(crate) fn over(terms: &Terms) -> Option<Period> {
    let today = terms.today();
    let last = if clock::is_over(today, terms) { today } else { clock::minus(today, 1) };
    Period::new(terms.window.from, terms.window.to.min(last))
}

/// The last day that evidence of a kind speaks about by its own word.
pub(crate) fn covered_until(dataset: &Dataset, terms: &Terms, kind: Kind) -> Option<NaiveDate> {
    let stated = inputs::evidence_of(dataset, kind).flat_map(|evidence| [evidence.dates.covers_to, evidence.dates.extracted]);
    stated.flatten().map(|at| terms.day(at)).max()
}
