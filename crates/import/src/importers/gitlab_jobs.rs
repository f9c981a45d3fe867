//! GitLab: jobs of pipelines, and the bridges that start others.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, gitlab},
};
use model::{Data, Kind, record::PipelineRun};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-jobs",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Jobs",
        export: &["For each project: `glab api --paginate 'projects/ID/jobs?per_page=100' > jobs.json`, or for one pipeline \
             `projects/ID/pipelines/PIPELINE/jobs?include_retried=true`. A token with read_api suffices."],
        covers: "The jobs of the project or pipeline asked for.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/jobs/",
    },
    emits: &[Kind::PipelineRun],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let job = head::has(row, &["id", "stage", "name", "status", "ref"]);
    if job && (head::has(row, &["pipeline.id"]) || head::has(row, &["allow_failure", "web_url"])) {
        Match::Certain
    } else {
        Match::No
    }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    gitlab::rows(input, &[], "Jobs", sink, &mut job).map(drop)
}

fn job(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("web_url").or_else(|| row.peek_text("pipeline.web_url")).unwrap_or_default().to_owned();
    gitlab::note_host(&url, sink);
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let outcome_word = row.text("status");
    let run = PipelineRun {
        system: gitlab::SYSTEM.to_owned(),
        id,
        part_of: row.text("pipeline.id"),
        name: row.text("name"),
        repository: gitlab::project(&url).or_else(|| row.text("pipeline.project_id")),
        at: row.first_time(&["started_at", "created_at"]),
        finished: row.time("finished_at"),
        outcome: outcome_word.as_deref().map(delivery::outcome).unwrap_or_default(),
        outcome_word,
        trigger: row.text("pipeline.source"),
        by: gitlab::login(&mut row, "user"),
        commit: row.first_text(&["commit.id", "pipeline.sha"]),
        reference: row.text("ref").map(delivery::short_ref),
    };
    row.record(sink, Data::PipelineRun(Box::new(run)))
}
