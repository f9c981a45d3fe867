//! Parameters that are lists by name: `name: item, item; name: item`, where an item may end in `*` for all that begins so,
//! `*` alone is anything, and the name `*` is every name that is not listed.

use crate::{gateway::literal, words::fold};
use chrono::NaiveDate;
use model::{ParameterSpec, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// The name that stands for all others.
pub(crate) const OTHERS: &str = "*";

/// The lists of one value, names and items in lower case.
#[derive(Debug, Default)]
pub(crate) struct Entries(BTreeMap<String, BTreeSet<String>>);

impl Entries {
    /// Those in force on a day.
    pub(crate) fn of(terms: &Terms, spec: &ParameterSpec, day: NaiveDate) -> Self {
        let mut entries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in terms.value(spec, day).split([';', '\n']) {
            let Some((name, items)) = entry.split_once(':') else { continue };
            let items = items.split(',').map(fold).filter(|item| !item.is_empty());
            entries.entry(fold(name)).or_default().extend(items);
        }
        entries.retain(|name, _| !name.is_empty());
        Self(entries)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names but [`OTHERS`], with their items.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.0.iter().map(|(name, items)| (name.as_str(), items)).filter(|(name, _)| *name != OTHERS)
    }

    /// The items of all others.
    pub(crate) fn others(&self) -> Option<&BTreeSet<String>> {
        self.0.get(OTHERS)
    }

    /// The entry that holds for a name, or for a blank one, as people write it.
    pub(crate) fn worded(&self, name: Option<&str>) -> Option<String> {
        let found = name.and_then(|name| self.0.get_key_value(&fold(name))).or_else(|| self.0.get_key_value(OTHERS));
        found.map(|(name, items)| format!("{name}: {}", items.iter().map(String::as_str).collect::<Vec<_>>().join(", ")))
    }
}

/// Whether an expression in SQL is one of some items: null where it is null and not anything will do.
pub(crate) fn one_of(expression: &str, items: &BTreeSet<String>) -> String {
    if items.contains(OTHERS) {
        return "true".to_owned();
    }
    let (begins, whole): (Vec<&str>, Vec<&str>) = items.iter().map(String::as_str).partition(|item| item.ends_with('*'));
    let whole: Vec<String> = whole.into_iter().map(literal).collect();
    let whole = (!whole.is_empty()).then(|| format!("{expression} IN ({})", whole.join(", ")));
    let begins = begins.into_iter().map(|item| format!("starts_with({expression}, {})", literal(item.trim_end_matches('*'))));
    let all: Vec<String> = whole.into_iter().chain(begins).collect();
    if all.is_empty() { format!("({expression} IS NULL AND NULL)") } else { format!("({})", all.join(" OR ")) }
}

/// A column in lower case, null where it is blank.
pub(crate) fn folded(column: &str) -> String {
    format!("nullif(lower(trim({column})), '')")
}
