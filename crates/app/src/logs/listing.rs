//! The rows of logs where people look at single ones: a page of a file, the row that a pointer names with its neighbours,
//! and what it tells in a timeline. Rows of several tables that came in one file are shown together.

use crate::{
    AppError,
    contract::{
        PageRequest,
        evidence::{RecordPage, RecordRow},
    },
    session::{Open, parts_of},
    words::count,
};
use logs::{Part, Table};
use model::{Cell, Evidence, Kind, LogRows, Position, Stamp};
use std::{collections::BTreeSet, fmt::Write, sync::atomic::AtomicBool};
use store::Read;

/// How many rows are shown before and after the one that was asked for.
const AROUND: u64 = 3;

/// What a list shows of a table; texts in full and the rest are in the detail.
struct Listing {
    kind: Kind,
    shown: &'static [&'static str],
    /// Those of them that a filter looks into.
    sought: &'static str,
}

const LISTINGS: [Listing; 3] = [
    Listing {
        kind: Kind::GatewayRow,
        shown: &[
            "at_text",
            "request_id",
            "user_id",
            "tenant",
            "route",
            "provider",
            "model",
            "model_version",
            "model_requested",
            "status",
            "fallback",
            "fallback_reason",
            "cache_hit",
            "tokens_in",
            "tokens_out",
            "cost",
            "latency_ms",
        ],
        sought: "position, request_id, user_id, tenant, route, provider, model, model_requested, status",
    },
    Listing {
        kind: Kind::Span,
        shown: &[
            "at_text",
            "about",
            "name",
            "trace_id",
            "span_id",
            "parent_id",
            "duration_ms",
            "status",
            "user_id",
            "session",
            "tool",
            "provider",
            "model",
            "prompt",
            "prompt_version",
            "guardrail",
        ],
        sought: "position, about, name, trace_id, span_id, request_id, user_id, session, tool, provider, model, prompt, status",
    },
    Listing {
        kind: Kind::Score,
        shown: &["at_text", "evaluator", "target", "value", "label", "passed", "judged_by", "run", "provider", "model"],
        sought: "position, evaluator, target, label, run, judged_by, provider, model",
    },
];

/// The logs as one use case reads them: the parts of one piece of evidence.
pub(crate) struct Log<'o> {
    open: &'o Open,
    parts: Vec<Part>,
    listings: Vec<&'static Listing>,
}

impl<'o> Log<'o> {
    /// The log that a piece of evidence holds; none: its records are in the map.
    pub(crate) fn of(open: &'o Open, read: &Read<'_>, evidence: &Evidence) -> Result<Option<Self>, AppError> {
        let listings: Vec<_> = LISTINGS.iter().filter(|listing| evidence.records.contains_key(&listing.kind)).collect();
        if listings.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { open, parts: parts_of(read, evidence.id)?, listings }))
    }

    /// A page of its rows by time, those that hold every word of the filter.
    pub(crate) fn page(&self, request: &PageRequest, most: u32, cancel: &AtomicBool) -> Result<RecordPage, AppError> {
        let (limit, offset) = (request.limit.min(most), request.offset);
        let all = self.select(|listing| condition(listing, &request.filter));
        let ask = |sql: String| self.open.logs.query(&self.parts, &sql, Some(cancel));
        let total = ask(format!("SELECT count(*) AS n FROM ({all})"))?;
        let rows = ask(format!("SELECT * FROM ({all}) ORDER BY at, position, kind LIMIT {limit} OFFSET {offset}"))?;
        Ok(page(&rows, count(total.int(0, "n").unwrap_or(0))))
    }

    /// The rows at a place with everything they say, those of the first table first; their kind; their neighbours.
    pub(crate) fn row(&self, at: &str, records: u64) -> Result<Option<(Kind, Fields, RecordPage)>, AppError> {
        let place = quoted(at);
        let (mut found, mut moment, mut fields) = (None, None, Fields::new());
        for listing in &self.listings {
            let rows = self.at(listing, &place)?;
            let Some(row) = rows.rows.first() else { continue };
            let is_first = found.is_none();
            let named = |name: &str| if is_first { name.to_owned() } else { format!("{}: {name}", listing.kind) };
            let said = rows.columns.iter().zip(row).filter(|(_, cell)| **cell != Cell::Null);
            fields.extend(said.map(|(name, cell)| (named(name), text(cell))));
            found = found.or(Some(listing.kind));
            moment = moment.or_else(|| rows.text(0, "at").map(quoted));
        }
        let Some(kind) = found else { return Ok(None) };
        Ok(Some((kind, fields, self.around(&place, moment.as_deref(), records)?)))
    }

    fn around(&self, place: &str, at: Option<&str>, records: u64) -> Result<RecordPage, AppError> {
        let Some(at) = at else { return Ok(page(&LogRows::default(), 1)) };
        let side = |compare: &str, order: &str| {
            let side = self.select(|_| format!("at {compare} {at}"));
            format!("(SELECT * FROM ({side}) ORDER BY at {order}, position {order}, kind {order} LIMIT {AROUND})")
        };
        let own = self.select(|_| format!("position = {place}"));
        let sql = format!(
            "SELECT * FROM ({} UNION ALL {own} UNION ALL {}) ORDER BY at, position, kind",
            side("<", "DESC"),
            side(">", "ASC")
        );
        Ok(page(&self.ask(&sql)?, count(records)))
    }

    /// The listed columns of all its tables, one under the other; what a table does not have is null.
    fn select(&self, condition: impl Fn(&Listing) -> String) -> String {
        let mut columns: Vec<&str> = Vec::new();
        for column in self.listings.iter().flat_map(|listing| listing.shown) {
            if !columns.contains(column) {
                columns.push(column);
            }
        }
        let of = |listing: &&Listing| {
            let own: BTreeSet<&str> = listing.shown.iter().copied().collect();
            let column = |name: &&str| if own.contains(name) { (*name).to_owned() } else { format!("NULL AS {name}") };
            let columns: Vec<String> = columns.iter().map(column).collect();
            let (kind, columns, table) = (listing.kind, columns.join(", "), table(listing.kind));
            format!("SELECT '{kind}' AS kind, position, at, {columns} FROM {table} WHERE {}", condition(listing))
        };
        self.listings.iter().map(of).collect::<Vec<_>>().join(" UNION ALL ")
    }

    fn at(&self, listing: &Listing, place: &str) -> Result<LogRows, AppError> {
        self.ask(&format!("SELECT * FROM {} WHERE position = {place} LIMIT 1", table(listing.kind)))
    }

    fn ask(&self, sql: &str) -> Result<LogRows, AppError> {
        Ok(self.open.logs.query(&self.parts, sql, None)?)
    }

    /// What the rows at a place tell, each with its time and its kind.
    pub(crate) fn moments(&self, at: &Position) -> Result<Vec<(Kind, Option<Stamp>, String)>, AppError> {
        let place = quoted(&at.to_string());
        let mut found = Vec::new();
        for listing in &self.listings {
            let rows = self.at(listing, &place)?;
            if !rows.rows.is_empty() {
                let at = rows.text(0, "at_text").and_then(|text| text.parse().ok());
                found.push((listing.kind, at, told(listing.kind, &rows)));
            }
        }
        Ok(found)
    }
}

/// What is said in the fields of a row.
pub(crate) type Fields = Vec<(String, String)>;

/// What a row tells in words.
fn told(kind: Kind, rows: &LogRows) -> String {
    let told = |column| rows.text(0, column).unwrap_or("not named");
    match kind {
        Kind::Span => {
            let name = rows.text(0, "tool").or_else(|| rows.text(0, "name")).unwrap_or("not named");
            format!("step {name} ({}) of the trace {} for {}", told("about"), told("trace_id"), told("user_id"))
        }
        Kind::Score => {
            let value = ["label", "value", "passed"].iter().find_map(|column| rows.cell(0, column)).map(text);
            format!("{} judged {} as {}", told("evaluator"), told("target"), value.as_deref().unwrap_or("not stated"))
        }
        _ => format!("call answered by {} {} for {}", told("provider"), told("model"), told("user_id")),
    }
}

/// The condition that a row holds every word of a filter, in any case.
fn condition(listing: &Listing, filter: &str) -> String {
    let mut condition = "true".to_owned();
    for word in filter.split_whitespace() {
        let pattern = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        // Writing to a string cannot fail.
        let _ = write!(
            condition,
            " AND lower(concat_ws(' ', '{}', {})) LIKE {}",
            listing.kind,
            listing.sought,
            quoted(&format!("%{pattern}%"))
        );
    }
    condition
}

/// A text as SQL writes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn table(kind: Kind) -> &'static str {
    Table::of(kind).map_or("", |table| table.name)
}

/// Rows as a page: after the kind, the place and the time by which they are ordered come the cells.
fn page(rows: &LogRows, total: u32) -> RecordPage {
    let columns: Vec<String> = rows.columns.iter().skip(3).cloned().collect();
    let row = |cells: &Vec<Cell>| {
        let mut cells = cells.iter().map(text);
        let kind = cells.next().and_then(|kind| Kind::ALL.iter().find(|other| other.id() == kind));
        let at = cells.next().unwrap_or_default();
        RecordRow { at, kind: kind.copied().unwrap_or(Kind::GatewayRow), cells: cells.skip(1).collect() }
    };
    RecordPage { total, columns, rows: rows.rows.iter().map(row).collect() }
}

pub(crate) fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Bool(true) => "yes".to_owned(),
        Cell::Bool(false) => "no".to_owned(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    }
}
