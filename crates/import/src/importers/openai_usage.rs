//! `OpenAI`: usage and costs of an organisation, as its administration API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, place::below},
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
            "Or open the usage page of the console and choose Export: the CSV files of usage and of cost are read too.",
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
    tables: &[
        &["start_time_iso", "end_time_iso", "num_model_requests"],
        &["start_time_iso", "end_time_iso", "amount_value", "amount_currency"],
    ],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
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
    let whole = EXPORT.read(input, sink, &mut |mut row, sink| {
        let results = row.take("results").or_else(|| row.take("result"));
        // The console's files give the same moments once as an epoch and once as text.
        let from = row.time("start_time").or_else(|| row.utc_time("start_time_iso"));
        let to = row.time("end_time").or_else(|| row.utc_time("end_time_iso"));
        first = first.or(from);
        last = to.or(last);
        let Some(Value::Array(results)) = results else {
            sink.facts.report = Some("Usage (export of the console)".to_owned());
            return result(row, from, to, sink);
        };
        for (index, value) in results.into_iter().enumerate() {
            let at = below(row.position(), "results", index);
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
    let cost = row.number("amount.value").or_else(|| row.number("amount_value"));
    let requests = row.whole("num_model_requests");
    let tokens_in = row.whole("input_tokens");
    let object = row.text("object");
    if object.is_none() && from.is_none() {
        row.lacks(sink, "object");
        return Ok(());
    }
    let object = object.unwrap_or_default();
    if object.is_empty() && cost.is_none() && requests.is_none() && tokens_in.is_none() {
        // A row of the console's file for a time in which nothing was used.
        return Ok(());
    }
    if cost.is_some() {
        let told = if object.is_empty() { "Costs (export of the console)" } else { "Costs (GET /v1/organization/costs)" };
        sink.facts.report = Some(told.to_owned());
    }
    let service = object.strip_prefix("organization.usage.").and_then(|rest| rest.strip_suffix(".result")).map(str::to_owned);
    let usage = Usage {
        provider: "OpenAI".to_owned(),
        from,
        to,
        model: row.text("model"),
        project: row.first_text(&["project_id", "project_name"]),
        key: row.text("api_key_id"),
        user: row.first_text(&["user_id", "user_email"]),
        line: row.text("line_item").or(service),
        requests,
        tokens_in,
        tokens_out: row.whole("output_tokens"),
        cost,
        currency: row.first_text(&["amount.currency", "amount_currency"]).map(|currency| currency.to_uppercase()),
    };
    row.record(sink, Data::Usage(Box::new(usage)))
}
