//! Tenable Vulnerability Management: findings as its export API gives them, in chunks.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::{Fields, text_of},
        json,
    },
    vendor::{
        scans::{Scans, port},
        tenable::{SEVERITY, TOOL},
    },
};
use model::{
    Data, Kind,
    record::{Vulnerability, VulnerabilityStatus},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "tenable-findings",
    version: 1,
    about: About {
        vendor: "Tenable",
        title: "Vulnerability Management findings (export API)",
        export: &[
            "With the keys of a user that may read all assets, POST https://cloud.tenable.com/vulns/export with the filter \
             {\"state\": [\"OPEN\", \"REOPENED\", \"FIXED\"]}, and wait until the status is FINISHED.",
            "GET each of its chunks (/vulns/export/UUID/chunks/1 and on) and save all of them: without the filter, what was fixed \
             is missing, and only the last 30 days come.",
        ],
        covers: "The findings of all assets that match the filter at the moment of the export.",
        // Findings that were fixed or not seen for this long are deleted.
        retention_days: Some(450),
        source: "https://developer.tenable.com/reference/exports-vulns-download-chunk",
    },
    emits: &[Kind::Vulnerability, Kind::Scan],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let is_finding = |row: &Value| {
        head::has(row, &["asset.uuid", "plugin.id", "severity_id", "state"])
            || head::has(row, &["asset.uuid", "plugin.id", "last_found"])
    };
    if head.row().is_some_and(is_finding) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("Tenable Vulnerability Management".to_owned());
    sink.facts.report = Some("Findings (vulns/export)".to_owned());
    sink.facts.snapshot = true;
    let mut scans = Scans::default();
    let whole = json::rows(input, &[], sink, &mut |row, sink| {
        let failed = row.value.get("error").filter(|_| row.value.get("plugin").is_none()).and_then(text_of);
        failed.map_or(Ok(()), |message| Err(ReadError::SourceError(message)))?;
        finding(Fields::from(row), &mut scans, sink)
    })?;
    sink.facts.declared_empty = whole.declared_empty;
    scans.put(sink)
}

fn finding(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("plugin.id") else {
        row.lacks(sink, "plugin.id");
        return Ok(());
    };
    let accepted = row.peek_text("severity_modification_type") == Some("ACCEPTED");
    let status_word = row.text("state");
    let is_fixed = status_word.as_deref().is_some_and(|word| word.eq_ignore_ascii_case("fixed"));
    // Of what is fixed, the scan that found it gone counts, not the last one that found it.
    let fixed = if is_fixed { row.time("last_fixed") } else { None };
    let scanned = fixed.or_else(|| row.time("last_found"));
    let mut found = Vulnerability {
        tool: TOOL.to_owned(),
        id,
        aliases: row.texts("plugin.cve", ""),
        asset: row.first_text(&["asset.hostname", "asset.fqdn", "asset.ipv4", "asset.uuid"]),
        location: port(row.text("port.port"), row.text("port.protocol")),
        title: row.text("plugin.name"),
        score: row.first_text(&["plugin.cvss4_base_score", "plugin.cvss3_base_score", "plugin.cvss_base_score"]),
        status: match (is_fixed, accepted) {
            (true, _) => VulnerabilityStatus::Fixed,
            (false, true) => VulnerabilityStatus::Accepted,
            (false, false) => VulnerabilityStatus::Open,
        },
        status_word,
        first_seen: row.time("first_found"),
        fixed,
        scanned,
        ..Vulnerability::default()
    };
    SEVERITY.rate(row.first_text(&["severity", "severity_id"]), &mut found);
    if let Some(asset) = &found.asset {
        scans.note(TOOL, asset, row.position(), scanned, u64::from(!is_fixed));
    }
    row.record(sink, Data::Vulnerability(Box::new(found)))
}
