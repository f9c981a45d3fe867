//! Anthropic: usage and cost reports of an organisation, as its administration API gives them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields, place::below, time::midnight},
};
use model::{Data, Kind, Stamp, record::Usage};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "anthropic-usage",
    version: 1,
    about: About {
        vendor: "Anthropic",
        title: "Usage and cost reports of the organisation",
        export: &[
            "With an admin key call GET /v1/organizations/usage_report/messages?starting_at=...&ending_at=...&bucket_width=1d\
             &group_by[]=model&group_by[]=workspace_id&group_by[]=api_key_id, and follow `next_page` to the end.",
            "Costs: GET /v1/organizations/cost_report?starting_at=...&group_by[]=workspace_id&group_by[]=description. They leave out \
             Priority Tier.",
            "Or open Usage or Cost in the console and choose Export: their CSV files are read too.",
        ],
        covers: "The buckets of time of the query; those without usage say so.",
        retention_days: None,
        source: "https://platform.claude.com/docs/en/api/admin/usage_report/retrieve_messages",
    },
    emits: &[Kind::Usage],
    sniff,
    read,
};

const EXPORT: Export = Export {
    product: "Anthropic",
    report: "Usage report (GET /v1/organizations/usage_report/messages)",
    lists: &["data"],
    tables: &[&["usage_date_utc", "usage_output_tokens"], &["usage_date_utc", "cost_usd"]],
    ..Export::PLAIN
};

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row_of("data").or_else(|| head.row()) else { return Match::No };
    if head::has(row, &["starting_at", "ending_at", "results"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let (mut first, mut last) = (None, None);
    EXPORT.read(input, sink, &mut |mut row, sink| {
        if let Some(day) = row.time("usage_date_utc") {
            sink.facts.report = Some("Usage (export of the console)".to_owned());
            return result(row, Some(midnight(day)), next(day).map(midnight), sink);
        }
        let (from, to) = (row.time("starting_at"), row.time("ending_at"));
        let Some(Value::Array(results)) = row.take("results") else {
            row.lacks(sink, "results");
            return Ok(());
        };
        first = first.or(from);
        last = to.or(last);
        for (index, value) in results.into_iter().enumerate() {
            let at = below(row.position(), "results", index);
            result(Fields::new(at, value), from, to, sink)?;
        }
        Ok(())
    })?;
    sink.facts.covers = first.zip(last);
    sink.facts.time_zone = Some("UTC".to_owned());
    sink.facts.declared_empty |= sink.records() == 0 && first.is_some();
    Ok(())
}

/// Counts of tokens that went in; they stay beside their sum.
const IN: &[&str] = &[
    "uncached_input_tokens",
    "cache_read_input_tokens",
    "cache_creation.ephemeral_1h_input_tokens",
    "cache_creation.ephemeral_5m_input_tokens",
    "cache_creation_1h_input_tokens",
    "cache_creation_5m_input_tokens",
    "usage_input_tokens_no_cache",
    "usage_input_tokens_cache_write",
    "usage_input_tokens_cache_write_5m",
    "usage_input_tokens_cache_write_1h",
    "usage_input_tokens_cache_read",
];

/// The end of a day of the console's files, which have a row a day.
fn next(day: Stamp) -> Option<Stamp> {
    match day {
        Stamp::Day(day) => day.succ_opt().map(Stamp::Day),
        Stamp::Instant(_) | Stamp::Local(_) => None,
    }
}

fn count(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn result(mut row: Fields, from: Option<Stamp>, to: Option<Stamp>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let counts: Vec<i64> = IN.iter().filter_map(|name| row.peek(name).and_then(count)).collect();
    let amount = row.number("amount");
    let dollars = row.number("cost_usd");
    let tokens_out = row.whole("output_tokens").or_else(|| row.whole("usage_output_tokens"));
    if counts.is_empty() && amount.is_none() && dollars.is_none() && tokens_out.is_none() {
        row.lacks(sink, "uncached_input_tokens or amount");
        return Ok(());
    }
    if dollars.is_some() {
        sink.facts.report = Some("Cost (export of the console)".to_owned());
    }
    if let Some(cents) = amount {
        sink.facts.report = Some("Cost report (GET /v1/organizations/cost_report)".to_owned());
        row.put("amount", Value::from(cents));
    }
    let usage = Usage {
        provider: "Anthropic".to_owned(),
        from,
        to,
        model: row.first_text(&["model", "model_version"]),
        project: row.first_text(&["workspace_id", "workspace"]),
        // The console's files have the name of the key here; should it ever be the key, it is not kept.
        key: row.first_text(&["api_key_id", "api_key"]).filter(|key| !key.starts_with("sk-")),
        user: row.first_text(&["account_id", "service_account_id"]),
        line: row
            .first_text(&["description", "token_type", "cost_type"])
            .or_else(|| (amount.is_none() && dollars.is_none()).then(|| "messages".to_owned())),
        tokens_in: (!counts.is_empty()).then(|| counts.iter().copied().fold(0, i64::saturating_add)),
        tokens_out,
        // In the lowest unit of the currency, as text: "123.45" are 1.2345 dollars.
        cost: amount.map(|cents| cents / 100.0).or(dollars),
        currency: row.text("currency").or_else(|| dollars.map(|_| "USD".to_owned())),
        ..Usage::default()
    };
    row.record(sink, Data::Usage(Box::new(usage)))
}
