//! What would an auditor find today?

use crate::{
    AppError, Session,
    contract::map::{ControlWeeks, Due, Overview},
    dataset,
    map::Standing,
    results,
    words::count,
};
use chrono::{Datelike, Days, NaiveDate};
use model::{Category, Control, Occurrence, OccurrenceState, Period};
use std::collections::{BTreeMap, BTreeSet};

/// Most exceptions told at once.
const EXCEPTIONS: usize = 50;

/// Most duties told at once.
const DUTIES: usize = 20;

/// Days for which a missed occurrence is still told among the duties.
const OVERDUE_DAYS: u64 = 31;

/// Controls against the weeks of the window, exceptions, and what is due next.
///
/// # Errors
/// Those of reading the vault.
pub fn overview(session: &Session) -> Result<Overview, AppError> {
    session.read(|read| {
        let standing = Standing::read(session, read)?;
        let run = read.latest_run()?;
        let (exceptions, exception_count) = match &run {
            Some((id, _)) => results::exceptions(session, read, *id, EXCEPTIONS)?,
            None => (Vec::new(), 0),
        };
        let stale = match &run {
            Some((_, run)) => run.dataset != dataset::fingerprint(read)?,
            None => false,
        };
        let today = standing.terms.today();
        let weeks = weeks(standing.terms.window);
        Ok(Overview {
            this_week: weeks.iter().position(|week| week.contains(today)).map(count),
            controls: standing.controls.iter().map(|control| row(&standing, control, &weeks)).collect(),
            weeks: weeks.iter().map(|week| week.from.to_string()).collect(),
            evaluations: tally(standing.evaluations.iter().map(|evaluation| evaluation.state.id())),
            occurrences: tally(standing.occurrences.iter().map(|occurrence| word(occurrence.state))),
            evaluated_at: run.map(|(_, run)| crate::words::seconds(run.at)),
            stale,
            exceptions,
            exception_count: count(exception_count),
            due: due(&standing, today),
            evidence_count: count(read.all_evidence()?.len()),
        })
    })
}

fn tally(words: impl Iterator<Item = &'static str>) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    words.for_each(|word| *counts.entry(word.to_owned()).or_default() += 1);
    counts
}

const fn word(state: OccurrenceState) -> &'static str {
    match state {
        OccurrenceState::Evidenced => "evidenced",
        OccurrenceState::Late => "late",
        OccurrenceState::Missed => "missed",
        OccurrenceState::NotYetDue => "not-yet-due",
        OccurrenceState::DidNotOccur => "did-not-occur",
    }
}

/// The weeks of a window, Monday to Sunday, the first and last clipped to it.
fn weeks(window: Period) -> Vec<Period> {
    let mut found = Vec::new();
    let mut from = window.from;
    while from <= window.to {
        let left = u64::from(6 - from.weekday().num_days_from_monday());
        let to = from.checked_add_days(Days::new(left)).unwrap_or(window.to).min(window.to);
        found.push(Period { from, to });
        let Some(next) = to.succ_opt() else { break };
        from = next;
    }
    found
}

fn row(standing: &Standing, control: &Control, weeks: &[Period]) -> ControlWeeks {
    let (exceptions, result) = standing.result_of(control);
    let own: Vec<&Occurrence> = standing.occurrences_of(&control.id).collect();
    let worst = |week: &Period| {
        let meeting = own.iter().filter(|occurrence| occurrence.period.intersection(week).is_some());
        meeting.map(|occurrence| occurrence.state).min_by_key(|state| badness(*state))
    };
    ControlWeeks {
        id: control.id.clone(),
        title: control.title.clone(),
        category: standing.categories_of(control).first().copied().unwrap_or(Category::Security),
        cells: weeks.iter().map(worst).collect(),
        exceptions,
        result,
    }
}

const fn badness(state: OccurrenceState) -> u8 {
    match state {
        OccurrenceState::Missed => 0,
        OccurrenceState::Late => 1,
        OccurrenceState::NotYetDue => 2,
        OccurrenceState::Evidenced => 3,
        OccurrenceState::DidNotOccur => 4,
    }
}

/// What is due: missed lately, then what comes, by day.
fn due(standing: &Standing, today: NaiveDate) -> Vec<Due> {
    let since = today.checked_sub_days(Days::new(OVERDUE_DAYS)).unwrap_or(today);
    let controls: BTreeMap<&str, &Control> = standing.controls.iter().map(|control| (control.id.as_str(), control)).collect();
    let is_open = |occurrence: &&Occurrence| match occurrence.state {
        OccurrenceState::NotYetDue => occurrence.period.from <= today,
        OccurrenceState::Missed => occurrence.period.to >= since,
        OccurrenceState::Evidenced | OccurrenceState::Late | OccurrenceState::DidNotOccur => false,
    };
    let mut open: Vec<(&Occurrence, &Control)> = standing
        .occurrences
        .iter()
        .filter(is_open)
        .filter_map(|occurrence| Some((occurrence, *controls.get(occurrence.control.as_str())?)))
        .collect();
    open.sort_by(|a, b| a.0.period.to.cmp(&b.0.period.to).then(a.0.control.cmp(&b.0.control)));
    // One duty a control: a daily one would fill the list by itself.
    let mut told: BTreeSet<&str> = BTreeSet::new();
    open.retain(|(occurrence, _)| told.insert(&occurrence.control));
    let told = |(occurrence, control): &(&Occurrence, &Control)| Due {
        day: occurrence.period.to.to_string(),
        control: control.id.clone(),
        title: control.title.clone(),
        what: control.evidence.first().cloned().unwrap_or_else(|| control.title.clone()),
        owner: standing.owner_of(control),
        overdue: occurrence.state == OccurrenceState::Missed,
    };
    open.iter().take(DUTIES).map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::weeks;
    use model::Period;

    #[test]
    fn weeks_tile_the_window_and_begin_on_mondays() {
        let day = |text: &str| text.parse().unwrap();
        let window = Period { from: day("2026-01-01"), to: day("2026-01-14") };
        let found: Vec<String> = weeks(window).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["2026-01-01 to 2026-01-04", "2026-01-05 to 2026-01-11", "2026-01-12 to 2026-01-14"]);
    }
}
