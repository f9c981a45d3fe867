//! Qualys: scan reports (`ASSET_DATA_REPORT`) and detections of hosts (`HOST_LIST_VM_DETECTION_OUTPUT`) in XML.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        time,
        xml::{self, Element, Part},
    },
    vendor::{
        qualys::{LEVELS, Names, TOOL, finding},
        scans::{Scans, texts},
    },
};
use model::{Data, Kind, Position, Stamp};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "qualys",
    version: 1,
    about: About {
        vendor: "Qualys",
        title: "Scan report or host detections (XML)",
        export: &[
            "VM/VMDR: Reports, New, Scan Report, Template Based with a template that shows all severities and the status of \
             vulnerabilities, format XML; or GET /api/2.0/fo/asset/host/vm/detection/?action=list&show_igs=1&\
             status=New,Active,Re-Opened,Fixed with a read-only API user.",
            "Save every page: an answer of the API that was truncated names the next one in WARNING.",
        ],
        covers: "All hosts of the report's targets, with what stands at the moment of the report.",
        retention_days: None,
        source: "https://docs.qualys.com/en/vm/api/index.htm (asset_data_report.dtd, host_list_vm_detection_output.dtd)",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const WANTED: &[&str] = &[
    "/ASSET_DATA_REPORT/HEADER",
    "RISK_SCORE_PER_HOST/HOSTS",
    "HOST_LIST/HOST/",
    "HOST/ID",
    "HOST/IP",
    "HOST/DNS",
    "HOST/NETBIOS",
    "HOST/OS",
    "HOST/OPERATING_SYSTEM",
    "HOST/TRACKING_METHOD",
    "HOST/LAST_SCAN_DATETIME",
    "HOST/LAST_VM_SCANNED_DATE",
    "VULN_INFO_LIST/VULN_INFO",
    "DETECTION_LIST/DETECTION",
    "VULN_DETAILS_LIST/VULN_DETAILS",
    "GLOSSARY/",
    "RESPONSE/DATETIME",
    "RESPONSE/WARNING",
    "/SIMPLE_RETURN/RESPONSE",
];

const NAMES: Names = Names {
    severity: &["SEVERITY"],
    title: &["TITLE"],
    kind: &["TYPE"],
    status: &["VULN_STATUS", "STATUS"],
    ignored: &["IS_IGNORED", "IS_DISABLED"],
    times: [
        &["FIRST_FOUND", "FIRST_FOUND_DATETIME"],
        &["LAST_FOUND", "LAST_FOUND_DATETIME"],
        &["LAST_FIXED", "LAST_FIXED_DATETIME"],
    ],
    score: &["CVSS3_BASE", "CVSS_BASE"],
    place: [&["PORT"], &["PROTOCOL"]],
};

/// How many bytes of findings wait for their severity at the most: a limit, whatever the size of the report.
const WAITING: usize = 128 * 1024 * 1024;

fn sniff(head: &Head<'_>) -> Match {
    let Some(xml) = head.xml() else { return Match::No };
    match xml.root() {
        "ASSET_DATA_REPORT" | "HOST_LIST_VM_DETECTION_OUTPUT" => Match::Certain,
        "SIMPLE_RETURN" if xml.has("SIMPLE_RETURN/RESPONSE") => Match::Certain,
        _ => Match::No,
    }
}

/// What has to be known while findings are read. A scan report tells titles and severities in a glossary after all of
/// its hosts: the findings wait for it as text, up to [`WAITING`], and of the glossary only short facts are kept.
#[derive(Default)]
struct Report {
    host: Map<String, Value>,
    place: Option<Position>,
    waiting: Vec<(Position, String)>,
    size: usize,
    glossary: BTreeMap<String, Value>,
    scans: Scans,
    found: u64,
    is_whole: bool,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some(TOOL.to_owned());
    let mut report = Report::default();
    xml::elements(input, WANTED, sink, &mut |one, sink| report.take(one, sink))?;
    report.release(sink)?;
    sink.facts.declared_empty = report.found == 0 && report.is_whole;
    report.scans.put(sink)
}

impl Report {
    fn take(&mut self, one: Element, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        match (one.path, one.part) {
            ("/ASSET_DATA_REPORT/HEADER", _) => self.header(one, sink),
            ("RESPONSE/DATETIME", _) => {
                self.is_whole = true;
                sink.facts.report = Some("Host detections".to_owned());
                sink.facts.extracted = time::json(&one.value).stamp();
            }
            ("RESPONSE/WARNING", _) => {
                let text = one.value.get("TEXT").and_then(Value::as_str).unwrap_or("more hosts follow");
                sink.facts.incomplete.push(format!("Qualys warns: {text}"));
            }
            ("/SIMPLE_RETURN/RESPONSE", _) => {
                let text = one.value.get("TEXT").and_then(Value::as_str).unwrap_or("no message");
                return Err(ReadError::SourceError(text.to_owned()));
            }
            ("RISK_SCORE_PER_HOST/HOSTS", _) => {
                if let Some(ip) = one.value.get("IP_ADDRESS").and_then(Value::as_str) {
                    self.scans.note(TOOL, ip, &one.at, None, 0);
                }
            }
            ("HOST_LIST/HOST", Part::Opened) => {
                self.host = Map::new();
                self.place = Some(one.at);
            }
            ("HOST_LIST/HOST", Part::Closed) => self.note(None, 0),
            ("VULN_INFO_LIST/VULN_INFO", _) => return self.wait(one, sink),
            ("DETECTION_LIST/DETECTION", _) => return self.put(Fields::new(one.at, one.value), None, sink),
            ("VULN_DETAILS_LIST/VULN_DETAILS", _) => self.learn(one.value),
            ("GLOSSARY", Part::Closed) => return self.release(sink),
            (path, Part::Whole) => {
                if let Some(name) = path.strip_prefix("HOST/") {
                    self.host.insert(name.to_owned(), one.value);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn header(&mut self, one: Element, sink: &mut Sink<'_>) {
        self.is_whole = true;
        let mut header = Fields::new(one.at, one.value);
        sink.facts.instance = header.text("COMPANY");
        sink.facts.report = header.text("TEMPLATE");
        sink.facts.extracted = header.time("GENERATION_DATETIME");
        if let Some(total) = header.text("RISK_SCORE_SUMMARY.TOTAL_VULNERABILITIES") {
            sink.facts.control_totals.insert("vulnerabilities".to_owned(), total);
        }
    }

    /// Notes the scan of the host that is being read.
    fn note(&mut self, at: Option<Stamp>, findings: u64) {
        let told = ["LAST_VM_SCANNED_DATE", "LAST_SCAN_DATETIME"].iter().find_map(|name| self.host.get(*name));
        let at = told.and_then(|value| time::json(value).stamp()).or(at);
        if let (Some(asset), Some(place)) = (asset(&self.host), &self.place) {
            self.scans.note(TOOL, &asset, place, at, findings);
        }
    }

    fn wait(&mut self, mut one: Element, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        if let Value::Object(finding) = &mut one.value {
            finding.insert("HOST".to_owned(), Value::Object(self.host.clone()));
        }
        let text = one.value.to_string();
        self.size += text.len();
        self.waiting.push((one.at.clone(), text));
        if self.size > WAITING {
            let message = "the report holds so many findings before its glossary that the severity of the first ones is left \
                           unknown: report fewer hosts at a time";
            sink.problem(one.at, "severity-not-joined", message);
            return self.release(sink);
        }
        Ok(())
    }

    /// Keeps of an entry of the glossary what findings need; its prose stays in the evidence.
    fn learn(&mut self, value: Value) {
        let mut entry = Fields::new(Position::File, value);
        let Some(qid) = entry.first_text(&["QID.#text", "QID"]) else { return };
        let cves = texts(entry.take("CVE_ID_LIST.CVE_ID"), "ID");
        let mut kept = json!({ "CVE": cves });
        for name in ["TITLE", "SEVERITY", "CATEGORY", "PCI_FLAG", "LAST_UPDATE", "CVSS3_SCORE.CVSS3_BASE", "CVSS_SCORE.CVSS_BASE"]
        {
            if let (Some(value), Value::Object(kept)) = (entry.take(name), &mut kept) {
                kept.insert(name.rsplit('.').next().unwrap_or(name).to_owned(), value);
            }
        }
        self.glossary.insert(qid, kept);
    }

    /// Hands over the findings that waited.
    fn release(&mut self, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        self.size = 0;
        for (at, text) in std::mem::take(&mut self.waiting) {
            let mut row = Fields::new(at, serde_json::from_str(&text).unwrap_or_default());
            let qid = row.first_text(&["QID.#text", "QID"]);
            if let Some(Value::Object(host)) = row.take("HOST") {
                self.host = host;
            }
            self.place = Some(row.position().clone());
            let Some(known) = qid.as_ref().and_then(|qid| self.glossary.get(qid)).and_then(Value::as_object) else {
                self.put(row, qid, sink)?;
                continue;
            };
            for (name, value) in known {
                row.put(name, value.clone());
            }
            self.put(row, qid, sink)?;
        }
        Ok(())
    }

    fn put(&mut self, mut row: Fields, qid: Option<String>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        row.take("QID.@id");
        let Some(qid) = qid.or_else(|| row.first_text(&["QID.#text", "QID"])) else {
            row.lacks(sink, "QID");
            return Ok(());
        };
        for (name, value) in &self.host {
            row.put(&format!("host-{}", name.to_lowercase()), value.clone());
        }
        let mut found = finding(&mut row, &NAMES, qid, asset(&self.host));
        found.aliases = row.texts("CVE", "ID");
        if row.peek("CVE").is_some_and(|cves| cves.as_array().is_some_and(Vec::is_empty)) {
            row.take("CVE");
        }
        if found.severity_word.is_none() {
            row.problem("no-severity", format!("the report gives no level ({}) for QID {}", LEVELS.name, found.id));
        }
        self.note(found.scanned, u64::from(found.fixed.is_none()));
        self.found += 1;
        row.record(sink, Data::Vulnerability(Box::new(found)))
    }
}

fn asset(host: &Map<String, Value>) -> Option<String> {
    let text = |name: &&str| host.get(*name).and_then(|value| text_of(value).or_else(|| text_of(value.get("#text")?)));
    ["IP", "DNS", "NETBIOS"].iter().find_map(text).filter(|asset| !asset.is_empty())
}
