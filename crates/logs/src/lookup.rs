//! Rows of a part by their numbers: only the pages that hold them are read.

use crate::{answer::Answer, error::LogsError, key::PartKeys, part};
use datafusion::{
    common::DataFusionError,
    parquet::{
        arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection},
        errors::ParquetError,
        file::metadata::{PageIndexPolicy, ParquetMetaData},
    },
};
use model::LogRows;
use std::{fs::File, ops::Range, path::Path};

/// The rows of a part that have these numbers, which ascend, with all columns.
pub(crate) fn rows(dir: &Path, keys: &PartKeys, name: &str, numbers: &[u32], limit: usize) -> Result<LogRows, LogsError> {
    let path = part::path_of(dir, name);
    let file = File::open(&path).map_err(LogsError::io("open", &path))?;
    read(file, keys, name, numbers, limit)
        .map_err(|error| LogsError::Damaged { name: name.to_owned(), detail: error.strip_backtrace() })
}

/// The row groups that hold some rows, where these stand in them together, and how many rows the groups have.
type Selected = (Vec<usize>, Vec<Range<usize>>, usize);

fn read(file: File, keys: &PartKeys, name: &str, numbers: &[u32], limit: usize) -> Result<LogRows, DataFusionError> {
    let options = ArrowReaderOptions::new()
        .with_file_decryption_properties(keys.decryption(name)?)
        .with_column_index_policy(PageIndexPolicy::Skip)
        .with_offset_index_policy(PageIndexPolicy::Required);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)?;
    let (groups, selection, total) = select(builder.metadata(), numbers)?;
    let mut answer = Answer::new(builder.schema(), limit);
    let selection = RowSelection::from_consecutive_ranges(selection.into_iter(), total);
    for batch in builder.with_row_groups(groups).with_row_selection(selection).build()? {
        answer.push(&batch?)?;
    }
    Ok(answer.finish())
}

fn select(metadata: &ParquetMetaData, numbers: &[u32]) -> Result<Selected, ParquetError> {
    let (mut groups, mut selection, mut total) = (Vec::new(), Vec::new(), 0);
    let mut left = numbers.iter().map(|number| *number as usize).peekable();
    let mut begin = 0;
    for (group, of_it) in metadata.row_groups().iter().enumerate() {
        let rows = usize::try_from(of_it.num_rows()).map_err(|error| ParquetError::General(error.to_string()))?;
        let before = selection.len();
        while let Some(number) = left.next_if(|number| *number < begin + rows) {
            let at = total + (number - begin);
            selection.push(at..at + 1);
        }
        if selection.len() > before {
            groups.push(group);
            total += rows;
        }
        begin += rows;
    }
    match left.next() {
        Some(number) => Err(ParquetError::General(format!("row {number} is beyond its end"))),
        None => Ok((groups, selection, total)),
    }
}
