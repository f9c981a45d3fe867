//! GitLab: pipelines, as the REST API and GraphQL give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, gitlab},
};
use model::{Data, Kind, record::PipelineRun};
use serde_json::Value;

/// Where GraphQL has pipelines.
const LISTS: &[&str] = &["data.project.pipelines.nodes"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-pipelines",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Pipelines",
        export: &[
            "For each project: `glab api --paginate 'projects/ID/pipelines?updated_after=2026-01-01T00:00:00Z&per_page=100' > pipelines.json`. \
             A token with read_api suffices.",
        ],
        covers: "The pipelines of the period asked for.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/pipelines/",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if LISTS.iter().any(|list| head.row_of(list).is_some()) {
        return Match::Certain;
    }
    let Some(row) = head.row() else { return Match::No };
    let page = row.get("web_url").and_then(Value::as_str).unwrap_or_default();
    let rest = head::has(row, &["id", "sha", "ref", "status"]) && !head::has(row, &["environment"]);
    match (rest, page.contains("/pipelines/"), head::has(row, &["source", "project_id"])) {
        (true, true, _) | (true, _, true) => Match::Certain,
        _ => Match::No,
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    gitlab::rows(input, LISTS, "Pipelines", sink, &mut pipeline).map(drop)
}

fn pipeline(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("web_url").unwrap_or_default().to_owned();
    gitlab::note_host(&url, sink);
    let Some(id) = row.text("id").map(gitlab::bare_id) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let outcome_word = row.text("status");
    let path = row.peek_text("path").and_then(|path| Some(path.split_once("/-/")?.0.trim_start_matches('/').to_owned()));
    let run = PipelineRun {
        system: gitlab::SYSTEM.to_owned(),
        id,
        part_of: None,
        name: row.text("name"),
        repository: gitlab::project(&url).or(path).or_else(|| row.text("project_id")),
        at: row.first_time(&["started_at", "startedAt", "created_at", "createdAt"]),
        finished: row.first_time(&["finished_at", "finishedAt"]),
        outcome: outcome_word.as_deref().map(delivery::outcome).unwrap_or_default(),
        outcome_word,
        trigger: row.text("source"),
        by: gitlab::login(&mut row, "user"),
        commit: row.text("sha"),
        reference: row.text("ref").map(delivery::short_ref),
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}
