//! `CircleCI`: pipelines, workflows and jobs, as version 2 of its interface lists them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, json, pages},
    table::words,
};
use model::{
    Data, Kind,
    record::{DeployOutcome, PipelineRun},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "circleci-runs",
    version: 1,
    about: About {
        vendor: "CircleCI",
        title: "Pipelines, workflows and jobs",
        export: &[
            "Create a personal API token (User Settings, Personal API Tokens); CircleCI has no narrower ones for reading.",
            "Call GET https://circleci.com/api/v2/project/PROJECT-SLUG/pipeline and follow next_page_token as page-token to the end.",
            "For each pipeline call GET /api/v2/pipeline/ID/workflow, and for approvals GET /api/v2/workflow/ID/job.",
            "Save the answers as JSON, one page each or all items of a kind in one array.",
        ],
        covers: "The pipelines of a project, or the workflows and jobs of the pipelines asked for.",
        retention_days: None,
        source: "https://circleci.com/docs/api/v2/",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("items").or_else(|| head.row()) else { return Match::No };
    let workflow = head::has(row, &["pipeline_id", "project_slug", "status"]);
    let pipeline =
        head::has(row, &["project_slug", "number", "state"]) && (head::has(row, &["trigger"]) || head::has(row, &["vcs"]));
    let job = head::has(row, &["project_slug", "status", "type", "name"])
        && (head::has(row, &["job_number"]) || head::has(row, &["dependencies"]) || head::has(row, &["approval_request_id"]));
    if workflow || pipeline || job { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.product = Some("CircleCI".to_owned());
    let whole = json::rows(input, &["items"], sink, &mut |row, sink| run(Fields::from(row), sink))?;
    sink.facts.incomplete.extend(pages::incomplete(&whole));
    sink.facts.declared_empty = whole.declared_empty;
    Ok(())
}

fn run(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    if !row.has("id")
        && let Some(message) = row.text("message")
    {
        return Err(ReadError::SourceError(message));
    }
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let is_pipeline = row.has("state") && !row.has("status");
    sink.facts.report.get_or_insert_with(|| {
        let report = match () {
            () if is_pipeline => "Pipelines",
            () if row.has("pipeline_id") => "Workflows",
            () => "Jobs",
        };
        report.to_owned()
    });
    let outcome_word = row.first_text(&["status", "state"]);
    let run = PipelineRun {
        system: "CircleCI".to_owned(),
        part_of: row.text("pipeline_id"),
        name: row.text("name"),
        repository: row.first_text(&["vcs.target_repository_url", "vcs.origin_repository_url", "project_slug"]),
        at: row.time("started_at").or_else(|| row.time("created_at")),
        finished: row.time("stopped_at"),
        outcome: outcome_word.as_deref().map_or(DeployOutcome::Unknown, |word| outcome(word, is_pipeline)),
        outcome_word,
        trigger: row.text("trigger.type"),
        by: row.first_text(&["approved_by", "started_by", "trigger.actor.login"]),
        commit: row.text("vcs.revision"),
        reference: row.first_text(&["vcs.branch", "vcs.tag", "tag"]),
        id,
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}

/// How a run ended. A pipeline that is `created` has workflows; how they end is told there.
fn outcome(word: &str, is_pipeline: bool) -> DeployOutcome {
    match word {
        "created" if is_pipeline => DeployOutcome::Unknown,
        "on_hold" | "setup" | "setup-pending" | "blocked" | "not_running" | "failing" => DeployOutcome::Pending,
        "infrastructure_fail" | "unauthorized" => DeployOutcome::Failed,
        "not_run" | "retried" | "terminated-unknown" => DeployOutcome::Unknown,
        _ => words::deploy_outcome(word),
    }
}
