//! Whether one account was closed by a deadline, from everything that lists and logs tell of it.
//!
//! A proof that it was open after the deadline outweighs a statement that it was closed before; a list without a date
//! outweighs nothing, because it may be older than it seems.

use crate::{
    accounts::{History, Sighting, list_of, system},
    clock,
    dataset::{Dataset, Sourced},
    words::{count, fold},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Pointer, State, Terms,
    record::{AccountStatus, Action, AuditEvent},
};
use std::collections::{BTreeMap, BTreeSet};

/// An account, a deadline and what may be looked at.
pub(crate) struct Case<'c, 'a> {
    /// The account.
    pub history: &'c History<'a>,
    /// The last day on which closing it is in time.
    pub deadline: NaiveDate,
    /// First day of a later employment, from which on nothing counts.
    pub back: Option<NaiveDate>,
    /// The log.
    pub trail: &'c Trail<'a>,
    /// The terms.
    pub terms: &'c Terms,
}

/// The events of accounts by everybody that they name, so that a log of millions is read once.
pub(crate) struct Trail<'a> {
    events: &'a [Sourced<AuditEvent>],
    by_name: BTreeMap<String, Vec<usize>>,
}

impl<'a> Trail<'a> {
    /// Reads the log.
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, event) in dataset.audit_events.iter().enumerate() {
            let event = &event.value;
            if !matches!(event.action, Action::AccountEnabled | Action::AccountDisabled | Action::LoggedIn) {
                continue;
            }
            for name in [&event.actor, &event.target, &event.target_id].into_iter().flatten() {
                by_name.entry(fold(name)).or_default().push(index);
            }
        }
        Self { events: &dataset.audit_events, by_name }
    }
}

/// How it was judged.
pub(crate) struct Outcome {
    /// Pass, exception or not determinable.
    pub state: State,
    /// Why, half a sentence.
    pub what: String,
    /// The rows, the deciding one first.
    pub proof: Vec<Pointer>,
}

impl Outcome {
    fn new(state: State, what: String, pointer: &Pointer) -> Self {
        Self { state, what, proof: vec![pointer.clone()] }
    }
}

impl<'a> Case<'_, 'a> {
    /// The judgement.
    pub(crate) fn outcome(&self) -> Outcome {
        let events = self.events();
        let closed = self.closed(&events);
        let in_time = closed.as_ref().filter(|(day, ..)| *day <= self.deadline);
        if let Some(found) = self.active_after(in_time.is_some()).or_else(|| self.used_after(&events)) {
            return found;
        }
        if let Some(found) = self.reopened(&events) {
            return found;
        }
        match closed {
            Some((day, pointer, how)) if day <= self.deadline => Outcome::new(State::Pass, format!("{how} on {day}"), &pointer),
            Some((day, pointer, how)) => {
                let late = count(clock::between(self.deadline, day), "day");
                Outcome::new(State::Exception, format!("{how} on {day}, {late} late"), &pointer)
            }
            None => self.by_lists(),
        }
    }

    fn counts(&self, day: NaiveDate) -> bool {
        self.back.is_none_or(|back| day < back)
    }

    fn seen(&self) -> impl DoubleEndedIterator<Item = &Sighting<'a>> {
        self.history.sightings().iter().filter(|seen| self.counts(seen.moment.day))
    }

    /// Seen active in a list after the deadline.
    fn active_after(&self, closed_in_time: bool) -> Option<Outcome> {
        let active = self.seen().filter(|seen| seen.account.status == AccountStatus::Active && seen.moment.day > self.deadline);
        // A list without a date that shows nothing later than the deadline may be older than a dated closing.
        let mut active = active.filter(|seen| !closed_in_time || seen.moment.stated || seen.not_before > self.deadline);
        let seen = active.next_back()?;
        let later = self.history.gone.filter(|day| self.counts(*day)).map(|day| format!(", gone from the list of {day}"));
        let what = format!("still active in {}{}", list_of(seen), later.unwrap_or_default());
        Some(Outcome::new(State::Exception, what, seen.pointer))
    }

    /// Used after the deadline.
    fn used_after(&self, events: &[Event<'a>]) -> Option<Outcome> {
        let late = |day: NaiveDate| day > self.deadline && self.counts(day);
        let login = |seen: &&Sighting<'a>| seen.account.last_login.map(|at| self.terms.day(at)).is_some_and(late);
        if let Some(seen) = self.history.sightings().iter().rfind(login) {
            let day = seen.account.last_login.map_or(self.deadline, |at| self.terms.day(at));
            let what = format!("logged in on {day} to {}", system(seen.account));
            return Some(Outcome::new(State::Exception, what, seen.pointer));
        }
        let used = events.iter().find(|event| event.action == Action::LoggedIn && late(event.day))?;
        Some(Outcome::new(State::Exception, format!("logged in on {}", used.day), used.pointer))
    }

    /// Enabled again after the deadline.
    fn reopened(&self, events: &[Event<'a>]) -> Option<Outcome> {
        let late =
            |event: &&Event<'a>| event.action == Action::AccountEnabled && event.day > self.deadline && self.counts(event.day);
        let event = events.iter().find(late)?;
        Some(Outcome::new(State::Exception, format!("enabled again on {}", event.day), event.pointer))
    }

    /// The day since which it was closed, as far as the deadline is concerned: the first closing that lasted.
    fn closed(&self, events: &[Event<'a>]) -> Option<(NaiveDate, Pointer, &'static str)> {
        let mut found: Option<(NaiveDate, Pointer, &'static str)> = None;
        for event in events.iter().filter(|event| self.counts(event.day)) {
            match event.action {
                Action::AccountDisabled if found.is_none() => {
                    found = Some((event.day, event.pointer.clone(), "disabled"));
                }
                Action::AccountEnabled if event.day <= self.deadline => found = None,
                _ => {}
            }
        }
        let mut stated = self.history.sightings().iter().filter_map(|seen| {
            let day = self.terms.day(seen.account.disabled?);
            let closed = seen.account.status != AccountStatus::Active && self.counts(day);
            closed.then(|| (day, seen.pointer.clone(), "disabled"))
        });
        // The newest list wins over older ones; the log over both, because it tells of every step.
        found.or_else(|| stated.next_back())
    }

    /// Nothing tells a date: what the lists show has to do.
    fn by_lists(&self) -> Outcome {
        let Some(latest) = self.seen().last().or_else(|| self.history.sightings().last()) else {
            return Outcome { state: State::NotDeterminable, what: "no list shows it".to_owned(), proof: Vec::new() };
        };
        let list = list_of(latest);
        let early =
            self.seen().find(|seen| closed_state(seen.account.status) && seen.moment.stated && seen.moment.day <= self.deadline);
        if let Some(seen) = early {
            return Outcome::new(State::Pass, format!("not active in {}", list_of(seen)), seen.pointer);
        }
        let (state, what) = match latest.account.status {
            AccountStatus::Pending => (State::Pass, format!("never activated, as {list} shows")),
            AccountStatus::Disabled | AccountStatus::Deleted => {
                (State::NotDeterminable, format!("not active in {list}, but nothing says since when"))
            }
            AccountStatus::Unknown => (State::NotDeterminable, format!("{list} does not say whether it is active")),
            AccountStatus::Active => self.last_active(latest),
        };
        Outcome::new(state, what, latest.pointer)
    }

    fn last_active(&self, latest: &Sighting<'a>) -> (State, String) {
        let list = list_of(latest);
        match self.history.gone {
            Some(day) if day <= self.deadline => (State::Pass, format!("gone from the list of {day}")),
            Some(day) => (State::NotDeterminable, format!("active in {list}, gone from that of {day}: nothing says since when")),
            None => (State::NotDeterminable, format!("active in {list}, and no later list shows whether it was closed in time")),
        }
    }

    /// The log's events about this account, oldest first, up to the moment of judgement.
    fn events(&self) -> Vec<Event<'a>> {
        let names = Names::of(self.history);
        let events: BTreeSet<usize> = names.all().filter_map(|name| self.trail.by_name.get(&name)).flatten().copied().collect();
        let events = events.into_iter().filter_map(|index| self.trail.events.get(index));
        let mut found: Vec<Event<'a>> = events.filter_map(|event| self.event(&names, event)).collect();
        found.sort_by(|one, other| (one.at, one.pointer).cmp(&(other.at, other.pointer)));
        found
    }

    fn event(&self, names: &Names<'_>, Sourced { pointer, value }: &'a Sourced<AuditEvent>) -> Option<Event<'a>> {
        let stamp = value.at?;
        let at = stamp.earliest(self.terms.zone);
        let relevant = value.succeeded != Some(false) && at <= self.terms.as_of;
        (relevant && names.is_in(value)).then(|| Event { at, day: self.terms.day(stamp), action: value.action, pointer })
    }
}

/// The names of one account in everything that lists tell of it, folded once.
#[derive(Default)]
struct Names<'a> {
    systems: BTreeSet<String>,
    logins: BTreeSet<String>,
    ids: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(history: &History<'a>) -> Self {
        let mut names = Self::default();
        for account in history.sightings().iter().map(|seen| seen.account) {
            names.systems.insert(fold(&account.system));
            let texts = [Some(&account.login), account.email.as_ref()].into_iter().flatten();
            names.logins.extend(texts.map(|text| fold(text)).filter(|text| !text.is_empty()));
            names.ids.extend(account.id.as_deref());
        }
        names
    }

    /// Everything by which an event can name the account.
    fn all(&self) -> impl Iterator<Item = String> {
        self.logins.iter().cloned().chain(self.ids.iter().map(|id| fold(id)))
    }

    fn is_in(&self, event: &AuditEvent) -> bool {
        let whose = match event.action {
            Action::LoggedIn => event.actor.as_ref().or(event.target.as_ref()),
            _ => event.target.as_ref(),
        };
        let theirs = fold(&event.system);
        let same_system = theirs.is_empty() || self.systems.contains("") || self.systems.contains(&theirs);
        let by_name = || whose.is_some_and(|whose| self.logins.contains(&fold(whose)));
        let by_id = || event.target_id.as_deref().is_some_and(|id| self.ids.contains(id));
        same_system && (by_name() || by_id())
    }
}

fn closed_state(status: AccountStatus) -> bool {
    matches!(status, AccountStatus::Disabled | AccountStatus::Deleted | AccountStatus::Pending)
}

struct Event<'a> {
    at: DateTime<Utc>,
    day: NaiveDate,
    action: Action,
    pointer: &'a Pointer,
}
