//! `OpenAI`: usage and costs of an organisation, as its administration API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::export::Export,
};
use model::{Data, Kind, Stamp, record::Usage};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "openai-usage",
    version: 1,
    about: About {
        vendor: "OpenAI",
        title: "Usage and costs of the organisation",
        export: &[
            "With an admin key call GET /v1/organization/usage/completions?start_time=EPOCH&end_time=EPOCH&bucket_width=1d\
             &group_by=model&group_by=project_id&limit=31, and follow `next_page` to the end; the same for embeddings and the others in use.",
            "Costs: GET /v1/organization/costs?start_time=EPOCH&group_by=line_item&limit=180.",
        ],
        covers: "The buckets of time of the query; those without usage say so.",
        retention_days: None,
        source: "https://platform.openai.com/docs/api-reference/usage",
    },
    emits: &[Kind::Usage],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "OpenAI",
    report: "Usage (GET /v1/organization/usage)",
    lists: &["data"],
    marks: &[],
    cap: None,
    any_table: false,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    let object = row.get("object").and_then(Value::as_str).unwrap_or_default();
    let is_bucket = object == "bucket"
        && head::has(row, &["start_time", "end_time"])
        && (row.get("results").or_else(|| row.get("result"))).is_some();
    if is_bucket || object.starts_with("organization.usage.") || object == "organization.costs.result" {
        Match::Certain
    } else {
        Match::No
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut first, mut last) = (None, None);
    let whole = EXPORT.read(input, sink, &mut |mut row, _, sink| {
        let Some(Value::Array(results)) = row.take("results").or_else(|| row.take("result")) else {
            return result(row, None, None, sink);
        };
        let (from, to) = (row.time("start_time"), row.time("end_time"));
        first = first.or(from);
        last = to.or(last);
        for (index, value) in results.into_iter().enumerate() {
            let at = match row.position() {
                model::Position::Path(path) => model::Position::Path(format!("{path}.results[{index}]")),
                other => other.clone(),
            };
            result(Fields::new(at, value), from, to, sink)?;
        }
        Ok(())
    })?;
    sink.facts.covers = first.zip(last);
    sink.facts.time_zone = Some("UTC".to_owned());
    // Buckets without results: nothing was used in them.
    sink.facts.declared_empty |= sink.records() == 0 && whole.rows > 0 && first.is_some();
    Ok(())
}

fn result(mut row: Fields, from: Option<Stamp>, to: Option<Stamp>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(object) = row.text("object") else {
        row.lacks(sink, "object");
        return Ok(());
    };
    if object.contains("costs") {
        sink.facts.report = Some("Costs (GET /v1/organization/costs)".to_owned());
    }
    let service = object.strip_prefix("organization.usage.").and_then(|rest| rest.strip_suffix(".result")).map(str::to_owned);
    let usage = Usage {
        provider: "OpenAI".to_owned(),
        from: from.or_else(|| row.time("start_time")),
        to: to.or_else(|| row.time("end_time")),
        model: row.text("model"),
        project: row.first_text(&["project_id", "project_name"]),
        key: row.text("api_key_id"),
        user: row.text("user_id"),
        line: row.text("line_item").or(service),
        requests: row.whole("num_model_requests"),
        tokens_in: row.whole("input_tokens"),
        tokens_out: row.whole("output_tokens"),
        cost: row.number("amount.value"),
        currency: row.text("amount.currency").map(|currency| currency.to_uppercase()),
    };
    row.record(sink, Data::Usage(Box::new(usage)))
}
