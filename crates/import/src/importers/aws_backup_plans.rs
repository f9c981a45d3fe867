//! AWS Backup: plans with their rules, and the list of plans.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{export::Export, fields::Fields},
};
use model::{Data, Kind, record::Setting};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "aws-backup-plans",
    version: 1,
    about: About {
        vendor: "AWS",
        title: "Backup plans",
        export: &[
            "In each region: `aws backup list-backup-plans` names the plans (backup:ListBackupPlans).",
            "For each: `aws backup get-backup-plan --backup-plan-id ID > plan.json` (backup:GetBackupPlan).",
        ],
        covers: "The plan as it is at that moment: schedules, retention, copies.",
        retention_days: None,
        source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/API_GetBackupPlan.html",
    },
    emits: &[Kind::Setting],
    sniff,
    read,
};

const EXPORT: Export =
    Export { product: "AWS Backup", report: "Backup plans", snapshot: true, lists: &["BackupPlansList"], ..Export::PLAIN };

fn sniff(head: &Head<'_>) -> Match {
    let is_plan = |row: &serde_json::Value| head::has(row, &["BackupPlan.BackupPlanName", "BackupPlan.Rules"]);
    let listed = head.object().is_some_and(|object| object.get("BackupPlansList").is_some_and(serde_json::Value::is_array));
    if head.row().is_some_and(is_plan) || listed { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    EXPORT.read(input, sink, &mut plan)?;
    Ok(())
}

fn plan(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(name) = row.first_text(&["BackupPlan.BackupPlanName", "BackupPlanName"]) else {
        row.lacks(sink, "BackupPlanName");
        return Ok(());
    };
    let account = row.peek_text("BackupPlanArn").and_then(|arn| arn.split(':').nth(4));
    sink.instance(account);
    let rules = row.peek("BackupPlan.Rules").and_then(serde_json::Value::as_array).map(Vec::as_slice);
    let value = match rules {
        Some([rule]) => rule.get("ScheduleExpression").and_then(|schedule| schedule.as_str()).map(str::to_owned),
        _ => None,
    };
    let setting = Setting {
        system: "AWS Backup".to_owned(),
        id: row.text("BackupPlanId"),
        family: "backup plan".to_owned(),
        name,
        value,
        created: row.time("CreationDate"),
        ..Setting::default()
    };
    row.record(sink, Data::Setting(Box::new(setting)))
}
