//! Wiz: issues and vulnerability findings, as CSV of its console and as answers of its API.

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
const EXPORT: Export = Export { product: TOOL, snapshot: true, lists: LISTS, tables: HEADERS, ..Export::PLAIN };

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "wiz",
    version: 1,
    about: About {
        vendor: "Wiz",
        title: "Issues and vulnerability findings",
        export: &[
            "In Wiz: Issues (or Findings, Vulnerability Findings), clear the filter on status, Export to CSV; or Reports, \
             Create Report, Issues, Detailed.",
            "Or query `issues` or `vulnerabilityFindings` of the GraphQL API with a service account that has read:issues, and \
             save every page.",
        ],
        covers: "All issues or findings that match the filter at the moment of the export.",
        retention_days: None,
        // The columns are those of exports that are public; the fields of the API those of public integrations: the
        // vendor's own pages need a login.
        source: "https://docs.wiz.io/wiz-docs/docs/issues-export",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

const TOOL: &str = "Wiz";

/// Headers of issues and of vulnerability findings.
const HEADERS: &[&[&str]] = &[
    &["Created At", "Title", "Severity", "Status", "Resource external ID"],
    &["WizURL", "Name", "FindingStatus", "FirstDetected"],
];

const LISTS: &[&str] = &["data.issues.nodes", "issues.nodes", "data.vulnerabilityFindings.nodes", "vulnerabilityFindings.nodes"];

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = EXPORT.lists.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let issue = head::has(row, &["severity", "status"])
        && (head::has(row, &["sourceRule", "entitySnapshot"]) || head::has(row, &["control", "entitySnapshot"]));
    let finding = head::has(row, &["firstDetectedAt", "vulnerableAsset"]);
    if issue || finding { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut scans = Scans::default();
    EXPORT.read(input, sink, &mut |row, sink| finding(row, &mut scans, sink))?;
    scans.put(sink)
}

/// A row of any of the four forms: an issue is of a rule, a finding of a CVE.
fn finding(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let is_issue = row.has("Title") || row.has("sourceRule") || row.has("control");
    let id = if is_issue { ["Control ID", "sourceRule.id", "control.id", "Title"] } else { ["Name", "name", "ID", "id"] };
    let Some(id) = row.first_text(&id) else {
        row.lacks(sink, if is_issue { "Control ID" } else { "Name" });
        return Ok(());
    };
    let status_word = row.first_text(&["FindingStatus", "Status", "status"]);
    let status = status_word.as_deref().map(status).unwrap_or_default();
    let mut time = |names: &[&str]| names.iter().find_map(|name| row.time(name));
    let first_seen = time(&["Created At", "FirstDetected", "firstDetectedAt", "createdAt"]);
    let fixed = if status == VulnerabilityStatus::Fixed { time(&["Resolved Time", "ResolvedAt", "resolvedAt"]) } else { None };
    let scanned = fixed.or_else(|| time(&["LastDetected", "lastDetectedAt", "updatedAt"]));
    let asset = [
        "Resource external ID",
        "ProviderUniqueId",
        "AssetID",
        "AssetName",
        "Resource Name",
        "entitySnapshot.providerId",
        "entitySnapshot.externalId",
        "entitySnapshot.name",
        "vulnerableAsset.providerUniqueId",
        "vulnerableAsset.name",
    ];
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id,
        asset: row.first_text(&asset),
        location: row.first_text(&["LocationPath", "locationPath"]),
        package: row.first_text(&["DetailedName", "detailedName"]),
        installed: row.first_text(&["Version", "version"]),
        fixed_in: row.first_text(&["FixedVersion", "fixedVersion"]),
        title: row.first_text(&["Title", "sourceRule.name", "control.name"]),
        score: row.text("score"),
        status,
        status_word,
        first_seen,
        fixed,
        scanned,
        ..Vulnerability::default()
    };
    COMMON.rate(row.first_text(&["Severity", "severity", "VendorSeverity", "vendorSeverity", "CVSSSeverity"]), &mut found);
    if let Some(asset) = &found.asset {
        scans.note(TOOL, asset, row.position(), scanned, u64::from(status != VulnerabilityStatus::Fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}

fn status(word: &str) -> VulnerabilityStatus {
    match word.to_ascii_uppercase().as_str() {
        "RESOLVED" => VulnerabilityStatus::Fixed,
        "IGNORED" | "REJECTED" => VulnerabilityStatus::Accepted,
        _ => VulnerabilityStatus::Open,
    }
}
