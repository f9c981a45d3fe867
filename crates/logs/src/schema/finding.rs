//! The table `finding`: what the detectors found in the texts of the log, made of the other tables.

use super::{
    Column, Line,
    Read::{Int, Text},
    Table,
    Values::{Few, Many},
    column,
};

/// See the module. Its rows come from [`SELECT`], not from records.
pub(super) const TABLE: Table = Table {
    name: "finding",
    about: "One piece of personal data or one credential that the detectors found in a text of the log; the value is never told.",
    kind: None,
    own: COLUMNS,
};

const fn none<'a>(_: &Line<'a>) -> Option<&'a str> {
    None
}

const COLUMNS: &[Column] = &[
    column("source", "The table that the text is of.", Few, Text(none)),
    column(
        "place",
        "Which text: `input`, `output`, `context` (what was retrieved), `tool` (arguments) or `tool-result`.",
        Few,
        Text(none),
    ),
    column("request_id", "Id of the request.", Many, Text(none)),
    column("trace_id", "Id of the trace.", Many, Text(none)),
    column("route", "Route, key alias or model group.", Few, Text(none)),
    column("provider", "The provider that answered.", Few, Text(none)),
    column("model", "The model that answered.", Few, Text(none)),
    column("user_id", "The user on whose behalf it was.", Few, Text(none)),
    column("tenant", "Tenant, team or organisation.", Few, Text(none)),
    column("kind", "What was found: `EMAIL`, `US_SSN`, `SECRET`.", Few, Text(none)),
    column("rule", "The rule that found it.", Few, Text(none)),
    column("score", "How sure, 1 to 100.", Few, Int(|_| None)),
    column("begins", "First byte in the text.", Many, Int(|_| None)),
    column("ends", "Byte after the last.", Many, Int(|_| None)),
    column("masked", "The value with all but a few characters covered.", Many, Text(none)),
    column("pattern", "The same for values of one form, found by one rule as one kind.", Few, Text(none)),
];

/// The rows of [`FINDING`] as a query over the other tables; names of people and places only where `names` is true.
pub(crate) fn findings(names: bool) -> String {
    let common = "evidence, position, at, at_text, day";
    let of_gateway = |place: &str| {
        format!(
            "SELECT {common}, 'gateway' AS source, '{place}' AS place, request_id, trace_id, route, provider, model, user_id, tenant, \
             {place} AS text FROM gateway WHERE {place} IS NOT NULL"
        )
    };
    let of_span = |column: &str, place: &str| {
        format!(
            "SELECT {common}, 'span' AS source, {place} AS place, request_id, trace_id, CAST(NULL AS VARCHAR) AS route, provider, \
             model, user_id, tenant, {column} AS text FROM span WHERE {column} IS NOT NULL"
        )
    };
    let texts = [
        of_gateway("input"),
        of_gateway("output"),
        of_span("input", "CASE WHEN about = 'tool' THEN 'tool' ELSE 'input' END"),
        of_span(
            "output",
            "CASE WHEN about = 'tool' THEN 'tool-result' WHEN about = 'retriever' THEN 'context' ELSE 'output' END",
        ),
    ]
    .join(" UNION ALL ");
    let told = "source, place, request_id, trace_id, route, provider, model, user_id, tenant";
    format!(
        "SELECT {common}, {told}, found['kind'] AS kind, found['rule'] AS rule, found['score'] AS score, \
         found['begins'] AS begins, found['ends'] AS ends, found['masked'] AS masked, found['pattern'] AS pattern, \
         CAST(NULL AS VARCHAR) AS extra FROM (SELECT {common}, {told}, unnest(detect(text, {names})) AS found FROM ({texts}))"
    )
}
