//! restic: the statistics of a repository (`restic stats`).

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
};
use model::{Data, Kind, record::Setting};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "restic-stats",
    version: 1,
    about: About {
        vendor: "restic",
        title: "Statistics of a repository",
        export: &["Run `restic stats --json --mode raw-data > stats.json` against the repository."],
        covers: "The size of the repository and the number of its snapshots at that moment.",
        retention_days: None,
        source: "https://restic.readthedocs.io/en/stable/075_scripting.html#stats",
    },
    emits: &[Kind::Setting],
    sniff,
    read,
};

const EXPORT: Export = Export { product: "restic", report: "restic stats --json", snapshot: true, ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.object() else { return Match::No };
    let counts = head::has(row, &["total_blob_count"]) || head::has(row, &["total_file_count"]);
    if counts && head::has(row, &["total_size", "snapshots_count"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |mut row, sink| {
        let Some(value) = row.text("snapshots_count") else {
            row.lacks(sink, "snapshots_count");
            return Ok(());
        };
        let setting = Setting {
            system: "restic".to_owned(),
            family: "backup repository".to_owned(),
            name: "snapshots_count".to_owned(),
            value: Some(value),
            ..Setting::default()
        };
        row.record(sink, Data::Setting(Box::new(setting)))
    })?;
    Ok(())
}
