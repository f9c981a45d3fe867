//! Accepted risks: which acceptance covers a vulnerability from when to when, and why another does not.

use crate::{
    assets,
    dataset::Dataset,
    inputs::is_future,
    vulnerabilities::{Stretch, package},
    words::{fold, tokens},
};
use chrono::NaiveDate;
use model::{
    Pointer, Terms,
    record::{RiskAcceptance, VulnerabilityStatus},
};
use std::collections::{BTreeMap, BTreeSet};

/// What somebody wrote of an acceptance.
#[derive(Debug, Clone)]
pub(crate) struct Acceptance<'a> {
    /// Who approved it.
    pub approver: Option<&'a str>,
    /// Its first day.
    pub approved: Option<NaiveDate>,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// The state in which it is no acceptance (`rejected`).
    pub void: Option<&'a str>,
    /// Where it stands.
    pub pointer: &'a Pointer,
}

impl Acceptance<'_> {
    /// Why it counts for nothing at a deadline; none: it moves the deadline to its end.
    pub(crate) fn fault(&self, deadline: NaiveDate) -> Option<String> {
        let by = self.approver.map(|who| format!(" by {who}")).unwrap_or_default();
        match (self.void, self.approver, self.until, self.approved) {
            (Some(word), ..) => Some(format!("the acceptance{by} is `{word}`")),
            (_, None, Some(until), _) => Some(format!("the acceptance until {until} names no approver")),
            (_, None, None, _) => Some("the acceptance names no approver and no end".to_owned()),
            (_, _, None, _) => Some(format!("the acceptance{by} has no end")),
            (_, _, Some(until), _) if until < deadline => Some(format!("the acceptance{by} ended on {until}")),
            (_, _, Some(until), None) => Some(format!("the acceptance{by} until {until} does not say since when")),
            (_, _, Some(_), Some(approved)) if approved > deadline => {
                Some(format!("the acceptance{by} is of {approved}, after the deadline of {deadline}"))
            }
            _ => None,
        }
    }

    /// Whether nothing is missing but its first day.
    pub(crate) fn lacks_only_its_day(&self) -> bool {
        self.void.is_none() && self.approver.is_some() && self.until.is_some() && self.approved.is_none()
    }
}

/// The register of accepted risks, by the vulnerability that each names.
pub(crate) struct Register<'a>(BTreeMap<String, Vec<(&'a RiskAcceptance, Acceptance<'a>)>>);

impl<'a> Register<'a> {
    /// What is on record up to the moment of judgement.
    pub(crate) fn of(dataset: &'a Dataset, terms: &Terms) -> Self {
        let mut by_id: BTreeMap<String, Vec<(&'a RiskAcceptance, Acceptance<'a>)>> = BTreeMap::new();
        for row in &dataset.risk_acceptances {
            let known = dataset.evidence.get(&row.pointer.evidence).is_some_and(|evidence| !is_future(evidence, terms));
            let told = row.value.approved.is_none_or(|at| at.earliest(terms.zone) <= terms.as_of);
            if !(known && told) {
                continue;
            }
            for id in ids(&row.value) {
                by_id.entry(id).or_default().push((&row.value, read(&row.value, &row.pointer, terms)));
            }
        }
        Self(by_id)
    }

    /// The acceptances of a vulnerability, of the register and of its own reports, oldest first.
    pub(crate) fn covering(&self, one: &Stretch<'a>, terms: &Terms) -> Vec<Acceptance<'a>> {
        let mut found: BTreeMap<&'a Pointer, Acceptance<'a>> = BTreeMap::new();
        if !self.0.is_empty() {
            let values = || one.sightings.iter().map(|seen| &seen.sourced.value);
            let own: BTreeSet<String> =
                values().flat_map(|value| value.aliases.iter().chain([&value.id])).map(|id| fold(id)).collect();
            let fits = |risk: &RiskAcceptance| {
                let asset = risk.asset.as_deref().filter(|asset| !asset.trim().is_empty());
                let named = risk.package.as_deref().filter(|package| !package.trim().is_empty()).map(package);
                values().any(|value| {
                    let on = asset.is_none_or(|said| value.asset.as_deref().is_some_and(|asset| assets::means(said, asset)));
                    on && named.as_deref().is_none_or(|named| value.package.as_deref().is_some_and(|own| package(own) == named))
                })
            };
            let listed = own.iter().filter_map(|id| self.0.get(id)).flatten().filter(|(risk, _)| fits(risk));
            found.extend(listed.map(|(_, acceptance)| (acceptance.pointer, acceptance.clone())));
        }
        found.extend(by_its_source(one, terms).map(|acceptance| (acceptance.pointer, acceptance)));
        let mut found: Vec<Acceptance<'a>> = found.into_values().collect();
        found.sort_by_key(|one| (one.approved, one.until, one.pointer));
        found
    }
}

/// What the newest report that calls it accepted says of that.
fn by_its_source<'a>(one: &Stretch<'a>, terms: &Terms) -> Option<Acceptance<'a>> {
    let accepted = |status| status == VulnerabilityStatus::Accepted;
    let seen = one.sightings.iter().rfind(|seen| accepted(seen.sourced.value.status))?;
    let value = &seen.sourced.value;
    Some(Acceptance {
        approver: blank(value.approver.as_deref()),
        approved: value.approved.map(|at| terms.day(at)),
        until: value.until.map(|at| terms.day(at)),
        void: None,
        pointer: &seen.sourced.pointer,
    })
}

fn read<'a>(risk: &'a RiskAcceptance, pointer: &'a Pointer, terms: &Terms) -> Acceptance<'a> {
    let void = risk.status_word.as_deref().filter(|word| is_void(word));
    Acceptance {
        approver: blank(risk.approver.as_deref()),
        approved: risk.approved.map(|at| terms.day(at)),
        until: risk.until.map(|at| terms.day(at)),
        void,
        pointer,
    }
}

/// Whether a word says that it was never accepted, or is not any more. What ran out is told by its last day.
fn is_void(word: &str) -> bool {
    const NO: [&str; 10] =
        ["rejected", "denied", "declined", "draft", "revoked", "withdrawn", "cancelled", "canceled", "unapproved", "not"];
    let tokens = tokens(word);
    let one_of = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.as_str()));
    let given = one_of(&["accepted", "approved", "active", "granted", "signed", "valid"]);
    one_of(&NO) || (one_of(&["pending", "requested", "proposed", "submitted", "review", "open"]) && !given)
}

/// A cell that names nobody.
fn blank(text: Option<&str>) -> Option<&str> {
    let none = ["", "-", "n/a", "na", "none", "tbd", "?", "unknown", "pending"];
    text.map(str::trim).filter(|text| !none.contains(&fold(text).as_str()))
}

/// The vulnerabilities that an acceptance names: in the field for them, else in its own id and title.
fn ids(risk: &RiskAcceptance) -> Vec<String> {
    let split = |text: &str| -> Vec<String> {
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '(' | ')' | '|');
        fold(text).split(ends).map(|word| word.trim_matches([':', '.']).to_owned()).filter(|word| !word.is_empty()).collect()
    };
    if let Some(named) = risk.vulnerability.as_deref().filter(|named| !named.trim().is_empty()) {
        let mut named: BTreeSet<String> = split(named).into_iter().chain([fold(named)]).collect();
        named.retain(|id| !id.is_empty());
        return named.into_iter().collect();
    }
    let texts = [risk.id.as_deref(), risk.title.as_deref()].into_iter().flatten();
    let known = |word: &String| ["cve-", "ghsa-"].iter().any(|lead| word.starts_with(lead));
    texts.flat_map(split).filter(known).collect::<BTreeSet<_>>().into_iter().collect()
}
