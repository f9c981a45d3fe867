//! Records gathered into columns, a batch at a time.

use crate::schema::{Column, Line, Read, Table};
use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::{
    array::{
        ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, RecordBatch, StringViewBuilder,
        TimestampMicrosecondBuilder,
    },
    datatypes::SchemaRef,
    error::ArrowError,
};
use model::Stamp;
use std::{fmt::Write as _, sync::Arc};

/// The columns of a batch while it grows.
pub(crate) struct Columns {
    schema: SchemaRef,
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
    Time(TimestampMicrosecondBuilder, fn(&Line) -> Option<DateTime<Utc>>),
    Day(Date32Builder, fn(&Line) -> Option<NaiveDate>),
    Written(StringViewBuilder, fn(&Line) -> Option<Stamp>, String),
}

impl Columns {
    pub(crate) fn new(table: &Table) -> Self {
        Self { schema: table.arrow(), builders: table.columns().map(Builder::new).collect(), rows: 0, text: 0 }
    }

    /// What the batches look like.
    pub(crate) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Rows gathered since the last batch.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of text gathered since the last batch.
    pub(crate) const fn text(&self) -> usize {
        self.text
    }

    /// Bytes of text that a row would take.
    pub(crate) fn measure(&self, line: &Line) -> usize {
        self.builders.iter().map(|builder| builder.measure(line)).sum()
    }

    /// Adds a row, which takes so many bytes of text.
    pub(crate) fn push(&mut self, line: &Line, text: usize) {
        self.rows += 1;
        self.text += text;
        self.builders.iter_mut().for_each(|builder| builder.push(line));
    }

    /// Takes what was gathered and starts anew.
    pub(crate) fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        self.text = 0;
        RecordBatch::try_new(self.schema(), self.builders.iter_mut().map(Builder::take).collect())
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
            Read::Written(read) => Self::Written(StringViewBuilder::new(), read, String::new()),
        }
    }

    /// Bytes of text of a row's value; those of times are few and alike.
    fn measure(&self, line: &Line) -> usize {
        if let Self::Text(_, read) = self { read(line).map_or(0, str::len) } else { 0 }
    }

    /// Adds a row's value.
    fn push(&mut self, line: &Line) {
        match self {
            Self::Text(builder, read) => builder.append_option(read(line).filter(|text| !text.trim().is_empty())),
            Self::Int(builder, read) => builder.append_option(read(line)),
            Self::Float(builder, read) => builder.append_option(read(line)),
            Self::Truth(builder, read) => builder.append_option(read(line)),
            Self::Time(builder, read) => builder.append_option(read(line).map(|at| at.timestamp_micros())),
            Self::Day(builder, read) => builder.append_option(read(line).map(days_since_epoch)),
            Self::Written(builder, read, text) => match read(line) {
                None => builder.append_null(),
                Some(at) => {
                    text.clear();
                    // Writing to a string cannot fail.
                    let _ = write!(text, "{at}");
                    builder.append_value(text.as_str());
                }
            },
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder, _) | Self::Written(builder, ..) => Arc::new(builder.finish()),
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
