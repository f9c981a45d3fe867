//! Tables that resemble ours and are something else: they are kept as documents, not read as a wrong kind.

use super::{Field, field};
use crate::map::values::Values;

/// One entry a sort of table.
pub(crate) const OTHER: &[&[Field]] =
    &[EVENTS, REVIEWS, ABSENCES, ASSETS, CHECKS, BACKUP_JOBS, DEFINITIONS, POSITIONS, PERSONAL, SLAS, TASKS, PROBLEMS];

const fn sign(id: &'static str, weight: u8, names: &'static str) -> Field {
    field(id, "", Values::Any, weight, names)
}

/// Lines of audit and sign-in logs.
const EVENTS: &[Field] = &[
    sign(
        "event",
        35,
        "event type|event name|event|event id|action|activity|operation|operation name|operations|record type|audit event|log type",
    ),
    sign("actor", 20, "actor|actor email|initiated by|performed by|caller"),
    sign("ip", 32, "ip address|client ip|source ip|ip|source ip address|remote ip|caller ip address"),
    sign("agent", 32, "user agent|browser|device|client|operating system|device id"),
    sign(
        "raw",
        40,
        "auditdata|audit data|raw event|event data|conditional access|failure reason|conditional access status|threat name",
    ),
    sign("target", 15, "target|object|target user|resource type|object type|object name"),
];

/// Reviews of changes, one row a review.
const REVIEWS: &[Field] = &[
    sign("change", 40, "pr id|pr number|pull id|mr id"),
    sign("submitted", 20, "submitted"),
    sign("reviewer", 20, "userid|reviewer|reviewer login"),
    sign("state", 20, "state|verdict|decision"),
    sign("body", 15, "body|commit sha|comment"),
];

/// Leave of absence.
const ABSENCES: &[Field] = &[
    sign(
        "type",
        45,
        "leave type|leave of absence type|absence type|time off type|leave type reason|leave request event id|leave request id",
    ),
    sign("from", 35, "leave start date|leave start|leave from|absence start|time off start"),
    sign("to", 35, "leave end date|leave end|leave to|absence end|return|leave return event"),
    sign("days", 25, "days off|leave days|hours|balance|leave balance|days taken|leave percentage|leave status code|on leave"),
];

/// Devices and other assets.
const ASSETS: &[Field] = &[
    sign("serial", 45, "serial number|serial|asset tag|device name|hostname|computer name|device id|imei"),
    sign("os", 35, "os|os version|operating system|model identifier|mac address|manufacturer|make"),
    sign("disk", 40, "filevault|disk encryption|encrypted|bitlocker|firewall|antivirus|encryption status"),
    sign("checkin", 25, "last check in|last checkin|last seen|enrolled|last sync|compliance status"),
];

/// Check lists and control tests.
const CHECKS: &[Field] = &[
    sign(
        "control",
        60,
        "control id|control|requirement|best practice|criteria|criterion|control name|control reference|policy id|request item|control description",
    ),
    sign("result", 35, "result|criticality|finding|conclusion|implementation status|test result"),
    sign("evidence", 25, "evidence|details|non compliance reason|justification|auditor notes|workpaper|remediation completion"),
];

/// Settings of backup jobs: what is to run, not what ran.
const BACKUP_JOBS: &[Field] = &[
    sign("job", 20, "job type|jobtype|backup job type"),
    sign(
        "retention",
        40,
        "retention type|retention count|restore points|schedule options|retain days keep|full backup schedule kind",
    ),
    sign("mode", 35, "compression level|deduplication|block size|integrity checks|algorithm|job algorithm|task algorithm"),
];

/// Definitions of lists and organisations inside systems.
const DEFINITIONS: &[Field] = &[
    sign("element", 60, "element|dependent value|hint|synonyms"),
    sign("inherited", 60, "inherited|inh count|inh map"),
    sign("included", 60, "included in role value|included in role instance value|included in role link|granted by value"),
    sign("unit", 50, "superior organization id|staffing model|organization owner id"),
    sign("freeze", 50, "hiring freeze|availability date|available for hire|top level organization id"),
];

/// Positions and the history of who held them.
const POSITIONS: &[Field] = &[
    sign("position", 45, "position id|position code|position time type code"),
    sign("hours", 45, "default weekly hours|scheduled weekly hours|working fte|paid fte|specify working fte|position time type"),
    sign("primary", 40, "is primary job|critical job|difficulty to fill|exclude from head count|work shift required|work shift"),
    sign(
        "posting",
        40,
        "job posting title|business site summary name|business site summary location|earliest hire date|worker for filled position id",
    ),
    sign("category", 20, "job category|management level code|compensation grade code|pay group|pay rate type"),
];

/// Personal data of persons, with no state of employment.
const PERSONAL: &[Field] = &[
    sign("birth", 45, "date of birth|city of birth|country of birth|region of birth"),
    sign("marital", 45, "marital status|gender|religion|blood type|ethnicity|hispanic or latino|political affiliation"),
    sign("nationality", 40, "nationality|primary nationality|citizenship status|additional nationality|hukou region"),
    sign(
        "suffix",
        40,
        "academic suffix|social suffix|honorary suffix|hereditary suffix|royal suffix|prefix salutation|prefix title",
    ),
    sign("names", 40, "local first name|local last name|secondary last name|additional name type|tertiary last name"),
];

/// Clocks of service levels.
const SLAS: &[Field] = &[
    sign("breach", 60, "has breached|breached|sla breached|original breach"),
    sign("left", 40, "time left|business time left|business percentage|pause duration|elapsed percentage|sla value|sla"),
    sign("stage", 10, "stage|duration|planned end"),
];

/// Tasks inside changes.
const TASKS: &[Field] = &[
    sign("task", 60, "change task type|change task number|change task id|ctask"),
    sign("parent", 30, "change request value|change request link|parent change"),
];

/// Problems: the causes of incidents.
const PROBLEMS: &[Field] = &[
    sign("problem", 60, "problem state|known error|major problem|workaround|first reported by task value|fix notes|cause notes"),
    sign("cause", 30, "caused by value|problem id value|problem id"),
];
