//! Greenbone (OpenVAS): reports in XML and CSV.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        csv::product::{self, is_marked},
        fields::{Fields, text_of},
        shape::{self, Shape},
        time,
        xml::{self, Element, Part},
    },
    severity::{self, Rule},
    vendor::scans::{Scans, ids, port, several},
};
use model::{
    Data, Kind, Stamp,
    record::{Severity, Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "openvas",
    version: 1,
    about: About {
        vendor: "Greenbone",
        title: "OpenVAS report",
        export: &[
            "In Greenbone Security Assistant: Scans, Reports, the report of the run, Download, format XML (or CSV Results).",
            "Set the filter to min_qod=0 levels=chmlg rows=-1 first, or the report leaves results out.",
        ],
        covers: "All hosts of one run of a task, as the filter leaves them.",
        retention_days: None,
        source: "https://docs.greenbone.net/API/GMP/gmp-22.5.html#command_get_reports",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "OpenVAS";

/// Threat levels; critical came with Greenbone's use of CVSS 3 classes.
const THREAT: Rule = Rule {
    name: "greenbone threat levels since 2016-04-14",
    words: &[
        ("critical", Severity::Critical),
        ("high", Severity::High),
        ("medium", Severity::Medium),
        ("low", Severity::Low),
        ("log", Severity::Info),
        ("debug", Severity::Info),
        ("false positive", Severity::Info),
    ],
};

const MARKS: &[&str] = &["IP", "Hostname", "Port", "CVSS", "Severity", "NVT Name"];

/// Elements of a report, which lies in another `report` or in the answer to a request.
const WANTED: &[&str] = &[
    "report/creation_time",
    "report/timestamp",
    "report/scan_start",
    "report/scan_run_status",
    "report/filters",
    "report/timezone",
    "report/task/name",
    "report/results/",
    "results/result",
    "report/host",
    "report/result_count",
];

fn sniff(head: &Head<'_>) -> Match {
    if is_marked(head, MARKS) {
        return Match::Certain;
    }
    let Some(xml) = head.xml() else { return Match::No };
    let within = match xml.root() {
        "report" if xml.has("report/report") => "report/report/",
        "report" => "report/",
        "get_reports_response" => "get_reports_response/report/report/",
        _ => return Match::No,
    };
    let marks = ["results", "results/result/nvt", "gmp", "omp", "scan_run_status", "filters", "host/ip"];
    let seen = marks.iter().filter(|mark| xml.has(&format!("{within}{mark}"))).count();
    match seen {
        2.. => Match::Certain,
        1 => Match::Maybe(50),
        0 => Match::No,
    }
}

/// What is known of the report while its results are read.
#[derive(Default)]
struct Report {
    at: Option<Stamp>,
    told: Option<u64>,
    lists: u64,
    found: u64,
    scans: Scans,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some("Greenbone OpenVAS".to_owned());
    let mut report = Report::default();
    shape::with(input, |shape, input| match shape {
        Shape::Xml => xml::elements(input, WANTED, sink, &mut |one, sink| report.take(one, sink)),
        Shape::Json | Shape::Table => {
            let around = product::objects(input, MARKS, sink, &mut |row, sink| report.row(row, sink))?;
            report.lists = u64::from(around.rows == 0);
            Ok(())
        }
    })?;
    if let Some(told) = report.told {
        sink.facts.control_totals.insert("results after the filter".to_owned(), told.to_string());
        if told > report.found {
            let found = report.found;
            sink.facts.incomplete.push(format!("the report counts {told} results and holds {found}: set rows=-1 in its filter"));
        }
    }
    sink.facts.declared_empty = report.found == 0 && report.lists > 0;
    report.scans.put(sink)
}

impl Report {
    fn take(&mut self, one: Element, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let text = || text_of(&one.value).filter(|text| !text.is_empty());
        match (one.path, one.part) {
            ("report/creation_time", _) => sink.facts.extracted = time::json(&one.value).stamp().or(sink.facts.extracted),
            ("report/timestamp" | "report/scan_start", _) => self.at = time::json(&one.value).stamp().or(self.at),
            ("report/scan_run_status", _) => {
                if let Some(status) = text().filter(|status| status != "Done") {
                    sink.facts.incomplete.push(format!("the scan stood at `{status}` when the report was made"));
                }
            }
            ("report/filters", _) => sink.facts.filters = one.value.get("term").and_then(text_of).or(sink.facts.filters.take()),
            ("report/timezone", _) => sink.facts.time_zone = text(),
            ("report/task/name", _) => sink.facts.report = text().map(|name| format!("Task {name}")),
            ("report/results", Part::Opened) => self.lists += 1,
            ("results/result", _) => return self.result(Fields::new(one.at, one.value), sink),
            ("report/host", _) => {
                let mut host = Fields::new(one.at, one.value);
                let at = host.time("end").or_else(|| host.time("start")).or(self.at);
                if let Some(ip) = host.text("ip") {
                    self.scans.note(TOOL, &ip, host.position(), at, 0);
                }
            }
            ("report/result_count", _) => {
                self.told = one.value.get("filtered").and_then(text_of).and_then(|count| count.parse().ok()).or(self.told);
            }
            _ => {}
        }
        Ok(())
    }

    fn result(&mut self, mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(id) = row.first_text(&["nvt.@oid", "@id"]) else {
            row.lacks(sink, "nvt oid");
            return Ok(());
        };
        let refs = several(row.take("nvt.refs.ref"));
        let kind = |one: &Value, wanted: &str| {
            one.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.eq_ignore_ascii_case(wanted))
        };
        let cves = refs.iter().filter(|one| kind(one, "cve")).filter_map(|one| text_of(one.get("@id")?)).collect();
        if !refs.is_empty() {
            row.put("refs", Value::Array(refs));
        }
        let aliases = Some(cves).filter(|cves: &Vec<String>| !cves.is_empty()).unwrap_or_else(|| ids(row.text("nvt.cve")));
        let found = Vulnerability {
            aliases,
            asset: row.first_text(&["host.#text", "host"]),
            location: row.text("port").filter(|port| !port.starts_with("general/")),
            title: row.first_text(&["nvt.name", "name"]),
            score: row.text("severity"),
            scanned: self.at,
            ..Vulnerability::default()
        };
        let word = row.text("threat");
        self.put(row, id, word, found, sink)
    }

    fn row(&mut self, mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        let Some(id) = row.first_text(&["NVT OID", "NVT Name"]) else {
            row.lacks(sink, "NVT OID");
            return Ok(());
        };
        if let Some(task) = row.peek_text("Task Name") {
            sink.facts.report = Some(format!("Task {task}"));
        }
        let found = Vulnerability {
            aliases: ids(row.text("CVEs")),
            asset: row.first_text(&["IP", "Hostname"]),
            location: port(row.text("Port"), row.text("Port Protocol")),
            title: row.text("NVT Name"),
            score: row.text("CVSS"),
            scanned: row.time("Timestamp"),
            ..Vulnerability::default()
        };
        let word = row.text("Severity");
        self.put(row, id, word, found, sink)
    }

    fn put(
        &mut self,
        row: Fields,
        id: String,
        word: Option<String>,
        found: Vulnerability,
        sink: &mut Sink<'_>,
    ) -> Result<(), ReadError> {
        let is_false = word.as_deref().is_some_and(|word| word.eq_ignore_ascii_case("false positive"));
        let status = if is_false { VulnerabilityStatus::NotAffected } else { VulnerabilityStatus::Open };
        let mut found = Vulnerability { tool: TOOL.to_owned(), id, status, ..found };
        if is_false {
            found.status_word.clone_from(&word);
        }
        THREAT.rate(word, &mut found);
        if found.severity == Severity::Unknown
            && let Some(score) = found.score.as_ref().and_then(|score| score.parse().ok())
        {
            found.severity = severity::of_score(score);
            found.severity_rule = Some(severity::CVSS.to_owned());
        }
        // Debug results and false positives have a negative number in place of a score.
        found.score = found.score.filter(|score| !score.starts_with('-'));
        if let Some(asset) = &found.asset {
            self.scans.note(TOOL, asset, row.position(), found.scanned, 1);
        }
        self.found += 1;
        row.record(sink, Data::Vulnerability(Box::new(found)))
    }
}
