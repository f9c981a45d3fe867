//! Which change a revert takes back: titles and branches name it in the ways of the code hosts.

use super::Case;
use crate::{
    changes::{Joined, bare, branch},
    words::{fold, told},
};
use std::collections::BTreeMap;

/// Changes by the names that reverts use for them.
pub(crate) struct Reverted<'c, 'a> {
    by_id: BTreeMap<(Option<String>, String), &'c Case<'a>>,
    by_title: BTreeMap<(Option<String>, String), &'c Case<'a>>,
}

impl<'c, 'a> Reverted<'c, 'a> {
    /// Reads all changes.
    pub(crate) fn new(cases: &'c [Case<'a>]) -> Self {
        let mut all = Self { by_id: BTreeMap::new(), by_title: BTreeMap::new() };
        for case in cases {
            let place = case.joined.place();
            all.by_id.insert((place.clone(), bare(&case.joined.change.id)), case);
            if let Some(title) = told(case.joined.change.title.as_deref()) {
                all.by_title.insert((place, fold(title)), case);
            }
        }
        all
    }

    /// The change that another one reverts: by the branch `revert-42-…`, by `Revert #42`, by `Revert "its title"`.
    pub(crate) fn of(&self, revert: &Joined<'_>) -> Option<&'c Case<'a>> {
        let place = revert.place();
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let head = revert.change.head.as_deref().map(branch);
        let number = head.as_deref().and_then(|head| head.strip_prefix("revert-")).map(digits);
        let title = revert.change.title.as_deref().map(fold).unwrap_or_default();
        let rest = title.strip_prefix("reverts").or_else(|| title.strip_prefix("revert"));
        let rest = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        let rest = rest.map(|rest| {
            rest.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '"' | '\'' | '“' | '”'))
        });
        let named = rest.and_then(|rest| rest.strip_prefix(['#', '!'])).map(digits);
        let ids = [number, named].into_iter().flatten().filter(|id| !id.is_empty());
        let mut found = ids.filter_map(|id| self.by_id.get(&(place.clone(), id)).copied());
        found.next().or_else(|| self.by_title.get(&(place.clone(), rest?.to_owned())).copied())
    }
}
