//! Encoding of a part on a thread of its own: while it compresses and encrypts a batch, the next one is read.

use datafusion::{
    arrow::array::RecordBatch,
    parquet::{arrow::ArrowWriter, errors::ParquetError},
};
use std::{
    fs::File,
    sync::mpsc::{SyncSender, sync_channel},
    thread::{self, JoinHandle},
};

/// A file of columns that is being encoded. Dropped, it is left as far as it came.
pub(super) struct Encoder {
    batches: Option<SyncSender<(RecordBatch, bool)>>,
    thread: Option<JoinHandle<Result<ArrowWriter<File>, ParquetError>>>,
}

impl Encoder {
    pub(super) fn new(mut file: ArrowWriter<File>) -> std::io::Result<Self> {
        // One batch waits while one is encoded: more would only take memory.
        let (batches, waiting) = sync_channel::<(RecordBatch, bool)>(1);
        let encode = move || {
            for (batch, ends_group) in waiting {
                file.write(&batch)?;
                drop(batch);
                if ends_group {
                    file.flush()?;
                }
            }
            Ok(file)
        };
        let thread = thread::Builder::new().name("logs-encode".into()).spawn(encode)?;
        Ok(Self { batches: Some(batches), thread: Some(thread) })
    }

    /// Adds a batch, and ends the row group with it where asked. What went wrong with an earlier one is told here or at the end.
    pub(super) fn push(&mut self, batch: RecordBatch, ends_group: bool) -> Result<(), ParquetError> {
        let sent = self.batches.as_ref().is_some_and(|batches| batches.send((batch, ends_group)).is_ok());
        if sent { Ok(()) } else { self.finish().and(Err(closed())) }
    }

    /// Waits until everything is encoded.
    pub(super) fn finish(&mut self) -> Result<ArrowWriter<File>, ParquetError> {
        drop(self.batches.take());
        let Some(thread) = self.thread.take() else { return Err(closed()) };
        thread.join().unwrap_or_else(|_| Err(ParquetError::General("the encoder of the part failed".into())))
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // The file is closed when the thread ends, before somebody deletes it.
        let _ = self.finish();
    }
}

fn closed() -> ParquetError {
    ParquetError::General("the part is closed already".into())
}
