//! Veeam: who has which role on the backup server (Veeam Health Check, `_UserRoles.csv`).

use crate::{
    importer::{Head, Importer, Input, Match, ReadError, Sink},
    read::export::Export,
    vendor::veeam,
};
use model::{Data, Kind, record::Grant};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "veeam-user-roles",
    version: 1,
    about: veeam::about("User roles", "The roles on the backup server at the moment of the health check."),
    emits: &[Kind::Grant],
    sniff,
    read,
};

const EXPORT: Export = veeam::table("User roles", &[&["Name", "Role", "AccountSid"]], true);

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut |mut row, sink| {
        let (Some(principal), Some(role)) = (row.text("Name"), row.text("Role")) else {
            row.lacks(sink, "Name and Role");
            return Ok(());
        };
        let grant = Grant {
            system: "Veeam".to_owned(),
            principal,
            principal_id: row.text("AccountSid"),
            principal_word: row.text("ObjectType"),
            privileged: role.contains("Administrator").then_some(true),
            role,
            from: row.time("CreationTime"),
            ..Grant::default()
        };
        row.record(sink, Data::Grant(Box::new(grant)))
    })?;
    Ok(())
}
