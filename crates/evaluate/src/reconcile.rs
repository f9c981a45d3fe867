//! Which change went live with which deployment, and which ticket asked for it: one matching for both sides.
//!
//! A deployment is matched by the change that it names, by its commit (at least seven digits alike, also inside of a tag
//! or image name), by a number, branch or version in its reference, by the release of that version, and by a ticket that
//! exists or that a change names too. Where several changes fit, the newest that took effect before the deployment is
//! meant, else the next one after it. What is found from one side is what is found from the other.

use crate::{
    changes::{Effect, Joined, PRODUCTION_BRANCHES, bare, branch, effect, is_production, joined, same_repository},
    clock,
    dataset::{Dataset, Sourced},
    deploys,
    inputs::{self, moment},
    references::{COMMIT_DIGITS, commit_of, looks_like_commit, numbers_in, version, versions},
    tickets::{self, Tickets},
    words::{fold, tokens, told},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::{
    Kind, Pointer, Stamp, Terms,
    record::{Deploy, Release, Ticket},
};
use std::collections::{BTreeMap, BTreeSet};

/// Branches that many changes come from.
const LONG_LIVED: [&str; 6] = ["develop", "development", "dev", "staging", "stage", "next"];

/// What a deployment was traced to.
#[derive(Debug, Clone)]
pub(crate) enum Traced<'a> {
    /// A change.
    Change(Match),
    /// A ticket, and how.
    Ticket(&'a Sourced<Ticket>, String),
    /// It names something of which there is no export.
    Unchecked(String),
    /// Nothing matches.
    Nothing(String),
}

/// The change that a deployment was traced to.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// Its place among the changes.
    pub change: usize,
    /// How it was found.
    pub how: String,
    /// Whether its commit was, so that the state of the whole branch at that commit went live.
    pub by_commit: bool,
}

/// Who names a ticket.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Naming<'a> {
    /// A change, by its place among the changes.
    Change(usize),
    /// A deployment to production that went live.
    Deploy(&'a Sourced<Deploy>),
    /// A release.
    Release(&'a Sourced<Release>),
}

/// Changes, deployments, releases and tickets with what belongs together.
pub(crate) struct Reconciled<'a> {
    /// Every change once.
    pub changes: Vec<Joined<'a>>,
    /// Every ticket.
    pub tickets: Tickets<'a>,
    /// Whether there is any evidence of changes.
    pub has_changes: bool,
    /// The day on which the newest change export was taken, where all state it.
    pub changes_until: Option<NaiveDate>,
    zone: chrono_tz::Tz,
    by_id: BTreeMap<String, Vec<usize>>,
    by_commit: BTreeMap<String, Vec<usize>>,
    by_ticket: BTreeMap<String, Vec<usize>>,
    by_branch: BTreeMap<String, Vec<usize>>,
    by_version: BTreeMap<String, Vec<usize>>,
    /// What took effect in each repository, by the last part of its name, in order of time.
    by_place: BTreeMap<String, Vec<(DateTime<Utc>, usize)>>,
    releases: BTreeMap<String, Vec<&'a Sourced<Release>>>,
}

impl<'a> Reconciled<'a> {
    /// Reads all exports.
    pub(crate) fn new(dataset: &'a Dataset, terms: &Terms) -> Self {
        let mut all = Self {
            changes: joined(dataset, terms),
            tickets: Tickets::new(dataset),
            has_changes: inputs::is_there(dataset, Kind::Change),
            changes_until: taken_until(dataset, terms, Kind::Change),
            zone: terms.zone,
            by_id: BTreeMap::new(),
            by_commit: BTreeMap::new(),
            by_ticket: BTreeMap::new(),
            by_branch: BTreeMap::new(),
            by_version: BTreeMap::new(),
            by_place: BTreeMap::new(),
            releases: BTreeMap::new(),
        };
        let trunks = terms.words(&PRODUCTION_BRANCHES, clock::horizon(terms));
        for at in 0..all.changes.len() {
            all.learn(at, &trunks);
        }
        all.by_place.values_mut().for_each(|changes| changes.sort_unstable());
        for release in dataset.releases.iter().filter(|release| is_application(&release.value)) {
            for version in release.value.version.as_deref().into_iter().filter_map(version) {
                all.releases.entry(version).or_default().push(release);
            }
        }
        all
    }

    fn learn(&mut self, at: usize, trunks: &[String]) {
        let Some(joined) = self.changes.get(at) else { return };
        let change = joined.change;
        for commit in [&change.merge_commit, &change.head_commit].into_iter().flatten().filter_map(|commit| commit_of(commit)) {
            self.by_commit.entry(commit).or_default().push(at);
        }
        let named = tickets::references(&change.tickets).into_iter().map(tickets::bare);
        let held = self.of_change(joined).into_iter().map(|ticket| tickets::bare(&ticket.value.id));
        for ticket in named.chain(held).collect::<BTreeSet<String>>() {
            self.by_ticket.entry(ticket).or_default().push(at);
        }
        // Branches that live on are no names of a change.
        let shared = |head: &str| is_production(Some(head), trunks) || LONG_LIVED.contains(&branch(head).as_str());
        if let Some(head) = told(change.head.as_deref()).filter(|head| !shared(head)) {
            self.by_branch.entry(branch(head)).or_default().push(at);
        }
        if let (Effect::Yes, Some(place), Some(merged)) = (effect(change), joined.place(), change.merged) {
            self.by_place.entry(tail(&place).to_owned()).or_default().push((merged.earliest(self.zone), at));
        }
        for version in versions(change.title.as_deref(), change.head.as_deref(), &change.labels) {
            self.by_version.entry(version).or_default().push(at);
        }
        self.by_id.entry(bare(&change.id)).or_default().push(at);
    }

    /// The tickets that a change names, in fields, title and branch.
    pub(crate) fn of_change(&self, joined: &Joined<'a>) -> Vec<&'a Sourced<Ticket>> {
        let (change, place) = (joined.change, joined.place());
        let named = tickets::references(&change.tickets).into_iter();
        let mut found: Vec<_> = named.filter_map(|reference| self.tickets.named(reference, place.as_deref())).collect();
        let texts: Vec<&str> = [&change.title, &change.head].into_iter().flatten().map(String::as_str).collect();
        for ticket in self.tickets.all_mentioned(&texts) {
            if !found.iter().any(|held| held.pointer == ticket.pointer) {
                found.push(ticket);
            }
        }
        found
    }

    /// Everything that names each ticket, by the ticket's place.
    pub(crate) fn namings(&self, dataset: &'a Dataset, terms: &Terms) -> BTreeMap<&'a Pointer, Vec<Naming<'a>>> {
        let mut all: BTreeMap<&Pointer, Vec<Naming<'a>>> = BTreeMap::new();
        for (at, joined) in self.changes.iter().enumerate() {
            for ticket in self.of_change(joined) {
                all.entry(&ticket.pointer).or_default().push(Naming::Change(at));
            }
        }
        for deploy in deploys::live(dataset, terms) {
            let texts: Vec<&str> = deploy.value.reference.as_deref().into_iter().collect();
            let named = deploy.value.tickets.iter().chain(&deploy.value.change);
            let named = named.filter_map(|ticket| self.tickets.named(told(Some(ticket))?, deploy.value.service.as_deref()));
            for ticket in named.chain(self.tickets.all_mentioned(&texts)) {
                all.entry(&ticket.pointer).or_default().push(Naming::Deploy(deploy));
            }
        }
        for release in &dataset.releases {
            for ticket in self.of_release(&release.value) {
                all.entry(&ticket.pointer).or_default().push(Naming::Release(release));
            }
        }
        all
    }

    fn of_release(&self, release: &Release) -> Vec<&'a Sourced<Ticket>> {
        let named = tickets::references(&release.tickets).into_iter();
        let texts: Vec<&str> = release.message.as_deref().into_iter().collect();
        let named = named.filter_map(|reference| self.tickets.named(reference, Some(&release.name)));
        named.chain(self.tickets.all_mentioned(&texts)).collect()
    }

    /// What a deployment goes back to.
    pub(crate) fn trace(&self, deploy: &Deploy) -> Traced<'a> {
        let found = self.by_named_change(deploy).or_else(|| self.by_commit(deploy)).or_else(|| self.by_reference(deploy));
        if let Some(found) = found.or_else(|| self.by_ticket(deploy)).or_else(|| self.by_release(deploy)) {
            return found;
        }
        let ticket = tickets::references(&deploy.tickets).first().copied();
        match (told(deploy.change.as_deref()), ticket) {
            (Some(change), _) if !self.has_changes => {
                Traced::Unchecked(format!("names change {change}; there is no export of changes to check that by"))
            }
            (_, Some(ticket)) if self.tickets.is_empty() => {
                Traced::Unchecked(format!("names ticket {ticket}; there is no ticket export to check that by"))
            }
            (Some(change), _) => Traced::Nothing(format!("names change {change}, which is in no export")),
            (None, Some(ticket)) => Traced::Nothing(format!("names ticket {ticket}, which is in no export")),
            (None, None) => Traced::Nothing("no change or ticket matches its commit, reference or fields".to_owned()),
        }
    }

    /// Every change that a deployment names beside the one that it is traced to: in a list of changes, by the other tickets
    /// and by those that share one, in the notes of its release.
    pub(crate) fn also_named(&self, deploy: &Deploy) -> BTreeSet<usize> {
        let release = self.release_of(deploy).map(|release| &release.value);
        let listed = deploy.change.iter().flat_map(|text| text.split([',', ';', '|', ' ', '\n'])).map(bare);
        let noted = release.and_then(|release| release.message.as_deref()).map(numbers_in).unwrap_or_default();
        let numbers = listed.chain(noted).filter_map(|number| self.numbered(&number, deploy));
        let of_release = release.map(|release| tickets::references(&release.tickets)).unwrap_or_default();
        let named = tickets::references(&deploy.tickets).into_iter().chain(of_release);
        let shared = named.filter_map(|ticket| self.by_ticket.get(&tickets::bare(ticket))).flatten().copied();
        let before = |at: &usize| {
            let merged = self.changes.get(*at).and_then(|joined| joined.change.merged);
            merged.zip(deploy.at).is_none_or(|(merged, at)| merged.earliest(self.zone) <= at.latest(self.zone))
        };
        numbers.chain(shared.filter(before)).collect()
    }

    fn by_named_change(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let named = told(deploy.change.as_deref())?;
        let number = named.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(named);
        let first = || named.split([',', ';', '|', ' ', '\n']).find_map(|part| self.numbered(&bare(part), deploy));
        let found = self.numbered(&bare(named), deploy).or_else(first);
        if let Some(at) = found.or_else(|| self.numbered(&bare(number), deploy)) {
            return Some(traced(at, format!("names change {}", self.subject(at))));
        }
        let ticket = self.tickets.named(named, deploy.service.as_deref())?;
        Some(Traced::Ticket(ticket, format!("names ticket {}", ticket.value.id)))
    }

    /// A change by its number, in the repository of the service where both are told.
    fn numbered(&self, id: &str, deploy: &Deploy) -> Option<usize> {
        self.nearest(self.by_id.get(id)?, deploy, false)
    }

    /// A commit that the deployment names, or one inside of its tag, image or id.
    fn by_commit(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let own = deploy.commit.as_deref().and_then(commit_of);
        let texts = [deploy.commit.as_deref(), deploy.reference.as_deref()];
        let inside = texts.into_iter().flatten().flat_map(tokens).filter(|word| looks_like_commit(word));
        let (commit, at) = own.into_iter().chain(inside).find_map(|commit| {
            let at = self.nearest(self.committed(&commit)?, deploy, true)?;
            Some((commit, at))
        })?;
        Some(Traced::Change(Match {
            change: at,
            how: format!("its commit {commit} is that of change {}", self.subject(at)),
            by_commit: true,
        }))
    }

    fn committed(&self, commit: &str) -> Option<&Vec<usize>> {
        let longer = self.by_commit.range(commit.to_owned()..).next().filter(|(full, _)| full.starts_with(commit));
        let shorter = || {
            let lengths = COMMIT_DIGITS..commit.len();
            lengths.rev().find_map(|length| self.by_commit.get_key_value(commit.get(..length)?))
        };
        longer.or_else(shorter).map(|(_, changes)| changes)
    }

    /// `pull/42/merge`, `pr-42`, `v1.4.0-#42`, the branch of a change, the version that a change releases, a ticket's key.
    fn by_reference(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let reference = fold(told(deploy.reference.as_deref())?);
        let number = |lead: &str| {
            let (_, rest) = reference.split_once(lead)?;
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            (!digits.is_empty()).then_some(digits)
        };
        let numbers = ["pull/", "pr-", "pr/", "pr#", "#", "!"].into_iter().filter_map(number);
        let mut found = numbers.filter_map(|number| self.numbered(&number, deploy));
        let of_branch = || self.nearest(self.by_branch.get(&branch(&reference))?, deploy, false);
        let of_version = || self.nearest(self.by_version.get(&version(&reference)?)?, deploy, false);
        let found = found.next().or_else(|| self.numbered(&reference, deploy)).or_else(of_branch).or_else(of_version);
        if let Some(at) = found {
            return Some(traced(at, format!("its reference {reference} names change {}", self.subject(at))));
        }
        let ticket = self.tickets.mentioned(&[&reference])?;
        Some(Traced::Ticket(ticket, format!("its reference {reference} names ticket {}", ticket.value.id)))
    }

    fn by_ticket(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let references = tickets::references(&deploy.tickets);
        let shared = references.iter().find_map(|ticket| {
            let at = self.nearest(self.by_ticket.get(&tickets::bare(ticket))?, deploy, false)?;
            Some(traced(at, format!("names ticket {ticket}, as change {} does", self.subject(at))))
        });
        shared.or_else(|| {
            let ticket = references.iter().find_map(|ticket| self.tickets.named(ticket, deploy.service.as_deref()))?;
            Some(Traced::Ticket(ticket, format!("names ticket {}", ticket.value.id)))
        })
    }

    /// The release of the version that a deployment names, in its own repository where both are told.
    fn release_of(&self, deploy: &Deploy) -> Option<&'a Sourced<Release>> {
        let candidates = self.releases.get(&version(told(deploy.reference.as_deref())?)?)?;
        let service = told(deploy.service.as_deref()).map(fold);
        let here = |release: &&&Sourced<Release>| {
            service.as_ref().is_none_or(|service| same_repository(&fold(&release.value.name), service))
        };
        candidates.iter().find(here).or_else(|| candidates.first().filter(|_| candidates.len() == 1)).copied()
    }

    /// The release of its version: the changes and tickets that it names, else the last change before it.
    fn by_release(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let (release, reference) = (self.release_of(deploy)?, told(deploy.reference.as_deref())?);
        let (release, of) = (&release.value, format!("its version {reference} is a release of {}", release.value.name));
        let numbers = release.message.as_deref().map(numbers_in).unwrap_or_default();
        if let Some(at) = numbers.iter().find_map(|number| self.numbered(number, deploy)) {
            return Some(traced(at, format!("{of} that names change {}", self.subject(at))));
        }
        let named = tickets::references(&release.tickets).into_iter();
        let shared = named.filter_map(|ticket| self.nearest(self.by_ticket.get(&tickets::bare(ticket))?, deploy, false));
        if let Some(at) = shared.into_iter().next() {
            return Some(traced(at, format!("{of} that names the ticket of change {}", self.subject(at))));
        }
        if let Some(ticket) = self.of_release(release).first() {
            return Some(Traced::Ticket(ticket, format!("{of} that names ticket {}", ticket.value.id)));
        }
        let change = self.last_before(release)?;
        let how = format!("{of}, made after change {} and before the next one", self.subject(change));
        Some(Traced::Change(Match { change, how, by_commit: true }))
    }

    /// The last change of a repository that took effect before a release of it.
    fn last_before(&self, release: &Release) -> Option<usize> {
        let made = release.created.or(release.live)?.latest(self.zone);
        let name = fold(&release.name);
        let changes = self.by_place.get(tail(&name))?;
        let until = changes.partition_point(|(merged, _)| *merged <= made);
        let here = |at: usize| self.changes.get(at).and_then(Joined::place).is_some_and(|place| same_repository(&place, &name));
        changes.get(..until)?.iter().rev().map(|(_, at)| *at).find(|at| here(*at))
    }

    /// Of several changes the one that a deployment means: in its own repository, in effect, and nearest before it in time.
    fn nearest(&self, candidates: &[usize], deploy: &Deploy, anywhere: bool) -> Option<usize> {
        let service = told(deploy.service.as_deref()).map(fold);
        let here = |at: &&usize| match (&service, self.changes.get(**at).and_then(Joined::place)) {
            (Some(service), Some(place)) => same_repository(&place, service),
            _ => true,
        };
        let near: Vec<usize> = candidates.iter().filter(here).copied().collect();
        // A monorepo has services of other names: an only candidate counts, and a commit is one everywhere.
        let near = if near.is_empty() && (anywhere || candidates.len() == 1) { candidates.to_vec() } else { near };
        near.into_iter().min_by_key(|at| self.distance(*at, deploy.at))
    }

    /// Whether it took effect, whether only after a time, how far from it in seconds, and which it is.
    fn distance(&self, at: usize, deployed: Option<Stamp>) -> (u8, u8, u64, usize) {
        let Some(joined) = self.changes.get(at) else { return (9, 9, 0, at) };
        let rank = match effect(joined.change) {
            Effect::Yes => 0,
            Effect::Unclear => 1,
            Effect::No => 2,
        };
        let seconds = |one: DateTime<Utc>, other: DateTime<Utc>| (one - other).num_seconds().unsigned_abs();
        match (joined.when(), deployed) {
            (Some(merged), Some(deployed)) => {
                let (merged, deployed) = (merged.earliest(self.zone), deployed.latest(self.zone));
                (rank, u8::from(merged > deployed), seconds(merged, deployed), at)
            }
            _ => (rank, 2, 0, at),
        }
    }

    /// The identifier of a change.
    pub(crate) fn subject(&self, at: usize) -> &str {
        self.changes.get(at).map_or("", Joined::subject)
    }
}

fn traced<'a>(change: usize, how: String) -> Traced<'a> {
    Traced::Change(Match { change, how, by_commit: false })
}

/// When the newest export of a kind was taken, where all exports state it.
pub(crate) fn taken_at(dataset: &Dataset, terms: &Terms, kind: Kind) -> Option<DateTime<Utc>> {
    let moments: Vec<_> = inputs::evidence_of(dataset, kind).map(|evidence| moment(evidence, terms)).collect();
    let stated = moments.iter().all(|moment| moment.stated);
    moments.iter().map(|moment| moment.at.latest(terms.zone)).max().filter(|_| stated)
}

/// The day of that.
pub(crate) fn taken_until(dataset: &Dataset, terms: &Terms, kind: Kind) -> Option<NaiveDate> {
    taken_at(dataset, terms, kind).map(|at| terms.day(Stamp::Instant(at)))
}

fn is_application(release: &Release) -> bool {
    let family = fold(&release.family);
    !["prompt", "model", "llm", "agent"].iter().any(|word| family.contains(word))
}

/// The last part of a repository's name.
fn tail(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or_default()
}
