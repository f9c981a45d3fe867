//! Tickets by the names under which people refer to them.

use crate::{
    dataset::{Dataset, Sourced},
    words::fold,
};
use model::record::Ticket;
use std::collections::BTreeMap;

/// All tickets by folded id.
pub(crate) struct Tickets<'a> {
    by_id: BTreeMap<String, &'a Sourced<Ticket>>,
}

impl<'a> Tickets<'a> {
    /// Reads all ticket exports.
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        let named = dataset.tickets.iter().filter(|ticket| !ticket.value.id.trim().is_empty());
        Self { by_id: named.map(|ticket| (bare(&ticket.value.id), ticket)).collect() }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The first of the references that exists.
    pub(crate) fn held(&self, references: &[String]) -> Option<&'a Sourced<Ticket>> {
        references.iter().find_map(|reference| self.by_id.get(&bare(reference)).copied())
    }

    /// The first ticket whose key stands in one of the texts as a word of its own. Bare numbers are no keys.
    pub(crate) fn mentioned(&self, texts: &[&str]) -> Option<&'a Sourced<Ticket>> {
        let mut candidates = texts.iter().flat_map(|text| keys_in(text));
        candidates.find_map(|key| self.by_id.get(&key).copied())
    }
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

/// A reference without what people put around it.
pub(crate) fn bare(reference: &str) -> String {
    let reference = fold(reference);
    reference.trim_matches(|letter: char| matches!(letter, '#' | '[' | ']' | '(' | ')' | ':')).to_owned()
}
