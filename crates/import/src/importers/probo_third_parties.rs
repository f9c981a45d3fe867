//! Probo: the inventory of third parties, with their certifications and where their agreements are found.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{Data, Kind, record::Vendor};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "probo-third-parties",
    version: 1,
    about: About {
        vendor: "Probo",
        title: "Third parties",
        export: &[
            "Take the inventory of common third parties that Probo ships (pkg/proboctl/seed/common-third-parties/data/data.json), cut down to the vendors that you use.",
            "For a register with owners, tiers and reviews export the table of third parties instead: it is read as a vendor register.",
        ],
        covers: "What is publicly known of each vendor; neither tiers nor reviews.",
        retention_days: None,
        source: "https://github.com/getprobo/probo/tree/main/pkg/proboctl/seed/common-third-parties",
    },
    emits: &[Kind::Vendor],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Probo",
    report: "Common third parties",
    snapshot: true,
    lists: &["thirdParties", "vendors"],
    ..Export::PLAIN
};

/// Keys of which an entry has some: not every vendor publishes everything.
const KEYS: &[&str] = &[
    "headquarterAddress",
    "legalName",
    "privacyPolicyUrl",
    "dataProcessingAgreementUrl",
    "subprocessorsListUrl",
    "securityPageUrl",
    "statusPageUrl",
    "termsOfServiceUrl",
    "certifications",
    "websiteUrl",
];

fn sniff(head: &Head<'_>) -> Match {
    let list = head.json().map(|json| EXPORT.lists.iter().find_map(|list| json.get(list)).unwrap_or(json));
    let rows: Vec<Value> = match list {
        Some(Value::Array(rows)) => rows.iter().take(20).cloned().collect(),
        _ => head.first_lines().take(20).collect(),
    };
    let keys = |row: &Value| KEYS.iter().filter(|key| row.get(**key).is_some()).count();
    let fits = |row: &Value| head::has(row, &["name"]) && keys(row) >= 2 && (head::has(row, &["category"]) || keys(row) >= 4);
    let fitting = rows.iter().filter(|row| fits(row)).count();
    if fitting > 0 && fitting * 2 > rows.len() { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut vendor)?;
    Ok(())
}

fn vendor(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.text("name") else {
        row.lacks(sink, "name");
        return Ok(());
    };
    // A claimed certification is no report that was read: it names the kind and covers no period. All stay in `extra`.
    let claims = row.peek("certifications").and_then(Value::as_array);
    let report = claims.and_then(|claims| claims.iter().filter_map(Value::as_str).find(|claim| claim.starts_with("SOC 2")));
    let report = report.map(str::to_owned);
    let vendor = Vendor {
        id: row.first_text(&["id", "key"]),
        name,
        report,
        service: row.first_text(&["category", "description"]),
        ..Vendor::default()
    };
    row.record(sink, Data::Vendor(Box::new(vendor)))
}
