//! Scans for vulnerabilities that were run, one row a scan.

use super::{Field, Table, field};
use crate::{
    map::values::Values,
    table::{self, words},
};
use model::Kind;

/// What is read of them.
pub(super) const TABLE: Table = Table::of(Kind::Scan, FIELDS, table::scan::scan)
    .several(table::scan::several)
    .refusing(table::scan::refusal)
    .in_files("scan|scans|scanlog|scanlogs");

const FIELDS: &[Field] = &[
    field(
        "id",
        "The scan's own id",
        Values::Any,
        26,
        "scan id|scan number|scan uuid|scan job id|scan run id|scan reference|scan ref|scan key|assessment scan id||id|run id|job id|reference|number",
    )
    .avoiding("asset host user finding vulnerability plugin template policy"),
    field(
        "name",
        "Name or profile of the scan",
        Values::Text,
        22,
        "scan name|scan profile|scan template|scan policy|scan title|scan job|scan type|scan configuration|scan schedule||profile|template|name|job|title|type",
    )
    .avoiding("asset host user owner"),
    field(
        "asset",
        "What was scanned",
        Values::Any,
        16,
        "scan target|scan targets|scanned asset|scanned assets|scanned host|scanned hosts|target host|scan scope|asset scanned|assets scanned|\
         image scanned|scanned image|scanned repository|scanned system||target|targets|asset|assets|host|hosts|hostname|image|repository|system|\
         server|scope|ip|ip address|fqdn|application|project|asset name|host name|account",
    )
    .required()
    .avoiding("count number owner type group tag status id"),
    field(
        "at",
        "Ended",
        Values::Date,
        18,
        "scan end|scan ended|scan finished|scan completed|scan completion|scan|scanned|date scanned|last scan|scan time|scan run||finished|completed|\
         end|ended|completion|date|timestamp|time|run|executed|performed|executed on",
    )
    .one_of("time")
    .avoiding("next by due planned scheduled status"),
    field(
        "started",
        "Started",
        Values::Date,
        14,
        "scan start|scan started|scan begin|scan launched||started|start|begin|began|launched|initiated|created",
    )
    .one_of("time")
    .avoiding("next by due planned scheduled"),
    field(
        "status",
        "How it ended",
        Values::Words(words::is_backup_outcome),
        16,
        "scan status|scan state|scan result|scan outcome||status|state|result|outcome",
    )
    .avoiding("vulnerability finding remediation ticket asset"),
    field(
        "tool",
        "Scanner",
        Values::Text,
        14,
        "scanner|scan tool|scan engine|scanner name|scanning tool|vulnerability scanner||engine|tool|source|product",
    )
    .avoiding("date id version"),
    field(
        "findings",
        "Number of findings",
        Values::Number,
        14,
        "findings count|number of findings|total findings|vulnerabilities found|vulnerability count|total vulnerabilities|findings found|finding number||\
         findings|vulnerabilities|total|count",
    ),
    field(
        "rest",
        "Counts by severity, duration and other parts of the record",
        Values::Any,
        12,
        "critical count|high count|medium count|low count|scan duration|hosts scanned|credentialed|authenticated scan|plugins used||critical|high|medium|low|\
         duration|authenticated",
    ),
];
