//! `dependency-unscanned`: are the packages that the product is built from scanned, the agent framework's own among them?
//!
//! Population: from the newest bill of materials of each asset, one item per package of an agent framework, and one per
//! ecosystem of packages for the rest. Covered means a scan of the asset in the window by a tool that looks at that
//! ecosystem: known scanners of dependencies look at all of them, `npm audit` and its like at their own, scanners of code,
//! secrets or web sites at none; a tool that reported a vulnerability of a package of the ecosystem on the asset, or that
//! lists its packages, looks at it whatever its name. Failed: no such scan in the window. Not determinable: a scanner of
//! which nothing tells what it looks at; a bill or a scan that names no asset; a package of an unknown ecosystem where only
//! a tool of one ecosystem looked. Files, images and models are no packages and are left out, with the count.

use crate::{
    clock,
    dataset::{Dataset, Sourced},
    evaluation::{Draft, conclude, fact, item, keep, rule},
    evaluator::{About, Evaluator, Judge},
    inputs,
    numbers::Numbers,
    scanning::{Looks, NO_PACKAGES, Scanned, Scanning, looks},
    vulnerabilities::{list_days, package},
    words::{count, fold},
};
use chrono::NaiveDate;
use model::{Evaluation, Item, Kind, ParameterSpec, Pointer, Stamp, State, Terms, record::Component};
use std::collections::{BTreeMap, BTreeSet};

/// Agent frameworks.
pub(crate) static FRAMEWORKS: ParameterSpec = ParameterSpec {
    id: "agent-framework-packages",
    title: "Agent frameworks and model clients whose packages are shown one by one",
    default: "langchain, langgraph, langsmith, langfuse, llama-index, llamaindex, openai, anthropic, anthropic-ai, litellm, crewai, \
              autogen, ag2, semantic-kernel, microsoft-semantickernel, haystack, farm-haystack, dspy, mcp, fastmcp, \
              modelcontextprotocol, pydantic-ai, smolagents, google-genai, google-adk, vercel-ai, transformers",
    source: "the frameworks in common use",
};

/// See the module.
pub(crate) static EVALUATOR: Evaluator = Evaluator {
    id: "dependency-unscanned",
    version: 1,
    about: About {
        question: "Are the packages of the product scanned for vulnerabilities, those of the agent framework among them?",
        why: "Agent frameworks are young, change weekly, and run with the keys of the model provider.",
        reading: "One item per package of an agent framework, and one per asset and ecosystem for the rest, from the newest bill of \
                  materials. What no bill of materials lists is not in it.",
    },
    needs: &[Kind::Component, Kind::Vulnerability],
    uses: &[Kind::Scan],
    map: false,
    parameters: &[&FRAMEWORKS],
    judge: Judge::Records(judge),
};

/// Packages of one ecosystem in one asset, or one package of a framework.
struct Group<'a> {
    asset: Option<&'a str>,
    ecosystem: Option<&'a str>,
    package: Option<&'a str>,
    components: u64,
    /// Tools that list them.
    tools: BTreeSet<&'a str>,
    first: &'a Pointer,
    day: NaiveDate,
}

/// A component with what is asked of it more than once.
struct Listed<'a> {
    row: &'a Sourced<Component>,
    asset: usize,
    day: NaiveDate,
    ecosystem: Option<String>,
    framework: bool,
}

fn judge(dataset: &Dataset, terms: &Terms) -> Evaluation {
    let mut draft = Draft { population_of: "framework packages, and ecosystems of packages by asset", ..Draft::default() };
    let all = listed(dataset, terms);
    let mut newest: BTreeMap<usize, NaiveDate> = BTreeMap::new();
    for one in &all {
        let held = newest.entry(one.asset).or_insert(one.day);
        *held = one.day.max(*held);
    }
    let current = keep(all, "in the newest bill of materials of their asset", &mut draft.filters, |one| {
        newest.get(&one.asset) == Some(&one.day)
    });
    let packages = keep(current, "packages, not files, images or models", &mut draft.filters, |one| {
        one.framework || one.ecosystem.as_deref().is_none_or(|ecosystem| !NO_PACKAGES.contains(&ecosystem))
    });
    let scanning = Scanning::of(dataset, terms);
    let shown = shown(dataset, &packages, &scanning, terms);
    let groups = groups(&packages);
    draft.items = groups.values().map(|group| Case { group, scanning: &scanning, shown: &shown, terms }.judged()).collect();
    draft.sources =
        vec![inputs::standing(dataset, terms, Kind::Component), inputs::standing(dataset, terms, Kind::Vulnerability)];
    conclude(&EVALUATOR, terms, draft)
}

/// The components of lists that are not from the future.
fn listed<'a>(dataset: &'a Dataset, terms: &Terms) -> Vec<Listed<'a>> {
    let frameworks = terms.words(&FRAMEWORKS, clock::horizon(terms));
    let days = list_days(dataset, terms);
    let mut assets = Numbers::default();
    let known = dataset.components.iter().filter_map(|row| Some((row, *days.get(&row.pointer.evidence)?)));
    let one = |(row, day): (&'a Sourced<Component>, NaiveDate)| Listed {
        row,
        asset: assets.of(row.value.asset.as_deref().unwrap_or_default(), fold),
        day,
        ecosystem: ecosystem(&row.value),
        framework: of_framework(&row.value.name, &frameworks),
    };
    known.map(one).collect()
}

/// Packages of frameworks one by one, and the rest by asset and ecosystem.
fn groups<'l>(packages: &'l [Listed<'_>]) -> BTreeMap<(usize, Option<&'l str>, Option<String>), Group<'l>> {
    let mut groups = BTreeMap::new();
    for one in packages {
        let value = &one.row.value;
        let name = one.framework.then_some(value.name.as_str());
        let key = (one.asset, one.ecosystem.as_deref(), name.map(package));
        let group = groups.entry(key).or_insert_with(|| Group {
            asset: value.asset.as_deref().filter(|asset| !asset.trim().is_empty()),
            ecosystem: one.ecosystem.as_deref(),
            package: name,
            components: 0,
            tools: BTreeSet::new(),
            first: &one.row.pointer,
            day: one.day,
        });
        group.components += 1;
        if !group.tools.contains(value.tool.as_str()) {
            group.tools.insert(&value.tool);
        }
    }
    groups
}

fn ecosystem(component: &Component) -> Option<String> {
    let of_purl = || component.purl.as_deref()?.strip_prefix("pkg:")?.split('/').next();
    component.ecosystem.as_deref().or_else(of_purl).map(fold).filter(|one| !one.is_empty())
}

/// Whether a package is one of the frameworks': `langchain`, `langchain-core`, `@langchain/core`, `dev.langchain4j:langchain4j`.
fn of_framework(name: &str, frameworks: &[String]) -> bool {
    let name = package(name);
    let parts = name.split(['/', ':', '@']).filter(|part| !part.is_empty());
    let mut parts = parts.map(|part| part.trim_start_matches("dev-").trim_end_matches("4j"));
    let leads = |part: &str, word: &str| part.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    parts.any(|part| frameworks.iter().any(|word| leads(part, word)))
}

/// Tools that reported a vulnerability of a package of an ecosystem on an asset in the window, with a row that shows it.
type Shown<'a> = BTreeMap<(usize, &'a str), (NaiveDate, &'a str, &'a Pointer)>;

fn shown<'a>(dataset: &'a Dataset, packages: &'a [Listed<'_>], scanning: &Scanning<'_>, terms: &Terms) -> Shown<'a> {
    let mut names = Numbers::default();
    let mut billed: BTreeMap<(usize, usize), BTreeSet<&'a str>> = BTreeMap::new();
    let mut numbers: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for one in packages {
        let name = one.row.value.asset.as_deref().unwrap_or_default();
        let asset = *numbers.entry(one.asset).or_insert_with(|| scanning.assets.find(name));
        let (Some(asset), Some(ecosystem)) = (asset, one.ecosystem.as_deref()) else { continue };
        billed.entry((asset, names.of(&one.row.value.name, package))).or_default().insert(ecosystem);
    }
    let mut shown = Shown::new();
    for row in &dataset.vulnerabilities {
        let (Some(asset), Some(name), Some(at)) = (row.value.asset.as_deref(), row.value.package.as_deref(), row.value.scanned)
        else {
            continue;
        };
        let day = terms.day(at);
        let Some(number) = scanning.assets.get(asset).filter(|_| is_inside(day, terms)) else { continue };
        for ecosystem in billed.get(&(number, names.of(name, package))).into_iter().flatten() {
            let held = shown.entry((number, *ecosystem)).or_insert((day, row.value.tool.as_str(), &row.pointer));
            if held.0 < day {
                *held = (day, &row.value.tool, &row.pointer);
            }
        }
    }
    shown
}

fn is_inside(day: NaiveDate, terms: &Terms) -> bool {
    terms.window.contains(day) && day <= terms.today()
}

struct Case<'c, 'a> {
    group: &'c Group<'a>,
    scanning: &'c Scanning<'a>,
    shown: &'c Shown<'a>,
    terms: &'c Terms,
}

/// A scan in the window by one tool.
struct Last<'a> {
    day: NaiveDate,
    tool: &'a str,
    pointer: &'a Pointer,
    looks: Looks,
}

impl<'a> Case<'_, 'a> {
    /// The newest scan in the window of each tool, those that look at the ecosystem first.
    fn scans(&self, scanned: &Scanned<'a>) -> Vec<Last<'a>> {
        let mut newest: BTreeMap<String, Last<'a>> = BTreeMap::new();
        for (day, tools) in scanned.days.range(self.terms.window.from..).filter(|(day, _)| is_inside(**day, self.terms)) {
            for (tool, pointer) in tools {
                let lists = !tool.is_empty() && self.group.tools.iter().any(|own| fold(own) == fold(tool));
                let looks = if lists { Looks::Yes } else { looks(tool, self.group.ecosystem) };
                newest.insert(fold(tool), Last { day: *day, tool, pointer, looks });
            }
        }
        let mut scans: Vec<Last<'a>> = newest.into_values().collect();
        scans.sort_by_key(|scan| (scan.looks, std::cmp::Reverse(scan.day), scan.pointer));
        scans
    }

    fn judged(&self) -> Item {
        let group = self.group;
        let asset = group.asset.unwrap_or("(asset not named)");
        let ecosystem = group.ecosystem.unwrap_or("(ecosystem not told)");
        let subject = group.package.map_or_else(|| format!("{ecosystem} in {asset}"), str::to_owned);
        let number = group.asset.and_then(|name| self.scanning.assets.find(name));
        let scanned = number.and_then(|number| self.scanning.all.get(number));
        let scans = scanned.map(|scanned| self.scans(scanned)).unwrap_or_default();
        let (state, what, proof) = self.decided(number, &scans);
        let packages = match group.package {
            Some(_) => format!("{ecosystem} package in {asset}"),
            None => count(group.components, "package"),
        };
        let mut steps = vec![fact(Some(Stamp::Day(group.day)), format!("listed as a part of {asset}"), group.first)];
        let found = scanned.map(|scanned| scanned.label.as_str()).filter(|label| *label != asset);
        steps.extend(found.map(|label| rule(None, format!("scanned under the name {label}"))));
        let shown = number.zip(group.ecosystem).and_then(|key| self.shown.get(&key));
        steps
            .extend(shown.map(|(day, tool, at)| fact(Some(Stamp::Day(*day)), format!("{tool} reported on a package of it"), at)));
        for scan in scans.iter().take(if shown.is_some() { 0 } else { 4 }) {
            let how = match scan.looks {
                Looks::Yes => "which looks at",
                Looks::Unknown => "and nothing tells whether that looks at",
                Looks::No => "which does not look at",
            };
            steps.push(fact(
                Some(Stamp::Day(scan.day)),
                format!("newest scan by {}, {how} {ecosystem}", scan.tool),
                scan.pointer,
            ));
        }
        if scans.is_empty() {
            steps.push(rule(Some(clock::horizon(self.terms)), "no scan of it in the window up to this day"));
        }
        let proof = proof.into_iter().chain([group.first]).cloned().collect();
        let mut judged = item(subject, state, format!("{packages}: {what}"), proof);
        judged.steps = steps;
        judged
    }

    fn decided(&self, number: Option<usize>, scans: &[Last<'a>]) -> (State, String, Option<&'a Pointer>) {
        let group = self.group;
        let key = number.zip(group.ecosystem);
        if let Some((day, tool, pointer)) = key.and_then(|key| self.shown.get(&key)) {
            return (State::Pass, format!("{tool} reported on a package of it on {day}"), Some(pointer));
        }
        if let Some(scan) = scans.iter().find(|scan| scan.looks == Looks::Yes) {
            return (State::Pass, format!("scanned by {} on {}", scan.tool, scan.day), Some(scan.pointer));
        }
        let nameless = self.scans(&self.scanning.nameless);
        let nameless = nameless.iter().find(|scan| scan.looks != Looks::No);
        let unclear = scans.iter().find(|scan| scan.looks == Looks::Unknown);
        match (unclear, nameless) {
            _ if group.asset.is_none() => {
                (State::NotDeterminable, "the bill of materials names no asset, so no scan of it can be found".to_owned(), None)
            }
            (Some(scan), _) => {
                let what = format!("scanned by {} on {}, and nothing tells whether that looks at it", scan.tool, scan.day);
                (State::NotDeterminable, what, Some(scan.pointer))
            }
            (None, Some(scan)) => {
                let what = format!("a scan by {} on {} names no asset and may be of it", scan.tool, scan.day);
                (State::NotDeterminable, what, Some(scan.pointer))
            }
            (None, None) => match scans.first() {
                Some(scan) => {
                    let what = format!("no scan in the window looks at it: {} of {} does not", scan.tool, scan.day);
                    (State::Exception, what, Some(scan.pointer))
                }
                None => (State::Exception, format!("no scan of {} in the window", group.asset.unwrap_or_default()), None),
            },
        }
    }
}
