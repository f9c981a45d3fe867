//! Azure DevOps: deployments of releases to their stages, and those of pipelines to their environments.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{azure_devops, delivery},
};
use model::{
    Data, Kind,
    record::{Deploy, DeployOutcome},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-devops-deployments",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Azure DevOps deployments",
        export: &[
            "Classic releases: call GET https://vsrm.dev.azure.com/ORG/PROJECT/_apis/release/deployments?minStartedTime=2026-01-01&$top=100\
             &api-version=7.1 and go on with the continuation token of the header. Scope Release, read, suffices.",
            "YAML pipelines: for each environment call GET https://dev.azure.com/ORG/PROJECT/_apis/distributedtask/environments/ID/\
             environmentdeploymentrecords?api-version=7.1-preview.1 in the same way.",
            "Save each page as a JSON file.",
        ],
        covers: "The deployments of the period asked for, with the approvals before and after them.",
        retention_days: Some(365),
        source: "https://learn.microsoft.com/en-us/rest/api/azure/devops/release/deployments/list",
    },
    emits: &[Kind::Deploy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("value").or_else(|| head.row()) else { return Match::No };
    let classic =
        head::has(row, &["deploymentStatus", "releaseEnvironment"]) || head::has(row, &["deploymentStatus", "releaseDefinition"]);
    let record = head::has(row, &["environmentId", "planId", "definition", "owner"]);
    if classic || record { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    azure_devops::rows(input, "Deployments", sink, &mut deployment)
}

fn deployment(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let outcome_word = row.first_text(&["deploymentStatus", "result"]);
    let outcome = match outcome_word.as_deref() {
        Some("notDeployed") => DeployOutcome::Failed,
        Some(word) => delivery::outcome(word),
        None => DeployOutcome::Unknown,
    };
    let live = if outcome == DeployOutcome::Succeeded { row.first_time(&["completedOn", "finishTime"]) } else { None };
    let artifact =
        row.peek("release.artifacts").and_then(|artifacts| Some(artifacts.get(0)?.get("definitionReference")?.clone()));
    let of_artifact =
        |key: &str| Some(artifact.as_ref()?.get(key)?.get("id")?.as_str()?.to_owned()).filter(|text| !text.is_empty());
    let deploy = Deploy {
        system: azure_devops::SYSTEM.to_owned(),
        id,
        service: row.first_text(&["releaseDefinition.name", "definition.name"]),
        environment: row.first_text(&["releaseEnvironment.name", "environment.name", "stageName"]),
        at: live.or_else(|| row.first_time(&["startedOn", "startTime", "queuedOn", "queueTime"])),
        by: azure_devops::login(&mut row, "requestedFor").or_else(|| azure_devops::login(&mut row, "requestedBy")),
        outcome,
        outcome_word,
        commit: of_artifact("sourceVersion"),
        reference: row.first_text(&["release.name", "owner.name"]),
        ..Deploy::default()
    };
    row.record(sink, Data::Deploy(Box::new(deploy)))
}
