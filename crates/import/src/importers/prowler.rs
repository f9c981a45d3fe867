//! Prowler: its CSV and JSON of versions 2 to 5. Its OCSF is read with that of all products.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        export::Export,
        fields::{Fields, truth},
    },
    severity::COMMON,
    vendor::{
        checks::{self, standards},
        scans::{Scans, rate},
    },
};
use model::{
    Kind,
    record::{CheckResult, ConfigurationCheck},
};

/// JSON and tables of the same.
const EXPORT: Export = Export { product: "Prowler", snapshot: true, tables: HEADERS, ..Export::PLAIN };

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "prowler",
    version: 1,
    about: About {
        vendor: "Prowler",
        title: "Prowler checks (CSV, JSON)",
        export: &[
            "Run `prowler aws` (or azure, gcp, kubernetes, m365) with a read-only role such as SecurityAudit and ViewOnlyAccess.",
            "Take the .csv or .ocsf.json of the folder `output`. Do not filter by status: passed checks are evidence too.",
        ],
        covers: "All checks of one run over an account, subscription, project or cluster.",
        retention_days: None,
        source: "https://docs.prowler.com/projects/prowler-open-source/en/latest/tutorials/reporting/",
    },
    emits: &[Kind::ConfigurationCheck, Kind::Scan],
    sniff,
    read,
};

/// Headers of versions 4 and 5, of 3, and of 2.
const HEADERS: &[&[&str]] = &[
    &["PROVIDER", "CHECK_ID", "STATUS", "FINDING_UID"],
    &["PROVIDER", "CHECK_ID", "STATUS", "FINDING_UNIQUE_ID"],
    &["ACCOUNT_NUM", "TITLE_ID", "CHECK_RESULT", "TITLE_TEXT"],
];

fn sniff(head: &Head<'_>) -> Match {
    if EXPORT.is_table(head) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let third = head::has(row, &["CheckID", "FindingUniqueId", "Status", "Provider"]);
    let second = head::has(row, &["Account Number", "Control", "Control ID", "Status"]);
    if third || second { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut scans = Scans::default();
    EXPORT.read(input, sink, &mut |row, sink| check(row, &mut scans, sink))?;
    scans.put(sink)
}

const ACCOUNT: &[&str] = &[
    "ACCOUNT_UID",
    "ACCOUNT_ID",
    "AccountId",
    "ACCOUNT_NUM",
    "Account Number",
    "SUBSCRIPTION",
    "Subscription",
    "PROJECT_ID",
    "ProjectId",
    "CONTEXT",
];

fn check(mut row: Fields, scans: &mut Scans, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["CHECK_ID", "CheckID", "TITLE_ID", "Control ID"]) else {
        row.lacks(sink, "CHECK_ID");
        return Ok(());
    };
    let asset = row.first_text(ACCOUNT);
    if let Some(account) = &asset {
        sink.facts.instance.get_or_insert_with(|| account.clone());
    }
    if let Some(version) = row.text("PROWLER_VERSION") {
        sink.facts.product = Some(format!("Prowler {version}"));
    }
    let result_word = row.first_text(&["STATUS", "Status", "CHECK_RESULT"]);
    let told = match result_word.as_deref() {
        // Versions 2 and 3 write so what somebody put on the list of accepted findings.
        Some("WARNING") => CheckResult::Accepted,
        word => word.map(checks::result).unwrap_or_default(),
    };
    let muted = ["MUTED", "Muted"].iter().any(|name| row.peek_text(name).and_then(truth) == Some(true));
    let time = ["TIMESTAMP", "ASSESSMENT_START_TIME", "AssessmentStartTime", "PROWLER_START_TIME", "Timestamp"];
    let mut check = ConfigurationCheck {
        tool: "Prowler".to_owned(),
        id,
        title: row.first_text(&["CHECK_TITLE", "CheckTitle", "TITLE_TEXT", "Control"]),
        asset,
        resource: row.first_text(&[
            "RESOURCE_UID",
            "RESOURCE_ARN",
            "ResourceArn",
            "RESOURCE_ID",
            "ResourceId",
            "CHECK_RESOURCE_ID",
            "Resource ID",
        ]),
        result: if muted && told == CheckResult::Failed { CheckResult::Accepted } else { told },
        result_word,
        at: time.iter().find_map(|name| row.time(name)),
        standards: standards(row.take("COMPLIANCE").or_else(|| row.take("Compliance"))),
        ..ConfigurationCheck::default()
    };
    rate(&COMMON, row.first_text(&["SEVERITY", "Severity", "CHECK_SEVERITY"]), &mut check);
    checks::put(row, check, scans, sink)
}
