//! What can go wrong with logs, in words that say what to do.

use std::{io, path::PathBuf};

/// A failure of the log store. None of them is ever turned into an empty answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogsError {
    /// A part that the vault knows is not in its folder.
    #[error("log part {name} is missing from {dir}: restore the vault's folder from a backup, or undo the import and repeat it")]
    Missing {
        /// The part.
        name: String,
        /// The folder looked in.
        dir: PathBuf,
    },
    /// A part cannot be decrypted: its bytes were changed or cut, or the key is another vault's.
    #[error(
        "log part {name} is damaged or was written with another key ({detail}): restore {name}.parquet from a backup, or undo the import and repeat it"
    )]
    Damaged {
        /// The part.
        name: String,
        /// What was found.
        detail: String,
    },
    /// A part's name is not one that this store gives.
    #[error("`{0}` is not the name of a log part: names are given by the log store; the vault's list of parts is damaged")]
    NotAPart(String),
    /// A record is of a kind that the map holds.
    #[error("there is no table of logs for a record of the kind `{0}`: it belongs into the map")]
    NoTable(model::Kind),
    /// A part is of a table that this version does not know.
    #[error("log part {name} is of a table `{table}` that this version does not know: open the vault with a newer version")]
    UnknownTable {
        /// The part.
        name: String,
        /// Its table.
        table: String,
    },
    /// The SQL is wrong, or says something that a read-only query may not say.
    #[error("the query over the log cannot be answered: {reason}; correct the SQL")]
    Query {
        /// The engine's words.
        reason: String,
    },
    /// The query needs more disk for what it puts aside than it may have.
    #[error("the query over the log needs more than {limit} bytes of disk to put rows aside: ask for fewer rows or columns")]
    Disk {
        /// The limit in force.
        limit: u64,
    },
    /// The query needs more memory than it may have, for something that cannot be put aside on disk.
    #[error("the query over the log needs more than {limit} bytes of memory: ask for fewer rows or columns, or raise the limit")]
    Memory {
        /// The limit in force.
        limit: usize,
    },
    /// There is no file of any table where logs should be.
    #[error("there are no logs in {data}: it must hold a folder `gateway`, `span` or `score` with Parquet files or JSON lines")]
    NoFiles {
        /// The folder or URL.
        data: String,
    },
    /// The files of a table are not of one form.
    #[error("{path} does not belong there: the files of a table all end with .parquet, or all with .jsonl or .ndjson")]
    MixedFiles {
        /// The path of one that is not like the others, below the folder of the data.
        path: String,
    },
    /// A file was written, added or removed while the logs were asked.
    #[error("the file {path} is not as it was when the questions began: ask again when nobody writes there")]
    Changed {
        /// Its path below the folder of the data.
        path: String,
    },
    /// A question did not end: a file is damaged, a machine died, the way to it is cut.
    #[error("a question over the logs in {data} got no answer: {reason}; nothing was kept of it")]
    Unanswered {
        /// The folder or URL.
        data: String,
        /// The engine's words.
        reason: String,
    },
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
    /// One row holds more text than a part can take.
    #[error("the row at {position} holds {bytes} bytes of text, more than the {limit} that a log row may have")]
    RowTooLarge {
        /// Where the row stands in its file.
        position: String,
        /// Its size.
        bytes: usize,
        /// The most that is taken.
        limit: usize,
    },
    /// A part could not be encoded.
    #[error("log part {name} could not be encoded: {reason}")]
    Encode {
        /// The part.
        name: String,
        /// The encoder's words.
        reason: String,
    },
    /// A file could not be read or written.
    #[error("could not {attempt} {path}: {source}")]
    Io {
        /// What was attempted.
        attempt: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// The system's words.
        #[source]
        source: io::Error,
    },
    /// The engine could not be started or stopped short.
    #[error("the log engine failed: {0}")]
    Engine(String),
}

impl LogsError {
    /// For `map_err` on file operations.
    pub(crate) fn io(attempt: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { attempt, path, source }
    }
}
