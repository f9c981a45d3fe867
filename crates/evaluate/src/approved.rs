//! Whether the approved list covers what answered a call: provider, model and version, on a day.
//!
//! Names are met without case, without what providers, regions and platforms put around a model's name, and by the
//! aliases of the list. An approval that names no version covers every one; one that pins a version covers no other.

use crate::{
    releases::{model_key, model_keys},
    words::{fold, told},
};
use chrono::NaiveDate;
use model::{Approved, Terms};
use std::collections::BTreeSet;

/// What answered a call, as the log tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Answerer<'a> {
    /// The provider.
    pub provider: Option<&'a str>,
    /// The model.
    pub model: Option<&'a str>,
    /// Its version, where told apart.
    pub version: Option<&'a str>,
}

/// What the list says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Covered.
    Approved,
    /// Not covered, with the words why.
    Unapproved(&'static str),
    /// The log does not tell enough, with the words why.
    Unclear(&'static str),
}

/// An entry of the list with the names under which the log can know it.
struct Entry<'a> {
    approval: &'a Approved,
    providers: BTreeSet<String>,
    aliases: BTreeSet<String>,
    /// The model with its version; none: every model.
    full: Option<BTreeSet<String>>,
}

/// The approved list.
pub(crate) struct List<'a>(Vec<Entry<'a>>);

impl<'a> List<'a> {
    /// The list of the terms.
    pub(crate) fn new(terms: &'a Terms) -> Self {
        Self(terms.approved.iter().map(Entry::new).collect())
    }

    /// What it says of an answerer on a day.
    pub(crate) fn verdict(&self, of: Answerer<'_>, day: NaiveDate) -> Verdict {
        let provider = told(of.provider).map(fold);
        let here = |entry: &&Entry<'_>| provider.as_ref().is_none_or(|provider| entry.providers.contains(provider));
        let ever: Vec<&Entry<'_>> = self.0.iter().filter(here).collect();
        let now: Vec<&Entry<'_>> = ever.iter().copied().filter(|entry| entry.in_force(day)).collect();
        let Some(model) = told(of.model) else {
            return if now.is_empty() {
                Verdict::Unapproved("no model of its provider was approved")
            } else {
                Verdict::Unclear("the log does not tell which model answered")
            };
        };
        let of = |entries: &[&Entry<'_>]| {
            let all: Vec<Cover> = entries.iter().map(|entry| entry.covers(model, told(of.version))).collect();
            [Cover::Yes, Cover::Version, Cover::Family].into_iter().find(|cover| all.contains(cover))
        };
        match (of(&now), &provider) {
            (Some(Cover::Yes), Some(_)) => Verdict::Approved,
            (Some(Cover::Yes), None) => Verdict::Unclear("the log does not tell which provider answered"),
            (Some(Cover::Version), _) => Verdict::Unclear("the list approves versions of it, and the log tells none"),
            (Some(Cover::Family), _) => Verdict::Unapproved("another version of it was approved"),
            _ if of(&ever) == Some(Cover::Yes) => Verdict::Unapproved("it was approved, but not on that day"),
            _ if now.is_empty() => Verdict::Unapproved("nothing of its provider was approved"),
            _ => Verdict::Unapproved("its provider was approved, this model was not"),
        }
    }

    /// The entries that name a provider, in words.
    pub(crate) fn worded(&self, provider: Option<&str>) -> Vec<String> {
        let provider = told(provider).map(fold);
        let here = self.0.iter().filter(|entry| provider.as_ref().is_none_or(|provider| entry.providers.contains(provider)));
        here.map(|entry| {
            let Approved { provider, model, version, from, to, reason, .. } = entry.approval;
            let what = [model.as_deref().or(Some("every model")), version.as_deref()];
            let what: Vec<&str> = what.into_iter().flatten().collect();
            let until = to.map_or_else(|| "until further notice".to_owned(), |day| format!("to {day}"));
            format!("the list names {provider} with {} from {from} {until} ({reason})", what.join(" "))
        })
        .collect()
    }
}

/// How far an entry covers a model.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cover {
    /// It does.
    Yes,
    /// It names a version of it, and the log tells none.
    Version,
    /// It names another version of it.
    Family,
    /// It is of another model.
    No,
}

impl<'a> Entry<'a> {
    fn new(approval: &'a Approved) -> Self {
        let names = approval.aliases.iter().chain([&approval.provider]).map(|name| fold(name));
        let full = told(approval.model.as_deref()).map(|model| model_keys(model, approval.version.as_deref()));
        let aliases = approval.aliases.iter().map(|name| model_key(name));
        Self {
            approval,
            providers: names.filter(|name| !name.is_empty()).collect(),
            aliases: aliases.filter(|name| !name.is_empty()).collect(),
            full,
        }
    }

    fn in_force(&self, day: NaiveDate) -> bool {
        self.approval.from <= day && self.approval.to.is_none_or(|to| day <= to)
    }

    fn covers(&self, model: &str, version: Option<&str>) -> Cover {
        let Some(full) = &self.full else { return Cover::Yes };
        let told = model_keys(model, version);
        let bare = model_key(model);
        if !told.is_disjoint(full) {
            return Cover::Yes;
        }
        let named = self.approval.model.as_deref().map(model_key).unwrap_or_default();
        let alias = self.aliases.contains(&bare);
        // An approval whose name and version pin nothing covers what has a version behind the name.
        let pins = self.approval.version.is_some() || family(&named) != named;
        if !pins {
            let versioned = told.iter().chain([&bare]).any(|key| key.strip_prefix(named.as_str()).is_some_and(is_version));
            return if alias || bare == named || versioned { Cover::Yes } else { Cover::No };
        }
        match version {
            None if alias => Cover::Yes,
            None if full.iter().any(|key| key.strip_prefix(bare.as_str()).is_some_and(is_version)) => Cover::Version,
            _ if alias || bare == named || full.iter().any(|key| family(key) == family(&bare)) => Cover::Family,
            _ => Cover::No,
        }
    }
}

/// Whether what stands behind a name is a version: a month and day, or a date.
fn is_version(rest: &str) -> bool {
    matches!(rest.len(), 4 | 6 | 8) && rest.chars().all(|letter| letter.is_ascii_digit())
}

/// A name without the date at its end.
fn family(name: &str) -> &str {
    let digits = name.len() - name.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    let date = match digits {
        8.. => 8,
        4.. => 4,
        _ => 0,
    };
    name.get(..name.len() - date).unwrap_or(name)
}
