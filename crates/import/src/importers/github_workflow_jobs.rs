//! GitHub Actions: jobs of workflow runs, as the REST API, `gh run view --json jobs` and the webhook give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, github},
};
use model::{Data, Kind, record::PipelineRun};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-workflow-jobs",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Workflow jobs",
        export: &[
            "For each run that matters (deployments to production): `gh api --paginate \
             'repos/OWNER/REPO/actions/runs/RUN/jobs?filter=all&per_page=100' > jobs-RUN.json`.",
            "Or `gh run view RUN --repo OWNER/REPO --json jobs`. Read access to Actions suffices.",
        ],
        covers: "The jobs of the runs asked for, with all their steps.",
        retention_days: Some(90),
        source: "https://docs.github.com/en/rest/actions/workflow-jobs",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("jobs").or_else(|| head.row()) else { return Match::No };
    let rest = |row| {
        head::has(row, &["run_id", "status", "name"])
            && ["run_url", "steps", "check_run_url", "runner_name"].iter().any(|key| head::has(row, &[key]))
    };
    let webhook = head::has(row, &["action"]) && row.get("workflow_job").is_some_and(rest);
    let gh = head.row_of("jobs").is_some() && head::has(row, &["databaseId", "name", "steps", "startedAt"]);
    if rest(row) || webhook || gh { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::rows(input, &["jobs"], "Workflow jobs (Actions)", sink, &mut job).map(drop)
}

fn job(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = github::delivered(row, "workflow_job");
    let url = row.peek_text("html_url").or_else(|| row.peek_text("url")).unwrap_or_default().to_owned();
    github::note_host(&url, sink);
    let Some(id) = row.first_text(&["id", "databaseId"]) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let outcome_word = row.first_text(&["conclusion", "status"]);
    let job = PipelineRun {
        system: github::SYSTEM.to_owned(),
        id,
        part_of: row.text("run_id").or_else(|| run_of(&url)),
        name: row.text("name"),
        repository: row.text("_webhook.repository.full_name").or_else(|| github::repository(&url)),
        at: row.first_time(&["started_at", "startedAt", "created_at"]),
        finished: row.first_time(&["completed_at", "completedAt"]),
        outcome: outcome_word.as_deref().map(delivery::outcome).unwrap_or_default(),
        outcome_word,
        trigger: None,
        by: None,
        commit: row.text("head_sha"),
        reference: row.text("head_branch"),
    };
    row.record(sink, Data::PipelineRun(Box::new(job)))
}

/// The run in the address of a job (`.../actions/runs/7/job/9`).
fn run_of(url: &str) -> Option<String> {
    let run = url.split_once("/actions/runs/")?.1.split('/').next()?;
    Some(run.to_owned()).filter(|run| !run.is_empty())
}
