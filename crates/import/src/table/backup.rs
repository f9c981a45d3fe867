//! Rows that are runs of backups, restores or checks.

use super::{cells::Cells, words};
use model::{
    Data,
    record::{Backup, BackupKind},
};

/// The run of a row; none where it does not say of what.
pub(crate) fn backup(cells: &Cells<'_>) -> Option<Data> {
    let job = cells.text("job")?;
    let word = cells.text("outcome");
    for id in ["objective", "evidence"] {
        cells.keep(id);
    }
    if word.is_none() && cells.has("outcome") {
        cells.problem("missing-field", "the row does not say how it ended".to_owned());
    }
    let seconds = cells.word("duration").and_then(|cell| words::seconds(cell, cells.header("duration")));
    let bytes = cells.word("size").and_then(|cell| words::bytes(cell, cells.header("size")));
    // What was read stays where its unit says more than the number.
    cells.keep("duration");
    if bytes.is_none() {
        cells.keep("size");
    }
    cells.keep("run");
    Some(Data::Backup(Box::new(Backup {
        system: cells.system(),
        job,
        id: cells.text("id"),
        run: run(cells),
        at: cells.stamp("at"),
        finished: cells.stamp("finished"),
        outcome: word.as_deref().map(words::backup_outcome).unwrap_or_default(),
        outcome_word: word,
        bytes,
        seconds,
        objective_seconds: cells.word("objective").and_then(|cell| words::seconds(cell, cells.header("objective"))),
        by: cells.text("by"),
    })))
}

/// Which of the three a row is: by its word, else a restore where the table measures one, else a backup.
fn run(cells: &Cells<'_>) -> BackupKind {
    let told = cells.word("run").and_then(words::backup_run);
    let measured = || {
        let headers = ["job", "at", "finished", "outcome", "duration", "by"].map(|id| words::plain(cells.header(id)));
        cells.has("objective")
            || headers.iter().any(|header| ["restor", "recover", "test", "rto"].iter().any(|word| header.contains(word)))
    };
    told.unwrap_or_else(|| if measured() { BackupKind::Restore } else { BackupKind::Backup })
}
