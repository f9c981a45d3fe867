//! Tickets by the names under which people refer to them.

use crate::{
    changes::same_repository,
    dataset::{Dataset, Sourced},
    words::{fold, told},
};
use model::record::Ticket;
use std::collections::BTreeMap;

/// All tickets by folded id. Numbers mean something only inside of a project: several tickets may share one.
pub(crate) struct Tickets<'a> {
    by_id: BTreeMap<String, Vec<&'a Sourced<Ticket>>>,
    /// The lowest number of each series of keys (`ops` of `OPS-17`).
    lowest: BTreeMap<String, u64>,
}

impl<'a> Tickets<'a> {
    /// Reads all ticket exports.
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let mut all = Self { by_id: BTreeMap::new(), lowest: BTreeMap::new() };
        for ticket in dataset.tickets.iter().filter(|ticket| !ticket.value.id.trim().is_empty()) {
            let id = bare(&ticket.value.id);
            if let Some((series, number)) = series(&id) {
                let lowest = all.lowest.entry(series.to_owned()).or_insert(number);
                *lowest = number.min(*lowest);
            }
            all.by_id.entry(id).or_default().push(ticket);
        }
        all
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The first of the references that exists.
    pub(crate) fn held(&self, references: &[String]) -> Option<&'a Sourced<Ticket>> {
        references.iter().find_map(|reference| self.named(reference, None))
    }

    /// The ticket that a reference names, made in a repository or project.
    pub(crate) fn named(&self, reference: &str, place: Option<&str>) -> Option<&'a Sourced<Ticket>> {
        let folded = fold(reference);
        let (place, id) = match folded.rsplit_once('#') {
            // `example/api#12` says itself where it belongs.
            Some((place, id)) if place.contains('/') && !place.contains("://") => (Some(place.to_owned()), bare(id)),
            _ => (place.map(fold), bare(reference)),
        };
        let candidates = self.by_id.get(&id)?;
        let Some(place) = place.filter(|_| is_number(&id)) else { return candidates.first().copied() };
        let project = |ticket: &Sourced<Ticket>| ticket.value.project.as_deref().map(fold);
        let here = candidates.iter().find(|ticket| project(ticket).is_some_and(|project| same_repository(&project, &place)));
        here.or_else(|| candidates.iter().find(|ticket| project(ticket).is_none())).copied()
    }

    /// Whether a reference names an earlier ticket than any that the exports hold of its series: it may well exist.
    pub(crate) fn is_older(&self, reference: &str) -> bool {
        let id = bare(reference);
        let found = series(&id).and_then(|(series, number)| Some((number, self.lowest.get(series)?)));
        found.is_some_and(|(number, lowest)| number > 0 && number < *lowest)
    }

    /// The first ticket whose key stands in one of the texts as a word of its own. Bare numbers are no keys.
    pub(crate) fn mentioned(&self, texts: &[&str]) -> Option<&'a Sourced<Ticket>> {
        self.all_mentioned(texts).first().copied()
    }

    /// Every ticket whose key stands in one of the texts as a word of its own.
    pub(crate) fn all_mentioned(&self, texts: &[&str]) -> Vec<&'a Sourced<Ticket>> {
        let keys = texts.iter().flat_map(|text| keys_in(text));
        keys.filter_map(|key| self.by_id.get(&key)?.first().copied()).collect()
    }
}

/// The references that say something: no blanks, no `N/A`.
pub(crate) fn references(tickets: &[String]) -> Vec<&str> {
    tickets.iter().filter_map(|ticket| told(Some(ticket))).collect()
}

/// The series and the number of a key: `ops` and 17 of `ops-17`.
fn series(id: &str) -> Option<(&str, u64)> {
    let (series, number) = id.rsplit_once('-')?;
    Some((series, number.parse().ok()?))
}

fn is_number(id: &str) -> bool {
    id.chars().all(|letter| letter.is_ascii_digit())
}

/// Everything in a text that could be a ticket's key: up to three parts joined by hyphens, with a letter among them.
fn keys_in(text: &str) -> Vec<String> {
    let text = fold(text);
    let mut found = Vec::new();
    for word in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')) {
        let parts: Vec<&str> = word.split('-').collect();
        for length in 1..=3 {
            found.extend(parts.windows(length).map(|window| window.join("-")));
        }
    }
    found.retain(|key| key.chars().any(char::is_alphabetic) && key.chars().any(|letter| letter.is_ascii_digit()));
    found
}

/// A reference without what people put around it: marks, or the address of the page.
pub(crate) fn bare(reference: &str) -> String {
    let reference = fold(reference);
    let page = reference.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let reference = if reference.contains("://") { page.rsplit('/').next().unwrap_or_default() } else { &reference };
    reference.trim_matches(|letter: char| matches!(letter, '#' | '[' | ']' | '(' | ')' | ':')).to_owned()
}
