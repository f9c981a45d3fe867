//! Azure DevOps: pull requests, with the votes of their reviewers.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::{Fields, text_of},
    vendor::{azure_devops, delivery, reference},
};
use model::{
    Data, Kind, Position,
    record::{Change, Review, Verdict},
};
use serde_json::Value;

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "azure-devops-pull-requests",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Azure DevOps pull requests",
        export: &[
            "For each repository in scope: `az repos pr list --organization https://dev.azure.com/ORG --project PROJECT --repository REPO \
             --status all --top 1000 --output json > pull_requests.json`. Reader access (scope Code, read) suffices.",
            "Or call GET https://dev.azure.com/ORG/PROJECT/_apis/git/repositories/REPO/pullrequests?searchCriteria.status=all&$top=1000\
             &$skip=0&api-version=7.1 and go on with $skip until a page has fewer than $top.",
        ],
        covers: "The pull requests of a repository at the moment of the export, with the last vote of each reviewer.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests/get-pull-requests",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row_of("value").or_else(|| head.row()) else { return Match::No };
    let marked = head::has(row, &["pullRequestId", "targetRefName"]) || head::has(row, &["pullRequestId", "codeReviewId"]);
    if marked { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    azure_devops::rows(input, "Pull requests", sink, &mut change)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("pullRequestId") else {
        row.lacks(sink, "pullRequestId");
        return Ok(());
    };
    let names = [row.peek_text("repository.project.name"), row.peek_text("repository.name")];
    let repository = names.into_iter().flatten().collect::<Vec<_>>().join("/");
    let tickets = tickets(&row);
    let state_word = row.text("status");
    let is_merged = match state_word.as_deref() {
        Some("completed") => Some(true),
        Some("active" | "abandoned") => Some(false),
        _ => None,
    };
    let merged = is_merged == Some(true);
    let change = Change {
        system: azure_devops::SYSTEM.to_owned(),
        repository: Some(repository).filter(|name| !name.is_empty()),
        repository_id: row.text("repository.id"),
        id,
        title: row.text("title"),
        author: azure_devops::login(&mut row, "createdBy"),
        created: row.time("creationDate"),
        merged: if merged { row.time("closedDate") } else { None },
        is_merged,
        merged_by: if merged { azure_devops::login(&mut row, "closedBy") } else { None },
        state_word,
        base: row.text("targetRefName").map(delivery::short_ref),
        head: row.text("sourceRefName").map(delivery::short_ref),
        head_commit: row.text("lastMergeSourceCommit.commitId"),
        // Before a merge this names a trial merge, which is no commit of the branch: it stays in `extra`.
        merge_commit: if merged { row.text("lastMergeCommit.commitId") } else { None },
        reviews: reviews(&row),
        tickets,
        labels: row.texts("labels", "name"),
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}

/// Tickets named in the texts, work items that people mention as `AB#7`, and those that are linked.
fn tickets(row: &Fields) -> Vec<String> {
    let texts: Vec<&str> = ["title", "sourceRefName", "description"].into_iter().filter_map(|key| row.peek_text(key)).collect();
    let mut found = reference::tickets(texts.iter().copied());
    let mentioned = texts
        .iter()
        .flat_map(|text| text.split("AB#").skip(1))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
    let linked =
        row.peek("workItemRefs").and_then(Value::as_array).into_iter().flatten().filter_map(|item| text_of(item.get("id")?));
    for id in mentioned.chain(linked).filter(|id: &String| !id.is_empty()) {
        let ticket = format!("#{id}");
        if !found.contains(&ticket) {
            found.push(ticket);
        }
    }
    found
}

/// The votes: 10 approves, 5 approves with suggestions, -5 waits for the author, -10 rejects, 0 is none. The vote of a
/// group is that of its members, who are there too. No time is told.
fn reviews(row: &Fields) -> Option<Vec<Review>> {
    let reviewers = row.peek("reviewers")?.as_array()?;
    let review = |reviewer: &Value| {
        let mut one = Fields::new(Position::File, reviewer.clone());
        let verdict = match one.whole("vote")? {
            10 | 5 => Verdict::Approved,
            -5 | -10 => Verdict::ChangesRequested,
            _ => return None,
        };
        if one.truth("isContainer") == Some(true) {
            return None;
        }
        let reviewer = one.first_text(&["uniqueName", "displayName"]);
        Some(Review { reviewer, verdict, ..Review::default() })
    };
    Some(reviewers.iter().filter_map(review).collect())
}
