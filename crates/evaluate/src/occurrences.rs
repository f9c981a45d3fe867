//! What each control owes over the window, and what of it is evidenced.
//!
//! Evidence is placed by what it covers, never by when it came in: a snapshot counts for the slice in which it was
//! taken, a period for the slices that it lies in or covers at least half of, alone or with others. Evidence that states
//! no date counts for nothing until somebody states it. Versions of a control that follow each other with the same
//! cadence are one duty.

use crate::{
    clock,
    dataset::Dataset,
    inputs::{covered_days, holes},
};
use chrono::NaiveDate;
use model::{Cadence, Control, Evidence, EvidenceId, Occurrence, OccurrenceState, ParameterSpec, Period, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// Days after the end of an occurrence within which its evidence may still be produced.
pub static GRACE: ParameterSpec = ParameterSpec {
    id: "occurrence-grace-days",
    title: "Days after the end of an occurrence within which its evidence may still be produced",
    default: "10",
    source: "the ten days that a month-end close usually takes",
};

/// The expected occurrences of all controls over the window, in order of control and day.
pub fn occurrences(dataset: &Dataset, terms: &Terms) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for (control, lives) in lives(&dataset.controls) {
        let linked = linked(control, dataset, terms);
        for life in lives {
            let periods = life.cadence.occurrences(&terms.window, &life.in_force);
            let due = periods.into_iter().filter(|period| is_expected(life, *period));
            found.extend(due.map(|period| stand(control, life.cadence, period, &linked, terms)));
        }
    }
    found
}

/// Evidence that is linked to a control and states no date by which it could be placed.
pub(crate) fn unplaced(dataset: &Dataset, terms: &Terms) -> BTreeSet<EvidenceId> {
    let linked = dataset.links.values().flatten().filter_map(|id| dataset.evidence.get(id));
    linked.filter(|evidence| placed(evidence, terms).is_none()).map(|evidence| evidence.id).collect()
}

/// A stretch of time in which a control had one cadence.
#[derive(Debug, Clone, Copy)]
struct Life {
    cadence: Cadence,
    in_force: Period,
}

/// One piece of evidence with the days that it covers.
struct Placed {
    id: EvidenceId,
    days: Period,
    moment: bool,
    late_if_after: Option<NaiveDate>,
    records: u64,
    document: bool,
}

fn lives(controls: &[Control]) -> BTreeMap<&str, Vec<Life>> {
    let mut versions: Vec<&Control> = controls.iter().collect();
    versions.sort_by_key(|control| (control.id.as_str(), control.effective_from));
    let mut found: BTreeMap<&str, Vec<Life>> = BTreeMap::new();
    for control in versions {
        let lives = found.entry(control.id.as_str()).or_default();
        let next = control.in_force();
        match lives.last_mut() {
            Some(last) if last.cadence == control.cadence && next.from <= clock::plus(last.in_force.to, 1) => {
                last.in_force.to = last.in_force.to.max(next.to);
            }
            _ => lives.push(Life { cadence: control.cadence, in_force: next }),
        }
    }
    found
}

/// An occurrence that began before the control did is not expected.
fn is_expected(life: Life, period: Period) -> bool {
    life.cadence.around(period.from).is_none_or(|whole| whole.from >= life.in_force.from)
}

/// The version of a control that owes an occurrence.
pub(crate) fn version_of<'a>(dataset: &'a Dataset, occurrence: &Occurrence) -> Option<&'a Control> {
    let own = || dataset.controls.iter().filter(|control| control.id == occurrence.control);
    own().find(|control| control.in_force().contains(occurrence.period.from)).or_else(|| own().next())
}

fn linked(control: &str, dataset: &Dataset, terms: &Terms) -> Vec<Placed> {
    let ids = dataset.links.get(control).into_iter().flatten();
    ids.filter_map(|id| dataset.evidence.get(id)).filter_map(|evidence| placed(evidence, terms)).collect()
}

fn placed(evidence: &Evidence, terms: &Terms) -> Option<Placed> {
    let stated = evidence.dates.covers_to.or(evidence.dates.extracted);
    let days = if evidence.snapshot {
        stated.map(|at| terms.day(at)).and_then(|day| Period::new(day, day))
    } else {
        covered_days(evidence, terms).or_else(|| day_of(evidence, terms))
    }?;
    if days.from > terms.today() {
        return None;
    }
    let document = evidence.importer.is_none();
    let produced = evidence.dates.extracted.map(|at| terms.day(at));
    if document && produced.is_some_and(|day| day > terms.today()) {
        return None;
    }
    let late_if_after = produced.filter(|_| document);
    let moment = evidence.snapshot || days.from == days.to;
    Some(Placed { id: evidence.id, days, moment, late_if_after, records: evidence.record_count(), document })
}

/// A document with one date only covers that day.
fn day_of(evidence: &Evidence, terms: &Terms) -> Option<Period> {
    let day = terms.day(evidence.dates.covers_from.or(evidence.dates.covers_to)?);
    Period::new(day, day)
}

fn stand(control: &str, cadence: Cadence, period: Period, linked: &[Placed], terms: &Terms) -> Occurrence {
    let touching: Vec<&Placed> = linked.iter().filter(|placed| placed.days.intersection(&period).is_some()).collect();
    let serving: Vec<&Placed> = match cadence {
        Cadence::Continuous | Cadence::PerEvent => touching,
        _ if tile(&touching, period) => touching,
        _ => touching.into_iter().filter(|placed| serves(placed, period)).collect(),
    };
    let grace = terms.number(&GRACE, period.to);
    let covered: Vec<Period> = serving.iter().map(|placed| placed.days).collect();
    let begun = Period::new(period.from, period.to.min(terms.today()));
    let open = begun.map(|begun| holes(begun, &covered));
    let open_days: u64 = open.iter().flatten().map(Period::days).sum();
    let due = clock::is_over(clock::plus(period.to, grace), terms);
    let state = match cadence {
        Cadence::Continuous => continuous(open.as_deref(), grace, terms),
        Cadence::PerEvent => per_event(&serving, open_days, due),
        _ => periodic(&serving, period, grace, due),
    };
    let evidence = serving.iter().map(|placed| placed.id).collect();
    let uncovered_days = holes(period, &covered).iter().map(Period::days).sum();
    Occurrence { control: control.to_owned(), period, state, evidence, uncovered_days }
}

fn serves(placed: &Placed, period: Period) -> bool {
    let Some(common) = placed.days.intersection(&period) else { return false };
    placed.moment || common == placed.days || common.days() * 2 >= period.days()
}

/// Whether several files cover at least half of a period together.
fn tile(touching: &[&Placed], period: Period) -> bool {
    let covered: Vec<Period> = touching.iter().map(|placed| placed.days).collect();
    let open: u64 = holes(period, &covered).iter().map(Period::days).sum();
    touching.len() > 1 && open * 2 <= period.days()
}

fn periodic(serving: &[&Placed], period: Period, grace: u32, due: bool) -> OccurrenceState {
    let last = clock::plus(period.to, grace);
    let late = |placed: &&Placed| placed.late_if_after.is_some_and(|day| day > last);
    match (serving.is_empty(), serving.iter().all(late), due) {
        (false, true, _) => OccurrenceState::Late,
        (false, false, _) => OccurrenceState::Evidenced,
        (true, _, true) => OccurrenceState::Missed,
        (true, _, false) => OccurrenceState::NotYetDue,
    }
}

/// Evidence has to tile the window: an open day is missed once the grace after it is over.
fn continuous(open: Option<&[Period]>, grace: u32, terms: &Terms) -> OccurrenceState {
    let overdue = |hole: &Period| clock::is_over(clock::plus(hole.from, grace), terms);
    match open {
        Some([]) => OccurrenceState::Evidenced,
        Some(holes) if holes.iter().any(overdue) => OccurrenceState::Missed,
        Some(_) | None => OccurrenceState::NotYetDue,
    }
}

/// An event is proven by its records, its absence by evidence without records that covers every day.
fn per_event(serving: &[&Placed], open_days: u64, due: bool) -> OccurrenceState {
    let happened = serving.iter().any(|placed| placed.records > 0 || placed.document);
    match (happened, serving.is_empty(), open_days, due) {
        (true, ..) => OccurrenceState::Evidenced,
        (false, false, 0, _) => OccurrenceState::DidNotOccur,
        (_, _, _, true) => OccurrenceState::Missed,
        (_, _, _, false) => OccurrenceState::NotYetDue,
    }
}
