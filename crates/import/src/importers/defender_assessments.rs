//! Microsoft Defender for Cloud: assessments of resources (its recommendations), from its API, `az` or the portal.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    severity::COMMON,
    vendor::{
        checks,
        scans::{Scans, rate},
    },
};
use model::{Kind, record::ConfigurationCheck};
use serde_json::Value;

/// JSON and tables of the same.
const EXPORT: Export = Export {
    product: "Microsoft Defender for Cloud",
    snapshot: true,
    lists: &["value", "data"],
    tables: &[MARKS],
    ..Export::PLAIN
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "defender-assessments",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Defender for Cloud assessments",
        export: &[
            "As Security Reader: `az security assessment list --subscription ID > assessments.json`, or GET \
             /subscriptions/ID/providers/Microsoft.Security/assessments?api-version=2021-06-01&$expand=metadata.",
            "Or in the portal: Defender for Cloud, Recommendations, Download CSV report.",
        ],
        covers: "All assessments of a subscription at the moment of the export.",
        retention_days: None,
        // The columns of the portal's CSV are from the vendor's description; no real export was at hand to compare with.
        source: "https://learn.microsoft.com/en-us/rest/api/defenderforcloud/assessments/list",
    },
    emits: &[Kind::ConfigurationCheck, Kind::Scan],
    sniff,
    read,
};

const MARKS: &[&str] = &["subscriptionId", "resourceId", "recommendationName", "severity", "state"];

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let lists = ["value", "data"];
    let Some(row) = lists.iter().find_map(|list| head.row_of(list)).or_else(|| head.row()) else { return Match::No };
    let kind =
        row.get("type").and_then(Value::as_str).is_some_and(|kind| kind.eq_ignore_ascii_case("Microsoft.Security/assessments"));
    let named =
        row.get("id").and_then(Value::as_str).is_some_and(|id| id.to_lowercase().contains("/microsoft.security/assessments/"));
    let judged = head::has(row, &["properties.status.code"]) || head::has(row, &["status.code"]);
    if (kind || named) && judged { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut scans = Scans::default();
    EXPORT.read(input, sink, &mut |row, sink| check(row, &mut scans, sink))?;
    scans.put(sink)
}

fn check(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let (Some(Value::Object(inner)), None) = (row.peek("properties").cloned(), row.peek("status")) {
        row.take("properties");
        for (name, value) in inner {
            row.put(&name, value);
        }
    }
    let Some(id) = row.first_text(&["name", "recommendationName", "recommendationId"]) else {
        row.lacks(sink, "name");
        return Ok(());
    };
    let resource = row.first_text(&["resourceDetails.id", "resourceDetails.Id", "resourceDetails.ResourceId", "resourceId"]);
    let whole = row.peek_text("id").map(str::to_owned);
    let asset = row.text("subscriptionId").or_else(|| subscription(resource.as_deref().or(whole.as_deref())?));
    if let Some(asset) = &asset {
        sink.facts.instance.get_or_insert_with(|| asset.clone());
    }
    let result_word = row.first_text(&["status.code", "state"]);
    let at = ["exportedTimestamp", "timeGenerated"].iter().find_map(|name| row.time(name));
    let mut check = ConfigurationCheck {
        tool: "Microsoft Defender for Cloud".to_owned(),
        id,
        title: row.first_text(&["displayName", "metadata.displayName", "recommendationDisplayName"]),
        asset,
        resource,
        result: result_word.as_deref().map(checks::result).unwrap_or_default(),
        result_word,
        at,
        ..ConfigurationCheck::default()
    };
    rate(&COMMON, row.first_text(&["metadata.severity", "severity"]), &mut check);
    checks::put(row, check, scans, sink)
}

/// The subscription that an identifier of Azure lies in.
fn subscription(id: &str) -> Option<String> {
    let mut parts = id.split('/').skip_while(|part| !part.eq_ignore_ascii_case("subscriptions"));
    parts.nth(1).map(str::to_owned)
}
