//! How long rows of the log may be kept: by class of data, by route, by table, or for all.

use crate::{
    evaluator::{LogAnswers, Query},
    gateway,
    words::{fold, told},
};
use chrono::NaiveDate;
use model::{EvidenceId, ParameterSpec, Pointer, Terms};
use std::collections::BTreeMap;

/// The days of retention.
pub(crate) static RETENTION: ParameterSpec = ParameterSpec {
    id: "log-retention-days",
    title: "Days for which rows of the log may be kept, as `class=days` separated by commas, where a class is a class of data, \
            a route or a table (gateway, span, score); a number alone is for all others",
    default: "",
    source: "none: how long prompts are kept is the company's own decision",
};

/// Rows of one class in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Class {
    /// The table.
    pub table: &'static str,
    /// The class of the data, where told.
    pub data: Option<String>,
    /// The route, where told.
    pub route: Option<String>,
}

impl Class {
    /// As people read it.
    pub(crate) fn words(&self) -> String {
        let data = self.data.iter().map(|data| format!("class {data}"));
        let route = self.route.iter().map(|route| format!("route {route}"));
        [self.table.to_owned()].into_iter().chain(data).chain(route).collect::<Vec<_>>().join(", ")
    }

    /// The days for which it may be kept by the value in force on a day, with the entry that says so.
    pub(crate) fn days(&self, terms: &Terms, day: NaiveDate) -> Option<(u32, String)> {
        let entries = terms.words(&RETENTION, day);
        let names = [self.data.as_deref(), self.route.as_deref(), Some(self.table)].into_iter().flatten().map(fold);
        let of = |name: &str| {
            let entry = entries.iter().find(|entry| entry.split_once('=').is_some_and(|(left, _)| left.trim() == name))?;
            Some((entry.split_once('=')?.1.trim().parse().ok()?, entry.clone()))
        };
        let all = || entries.iter().find_map(|entry| Some((entry.parse().ok()?, entry.clone())));
        names.into_iter().find_map(|name| of(&name)).or_else(all)
    }
}

/// Rows of a class in a file, by day.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Rows and the first of them, by day.
    pub days: BTreeMap<NaiveDate, (i64, Option<Pointer>)>,
}

/// The queries: rows by file, class and day.
pub(crate) fn queries() -> Vec<Query> {
    let one = |name: &'static str, data: &str, route: &str| {
        let sql = format!(
            "SELECT evidence, {data} AS data, {route} AS route, CAST(day AS VARCHAR) AS day, count(*) AS rows, \
             first_value(position ORDER BY at, position) AS position FROM {name} WHERE day IS NOT NULL GROUP BY evidence, {data}, {route}, day"
        );
        Query { name, sql: sql.replace(", NULL, NULL, day", ", day") }
    };
    vec![one("gateway", "data_class", "route"), one("score", "NULL", "NULL"), one("span", "NULL", "NULL")]
}

/// What each file holds, by class.
pub(crate) fn kept(answers: &LogAnswers) -> BTreeMap<(EvidenceId, Class), Kept> {
    let mut all: BTreeMap<(EvidenceId, Class), Kept> = BTreeMap::new();
    for table in ["gateway", "score", "span"] {
        let Some(rows) = gateway::answer(answers, table) else { continue };
        for row in 0..rows.rows.len() {
            let text = |column| told(rows.text(row, column)).map(str::to_owned);
            let Some(evidence) = rows.int(row, "evidence").and_then(|id| u32::try_from(id).ok()) else { continue };
            let Some(day) = rows.text(row, "day").and_then(|day| day.parse().ok()) else { continue };
            let class = Class { table, data: text("data"), route: text("route") };
            let kept = all.entry((EvidenceId(evidence), class)).or_default();
            kept.days.insert(day, (rows.int(row, "rows").unwrap_or(0), gateway::pointer(rows, row)));
        }
    }
    all
}
