//! Tests of recovery.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them. Plain lists of restores are read as backups; what tells these apart is the exercise: its kind,
/// scenario, objectives beside what was reached, and who signed it off.
pub(super) const TABLE: Table = Table::of(Kind::RecoveryTest, FIELDS, table::recovery_test::recovery_test)
    .in_files("dr|drp|bcp|bcdr|restoretest|restoretests|wiederherstellungstest|wiederherstellungstests|tabletop|failover|exercise|exercises|wiederanlauf|notfallubung|notfalltests");

const FIELDS: &[Field] = &[
    field(
        "name",
        "What was tried",
        Values::Text,
        14,
        "test scenario|scenario|test name|test title|exercise name|exercise|dr test|dr test name|drill name|drill|recovery test|test description|\
         exercise title|test objective|disaster scenario|szenario|ubung|dr exercise|recovery scenario||title|description|name|test|activity|summary",
    )
    .one_of("what")
    .avoiding("date type result id status by owner duration outcome"),
    field(
        "id",
        "Its own id",
        Values::Any,
        5,
        "test id|exercise id|drill id|dr test id|test number|recovery test id||id|number|reference|ref",
    )
    .avoiding("asset user ticket backup"),
    field(
        "type",
        "Kind of test",
        Values::Words(words::is_recovery_test),
        18,
        "test type|type of test|exercise type|dr test type|drill type|recovery type|testart|art des tests|recovery test type|exercise format||type|kind|\
         category|method",
    )
    .avoiding("backup job"),
    field(
        "service",
        "What was recovered",
        Values::Any,
        8,
        "system tested|systems tested|service tested|tested system|system recovered|systems recovered|systems in scope|recovered system|\
         recovered service|application tested|service recovered||system|systems|service|application|database|scope|asset|environment|component|backup job|\
         backup set",
    )
    .one_of("what")
    .avoiding("owner status"),
    field(
        "at",
        "Done on",
        Values::Date,
        12,
        "test date|date of test|exercise date|drill date|dr test date|date tested|date performed|date of exercise|testdatum|tested|exercise start|\
         test start|failover start|recovery start|date conducted|conducted||date|performed|executed|start|datum|completed|execution",
    )
    .required()
    .avoiding("by next due end approved planned review"),
    field(
        "finished",
        "Ended",
        Values::Date,
        8,
        "test end|exercise end|recovery end|failover end|service restored|recovery completed|test completed||end|finished|completed|recovered|ended",
    )
    .avoiding("by next"),
    field(
        "duration",
        "How long recovery took",
        Values::Words(words::is_duration),
        26,
        "rto actual|actual rto|rto achieved|achieved rto|recovery time actual|actual recovery time|achieved recovery time|rta|measured rto|\
         recovery time achieved|rto measured|rto result|actual rto hours|actual rto minutes|recovery duration|erreichte rto|rto ist|failover duration||\
         recovery time|duration|time taken|elapsed|time to recover|restore time|dauer",
    )
    .avoiding("target objective planned"),
    field(
        "objective",
        "Recovery time objective",
        Values::Words(words::is_duration),
        20,
        "rto target|target rto|rto objective|rto goal|required rto|rto hours|rto minutes|planned rto|recovery time objective target|rto soll||rto|\
         recovery time objective|objective",
    )
    .avoiding("actual achieved met measured result within status"),
    field(
        "loss",
        "How much was lost",
        Values::Words(words::is_duration),
        26,
        "rpo actual|actual rpo|rpo achieved|achieved rpo|measured rpo|data loss|rpo measured|recovery point actual|actual data loss|rpa|\
         recovery point achieved|rpo result|rpo ist|erreichte rpo||lost data",
    )
    .avoiding("target objective planned"),
    field(
        "loss-objective",
        "Recovery point objective",
        Values::Words(words::is_duration),
        16,
        "rpo target|target rpo|rpo objective|rpo goal|required rpo|rpo hours|rpo minutes|planned rpo|rpo soll||rpo|recovery point objective",
    )
    .avoiding("actual achieved met measured result within status"),
    field(
        "outcome",
        "How it ended",
        Values::Words(words::is_backup_outcome),
        12,
        "test result|exercise result|test outcome|exercise outcome|test status|drill result|dr test result|recovery result|overall result|testergebnis||result|\
         outcome|status|ergebnis|pass fail|success|passed|successful",
    )
    .avoiding("ticket approval backup date"),
    field(
        "by",
        "Who did it",
        Values::Any,
        8,
        "test lead|exercise lead|test coordinator|facilitator|led by|conducted by|test conductor|exercise facilitator|durchgefuhrt von||tested by|performed by|\
         executed by|owner|by|tester|lead|coordinator|responsible|engineer",
    )
    .avoiding("date approved reviewed"),
    field(
        "approver",
        "Signed off by",
        Values::Any,
        16,
        "signed off by|sign off by|sign off|approved by|approver|results approved by|test approved by|abgenommen von|freigegeben von||reviewed by|reviewer|approval",
    )
    .avoiding("date on at status"),
    field("ticket", "Ticket", Values::Any, 3, "||ticket|tickets|ticket id|jira|follow up ticket|issue key|action ticket|related ticket"),
    field(
        "rest",
        "Participants, lessons and other parts of the record",
        Values::Any,
        20,
        "participants|lessons learned|attendees|findings|gaps identified|action items|follow up actions|improvements|teilnehmer|rto met|rpo met|\
         next test|next test date|next test due|corrective actions|observations|issues identified||evidence|notes|comments|remarks|location",
    ),
];
