//! Vulnerabilities over time: one instance per asset, package and vulnerability over all scans of all tools, and the
//! stretches of time in which it was there.

mod stretch;

pub(crate) use stretch::{End, Stretch};

use crate::{
    assets::Assets,
    dataset::{Dataset, Sourced},
    inputs::{is_future, moment},
    words::fold,
};
use chrono::NaiveDate;
use model::{EvidenceId, Pointer, Terms, record::Vulnerability};
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
    for (scan, day) in &of_scans {
        let tool = scans.tool(&scan.value.tool);
        scans.note(tool, assets.get(&scan.value.asset), *day, &scan.pointer);
    }
    let ids = Ids::of(reports.iter().map(|(report, _)| &report.value));
    let mut keyed: Vec<(Key, Sighting<'a>)> = Vec::with_capacity(reports.len());
    for (sourced, day) in reports {
        // A report that names no asset may be of any: it proves nothing gone that another report saw.
        let named = sourced.value.asset.as_deref().filter(|name| !name.trim().is_empty());
        let asset = named.and_then(|name| assets.get(name));
        let tool = scans.tool(&sourced.value.tool);
        scans.note(tool, asset, day, &sourced.pointer);
        keyed.push((key(&sourced.value, asset, &ids), Sighting { sourced, day, tool }));
    }
    keyed.sort_by(|one, other| one.0.cmp(&other.0));
    let mut found = Found { stretches: Vec::new(), instances: 0 };
    for instance in keyed.chunk_by(|one, other| one.0 == other.0) {
        let Some((key, _)) = instance.first() else { continue };
        let sightings = instance.iter().map(|(_, sighting)| *sighting).collect();
        found.instances += 1;
        found.stretches.extend(stretch::stretches(sightings, key.asset, &scans, terms));
    }
    found
}

/// The days on which each tool scanned each asset, with a row that tells it.
#[derive(Default)]
struct Scans<'a> {
    tools: BTreeMap<&'a str, usize>,
    folded: BTreeMap<String, usize>,
    days: BTreeMap<(usize, usize), BTreeMap<NaiveDate, &'a Pointer>>,
}

impl<'a> Scans<'a> {
    fn tool(&mut self, name: &'a str) -> usize {
        let next = self.folded.len();
        let folded = &mut self.folded;
        *self.tools.entry(name).or_insert_with(|| *folded.entry(fold(name)).or_insert(next))
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

/// What makes two reports the same instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    asset: Option<usize>,
    package: String,
    id: String,
}

/// The asset, the package (else the place in the asset) and the one id that all tools share.
fn key(vulnerability: &Vulnerability, asset: Option<usize>, ids: &Ids) -> Key {
    let package = vulnerability.package.as_deref().map(package).or_else(|| vulnerability.location.as_deref().map(fold));
    Key { asset, package: package.unwrap_or_default(), id: ids.shared(vulnerability) }
}

/// A package's name as it is compared: tools write `_`, `.` and `-` alike.
pub(crate) fn package(name: &str) -> String {
    fold(name).replace(['_', '.'], "-")
}

/// The CVE that an advisory's id stands for, where some report says so.
struct Ids(BTreeMap<String, String>);

impl Ids {
    fn of<'a>(all: impl Iterator<Item = &'a Vulnerability>) -> Self {
        let mut known = BTreeMap::new();
        for one in all.filter(|one| !one.aliases.is_empty()) {
            let own: BTreeSet<String> = one.aliases.iter().chain([&one.id]).map(|id| fold(id)).collect();
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
        Self(known)
    }

    /// The first CVE among the id and its aliases, else the one that another report gives an alias of it, else the first
    /// GHSA, else the id itself.
    fn shared(&self, one: &Vulnerability) -> String {
        let id = fold(&one.id);
        if one.aliases.is_empty() {
            return self.0.get(&id).cloned().unwrap_or(id);
        }
        let ids: BTreeSet<String> = one.aliases.iter().map(|alias| fold(alias)).chain([id.clone()]).collect();
        let of = |lead: &str| ids.iter().find(|id| id.starts_with(lead)).cloned();
        of("cve-").or_else(|| ids.iter().find_map(|id| self.0.get(id)).cloned()).or_else(|| of("ghsa-")).unwrap_or(id)
    }
}

/// The day of every list or scan report that is not from the future.
pub(crate) fn list_days(dataset: &Dataset, terms: &Terms) -> BTreeMap<EvidenceId, NaiveDate> {
    let known = dataset.evidence.values().filter(|evidence| !is_future(evidence, terms));
    known.map(|evidence| (evidence.id, moment(evidence, terms).day)).collect()
}
