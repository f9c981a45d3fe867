//! What Trivy writes of one target: vulnerabilities, misconfigurations, secrets, packages and licences; and the scan of an
//! artefact as a whole.

use crate::{
    importer::{ReadError, Sink},
    read::{
        fields::{Fields, extra, text_of},
        json::Beside,
        place::below,
        time,
    },
    severity::COMMON,
    vendor::{scanner, scans::Scans},
};
use model::{
    Data, Position, Stamp,
    record::{Component, Vulnerability, VulnerabilityStatus},
};
use serde_json::{Map, Value};

/// The tool in records.
pub(super) const TOOL: &str = "Trivy";

/// What a report tells of its scans.
#[derive(Debug, Default)]
pub(super) struct Artefacts {
    /// The artefacts that it is about, with their findings.
    pub(super) scans: Scans,
    results: u64,
    /// Results that tell of licences only: they show no scan for vulnerabilities.
    licences: u64,
    /// Resources of a cluster that were scanned.
    pub(super) resources: u64,
    /// Resources that could not be scanned.
    pub(super) failed: u64,
}

impl Artefacts {
    /// Whether nothing but licences was looked for.
    pub(super) fn is_of_licences(&self) -> bool {
        self.licences > 0 && self.licences == self.results
    }

    /// Puts what was counted into the facts.
    pub(super) fn totals(&self, sink: &mut Sink<'_>) {
        for (name, count) in [("results", self.results), ("resources", self.resources)] {
            if count > 0 {
                sink.facts.control_totals.insert(name.to_owned(), count.to_string());
            }
        }
        if self.failed > 0 {
            sink.facts.incomplete.push(format!("resources that could not be scanned: {}", self.failed));
        }
    }
}

/// When the report was made, as it says.
pub(super) fn created(beside: &Beside) -> Option<Stamp> {
    beside.at("CreatedAt").and_then(|value| time::json(value).stamp())
}

/// Reads what was found in one target.
///
/// # Errors
/// [`ReadError::Stopped`] when the receiver wants no more.
pub(super) fn result(
    mut row: Fields,
    asset: &str,
    scanned: Option<Stamp>,
    artefacts: &mut Artefacts,
    sink: &mut Sink<'_>,
) -> Result<(), ReadError> {
    artefacts.results += 1;
    let at = row.position().clone();
    let target = row.text("Target").unwrap_or_default();
    let class = row.text("Class").unwrap_or_else(|| "vulnerability".to_owned());
    let about = Target { asset, name: &target, class: &class, kind: row.text("Type"), scanned };
    let mut found = 0;
    components(&mut row, &at, &about, sink)?;
    for (list, read) in LISTS {
        let Some(Value::Array(items)) = row.take(list) else { continue };
        for (index, item) in items.into_iter().enumerate() {
            let mut item = Fields::new(below(&at, list, index), item);
            let Some(finding) = read(&mut item, &about) else { continue };
            found += 1;
            about.tag(&mut item);
            item.record(sink, Data::Vulnerability(Box::new(finding)))?;
        }
    }
    if class.starts_with("license") {
        artefacts.licences += 1;
    } else {
        artefacts.scans.note(TOOL, asset, &at, scanned, found);
    }
    Ok(())
}

/// Reads the packages of a target, and the licences that it names one by one.
fn components(row: &mut Fields, at: &Position, target: &Target<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    for list in ["Packages", "Licenses"] {
        let Some(Value::Array(items)) = row.take(list) else { continue };
        for (index, item) in items.into_iter().enumerate() {
            let mut item = Fields::new(scanner::inside(at, &format!(".{list}[{index}]")), item);
            let names: &[&str] = if list == "Packages" { &["Name"] } else { &["PkgName", "FilePath"] };
            let Some(name) = item.first_text(names) else {
                item.lacks(sink, names.first().copied().unwrap_or_default());
                continue;
            };
            let purl = item.text("Identifier.PURL");
            let licences = if list == "Packages" { item.texts("Licenses", "") } else { item.text("Name").into_iter().collect() };
            let component = Component {
                tool: TOOL.to_owned(),
                asset: Some(target.asset.to_owned()),
                name,
                version: item.text("Version"),
                ecosystem: purl.as_deref().and_then(|purl| Some(purl.strip_prefix("pkg:")?.split('/').next()?.to_owned())),
                purl,
                licences,
            };
            target.tag(&mut item);
            item.put("target", Value::String(target.name.to_owned()));
            item.record(sink, Data::Component(Box::new(component)))?;
        }
    }
    Ok(())
}

/// Reads one finding; none for what is no finding (a passed check).
type ReadOne = fn(&mut Fields, &Target<'_>) -> Option<Vulnerability>;

const LISTS: [(&str, ReadOne); 4] = [
    ("Vulnerabilities", vulnerability),
    ("Misconfigurations", misconfiguration),
    ("Secrets", secret),
    ("ExperimentalModifiedFindings", modified),
];

struct Target<'t> {
    asset: &'t str,
    name: &'t str,
    class: &'t str,
    kind: Option<String>,
    scanned: Option<Stamp>,
}

impl Target<'_> {
    /// Says in `extra` what kind of finding it is.
    fn tag(&self, item: &mut Fields) {
        item.put("class", Value::String(self.class.to_owned()));
        if let Some(kind) = &self.kind {
            item.put("target-type", Value::String(kind.clone()));
        }
    }

    /// What every finding has.
    fn finding(&self, item: &mut Fields, id: String) -> Vulnerability {
        let mut found = Vulnerability {
            tool: TOOL.to_owned(),
            id,
            asset: Some(self.asset.to_owned()),
            location: Some(self.name.to_owned()).filter(|target| !target.is_empty()),
            title: item.text("Title"),
            scanned: self.scanned,
            ..Vulnerability::default()
        };
        COMMON.rate(item.text("Severity"), &mut found);
        found
    }
}

fn vulnerability(item: &mut Fields, target: &Target<'_>) -> Option<Vulnerability> {
    let id = item.text("VulnerabilityID")?;
    let score = score(item);
    // `fixed` in Trivy's status means that a fix exists, not that it is installed.
    let status_word = item.text("Status");
    let status =
        if status_word.as_deref() == Some("not_affected") { VulnerabilityStatus::NotAffected } else { VulnerabilityStatus::Open };
    let place = item.text("PkgPath").map(|path| format!("{}: {path}", target.name));
    let finding = target.finding(item, id);
    Some(Vulnerability {
        aliases: item.texts("VendorIDs", ""),
        location: place.or(finding.location.clone()),
        package: item.text("PkgName"),
        installed: item.text("InstalledVersion"),
        fixed_in: item.text("FixedVersion"),
        score,
        status,
        status_word,
        ..finding
    })
}

fn misconfiguration(item: &mut Fields, target: &Target<'_>) -> Option<Vulnerability> {
    let status_word = item.text("Status");
    let status = match status_word.as_deref() {
        Some("PASS") => return None,
        Some("EXCEPTION") => VulnerabilityStatus::Accepted,
        _ => VulnerabilityStatus::Open,
    };
    let id = item.first_text(&["ID", "AVDID"])?;
    Some(Vulnerability { status, status_word, ..target.finding(item, id) })
}

/// A secret. What was matched, and the code around it, is never kept.
fn secret(item: &mut Fields, target: &Target<'_>) -> Option<Vulnerability> {
    for sensitive in ["Match", "Code", "Offset"] {
        item.take(sensitive);
    }
    let id = item.text("RuleID")?;
    let line = item.peek("StartLine").and_then(text_of);
    let location = line.map_or_else(|| target.name.to_owned(), |line| format!("{}:{line}", target.name));
    Some(Vulnerability { location: Some(location), ..target.finding(item, id) })
}

/// A finding that somebody suppressed (`--show-suppressed`).
fn modified(item: &mut Fields, target: &Target<'_>) -> Option<Vulnerability> {
    let kind = item.text("Type").unwrap_or_default();
    let status_word = item.text("Status");
    let mut inner = Fields::new(item.position().clone(), item.take("Finding")?);
    let found = match kind.as_str() {
        "misconfiguration" => misconfiguration(&mut inner, target),
        "secret" => secret(&mut inner, target),
        _ => vulnerability(&mut inner, target),
    }?;
    item.put("Finding", Value::Object(extra(inner.into_left()).into_iter().collect::<Map<_, _>>()));
    Some(Vulnerability { status: VulnerabilityStatus::Accepted, status_word, ..found })
}

/// The base score of the source that gave the severity, else of the NVD, else of the first that has one.
fn score(item: &Fields) -> Option<String> {
    let all = item.peek("CVSS")?.as_object()?;
    let preferred = [item.peek_text("SeveritySource").unwrap_or_default(), "nvd"];
    let named = preferred.iter().filter_map(|source| all.get(*source));
    let scores = |source: &Value| ["V40Score", "V3Score", "V2Score"].iter().find_map(|key| text_of(source.get(key)?));
    named.chain(all.values()).find_map(scores)
}
