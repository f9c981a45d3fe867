//! Services whose keys and tokens are known by their form.
//!
//! One line a form. `token` is found by itself, from the literal text it begins with; `named` needs one of the service's
//! names before it, because its value alone is only letters and digits. Forms are facts from the vendors' pages; where a
//! vendor tells none, from public rule sets (gitleaks, MIT; Kingfisher and Nosey Parker, Apache-2.0; `TruffleHog`'s
//! documentation), named in `source` and written anew.

mod ai;
mod business;
mod cloud;
mod code;
mod content;
mod data;
mod messaging;
mod money;
mod operations;
mod small;

use super::proof::Proof;
use crate::Rule;

/// A token that its own text gives away.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) rule: Rule,
    /// What it looks like, see [`super::shape`].
    pub(super) shape: &'static str,
    /// What else holds for a real one.
    pub(super) proof: Proof,
    /// Whose page or rule set tells the form.
    pub(super) source: &'static str,
}

impl Token {
    const fn proven(mut self, proof: Proof) -> Self {
        self.proof = proof;
        self
    }
}

/// A key that is known by the service's name before it.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) rule: Rule,
    /// How the service is called in names of settings and variables: lower case, `_` where a name may have a separator.
    pub(super) words: &'static [&'static str],
    /// What its values look like.
    pub(super) shapes: &'static [&'static str],
    /// Whether the word means other things too, and so counts only as part of a name of a setting.
    pub(super) ordinary: bool,
    /// Whose page or rule set tells the form.
    pub(super) source: &'static str,
}

impl Named {
    const fn ordinary(mut self) -> Self {
        self.ordinary = true;
        self
    }
}

const fn token(id: &'static str, reason: &'static str, shape: &'static str, source: &'static str) -> Token {
    Token { rule: Rule { id, reason }, shape, proof: Proof::Form, source }
}

const fn named(
    id: &'static str,
    reason: &'static str,
    words: &'static [&'static str],
    shapes: &'static [&'static str],
    source: &'static str,
) -> Named {
    Named { rule: Rule { id, reason }, words, shapes, ordinary: false, source }
}

/// Every token.
pub(super) fn tokens() -> impl Iterator<Item = &'static Token> {
    [
        ai::TOKENS,
        business::TOKENS,
        cloud::TOKENS,
        code::TOKENS,
        content::TOKENS,
        data::TOKENS,
        messaging::TOKENS,
        money::TOKENS,
        operations::TOKENS,
        small::TOKENS,
    ]
    .into_iter()
    .flatten()
}

/// Every service known by its name.
pub(super) fn all_named() -> impl Iterator<Item = &'static Named> {
    [
        ai::NAMED,
        business::NAMED,
        cloud::NAMED,
        code::NAMED,
        content::NAMED,
        data::NAMED,
        messaging::NAMED,
        money::NAMED,
        operations::NAMED,
        small::NAMED,
    ]
    .into_iter()
    .flatten()
}
