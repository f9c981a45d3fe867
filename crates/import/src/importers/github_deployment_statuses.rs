//! GitHub: statuses of deployments. They say how a deployment ended and are joined to it by its id.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, github},
};
use model::{Data, Kind, record::Deploy};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-deployment-statuses",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Statuses of deployments",
        export: &[
            "For each deployment: `gh api --paginate repos/OWNER/REPO/deployments/ID/statuses > statuses-ID.json`.",
            "Drop the files together with the deployments; they are joined by the id of the deployment.",
        ],
        covers: "All statuses that the deployments asked for went through.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/deployments/statuses",
    },
    emits: &[Kind::Deploy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    if head::has(row, &["state", "deployment_url"]) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::rows(input, &[], "Statuses of deployments", sink, &mut status).map(drop)
}

fn status(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(deployment) = row.text("deployment_url") else {
        row.lacks(sink, "deployment_url");
        return Ok(());
    };
    delivery::note_host(&deployment, sink);
    let id = deployment.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let outcome_word = row.text("state");
    let deploy = Deploy {
        system: github::SYSTEM.to_owned(),
        id,
        service: github::repository(&deployment),
        environment: row.text("environment"),
        at: row.time("created_at"),
        outcome: outcome_word.as_deref().map(delivery::outcome).unwrap_or_default(),
        outcome_word,
        partial: true,
        ..Deploy::default()
    };
    // Who set a status is not who deployed: `creator` stays in `extra`.
    row.record(sink, Data::Deploy(Box::new(deploy)))
}
