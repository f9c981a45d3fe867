//! AWS Systems Manager Incident Manager: incident records, as the command line lists or shows them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
    severity::Rule,
};
use model::{
    Data, Kind,
    record::{Incident, Severity},
};
use serde_json::Value;

/// The impact: 1 critical, 2 high, 3 medium, 4 low, 5 no impact.
const IMPACT: Rule = Rule {
    name: "aws incident manager impact since 2021-05-10",
    words: &[
        ("1", Severity::Critical),
        ("2", Severity::High),
        ("3", Severity::Medium),
        ("4", Severity::Low),
        ("5", Severity::Info),
    ],
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-incident-manager",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "Incident Manager records",
        export: &[
            "With the permission ssm-incidents:ListIncidentRecords, run `aws ssm-incidents list-incident-records > incidents.json` \
             in the home region of the replication set.",
            "`aws ssm-incidents get-incident-record --arn ARN` tells more of one of them.",
        ],
        covers: "All incident records of the account.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_IncidentRecordSummary.html",
    },
    emits: &[Kind::Incident],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if head.object().is_some_and(|object| object.get("incidentRecordSummaries").is_some_and(Value::is_array)) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let row = row.get("incidentRecord").filter(|inner| inner.is_object()).unwrap_or(row);
    let arn = row.get("arn").and_then(Value::as_str).is_some_and(|arn| arn.contains(":incident-record/"));
    if arn && head::has(row, &["creationTime", "impact"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let export = Export {
        product: "AWS Incident Manager",
        report: "Incident records",
        lists: &["incidentRecordSummaries"],
        snapshot: true,
        ..Export::PLAIN
    };
    export.read(input, sink, &mut incident).map(drop)
}

fn incident(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if let Some(inner) = row.take("incidentRecord") {
        row = Fields::new(row.position().clone(), inner);
    }
    let Some(arn) = row.text("arn") else {
        row.lacks(sink, "arn");
        return Ok(());
    };
    if let Some(account) = arn.split(':').nth(4).filter(|account| !account.is_empty()) {
        sink.facts.instance.get_or_insert(account.to_owned());
    }
    let status_word = row.text("status");
    let mut record = Incident {
        system: "AWS Incident Manager".to_owned(),
        title: row.text("title"),
        class: row.text("incidentRecordSource.source"),
        resolved: status_word.as_deref().map(|word| word == "RESOLVED"),
        status_word,
        created: row.time("creationTime"),
        ended: row.time("resolvedTime"),
        reporter: row.first_text(&["incidentRecordSource.createdBy", "incidentRecordSource.invokedBy"]),
        id: arn,
        ..Incident::default()
    };
    IMPACT.rate_incident(row.text("impact"), &mut record);
    row.record(sink, Data::Incident(Box::new(record)))
}
