//! Which assets there are, and on which days each was scanned for vulnerabilities by which tool.

mod looks;

pub(crate) use looks::{Looks, NO_PACKAGES, looks};

use crate::{
    assets::{Assets, repository, short},
    dataset::Dataset,
    vulnerabilities::list_days,
    words::fold,
};
use chrono::NaiveDate;
use model::{Pointer, Terms};
use std::collections::BTreeMap;

/// One asset with its scans.
#[derive(Debug, Default)]
pub(crate) struct Scanned<'a> {
    /// Its name for people.
    pub label: String,
    /// Days on which a tool scanned it, with the tool and a row that tells it.
    pub days: BTreeMap<NaiveDate, Vec<(&'a str, &'a Pointer)>>,
    /// A scan of which nothing tells the day.
    pub undated: Option<&'a Pointer>,
    /// A finding of which no scan is told.
    pub listed: Option<&'a Pointer>,
}

impl Scanned<'_> {
    /// The names by which people mean it.
    pub(crate) fn names(&self) -> [&str; 3] {
        [&self.label, repository(&self.label), short(&self.label)]
    }
}

/// The scans of all assets up to the moment of judgement, and of what names no asset.
pub(crate) struct Scanning<'a> {
    /// The names.
    pub assets: Assets<'a>,
    /// The assets, by number.
    pub all: Vec<Scanned<'a>>,
    /// Scans whose reports name no asset.
    pub nameless: Scanned<'a>,
}

impl<'a> Scanning<'a> {
    /// What scans and findings tell.
    pub(crate) fn of(dataset: &'a Dataset, terms: &Terms) -> Self {
        let lists = list_days(dataset, terms);
        let stated = |pointer: &Pointer| {
            let dates = dataset.evidence.get(&pointer.evidence).map(|evidence| &evidence.dates)?;
            dates.covers_to.or(dates.extracted).map(|at| terms.day(at))
        };
        let known = |pointer: &Pointer| lists.contains_key(&pointer.evidence);
        let past = |day: &NaiveDate| *day <= terms.today();
        // A scan without a time is of the day of its report, where that is stated; a finding without one tells no scan.
        let scans = dataset.scans.iter().filter(|row| known(&row.pointer)).map(|row| {
            let day = row.value.at.map(|at| terms.day(at)).or_else(|| stated(&row.pointer));
            (row.value.asset.as_str(), row.value.tool.as_str(), day, &row.pointer, true)
        });
        let findings = dataset.vulnerabilities.iter().filter(|row| known(&row.pointer)).map(|row| {
            let asset = row.value.asset.as_deref().unwrap_or_default();
            (asset, row.value.tool.as_str(), row.value.scanned.map(|at| terms.day(at)), &row.pointer, false)
        });
        let told: Vec<_> = scans.chain(findings).filter(|one| one.2.is_none_or(|day| past(&day))).collect();
        let dated = told.iter().map(|one| (one.0, one.2.unwrap_or_else(|| terms.today())));
        let assets = Assets::of(dated.filter(|one| !one.0.trim().is_empty()));
        let label = |number: usize| Scanned { label: assets.label(number).to_owned(), ..Scanned::default() };
        let mut all: Vec<Scanned<'a>> = (0..assets.len()).map(label).collect();
        let mut nameless = Scanned::default();
        for (name, tool, day, pointer, is_scan) in told {
            let Some(scanned) = assets.get(name).map_or(Some(&mut nameless), |number| all.get_mut(number)) else { continue };
            match day {
                Some(day) => {
                    let tools = scanned.days.entry(day).or_default();
                    if tools.iter().all(|(held, _)| *held != tool && fold(held) != fold(tool)) {
                        tools.push((tool, pointer));
                    }
                }
                None if is_scan => scanned.undated = scanned.undated.or(Some(pointer)),
                None => scanned.listed = scanned.listed.or(Some(pointer)),
            }
        }
        Self { assets, all, nameless }
    }
}
