//! Bitbucket Cloud: runs of pipelines, and their steps.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{bitbucket, delivery},
};
use model::{Data, Kind, record::PipelineRun};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "bitbucket-pipelines",
    version: 1,
    about: About {
        vendor: "Atlassian",
        title: "Bitbucket Cloud pipelines and steps",
        export: &[
            "For each repository in scope call GET /2.0/repositories/WORKSPACE/REPO/pipelines?sort=-created_on&pagelen=100 and follow `next`; \
             for the steps of one, add /PIPELINE/steps. A token with read access to pipelines suffices.",
        ],
        covers: "All runs of the pipelines of a repository.",
        retention_days: None,
        source: "https://developer.atlassian.com/cloud/bitbucket/rest/api-group-pipelines/",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("values").or_else(|| head.row()) else { return Match::No };
    let marked =
        row.get("type").and_then(serde_json::Value::as_str).is_some_and(|kind| matches!(kind, "pipeline" | "pipeline_step"));
    if marked && head::has(row, &["uuid", "state.name"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    bitbucket::rows(input, "Pipelines", sink, &mut run)
}

fn run(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("uuid") else {
        row.lacks(sink, "uuid");
        return Ok(());
    };
    let asked = row.peek_text("_envelope.url").and_then(bitbucket::repository);
    let outcome_word = row.first_text(&["state.result.name", "state.stage.name", "state.name"]);
    let run = PipelineRun {
        system: bitbucket::SYSTEM.to_owned(),
        id,
        part_of: row.text("pipeline.uuid"),
        name: row.first_text(&["name", "target.selector.pattern", "target.selector.type"]),
        repository: row.first_text(&["repository.full_name", "target.commit.repository.full_name"]).or(asked),
        at: row.first_time(&["started_on", "created_on"]),
        finished: row.time("completed_on"),
        outcome: outcome_word.as_deref().map(delivery::outcome).unwrap_or_default(),
        outcome_word,
        trigger: row.first_text(&["trigger.name", "trigger.type"]),
        by: bitbucket::login(&mut row, "creator"),
        commit: row.text("target.commit.hash"),
        reference: row.text("target.ref_name"),
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}
