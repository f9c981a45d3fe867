//! Runs of backups and restores, restore tests recorded by form among them.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Backup, FIELDS, table::backup::backup).in_files(
    "backup|backups|restore|restores|sicherung|sicherungen|sicherungsprotokoll|snapshots|recovery|drill|drills|restoration",
);

const FIELDS: &[Field] = &[
    field(
        "job",
        "What was backed up or restored",
        Values::Text,
        16,
        "backup job|backup job name|job name|backup name|backup set|backup policy|protected item|restored system|system restored|\
         restore target|backup source|vm name|vmname|system tested|restored database|data set|dataset||job|system|\
         system name|database|resource|resource name|server|host|hostname|app|service|source|asset|component|target|\
         instance|name|volume|policy name",
    )
    .required()
    .avoiding("id type status owner size"),
    field(
        "system",
        "Backup tool",
        Values::Text,
        8,
        "backup tool|backup software|backup product|backup system|backup solution|backup service||tool|product|platform",
    ),
    field(
        "id",
        "The run's own id",
        Values::Any,
        8,
        "backup id|snapshot id|recovery point|recovery point id|restore id|backup job id|restore test id|session id||test id|\
         run id|job id|id|reference|number|record id",
    ),
    field(
        "run",
        "Backup, restore or check",
        Values::Words(words::is_backup_run),
        20,
        "backup type|restore type|test type|restore method|recovery type|backup method||type|operation|activity|kind|method|action|scenario",
    )
    .avoiding("resource data"),
    field(
        "at",
        "When it ran",
        Values::Date,
        16,
        "backup date|restore date|backup start|backup started|restore test date|restore tested|test date|restore started|\
         snapshot date|last backup|date of test|restore test|restore test performed|backup||date|started|start|tested|\
         performed|executed|run|timestamp|time|created|creation|conducted",
    )
    .required()
    .avoiding("next by planned status"),
    field(
        "finished",
        "When it ended",
        Values::Date,
        8,
        "backup end|backup completed|restore completed|restore finished|restore end||end|ended|finished|completed|completion|finish",
    )
    .avoiding("by status"),
    field(
        "outcome",
        "How it ended",
        Values::Words(words::is_backup_outcome),
        14,
        "backup status|restore status|restore result|test result|backup result|job status|restore outcome|integrity verified|\
         restore successful|backup successful||result|outcome|status|state|successful|success|passed|pass fail",
    )
    .avoiding("ticket approval"),
    field(
        "size",
        "Size",
        Values::Any,
        14,
        "backup size|backup size gb|backup size bytes|data size|size bytes|restored size|data restored|size gb|size mb||size|bytes",
    ),
    field(
        "duration",
        "How long it took",
        Values::Any,
        14,
        "restore duration|restore time|time to restore|recovery time|actual rto|rto actual|achieved rto|rto achieved|backup duration|\
         recovery time actual|rta|duration minutes|duration min|elapsed time||duration|elapsed|duration seconds|minutes|hours|time taken",
    )
    .avoiding("target objective"),
    field(
        "by",
        "Who ran it",
        Values::Any,
        8,
        "tested by|restored by|restore performed by||performed by|executed by|by|tester|operator|engineer|conducted by|run by|user|\
         owner|responsible|who|person",
    )
    .avoiding("approved reviewed date"),
    field(
        "objective",
        "Recovery objectives",
        Values::Any,
        30,
        "rto|rpo|rto target|target rto|rto hours|rpo hours|rto minutes|recovery time objective|recovery point objective|rto met|\
         rpo target|rto rpo|within rto|met rto",
    ),
    field(
        "evidence",
        "Evidence, retention and other parts of the record",
        Values::Any,
        10,
        "retention|retention days|backup location|storage location|vault|repository name|restore environment|restore location|\
         data validated|records verified|encrypted backup||evidence|evidence link|screenshot|log|location|verified|validation",
    ),
];
