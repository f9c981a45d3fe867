//! GitHub: deployments, as the REST API, GraphQL (in GitHub's casing or that of a Go program) and webhooks give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, github, reference},
};
use model::{
    Data, Kind, Position,
    record::{Deploy, DeployOutcome},
};
use serde_json::Value;

/// Where GraphQL has deployments.
const LISTS: &[&str] = &["data.repository.deployments.nodes"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-deployments",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Deployments",
        export: &[
            "For each repository in scope: `gh api --paginate 'repos/OWNER/REPO/deployments?per_page=100' > deployments.json`.",
            "That list does not say how a deployment ended: export the statuses too (see the statuses of deployments), or use GraphQL \
             `repository{deployments(first:100){nodes{databaseId commitOid environment state createdAt creator{login} ref{name} \
             latestStatus{state createdAt} repository{url}} pageInfo{hasNextPage} totalCount}}`.",
        ],
        covers: "All deployments of a repository that were made through GitHub.",
        retention_days: None,
        source: "https://docs.github.com/en/rest/deployments/deployments",
    },
    emits: &[Kind::Deploy],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("data.repository.deployments.nodes").or_else(|| head.row()) else { return Match::No };
    let rest =
        |row| head::has(row, &["id", "environment", "statuses_url"]) && (head::has(row, &["sha"]) || head::has(row, &["task"]));
    let webhook = head::has(row, &["action"]) && row.get("deployment").is_some_and(rest);
    let graphql = head::has(row, &["environment", "commitOid"]) || head::has(row, &["Environment", "CommitOid", "DatabaseId"]);
    let listed = head.row_of(LISTS.first().copied().unwrap_or_default()).is_some();
    if rest(row) || webhook || graphql || listed { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::rows(input, LISTS, "Deployments", sink, &mut deployment).map(drop)
}

fn deployment(row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let mut row = github::delivered(row, "deployment");
    let url = ["url", "repository_url", "repository.url", "Repository.Url"].iter().find_map(|path| row.peek_text(path));
    let url = url.unwrap_or_default().to_owned();
    github::note_host(&url, sink);
    let Some(id) = row.first_text(&["databaseId", "DatabaseId", "id", "Id"]) else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let tickets =
        ["ref", "ref.name", "Ref.Name", "description", "Description"].into_iter().filter_map(|path| row.peek_text(path));
    let tickets = reference::tickets(tickets);
    let (outcome, outcome_word) = ended(&mut row);
    let deploy = Deploy {
        system: github::SYSTEM.to_owned(),
        id,
        service: row
            .first_text(&["_webhook.repository.full_name", "repository.nameWithOwner"])
            .or_else(|| github::repository(&url)),
        environment: row.first_text(&["environment", "Environment"]),
        at: went_live(&row, outcome).or_else(|| row.first_time(&["created_at", "createdAt", "CreatedAt"])),
        by: row.first_text(&["creator.login", "Creator.Login"]),
        outcome,
        outcome_word,
        commit: row.first_text(&["sha", "commitOid", "CommitOid", "commit.oid"]),
        reference: row.first_text(&["ref", "ref.name", "Ref.Name"]).map(delivery::short_ref),
        tickets,
        ..Deploy::default()
    };
    row.record(sink, Data::Deploy(Box::new(deploy)))
}

/// How it ended: by its own state, or, where that only says that a later one took its place, by its statuses.
fn ended(row: &mut Fields) -> (DeployOutcome, Option<String>) {
    let delivered = row.peek_text("_webhook.deployment_status.state").map(str::to_owned);
    let word = delivered.or_else(|| row.first_text(&["state", "State"]));
    let own = word.as_deref().map(delivery::outcome).unwrap_or_default();
    if own != DeployOutcome::Unknown {
        return (own, word);
    }
    let latest = ["latestStatus.state", "LatestStatus.State"].iter().find_map(|path| row.peek_text(path)).map(str::to_owned);
    let told = latest.iter().map(String::as_str).chain(statuses(row).filter_map(|status| status.get("state")?.as_str()));
    let ends: Vec<DeployOutcome> = told.map(delivery::outcome).collect();
    let best =
        [DeployOutcome::Succeeded, DeployOutcome::Failed, DeployOutcome::Pending].into_iter().find(|end| ends.contains(end));
    (best.unwrap_or_default(), word.or(latest))
}

/// When it was said to have succeeded, where the statuses are there with their times.
fn went_live(row: &Fields, outcome: DeployOutcome) -> Option<model::Stamp> {
    if outcome != DeployOutcome::Succeeded {
        return None;
    }
    let latest = ["latestStatus", "LatestStatus", "_webhook.deployment_status"].iter().filter_map(|path| row.peek(path));
    let all: Vec<Value> = statuses(row).chain(latest).cloned().collect();
    let good =
        |status: &mut Fields| status.first_text(&["state", "State"]).is_some_and(|word| word.eq_ignore_ascii_case("success"));
    let at = |status: Value| {
        let mut status = Fields::new(Position::File, status);
        good(&mut status).then(|| status.first_time(&["createdAt", "created_at", "CreatedAt"]))?
    };
    all.into_iter().find_map(at)
}

fn statuses(row: &Fields) -> impl Iterator<Item = &Value> {
    let lists = ["statuses.nodes", "Statuses.nodes", "Statuses.Nodes"].into_iter().filter_map(|path| row.peek(path)?.as_array());
    lists.flatten()
}
