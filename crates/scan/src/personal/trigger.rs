//! What is found by a literal rather than by a digit: `@`, `://`, titles, days of the week, labels of words.
//!
//! Why it exists: one automaton looks for all of these literals in one pass; detectors without digits are asked only where
//! their literal stands.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind, packed};
use memchr::memmem::Finder;

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
const ALL: [&[Trigger]; 6] =
    [bic::TRIGGERS, email::TRIGGERS, title::TRIGGERS, url::TRIGGERS, username::TRIGGERS, weekday::TRIGGERS];

fn all() -> impl Iterator<Item = &'static Trigger> {
    ALL.iter().copied().flatten()
}

/// What looks for the literals: a searcher of the processor's wide registers, or where it has none an automaton.
enum Search {
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
}

/// `None` only if the list were too long for an automaton, which a test would show.
static SEARCH: LazyLock<Option<(Search, Vec<&'static Trigger>)>> = LazyLock::new(|| {
    let literals = || all().map(|trigger| trigger.literal);
    let search = match packed::Config::new().match_kind(packed::MatchKind::LeftmostFirst).builder().extend(literals()).build() {
        Some(packed) => Search::Packed(packed),
        None => Search::Automaton(AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(literals()).ok()?),
    };
    Some((search, all().collect()))
});

/// What the address of no machine (RFC 4291) is written with.
static COLONS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"::"));

/// Asks every detector whose literal occurs.
pub(crate) fn find(text: &Text<'_>, sink: &mut Sink) {
    for at in memchr::memchr_iter(b'@', text.bytes()) {
        email::plain(text, at, sink);
    }
    for at in COLONS.find_iter(text.bytes()) {
        ip::unspecified(text, at, sink);
    }
    let Some((search, triggers)) = &*SEARCH else { return };
    let mut ask = |found: aho_corasick::Match| {
        if let Some(trigger) = triggers.get(found.pattern().as_usize()) {
            (trigger.find)(text, found.start(), sink);
        }
    };
    match search {
        Search::Packed(packed) => packed.find_iter(text.bytes()).for_each(&mut ask),
        Search::Automaton(automaton) => automaton.find_iter(text.bytes()).for_each(&mut ask),
    }
}
