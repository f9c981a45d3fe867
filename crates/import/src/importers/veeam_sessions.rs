//! Veeam: sessions of backup jobs, one row a machine (Veeam Health Check, `VeeamSessionReport.csv`).

use crate::{
    importer::{Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    vendor::veeam,
};
use model::{
    Data, Kind,
    record::{Backup, BackupKind, Outcome},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "veeam-sessions",
    version: 1,
    about: veeam::about("Backup sessions", "The sessions of the days that the health check was told to report."),
    emits: &[Kind::Backup],
    sniff,
    read,
};

const EXPORT: Export = veeam::table(
    "VeeamSessionReport",
    &[&["JobName", "VMName", "Status", "IsRetry", "JobDuration"], &["JobName", "VmName", "Status", "IsRetry", "JobDuration"]],
    false,
);

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut session)?;
    Ok(())
}

fn session(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(job) = row.text("JobName") else {
        row.lacks(sink, "JobName");
        return Ok(());
    };
    // A job has one result for each machine, and a machine that failed is not made good by the others.
    let machine = row.first_text(&["VMName", "VmName"]);
    let word = row.text("Status");
    let kind = row.peek_text("JobType").unwrap_or_default().to_ascii_lowercase();
    let task = row.peek_text("TaskDuration").and_then(veeam::seconds);
    let backup = Backup {
        system: "Veeam".to_owned(),
        job: machine.map_or(job.clone(), |machine| format!("{job}: {machine}")),
        run: if kind.contains("restore") { BackupKind::Restore } else { BackupKind::Backup },
        at: row.time("CreationTime"),
        outcome: match word.as_deref() {
            Some("Success") => Outcome::Succeeded,
            Some("Warning") => Outcome::Warned,
            Some("Failed") => Outcome::Failed,
            Some("InProgress" | "Pending") => Outcome::Running,
            _ => Outcome::Unknown,
        },
        outcome_word: word,
        seconds: task.or_else(|| row.peek_text("JobDuration").and_then(veeam::seconds)),
        ..Backup::default()
    };
    row.record(sink, Data::Backup(Box::new(backup)))
}
