//! Qualys: scan reports, scan results and VMDR lists as CSV, below their preamble.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        csv::product::{self, Around, is_marked},
        fields::Fields,
        time,
    },
    vendor::{
        qualys::{Names, TOOL, finding},
        scans::{Scans, ids},
    },
};
use model::{Data, Kind, record::VulnerabilityStatus};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "qualys-csv",
    version: 1,
    about: About {
        vendor: "Qualys",
        title: "Scan report or VMDR list (CSV)",
        export: &[
            "VMDR: Vulnerabilities, view by QID or CVE, status all, Download, CSV. VM: Reports, New, Scan Report, format CSV \
             with a template that shows all severities.",
            "Leave the rows above the header as they are: they tell when the report was made and for whom.",
        ],
        covers: "All hosts of the query or of the report's targets, with what stands at the moment of the report.",
        retention_days: None,
        source: "https://docs.qualys.com/en/vmdr/latest/",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

/// Headers of scan reports and results, of VMDR, and of reports on PCI.
const HEADERS: &[&[&str]] = &[
    &["IP", "QID", "Title", "Type", "Severity"],
    &["QID", "Title", "Severity", "Asset Name", "Last Detected"],
    &["IP", "QID", "VULN TITLE", "IS_PCI", "Q_SEVERITY"],
];

const NAMES: Names = Names {
    // The severity of PCI is a word by its own rules; Qualys's own level stands beside it.
    severity: &["Q_SEVERITY", "Severity", "KB Severity"],
    title: &["Title", "VULN TITLE"],
    kind: &["Type", "Type Detected", "TYPE"],
    status: &["Vuln Status", "Status"],
    ignored: &["Ignored", "Disabled"],
    times: [&["First Detected"], &["Last Detected", "LAST SCAN"], &["Date Last Fixed", "Last Fixed"]],
    score: &["CVSS3.1 Base", "CVSS3 Base", "CVSSv3.1 Base (nvd)", "CVSS Base", "CVSS_BASE", "CVSSv2 Base (nvd)"],
    place: [&["Port", "PORT"], &["Protocol", "PROTOCOL"]],
};

fn sniff(head: &Head<'_>) -> Match {
    if HEADERS.iter().any(|marks| is_marked(head, marks)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    sink.facts.product = Some(TOOL.to_owned());
    let mut scans = Scans::default();
    let around = product::objects_of(input, HEADERS, sink, &mut |row, sink| one(row, &mut scans, sink))?;
    describe(&around, sink);
    sink.facts.declared_empty = around.rows == 0;
    scans.put(sink)
}

/// The rows above the header: the report with its time, then the company.
fn describe(around: &Around, sink: &mut Sink<'_>) {
    let mut rows = around.preamble.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let Some(first) = rows.next() else { return };
    let cell = |row: &Vec<String>, at: usize| row.get(at).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty());
    sink.facts.report = cell(first, 0);
    sink.facts.extracted = cell(first, 1).and_then(|text| time::stamp(&text));
    sink.facts.instance = rows.next().and_then(|row| cell(row, 0));
}

fn one(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let asset = row.first_text(&["IP", "Asset Name", "DNS", "Asset IPV4"]);
    let Some(qid) = row.text("QID") else {
        // A host without findings has a row that says so, and nothing else.
        let status = row.peek_text("IP Status").unwrap_or_default().to_owned();
        match asset {
            Some(asset) if status.starts_with("host scanned") => scans.note(TOOL, &asset, row.position(), None, 0),
            Some(asset) if !status.is_empty() => {
                let message = format!("{asset} was not scanned, as the report says: {status}");
                sink.problem(row.position().clone(), "not-scanned", message);
            }
            _ => row.lacks(sink, "QID"),
        }
        return Ok(());
    };
    let mut found = finding(&mut row, &NAMES, qid, asset);
    found.aliases = ids(row.first_text(&["CVE ID", "CVE", "CVEID"]));
    if let Some(asset) = &found.asset {
        let standing = u64::from(found.status != VulnerabilityStatus::Fixed);
        scans.note(TOOL, asset, row.position(), found.scanned, standing);
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
