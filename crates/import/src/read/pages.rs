//! Signs by which an answer of an interface says that it is one page of several, or cut at a limit.

use crate::read::json::Whole;
use serde_json::Value;
use std::collections::BTreeSet;

/// Fields that hold a link, token or cursor to more; blank or null means that there is no more.
const NEXT: &[&str] = &[
    "@odata.nextLink",
    "nextPageToken",
    "next_page_token",
    "nextToken",
    "NextToken",
    "nextMarker",
    "NextMarker",
    "nextLink",
    "next_link",
    "next",
    "result.next",
    "next_page",
    "nextPage",
    "next_cursor",
    "nextCursor",
    "links.next",
    "_links.next.href",
    "paging.next",
    "meta.next_page",
    "meta.nextCursor",
    "response_metadata.next_cursor",
    "nextRecordsUrl",
    "cursor",
];

/// Fields that say whether there is more.
const MORE: &[&str] = &["has_more", "hasMore", "more", "IsTruncated", "isTruncated", "truncated", "pageInfo.hasNextPage"];

/// Fields that count all that there is.
const TOTALS: &[&str] = &[
    "total",
    "total_count",
    "totalCount",
    "totalSize",
    "totalResults",
    "TotalResults",
    "@odata.count",
    "count.total",
    "meta.total",
    "meta.total_count",
    "meta.totalItems",
    "paging.total",
];

/// Why an answer is incomplete by what stands beside its rows; empty where it does not say so.
pub fn incomplete(whole: &Whole) -> Vec<String> {
    let mut why = Vec::new();
    let filled = |value: &Value| match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Number(_) | Value::Object(_) => true,
        Value::Null | Value::Bool(_) | Value::Array(_) => false,
    };
    if let Some(field) = NEXT.iter().find(|field| whole.beside.at(field).is_some_and(filled)) {
        why.push(format!("`{field}` leads to a further page that is not in the file"));
    }
    if let Some(field) = MORE.iter().find(|field| whole.beside.at(field).and_then(Value::as_bool) == Some(true)) {
        why.push(format!("`{field}` says that there is more than the file holds"));
    }
    if whole.beside.at("isLastPage") == Some(&Value::Bool(false)) {
        why.push("`isLastPage` says that there is more than the file holds".to_owned());
    }
    for field in TOTALS {
        if let Some(total) = whole.beside.count(field).filter(|total| *total > whole.rows) {
            why.push(format!("`{field}` counts {total} and the file holds {}", whole.rows));
            break;
        }
    }
    why
}

/// Why an answer of GraphQL is incomplete, by what stands beside the `nodes` or `edges` of its `lists`.
pub fn connections(whole: &Whole, lists: &[&str]) -> Vec<String> {
    let ends = |list: &'_ &str| list.strip_suffix(".nodes").or_else(|| list.strip_suffix(".edges")).map(str::to_owned);
    let mut why = Vec::new();
    for list in lists.iter().filter_map(ends).collect::<BTreeSet<_>>() {
        let more = format!("{list}.pageInfo.hasNextPage");
        if whole.beside.at(&more) == Some(&Value::Bool(true)) {
            why.push(format!("`{more}` says that there is more than the file holds"));
        }
        let totals = ["totalCount", "issueCount"].map(|count| format!("{list}.{count}"));
        let told = totals.iter().find_map(|field| Some((field, whole.beside.count(field).filter(|total| *total > whole.rows)?)));
        if let Some((field, total)) = told {
            why.push(format!("`{field}` counts {total} and the file holds {}", whole.rows));
        }
    }
    why
}

/// Totals that an answer states of itself, by the names that it gives them.
pub fn totals(whole: &Whole) -> impl Iterator<Item = (String, String)> {
    let stated = ["total", "total_count", "totalCount", "totalSize", "size", "count"].into_iter();
    stated.filter_map(|field| Some((field.to_owned(), whole.beside.count(field)?.to_string())))
}

/// Why a file with just as many rows as its source gives at the most may have been cut; none for other counts.
pub fn capped(rows: u64, limit: u64, source: &str) -> Option<String> {
    (rows > 0 && rows.is_multiple_of(limit))
        .then(|| format!("{source} stops at {limit} rows without a word, and the file holds {rows}: export shorter periods"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(beside: Value, rows: u64) -> Vec<String> {
        incomplete(&Whole { beside: beside.into(), rows, declared_empty: false })
    }

    #[test]
    fn further_pages_are_told() {
        for beside in [
            json!({ "@odata.nextLink": "https://graph.example.test/next" }),
            json!({ "links": { "next": "/v1/incidents?page=2" } }),
            json!({ "has_more": true }),
            json!({ "total": 3 }),
        ] {
            assert_eq!(of(beside.clone(), 2).len(), 1, "{beside}");
        }
    }

    #[test]
    fn a_last_page_is_none() {
        let beside = json!({ "nextPageToken": "", "links": { "next": null }, "has_more": false, "total": 2, "cursor": null });
        assert_eq!(of(beside, 2), Vec::<String>::new());
    }

    #[test]
    fn caps() {
        assert!(capped(10_000, 10_000, "the log").is_some());
        assert!(capped(9_999, 10_000, "the log").is_none() && capped(0, 10_000, "the log").is_none());
    }
}
