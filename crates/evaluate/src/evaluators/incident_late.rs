//! `incident-late`: was every incident taken up, notified and over within the times that its severity allows?
//!
//! Population: incidents that touch the window; planned work, exercises and false alarms are none. The clock runs in real
//! hours from when the incident was opened (from when it began, where it was written down only afterwards); the times
//! allowed are those in force on that day. Of a duty only the part in the window counts: one that was met, or overdue, only
//! before the window or is due only after it, is not judged, and one that is not yet due neither. Failed: taken up,
//! notified or over later than allowed, or still not when the list was taken. A notice is judged where its time is told:
//! whether one was due, no record tells. Not determinable: severity or clock not told, a time that is blank, or days
//! without an hour where the hour decides.

use crate::{
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    incidents::{day, end, in_window, incidents, severity, start, title, told_until},
    inputs,
    words::{count, fold, tokens},
};
use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Evaluation, Item, Kind, ParameterSpec, Stamp, State, Terms,
    record::{Incident, Severity},
};
use std::collections::BTreeSet;

/// Minutes until a critical one is taken up.
pub(crate) static TAKEN_UP_CRITICAL: ParameterSpec = ParameterSpec {
    id: "incident-acknowledge-critical-minutes",
    title: "Minutes within which somebody takes up a critical incident",
    default: "15",
    source: "usual practice of on-call teams",
};

/// Minutes until a high one is taken up.
pub(crate) static TAKEN_UP_HIGH: ParameterSpec = ParameterSpec {
    id: "incident-acknowledge-high-minutes",
    title: "Minutes within which somebody takes up an incident of high severity",
    default: "30",
    source: "usual practice of on-call teams",
};

/// Minutes until a medium one is taken up.
pub(crate) static TAKEN_UP_MEDIUM: ParameterSpec = ParameterSpec {
    id: "incident-acknowledge-medium-minutes",
    title: "Minutes within which somebody takes up an incident of medium severity",
    default: "240",
    source: "usual practice: four hours",
};

/// Minutes until a low one is taken up.
pub(crate) static TAKEN_UP_LOW: ParameterSpec = ParameterSpec {
    id: "incident-acknowledge-low-minutes",
    title: "Minutes within which somebody takes up an incident of low severity",
    default: "4320",
    source: "usual practice: the next business day, three days so that a weekend makes nobody late",
};

/// Hours until a critical one is over.
pub(crate) static OVER_CRITICAL: ParameterSpec = ParameterSpec {
    id: "incident-resolve-critical-hours",
    title: "Hours within which a critical incident is over",
    default: "4",
    source: "usual commitment in service level agreements",
};

/// Hours until a high one is over.
pub(crate) static OVER_HIGH: ParameterSpec = ParameterSpec {
    id: "incident-resolve-high-hours",
    title: "Hours within which an incident of high severity is over",
    default: "24",
    source: "usual commitment in service level agreements",
};

/// Hours until a medium one is over.
pub(crate) static OVER_MEDIUM: ParameterSpec = ParameterSpec {
    id: "incident-resolve-medium-hours",
    title: "Hours within which an incident of medium severity is over",
    default: "120",
    source: "usual practice: three business days, five days so that a weekend makes nobody late",
};

/// Hours until a low one is over.
pub(crate) static OVER_LOW: ParameterSpec = ParameterSpec {
    id: "incident-resolve-low-hours",
    title: "Hours within which an incident of low severity is over",
    default: "336",
    source: "usual practice: two weeks",
};

/// Hours until those concerned are told.
pub(crate) static NOTICE: ParameterSpec = ParameterSpec {
    id: "incident-notice-hours",
    title: "Hours within which those whom an incident concerns are told of it, where they are",
    default: "72",
    source: "Regulation (EU) 2016/679 (GDPR), article 33, and many contracts",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "incident-late",
    version: 1,
    about: About {
        question: "Was every incident taken up, notified and over within the times that its severity allows?",
        why: "The times are what customers were promised, and what decides how far an incident spreads.",
        reading: "Incidents that touch the window, one item each; a clock that was overdue only before the window, or is due \
                  after it, is not judged. Hours are real hours; times without a zone are read in the company's. A blank time \
                  or severity is not determinable. Notices are judged where their time is told.",
    },
    needs: &[Kind::Incident],
    uses: &[],
    map: false,
    parameters: &[
        &TAKEN_UP_CRITICAL,
        &TAKEN_UP_HIGH,
        &TAKEN_UP_MEDIUM,
        &TAKEN_UP_LOW,
        &OVER_CRITICAL,
        &OVER_HIGH,
        &OVER_MEDIUM,
        &OVER_LOW,
        &NOTICE,
    ],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "incidents in the window", ..Draft::default() };
    let rows = incidents(dataset, terms, &mut draft.filters);
    let rows = keep(rows, "that touch the window", &mut draft.filters, |row| in_window(&row.value, terms));
    let telling: BTreeSet<String> =
        dataset.incidents.iter().filter(|row| row.value.acknowledged.is_some()).map(|row| fold(&row.value.system)).collect();
    let cases = rows.into_iter().map(|row| {
        let tells = telling.contains(&fold(&row.value.system));
        Case { row, tells, until: told_until(row, dataset, terms), terms }.judged()
    });
    let judged =
        keep(cases.collect(), "with a time that ran out, or was met, in the window", &mut draft.filters, Option::is_some);
    draft.items = judged.into_iter().flatten().collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Incident)];
    conclude(&EVALUATOR, terms, draft)
}

/// An incident, whether its system tells of any when it was taken up, and until when its evidence tells anything.
struct Case<'a> {
    row: &'a Sourced<Incident>,
    tells: bool,
    until: Option<DateTime<Utc>>,
    terms: &'a Terms,
}

/// One of the clocks.
struct Clock {
    what: &'static str,
    not_yet: &'static str,
    spec: &'static ParameterSpec,
    allowed: TimeDelta,
    words: String,
    done: Option<Stamp>,
    /// Nothing of it happened when the evidence was taken; without a time this alone makes it overdue.
    still_open: bool,
}

impl Case<'_> {
    fn judged(&self) -> Option<Item> {
        let incident = &self.row.value;
        let place = self.row.pointer.clone();
        let lead = format!("{}: {}", title(incident), severity(incident));
        let Some(start) = start(incident, self.terms) else {
            let reason = format!("{lead}, and nothing tells when it began or was opened");
            return Some(item(&incident.id, State::NotDeterminable, reason, vec![place]));
        };
        let Some((taken_up, over)) = specs(incident.severity) else {
            let reason = format!("{lead}, opened {start}: without a severity no times apply");
            return Some(item(&incident.id, State::NotDeterminable, reason, vec![place]));
        };
        let clocks = self.clocks(start, taken_up, over);
        let results: Vec<(State, String)> = clocks.iter().filter_map(|clock| self.result(start, clock)).collect();
        let worst = [State::Exception, State::NotDeterminable, State::Pass];
        let state = worst.into_iter().find(|state| results.iter().any(|(one, _)| one == state))?;
        let said: Vec<&str> = results.iter().map(|(_, said)| said.as_str()).collect();
        let open = clocks.len() > results.len() && incident.resolved == Some(false);
        let open = if open { "; not over when last listed, not yet due in the window" } else { "" };
        let mut judged =
            item(&incident.id, state, format!("{lead}, opened {start}; {}{open}", said.join("; ")), vec![place.clone()]);
        judged.steps.push(fact(Some(start), format!("opened, severity {}", severity(incident)), &place));
        for clock in &clocks {
            let on = self.terms.day(start);
            judged.steps.push(rule(Some(on), format!("{} within {}; `{}` on that day", clock.what, clock.words, clock.spec.id)));
            judged.steps.extend(clock.done.map(|at| fact(Some(at), clock.what, &place)));
        }
        Some(judged)
    }

    fn clocks(&self, start: Stamp, taken_up: &'static ParameterSpec, over: &'static ParameterSpec) -> Vec<Clock> {
        let incident = &self.row.value;
        let known = |at: &Stamp| at.earliest(self.terms.zone) <= self.terms.as_of;
        let number = |spec: &'static ParameterSpec| i64::from(self.terms.number(spec, day(Some(start), self.terms)));
        let ended = end(incident, self.terms);
        let status = incident.status_word.as_deref().map(tokens).unwrap_or_default();
        let waiting =
            status.iter().any(|word| matches!(word.as_str(), "triggered" | "open" | "new" | "firing" | "unacknowledged"));
        let minutes = number(taken_up);
        let acknowledged = incident.acknowledged.filter(known);
        // What is over was taken up at the latest then; that tells only if it was in time.
        let by_end =
            ended.filter(|end| end.latest(self.terms.zone) - start.earliest(self.terms.zone) <= TimeDelta::minutes(minutes));
        let mut clocks = vec![Clock {
            what: "taken up",
            not_yet: "not taken up",
            spec: taken_up,
            allowed: TimeDelta::minutes(minutes),
            words: words(TimeDelta::minutes(minutes)),
            done: acknowledged.or(by_end),
            still_open: self.tells && waiting && ended.is_none() && incident.resolved != Some(true),
        }];
        if let Some(notified) = incident.notified.filter(known) {
            let hours = number(&NOTICE);
            clocks.push(Clock {
                what: "notified",
                not_yet: "not notified",
                spec: &NOTICE,
                allowed: TimeDelta::hours(hours),
                words: words(TimeDelta::hours(hours)),
                done: Some(notified),
                still_open: false,
            });
        }
        let hours = number(over);
        clocks.push(Clock {
            what: "over",
            not_yet: "not over",
            spec: over,
            allowed: TimeDelta::hours(hours),
            words: words(TimeDelta::hours(hours)),
            done: ended,
            still_open: incident.resolved == Some(false),
        });
        clocks
    }

    /// State and words of one clock; none where the window does not judge it.
    fn result(&self, start: Stamp, clock: &Clock) -> Option<(State, String)> {
        let zone = self.terms.zone;
        let due = (start.earliest(zone) + clock.allowed, start.latest(zone) + clock.allowed);
        let (opens, closes) = (self.terms.window.start(zone), self.terms.window.end(zone));
        let (what, words) = (clock.what, &clock.words);
        if let Some(done) = clock.done {
            let took = self.took(start, done);
            if done.latest(zone) < start.earliest(zone) && what == "over" {
                return Some((State::NotDeterminable, format!("{what} {done}, before it was opened")));
            }
            if done.latest(zone) < opens || (due.0 > closes && done.earliest(zone) > closes) {
                return None;
            }
            let within = format!("{what} after {took}, allowed are {words}");
            return Some(match (done.latest(zone) <= due.0, done.earliest(zone) > due.1) {
                (true, _) => (State::Pass, within),
                (_, true) => (State::Exception, format!("{within}: late")),
                (false, false) => {
                    (State::NotDeterminable, format!("{what} {done}, allowed are {words}: only the hour would tell"))
                }
            });
        }
        if due.1 > closes || due.1 > self.terms.as_of {
            return None;
        }
        if !clock.still_open {
            return Some((State::NotDeterminable, format!("nothing tells when it was {what}, allowed are {words}")));
        }
        match self.until {
            Some(until) if until > due.1 => Some((
                State::Exception,
                format!("still {} at {}, allowed are {words}: late", clock.not_yet, Stamp::Instant(until)),
            )),
            _ => Some((
                State::NotDeterminable,
                format!("{} when last listed, before it was due; allowed are {words}", clock.not_yet),
            )),
        }
    }

    /// The time from one moment to another, in words.
    fn took(&self, from: Stamp, to: Stamp) -> String {
        let length = to.earliest(self.terms.zone) - from.earliest(self.terms.zone);
        let days_only = matches!((from, to), (Stamp::Day(_), _) | (_, Stamp::Day(_)));
        if days_only { format!("{} (by days)", count((length.num_minutes() + 720).max(0) / 1440, "day")) } else { words(length) }
    }
}

/// A length of time in hours, minutes and seconds, as far as there are any.
fn words(length: TimeDelta) -> String {
    let seconds = length.num_seconds().max(0);
    let hours = if seconds < 7200 { 0 } else { seconds / 3600 };
    let parts = [(hours, "hour"), ((seconds - hours * 3600) / 60, "minute"), (seconds % 60, "second")];
    let told: Vec<String> = parts.into_iter().filter(|(many, _)| *many > 0).map(|(many, one)| count(many, one)).collect();
    if told.is_empty() { "no time".to_owned() } else { told.join(" ") }
}

/// The parameters for taking up and ending.
const fn specs(severity: Severity) -> Option<(&'static ParameterSpec, &'static ParameterSpec)> {
    match severity {
        Severity::Critical => Some((&TAKEN_UP_CRITICAL, &OVER_CRITICAL)),
        Severity::High => Some((&TAKEN_UP_HIGH, &OVER_HIGH)),
        Severity::Medium => Some((&TAKEN_UP_MEDIUM, &OVER_MEDIUM)),
        Severity::Low => Some((&TAKEN_UP_LOW, &OVER_LOW)),
        Severity::Info | Severity::Unknown => None,
    }
}
