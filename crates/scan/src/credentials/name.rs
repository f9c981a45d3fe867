//! The name that a word stands in, and whether it names the secret itself or something about it.

use std::sync::LazyLock;

use super::about::{ABOUT, BEFORE};
use super::shape::Class;
use crate::words::Words;

/// A name of a setting, variable, field or flag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Before the word.
    head: &'t [u8],
    word: &'t [u8],
    /// After the word.
    tail: &'t [u8],
    /// Whether it stands directly behind a bracket.
    follows: bool,
}

const IDENTIFIER: Class = Class::ALNUM.or(Class::of(b"_-"));
const LONGEST: usize = 64;

impl<'t> Name<'t> {
    /// The name around the word from `start` to `end`; none if the letters there belong to another word, or stand where
    /// a finding was blotted out: `[SECRET]`.
    pub(super) fn around(bytes: &'t [u8], start: usize, end: usize) -> Option<Self> {
        let word = bytes.get(start..end)?;
        let before = bytes.get(start.saturating_sub(LONGEST)..start)?;
        let head = before.len() - before.iter().rev().take_while(|byte| IDENTIFIER.or(Class::of(b".")).has(**byte)).count();
        let head = before.get(head..)?;
        let last = IDENTIFIER.run(bytes, end, LONGEST);
        let follows = start.checked_sub(head.len() + 1).and_then(|at| bytes.get(at)) == Some(&b']');
        let name = Self { follows, start: start - head.len(), end: last, head, word, tail: bytes.get(end..last)? };
        let blotted = name.is_capital()
            && name.tail.is_empty()
            && bytes.get(last) == Some(&b']')
            && name.start.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'[');
        (name.stands_alone() && name.tail.len() < LONGEST && !blotted).then_some(name)
    }

    fn stands_alone(&self) -> bool {
        let first = self.word.first().copied().unwrap_or_default();
        let before = self.head.last().copied().unwrap_or_default();
        let short = self.word.len() <= 2;
        let hump = before.is_ascii_lowercase() && first.is_ascii_uppercase();
        let joined = before.is_ascii_alphabetic() || short && before.is_ascii_digit();
        let opens = !joined || hump && !short;
        let glued = match self.word.len() {
            0..=2 => false,
            3 | 4 if self.word.eq_ignore_ascii_case(b"pass") => self.ends_with_owner(),
            3 | 4 => self.word.eq_ignore_ascii_case(b"pwd"),
            _ => true,
        };
        if !opens && !glued {
            return false;
        }
        let last = self.word.last().copied().unwrap_or_default();
        match self.tail {
            [b's' | b'S', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphabetic) => true,
            [next, ..] if next.is_ascii_lowercase() => !last.is_ascii_alphabetic() || self.known_tail(),
            [next, ..] if next.is_ascii_uppercase() && last.is_ascii_uppercase() => self.known_tail(),
            _ => true,
        }
    }

    /// `dbpass`, `rootpass`: the owner of a password, glued to it.
    fn ends_with_owner(&self) -> bool {
        [
            "db", "user", "my", "root", "admin", "sql", "ftp", "smtp", "mail", "http", "proxy", "login", "auth", "ldap", "wifi",
            "redis", "mongo", "pg", "host", "rpc",
        ]
        .iter()
        .any(|owner| {
            self.head.len() >= owner.len()
                && self.head.get(self.head.len() - owner.len()..).is_some_and(|end| end.eq_ignore_ascii_case(owner.as_bytes()))
        })
    }

    fn known_tail(&self) -> bool {
        ["key", "token", "text", "val", "str", "base", "access", "secret", "private"]
            .iter()
            .any(|word| self.tail.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes())))
    }

    /// Whether the name is of the secret itself.
    pub(super) fn is_of_the_secret(&self) -> bool {
        !parts(self.tail).any(|part| says(part, Side::Behind))
            && !parts(self.head).last().is_some_and(|part| says(part, Side::Before))
    }

    /// `DB_PASSWORD`, at the start of its own word.
    pub(super) fn is_capital(&self) -> bool {
        let mut letters = self.word.iter().chain(self.head);
        !self.follows && letters.clone().any(u8::is_ascii_uppercase) && !letters.any(u8::is_ascii_lowercase)
    }

    /// `SECRET`, in capitals, whatever stands before it.
    pub(super) fn is_shouted(&self) -> bool {
        !self.word.iter().any(u8::is_ascii_lowercase)
    }

    /// Whether the name says of what: `billing_key`, `billingKey`.
    pub(super) fn is_of_something(&self) -> bool {
        parts(self.head).last().is_some_and(|part| part.len() >= 2 && part.iter().all(u8::is_ascii_alphanumeric))
    }

    /// `--password`, `-Password`
    pub(super) fn is_flag(&self) -> bool {
        self.head.first() == Some(&b'-')
    }

    /// Whether the name is no more than this word and what is glued to it.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word.eq_ignore_ascii_case(word.as_bytes()))
    }
}

/// Where a word stands that makes a name one of something about a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before = 1,
    Behind = 2,
}

static ABOUT_IT: LazyLock<Words<u8>> = LazyLock::new(|| {
    let all = BEFORE.iter().map(|word| (*word, Side::Before as u8)).chain(ABOUT.iter().map(|word| (*word, Side::Behind as u8)));
    Words::new(all, |a, b| a | b)
});

fn says(part: &[u8], side: Side) -> bool {
    ABOUT_IT.get(part).is_some_and(|sides| sides & side as u8 != 0)
}

/// `clientSecretName` -> `client`, `Secret`, `Name`
fn parts(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.chunk_by(|a, b| {
        a.is_ascii_alphabetic() == b.is_ascii_alphabetic() && !(a.is_ascii_lowercase() && b.is_ascii_uppercase())
    })
    .filter(|part| part.first().is_some_and(u8::is_ascii_alphanumeric))
}
