//! Vulnerabilities over time: one instance per asset, package and vulnerability over all scans of all tools, and the
//! stretches of time in which it was there.

mod stretch;

pub(crate) use stretch::{End, Stretch};

use crate::{
    assets::Assets,
    dataset::{Dataset, Sourced},
    inputs::{is_future, moment},
    numbers::Numbers,
    words::fold,
};
use chrono::NaiveDate;
use model::{
    EvidenceId, Pointer, Terms,
    record::{Vulnerability, VulnerabilityStatus},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

/// One vulnerability on one asset in one report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting<'a> {
    /// As reported.
    pub sourced: &'a Sourced<Vulnerability>,
    /// The day of the scan, or of the list.
    pub day: NaiveDate,
    /// The tool, by number.
    tool: usize,
}

/// The stretches of all vulnerabilities up to the moment of judgement, with the number of instances that they are of.
pub(crate) struct Found<'a> {
    /// Those of one instance stand together, oldest first.
    pub stretches: Vec<Stretch<'a>>,
    /// Different assets, packages and vulnerabilities.
    pub instances: u64,
}

/// What the reports tell.
pub(crate) fn found<'a>(dataset: &'a Dataset, terms: &Terms) -> Found<'a> {
    let list_days = list_days(dataset, terms);
    let mut reports: Vec<(&'a Sourced<Vulnerability>, NaiveDate)> = Vec::with_capacity(dataset.vulnerabilities.len());
    for sourced in &dataset.vulnerabilities {
        let Some(list) = list_days.get(&sourced.pointer.evidence) else { continue };
        reports.push((sourced, sourced.value.scanned.map_or(*list, |at| terms.day(at))));
    }
    reports.retain(|(_, day)| *day <= terms.today());
    let mut scans = Scans::default();
    let of_scans = dataset.scans.iter().filter_map(|scan| {
        let list = list_days.get(&scan.pointer.evidence)?;
        Some((scan, scan.value.at.map_or(*list, |at| terms.day(at))))
    });
    let of_scans: Vec<_> = of_scans.filter(|(_, day)| *day <= terms.today()).collect();
    let named = reports.iter().filter_map(|(report, day)| Some((report.value.asset.as_deref()?, *day)));
    let assets = Assets::of(named.chain(of_scans.iter().map(|(scan, day)| (scan.value.asset.as_str(), *day))));
    let mut lists = Lists::default();
    for (scan, day) in &of_scans {
        let (tool, asset) = (scans.tool(&scan.value.tool), assets.get(&scan.value.asset));
        scans.note(tool, asset, *day, &scan.pointer);
        lists.scanned((scan.pointer.evidence, tool, asset), *day);
    }
    let ids = Ids::of(reports.iter().map(|(report, _)| &report.value));
    let (mut packages, mut places) = (Numbers::default(), Numbers::default());
    let mut keyed: Vec<(Key, Sighting<'a>)> = Vec::with_capacity(reports.len());
    for (sourced, day) in reports {
        // A report that names no asset may be of any: it proves nothing gone that another report saw.
        let named = sourced.value.asset.as_deref().filter(|name| !name.trim().is_empty());
        let asset = named.and_then(|name| assets.get(name));
        let tool = scans.tool(&sourced.value.tool);
        lists.told((sourced.pointer.evidence, tool, asset), day);
        let package = sourced.value.package.as_deref().filter(|name| !name.trim().is_empty());
        let place = sourced.value.location.as_deref().filter(|_| package.is_none()).unwrap_or_default();
        let (package, place) = (packages.of(package.unwrap_or_default(), self::package), places.of(place, fold));
        let key = Key { asset, package, place, id: ids.number(&sourced.value) };
        keyed.push((key, Sighting { sourced, day, tool }));
    }
    keyed.sort_by_key(|one| one.0);
    keyed.chunk_by(|one, other| one.0 == other.0).for_each(|instance| lists.compare(instance));
    for (key, sighting) in &mut keyed {
        lists.place(sighting, key.asset);
        scans.note(sighting.tool, key.asset, sighting.day, &sighting.sourced.pointer);
    }
    let mut found = Found { stretches: Vec::new(), instances: 0 };
    for instance in keyed.chunk_by(|one, other| one.0 == other.0) {
        let Some((key, _)) = instance.first() else { continue };
        let sightings = instance.iter().map(|(_, sighting)| *sighting).collect();
        found.instances += 1;
        found.stretches.extend(stretch::stretches(sightings, key.asset, &scans, terms));
    }
    found
}

/// What one file says of one asset by one tool: file, tool, asset.
type Part = (EvidenceId, usize, Option<usize>);

/// Files that tell several days of one asset. Either they hold several scans, or they are a list of what is open, in which
/// each row tells when it was last looked at: then a row that was looked at earlier than another is no less there.
#[derive(Default)]
struct Lists {
    days: BTreeMap<Part, (NaiveDate, NaiveDate)>,
    scans: BTreeMap<Part, NaiveDate>,
    histories: BTreeSet<Part>,
}

impl Lists {
    /// A scan of the file; scans on two days make a history.
    fn scanned(&mut self, part: Part, day: NaiveDate) {
        if *self.scans.entry(part).or_insert(day) != day {
            self.histories.insert(part);
        }
    }

    /// A row of the file.
    fn told(&mut self, part: Part, day: NaiveDate) {
        let days = self.days.entry(part).or_insert((day, day));
        *days = (days.0.min(day), days.1.max(day));
    }

    /// The rows of one instance: the same file reports it on two days, so it holds several scans.
    fn compare(&mut self, instance: &[(Key, Sighting<'_>)]) {
        let mut seen: BTreeMap<Part, NaiveDate> = BTreeMap::new();
        for (key, sighting) in instance {
            let part = (sighting.sourced.pointer.evidence, sighting.tool, key.asset);
            if *seen.entry(part).or_insert(sighting.day) != sighting.day {
                self.histories.insert(part);
            }
        }
    }

    /// Puts what a list of open ones still holds on the newest day that the list tells.
    fn place(&self, sighting: &mut Sighting<'_>, asset: Option<usize>) {
        let part = (sighting.sourced.pointer.evidence, sighting.tool, asset);
        let present = matches!(sighting.sourced.value.status, VulnerabilityStatus::Open | VulnerabilityStatus::Accepted);
        if let Some((first, last)) = self.days.get(&part).filter(|_| present && !self.histories.contains(&part))
            && first < last
        {
            sighting.day = *last;
        }
    }
}

/// The days on which each tool scanned each asset, with a row that tells it.
#[derive(Default)]
struct Scans<'a> {
    tools: Numbers<'a>,
    days: BTreeMap<(usize, usize), BTreeMap<NaiveDate, &'a Pointer>>,
}

impl<'a> Scans<'a> {
    fn tool(&mut self, name: &'a str) -> usize {
        self.tools.of(name, fold)
    }

    fn note(&mut self, tool: usize, asset: Option<usize>, day: NaiveDate, at: &'a Pointer) {
        let Some(asset) = asset else { return };
        self.days.entry((tool, asset)).or_default().entry(day).or_insert(at);
    }

    /// The first scan of an asset by a tool after a day.
    fn after(&self, tool: usize, asset: Option<usize>, day: NaiveDate) -> Option<(NaiveDate, &'a Pointer)> {
        let days = self.days.get(&(tool, asset?))?;
        days.range((Bound::Excluded(day), Bound::Unbounded)).next().map(|(day, at)| (*day, *at))
    }
}

/// What makes two reports the same instance: the asset, the package (else the place in the asset) and the one id that all
/// tools share, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    asset: Option<usize>,
    package: usize,
    place: usize,
    id: usize,
}

/// A package's name as it is compared: tools write `_`, `.` and `-` alike.
pub(crate) fn package(name: &str) -> String {
    fold(name).replace(['_', '.'], "-")
}

/// The one id of each id with its aliases, by number.
struct Ids<'a>(BTreeMap<(&'a str, &'a [String]), usize>);

impl<'a> Ids<'a> {
    fn of(all: impl Iterator<Item = &'a Vulnerability>) -> Self {
        let written: BTreeSet<(&'a str, &'a [String])> = all.map(|one| (one.id.as_str(), one.aliases.as_slice())).collect();
        let known = advisories(&written);
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut number = |id: String| {
            let next = numbers.len();
            *numbers.entry(id).or_insert(next)
        };
        Self(written.into_iter().map(|(id, aliases)| ((id, aliases), number(shared(id, aliases, &known)))).collect())
    }

    fn number(&self, one: &Vulnerability) -> usize {
        self.0.get(&(one.id.as_str(), one.aliases.as_slice())).copied().unwrap_or(usize::MAX)
    }
}

/// The CVE that an advisory's id stands for, where some report says so.
fn advisories(written: &BTreeSet<(&str, &[String])>) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for (id, aliases) in written.iter().filter(|(_, aliases)| !aliases.is_empty()) {
        let own: BTreeSet<String> = aliases.iter().map(|alias| fold(alias)).chain([fold(id)]).collect();
        let mut cves = own.iter().filter(|id| id.starts_with("cve-"));
        let (Some(cve), None) = (cves.next(), cves.next()) else { continue };
        let advisory = |id: &&String| id.contains('-') && !id.starts_with("cve-") && id.starts_with(char::is_alphabetic);
        for id in own.iter().filter(advisory) {
            let held = known.entry(id.clone()).or_insert_with(|| cve.clone());
            if *cve < *held {
                held.clone_from(cve);
            }
        }
    }
    known
}

/// The first CVE among an id and its aliases, else the one that another report gives an alias of it, else the first GHSA,
/// else the id itself.
fn shared(id: &str, aliases: &[String], known: &BTreeMap<String, String>) -> String {
    let ids: BTreeSet<String> = aliases.iter().map(|alias| fold(alias)).chain([fold(id)]).collect();
    let of = |lead: &str| ids.iter().find(|id| id.starts_with(lead)).cloned();
    let named = || ids.iter().find_map(|id| known.get(id)).cloned();
    of("cve-").or_else(named).or_else(|| of("ghsa-")).unwrap_or_else(|| fold(id))
}

/// The day of every list or scan report that is not from the future.
pub(crate) fn list_days(dataset: &Dataset, terms: &Terms) -> BTreeMap<EvidenceId, NaiveDate> {
    let known = dataset.evidence.values().filter(|evidence| !is_future(evidence, terms));
    known.map(|evidence| (evidence.id, moment(evidence, terms).day)).collect()
}
