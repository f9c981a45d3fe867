//! Rows gathered into columns, a batch at a time.

use crate::schema::{self, Column, Line, Read, SCHEMA};
use chrono::NaiveDate;
use datafusion::arrow::{
    array::{
        ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, RecordBatch, StringViewBuilder,
        TimestampMicrosecondBuilder,
    },
    error::ArrowError,
};
use std::sync::Arc;

/// The columns of a batch while it grows.
pub(crate) struct Columns {
    builders: Vec<Builder>,
    rows: usize,
    text: usize,
}

/// A column while it grows, with the way to read its values.
enum Builder {
    Text(StringViewBuilder, for<'a> fn(&Line<'a>) -> Option<&'a str>),
    Int(Int64Builder, fn(&Line) -> Option<i64>),
    Float(Float64Builder, fn(&Line) -> Option<f64>),
    Truth(BooleanBuilder, fn(&Line) -> Option<bool>),
    Time(TimestampMicrosecondBuilder, fn(&Line) -> Option<chrono::DateTime<chrono::Utc>>),
    Day(Date32Builder, fn(&Line) -> Option<NaiveDate>),
}

impl Columns {
    pub(crate) fn new() -> Self {
        Self { builders: SCHEMA.iter().map(Builder::new).collect(), rows: 0, text: 0 }
    }

    /// Rows gathered since the last batch.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of text gathered since the last batch.
    pub(crate) const fn text(&self) -> usize {
        self.text
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, line: &Line) {
        self.rows += 1;
        for builder in &mut self.builders {
            self.text += builder.push(line);
        }
    }

    /// Takes what was gathered and starts anew.
    pub(crate) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        self.text = 0;
        RecordBatch::try_new(schema::arrow(), self.builders.iter_mut().map(Builder::take).collect())
    }
}

impl Builder {
    fn new(column: &Column) -> Self {
        match column.read {
            Read::Text(read) => Self::Text(StringViewBuilder::new(), read),
            Read::Int(read) => Self::Int(Int64Builder::new(), read),
            Read::Float(read) => Self::Float(Float64Builder::new(), read),
            Read::Truth(read) => Self::Truth(BooleanBuilder::new(), read),
            Read::Time(read) => Self::Time(TimestampMicrosecondBuilder::new().with_timezone("UTC"), read),
            Read::Day(read) => Self::Day(Date32Builder::new(), read),
        }
    }

    /// Adds a row's value; returns the bytes of text that it took.
    fn push(&mut self, line: &Line) -> usize {
        match self {
            Self::Text(builder, read) => {
                let text = read(line).filter(|text| !text.trim().is_empty());
                builder.append_option(text);
                return text.map_or(0, str::len);
            }
            Self::Int(builder, read) => builder.append_option(read(line)),
            Self::Float(builder, read) => builder.append_option(read(line)),
            Self::Truth(builder, read) => builder.append_option(read(line)),
            Self::Time(builder, read) => builder.append_option(read(line).map(|at| at.timestamp_micros())),
            Self::Day(builder, read) => builder.append_option(read(line).map(days_since_epoch)),
        }
        0
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder, _) => Arc::new(builder.finish()),
            Self::Int(builder, _) => Arc::new(builder.finish()),
            Self::Float(builder, _) => Arc::new(builder.finish()),
            Self::Truth(builder, _) => Arc::new(builder.finish()),
            Self::Time(builder, _) => Arc::new(builder.finish()),
            Self::Day(builder, _) => Arc::new(builder.finish()),
        }
    }
}

/// Days since 1 January 1970.
fn days_since_epoch(day: NaiveDate) -> i32 {
    day.to_epoch_days()
}
