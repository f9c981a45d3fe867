//! `deploy-without-change`: does every deployment to production go back to a change or ticket?
//!
//! Population: deployments to production in the window that went live; one that names no environment counts, and so does
//! one whose outcome is not told. A deployment is matched by the change that it names, by its commit (the merge commit or
//! the last commit of a change, at least seven digits alike), by the number of a change in its branch, tag or version, or
//! by a ticket that exists or that a change names too. Failed: nothing matches, or the change that matches did not take
//! effect. Not determinable: it names a ticket or change of which no export was imported, or every change export was taken
//! before it.

use crate::{
    changes::{Effect, Joined, bare, effect, joined, same_repository},
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, item, keep},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, moment},
    tickets::{self, Tickets},
    words::fold,
};
use model::{
    Evaluation, Filter, Item, Kind, ParameterSpec, Pointer, State, Terms,
    record::{Deploy, DeployOutcome},
};
use std::collections::BTreeMap;

/// Environments that serve customers.
pub(crate) static ENVIRONMENTS: ParameterSpec = ParameterSpec {
    id: "production-environments",
    title: "Environments that count as production, separated by commas; a deployment that names none counts",
    default: "production,prod,live,prd",
    source: "usual names",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "deploy-without-change",
    version: 1,
    about: About {
        question: "Does every deployment to production go back to a change or a ticket?",
        why: "A deployment that nobody can trace went past review and approval, whatever the process says.",
        reading: "Deployments to production in the window that went live, matched by named change, commit, number in the branch \
                  or version, and ticket.",
    },
    needs: &[Kind::Deploy],
    uses: &[Kind::Change, Kind::ChangeReview, Kind::Ticket],
    map: false,
    parameters: &[&ENVIRONMENTS],
    judge: Judge::Records(judge),
};

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "deployments to production", ..Draft::default() };
    let population = population(dataset, terms, &mut draft.filters);
    let trail = Trail::new(dataset, terms);
    draft.items = population.iter().map(|deploy| trail.item(deploy, terms)).collect();
    draft.sources = vec![inputs::events(dataset, terms, Kind::Deploy)];
    let others = [Kind::Change, Kind::Ticket].into_iter().filter(|kind| !dataset.evidence_of(*kind).is_empty());
    draft.sources.extend(others.map(|kind| inputs::supporting(dataset, kind)));
    if population.iter().any(|deploy| deploy.value.outcome == DeployOutcome::Unknown) {
        draft.notes.push("Deployments whose outcome is not told are taken to have gone live.".to_owned());
    }
    conclude(&EVALUATOR, terms, draft)
}

fn population<'a>(dataset: &'a Dataset, terms: &Terms, filters: &mut Vec<Filter>) -> Vec<&'a Sourced<Deploy>> {
    let all: Vec<&Sourced<Deploy>> = dataset.deploys.iter().collect();
    let words = terms.words(&ENVIRONMENTS, clock::horizon(terms));
    let kept = format!("to production ({}), or naming no environment", words.join(", "));
    let production = keep(all, &kept, filters, |deploy| is_production(deploy.value.environment.as_deref(), &words));
    let live = keep(production, "that went live, or whose outcome is not told", filters, |deploy| {
        matches!(deploy.value.outcome, DeployOutcome::Succeeded | DeployOutcome::Unknown)
    });
    let window = clock::elapsed(terms);
    keep(live, "in the window, or without any date", filters, |deploy| {
        deploy.value.at.is_none_or(|at| window.is_some_and(|window| window.contains(terms.day(at))))
    })
}

/// `production`, and names that hold it as a word of their own (`prod-eu`), but not `non-prod` or `pre-production`.
fn is_production(environment: Option<&str>, words: &[String]) -> bool {
    let Some(environment) = environment.map(fold).filter(|name| !name.is_empty()) else { return true };
    let parts: Vec<&str> = environment.split(|letter: char| !letter.is_alphanumeric()).collect();
    let negated = parts.iter().any(|part| matches!(*part, "non" | "not" | "pre" | "no" | "test" | "staging"));
    words.contains(&environment) || (!negated && parts.iter().any(|part| words.iter().any(|word| word == part)))
}

/// Everything that a deployment can be traced to.
struct Trail<'a> {
    by_id: BTreeMap<String, Vec<Joined<'a>>>,
    by_commit: BTreeMap<String, Joined<'a>>,
    by_ticket: BTreeMap<String, Joined<'a>>,
    tickets: Tickets<'a>,
    has_changes: bool,
    /// The day on which the newest change export was taken, where all state it.
    changes_until: Option<chrono::NaiveDate>,
}

/// What a deployment was traced to.
enum Traced<'a> {
    Change(Joined<'a>, String),
    Ticket(Pointer, String),
    Unchecked(String),
    Nothing(String),
}

impl<'a> Trail<'a> {
    fn new(dataset: &'a Dataset, terms: &Terms) -> Self {
        let mut trail = Self {
            by_id: BTreeMap::new(),
            by_commit: BTreeMap::new(),
            by_ticket: BTreeMap::new(),
            tickets: Tickets::new(dataset),
            has_changes: !dataset.evidence_of(Kind::Change).is_empty(),
            changes_until: None,
        };
        let moments: Vec<_> = inputs::evidence_of(dataset, Kind::Change).map(|evidence| moment(evidence, terms)).collect();
        if moments.iter().all(|moment| moment.stated) {
            trail.changes_until = moments.iter().map(|moment| moment.day).max();
        }
        for joined in joined(dataset, terms) {
            let commits = [&joined.change.merge_commit, &joined.change.head_commit];
            for commit in commits.into_iter().flatten().map(|commit| fold(commit)).filter(|commit| commit.len() >= 7) {
                trail.by_commit.insert(commit, joined.clone());
            }
            for ticket in &joined.change.tickets {
                trail.by_ticket.insert(tickets::bare(ticket), joined.clone());
            }
            trail.by_id.entry(bare(&joined.change.id)).or_default().push(joined);
        }
        trail
    }

    fn item(&self, sourced: &Sourced<Deploy>, terms: &Terms) -> Item {
        let deploy = &sourced.value;
        let day = deploy.at.map(|at| terms.day(at));
        let when = day.map_or_else(|| "went live, no date given".to_owned(), |day| format!("went live on {day}"));
        let mut proof = vec![sourced.pointer.clone()];
        let (state, reason) = match self.trace(deploy) {
            Traced::Change(change, how) if effect(change.change) == Effect::No => {
                proof.push(change.pointer.clone());
                (State::Exception, format!("{how}, which did not take effect"))
            }
            Traced::Change(change, how) => {
                proof.push(change.pointer.clone());
                (State::Pass, how)
            }
            Traced::Ticket(pointer, how) => {
                proof.push(pointer);
                (State::Pass, how)
            }
            Traced::Unchecked(why) => (State::NotDeterminable, why),
            Traced::Nothing(why) => self.untraced(why, day),
        };
        let subject =
            if deploy.id.is_empty() { deploy.reference.as_deref().unwrap_or("(deployment without an id)") } else { &deploy.id };
        item(subject, state, format!("{when}: {reason}"), proof)
    }

    fn untraced(&self, why: String, day: Option<chrono::NaiveDate>) -> (State, String) {
        if !self.has_changes && self.tickets.is_empty() {
            return (State::NotDeterminable, "there is no export of changes or tickets to trace it by".to_owned());
        }
        match (self.changes_until, day) {
            (Some(until), Some(day)) if until < day => {
                (State::NotDeterminable, format!("{why}; the newest export of changes was taken on {until}, before it"))
            }
            _ => (State::Exception, why),
        }
    }

    fn trace(&self, deploy: &Deploy) -> Traced<'a> {
        if let Some(found) = self.by_named_change(deploy).or_else(|| self.by_commit(deploy)).or_else(|| self.by_reference(deploy))
        {
            return found;
        }
        let shared = deploy.tickets.iter().find_map(|ticket| Some((ticket, self.by_ticket.get(&tickets::bare(ticket))?)));
        if let Some((ticket, change)) = shared {
            return Traced::Change(change.clone(), format!("names ticket {ticket}, as change {} does", change.subject()));
        }
        if let Some(ticket) = self.tickets.held(&deploy.tickets) {
            return Traced::Ticket(ticket.pointer.clone(), format!("names ticket {}", ticket.value.id));
        }
        match (&deploy.change, deploy.tickets.first()) {
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

    fn by_named_change(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let named = deploy.change.as_deref()?;
        if let Some(change) = self.numbered(&bare(named), deploy) {
            return Some(Traced::Change(change.clone(), format!("names change {}", change.subject())));
        }
        let ticket = self.tickets.held(&[named.to_owned()])?;
        Some(Traced::Ticket(ticket.pointer.clone(), format!("names ticket {}", ticket.value.id)))
    }

    /// A change by its number, in the repository of the service where both are told.
    fn numbered(&self, id: &str, deploy: &Deploy) -> Option<&Joined<'a>> {
        let changes = self.by_id.get(id)?;
        let service = deploy.service.as_deref().map(fold);
        let here = |change: &&Joined<'a>| match (&service, change.change.repository.as_deref()) {
            (Some(service), Some(repository)) => same_repository(&fold(repository), service),
            _ => true,
        };
        changes.iter().find(here).or_else(|| changes.first().filter(|_| changes.len() == 1))
    }

    fn by_commit(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let commit = fold(deploy.commit.as_deref()?);
        if commit.len() < 7 {
            return None;
        }
        let longer = self.by_commit.range(commit.clone()..).next().filter(|(full, _)| full.starts_with(&commit));
        let shorter = || (7..commit.len()).rev().find_map(|length| self.by_commit.get_key_value(commit.get(..length)?));
        let (_, change) = longer.or_else(shorter)?;
        Some(Traced::Change(change.clone(), format!("its commit {commit} is that of change {}", change.subject())))
    }

    /// `pull/42/merge`, `pr-42`, `v1.4.0-#42`: a number with a mark that says whose it is.
    fn by_reference(&self, deploy: &Deploy) -> Option<Traced<'a>> {
        let reference = fold(deploy.reference.as_deref()?);
        let number = |lead: &str| {
            let (_, rest) = reference.split_once(lead)?;
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            (!digits.is_empty()).then_some(digits)
        };
        let numbers = ["pull/", "pr-", "pr/", "pr#", "#", "!"].into_iter().filter_map(number);
        let mut found = numbers.filter_map(|number| self.numbered(&number, deploy));
        if let Some(change) = found.next().or_else(|| self.numbered(&reference, deploy)) {
            return Some(Traced::Change(change.clone(), format!("its reference {reference} names change {}", change.subject())));
        }
        let ticket = self.tickets.mentioned(&[&reference])?;
        Some(Traced::Ticket(ticket.pointer.clone(), format!("its reference {reference} names ticket {}", ticket.value.id)))
    }
}
