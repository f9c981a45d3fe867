//! restic: what `restic backup`, `restic restore` and `restic check` say of their runs, as JSON lines.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind, Position,
    record::{Backup, BackupKind, Outcome},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "restic-runs",
    version: 1,
    about: About {
        vendor: "restic",
        title: "Runs of backup, restore and check",
        export: &[
            "Let the scheduler append what the command says to a log, errors too: `restic backup --json /data >> restic.jsonl 2>&1`; the same for `restic check --json` and for the restore test, `restic restore --json`.",
            "Copy the log for the period. Failed runs are only there: the list of snapshots does not have them.",
        ],
        covers: "The runs whose output was kept.",
        retention_days: None,
        source: "https://restic.readthedocs.io/en/stable/075_scripting.html",
    },
    emits: &[Kind::Backup],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "restic", report: "restic --json", lines: true, ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    if head.text().trim_start().starts_with('[') && head.json().is_some_and(Value::is_array) {
        return Match::No;
    }
    head.first_lines().map(|row| sniff_line(&row)).max().unwrap_or(Match::No)
}

fn sniff_line(row: &Value) -> Match {
    let has = |name: &str| row.get(name).is_some();
    match row.get("message_type").and_then(Value::as_str) {
        Some("summary") if command(row).is_some() => Match::Certain,
        Some("status" | "verbose_status") if has("percent_done") || has("action") || has("total_files") => Match::Certain,
        Some("error") if has("during") || has("item") || has("message") || has("error") => Match::Certain,
        // Every command can end so; a list of snapshots too.
        Some("exit_error") if has("code") => Match::Maybe(60),
        _ => Match::No,
    }
}

/// The command that a message is of, where it tells.
fn command(message: &Value) -> Option<BackupKind> {
    let has = |name: &str| message.get(name).is_some();
    let during = message.get("during").and_then(Value::as_str);
    match () {
        () if has("num_errors") => Some(BackupKind::Check),
        () if has("files_restored") || has("bytes_restored") || during == Some("restore") => Some(BackupKind::Restore),
        () if has("total_files_processed") || has("data_added") || has("files_new") || has("files_done") || has("bytes_done") => {
            Some(BackupKind::Backup)
        }
        () if matches!(during, Some("archival" | "scan")) => Some(BackupKind::Backup),
        () => None,
    }
}

/// What was said since the last run ended.
#[derive(Default)]
struct Run {
    command: Option<BackupKind>,
    errors: u64,
    last: Option<Position>,
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut run = Run::default();
    EXPORT.read(input, sink, &mut |row, sink| message(row, &mut run, sink))?;
    // The log ends without the end of the run: it was stopped, or the log was copied while it ran.
    let Some(at) = run.last.take() else { return Ok(()) };
    let mut row = Fields::new(at, Value::Null);
    row.problem("no-end", "the log ends before the run does: neither a summary nor an exit error stands at its end");
    let outcome = if run.errors > 0 { Outcome::Failed } else { Outcome::Unknown };
    put(row, run.command, outcome, Backup::default(), sink)
}

fn message(mut row: Fields, run: &mut Run, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(kind) = row.text("message_type") else {
        row.lacks(sink, "message_type");
        return Ok(());
    };
    let at = row.position().clone();
    let value = row.into_left();
    let command = command(&value).or(run.command);
    let mut row = Fields::new(at, value);
    match kind.as_str() {
        "summary" if row.peek("dry_run").and_then(Value::as_bool) == Some(true) => {
            *run = Run::default();
            sink.problem(
                row.position().clone(),
                "dry-run",
                "the run was a rehearsal (`--dry-run`): it made no backup and was passed over",
            );
            Ok(())
        }
        "summary" => {
            let errors = row.peek("num_errors").and_then(Value::as_u64).unwrap_or(0);
            let seen = std::mem::take(run).errors;
            let outcome = match (errors, seen) {
                (0, 0) => Outcome::Succeeded,
                (0, _) if command != Some(BackupKind::Check) => Outcome::Warned,
                _ => Outcome::Failed,
            };
            if seen > 0 {
                row.put("errors before the summary", seen.into());
            }
            let backup = summary(&mut row);
            put(row, command, outcome, backup, sink)
        }
        "exit_error" => {
            *run = Run::default();
            let backup = Backup { outcome_word: row.text("message"), ..Backup::default() };
            put(row, command, Outcome::Failed, backup, sink)
        }
        _ => {
            run.command = command;
            run.errors += u64::from(kind == "error");
            run.last = Some(row.position().clone());
            Ok(())
        }
    }
}

fn summary(row: &mut Fields) -> Backup {
    let seconds = ["total_duration", "seconds_elapsed"].iter().find_map(|path| row.number(path));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a duration of seconds, checked to be in range")]
    let seconds = seconds.filter(|seconds| (0.0..1e9).contains(seconds)).map(|seconds| seconds.round() as u64);
    Backup {
        id: row.text("snapshot_id"),
        at: row.time("backup_start"),
        finished: row.time("backup_end"),
        bytes: ["total_bytes_processed", "bytes_restored"].iter().find_map(|path| row.count(path)),
        outcome_word: Some("summary".to_owned()),
        seconds,
        ..Backup::default()
    }
}

/// Hands a run over. Its output names neither host nor paths: runs of one command are one job.
fn put(
    mut row: Fields,
    command: Option<BackupKind>,
    outcome: Outcome,
    backup: Backup,
    sink: &mut Sink<'_>,
) -> Result<(), ReadError> {
    let word = match command {
        Some(BackupKind::Backup) => "restic backup",
        Some(BackupKind::Restore) => "restic restore",
        Some(BackupKind::Check) => "restic check",
        None => {
            row.problem("unknown-command", "the message does not tell which command ended so; it was read as a backup");
            "restic"
        }
    };
    let run = command.unwrap_or_default();
    let backup = Backup { system: "restic".to_owned(), job: word.to_owned(), run, outcome, ..backup };
    row.record(sink, Data::Backup(Box::new(backup)))
}
