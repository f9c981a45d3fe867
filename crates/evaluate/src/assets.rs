//! What scanners look at: the same thing under several names.
//!
//! An image gets a new name with each release. Names of one repository whose versions follow each other, each scanned
//! only after the one before, are one asset; versions that are scanned side by side are assets of their own, and so are
//! tags that move (`production`, `latest`).

use crate::words::fold;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The assets by the names that reports give them.
#[derive(Debug, Default)]
pub(crate) struct Assets<'a> {
    written: BTreeMap<&'a str, usize>,
    labels: Vec<String>,
    folded: BTreeMap<String, Option<usize>>,
    short: BTreeMap<String, Option<usize>>,
}

/// The first and the last day on which a name was scanned.
#[derive(Clone, Copy)]
struct Span {
    first: NaiveDate,
    last: NaiveDate,
}

/// The names of the versions of one repository, folded, each as written.
type Versions<'a> = BTreeMap<String, Vec<(&'a str, Span)>>;

impl<'a> Assets<'a> {
    /// The assets of reports, each a name and a day.
    pub(crate) fn of(reports: impl Iterator<Item = (&'a str, NaiveDate)>) -> Self {
        let mut spans: BTreeMap<&'a str, Span> = BTreeMap::new();
        for (name, day) in reports {
            let span = spans.entry(name).or_insert(Span { first: day, last: day });
            *span = Span { first: span.first.min(day), last: span.last.max(day) };
        }
        let mut repositories: BTreeMap<String, Versions<'a>> = BTreeMap::new();
        for (name, span) in spans {
            let folded = fold(name);
            let versions = repositories.entry(repository(&folded).to_owned()).or_default();
            versions.entry(folded).or_default().push((name, span));
        }
        let mut assets = Self::default();
        for versions in repositories.into_values() {
            let one = versions.len() > 1 && follow_each_other(&versions);
            let mut groups: Vec<Vec<(&'a str, Span)>> = versions.into_values().collect();
            if one {
                groups = vec![groups.into_iter().flatten().collect()];
            }
            for names in groups {
                assets.add(&names, one);
            }
        }
        assets
    }

    fn add(&mut self, names: &[(&'a str, Span)], versions: bool) {
        let Some((first, _)) = names.first() else { return };
        let number = self.labels.len();
        self.labels.push(if versions { repository(first.trim()).to_owned() } else { first.trim().to_owned() });
        for (name, _) in names {
            self.written.insert(name, number);
            let folded = fold(name);
            enter(&mut self.short, short(&folded), number);
            enter(&mut self.folded, repository(&folded), number);
            enter(&mut self.folded, &folded, number);
        }
    }

    /// The asset of a name as a report writes it.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.written.get(name).copied()
    }

    /// The asset that another list means by a name: as reports write it, without its version, or by its last part where
    /// only one asset has that.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        let named = |names: &BTreeMap<String, Option<usize>>, name: &str| names.get(name).copied().flatten();
        let by_version = || named(&self.folded, &folded).or_else(|| named(&self.folded, repository(&folded)));
        self.get(name).or_else(by_version).or_else(|| named(&self.short, short(&folded)))
    }

    /// The name of an asset for people; of versions that follow each other the name without one.
    pub(crate) fn label(&self, asset: usize) -> &str {
        self.labels.get(asset).map_or("", String::as_str)
    }

    /// How many there are: assets are numbered from zero.
    pub(crate) fn len(&self) -> usize {
        self.labels.len()
    }
}

/// A name that two assets have is the name of neither.
fn enter(names: &mut BTreeMap<String, Option<usize>>, name: &str, asset: usize) {
    let held = names.entry(name.to_owned()).or_insert(Some(asset));
    if *held != Some(asset) {
        *held = None;
    }
}

/// Whether each version was scanned for the first time when the one before had been scanned for the last time.
fn follow_each_other(versions: &Versions<'_>) -> bool {
    let whole = |names: &Vec<(&str, Span)>| {
        let first = names.iter().map(|(_, span)| span.first).min()?;
        Some((first, names.iter().map(|(_, span)| span.last).max()?))
    };
    let mut spans: Vec<(NaiveDate, NaiveDate)> = versions.values().filter_map(whole).collect();
    spans.sort_unstable();
    spans.iter().zip(spans.iter().skip(1)).all(|(one, next)| one.1 <= next.0)
}

/// Whether a list means an asset by a name: the whole name, the name without its version, or its last part.
pub(crate) fn means(said: &str, asset: &str) -> bool {
    let (said, asset) = (fold(said), fold(asset));
    said == asset || repository(&said) == repository(&asset) || said == short(&asset)
}

/// An image's name without digest and version; other names as they are.
pub(crate) fn repository(name: &str) -> &str {
    let name = name.trim();
    if name.contains("://") || name.starts_with("arn:") {
        return name;
    }
    let name = name.split_once("@sha256:").map_or(name, |(before, _)| before);
    match name.rsplit_once(':') {
        Some((before, tag)) if is_version(before, tag) => before,
        _ => name,
    }
}

/// A tag that names one version: it has a digit, and the rest does not look like a host whose port it would be.
fn is_version(before: &str, tag: &str) -> bool {
    let last = before.rsplit_once('/').map_or(before, |(_, last)| last);
    let word = tag.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-'));
    let port = tag.chars().all(|letter| letter.is_ascii_digit()) && before.contains('.') && !before.contains('/');
    word && tag.chars().any(|letter| letter.is_ascii_digit()) && !port && !before.is_empty() && !last.contains(':')
}

/// The last part of a name, without a tag.
pub(crate) fn short(name: &str) -> &str {
    let name = name.split_once("@sha256:").map_or(name, |(before, _)| before).trim_end_matches('/');
    let last = name.rsplit_once('/').map_or(name, |(_, last)| last);
    if last.matches(':').count() == 1 { last.split_once(':').map_or(last, |(before, _)| before) } else { last }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_their_version() {
        for (name, expected) in [
            ("registry.example.com/api:1.4.2", "registry.example.com/api"),
            ("registry.example.com:5000/api:sha-0a1b2c", "registry.example.com:5000/api"),
            ("registry.example.com:5000/api", "registry.example.com:5000/api"),
            ("api@sha256:00ff", "api"),
            ("api:1", "api"),
            ("api:production", "api:production"),
            ("web.example.com:8443", "web.example.com:8443"),
            ("https://web.example.com:8443", "https://web.example.com:8443"),
            (
                "arn:aws:lambda:eu-central-1:111122223333:function:api:7",
                "arn:aws:lambda:eu-central-1:111122223333:function:api:7",
            ),
            ("fe80::1", "fe80::1"),
            ("shop/Deployment/api", "shop/Deployment/api"),
        ] {
            assert_eq!(repository(name), expected);
        }
        assert_eq!(short("registry.example.com/api:production"), "api");
        assert!(means("api", "registry.example.com/api:production"));
        assert!(!means("api", "registry.example.com/api-gateway:production"));
    }

    #[test]
    fn versions_one_after_another_are_one_asset_and_side_by_side_are_two() {
        let day = |number: u32| NaiveDate::from_ymd_opt(2026, 1, number).expect("a day");
        let after = Assets::of([("api:1", day(1)), ("api:1", day(8)), ("api:2", day(8)), ("api:2", day(15))].into_iter());
        assert_eq!((after.len(), after.get("api:1"), after.label(0)), (1, after.get("api:2"), "api"));
        let beside = Assets::of([("db:14", day(1)), ("db:16", day(8)), ("db:14", day(15))].into_iter());
        assert_ne!(beside.get("db:14"), beside.get("db:16"));
        assert_eq!(beside.find("db"), None);
        assert_eq!(after.find("API"), Some(0));
    }
}
