//! OWASP ZAP: reports of web scans in its traditional XML and JSON, with or without requests and responses.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        json,
        shape::{self, Shape},
        time,
        xml::{self, Part},
    },
    severity::Rule,
    vendor::scans::{Scans, several},
};
use model::{
    Data, Kind, Position, Stamp,
    record::{Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "zap",
    version: 1,
    about: About {
        vendor: "ZAP",
        title: "ZAP report",
        export: &[
            "Run the scan with `zap-baseline.py -t https://app.example.com -J zap.json` (or -x zap.xml), or choose Report, \
             Generate Report, Traditional JSON in the desktop.",
            "Keep the reports of clean scans too: they show that the scan took place.",
        ],
        covers: "The sites of one session at the moment of the report.",
        retention_days: None,
        source: "https://www.zaproxy.org/docs/desktop/addons/report-generation/report-traditional-json/",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "ZAP";

/// Risk codes of ZAP, and its words for them.
const RISK: Rule = Rule {
    name: "zap risk since 2010-09-06",
    words: &[
        ("0", Severity::Info),
        ("1", Severity::Low),
        ("2", Severity::Medium),
        ("3", Severity::High),
        ("informational", Severity::Info),
        ("low", Severity::Low),
        ("medium", Severity::Medium),
        ("high", Severity::High),
    ],
};

fn sniff(head: &Head<'_>) -> Match {
    if head.xml().is_some_and(|xml| xml.root() == "OWASPZAPReport") {
        return Match::Certain;
    }
    let Some(object) = head.object() else { return Match::No };
    let site = object.get("site").and_then(|site| if site.is_array() { site.get(0) } else { Some(site) });
    let is_site = site.is_some_and(|site| head::has(site, &["@name"]));
    let named = object.get("@programName").and_then(Value::as_str).is_some_and(|name| name.contains(TOOL));
    if object.get("@version").is_some() && (is_site || named) { Match::Certain } else { Match::No }
}

/// What is known of the report while its alerts are read.
#[derive(Default)]
struct Report {
    at: Option<Stamp>,
    scans: Scans,
    found: u64,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some(TOOL.to_owned());
    sink.facts.report = Some("ZAP traditional report".to_owned());
    let mut report = Report::default();
    let empty = shape::with(input, |shape, input| match shape {
        Shape::Xml => read_xml(input, &mut report, sink),
        Shape::Json | Shape::Table => read_json(input, &mut report, sink),
    })?;
    sink.facts.declared_empty = report.found == 0 && (empty || !report.scans.is_empty());
    report.scans.put(sink)
}

impl Report {
    /// What the report says of itself. `created` is an instant; `generated` is the clock of the machine.
    fn describe(&mut self, told: impl Fn(&str) -> Option<Value>, sink: &mut Sink<'_>) {
        let text = |name: &str| told(name).as_ref().and_then(Value::as_str).map(str::to_owned);
        self.at = ["created", "@created", "@generated"].iter().find_map(|name| time::json(&told(name)?).stamp());
        sink.facts.extracted = self.at;
        if let Some(version) = text("@version") {
            sink.facts.product = Some(format!("{TOOL} {version}"));
        }
    }

    fn alert(&mut self, site: &str, mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(id) = row.first_text(&["alertRef", "pluginid"]) else {
            row.lacks(sink, "pluginid");
            return Ok(());
        };
        let confidence = row.peek("confidence").and_then(crate::read::fields::text_of);
        let (risk, code) = (row.peek_text("riskdesc").unwrap_or_default().to_owned(), row.text("riskcode"));
        let word = risk.split_once(" (").map_or(risk.as_str(), |(word, _)| word).to_owned();
        let word = if RISK.of(&word) == Severity::Unknown { code } else { Some(word) };
        let false_positive = confidence.as_deref() == Some("0") || risk.ends_with("(False Positive)");
        let mut found = Vulnerability {
            tool: TOOL.to_owned(),
            id,
            asset: Some(site.to_owned()).filter(|site| !site.is_empty()),
            location: instances(&mut row),
            title: row.first_text(&["alert", "name"]),
            status: if false_positive { VulnerabilityStatus::NotAffected } else { VulnerabilityStatus::Open },
            status_word: false_positive.then(|| "False Positive".to_owned()),
            scanned: self.at,
            ..Vulnerability::default()
        };
        RISK.rate(word, &mut found);
        self.found += 1;
        self.scans.note(TOOL, site, row.position(), self.at, 1);
        row.record(sink, Data::Vulnerability(Box::new(found)))
    }
}

/// Cleans the places of an alert of requests and responses, which carry cookies and tokens; gives the address if all of
/// them have the same.
fn instances(row: &mut Fields) -> Option<String> {
    let list = row.take("instances")?;
    let mut list = several(if list.is_object() { list.get("instance").cloned() } else { Some(list) });
    for one in &mut list {
        if let Value::Object(one) = one {
            one.retain(|name, _| !name.starts_with("request") && !name.starts_with("response"));
        }
    }
    let uri = |one: &Value| one.get("uri").and_then(Value::as_str).map(str::to_owned);
    let first = list.first().and_then(uri);
    let same = list.iter().all(|one| uri(one) == first);
    if !list.is_empty() {
        row.put("instances", Value::Array(list));
    }
    first.filter(|_| same)
}

fn read_xml(input: &mut Input<'_>, report: &mut Report, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    let (mut site, mut sites) = (String::new(), 0);
    xml::elements(input, &["/OWASPZAPReport/", "OWASPZAPReport/site/", "alerts/alertitem"], sink, &mut |one, sink| {
        match (one.path, one.part) {
            ("/OWASPZAPReport", Part::Opened) => report.describe(|name| one.value.get(name).cloned(), sink),
            ("OWASPZAPReport/site", Part::Opened) => {
                sites += 1;
                site = name(&one.value);
                report.scans.note(TOOL, &site, &one.at, report.at, 0);
            }
            (_, Part::Whole) => report.alert(&site, Fields::new(one.at, one.value), sink)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(sites == 0)
}

fn read_json(input: &mut Input<'_>, report: &mut Report, sink: &mut Sink<'_>) -> Result<bool, ReadError> {
    let whole = json::rows(input, &["site"], sink, &mut |row, sink| {
        if report.at.is_none() {
            let beside = row.beside;
            report.describe(|name| beside.at(name).cloned(), sink);
        }
        if row.list.is_empty() && row.value.get("site").is_some_and(Value::is_object) {
            // A report of one site as older versions write it: the site is no list.
            let (value, at) = (&row.value, "$.site".to_owned());
            report.describe(|name| value.get(name).cloned(), sink);
            return read_site(value.get("site").cloned().unwrap_or_default(), &at, report, sink);
        }
        match row.at {
            Position::Path(at) => read_site(row.value, &at, report, sink),
            other => read_site(row.value, &other.to_string(), report, sink),
        }
    })?;
    if report.at.is_none() {
        report.describe(|name| whole.beside.at(name).cloned(), sink);
    }
    Ok(whole.declared_empty)
}

fn read_site(site: Value, at: &str, report: &mut Report, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let site_name = name(&site);
    let place = Position::Path(at.to_owned());
    if site_name.is_empty() {
        Fields::new(place, site).lacks(sink, "@name");
        return Ok(());
    }
    report.scans.note(TOOL, &site_name, &place, report.at, 0);
    let mut site = Fields::new(place, site);
    for (index, alert) in several(site.take("alerts")).into_iter().enumerate() {
        report.alert(&site_name, Fields::new(Position::Path(format!("{at}.alerts[{index}]")), alert), sink)?;
    }
    Ok(())
}

fn name(site: &Value) -> String {
    site.get("@name").and_then(Value::as_str).unwrap_or_default().to_owned()
}
