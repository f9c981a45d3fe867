//! The tables of the log: one list of columns each, from which files, the SQL tables and the documentation are made.
//!
//! To add a column, append an entry: files written before answer null for it.

mod finding;
mod gateway;
mod score;
mod span;

pub(crate) use finding::findings;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use model::{Data, Kind, Stamp};
use std::sync::Arc;

use Read::{Day, Float, Int, Text, Time, Truth, Written};
use Values::{Few, Many, Prose};

/// Days before and after which the engine's times are not trusted; the text of the stamp remains.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// What the detectors found in the texts of the others.
pub const FINDING: Table = finding::TABLE;

/// One table in SQL.
#[derive(Debug)]
pub struct Table {
    /// Its name in SQL.
    pub name: &'static str,
    /// What a row of it is, for people who write checks.
    pub about: &'static str,
    /// The records that are its rows; none: it is made of the other tables.
    pub kind: Option<Kind>,
    own: &'static [Column],
}

/// The tables of what was imported, by name.
pub const TABLES: &[Table] = &[gateway::TABLE, score::TABLE, span::TABLE];

impl Table {
    /// The table that holds records of a kind; none for records of the map.
    pub fn of(kind: Kind) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.kind == Some(kind))
    }

    /// The table of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().chain([&FINDING]).find(|table| table.name == name)
    }

    /// Its columns, in order. A text that is empty or blank in the source is null.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        FIRST.iter().chain(self.own).chain(LAST)
    }

    /// What of a record a row can be looked up by.
    pub(crate) fn ids<'a>(&self, line: &Line<'a>) -> impl Iterator<Item = &'a str> {
        let told = |column: &Column| match (column.values, column.read) {
            (Values::Id, Text(read)) => read(line).filter(|id| !id.trim().is_empty()),
            _ => None,
        };
        self.own.iter().filter_map(told)
    }

    /// Names of the columns by which rows are looked up.
    pub(crate) fn looked_up(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.own.iter().filter(|column| column.values == Values::Id).map(|column| column.name)
    }

    /// The schema for files and for the engine.
    pub(crate) fn arrow(&self) -> SchemaRef {
        Arc::new(Schema::new(self.columns().map(Column::field).collect::<Vec<_>>()))
    }
}

/// One column of a table.
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
    /// As many, and rows are looked up by it: the side file of a part tells where each value stands.
    Id,
    /// Text of any length, never worth statistics.
    Prose,
}

/// A record with what is worked out of it once: its place, its time and its JSON as text.
pub(crate) struct Line<'a> {
    pub(crate) evidence: i64,
    pub(crate) position: &'a str,
    pub(crate) at: Option<Stamp>,
    pub(crate) data: &'a Data,
    pub(crate) extra: &'a str,
    pub(crate) zone: Tz,
}

impl Line<'_> {
    /// The instant of a time; those without a zone are read in the company's.
    fn utc(&self, stamp: Option<Stamp>) -> Option<DateTime<Utc>> {
        trusted(stamp).map(|at| at.earliest(self.zone))
    }

    /// The day of a time in the company's zone.
    fn day(&self, stamp: Option<Stamp>) -> Option<NaiveDate> {
        trusted(stamp).map(|at| at.day(self.zone))
    }
}

/// A time that the engine can hold.
fn trusted(stamp: Option<Stamp>) -> Option<Stamp> {
    let year = |at: &Stamp| match at {
        Stamp::Instant(at) => at.year(),
        Stamp::Local(local) => local.year(),
        Stamp::Day(day) => day.year(),
    };
    stamp.filter(|at| YEARS.contains(&year(at)))
}

/// How a column's value is read from a record; the type of the column follows from it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Read {
    Text(for<'a> fn(&Line<'a>) -> Option<&'a str>),
    Int(fn(&Line) -> Option<i64>),
    Float(fn(&Line) -> Option<f64>),
    Truth(fn(&Line) -> Option<bool>),
    Time(fn(&Line) -> Option<DateTime<Utc>>),
    Day(fn(&Line) -> Option<NaiveDate>),
    /// A time as the source wrote it.
    Written(fn(&Line) -> Option<Stamp>),
}

impl Column {
    /// The column's type as SQL names it.
    pub const fn sql_type(&self) -> &'static str {
        match self.read {
            Text(_) | Written(_) => "VARCHAR",
            Int(_) => "BIGINT",
            Float(_) => "DOUBLE",
            Truth(_) => "BOOLEAN",
            Time(_) => "TIMESTAMP WITH TIME ZONE",
            Day(_) => "DATE",
        }
    }

    fn field(&self) -> Field {
        let kind = match self.read {
            Text(_) | Written(_) => DataType::Utf8View,
            Int(_) => DataType::Int64,
            Float(_) => DataType::Float64,
            Truth(_) => DataType::Boolean,
            Time(_) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Day(_) => DataType::Date32,
        };
        Field::new(self.name, kind, self.nullable)
    }
}

/// A column that can be null.
const fn column(name: &'static str, about: &'static str, values: Values, read: Read) -> Column {
    Column { name, about, nullable: true, values, read }
}

/// What all tables begin with.
const FIRST: &[Column] = &[
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
    column(
        "at",
        "When it took place or began, in UTC; a time without a zone is read in the company's.",
        Many,
        Time(|line| line.utc(line.at)),
    ),
    column("at_text", "The same as the source wrote it, with no zone where it named none.", Many, Written(|line| line.at)),
    column("day", "The calendar day of `at` in the company's time zone.", Few, Day(|line| line.day(line.at))),
];

/// What all tables end with.
const LAST: &[Column] =
    &[column("extra", "What of the source's row has no column here, as a JSON object.", Prose, Text(|line| Some(line.extra)))];
