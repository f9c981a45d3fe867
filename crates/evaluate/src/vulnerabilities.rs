//! Vulnerabilities over time: one instance per asset, package and vulnerability, in all scans of all tools.

use crate::{
    dataset::{Dataset, Sourced},
    inputs::{is_future, moment},
    words::fold,
};
use chrono::NaiveDate;
use model::{
    EvidenceId, Terms,
    record::{Severity, Vulnerability, VulnerabilityStatus},
};
use std::collections::{BTreeMap, BTreeSet};

/// One vulnerability on one asset in one scan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sighting<'a> {
    /// As reported.
    pub sourced: &'a Sourced<Vulnerability>,
    /// The day of the scan, or of the list.
    pub day: NaiveDate,
}

/// One vulnerability on one asset over all scans, oldest first.
#[derive(Debug, Clone)]
pub(crate) struct Instance<'a> {
    /// Never empty.
    pub sightings: Vec<Sighting<'a>>,
    /// Days on which the same tool scanned the asset, in order.
    pub scans: Vec<NaiveDate>,
}

impl<'a> Instance<'a> {
    /// The newest sighting.
    pub(crate) fn latest(&self) -> Option<&Sighting<'a>> {
        self.sightings.last()
    }

    /// The day on which its clock started: first seen by a source, else the first scan that shows it.
    pub(crate) fn start(&self, terms: &Terms) -> Option<NaiveDate> {
        let told = self.sightings.iter().filter_map(|seen| seen.sourced.value.first_seen).map(|at| terms.day(at)).min();
        told.or_else(|| self.sightings.iter().map(|seen| seen.day).min())
    }

    /// Whether any source tells when it was first seen.
    pub(crate) fn start_is_told(&self) -> bool {
        self.sightings.iter().any(|seen| seen.sourced.value.first_seen.is_some())
    }

    /// The highest severity that any tool gives it.
    pub(crate) fn severity(&self) -> Severity {
        self.sightings.iter().map(|seen| seen.sourced.value.severity).max().unwrap_or_default()
    }

    /// The newest day on which it was seen present.
    pub(crate) fn last_present(&self) -> Option<&Sighting<'a>> {
        let present = |status| matches!(status, VulnerabilityStatus::Open | VulnerabilityStatus::Accepted);
        self.sightings.iter().rfind(|seen| present(seen.sourced.value.status))
    }

    /// The first scan after the last time that it was seen present: it was gone by then.
    pub(crate) fn gone_by(&self) -> Option<NaiveDate> {
        let last = self.last_present().map(|seen| seen.day)?;
        self.scans.iter().copied().find(|day| *day > last)
    }
}

/// All instances up to the moment of judgement.
pub(crate) fn instances<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<Instance<'a>> {
    let mut found: BTreeMap<Key, Vec<Sighting<'a>>> = BTreeMap::new();
    let mut scans: BTreeMap<(String, String), BTreeSet<NaiveDate>> = BTreeMap::new();
    let list_days = list_days(dataset, terms);
    for scan in &dataset.scans {
        let Some(list) = list_days.get(&scan.pointer.evidence) else { continue };
        let day = scan.value.at.map_or(*list, |at| terms.day(at));
        scans.entry((fold(&scan.value.tool), fold(&scan.value.asset))).or_default().insert(day);
    }
    for sourced in &dataset.vulnerabilities {
        let Some(list) = list_days.get(&sourced.pointer.evidence) else { continue };
        let day = sourced.value.scanned.map_or(*list, |at| terms.day(at));
        if day > terms.today() {
            continue;
        }
        let key = key(&sourced.value);
        scans.entry((fold(&sourced.value.tool), key.asset.clone())).or_default().insert(day);
        found.entry(key).or_default().push(Sighting { sourced, day });
    }
    let instance = |(key, mut sightings): (Key, Vec<Sighting<'a>>)| {
        sightings.sort_by(|one, other| (one.day, &one.sourced.pointer).cmp(&(other.day, &other.sourced.pointer)));
        let tools: BTreeSet<String> = sightings.iter().map(|seen| fold(&seen.sourced.value.tool)).collect();
        // A report that names no asset may be of any: it proves nothing gone that another report saw.
        let named = tools.into_iter().filter(|_| !key.asset.is_empty());
        let days = named.filter_map(|tool| scans.get(&(tool, key.asset.clone()))).flatten().copied();
        let days: BTreeSet<NaiveDate> = days.filter(|day| *day <= terms.today()).collect();
        Instance { sightings, scans: days.into_iter().collect() }
    };
    found.into_iter().map(instance).collect()
}

/// What makes two reports the same instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    asset: String,
    package: String,
    id: String,
}

/// The asset, the package (else the place in the asset) and the one id that all tools share: the first CVE among the id
/// and its aliases, else the first GHSA, else the id itself.
fn key(vulnerability: &Vulnerability) -> Key {
    let ids: BTreeSet<String> = vulnerability.aliases.iter().chain([&vulnerability.id]).map(|id| fold(id)).collect();
    let of = |lead: &str| ids.iter().find(|id| id.starts_with(lead)).cloned();
    let id = of("cve-").or_else(|| of("ghsa-")).unwrap_or_else(|| fold(&vulnerability.id));
    let package = vulnerability.package.as_deref().or(vulnerability.location.as_deref());
    Key {
        asset: vulnerability.asset.as_deref().map(fold).unwrap_or_default(),
        package: package.map(fold).unwrap_or_default(),
        id,
    }
}

/// The day of every list or scan report that is not from the future.
fn list_days(dataset: &Dataset, terms: &Terms) -> BTreeMap<EvidenceId, NaiveDate> {
    let known = dataset.evidence.values().filter(|evidence| !is_future(evidence, terms));
    known.map(|evidence| (evidence.id, moment(evidence, terms).day)).collect()
}
