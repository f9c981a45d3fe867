//! Nessus, Tenable Vulnerability Management and Security Center: findings as CSV.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        csv::product::{self, is_marked},
        fields::Fields,
    },
    vendor::{
        scans::{Scans, ids, port},
        tenable::{SEVERITY, TOOL, version},
    },
};
use model::{
    Data, Kind,
    record::{Vulnerability, VulnerabilityStatus},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "nessus-csv",
    version: 1,
    about: About {
        vendor: "Tenable",
        title: "Nessus, Vulnerability Management and Security Center findings (CSV)",
        export: &[
            "Nessus: open the scan, Report, CSV, and choose all columns. Vulnerability Management: Findings, Export, CSV. \
             Security Center: Analysis, Vulnerabilities, Vulnerability Detail List, Options, Export as CSV, all columns.",
            "Prefer the .nessus file where there is one: it says when each host was scanned.",
        ],
        covers: "All findings of one run of a scan, or the findings that stand at the moment of the export.",
        retention_days: None,
        source: "https://docs.tenable.com/nessus/Content/ScanReportFormats.htm",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

/// Headers of Nessus and Vulnerability Management, of Security Center, and of the findings of Vulnerability Management.
const HEADERS: &[&[&str]] = &[
    &["Plugin ID", "Risk", "Host", "Name"],
    &["Plugin", "Plugin Name", "Severity", "IP Address"],
    &["definition.id", "definition.name", "severity"],
];

fn sniff(head: &Head<'_>) -> Match {
    if HEADERS.iter().any(|marks| is_marked(head, marks)) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let around = product::objects_of(input, HEADERS, sink, &mut |row, sink| finding(row, &mut scans, sink))?;
    let center = around.names.iter().any(|name| name == "Plugin");
    let product = if center { "Tenable Security Center" } else { TOOL };
    sink.facts.product.get_or_insert_with(|| product.to_owned());
    sink.facts.declared_empty = around.rows == 0;
    scans.put(sink)
}

const SCORES: &[&str] = &[
    "CVSS v4.0 Base Score",
    "CVSS4 Base Score",
    "CVSS v3.0 Base Score",
    "CVSS V3 Base Score",
    "CVSS3 Base Score",
    "definition.cvss3.base_score",
    "CVSSv4",
    "CVSSv3",
    "CVSS v2.0 Base Score",
    "CVSS V2 Base Score",
    "CVSS Base Score",
    "CVSS",
    "definition.cvss2.base_score",
];

fn finding(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["Plugin ID", "Plugin", "definition.id"]) else {
        row.lacks(sink, "Plugin ID");
        return Ok(());
    };
    let output = row.peek_text("Plugin Output").or_else(|| row.peek_text("Plugin Text"));
    if let Some(product) = output.and_then(|output| version(&id, output)) {
        sink.facts.product = Some(product);
    }
    let accepted = row.peek_text("Accept Risk Comment").is_some()
        || row.peek_text("Modification").is_some_and(|word| word.to_ascii_uppercase().starts_with("ACCEPT"));
    let status_word = row.first_text(&["Vulnerability State", "state"]);
    let is_fixed = status_word.as_deref().is_some_and(|word| word.eq_ignore_ascii_case("fixed"));
    // Of what is fixed, the scan that found it gone counts, not the last one that found it.
    let fixed = if is_fixed { row.time("Last Fixed").or_else(|| row.time("last_fixed")) } else { None };
    let seen = ["Host End", "Last Found", "Last Observed", "last_seen"];
    let scanned = fixed.or_else(|| seen.iter().find_map(|name| row.time(name)));
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id,
        aliases: ids(row.first_text(&["CVE", "definition.cve"])),
        asset: row.first_text(&["Host", "IP Address", "DNS Name", "NetBIOS Name", "asset.name", "asset.host_name"]),
        location: port(row.first_text(&["Port", "asset.port", "port"]), row.first_text(&["Protocol", "protocol"])),
        title: row.first_text(&["Name", "Plugin Name", "definition.name"]),
        score: row.first_text(SCORES),
        status: match (is_fixed, accepted) {
            (true, _) => VulnerabilityStatus::Fixed,
            (false, true) => VulnerabilityStatus::Accepted,
            (false, false) => VulnerabilityStatus::Open,
        },
        status_word,
        first_seen: ["First Found", "First Discovered", "first_observed"].iter().find_map(|name| row.time(name)),
        fixed,
        scanned,
        ..Vulnerability::default()
    };
    SEVERITY.rate(row.first_text(&["Risk", "Severity", "severity"]), &mut found);
    if let Some(asset) = &found.asset {
        scans.note(TOOL, asset, row.position(), scanned, u64::from(!is_fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
