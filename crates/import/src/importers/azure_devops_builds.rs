//! Azure DevOps: builds, which is what runs of pipelines are, and the runs of one pipeline.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{azure_devops, delivery},
};
use model::{
    Data, Kind,
    record::{DeployOutcome, PipelineRun},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-devops-builds",
    version: 2,
    about: About {
        vendor: "Microsoft",
        title: "Azure DevOps builds and pipeline runs",
        export: &[
            "For each project in scope: `az pipelines runs list --organization https://dev.azure.com/ORG --project PROJECT --top 5000 \
             --query-order FinishTimeAsc --output json > runs.json`. Reader access (scope Build, read) suffices.",
            "Or call GET https://dev.azure.com/ORG/PROJECT/_apis/build/builds?minTime=2026-01-01&api-version=7.1 and go on with the \
             continuation token of the header.",
        ],
        covers: "The runs of the period asked for.",
        retention_days: Some(30),
        source: "https://learn.microsoft.com/en-us/rest/api/azure/devops/build/builds/list",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("value").or_else(|| head.row()) else { return Match::No };
    let build = head::has(row, &["buildNumber", "definition", "status"]);
    let run = head::has(row, &["id", "pipeline.id", "state", "createdDate"]);
    if build || run { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    azure_devops::rows(input, "Builds", sink, &mut run)
}

fn run(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    // "completed" only says that it is over; how, says the result.
    let outcome_word = row.first_text(&["result", "status", "state"]);
    let repository = match (row.text("project.name"), row.text("repository.name")) {
        (Some(project), Some(name)) if !name.contains('/') => Some(format!("{project}/{name}")),
        (project, name) => name.or_else(|| row.text("repository.id")).or(project),
    };
    let run = PipelineRun {
        system: azure_devops::SYSTEM.to_owned(),
        id,
        part_of: None,
        name: row.first_text(&["definition.name", "pipeline.name"]),
        repository,
        at: row.first_time(&["startTime", "queueTime", "createdDate"]),
        finished: row.first_time(&["finishTime", "finishedDate"]),
        // What succeeded in part came to its end, with errors in some of its steps.
        outcome: match outcome_word.as_deref() {
            Some("partiallySucceeded" | "succeededWithIssues") => DeployOutcome::Failed,
            word => word.map(delivery::outcome).unwrap_or_default(),
        },
        outcome_word,
        trigger: row.text("reason"),
        by: azure_devops::login(&mut row, "requestedFor"),
        commit: row.text("sourceVersion"),
        reference: row.text("sourceBranch").map(delivery::short_ref),
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}
