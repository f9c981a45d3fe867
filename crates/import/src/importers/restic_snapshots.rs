//! restic: the snapshots of a repository. Each is a backup that was completed.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        fields::Fields,
        json::{self, Row},
    },
};
use model::{
    Data, Kind, Position,
    record::{Backup, BackupKind, Outcome},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "restic-snapshots",
    version: 1,
    about: About {
        vendor: "restic",
        title: "Snapshots",
        export: &["Run `restic snapshots --json > snapshots.json` against the repository, without filters."],
        covers: "All snapshots that the repository holds at that moment; forgotten ones are not in it.",
        retention_days: None,
        source: "https://restic.readthedocs.io/en/stable/075_scripting.html#snapshots",
    },
    emits: &[Kind::Backup],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let row = row.get("snapshots").and_then(|snapshots| snapshots.get(0)).unwrap_or(row);
    let identified = head::has(row, &["short_id"]) || head::has(row, &["tree"]);
    if head::has(row, &["time", "hostname", "paths"]) && identified { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.report = Some("restic snapshots --json".to_owned());
    sink.facts.snapshot = true;
    let whole = json::rows(input, &[], sink, &mut entry)?;
    sink.facts.product.get_or_insert_with(|| "restic".to_owned());
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

/// A snapshot, or a group of snapshots (`--group-by`).
fn entry(row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if row.value.get("message_type").and_then(Value::as_str) == Some("exit_error") {
        let message = row.value.get("message").and_then(Value::as_str).unwrap_or("exit_error");
        return Err(ReadError::SourceError(message.to_owned()));
    }
    let Some(Value::Array(group)) = row.value.get("snapshots") else { return snapshot(Fields::from(row), sink) };
    for (index, member) in group.iter().enumerate() {
        let at = match &row.at {
            Position::Path(path) => Position::Path(format!("{path}.snapshots[{index}]")),
            other => other.clone(),
        };
        snapshot(Fields::new(at, member.clone()), sink)?;
    }
    Ok(())
}

fn snapshot(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let host = row.text("hostname");
    let paths = row.texts("paths", "");
    let Some(job) = host.filter(|_| !paths.is_empty()).map(|host| format!("{host}:{}", paths.join(","))) else {
        row.lacks(sink, "hostname and paths");
        return Ok(());
    };
    let at = row.time("time");
    if at.is_none() && row.peek("time").is_none() {
        row.problem("missing-field", "`time` is missing; when the backup was made is not known");
    }
    if let Some(version) = row.peek_text("program_version") {
        sink.facts.product.get_or_insert_with(|| version.to_owned());
    }
    let backup = Backup {
        system: "restic".to_owned(),
        job,
        id: row.first_text(&["id", "short_id"]),
        run: BackupKind::Backup,
        at,
        finished: row.time("summary.backup_end"),
        outcome: Outcome::Succeeded,
        outcome_word: None,
        bytes: row.whole("summary.total_bytes_processed").and_then(|bytes| u64::try_from(bytes).ok()),
        ..Backup::default()
    };
    row.record(sink, Data::Backup(Box::new(backup)))
}
