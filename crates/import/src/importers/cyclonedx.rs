//! `CycloneDX`: a bill of materials in JSON or XML, with the vulnerabilities of its components and what was said of them (VEX).

mod xml;

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json::{self, Beside},
        shape::{self, Shape},
    },
    severity,
    vendor::{
        scanner::{self, Held},
        scans::Scans,
    },
};
use model::{
    Data, Kind, Stamp,
    record::{Component, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;
use std::collections::BTreeMap;

const LISTS: &[&str] = &["components", "vulnerabilities"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "cyclonedx",
    version: 1,
    about: About {
        vendor: "OWASP",
        title: "CycloneDX",
        export: &[
            "Have the build or the scanner write it: `syft IMAGE -o cyclonedx-json`, `trivy image --format cyclonedx --scanners vuln IMAGE`, \
             `npm sbom --sbom-format cyclonedx`, `cargo cyclonedx --format json`, `mvn cyclonedx:makeAggregateBom`.",
            "Statements on exploitability (VEX) may stand in it, or come as a file of their own.",
        ],
        covers: "The components of one application or image, with the vulnerabilities known when it was written.",
        retention_days: None,
        source: "https://cyclonedx.org/docs/1.6/json/",
    },
    emits: &[Kind::Component, Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let is_bom = |xml: &crate::read::xml::Outline| {
        xml.root() == "bom" && xml.attribute("xmlns").is_some_and(|space| space.contains("cyclonedx"))
    };
    if head.xml().is_some_and(is_bom) {
        return Match::Certain;
    }
    let Some(json) = head.object() else { return Match::No };
    let named = json.get("bomFormat").and_then(Value::as_str) == Some("CycloneDX");
    let schema = json.get("$schema").and_then(Value::as_str).is_some_and(|schema| schema.contains("cyclonedx"));
    if named || schema { Match::Certain } else { Match::No }
}

/// A component by its reference: name and version, all that vulnerabilities need of it.
type Names = BTreeMap<String, (String, Option<String>)>;

/// What a file holds. What the bill is of may stand behind the components, and those behind the vulnerabilities.
#[derive(Default)]
struct Bom {
    about: Beside,
    components: Held,
    vulnerabilities: Held,
    /// A list is there, and it has nothing.
    declared_empty: bool,
}

fn of_json(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<Bom, ReadError> {
    let mut bom = Bom::default();
    let mut alone = None;
    let whole = json::rows(input, LISTS, sink, &mut |row, _| {
        if row.list.is_empty() {
            alone = Some(Beside::from(row.value));
            return Ok(());
        }
        if row.list == "components" { bom.components.push(row) } else { bom.vulnerabilities.push(row) }
    })?;
    bom.about = alone.unwrap_or(whole.beside);
    bom.declared_empty = bom.about.at("bomFormat").is_some() && whole.declared_empty;
    Ok(bom)
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let bom = shape::with(input, |shape, input| match shape {
        Shape::Xml => xml::read(input, sink),
        Shape::Json | Shape::Table => of_json(input, sink),
    })?;
    let Bom { about, components, vulnerabilities, declared_empty } = bom;
    let of = Bill::of(&about);
    sink.facts.product = Some(of.product.clone());
    sink.facts.report =
        Some(about.text("specVersion").map_or_else(|| "CycloneDX".to_owned(), |version| format!("CycloneDX {version}")));
    sink.facts.instance.clone_from(&of.asset);
    sink.facts.extracted = of.when;
    let (mut names, mut found) = (Names::new(), 0);
    if let Some(root) = about.at("metadata.component") {
        component(
            Fields::new(scanner::inside(&scanner::document(), ".metadata.component"), root.clone()),
            &of,
            &mut names,
            sink,
        )?;
    }
    let listed = !components.is_empty();
    for (row, _) in components.rows() {
        component(row, &of, &mut names, sink)?;
    }
    for (row, _) in vulnerabilities.rows() {
        found += vulnerability(row, &of, &names, sink)?;
    }
    // A bill without vulnerabilities does not tell whether anybody looked for them, and one without components only
    // states something about them: only one with both shows a scan.
    if found > 0 && listed {
        let mut scans = Scans::default();
        scans.note(&of.tool, of.asset.as_deref().unwrap_or_default(), &scanner::document(), of.when, found);
        scans.put_about(scanner::about(&about, &["serialNumber", "version", "metadata"]), sink)?;
    }
    sink.facts.declared_empty = sink.records() == 0 && declared_empty;
    Ok(())
}

/// What a bill says of itself.
struct Bill {
    tool: String,
    product: String,
    asset: Option<String>,
    when: Option<Stamp>,
}

impl Bill {
    fn of(about: &Beside) -> Self {
        let tools = about.at("metadata.tools");
        let listed = tools
            .and_then(|tools| tools.get(0).or_else(|| tools.get("components")?.get(0)).or_else(|| tools.get("services")?.get(0)));
        let told = |key: &str| listed.and_then(|tool| tool.get(key)).and_then(text_of).filter(|text| !text.is_empty());
        let tool = told("name").unwrap_or_else(|| "CycloneDX".to_owned());
        let product = told("version").map_or_else(|| tool.clone(), |version| format!("{tool} {version}"));
        let asset = about.text("metadata.component.name").map(str::to_owned);
        Self { tool, product, asset, when: scanner::when(about, "metadata.timestamp") }
    }
}

/// A component, and those inside it.
fn component(mut row: Fields, of: &Bill, names: &mut Names, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let inner = scanner::inner(&mut row, "components");
    let reference = row.text("bom-ref");
    let is_root = matches!(row.position(), model::Position::Path(path) if path == "$.metadata.component");
    let (group, name) = (row.text("group"), row.text("name"));
    if let Some(name) = name {
        let purl = row.text("purl");
        let ecosystem = purl.as_deref().and_then(|purl| Some(purl.strip_prefix("pkg:")?.split('/').next()?.to_owned()));
        let between = if ecosystem.as_deref() == Some("maven") { ":" } else { "/" };
        let name = group.map_or_else(|| name.clone(), |group| format!("{group}{between}{name}"));
        let version = row.text("version");
        if let Some(reference) = reference {
            names.insert(reference, (name.clone(), version.clone()));
        }
        // The root is what the bill is of, no component of it.
        if !is_root {
            let licences = licences(&mut row);
            let component =
                Component { tool: of.tool.clone(), asset: of.asset.clone(), name, version, ecosystem, purl, licences };
            row.record(sink, Data::Component(Box::new(component)))?;
        }
    } else {
        row.lacks(sink, "name");
    }
    inner.into_iter().try_for_each(|row| component(row, of, names, sink))
}

fn licences(row: &mut Fields) -> Vec<String> {
    let list = row.peek("licenses").and_then(Value::as_array);
    let name = |one: &Value| ["license.id", "license.name", "expression"].iter().find_map(|path| text_of(head::at(one, path)?));
    list.and_then(|list| list.iter().map(name).collect::<Option<Vec<_>>>()).unwrap_or_default()
}

/// A vulnerability, one record a component that it affects; gives how many.
fn vulnerability(mut row: Fields, of: &Bill, names: &Names, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(1);
    };
    let references = row.peek("references").and_then(Value::as_array).into_iter().flatten();
    let aliases = scanner::others(references.filter_map(|one| text_of(one.get("id")?)).collect::<Vec<_>>(), &id);
    let state = row.text("analysis.state");
    let status = match state.as_deref() {
        Some("resolved" | "resolved_with_pedigree") => VulnerabilityStatus::Fixed,
        Some("not_affected" | "false_positive") => VulnerabilityStatus::NotAffected,
        _ => VulnerabilityStatus::Open,
    };
    let mut common = Vulnerability {
        tool: of.tool.clone(),
        aliases,
        asset: of.asset.clone(),
        status,
        status_word: state,
        scanned: of.when,
        id,
        ..Vulnerability::default()
    };
    rate(&row, &mut common);
    let affects = row.peek("affects").and_then(Value::as_array).cloned().unwrap_or_default();
    let refs: Vec<String> = affects.iter().filter_map(|one| text_of(one.get("ref")?)).collect();
    let at = row.position().clone();
    let left = crate::read::fields::extra(row.into_left());
    if refs.is_empty() {
        sink.record(at, Data::Vulnerability(Box::new(common)), left)?;
        return Ok(1);
    }
    for reference in &refs {
        let mut found = common.clone();
        match names.get(reference) {
            Some((name, version)) => {
                found.package = Some(name.clone());
                found.installed.clone_from(version);
            }
            // A component of another bill: known by its reference only.
            None => found.location = Some(reference.clone()),
        }
        sink.record(at.clone(), Data::Vulnerability(Box::new(found)), left.clone())?;
    }
    Ok(refs.len() as u64)
}

/// The rating by the newest method of CVSS that has a score or vector; without a word there, the first word of all.
fn rate(row: &Fields, into: &mut Vulnerability) {
    let all: Vec<&Value> = row.peek("ratings").and_then(Value::as_array).into_iter().flatten().collect();
    let method = |one: &&&Value| one.get("method").and_then(Value::as_str).unwrap_or_default().to_owned();
    let scored = all.iter().filter(|one| one.get("score").is_some() || one.get("vector").is_some());
    let best = scored.filter(|one| method(one).starts_with("CVSS") || method(one).is_empty()).max_by_key(method);
    let words = best.into_iter().chain(&all).filter_map(|one| one.get("severity")?.as_str());
    let word = words.into_iter().find(|word| !matches!(*word, "unknown" | ""));
    severity::COMMON.rate(word.map(str::to_owned), into);
    let Some(best) = best else { return };
    // The extension for bills of before 1.4 has several numbers, all of them 0 where there is none.
    into.score =
        best.get("score").and_then(|score| text_of(score).or_else(|| text_of(score.get("base")?).filter(|base| base != "0")));
    severity::rate_vector(best.get("vector").and_then(Value::as_str), into);
}
