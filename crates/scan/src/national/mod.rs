//! Numbers that states give to people: of the register, the tax office, the social and the health insurance.
//!
//! Why it exists: they are the personal data that nobody recognises by looking at it. All kinds are constants
//! ([`regions`]): how the number is written, what is checked in it, which words tell it. A candidate (groups of letters
//! and digits with one separator between) is walked once through a tree of all forms, so that a hundred kinds cost like
//! one. Where a form and its check digits are rare the number is found alone; else a word must tell what it is.

mod candidate;
mod check;
mod entry;
mod forms;
mod general;
mod machine_readable;
mod number;
mod plain;
mod regions;
mod words;

use std::sync::LazyLock;

use crate::{Sink, Span};
use candidate::Candidates;
use entry::Entry;

/// Finds them all in a text.
pub(crate) fn find(text: &str, sink: &mut Sink) {
    machine_readable::find(text, sink);
    for found in Candidates::new(text) {
        if let Some(entry) = ENTRIES.get(found.kind) {
            sink.push(Span { start: found.start, end: found.end, kind: entry.kind, score: found.score, rule: &entry.rule });
        }
    }
}

/// All kinds.
static ENTRIES: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| regions::ALL.iter().copied().flatten().collect());

/// All kinds.
fn entries() -> impl Iterator<Item = &'static Entry> {
    ENTRIES.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sound() {
        let mut ids: Vec<&str> = entries().map(|entry| entry.rule.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an id stands twice");
        for entry in entries() {
            assert!(entry.source.starts_with("http"), "{} has no source", entry.kind);
            assert!(!entry.words.is_empty() && !entry.forms.is_empty() && !entry.rule.reason.is_empty(), "{}", entry.kind);
        }
    }
}
