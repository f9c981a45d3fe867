//! AWS: costs and usage by time and group, as Cost Explorer gives them: what Bedrock and the rest of an account cost.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, time::midnight},
};
use model::{Data, Kind, Stamp, record::Usage};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-cost-explorer",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "Costs by service and usage type",
        export: &[
            "Run `aws ce get-cost-and-usage --time-period Start=2026-01-01,End=2026-04-01 --granularity DAILY --metrics UnblendedCost \
             UsageQuantity --filter '{\"Dimensions\":{\"Key\":\"SERVICE\",\"Values\":[\"Amazon Bedrock\"]}}' --group-by \
             Type=DIMENSION,Key=USAGE_TYPE > costs.json`.",
        ],
        covers: "The days or months of the query; the last one may be an estimate.",
        retention_days: Some(396),
        source: "https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html",
    },
    emits: &[Kind::Usage],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "AWS", report: "Cost Explorer (GetCostAndUsage)", lists: &["ResultsByTime"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let row = head.row_of("ResultsByTime");
    if row.is_some_and(|row| head::has(row, &["TimePeriod.Start", "TimePeriod.End"])) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut first, mut last, mut estimated) = (None, None, 0_u64);
    let whole = EXPORT.read(input, sink, &mut |mut row, sink| {
        // Days of Cost Explorer begin at midnight UTC.
        let mut day = |path: &str| row.utc_time(path).map(midnight);
        let (from, to) = (day("TimePeriod.Start"), day("TimePeriod.End"));
        first = first.or(from);
        last = to.or(last);
        estimated += u64::from(row.truth("Estimated") == Some(true));
        let groups = row.take("Groups").and_then(|groups| groups.as_array().cloned()).unwrap_or_default();
        if groups.is_empty() {
            if row.peek("Total").is_some_and(|total| total.as_object().is_some_and(|total| !total.is_empty())) {
                return amounts(row, "Total", from, to, sink);
            }
            return Ok(());
        }
        for group in groups {
            amounts(Fields::new(row.position().clone(), group), "Metrics", from, to, sink)?;
        }
        Ok(())
    })?;
    sink.facts.covers = first.zip(last);
    sink.facts.time_zone = Some("UTC".to_owned());
    let groups = whole.beside.at("GroupDefinitions").and_then(Value::as_array).filter(|groups| !groups.is_empty());
    sink.facts.filters = groups.map(|groups| {
        let names = groups.iter().filter_map(|group| group.get("Key").and_then(Value::as_str)).collect::<Vec<_>>();
        format!("grouped by {}", names.join(", "))
    });
    if estimated > 0 {
        sink.facts.incomplete.push(format!("{estimated} of the periods are estimates that AWS had not closed"));
    }
    if whole.beside.text("NextPageToken").is_some() {
        sink.facts.incomplete.push("`NextPageToken` leads to a further page that is not in the file".to_owned());
    }
    sink.facts.declared_empty |= sink.records() == 0 && first.is_some();
    Ok(())
}

/// What a group, or everything, cost in a period.
fn amounts(mut row: Fields, metrics: &str, from: Option<Stamp>, to: Option<Stamp>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let keys = row.texts("Keys", "");
    let name = ["UnblendedCost", "NetUnblendedCost", "BlendedCost", "AmortizedCost", "NetAmortizedCost"]
        .into_iter()
        .find(|name| row.peek(&format!("{metrics}.{name}.Amount")).is_some());
    let cost = name.and_then(|name| row.number(&format!("{metrics}.{name}.Amount")));
    let currency = name.and_then(|name| row.text(&format!("{metrics}.{name}.Unit")));
    let usage = Usage {
        provider: "AWS".to_owned(),
        from,
        to,
        line: (!keys.is_empty()).then(|| keys.join(" / ")),
        cost,
        currency,
        ..Usage::default()
    };
    row.record(sink, Data::Usage(Box::new(usage)))
}
