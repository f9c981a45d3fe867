//! Qualys: the results of one scan in XML (`scan-1.dtd`), as the list of scans gives them.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        time,
        xml::{self, Element, Part},
    },
    vendor::{
        qualys::{Names, TOOL, finding},
        scans::{Scans, ids, several},
    },
};
use model::{Data, Kind, Position, Stamp};
use serde_json::{Value, json};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "qualys-scan",
    version: 1,
    about: About {
        vendor: "Qualys",
        title: "Scan results (XML)",
        export: &[
            "VM/VMDR: Scans, Scans, the scan, View Results (or Quick Actions, Download), format XML.",
            "Prefer a scan report or host detections: the results of one scan tell neither since when a finding stands nor whether \
             it was fixed.",
        ],
        covers: "The hosts of one scan.",
        retention_days: None,
        source: "https://docs.qualys.com/en/vm/api/index.htm (scan-1.dtd)",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const WANTED: &[&str] = &[
    "/SCAN/ERROR",
    "/SCAN/HEADER",
    "/SCAN/IP/",
    "/SCAN/IP/OS",
    "/SCAN/IP/INFOS/CAT",
    "/SCAN/IP/SERVICES/CAT",
    "/SCAN/IP/VULNS/CAT",
    "/SCAN/IP/PRACTICES/CAT",
];

/// What a category holds: services are information, practices are potential vulnerabilities.
const KINDS: &[(&str, &str)] = &[("INFO", "Ig"), ("SERVICE", "Ig"), ("VULN", "Vuln"), ("PRACTICE", "Practice")];

const NAMES: Names = Names {
    severity: &["@severity"],
    title: &["TITLE"],
    kind: &["TYPE"],
    status: &[],
    ignored: &[],
    times: [&[], &[], &[]],
    score: &["CVSS3_BASE", "CVSS_BASE"],
    place: [&["@port"], &["@protocol"]],
};

fn sniff(head: &Head<'_>) -> Match {
    let ours = head.xml().is_some_and(|xml| xml.root() == "SCAN" && (xml.has("SCAN/HEADER/KEY") || xml.has("SCAN/ERROR")));
    if ours { Match::Certain } else { Match::No }
}

#[derive(Default)]
struct Report {
    at: Option<Stamp>,
    host: Vec<(String, Value)>,
    scans: Scans,
    found: u64,
    headed: bool,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some(TOOL.to_owned());
    let mut report = Report::default();
    xml::elements(input, WANTED, sink, &mut |one, sink| report.take(one, sink))?;
    sink.facts.declared_empty = report.found == 0 && report.headed;
    report.scans.put(sink)
}

impl Report {
    fn take(&mut self, one: Element, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        match (one.path, one.part) {
            ("/SCAN/ERROR", _) => {
                let text = text_of(&one.value).or_else(|| text_of(one.value.get("#text")?));
                return Err(ReadError::SourceError(text.unwrap_or_else(|| "Qualys gave an error".to_owned())));
            }
            ("/SCAN/HEADER", _) => self.header(&one.value, sink),
            ("/SCAN/IP", Part::Opened) => {
                let told = |name: &str| one.value.get(name).cloned().unwrap_or_default();
                self.host = vec![("host-ip".to_owned(), told("@value")), ("host-name".to_owned(), told("@name"))];
                if let Some(ip) = self.ip() {
                    self.scans.note(TOOL, &ip, &one.at, self.at, 0);
                }
            }
            ("/SCAN/IP/OS", _) => self.host.push(("host-os".to_owned(), one.value)),
            (_, Part::Whole) => return self.category(one, sink),
            _ => {}
        }
        Ok(())
    }

    fn ip(&self) -> Option<String> {
        self.host.first().and_then(|(_, ip)| text_of(ip)).filter(|ip| !ip.is_empty())
    }

    /// What the scan says of itself: a list of named values.
    fn header(&mut self, header: &Value, sink: &mut Sink<'_>) {
        self.headed = true;
        let keys = several(header.get("KEY").cloned());
        let told = |name: &str| {
            let key = keys.iter().find(|key| key.get("@value").and_then(Value::as_str) == Some(name))?;
            key.get("#text").and_then(text_of)
        };
        self.at = told("DATE").and_then(|date| time::stamp(&date));
        sink.facts.extracted = self.at;
        sink.facts.report = told("TITLE");
        sink.facts.instance = told("COMPANY");
        for (key, name) in [("NBHOST_ALIVE", "hosts alive"), ("NBHOST_TOTAL", "hosts")] {
            if let Some(count) = told(key) {
                sink.facts.control_totals.insert(name.to_owned(), count);
            }
        }
        if let Some(status) = told("STATUS").filter(|status| !status.eq_ignore_ascii_case("finished")) {
            sink.facts.incomplete.push(format!("the scan stood at `{status}` when its results were exported"));
        }
    }

    fn category(&mut self, one: Element, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let mut category = Fields::new(one.at.clone(), one.value);
        let shared = ["@port", "@protocol"].map(|name| (name, category.take(name)));
        let name = category.text("@value");
        for (element, kind) in KINDS {
            for item in several(category.take(element)) {
                let mut row = Fields::new(one.at.clone(), item);
                for (name, value) in &shared {
                    if let Some(value) = value {
                        row.put(name, value.clone());
                    }
                }
                row.put("TYPE", json!(kind));
                if let Some(name) = &name {
                    row.put("CATEGORY", json!(name));
                }
                self.finding(row, sink)?;
            }
        }
        Ok(())
    }

    fn finding(&mut self, mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(id) = row.text("@number") else {
            row.lacks(sink, "number");
            return Ok(());
        };
        for (name, value) in &self.host {
            row.put(name, value.clone());
        }
        let mut found = finding(&mut row, &NAMES, id, self.ip());
        found.aliases = ids(row.text("@cveid"));
        found.scanned = self.at;
        let place: Position = row.position().clone();
        if let Some(asset) = &found.asset {
            self.scans.note(TOOL, asset, &place, self.at, 1);
        }
        self.found += 1;
        row.record(sink, Data::Vulnerability(Box::new(found)))
    }
}
