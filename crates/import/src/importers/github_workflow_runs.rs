//! GitHub Actions: runs of workflows, as the REST API, `gh run list --json` and the webhook give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, github},
};
use model::{Data, Kind, record::PipelineRun};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-workflow-runs",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Workflow runs",
        export: &[
            "For each repository in scope: `gh api --paginate 'repos/OWNER/REPO/actions/runs?created=2026-01-01..2026-01-31&per_page=100' \
             > runs.json`. One search gives 1,000 runs at the most: take a month or a week at a time.",
            "Or `gh run list --repo OWNER/REPO --limit 1000 --json \
             databaseId,workflowName,displayTitle,event,status,conclusion,headBranch,headSha,createdAt,startedAt,updatedAt,url`. \
             Read access to Actions suffices.",
        ],
        covers: "The runs of the period asked for.",
        retention_days: Some(90),
        source: "https://docs.github.com/en/rest/actions/workflow-runs",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("workflow_runs").or_else(|| head.row()) else { return Match::No };
    // `gh run view --json jobs` is read by its jobs.
    if head::has(row, &["deployment"]) || head::has(row, &["run_id"]) || head.row_of("jobs").is_some() {
        return Match::No;
    }
    let rest =
        |row| head::has(row, &["workflow_id", "status"]) && (head::has(row, &["run_number"]) || head::has(row, &["head_sha"]));
    let webhook = head::has(row, &["action"]) && row.get("workflow_run").is_some_and(rest);
    let gh = (head::has(row, &["workflowName"]) || head::has(row, &["workflowDatabaseId"]))
        && ["databaseId", "conclusion", "status", "headSha"].iter().any(|key| head::has(row, &[key]));
    if rest(row) || webhook || gh {
        return Match::Certain;
    }
    let empty = head.object().is_some_and(|whole| head::has(whole, &["workflow_runs", "total_count"]));
    if empty {
        return Match::Certain;
    }
    if head::has(row, &["databaseId", "headSha", "event"]) { Match::Maybe(70) } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let whole = github::rows(input, &["workflow_runs"], "Workflow runs (Actions)", sink, &mut run)?;
    let search_limit = 1_000;
    if whole.rows == search_limit && sink.facts.incomplete.is_empty() {
        sink.facts
            .incomplete
            .push("a search for runs gives 1,000 at the most, and the file holds as many: export shorter periods".to_owned());
    }
    Ok(())
}

fn run(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = github::delivered(row, "workflow_run");
    let url = row.peek_text("html_url").or_else(|| row.peek_text("url")).unwrap_or_default().to_owned();
    github::note_host(&url, sink);
    let Some(id) = row.first_text(&["id", "databaseId"]) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    // How it ended is the conclusion; while there is none, where it stands.
    let outcome_word = row.first_text(&["conclusion", "status"]);
    let run = PipelineRun {
        system: github::SYSTEM.to_owned(),
        id,
        part_of: None,
        name: row.first_text(&["workflowName", "name"]),
        repository: row.text("repository.full_name").or_else(|| github::repository(&url)),
        at: row.first_time(&["run_started_at", "startedAt", "created_at", "createdAt"]),
        // GitHub tells no end of a run: `updated_at` also moves when somebody deletes its logs.
        finished: None,
        outcome: outcome_word.as_deref().map(delivery::outcome).unwrap_or_default(),
        outcome_word,
        trigger: row.text("event"),
        by: row.first_text(&["triggering_actor.login", "actor.login"]),
        commit: row.first_text(&["head_sha", "headSha"]),
        reference: row.first_text(&["head_branch", "headBranch"]),
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}
