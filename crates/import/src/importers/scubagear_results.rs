//! `ScubaGear`: results of its checks of a Microsoft 365 tenant, as test results, as the whole results or as tables of them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{
        csv::product,
        fields::{Fields, truth_of},
        json::{self, Row},
        place::below,
        time,
    },
    vendor::{microsoft::json_or_table, scubagear},
};
use model::{
    Data, Kind, Stamp,
    record::{CheckResult, ConfigurationCheck},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "scubagear-results",
    version: 1,
    about: About {
        vendor: "CISA",
        title: "ScubaGear results",
        export: &[
            "In PowerShell: Install-Module ScubaGear, Initialize-SCuBA, then Invoke-SCuBA -ProductNames * (roles: Global Reader and \
             those that its page on permissions names).",
            "Take ScubaResults_*.json from the folder of the report: it says which tenant was checked, when and by which version. \
             ScubaResults.csv, TestResults.json and ActionPlan.csv (failures only) do not.",
        ],
        covers: "Every check of the tenant in one run, and in ScubaResults_*.json its settings too.",
        retention_days: None,
        source: "https://github.com/cisagov/ScubaGear/tree/main/PowerShell/ScubaGear/Sample-Reports",
    },
    emits: &[Kind::ConfigurationCheck, Kind::Setting, Kind::Grant],
    sniff,
    read,
};

/// Failures with columns to be filled in.
const PLAN: &[&str] = &["Control ID", "Requirement", "Result", "Criticality", "Non-Compliance Reason"];
const TABLE: &[&str] = &["Control ID", "Requirement", "Result", "Criticality", "Details"];
const TESTS: &[&str] = &["PolicyId", "RequirementMet", "Criticality", "Commandlet"];
const TABLES: &[&[&str]] = &[PLAN, TABLE, TESTS];

fn sniff(head: &Head<'_>) -> Match {
    if TABLES.iter().any(|marks| product::is_marked(head, marks)) {
        return Match::Certain;
    }
    let results = |object: &Value| head::at(object, "MetaData.Tool").and_then(Value::as_str) == Some("ScubaGear");
    let test = |row: &Value| head::has(row, &["PolicyId", "RequirementMet", "Criticality"]);
    let found = head.object().is_some_and(results) || head.row().is_some_and(test);
    if found { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("ScubaGear".to_owned());
    sink.facts.report = Some("Results".to_owned());
    sink.facts.snapshot = true;
    json_or_table(input, sink, &mut results, TABLES, &mut |row, sink| {
        if row.has("Non-Compliance Reason") {
            sink.facts.filters = Some("failures only (action plan)".to_owned());
        }
        check(row, &Run::default(), sink)
    })
}

fn results(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = json::rows(input, scubagear::RESULTS, sink, &mut group)?;
    scubagear::beside(&whole.beside, "Raw.", sink)?;
    let told = |path: &str| whole.beside.text(&format!("MetaData.{path}"));
    if let Some(version) = told("ToolVersion") {
        sink.facts.product = Some(format!("ScubaGear {version}"));
    }
    sink.facts.instance = told("TenantId").or_else(|| told("DomainName")).map(str::to_owned);
    sink.facts.extracted = told("TimestampZulu").and_then(time::stamp);
    for (product, counts) in whole.beside.at("Summary").and_then(Value::as_object).into_iter().flatten() {
        for (word, count) in counts.as_object().into_iter().flatten() {
            sink.facts.control_totals.insert(format!("{product} {word}"), count.to_string());
        }
    }
    Ok(())
}

/// What is told once of all checks.
#[derive(Default)]
struct Run {
    tenant: Option<String>,
    at: Option<Stamp>,
}

/// A row: a group of checks, a check by itself, or a setting.
fn group(row: Row<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let run = Run {
        tenant: row.beside.text("MetaData.DomainName").or_else(|| row.beside.text("MetaData.TenantId")).map(str::to_owned),
        at: row.beside.text("MetaData.TimestampZulu").and_then(time::stamp),
    };
    let list = row.list;
    let mut row = Fields::from(row);
    if list.starts_with("Raw.") {
        return scubagear::setting(list, row, sink);
    }
    if row.has("MetaData") {
        // Results without any list: nothing was checked.
        return Ok(());
    }
    let Some(Value::Array(checks)) = row.take("Controls") else { return check(row, &run, sink) };
    for (index, one) in checks.into_iter().enumerate() {
        let mut one = Fields::new(below(row.position(), "Controls", index), one);
        for name in ["GroupName", "GroupReferenceURL"] {
            if let Some(value) = row.peek(name) {
                one.put(name, value.clone());
            }
        }
        check(one, &run, sink)?;
    }
    Ok(())
}

fn check(mut row: Fields, run: &Run, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.first_text(&["PolicyId", "Control ID"]) else {
        row.lacks(sink, "PolicyId");
        return Ok(());
    };
    let criticality = row.text("Criticality");
    // What follows the duty says that the tool cannot check it (`Shall/Not-Implemented`, `Should/3rd Party`).
    let by_hand = criticality.as_deref().is_some_and(|word| word.contains('/'));
    let result = result(&row, by_hand);
    let title = row.peek_text("Requirement").map(|html| html.split('<').next().unwrap_or(html).trim().to_owned());
    let check = ConfigurationCheck {
        tool: "ScubaGear".to_owned(),
        id,
        title,
        asset: run.tenant.clone(),
        result,
        result_word: row.first_text(&["Result", "RequirementMet"]),
        // A duty is no severity: it stays unknown.
        severity_word: criticality,
        at: run.at,
        ..ConfigurationCheck::default()
    };
    row.record(sink, Data::ConfigurationCheck(Box::new(check)))
}

/// What a check said. What the company left out of the run counts as accepted where it would have failed.
fn result(row: &Fields, by_hand: bool) -> CheckResult {
    let word = |name: &str| row.peek_text(name).unwrap_or_default().to_ascii_lowercase();
    match word("Result").as_str() {
        "pass" => CheckResult::Passed,
        "fail" | "warning" => CheckResult::Failed,
        "n/a" if by_hand => CheckResult::Manual,
        "incorrect result" | "manual" => CheckResult::Manual,
        "omitted" if matches!(word("OmittedEvaluationResult").as_str(), "fail" | "warning") => CheckResult::Accepted,
        "n/a" | "error" | "omitted" => CheckResult::NotRun,
        _ => match row.peek("RequirementMet").and_then(truth_of) {
            Some(true) => CheckResult::Passed,
            Some(false) if by_hand => CheckResult::Manual,
            Some(false) => CheckResult::Failed,
            None => CheckResult::Unknown,
        },
    }
}
