//! Microsoft Defender for Endpoint: vulnerabilities of devices, as its API and its hunting tables give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    severity::COMMON,
    vendor::scans::Scans,
};
use model::{
    Data, Kind,
    record::{Vulnerability, VulnerabilityStatus},
};

/// JSON and tables of the same.
const EXPORT: Export = Export {
    product: "Microsoft Defender for Endpoint",
    snapshot: true,
    lists: &["value", "Results"],
    tables: &[MARKS],
    cap: Some((30_000, "advanced hunting")),
    ..Export::PLAIN
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "defender-vulnerabilities",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Defender vulnerabilities of devices",
        export: &[
            "Register an application with the permission Vulnerability.Read.All and call GET \
             /api/machines/SoftwareVulnerabilitiesByMachine, following @odata.nextLink: it tells since when each was seen.",
            "GET /api/vulnerabilities/machinesVulnerabilities, and the table DeviceTvmSoftwareVulnerabilities of advanced \
             hunting exported as CSV, are read too; they tell no dates.",
        ],
        covers: "All devices and their known vulnerabilities at the moment of the export.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/defender-endpoint/api/get-assessment-software-vulnerabilities",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "Microsoft Defender";

const MARKS: &[&str] = &["DeviceName", "SoftwareName", "CveId", "VulnerabilitySeverityLevel"];

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    // A page without rows names what it would have.
    let context = head.object().and_then(|page| page.get("@odata.context")?.as_str()).unwrap_or_default();
    if context.contains("SoftwareVulnerabilit") || context.ends_with("Vulnerability)") || context.ends_with("VulnerabilityDto)") {
        return Match::Certain;
    }
    let Some(row) = head.row_of("value").or_else(|| head.row_of("Results")).or_else(|| head.row()) else { return Match::No };
    let by_device = head::has(row, &["cveId", "deviceId", "softwareName"]);
    let by_machine = head::has(row, &["cveId", "machineId", "productName"]);
    let hunted = head::has(row, &["CveId", "DeviceId", "SoftwareName"]);
    if by_device || by_machine || hunted { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut scans = Scans::default();
    EXPORT.read(input, sink, &mut |row, sink| finding(row, &mut scans, sink))?;
    scans.put(sink)
}

fn finding(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let asset = row.first_text(&["deviceName", "DeviceName", "machineId", "deviceId", "DeviceId"]);
    let scanned = ["lastSeenTimestamp", "eventTimestamp"].iter().find_map(|name| row.time(name));
    let Some(id) = row.first_text(&["cveId", "CveId"]) else {
        // Software without a known vulnerability: the device was looked at.
        match asset {
            Some(asset) => scans.note(TOOL, &asset, row.position(), scanned, 0),
            None => row.lacks(sink, "cveId"),
        }
        return Ok(());
    };
    // Only the export of changes has a status: New, Updated or Fixed.
    let status_word = row.first_text(&["status", "Status"]);
    let is_fixed = status_word.as_deref() == Some("Fixed");
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id,
        asset,
        package: row.first_text(&["softwareName", "productName", "SoftwareName"]),
        installed: row.first_text(&["softwareVersion", "productVersion", "SoftwareVersion"]),
        fixed_in: row.first_text(&["recommendedSecurityUpdate", "fixingKbId", "RecommendedSecurityUpdate"]),
        score: row.first_text(&["cvssScore", "CvssScore"]),
        status: if is_fixed { VulnerabilityStatus::Fixed } else { VulnerabilityStatus::Open },
        status_word,
        first_seen: row.time("firstSeenTimestamp"),
        fixed: if is_fixed { scanned } else { None },
        scanned,
        ..Vulnerability::default()
    };
    COMMON.rate(row.first_text(&["vulnerabilitySeverityLevel", "severity", "VulnerabilitySeverityLevel"]), &mut found);
    if let Some(asset) = &found.asset {
        scans.note(TOOL, asset, row.position(), scanned, u64::from(!is_fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
