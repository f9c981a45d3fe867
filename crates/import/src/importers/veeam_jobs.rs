//! Veeam: the settings of backup jobs (Veeam Health Check, `_Jobs.csv`).

use crate::{
    importer::{Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::veeam,
};
use model::{Data, Kind, record::Setting};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "veeam-jobs",
    version: 1,
    about: veeam::about("Backup jobs", "The jobs of the backup server at the moment of the health check."),
    emits: &[Kind::Setting],
    sniff,
    read,
};

const EXPORT: Export = veeam::table("Jobs", &[&["Name", "JobType", "RestorePoints", "RepoName", "RetentionType"]], true);

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |mut row, sink| {
        let Some(name) = row.text("Name") else {
            row.lacks(sink, "Name");
            return Ok(());
        };
        let setting = Setting {
            system: "Veeam".to_owned(),
            id: row.text("Id"),
            family: "backup job".to_owned(),
            name,
            enabled: row.truth("IsScheduleEnabled"),
            ..Setting::default()
        };
        row.record(sink, Data::Setting(Box::new(setting)))
    })?;
    Ok(())
}
