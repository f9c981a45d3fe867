//! Nessus: a report of scanned hosts in its own XML (`.nessus`).

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        time,
        xml::{self, Element, Part},
    },
    vendor::{
        scans::{port, several, texts},
        tenable::{SEVERITY, TOOL, version},
    },
};
use model::{
    Data, Kind, Position, Stamp,
    gateway::Extra,
    record::{Scan, Vulnerability},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "nessus",
    version: 1,
    about: About {
        vendor: "Tenable",
        title: "Nessus report (.nessus)",
        export: &[
            "In Nessus or Tenable Vulnerability Management open the scan, choose the run, then Export, Nessus; in Security \
             Center: Scan Results, the run, Download.",
            "Set no filter on severity before the export. Export every run of the period, clean ones too: they show that the \
             scan took place.",
        ],
        covers: "All hosts of one run of a scan.",
        retention_days: None,
        source: "https://docs.tenable.com/quick-reference/nessus-file-format/Nessus-File-Format.pdf",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const WANTED: &[&str] = &["Report/", "ReportHost/", "ReportHost/HostProperties", "ReportHost/ReportItem"];

/// Scores, the newest version first; scans of web applications have names of their own.
const SCORES: &[&str] = &["cvss4_base_score", "cvssv4", "cvss3_base_score", "cvssv3", "cvss_base_score", "cvss"];

fn sniff(head: &Head<'_>) -> Match {
    let known = head.xml().is_some_and(|xml| matches!(xml.root(), "NessusClientData_v2" | "NessusClientData"));
    if known { Match::Certain } else { Match::No }
}

/// The host whose findings are being read.
#[derive(Default)]
struct Host {
    place: Option<Position>,
    name: String,
    start: Option<Stamp>,
    end: Option<Stamp>,
    findings: u64,
    properties: Extra,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some(TOOL.to_owned());
    let (mut host, mut reports, mut hosts, mut found) = (Host::default(), 0_u64, 0_u64, 0_u64);
    xml::elements(input, WANTED, sink, &mut |one, sink| {
        match (one.path, one.part) {
            ("Report", Part::Opened) => {
                reports += 1;
                sink.facts.report = one.value.get("@name").and_then(Value::as_str).map(str::to_owned);
            }
            ("ReportHost", Part::Opened) => {
                let name = one.value.get("@name").and_then(Value::as_str).unwrap_or_default().to_owned();
                host = Host { place: Some(one.at), name, ..Host::default() };
            }
            ("ReportHost/HostProperties", _) => host.describe(one),
            ("ReportHost/ReportItem", _) => found += item(one, &mut host, sink)?,
            ("ReportHost", Part::Closed) => {
                hosts += 1;
                std::mem::take(&mut host).scan(sink)?;
            }
            _ => {}
        }
        Ok(())
    })?;
    sink.facts.control_totals.insert("hosts".to_owned(), hosts.to_string());
    sink.facts.declared_empty = found == 0 && reports > 0;
    Ok(())
}

impl Host {
    /// What the scanner says of the host: a list of named values.
    fn describe(&mut self, element: Element) {
        let mut left = Fields::new(element.at, element.value);
        for tag in several(left.take("tag")) {
            if let (Some(name), Some(text)) = (tag.get("@name").and_then(Value::as_str), tag.get("#text")) {
                self.properties.insert(name.to_owned(), text.clone());
            }
        }
        let told = |names: [&str; 2]| names.iter().find_map(|name| time::json(self.properties.get(*name)?).stamp());
        let (start, end) = (told(["HOST_START_TIMESTAMP", "HOST_START"]), told(["HOST_END_TIMESTAMP", "HOST_END"]));
        (self.start, self.end) = (start, end);
    }

    fn scan(self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(place) = self.place else { return Ok(()) };
        let scan = Scan { tool: TOOL.to_owned(), asset: self.name, at: self.end.or(self.start), findings: self.findings };
        sink.record(place, Data::Scan(Box::new(scan)), self.properties)
    }
}

fn item(element: Element, host: &mut Host, sink: &mut Sink<'_>) -> Result<u64, ReadError> {
    let mut row = Fields::new(element.at, element.value);
    let Some(id) = row.text("@pluginID") else {
        row.lacks(sink, "pluginID");
        return Ok(0);
    };
    if let Some(product) = row.peek_text("plugin_output").and_then(|output| version(&id, output)) {
        sink.facts.product = Some(product);
    }
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id,
        aliases: texts(row.take("cve"), "#text"),
        asset: Some(host.name.clone()).filter(|name| !name.is_empty()),
        location: port(row.text("@port"), row.text("@protocol")),
        title: row.first_text(&["@pluginName", "plugin_name"]),
        score: row.first_text(SCORES),
        scanned: host.end.or(host.start),
        ..Vulnerability::default()
    };
    SEVERITY.rate(row.first_text(&["@severity", "risk_factor"]), &mut found);
    host.findings += 1;
    row.record(sink, Data::Vulnerability(Box::new(found)))?;
    Ok(1)
}
