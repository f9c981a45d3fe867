//! The evidence index and the IPE sheets.

use super::{Rows, shown, table};
use crate::{BundleError, Contents, Exhibit, names, pack::bag::Bag};
use std::io;

const INDEX: [&str; 20] = [
    "id",
    "file",
    "original name",
    "sha256",
    "bytes",
    "importer",
    "importer version",
    "covers from",
    "covers to",
    "extracted",
    "received",
    "snapshot",
    "records",
    "records by kind",
    "problems",
    "incomplete",
    "controls",
    "ipe blanks",
    "[auditor] inspected",
    "[auditor] remark",
];

const SHEETS: [&str; 14] = [
    "evidence",
    "system",
    "instance",
    "report or query",
    "filters",
    "extracted by",
    "extracted at",
    "time zone",
    "row count",
    "control totals",
    "completeness check",
    "accuracy check",
    "blank",
    "[auditor] remark",
];

pub(super) fn index(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    table(bag, "data/evidence-index.csv", &INDEX, |rows| contents.evidence.iter().try_for_each(|exhibit| entry(rows, exhibit)))
}

fn entry(rows: &mut Rows<'_>, exhibit: &Exhibit) -> io::Result<()> {
    let evidence = &exhibit.evidence;
    let kinds: Vec<String> = evidence.records.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    rows.add([
        evidence.id.to_string(),
        names::original(evidence),
        evidence.file_name.clone(),
        evidence.sha256.to_string(),
        evidence.bytes.to_string(),
        evidence.importer.clone().unwrap_or_else(|| "document".to_owned()),
        evidence.importer.as_ref().map(|_| evidence.importer_version.to_string()).unwrap_or_default(),
        shown(evidence.dates.covers_from),
        shown(evidence.dates.covers_to),
        shown(evidence.dates.extracted),
        evidence.dates.received.to_rfc3339(),
        if evidence.snapshot { "yes" } else { "no" }.to_owned(),
        evidence.record_count().to_string(),
        kinds.join("; "),
        evidence.problems.to_string(),
        evidence.incomplete.join("; "),
        exhibit.controls.join(" "),
        evidence.ipe.blanks().join("; "),
        String::new(),
        String::new(),
    ])
}

pub(super) fn ipe(bag: &mut Bag<'_>, contents: &Contents) -> Result<(), BundleError> {
    table(bag, "data/ipe-sheets.csv", &SHEETS, |rows| contents.evidence.iter().try_for_each(|exhibit| sheet(rows, exhibit)))
}

fn sheet(rows: &mut Rows<'_>, exhibit: &Exhibit) -> io::Result<()> {
    let ipe = &exhibit.evidence.ipe;
    let totals: Vec<String> = ipe.control_totals.iter().map(|(name, total)| format!("{name}: {total}")).collect();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    rows.add([
        exhibit.evidence.id.to_string(),
        text(&ipe.system),
        text(&ipe.instance),
        text(&ipe.report),
        text(&ipe.filters),
        text(&ipe.extracted_by),
        shown(ipe.extracted_at),
        text(&ipe.time_zone),
        shown(ipe.row_count),
        totals.join("; "),
        text(&ipe.completeness),
        text(&ipe.accuracy),
        ipe.blanks().join("; "),
        String::new(),
    ])
}
