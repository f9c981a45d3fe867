//! Findings of a part: its texts are looked through once, and what is found becomes a part of the table `finding`.

use crate::{
    engine::Engine,
    error::LogsError,
    part::Part,
    schema::{FINDING, findings as select},
    writer::TableWriter,
};
use datafusion::{
    arrow::{array::RecordBatch, compute::cast, datatypes::SchemaRef, error::ArrowError},
    common::DataFusionError,
};
use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Writes the findings of a part; none when cancelled.
pub(crate) async fn findings(
    engine: &Engine,
    part: &Part,
    names: bool,
    mut writer: TableWriter,
    cancel: &AtomicBool,
) -> Result<Result<Option<Part>, LogsError>, DataFusionError> {
    let sql = select(names);
    let mut stream = engine.stream(std::slice::from_ref(part), &sql).await?;
    let schema = FINDING.arrow();
    while let Some(batch) = poll_fn(|task| stream.as_mut().poll_next(task)).await {
        if cancel.load(Ordering::Relaxed) {
            return Ok(Ok(None));
        }
        if let Err(error) = writer.push_batch(&as_table(&batch?, &schema)?) {
            return Ok(Err(error));
        }
    }
    Ok(writer.finish().map(Some))
}

/// A batch in the types of the table.
fn as_table(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = batch.columns().iter().zip(schema.fields()).map(|(column, field)| cast(column, field.data_type()));
    RecordBatch::try_new(Arc::clone(schema), columns.collect::<Result<_, _>>()?)
}
