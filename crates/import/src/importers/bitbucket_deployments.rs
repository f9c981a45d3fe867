//! Bitbucket Cloud: deployments of its pipelines.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{bitbucket, delivery},
};
use model::{
    Data, Kind,
    record::{Deploy, DeployOutcome},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "bitbucket-deployments",
    version: 1,
    about: About {
        vendor: "Atlassian",
        title: "Bitbucket Cloud deployments",
        export: &[
            "For each repository in scope call GET /2.0/repositories/WORKSPACE/REPO/deployments?pagelen=100 and follow `next` to the last \
             page. A token with read access to pipelines suffices.",
            "Do not cut the answer with `fields`: state.status says whether a deployment that is COMPLETED was successful.",
        ],
        covers: "All deployments that pipelines of a repository made.",
        retention_days: None,
        source: "https://developer.atlassian.com/cloud/bitbucket/rest/api-group-deployments/",
    },
    emits: &[Kind::Deploy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("values").or_else(|| head.row()) else { return Match::No };
    let marked = row.get("type").and_then(serde_json::Value::as_str) == Some("deployment");
    if marked && head::has(row, &["uuid", "state", "environment"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    bitbucket::rows(input, "Deployments", sink, &mut deployment)
}

fn deployment(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let page = ["release.url", "state.url", "release.commit.links.html.href"].iter().find_map(|path| row.peek_text(path));
    let page = page.unwrap_or_default().to_owned();
    if let Some(host) = delivery::host(&page) {
        sink.facts.instance.get_or_insert(host);
    }
    let Some(id) = row.text("uuid") else {
        row.lacks(sink, "uuid");
        return Ok(());
    };
    // "COMPLETED" only says that it is over; how, says the status of it.
    let outcome_word = row.first_text(&["state.status.name", "state.name"]);
    let outcome = outcome_word.as_deref().map(delivery::outcome).unwrap_or_default();
    let live = if outcome == DeployOutcome::Succeeded { row.time("state.completed_on") } else { None };
    let deploy = Deploy {
        system: bitbucket::SYSTEM.to_owned(),
        id,
        service: row.text("repository.full_name").or_else(|| bitbucket::repository(&page)),
        environment: row.first_text(&["environment.name", "environment.environment_type.name"]),
        at: live.or_else(|| row.first_time(&["state.started_on", "release.created_on", "last_update_time"])),
        by: bitbucket::login(&mut row, "deployer").or_else(|| bitbucket::login(&mut row, "state.deployer")),
        outcome,
        outcome_word,
        commit: row.text("release.commit.hash"),
        ..Deploy::default()
    };
    row.record(sink, Data::Deploy(Box::new(deploy)))
}
