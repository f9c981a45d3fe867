//! The engine's columns turned into cells.

use crate::{error::LogsError, store::Settings};
use chrono::{DateTime, SecondsFormat, Utc};
use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, RecordBatch},
        compute::cast,
        datatypes::{DataType, Float64Type, Int64Type, Schema, TimeUnit, TimestampMicrosecondType},
        error::ArrowError,
        util::display::{ArrayFormatter, FormatOptions},
    },
    common::DataFusionError,
};
use model::{Cell, LogRows};
use std::io::ErrorKind;

/// An answer while it grows, with an eye on its size: it lies outside the engine's own accounting.
#[derive(Debug)]
pub(crate) struct Answer {
    rows: LogRows,
    bytes: usize,
    limit: usize,
}

impl Answer {
    pub(crate) fn new(schema: &Schema, limit: usize) -> Self {
        let columns = schema.fields().iter().map(|field| field.name().clone()).collect();
        Self { rows: LogRows { columns, rows: Vec::new() }, bytes: 0, limit }
    }

    /// Appends a batch.
    pub(crate) fn push(&mut self, batch: &RecordBatch) -> Result<(), DataFusionError> {
        let mut rows: Vec<Vec<Cell>> = (0..batch.num_rows()).map(|_| Vec::with_capacity(batch.num_columns())).collect();
        for column in batch.columns() {
            for (row, cell) in rows.iter_mut().zip(cells(column)?) {
                self.bytes += size_of::<Cell>() + if let Cell::Text(text) = &cell { text.len() } else { 0 };
                row.push(cell);
            }
            if self.bytes > self.limit {
                return Err(DataFusionError::ResourcesExhausted("the answer itself".into()));
            }
        }
        self.rows.rows.extend(rows);
        Ok(())
    }

    pub(crate) fn finish(self) -> LogRows {
        self.rows
    }
}

/// Whether an error may come from the files rather than from the query.
pub(crate) fn may_be_damage(error: &DataFusionError) -> bool {
    use DataFusionError as E;
    match error.find_root() {
        E::SQL(..) | E::Plan(_) | E::SchemaError(..) | E::NotImplemented(_) | E::Configuration(_) | E::ResourcesExhausted(_) => {
            false
        }
        _ if is_full(error) => false,
        E::ArrowError(error, _) => {
            matches!(**error, ArrowError::ParquetError(_) | ArrowError::ExternalError(_) | ArrowError::IoError(..))
        }
        _ => true,
    }
}

/// Whether what a query puts aside was more than it may.
fn is_full(error: &DataFusionError) -> bool {
    match error.find_root() {
        DataFusionError::IoError(error) => error.kind() == ErrorKind::QuotaExceeded,
        DataFusionError::ArrowError(error, _) => {
            matches!(&**error, ArrowError::IoError(_, error) if error.kind() == ErrorKind::QuotaExceeded)
        }
        _ => false,
    }
}

/// The error for an engine's failure that no damaged part explains.
pub(crate) fn refused(error: &DataFusionError, settings: Settings) -> LogsError {
    match error.find_root() {
        _ if is_full(error) => LogsError::Disk { limit: settings.disk },
        DataFusionError::ResourcesExhausted(_) => LogsError::Memory { limit: settings.memory },
        _ => LogsError::Query { reason: error.strip_backtrace() },
    }
}

/// The cells of a column.
fn cells(column: &ArrayRef) -> Result<Vec<Cell>, ArrowError> {
    use DataType as T;
    Ok(match column.data_type() {
        T::Null => vec![Cell::Null; column.len()],
        T::Boolean => column.as_boolean().iter().map(|value| value.map_or(Cell::Null, Cell::Bool)).collect(),
        T::Int8 | T::Int16 | T::Int32 | T::Int64 | T::UInt8 | T::UInt16 | T::UInt32 => {
            let whole = cast(column, &T::Int64)?;
            whole.as_primitive::<Int64Type>().iter().map(|value| value.map_or(Cell::Null, Cell::Int)).collect()
        }
        T::Float16 | T::Float32 | T::Float64 => {
            let number = cast(column, &T::Float64)?;
            number.as_primitive::<Float64Type>().iter().map(|value| value.map_or(Cell::Null, Cell::Float)).collect()
        }
        T::Utf8View => column.as_string_view().iter().map(text).collect(),
        T::Utf8 => column.as_string::<i32>().iter().map(text).collect(),
        T::LargeUtf8 => column.as_string::<i64>().iter().map(text).collect(),
        T::Timestamp(_, _) => times(column)?,
        T::UInt64 => printed(column)?.into_iter().map(whole_if_it_fits).collect(),
        _ => printed(column)?,
    })
}

fn text(value: Option<&str>) -> Cell {
    value.map_or(Cell::Null, |text| Cell::Text(text.to_owned()))
}

/// A number beyond what a cell can hold stays text, digit by digit.
fn whole_if_it_fits(cell: Cell) -> Cell {
    match &cell {
        Cell::Text(digits) => digits.parse().map_or(cell, Cell::Int),
        Cell::Null | Cell::Bool(_) | Cell::Int(_) | Cell::Float(_) => cell,
    }
}

/// Times of any unit as RFC 3339 in UTC; those without a zone are taken as UTC, which the engine's arithmetic keeps.
fn times(column: &ArrayRef) -> Result<Vec<Cell>, ArrowError> {
    let micros = cast(column, &DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())))?;
    let time = |micros| match DateTime::<Utc>::from_timestamp_micros(micros) {
        Some(at) => Cell::Text(at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
        None => Cell::Null,
    };
    Ok(micros.as_primitive::<TimestampMicrosecondType>().iter().map(|value| value.map_or(Cell::Null, time)).collect())
}

/// Everything else as the engine prints it: days as ISO text, decimals digit by digit, lists and structs in brackets.
fn printed(column: &ArrayRef) -> Result<Vec<Cell>, ArrowError> {
    let options = FormatOptions::new();
    let formatter = ArrayFormatter::try_new(column.as_ref(), &options)?;
    (0..column.len())
        .map(|row| {
            if column.is_null(row) {
                return Ok(Cell::Null);
            }
            let mut text = String::new();
            formatter.value(row).write(&mut text)?;
            Ok(Cell::Text(text))
        })
        .collect()
}
