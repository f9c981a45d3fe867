//! Vendors over all registers and reviews: one entry per vendor, met by a name without its legal ending.
//!
//! A review counts when it says who reviewed, when, and that somebody signed it off; what lacks one of these, or is not
//! finished, is no review. The register's own date of the last review is a claim: it proves that somebody wrote a date.

use crate::{
    dataset::{Dataset, Sourced},
    evaluation::keep,
    inputs::{is_future, moment},
    words::{fold, tokens},
};
use chrono::NaiveDate;
use model::{
    Filter, Pointer, Terms,
    record::{Vendor, VendorReview},
};
use std::collections::{BTreeMap, BTreeSet};

/// Endings that tell the legal form of a company.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "pbc",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "gmbh",
    "mbh",
    "ag",
    "kg",
    "ug",
    "se",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "as",
    "asa",
    "oy",
    "oyj",
    "aps",
    "pty",
    "pte",
    "kk",
    "opco",
];

/// Words that a gateway or a contract adds to the name of a provider.
const ADDED: &[&str] = &["ai", "api", "chat", "text", "beta", "converse", "platform", "ireland", "europe", "emea"];

/// Names by which registers call the same company.
const SYNONYMS: &[&[&str]] = &[
    &["amazonwebservices", "aws", "amazonaws", "amazonwebservicesemea"],
    &["googlecloud", "googlecloudplatform", "gcp"],
    &["microsoftazure", "azure", "msazure"],
];

/// What gateways call the services of companies with another name, and by what names registers have those companies.
const OFFERED_BY: &[(&str, &[&str])] = &[
    ("bedrock", &["amazonbedrock", "awsbedrock", "amazonwebservices", "amazon"]),
    ("sagemaker", &["amazonsagemaker", "awssagemaker", "amazonwebservices", "amazon"]),
    ("azure", &["azureopenai", "azureopenaiservice", "microsoftazureopenai", "microsoftazure", "microsoft"]),
    ("vertex", &["vertexai", "googlevertexai", "googlecloud", "google"]),
    ("gemini", &["gemini", "googlegemini", "googleaistudio", "googlecloud", "google"]),
    ("google", &["googlegemini", "googleaistudio", "googlevertexai", "googlecloud"]),
];

/// A vendor: what the registers say of it and how it was reviewed.
#[derive(Debug, Default)]
pub(crate) struct Entry<'a> {
    /// Its rows, the newest register first.
    pub rows: Vec<&'a Sourced<Vendor>>,
    /// Its reviews known at the moment of judgement, by day; those that tell none first.
    pub reviews: Vec<&'a Sourced<VendorReview>>,
}

impl<'a> Entry<'a> {
    /// The name that people see: the newest register's, else that of a review.
    pub(crate) fn name(&self) -> &'a str {
        let reviewed = || self.reviews.last().map(|row| row.value.vendor.as_str());
        self.rows.first().map(|row| row.value.name.as_str()).or_else(reviewed).unwrap_or_default()
    }

    /// What the newest register that says something says.
    pub(crate) fn told<T>(&self, field: impl Fn(&'a Vendor) -> Option<T>) -> Option<T> {
        self.rows.iter().find_map(|row| field(&row.value))
    }

    /// The tier, where one is told.
    pub(crate) fn tier(&self) -> Option<&'a str> {
        self.told(|vendor| said(vendor.tier.as_ref()))
    }

    /// Whether it is a subservice organisation, where that is told.
    pub(crate) fn subservice(&self) -> Option<bool> {
        self.told(|vendor| vendor.subservice)
    }

    /// Tier and kind in words.
    pub(crate) fn standing(&self) -> String {
        let tier = self.tier().map_or_else(|| "no tier told".to_owned(), |tier| format!("tier {tier}"));
        if self.subservice() == Some(true) { format!("{tier}, subservice organisation") } else { tier }
    }

    /// The row of the newest register.
    pub(crate) fn row(&self) -> Option<&'a Pointer> {
        self.rows.first().map(|row| &row.pointer)
    }

    /// The reviews that count, by day.
    pub(crate) fn counting(&self, terms: &Terms) -> Vec<(NaiveDate, &'a Sourced<VendorReview>)> {
        let sound = self.reviews.iter().filter(|row| fault(&row.value, terms).is_none());
        sound.filter_map(|row| Some((day(&row.value, terms)?, *row))).collect()
    }

    /// The days of reviews that only a register tells: no review sheet is of about that time.
    pub(crate) fn claims(&self, terms: &Terms) -> BTreeMap<NaiveDate, &'a Sourced<Vendor>> {
        const ABOUT: i64 = 31;
        let sheets: Vec<NaiveDate> = self.reviews.iter().filter_map(|row| day(&row.value, terms)).collect();
        let near = |claim: NaiveDate| sheets.iter().any(|sheet| (*sheet - claim).num_days().abs() <= ABOUT);
        let claims = self.rows.iter().rev().filter_map(|row| Some((terms.day(row.value.reviewed?), *row)));
        claims.filter(|(claim, _)| *claim <= terms.today() && !near(*claim)).collect()
    }
}

/// All vendors of all registers and reviews.
#[derive(Debug, Default)]
pub(crate) struct Register<'a> {
    entries: Vec<Entry<'a>>,
    places: BTreeMap<String, usize>,
    bare: BTreeMap<String, usize>,
}

impl<'a> Register<'a> {
    /// Reads all registers and reviews that are not of later than the moment of judgement.
    pub(crate) fn new(dataset: &'a Dataset, terms: &Terms) -> Self {
        let known = |pointer: &Pointer| dataset.evidence.get(&pointer.evidence).filter(|evidence| !is_future(evidence, terms));
        let taken = |pointer: &Pointer| known(pointer).map(|evidence| moment(evidence, terms).day);
        let mut register = Self::default();
        for row in dataset.vendors.iter().filter(|row| known(&row.pointer).is_some()) {
            if let Some(entry) = register.seat(&row.value.name) {
                entry.rows.push(row);
            }
        }
        for row in dataset.vendor_reviews.iter().filter(|row| known(&row.pointer).is_some()) {
            let later = day(&row.value, terms).is_some_and(|day| day > terms.today());
            if let Some(entry) = register.seat(&row.value.vendor).filter(|_| !later) {
                entry.reviews.push(row);
            }
        }
        for entry in &mut register.entries {
            entry.rows.sort_by_key(|row| std::cmp::Reverse((taken(&row.pointer), row.pointer.clone())));
            entry.reviews.sort_by_key(|row| (day(&row.value, terms), row.pointer.clone()));
        }
        register
    }

    /// The vendor that a text names.
    pub(crate) fn find(&self, name: &str) -> Option<&Entry<'a>> {
        keys(name).iter().find_map(|key| self.places.get(key)).and_then(|place| self.entries.get(*place))
    }

    /// The vendor that stands behind a provider of a gateway, by its name, its other names, or the company that offers it.
    pub(crate) fn behind(&self, provider: &str, others: &BTreeSet<String>) -> Option<&Entry<'a>> {
        let names = || [provider].into_iter().chain(others.iter().map(String::as_str));
        let direct = names().find_map(|name| self.find(name));
        let bare = || names().find_map(|name| self.bare.get(&bare(name))).and_then(|place| self.entries.get(*place));
        let offered = || {
            let companies = names().flat_map(offered_by);
            companies.filter_map(|company| self.places.get(company)).find_map(|place| self.entries.get(*place))
        };
        direct.or_else(bare).or_else(offered)
    }

    /// Vendors with a row in a register, less those that it calls ended or never taken on.
    pub(crate) fn in_use(&self, filters: &mut Vec<Filter>) -> Vec<&Entry<'a>> {
        let rows = self.entries.iter().map(|entry| entry.rows.len() as u64).sum();
        let all: Vec<&Entry<'a>> = self.entries.iter().filter(|entry| !entry.rows.is_empty()).collect();
        let kept = "one per vendor over all registers".to_owned();
        filters.push(Filter { kept, before: rows, after: all.len() as u64 });
        keep(all, "that the newest register does not call ended or never taken on", filters, |entry| !is_out(entry))
    }

    /// The review sheets of vendors that no register calls ended and that meet a condition: the vendor's name, the sheet, and
    /// whether it is the newest of its vendor.
    pub(crate) fn sheets(
        &self,
        of: fn(&VendorReview) -> bool,
    ) -> impl Iterator<Item = (&'a str, &'a Sourced<VendorReview>, bool)> + '_ {
        let entries = self.entries.iter().filter(|entry| !is_out(entry));
        entries.flat_map(move |entry| {
            let newest = entry.reviews.iter().rfind(|row| of(&row.value)).map(|row| &row.pointer);
            let sheets = entry.reviews.iter().filter(move |row| of(&row.value));
            sheets.map(move |row| (entry.name(), *row, newest == Some(&row.pointer)))
        })
    }

    fn seat(&mut self, name: &str) -> Option<&mut Entry<'a>> {
        let keys = keys(name);
        let place = keys.iter().find_map(|key| self.places.get(key)).copied().unwrap_or(self.entries.len());
        if keys.is_empty() {
            return None;
        }
        if place == self.entries.len() {
            self.entries.push(Entry::default());
        }
        self.bare.entry(bare(name)).or_insert(place);
        for key in keys {
            self.places.entry(key).or_insert(place);
        }
        self.entries.get_mut(place)
    }
}

/// The day of a review: on which it was done, else signed off.
pub(crate) fn day(review: &VendorReview, terms: &Terms) -> Option<NaiveDate> {
    review.reviewed.or(review.approved).map(|at| terms.day(at))
}

/// Why a review is none, in words that complete `the review`.
pub(crate) fn fault(review: &VendorReview, terms: &Terms) -> Option<String> {
    const OPEN: &[&str] = &["progress", "pending", "draft", "open", "started", "scheduled", "planned", "tbd", "incomplete"];
    let conclusion = review.conclusion.as_deref().unwrap_or_default();
    let signed = said(review.approver.as_ref()).is_some() || review.approved.is_some();
    let later = review.approved.is_some_and(|at| terms.day(at) > terms.today());
    if tokens(conclusion).iter().any(|word| OPEN.contains(&word.as_str())) {
        return Some(format!("is not finished (`{conclusion}`)"));
    }
    let reviewed = said(review.reviewer.as_ref()).is_some();
    match (reviewed, day(review, terms).is_some(), signed && !later) {
        (true, true, true) => None,
        (false, _, true) => Some("names no reviewer".to_owned()),
        (false, _, false) => Some("names no reviewer and is not signed off".to_owned()),
        (true, false, _) => Some("tells no day".to_owned()),
        (true, true, false) => Some("is not signed off".to_owned()),
    }
}

/// Who reviewed and who signed off when, for a review that counts.
pub(crate) fn hands(review: &VendorReview, terms: &Terms) -> String {
    let reviewer = said(review.reviewer.as_ref()).unwrap_or("nobody named");
    let approver = said(review.approver.as_ref()).map(|who| format!(" by {who}")).unwrap_or_default();
    let when = review.approved.map(|at| format!(" on {}", terms.day(at))).unwrap_or_default();
    format!("by {reviewer}, signed off{approver}{when}")
}

/// A cell that says something; `n/a`, `none`, `TBD` and the like do not.
pub(crate) fn said(cell: Option<&String>) -> Option<&str> {
    const NOTHING: &[&str] = &["", "na", "none", "nil", "tbd", "tba", "pending", "unknown", "todo", "open", "missing"];
    let cell = cell.map(|cell| cell.trim())?;
    let letters: String = fold(cell).chars().filter(|letter| letter.is_alphanumeric()).collect();
    (!NOTHING.contains(&letters.as_str())).then_some(cell)
}

/// Whether a tier is one of a list: its words stand in it in a row (`Low` is `low risk`, `below` is not).
pub(crate) fn is_tier(tier: &str, list: &[String]) -> bool {
    let tier = tokens(tier);
    list.iter().map(|word| tokens(word)).any(|word| !word.is_empty() && tier.windows(word.len()).any(|part| part == word))
}

fn is_out(entry: &Entry<'_>) -> bool {
    const OUT: &[&str] = &[
        "ended",
        "terminated",
        "inactive",
        "offboarded",
        "former",
        "closed",
        "retired",
        "cancelled",
        "canceled",
        "archived",
        "decommissioned",
        "discontinued",
        "rejected",
        "declined",
        "prospect",
        "prospective",
        "proposed",
        "candidate",
    ];
    let status = entry.rows.first().and_then(|row| row.value.status_word.as_deref()).unwrap_or_default();
    tokens(status).iter().any(|word| OUT.contains(&word.as_str()))
}

/// The keys of a name: of what stands outside of brackets, and of what stands in them where one is short for the other.
fn keys(name: &str) -> Vec<String> {
    let (main, rest) = name.split_once('(').unwrap_or((name, ""));
    let bracket = rest.split(')').next().unwrap_or_default();
    let first_letters = |text: &str| words(text).iter().filter_map(|word| word.chars().next()).collect::<String>();
    let short = |one: &str, other: &str| first_letters(one) == words(other).concat();
    let both = words(main).is_empty() || short(main, bracket) || short(bracket, main);
    let parts = [Some(main), Some(bracket).filter(|_| both)];
    parts.into_iter().flatten().map(key).filter(|key| !key.is_empty()).collect()
}

/// A name without legal ending, blanks and signs, in lower case; the first of its synonyms.
fn key(name: &str) -> String {
    let key = without(&words(name), LEGAL).concat();
    let same = SYNONYMS.iter().find(|names| names.contains(&key.as_str()));
    same.and_then(|names| names.first()).map_or(key, |first| (*first).to_owned())
}

/// A name without what a gateway or contract adds to it.
fn bare(name: &str) -> String {
    without(&without(&words(name), LEGAL), ADDED).concat()
}

/// The companies that offer what a gateway calls by this name, the likeliest first.
fn offered_by(name: &str) -> impl Iterator<Item = &'static str> {
    let words = tokens(name);
    let offers = OFFERED_BY.iter().filter(move |(service, _)| words.iter().any(|word| word == service));
    offers.flat_map(|(_, companies)| companies.iter().copied())
}

fn words(name: &str) -> Vec<String> {
    tokens(&name.replace(['.', '\''], ""))
}

/// The words less those at the end that are in a list; a name of nothing else stays.
fn without(words: &[String], endings: &[&str]) -> Vec<String> {
    let last = words.iter().rposition(|word| !endings.contains(&word.as_str()));
    words.iter().take(last.map_or(words.len(), |last| last + 1)).cloned().collect()
}
