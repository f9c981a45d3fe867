//! Writing one part: rows in, an encrypted file out, or nothing.

use crate::{
    columns::Columns,
    error::LogsError,
    key::PartKeys,
    part::{self, Part},
    schema::{self, Column, Line, SCHEMA, Values},
};
use chrono::Datelike;
use chrono_tz::Tz;
use datafusion::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder},
    schema::types::ColumnPath,
};
use model::{EvidenceId, GatewayRow, Position, gateway::Extra};
use std::{
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

/// Rows gathered before they are encoded.
const BATCH_ROWS: usize = 8_192;
/// Bytes of text gathered before they are encoded.
const BATCH_TEXT: usize = 8 << 20;
/// Rows of a row group: what a reader skips or takes as a whole.
const GROUP_ROWS: usize = 65_536;
/// Bytes of text in a row group, before compression: bounds the memory of writer and reader where prompts are long.
const GROUP_TEXT: usize = 128 << 20;
/// The most text that one row may have.
const ROW_TEXT: usize = 256 << 20;
/// Days before and after which the engine's times are not trusted; the text of the stamp remains.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// A part in the making. Dropped without [`Writer::finish`] it leaves nothing behind.
pub struct Writer {
    dir: PathBuf,
    name: String,
    evidence: i64,
    zone: Tz,
    columns: Columns,
    file: Option<ArrowWriter<File>>,
    rows: u64,
    group_rows: usize,
    group_text: usize,
    position: String,
    at_text: String,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("name", &self.name).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Writer {
    /// Starts a part for the rows of one piece of evidence.
    pub(crate) fn new(dir: &Path, keys: &PartKeys, zone: Tz, evidence: EvidenceId) -> Result<Self, LogsError> {
        let name = part::new_name()?;
        let path = part::partial_path_of(dir, &name);
        let properties = properties(keys, &name).map_err(|error| encode(&name, &error))?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(LogsError::io("create", &path))?;
        let mut writer = Self {
            dir: dir.to_owned(),
            evidence: evidence.0.into(),
            zone,
            columns: Columns::new(),
            file: None,
            rows: 0,
            group_rows: 0,
            group_text: 0,
            position: String::new(),
            at_text: String::new(),
            name,
        };
        let opened = ArrowWriter::try_new(file, schema::arrow(), Some(properties));
        writer.file = Some(opened.map_err(|error| encode(&writer.name, &error))?);
        Ok(writer)
    }

    /// Adds a row: where it stands in the evidence, its fields, and what of it has no field.
    pub fn push(&mut self, position: &Position, row: &GatewayRow, extra: &Extra) -> Result<(), LogsError> {
        self.position.clear();
        self.at_text.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.position, "{position}");
        if let Some(at) = row.at {
            let _ = write!(self.at_text, "{at}");
        }
        let extra = if extra.is_empty() { String::new() } else { self.json(extra)? };
        self.check_size(row, &extra)?;
        let at = row.at.filter(|at| YEARS.contains(&at.earliest(Tz::UTC).year()));
        self.columns.push(&Line {
            evidence: self.evidence,
            position: &self.position,
            at: at.map(|at| at.earliest(self.zone)),
            at_text: &self.at_text,
            day: at.map(|at| at.day(self.zone)),
            row,
            extra: &extra,
        });
        self.rows += 1;
        if self.columns.rows() >= BATCH_ROWS || self.columns.text() >= BATCH_TEXT { self.encode_batch() } else { Ok(()) }
    }

    /// Rows taken so far.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes what is left, makes the file last and gives it its name as a part.
    pub fn finish(mut self) -> Result<Part, LogsError> {
        self.encode_batch()?;
        let partial = part::partial_path_of(&self.dir, &self.name);
        let Some(mut file) = self.file.take() else { return Err(self.closed()) };
        let done = file.finish().map_err(|error| encode(&self.name, &error)).and_then(|_| {
            file.inner().sync_all().map_err(LogsError::io("write out", &partial))?;
            file.inner().metadata().map(|found| found.len()).map_err(LogsError::io("look at", &partial))
        });
        drop(file);
        let done = done.and_then(|bytes| {
            let path = part::path_of(&self.dir, &self.name);
            fs::rename(&partial, &path).map_err(LogsError::io("rename to its final name", &partial))?;
            part::sync_dir(&self.dir)?;
            Ok(Part { name: self.name.clone(), rows: self.rows, bytes })
        });
        if done.is_err() {
            part::remove_file(&partial)?;
        }
        done
    }

    fn json(&self, extra: &Extra) -> Result<String, LogsError> {
        serde_json::to_string(extra).map_err(|error| LogsError::Encode { name: self.name.clone(), reason: error.to_string() })
    }

    /// Refuses a row that is too large for the file's form, before anything of it is taken.
    fn check_size(&self, row: &GatewayRow, extra: &str) -> Result<(), LogsError> {
        let prose = [&row.input, &row.output, &row.guardrail, &row.fallback_reason];
        let bytes = extra.len() + prose.iter().filter_map(|text| text.as_ref()).map(String::len).sum::<usize>();
        if bytes <= ROW_TEXT {
            return Ok(());
        }
        Err(LogsError::RowTooLarge { position: self.position.clone(), bytes, limit: ROW_TEXT })
    }

    /// Encodes what was gathered, and ends the row group when it is full.
    fn encode_batch(&mut self) -> Result<(), LogsError> {
        let (rows, text) = (self.columns.rows(), self.columns.text());
        if rows == 0 {
            return Ok(());
        }
        self.group_rows += rows;
        self.group_text += text;
        let full = self.group_rows >= GROUP_ROWS || self.group_text >= GROUP_TEXT;
        let Some(file) = self.file.as_mut() else { return Err(self.closed()) };
        let batch = self.columns.take().map_err(ParquetError::from);
        let encoded = batch.and_then(|batch| file.write(&batch)).and_then(|()| if full { file.flush() } else { Ok(()) });
        if full {
            (self.group_rows, self.group_text) = (0, 0);
        }
        encoded.map_err(|error| encode(&self.name, &error))
    }

    fn closed(&self) -> LogsError {
        LogsError::Encode { name: self.name.clone(), reason: "the part is closed already".into() }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            drop(file);
            // What cannot be deleted now is an orphan, which the next start deletes.
            let _ = part::remove_file(&part::partial_path_of(&self.dir, &self.name));
        }
    }
}

fn encode(name: &str, error: &ParquetError) -> LogsError {
    LogsError::Encode { name: name.to_owned(), reason: error.to_string() }
}

/// How a part is laid out: encrypted whole, compressed, dictionaries and statistics where they pay.
fn properties(keys: &PartKeys, name: &str) -> Result<WriterProperties, ParquetError> {
    let builder = WriterProperties::builder()
        .with_file_encryption_properties(keys.encryption(name)?)
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_created_by("fieldwork".to_owned())
        .set_max_row_group_row_count(Some(GROUP_ROWS + BATCH_ROWS))
        .set_statistics_enabled(EnabledStatistics::Chunk);
    Ok(SCHEMA.iter().fold(builder, lay_out).build())
}

fn lay_out(builder: WriterPropertiesBuilder, column: &Column) -> WriterPropertiesBuilder {
    let path = || ColumnPath::from(column.name);
    let builder = builder.set_column_dictionary_enabled(path(), column.values == Values::Few);
    match column.values {
        Values::Prose => builder.set_column_statistics_enabled(path(), EnabledStatistics::None),
        Values::Few | Values::Many if matches!(column.name, "at" | "day") => {
            builder.set_column_statistics_enabled(path(), EnabledStatistics::Page)
        }
        Values::Few | Values::Many => builder,
    }
}
