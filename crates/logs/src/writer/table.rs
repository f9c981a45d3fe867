//! Writing one part: rows of one table in, an encrypted file out, or nothing.

use super::encoder::Encoder;
use crate::{
    columns::Columns,
    error::LogsError,
    ids::IdsWriter,
    key::PartKeys,
    part::{self, Part},
    schema::{Column, Line, Table, Values},
};
use datafusion::{
    arrow::array::RecordBatch,
    parquet::{
        arrow::ArrowWriter,
        basic::{Compression, ZstdLevel},
        errors::ParquetError,
        file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder},
        schema::types::ColumnPath,
    },
};
use model::gateway::Extra;
use std::{
    fs,
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
/// Rows of a page: what is decoded to get at one of them.
const PAGE_ROWS: usize = 4_096;
/// The most text that one row may have.
const ROW_TEXT: usize = 256 << 20;

/// A part in the making. Dropped without [`TableWriter::finish`] it leaves nothing behind.
pub(crate) struct TableWriter {
    dir: PathBuf,
    name: String,
    table: &'static Table,
    columns: Columns,
    ids: Option<IdsWriter>,
    file: Option<Encoder>,
    rows: u64,
    group_rows: usize,
    group_text: usize,
}

impl TableWriter {
    pub(crate) fn new(dir: &Path, name: String, keys: Option<&PartKeys>, table: &'static Table) -> Result<Self, LogsError> {
        let path = part::partial_path_of(dir, &name);
        let properties = properties(keys, &name, table).map_err(|error| encode(&name, &error))?;
        let file = part::create(&path, keys.is_some())?;
        let columns = Columns::new(table);
        let opened = ArrowWriter::try_new(file, columns.schema(), Some(properties));
        let mut writer =
            Self { dir: dir.to_owned(), table, columns, ids: None, file: None, rows: 0, group_rows: 0, group_text: 0, name };
        match opened.and_then(|file| Encoder::new(file).map_err(ParquetError::from)) {
            Ok(file) => writer.file = Some(file),
            Err(error) => {
                part::remove_file(&path)?;
                return Err(encode(&writer.name, &error));
            }
        }
        // Logs in plain folders have no index: nobody looks a request up there.
        writer.ids = keys.map(|keys| IdsWriter::new(dir, keys, &writer.name)).transpose()?;
        Ok(writer)
    }

    /// Rows taken so far.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds a row; one that is too large for the file's form is refused before anything of it is taken.
    pub(super) fn push(&mut self, line: &Line<'_>) -> Result<(), LogsError> {
        let bytes = self.columns.measure(line);
        if bytes > ROW_TEXT {
            return Err(LogsError::RowTooLarge { position: line.position.to_owned(), bytes, limit: ROW_TEXT });
        }
        self.columns.push(line, bytes);
        if let Some(ids) = &mut self.ids {
            self.table.ids(line).try_for_each(|id| ids.push(id, self.rows))?;
        }
        self.rows += 1;
        if self.columns.rows() >= BATCH_ROWS || self.columns.text() >= BATCH_TEXT { self.encode_batch() } else { Ok(()) }
    }

    /// Adds rows that are columns already, of the table's schema.
    pub(crate) fn push_batch(&mut self, batch: &RecordBatch) -> Result<(), LogsError> {
        self.rows += batch.num_rows() as u64;
        self.group_rows += batch.num_rows();
        let full = self.group_rows >= GROUP_ROWS;
        let Some(file) = self.file.as_mut() else { return Err(self.closed()) };
        let written = file.push(batch.clone(), full);
        if full {
            self.group_rows = 0;
        }
        written.map_err(|error| encode(&self.name, &error))
    }

    /// What of a row has no column, as the text of its column.
    pub(super) fn json(&self, extra: &Extra) -> Result<String, LogsError> {
        serde_json::to_string(extra).map_err(|error| LogsError::Encode { name: self.name.clone(), reason: error.to_string() })
    }

    /// Writes what is left, makes the file last and gives it its name as a part.
    pub(crate) fn finish(mut self) -> Result<Part, LogsError> {
        self.encode_batch()?;
        let partial = part::partial_path_of(&self.dir, &self.name);
        let Some(mut encoder) = self.file.take() else { return Err(self.closed()) };
        let closed = encoder.finish().and_then(|mut file| file.finish().map(|_| file));
        let done = closed.map_err(|error| encode(&self.name, &error)).and_then(|file| {
            file.inner().sync_all().map_err(LogsError::io("write out", &partial))?;
            file.inner().metadata().map(|found| found.len()).map_err(LogsError::io("look at", &partial))
        });
        let ids = self.ids.take().map_or(Ok(()), IdsWriter::finish);
        let done = done.and_then(|bytes| ids.map(|()| bytes)).and_then(|bytes| {
            let path = part::path_of(&self.dir, &self.name);
            fs::rename(&partial, &path).map_err(LogsError::io("rename to its final name", &partial))?;
            part::sync_dir(&self.dir)?;
            Ok(Part { table: self.table.name.to_owned(), name: self.name.clone(), rows: self.rows, bytes })
        });
        if done.is_err() {
            part::remove_file(&partial)?;
            part::remove_file(&part::ids_path_of(&self.dir, &self.name))?;
        }
        done
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
        let encoded = batch.and_then(|batch| file.push(batch, full));
        if full {
            (self.group_rows, self.group_text) = (0, 0);
        }
        encoded.map_err(|error| encode(&self.name, &error))
    }

    fn closed(&self) -> LogsError {
        LogsError::Encode { name: self.name.clone(), reason: "the part is closed already".into() }
    }
}

impl Drop for TableWriter {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            drop(file);
            // What cannot be deleted now is an orphan, which the next start deletes.
            let _ = part::remove_file(&part::partial_path_of(&self.dir, &self.name));
            let _ = part::remove_file(&part::ids_path_of(&self.dir, &self.name));
        }
    }
}

fn encode(name: &str, error: &ParquetError) -> LogsError {
    LogsError::Encode { name: name.to_owned(), reason: error.to_string() }
}

/// How a part is laid out: encrypted whole if there are keys, compressed, dictionaries and statistics where they pay.
fn properties(keys: Option<&PartKeys>, name: &str, table: &Table) -> Result<WriterProperties, ParquetError> {
    let builder = WriterProperties::builder();
    let builder = match keys {
        Some(keys) => builder.with_file_encryption_properties(keys.encryption(name)?),
        None => builder,
    };
    let builder = builder
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_created_by("fieldwork".to_owned())
        .set_max_row_group_row_count(Some(GROUP_ROWS + BATCH_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_statistics_enabled(EnabledStatistics::Chunk);
    Ok(table.columns().fold(builder, lay_out).build())
}

fn lay_out(builder: WriterPropertiesBuilder, column: &Column) -> WriterPropertiesBuilder {
    let path = || ColumnPath::from(column.name);
    let builder = builder.set_column_dictionary_enabled(path(), column.values == Values::Few);
    if column.values == Values::Prose {
        return builder.set_column_statistics_enabled(path(), EnabledStatistics::None);
    }
    builder
}
