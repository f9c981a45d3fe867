//! GitLab: deployments to environments.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, gitlab, reference},
};
use model::{
    Data, Kind,
    record::{Deploy, DeployOutcome},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-deployments",
    version: 2,
    about: About {
        vendor: "GitLab",
        title: "Deployments",
        export: &[
            "For each project: `glab api --paginate 'projects/ID/deployments?environment=production&order_by=id&per_page=100' > deployments.json`. \
             A token with read_api suffices.",
        ],
        covers: "All deployments to the environments asked for.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/deployments/",
    },
    emits: &[Kind::Deploy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let deployment = head::has(row, &["id", "iid", "ref", "sha", "environment.name"]);
    if deployment { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    gitlab::rows(input, &[], "Deployments", sink, &mut deployment).map(drop)
}

fn deployment(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let pages = ["deployable.web_url", "deployable.pipeline.web_url", "deployable.commit.web_url"];
    let url = pages.iter().find_map(|path| row.peek_text(path)).unwrap_or_default().to_owned();
    delivery::note_host(&url, sink);
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    // Before GitLab 13 a deployment had no state of its own: it was that of its job.
    let outcome_word = row.text("status").or_else(|| row.peek_text("deployable.status").map(str::to_owned));
    let outcome = outcome_word.as_deref().map(delivery::outcome).unwrap_or_default();
    let texts =
        ["ref", "deployable.commit.title", "deployable.commit.message"].into_iter().filter_map(|path| row.peek_text(path));
    let tickets = reference::tickets(texts);
    let live = if outcome == DeployOutcome::Succeeded { row.time("deployable.finished_at") } else { None };
    let deploy = Deploy {
        system: gitlab::SYSTEM.to_owned(),
        id,
        service: gitlab::project(&url).or_else(|| row.text("deployable.pipeline.project_id")),
        environment: row.text("environment.name"),
        at: live.or_else(|| row.time("created_at")),
        by: gitlab::login(&mut row, "user"),
        outcome,
        outcome_word,
        commit: row.text("sha"),
        reference: row.text("ref").map(delivery::short_ref),
        tickets,
        ..Deploy::default()
    };
    row.record(sink, Data::Deploy(Box::new(deploy)))
}
