//! Velero: backups, restores and schedules of a Kubernetes cluster, single or in lists.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{Backup, BackupKind, Outcome, Setting},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "velero",
    version: 1,
    about: About {
        vendor: "Velero",
        title: "Backups, restores and schedules",
        export: &[
            "With read access to the namespace of Velero: `velero backup get -o json > backups.json`, `velero restore get -o json > restores.json`, `velero schedule get -o json > schedules.json`.",
            "Or `kubectl -n velero get backups.velero.io,restores.velero.io,schedules.velero.io -o json > velero.json`.",
        ],
        covers: "What the cluster still holds: backups until they expire (30 days unless the schedule says otherwise), restores until their backup is gone.",
        retention_days: Some(30),
        source: "https://velero.io/docs/main/api-types/backup/",
    },
    emits: &[Kind::Backup, Kind::Setting],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "Velero", report: "Backups and restores", snapshot: true, lists: &["items"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let is_velero =
        |row: &Value| row.get("apiVersion").and_then(Value::as_str).is_some_and(|version| version.starts_with("velero.io/"));
    let known = |row: &Value| row.get("kind").and_then(Value::as_str).is_some_and(|kind| KINDS.contains(&kind));
    let listed = head.row_of("items").is_some_and(|row| is_velero(row) && known(row));
    if listed || head.row().is_some_and(|row| is_velero(row) && known(row)) { Match::Certain } else { Match::No }
}

/// Objects that are read, and the lists of them.
const KINDS: &[&str] = &["Backup", "BackupList", "Restore", "RestoreList", "Schedule", "ScheduleList"];

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |mut row, sink| {
        let Some(name) = row.text("metadata.name") else {
            row.lacks(sink, "metadata.name");
            return Ok(());
        };
        // Members of a list of one kind do not repeat it: a restore names its backup, a schedule when it runs.
        let kind = row.text("kind").unwrap_or_else(|| {
            let told = if row.has("spec.schedule") {
                "Schedule"
            } else if row.has("spec.backupName") {
                "Restore"
            } else {
                "Backup"
            };
            told.to_owned()
        });
        match kind.as_str() {
            "Backup" => backup(row, name, BackupKind::Backup, sink),
            "Restore" => backup(row, name, BackupKind::Restore, sink),
            "Schedule" => schedule(row, name, sink),
            other => {
                let message = format!("an object of kind {other} is neither backup nor restore; it was passed over");
                sink.problem(row.position().clone(), "other-object", message);
                Ok(())
            }
        }
    })?;
    Ok(())
}

fn backup(mut row: Fields, name: String, run: BackupKind, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let label = "velero.io/schedule-name";
    let schedule = row.peek("metadata.labels").and_then(|labels| labels.get(label)?.as_str()).map(str::to_owned);
    let source = || ["spec.scheduleName", "spec.backupName"].iter().find_map(|path| row.peek_text(path)).map(str::to_owned);
    let job = schedule.or_else(source).unwrap_or_else(|| name.clone());
    let phase = row.text("status.phase");
    let mut at = row.time("status.startTimestamp");
    if at.is_none() {
        at = row.time("metadata.creationTimestamp");
    }
    let backup = Backup {
        system: "Velero".to_owned(),
        job,
        id: Some(name),
        run,
        at,
        finished: row.time("status.completionTimestamp"),
        outcome: phase.as_deref().map(outcome).unwrap_or_default(),
        outcome_word: phase,
        ..Backup::default()
    };
    row.record(sink, Data::Backup(Box::new(backup)))
}

fn schedule(mut row: Fields, name: String, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let setting = Setting {
        system: "Velero".to_owned(),
        id: row.text("metadata.uid"),
        family: "backup schedule".to_owned(),
        name,
        value: row.text("spec.schedule"),
        enabled: Some(!row.truth("spec.paused").unwrap_or(false)),
        status_word: row.text("status.phase"),
        created: row.time("metadata.creationTimestamp"),
        ..Setting::default()
    };
    row.record(sink, Data::Setting(Box::new(setting)))
}

/// What became of a run, by its phase. Of one that failed in part, something was not backed up or restored.
fn outcome(phase: &str) -> Outcome {
    match phase {
        "Completed" => Outcome::Succeeded,
        "Failed" | "PartiallyFailed" | "FailedValidation" => Outcome::Failed,
        "New"
        | "Queued"
        | "ReadyToStart"
        | "InProgress"
        | "Uploading"
        | "UploadingPartialFailure"
        | "Finalizing"
        | "FinalizingPartiallyFailed"
        | "WaitingForPluginOperations"
        | "WaitingForPluginOperationsPartiallyFailed" => Outcome::Running,
        _ => Outcome::Unknown,
    }
}
