//! The columns of a gateway log: one list, from which files, the SQL table and the documentation are made.
//!
//! To add a column, append an entry: files written before answer null for it.

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use model::GatewayRow;
use std::sync::{Arc, LazyLock};

use Read::{Day, Float, Int, Text, Time, Truth};
use Values::{Few, Many, Prose};

/// Name of the table in SQL.
pub const TABLE: &str = "gateway";

/// One table in SQL.
#[derive(Debug)]
pub struct Table {
    /// Its name in SQL.
    pub name: &'static str,
}

/// The tables, by name.
pub const TABLES: &[Table] = &[Table { name: TABLE }];

impl Table {
    pub(crate) fn arrow(&self) -> SchemaRef {
        arrow()
    }
}

/// One column of the table `gateway`.
#[derive(Debug)]
pub struct Column {
    /// Its name in SQL.
    pub name: &'static str,
    /// What it holds, for people who write checks.
    pub about: &'static str,
    /// Whether it can be null.
    pub nullable: bool,
    pub(crate) values: Values,
    pub(crate) read: Read,
}

/// How many different values a column has, which decides how it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// Few: a dictionary pays.
    Few,
    /// Nearly as many as rows.
    Many,
    /// Text of any length, never worth statistics.
    Prose,
}

/// A row with what is worked out of it once: places, times and JSON as text.
pub(crate) struct Line<'a> {
    pub(crate) evidence: i64,
    pub(crate) position: &'a str,
    pub(crate) at: Option<DateTime<Utc>>,
    pub(crate) at_text: &'a str,
    pub(crate) day: Option<NaiveDate>,
    pub(crate) row: &'a GatewayRow,
    pub(crate) extra: &'a str,
}

/// How a column's value is read from a row; the type of the column follows from it.
#[derive(Debug)]
pub(crate) enum Read {
    Text(for<'a> fn(&Line<'a>) -> Option<&'a str>),
    Int(fn(&Line) -> Option<i64>),
    Float(fn(&Line) -> Option<f64>),
    Truth(fn(&Line) -> Option<bool>),
    Time(fn(&Line) -> Option<DateTime<Utc>>),
    Day(fn(&Line) -> Option<NaiveDate>),
}

impl Column {
    /// The column's type as SQL names it.
    pub const fn sql_type(&self) -> &'static str {
        match self.read {
            Text(_) => "VARCHAR",
            Int(_) => "BIGINT",
            Float(_) => "DOUBLE",
            Truth(_) => "BOOLEAN",
            Time(_) => "TIMESTAMP WITH TIME ZONE",
            Day(_) => "DATE",
        }
    }

    fn field(&self) -> Field {
        let kind = match self.read {
            Text(_) => DataType::Utf8View,
            Int(_) => DataType::Int64,
            Float(_) => DataType::Float64,
            Truth(_) => DataType::Boolean,
            Time(_) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Day(_) => DataType::Date32,
        };
        Field::new(self.name, kind, self.nullable)
    }
}

/// The schema for files and for the engine.
pub(crate) fn arrow() -> SchemaRef {
    static SHARED: LazyLock<SchemaRef> =
        LazyLock::new(|| Arc::new(Schema::new(SCHEMA.iter().map(Column::field).collect::<Vec<_>>())));
    Arc::clone(&SHARED)
}

/// A column that can be null.
const fn column(name: &'static str, about: &'static str, values: Values, read: Read) -> Column {
    Column { name, about, nullable: true, values, read }
}

/// The columns of the table `gateway`, in order. A text that is empty or blank in the source is null.
pub const SCHEMA: &[Column] = &[
    Column {
        name: "evidence",
        about: "Number of the evidence that the row was read from.",
        nullable: false,
        values: Few,
        read: Int(|line| Some(line.evidence)),
    },
    Column {
        name: "position",
        about: "Where the row stands in that file: `line 12`, `row 7`, a JSON path or a byte.",
        nullable: false,
        values: Many,
        read: Text(|line| Some(line.position)),
    },
    column("at", "When the call started, in UTC; a time without a zone is read in the company's.", Many, Time(|line| line.at)),
    column(
        "at_text",
        "The same as the source wrote it, with no zone where it named none.",
        Many,
        Text(|line| Some(line.at_text)),
    ),
    column("day", "The calendar day of the call in the company's time zone.", Few, Day(|line| line.day)),
    column("request_id", "Id of the request.", Many, Text(|line| line.row.request_id.as_deref())),
    column("trace_id", "Id of the trace.", Many, Text(|line| line.row.trace_id.as_deref())),
    column("sequence", "Number that the gateway gave the row in order.", Many, Int(|line| line.row.sequence)),
    column("route", "Route, key alias or model group.", Few, Text(|line| line.row.route.as_deref())),
    column("user_id", "The user on whose behalf the call was made.", Few, Text(|line| line.row.user.as_deref())),
    column("tenant", "Tenant, team or organisation.", Few, Text(|line| line.row.tenant.as_deref())),
    column("provider", "The provider that answered.", Few, Text(|line| line.row.provider.as_deref())),
    column("model", "The model that answered.", Few, Text(|line| line.row.model.as_deref())),
    column("model_version", "Version of the model that answered.", Few, Text(|line| line.row.model_version.as_deref())),
    column("model_requested", "The model that was asked for.", Few, Text(|line| line.row.model_requested.as_deref())),
    column("prompt_version", "Version of the prompt.", Few, Text(|line| line.row.prompt_version.as_deref())),
    column("status", "Outcome as the source words it.", Few, Text(|line| line.row.status.as_deref())),
    column("fallback", "Whether another than the first choice answered.", Few, Truth(|line| line.row.fallback)),
    column("fallback_reason", "Why it fell back.", Few, Text(|line| line.row.fallback_reason.as_deref())),
    column("cache_hit", "Whether a cache answered.", Few, Truth(|line| line.row.cache_hit)),
    column("guardrail", "Decisions of guardrails, as the source words them.", Few, Text(|line| line.row.guardrail.as_deref())),
    column("tokens_in", "Tokens in.", Few, Int(|line| line.row.tokens_in)),
    column("tokens_out", "Tokens out.", Few, Int(|line| line.row.tokens_out)),
    column("cost", "Cost in the source's currency.", Many, Float(|line| line.row.cost)),
    column("latency_ms", "Duration in milliseconds.", Many, Float(|line| line.row.latency_ms)),
    column("region", "Region that served the call.", Few, Text(|line| line.row.region.as_deref())),
    column("input", "Text that went in, in full.", Prose, Text(|line| line.row.input.as_deref())),
    column("output", "Text that came out, in full.", Prose, Text(|line| line.row.output.as_deref())),
    column("extra", "What of the source's row has no column here, as a JSON object.", Prose, Text(|line| Some(line.extra))),
];
