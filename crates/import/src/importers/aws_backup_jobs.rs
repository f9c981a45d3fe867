//! AWS Backup: backup, copy and restore jobs.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{
    Data, Kind,
    record::{Backup, BackupKind, Outcome},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-backup-jobs",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "Backup jobs",
        export: &[
            "In each region and account: `aws backup list-backup-jobs --by-created-after ... --by-created-before ... > backup-jobs.json` (backup:ListBackupJobs).",
            "The same with list-copy-jobs and, for restore tests, list-restore-jobs.",
            "The lists go back 30 days only: export monthly, or keep the reports of AWS Backup Audit Manager.",
        ],
        covers: "The jobs of one account in one region between the two times.",
        retention_days: Some(30),
        source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupJob.html",
    },
    emits: &[Kind::Backup],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "AWS Backup", report: "Jobs", lists: &["BackupJobs", "CopyJobs", "RestoreJobs"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let wrapped = ["BackupJobs", "CopyJobs", "RestoreJobs"];
    let list =
        wrapped.iter().any(|list| head.object().is_some_and(|object| object.get(list).is_some_and(serde_json::Value::is_array)));
    let job = head.row().is_some_and(|row| {
        let id = head::has(row, &["BackupJobId", "State"]) || head::has(row, &["CopyJobId", "State"]);
        id || head::has(row, &["RestoreJobId", "Status"]) || head::has(row, &["CopyJob.CopyJobId"])
    });
    if list || job { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut job)?;
    Ok(())
}

fn job(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(described) = row.take("CopyJob") {
        return job(Fields::new(row.position().clone(), described), sink);
    }
    let restore = row.has("RestoreJobId");
    let Some(id) = row.first_text(&["RestoreJobId", "CopyJobId", "BackupJobId"]) else {
        row.lacks(sink, "BackupJobId");
        return Ok(());
    };
    let resource = row.first_text(if restore { &["SourceResourceArn", "RecoveryPointArn"] } else { &["ResourceArn"] });
    let account = resource.as_deref().and_then(|arn| arn.split(':').nth(4));
    sink.instance(row.peek_text("AccountId").or(account));
    let state = row.text(if restore { "Status" } else { "State" });
    let backup = Backup {
        system: "AWS Backup".to_owned(),
        job: resource.unwrap_or_else(|| id.clone()),
        id: Some(id),
        run: if restore { BackupKind::Restore } else { BackupKind::Backup },
        at: row.time("CreationDate"),
        finished: row.time("CompletionDate"),
        outcome: state.as_deref().map(outcome).unwrap_or_default(),
        outcome_word: state,
        bytes: row.count("BackupSizeInBytes"),
        by: ["CreatedBy.BackupPlanName", "CreatedBy.RestoreTestingPlanArn", "CreatedBy.BackupPlanArn"]
            .iter()
            .find_map(|path| row.peek_text(path))
            .map(str::to_owned),
        ..Backup::default()
    };
    row.record(sink, Data::Backup(Box::new(backup)))
}

fn outcome(state: &str) -> Outcome {
    match state {
        "COMPLETED" => Outcome::Succeeded,
        "PARTIAL" => Outcome::Warned,
        "FAILED" | "ABORTED" | "EXPIRED" => Outcome::Failed,
        "CREATED" | "PENDING" | "RUNNING" | "ABORTING" => Outcome::Running,
        _ => Outcome::Unknown,
    }
}
