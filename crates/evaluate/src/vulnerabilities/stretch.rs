//! The stretches of time in which a vulnerability was there: what each tool tells of them, and what they tell together.

use super::{Scans, Sighting};
use crate::words::fold;
use chrono::NaiveDate;
use model::{
    Pointer, Terms,
    record::{Severity, VulnerabilityStatus},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// How a stretch ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End<'a> {
    /// Its source says on which day it was fixed.
    Fixed(NaiveDate, &'a Pointer),
    /// It was gone by the day of a scan or list.
    Gone(NaiveDate, &'a Pointer),
    /// Nothing shows an end.
    Open,
}

impl End<'_> {
    /// The day of it.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Fixed(day, _) | Self::Gone(day, _) => Some(*day),
            Self::Open => None,
        }
    }
}

/// A stretch of time in which one vulnerability was on one asset, as far as all tools tell.
#[derive(Debug, Clone)]
pub(crate) struct Stretch<'a> {
    /// Reports of it, oldest first; never empty.
    pub sightings: Vec<Sighting<'a>>,
    /// Its first day: first seen by a source, else the first report that shows it; none: only its end is told.
    pub start: Option<NaiveDate>,
    /// A source tells the first day.
    pub start_is_told: bool,
    /// The newest day on which it was seen present.
    pub last_present: Option<NaiveDate>,
    /// How it ended.
    pub end: End<'a>,
    /// First day and end of the stretch before, after which it came back.
    pub before: Option<(Option<NaiveDate>, NaiveDate)>,
    /// What every source that still speaks of it says last: it does not apply.
    pub not_affected: bool,
    /// One source says last that it does not apply, and another still reports it.
    pub disputed: Option<Sighting<'a>>,
}

impl<'a> Stretch<'a> {
    /// The newest report.
    pub(crate) fn latest(&self) -> Option<&Sighting<'a>> {
        self.sightings.last()
    }

    /// The highest severity that any report gives it.
    pub(crate) fn severity(&self) -> Severity {
        self.sightings.iter().map(|seen| seen.sourced.value.severity).max().unwrap_or_default()
    }

    /// The severities that it was given, each higher than the one before, with the day since which: the first from the
    /// first day, a higher one from when a tool first gave it.
    pub(crate) fn grades(&self, terms: &Terms) -> Vec<(NaiveDate, Severity)> {
        let Some(start) = self.start else { return Vec::new() };
        let mut tools: BTreeSet<usize> = BTreeSet::new();
        let mut told: Vec<(NaiveDate, Severity)> = Vec::new();
        for seen in &self.sightings {
            let value = &seen.sourced.value;
            let is_first = tools.insert(seen.tool);
            let first = value.first_seen.filter(|_| is_first).map(|at| terms.day(at));
            told.push((first.map_or(seen.day, |first| first.min(seen.day)).max(start), value.severity));
        }
        told.retain(|(_, severity)| *severity != Severity::Unknown);
        told.sort_by_key(|(day, severity)| (*day, Reverse(*severity)));
        let mut grades: Vec<(NaiveDate, Severity)> = Vec::new();
        for (day, severity) in told {
            match grades.last() {
                None => grades.push((start, severity)),
                Some((_, held)) if *held < severity => grades.push((day, severity)),
                Some(_) => {}
            }
        }
        grades
    }
}

/// What one tool tells of one stretch.
struct Run<'a> {
    tool: usize,
    start: Option<NaiveDate>,
    told: bool,
    last: Option<NaiveDate>,
    fixed: Option<(NaiveDate, &'a Pointer)>,
    gone: Option<(NaiveDate, &'a Pointer)>,
    sightings: Vec<Sighting<'a>>,
}

impl Run<'_> {
    fn end(&self) -> Option<NaiveDate> {
        self.fixed.or(self.gone).map(|(day, _)| day)
    }

    /// The last day that it is known to have lasted.
    fn reach(&self) -> Option<NaiveDate> {
        self.last.max(self.fixed.map(|(day, _)| day))
    }

    fn from(&self) -> Option<NaiveDate> {
        self.start.or_else(|| self.end())
    }
}

/// The stretches of one instance, oldest first.
pub(super) fn stretches<'a>(
    mut sightings: Vec<Sighting<'a>>,
    asset: Option<usize>,
    scans: &Scans<'a>,
    terms: &Terms,
) -> Vec<Stretch<'a>> {
    sightings.sort_by(|one, other| {
        (one.tool, told_day(one, terms), &one.sourced.pointer).cmp(&(other.tool, told_day(other, terms), &other.sourced.pointer))
    });
    let mut runs: Vec<Run<'a>> = Vec::new();
    for tool in sightings.chunk_by(|one, other| one.tool == other.tool) {
        runs.extend(of_tool(tool, asset, scans, terms));
    }
    // A fix whose beginning nobody tells ends what another tool saw before it.
    runs.sort_by_key(|run| (run.from(), run.start.is_none(), run.tool));
    let mut groups: Vec<Vec<Run<'a>>> = Vec::new();
    for run in runs {
        match groups.last_mut() {
            Some(group) if continues(group, &run, asset, scans) => group.push(run),
            _ => groups.push(vec![run]),
        }
    }
    let verdicts = not_affected(&sightings);
    let mut found: Vec<Stretch<'a>> = Vec::new();
    for group in groups {
        let before = found.last().and_then(|last| last.end.day().map(|end| (last.start, end)));
        found.push(together(group, before, asset, scans));
    }
    match found.last_mut() {
        Some(last) => {
            last.not_affected = verdicts.all;
            last.disputed = verdicts.one.filter(|_| !verdicts.all);
        }
        None => found.extend(verdicts.one.map(dismissed)),
    }
    found
}

/// The day that a report speaks about: that of the fix that it tells, else its own.
fn told_day(seen: &Sighting<'_>, terms: &Terms) -> NaiveDate {
    let value = &seen.sourced.value;
    let fixed = value.fixed.filter(|_| value.status == VulnerabilityStatus::Fixed).map(|at| terms.day(at));
    fixed.map_or(seen.day, |day| day.min(seen.day))
}

/// The runs that one tool tells, oldest first.
fn of_tool<'a>(sightings: &[Sighting<'a>], asset: Option<usize>, scans: &Scans<'a>, terms: &Terms) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for seen in sightings {
        let value = &seen.sourced.value;
        let first = value.first_seen.map(|at| terms.day(at));
        match value.status {
            VulnerabilityStatus::Open | VulnerabilityStatus::Accepted => {
                if let Some(run) = runs.last_mut().filter(|run| lasts(run, seen, first, asset, scans)) {
                    run.last = run.last.max(Some(seen.day));
                    run.sightings.push(*seen);
                } else {
                    let run = begun(*seen, first, runs.last());
                    runs.push(run);
                }
            }
            VulnerabilityStatus::Fixed => fixed(&mut runs, *seen, first, terms),
            VulnerabilityStatus::NotAffected => {}
        }
    }
    runs
}

/// A run that begins with a report; one that came back in the same place does not begin before the run before it ended.
fn begun<'a>(seen: Sighting<'a>, first: Option<NaiveDate>, before: Option<&Run<'a>>) -> Run<'a> {
    let place = |seen: &Sighting<'a>| (&seen.sourced.value.location, &seen.sourced.value.installed);
    let list = |seen: &Sighting<'a>| seen.sourced.pointer.evidence;
    let same = |other: &&Sighting<'a>| place(other) == place(&seen) && list(other) != list(&seen);
    let floor = before.filter(|run| run.sightings.last().as_ref().is_some_and(same)).and_then(Run::reach);
    let told = first.filter(|first| *first <= seen.day && floor.is_none_or(|floor| *first > floor));
    Run {
        tool: seen.tool,
        start: Some(told.unwrap_or(seen.day)),
        told: told.is_some(),
        last: Some(seen.day),
        fixed: None,
        gone: None,
        sightings: vec![seen],
    }
}

/// Whether a run still lasts with a report: it was not fixed, and no scan of the tool in between was without it, unless the
/// tool itself dates it from before that scan and does not say that it came back.
fn lasts(run: &Run<'_>, seen: &Sighting<'_>, first: Option<NaiveDate>, asset: Option<usize>, scans: &Scans<'_>) -> bool {
    if run.end().is_some() {
        return false;
    }
    let Some(last) = run.last else { return true };
    let without = scans.after(run.tool, asset, last).is_some_and(|(day, _)| day < seen.day);
    let word = seen.sourced.value.status_word.as_deref().map(fold).unwrap_or_default();
    let again = ["reopen", "re-open", "resurfac", "regress", "recur"].iter().any(|lead| word.contains(lead));
    !without || (first.is_some_and(|first| first <= last) && !again)
}

/// A report of a fix ends the run that lasts, repeats the end of one that is over, or tells a run by itself.
fn fixed<'a>(runs: &mut Vec<Run<'a>>, seen: Sighting<'a>, first: Option<NaiveDate>, terms: &Terms) {
    let pointer = &seen.sourced.pointer;
    let told = seen.sourced.value.fixed.map(|at| terms.day(at)).filter(|day| *day <= terms.today());
    let gone = told.is_none().then_some((seen.day, pointer));
    let told = told.map(|day| (day, pointer));
    if let Some(run) = runs.last_mut() {
        let over = run.end();
        let repeats = over.is_some_and(|over| first.is_none_or(|first| first <= over));
        if over.is_none() || repeats {
            let fits = told.filter(|(day, _)| run.last.is_none_or(|last| *day >= last));
            run.fixed = run.fixed.max(fits);
            run.gone = run.gone.or(gone).or((over.is_none() && fits.is_none()).then_some((seen.day, pointer)));
            run.sightings.push(seen);
            return;
        }
    }
    let end = told.or(gone).map(|(day, _)| day);
    let start = first.filter(|first| end.is_none_or(|end| *first <= end));
    runs.push(Run { tool: seen.tool, start, told: start.is_some(), last: None, fixed: told, gone, sightings: vec![seen] });
}

/// Whether a run belongs to the stretch of others: nothing shows that it was gone in between.
fn continues(group: &[Run<'_>], run: &Run<'_>, asset: Option<usize>, scans: &Scans<'_>) -> bool {
    let (Some(start), Some(reach)) = (run.start, reach(group)) else { return true };
    start <= reach || end(group, asset, scans).day().is_none_or(|gone| gone > start)
}

fn reach(group: &[Run<'_>]) -> Option<NaiveDate> {
    group.iter().filter_map(Run::reach).max()
}

/// How a group of runs ended: by the fix that a tool tells, if none saw it after that, else by the first scan without it of
/// a tool that saw it until then.
fn end<'a>(group: &[Run<'a>], asset: Option<usize>, scans: &Scans<'a>) -> End<'a> {
    let last = group.iter().filter_map(|run| run.last).max();
    let stated = group.iter().filter_map(|run| run.fixed).filter(|(day, _)| last.is_none_or(|last| *day >= last));
    if let Some((day, at)) = stated.max_by_key(|(day, at)| (*day, *at)) {
        return End::Fixed(day, at);
    }
    let without = |run: &Run<'a>| run.gone.or_else(|| scans.after(run.tool, asset, run.last?));
    let shown = group.iter().filter_map(without).filter(|(day, _)| last.is_none_or(|last| *day > last));
    shown.min_by_key(|(day, at)| (*day, *at)).map_or(End::Open, |(day, at)| End::Gone(day, at))
}

fn together<'a>(
    group: Vec<Run<'a>>,
    before: Option<(Option<NaiveDate>, NaiveDate)>,
    asset: Option<usize>,
    scans: &Scans<'a>,
) -> Stretch<'a> {
    let end = end(&group, asset, scans);
    let start = group.iter().filter_map(|run| run.start).min();
    let start_is_told = group.iter().any(|run| run.told && run.start == start);
    let last_present = group.iter().filter_map(|run| run.last).max();
    let mut sightings: Vec<Sighting<'a>> = group.into_iter().flat_map(|run| run.sightings).collect();
    sightings.sort_by(|one, other| (one.day, &one.sourced.pointer).cmp(&(other.day, &other.sourced.pointer)));
    Stretch { sightings, start, start_is_told, last_present, end, before, not_affected: false, disputed: None }
}

/// What the tools say last about whether it applies.
struct Verdicts<'a> {
    all: bool,
    one: Option<Sighting<'a>>,
}

fn not_affected<'a>(sightings: &[Sighting<'a>]) -> Verdicts<'a> {
    let mut last: BTreeMap<usize, Sighting<'a>> = BTreeMap::new();
    for seen in sightings {
        let held = last.entry(seen.tool).or_insert(*seen);
        if (seen.day, &seen.sourced.pointer) >= (held.day, &held.sourced.pointer) {
            *held = *seen;
        }
    }
    let says = |seen: &&Sighting<'a>| seen.sourced.value.status == VulnerabilityStatus::NotAffected;
    let still =
        |seen: &Sighting<'a>| matches!(seen.sourced.value.status, VulnerabilityStatus::Open | VulnerabilityStatus::Accepted);
    let one = last.values().filter(says).max_by_key(|seen| seen.day).copied();
    Verdicts { all: one.is_some() && !last.values().any(still), one }
}

/// A vulnerability that was never reported otherwise than as not applying.
fn dismissed(seen: Sighting<'_>) -> Stretch<'_> {
    Stretch {
        sightings: vec![seen],
        start: Some(seen.day),
        start_is_told: false,
        last_present: None,
        end: End::Open,
        before: None,
        not_affected: true,
        disputed: None,
    }
}
