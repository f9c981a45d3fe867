//! What is found by a literal rather than by a digit: `@`, `://`, titles, days of the week, labels of words.
//!
//! Why it exists: one automaton looks for all of these literals in one pass; detectors without digits are asked only where
//! their literal stands.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{bic, email, ip, title, url, username, weekday};
use crate::{Sink, text::Text};

/// A detector that looks where a literal stands.
pub(crate) struct Trigger {
    /// The literal, as it is written.
    pub(crate) literal: &'static str,
    /// Looks at the literal that begins at this position.
    pub(crate) find: fn(&Text<'_>, usize, &mut Sink),
}

/// All of them.
const ALL: [&[Trigger]; 7] =
    [bic::TRIGGERS, email::TRIGGERS, ip::TRIGGERS, title::TRIGGERS, url::TRIGGERS, username::TRIGGERS, weekday::TRIGGERS];

fn all() -> impl Iterator<Item = &'static Trigger> {
    ALL.iter().copied().flatten()
}

/// `None` only if the list were too long for an automaton, which a test would show.
static AUTOMATON: LazyLock<Option<(AhoCorasick, Vec<&'static Trigger>)>> = LazyLock::new(|| {
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(all().map(|trigger| trigger.literal))
        .ok()?;
    Some((automaton, all().collect()))
});

/// Asks every detector whose literal occurs.
pub(crate) fn find(text: &Text<'_>, sink: &mut Sink) {
    let Some((automaton, triggers)) = &*AUTOMATON else { return };
    for found in automaton.find_iter(text.bytes()) {
        if let Some(trigger) = triggers.get(found.pattern().as_usize()) {
            (trigger.find)(text, found.start(), sink);
        }
    }
}
