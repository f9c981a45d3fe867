//! `scan-gap`: was each asset scanned for vulnerabilities at its cadence through the whole window?
//!
//! Population: every asset that a scan, a finding or a bill of materials names, and those that are set as in scope; versions
//! of an image that follow each other are one asset. Scanned means a scan on record, or a finding whose report tells when it
//! ran, by any tool; checks of a configuration count for an asset that is set as in scope and that no other scanner looks
//! at. Failed: on some day of the window the last scan was older than the cadence. The clock starts with the last scan
//! before the window, else with the window's first day, or the day since which the asset is set as in scope. A scan after
//! the window ends a gap, a gap that begins on the last day is none. Not determinable: assets whose scans or findings tell no
//! time, reports that name no asset, and time after the last day of which any evidence of scans tells. An asset for which a
//! cadence of 0 is set is left out.

use crate::{
    backups, clock,
    dataset::Dataset,
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs::{self, is_future, moment},
    rhythm::{Overdue, Rhythm, overdue},
    scanning::{Scanned, Scanning},
    words::{count, fold},
};
use chrono::NaiveDate;
use model::{Evaluation, Filter, Item, Kind, ParameterSpec, Period, Pointer, Stamp, State, Step, Terms};
use std::collections::{BTreeMap, BTreeSet};

/// Days between two scans.
pub(crate) static CADENCE: ParameterSpec = ParameterSpec {
    id: "scan-cadence-days",
    title: "Days within which each asset is scanned again, for all (`30`) or by asset (`api=7, worker-*=30, 35`)",
    default: "35",
    source: "monthly scans, as FedRAMP asks: on one weekday of the month they are up to five weeks apart",
};

/// Assets that have to be scanned even if no report names them.
pub(crate) static ASSETS: ParameterSpec = ParameterSpec {
    id: "scan-in-scope-assets",
    title: "Assets in scope, from the day on which they are, that are to be scanned even if no report names them",
    default: "",
    source: "the company's inventory",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "scan-gap",
    version: 1,
    about: About {
        question: "Was each asset scanned for vulnerabilities at its cadence through the whole window?",
        why: "What is not scanned has no vulnerabilities on record, which looks the same as having none.",
        reading: "One item per asset, with each time in which its last scan was too old. An asset that began or ended in the window \
                  shows a gap: set since when it is in scope, or a cadence of 0. Time after the last evidence of any scan is not \
                  determinable.",
    },
    needs: &[Kind::Vulnerability],
    uses: &[Kind::Scan, Kind::Component, Kind::ConfigurationCheck],
    map: false,
    parameters: &[&CADENCE, &ASSETS],
    judge: Judge::Records(judge),
};

/// An asset with what has to be known to judge it.
struct Asset<'a> {
    scanned: Scanned<'a>,
    /// A bill of materials that names it.
    bill: Option<&'a Pointer>,
    /// Since when it is set as in scope.
    since: Option<NaiveDate>,
    /// Days of checks of its configuration, where nothing else scans it.
    checks: BTreeMap<NaiveDate, &'a Pointer>,
}

impl<'a> Asset<'a> {
    fn of(scanned: Scanned<'a>) -> Self {
        Self { scanned, bill: None, since: None, checks: BTreeMap::new() }
    }
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "assets to be scanned", ..Draft::default() };
    let known = known_until(dataset, terms);
    let mut scanning = Scanning::of(dataset, terms);
    let nameless = std::mem::take(&mut scanning.nameless);
    let all = assets(scanning, dataset, terms);
    let rows = (dataset.scans.len() + dataset.vulnerabilities.len() + dataset.components.len()) as u64;
    let kept = "as assets that they name or that are set as in scope".to_owned();
    draft.filters.push(Filter { kept, before: rows, after: all.len() as u64 });
    let due = |asset: &Asset<'_>| Rhythm::of(&CADENCE, terms, terms.window.from, &asset.scanned.names()).is_some();
    let all = keep(all, "for which a cadence is set", &mut draft.filters, due);
    draft.items = all.iter().map(|asset| judged(asset, known, terms)).collect();
    draft.items.extend(of_nothing(&nameless));
    draft.sources = vec![inputs::standing(dataset, terms, Kind::Vulnerability)];
    conclude(&EVALUATOR, terms, draft)
}

/// The assets that are scanned, those of bills of materials, and those that are set as in scope.
fn assets<'a>(scanning: Scanning<'a>, dataset: &'a Dataset, terms: &Terms) -> Vec<Asset<'a>> {
    let names = scanning.assets;
    let mut all: Vec<Asset<'a>> = scanning.all.into_iter().map(Asset::of).collect();
    let mut more: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |name: &str, all: &mut Vec<Asset<'a>>| {
        let known = names.find(name).or_else(|| more.get(&fold(name)).copied());
        known.unwrap_or_else(|| {
            all.push(Asset::of(Scanned { label: name.trim().to_owned(), ..Scanned::default() }));
            more.insert(fold(name), all.len() - 1);
            all.len() - 1
        })
    };
    for row in dataset.components.iter().filter(|row| is_known(dataset, &row.pointer, terms)) {
        let Some(name) = row.value.asset.as_deref().filter(|name| !name.trim().is_empty()) else { continue };
        let number = number(name, &mut all);
        all.get_mut(number).into_iter().for_each(|asset| asset.bill = asset.bill.or(Some(&row.pointer)));
    }
    for (name, day) in in_scope(terms) {
        let number = number(&name, &mut all);
        all.get_mut(number).into_iter().for_each(|asset| asset.since = asset.since.min(Some(day)).or(Some(day)));
    }
    for row in dataset.configuration_checks.iter().filter(|row| is_known(dataset, &row.pointer, terms)) {
        let (Some(name), Some(at)) = (row.value.asset.as_deref(), row.value.at) else { continue };
        let found = names.find(name).or_else(|| more.get(&fold(name)).copied()).and_then(|number| all.get_mut(number));
        if let Some(asset) = found.filter(|asset| asset.since.is_some() && asset.scanned.days.is_empty()) {
            asset.checks.entry(terms.day(at)).or_insert(&row.pointer);
        }
    }
    all
}

fn is_known(dataset: &Dataset, pointer: &Pointer, terms: &Terms) -> bool {
    dataset.evidence.get(&pointer.evidence).is_some_and(|evidence| !is_future(evidence, terms))
}

/// The assets that are set as in scope, with the first day of that in the window or before it.
fn in_scope(terms: &Terms) -> BTreeMap<String, NaiveDate> {
    let set = terms.parameters.get(ASSETS.id).map(Vec::as_slice).unwrap_or_default();
    let days = set.iter().map(|one| one.from.max(terms.window.from)).chain([terms.window.from]);
    let mut found: BTreeMap<String, NaiveDate> = BTreeMap::new();
    for day in days.filter(|day| *day <= clock::horizon(terms)) {
        for name in terms.words(&ASSETS, day) {
            let since = found.entry(name).or_insert(day);
            *since = day.min(*since);
        }
    }
    found
}

/// The last day of which evidence of scans tells.
fn known_until(dataset: &Dataset, terms: &Terms) -> Option<NaiveDate> {
    let kinds = [Kind::Vulnerability, Kind::ConfigurationCheck];
    let evidence = kinds.iter().flat_map(|kind| inputs::evidence_of(dataset, *kind)).filter(|one| !is_future(one, terms));
    let days = evidence.map(|one| one.dates.covers_to.map(|at| terms.day(at)).max(Some(moment(one, terms).day)));
    days.flatten().max()
}

/// The item of reports that name no asset.
fn of_nothing(nameless: &Scanned<'_>) -> Option<Item> {
    let dated = nameless.days.values().flatten().map(|(_, at)| *at).next();
    let at = dated.or(nameless.undated).or(nameless.listed)?;
    let reason =
        format!("reports of {} name no asset: which of them was scanned when cannot be told", count(nameless.days.len(), "day"));
    Some(item("(asset not named)", State::NotDeterminable, reason, vec![at.clone()]))
}

fn judged(asset: &Asset<'_>, known: Option<NaiveDate>, terms: &Terms) -> Item {
    let scanned = &asset.scanned;
    let mut days: BTreeMap<NaiveDate, &Pointer> = asset.checks.clone();
    days.extend(scanned.days.iter().filter_map(|(day, tools)| Some((*day, tools.first()?.1))));
    let span = backups::over(terms).and_then(|span| Period::new(asset.since.unwrap_or(span.from).max(span.from), span.to));
    let rhythm = |day: NaiveDate| Rhythm::of(&CADENCE, terms, day, &scanned.names()).unwrap_or(Rhythm::Days(u32::MAX));
    let done: BTreeSet<NaiveDate> = days.keys().copied().collect();
    let gaps = span.map(|span| overdue(&done, span, |day| rhythm(day).due_after(day, terms))).unwrap_or_default();
    let inside: Vec<NaiveDate> = done.range(terms.window.from..=terms.window.to).copied().collect();
    let Some(first) = gaps.first() else {
        let asset = Judged { asset, days: &days, gaps: &gaps, span, known, terms };
        let reason = asset.kept(&inside);
        return asset.item(State::Pass, reason);
    };
    let told: Vec<&Overdue> = gaps.iter().filter(|gap| gap.until.is_some() || known > Some(gap.due)).collect();
    let case = Judged { asset, days: &days, gaps: &gaps, span, known, terms };
    let unclear = scanned.undated.is_some() || (scanned.listed.is_some() && done.is_empty());
    if unclear {
        let reason = format!("{}, and its reports do not tell when other scans ran", case.gap(first));
        return case.item(State::NotDeterminable, reason);
    }
    if told.is_empty() {
        let until = known.map(|day| format!(" after {day}")).unwrap_or_default();
        let last = first.after.map_or_else(|| "no scan".to_owned(), |day| format!("the last scan is of {day}"));
        let reason = format!("{last}, the next was due by {}, and no evidence{until} tells of any scan", first.due);
        return case.item(State::NotDeterminable, reason);
    }
    let mut gaps: Vec<String> = told.iter().take(3).map(|gap| case.gap(gap)).collect();
    if told.len() > 3 {
        gaps.push(format!("{} more", told.len() - 3));
    }
    case.item(State::Exception, gaps.join("; "))
}

/// An asset with its gaps, to be put in words.
struct Judged<'j, 'a> {
    asset: &'j Asset<'a>,
    days: &'j BTreeMap<NaiveDate, &'a Pointer>,
    gaps: &'j [Overdue],
    span: Option<Period>,
    known: Option<NaiveDate>,
    terms: &'j Terms,
}

impl Judged<'_, '_> {
    fn from(&self) -> NaiveDate {
        self.span.map_or(self.terms.window.from, |span| span.from)
    }

    /// The last day on which a gap without an end is known to last.
    fn known_end(&self) -> NaiveDate {
        let end = self.span.map_or(self.terms.window.to, |span| span.to);
        self.known.map_or(end, |known| known.min(end))
    }

    fn gap(&self, gap: &Overdue) -> String {
        let to = gap.until.unwrap_or_else(|| self.known_end());
        let length = |from: NaiveDate| count(clock::between(from, to).max(0), "day");
        let due = gap.due;
        match (gap.after, gap.until) {
            (Some(after), Some(until)) => format!("no scan between {after} and {until}, {}, due by {due}", length(after)),
            (Some(after), None) => format!("no scan since {after} up to {to}, {}, due by {due}", length(after)),
            (None, Some(until)) => format!("first scan on {until}, {} from {}, due by {due}", length(self.from()), self.from()),
            (None, None) => format!("no scan from {} to {to}, the first was due by {due}", self.from()),
        }
    }

    fn kept(&self, inside: &[NaiveDate]) -> String {
        let widest = inside.iter().zip(inside.iter().skip(1)).map(|(one, next)| clock::between(*one, *next)).max();
        let widest = widest.map(|days| format!(", at most {} apart", count(days, "day"))).unwrap_or_default();
        let number = count(inside.len(), "day");
        match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => format!("scanned on {number} from {first} to {last}{widest}"),
            _ => format!("no scan was due up to {}", self.known_end()),
        }
    }

    /// The item; the rule, then each gap with the scans around it.
    fn item(&self, state: State, reason: String) -> Item {
        let at = |day: Option<NaiveDate>| day.and_then(|day| Some((day, *self.days.get(&day)?)));
        let scanned = &self.asset.scanned;
        let rhythm = Rhythm::of(&CADENCE, self.terms, self.from(), &scanned.names());
        let words = rhythm.map(Rhythm::words).unwrap_or_default();
        let mut steps: Vec<Step> = Vec::new();
        if self.gaps.is_empty() {
            steps.push(rule(Some(self.from()), format!("to be scanned {words} by `{}`", CADENCE.id)));
        }
        if self.asset.since.is_some() {
            steps.insert(0, rule(self.asset.since, format!("in scope: `{}` names it", ASSETS.id)));
        }
        let mut proof: Vec<Pointer> = Vec::new();
        let mut scan = |day: NaiveDate, at: &Pointer, what: &str, steps: &mut Vec<Step>| {
            if !proof.contains(at) {
                proof.push(at.clone());
                steps.push(fact(Some(Stamp::Day(day)), what, at));
            }
        };
        for gap in self.gaps.iter().take(10) {
            if let Some((day, at)) = at(gap.after) {
                scan(day, at, "the last scan before", &mut steps);
            }
            let since = gap.after.unwrap_or(self.from());
            let rhythm = Rhythm::of(&CADENCE, self.terms, since, &scanned.names()).map(Rhythm::words).unwrap_or_default();
            let clock = if gap.after.is_some() { String::new() } else { format!(" from {since}") };
            steps.push(rule(Some(gap.due), format!("the next scan was due: {rhythm}{clock} by `{}` on {since}", CADENCE.id)));
            if let Some((day, at)) = at(gap.until) {
                scan(day, at, "the next scan", &mut steps);
            }
        }
        if self.gaps.is_empty() {
            let ends = [self.days.iter().next(), self.days.iter().next_back()];
            ends.into_iter().flatten().for_each(|(day, at)| scan(*day, at, "scanned", &mut steps));
        }
        let other = scanned.undated.or(scanned.listed).or(self.asset.bill).filter(|_| proof.is_empty());
        proof.extend(other.cloned());
        let label = if scanned.label.is_empty() { "(asset not named)" } else { &scanned.label };
        let mut judged = item(label, state, reason, proof);
        judged.steps = steps;
        judged
    }
}
