//! GitLab: merge requests, as the REST API and GraphQL give them.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::fields::Fields,
    vendor::{delivery, gitlab, reference},
};
use model::{
    Data, Kind,
    record::{Change, Review, Verdict},
};
use serde_json::Value;

/// Where GraphQL has merge requests.
const LISTS: &[&str] = &["data.project.mergeRequests.nodes", "data.group.mergeRequests.nodes"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-merge-requests",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Merge requests",
        export: &[
            "Best through GraphQL, which tells who approved: run `{project(fullPath:\"GROUP/PROJECT\"){mergeRequests(state:merged,first:100)\
             {nodes{iid title description state createdAt mergedAt author{username bot} mergeUser{username} sourceBranch targetBranch \
             diffHeadSha mergeCommitSha webUrl labels{nodes{title}} approvedBy{nodes{username}}} pageInfo{hasNextPage endCursor}}}}` \
             under /-/graphql-explorer and save the answer, page by page.",
            "Or for each project: `glab api --paginate 'projects/ID/merge_requests?state=all&per_page=100' > merge_requests.json`, and the \
             approvals of each besides. A token with read_api suffices.",
        ],
        covers: "All merge requests of a project at the moment of the export.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/merge_requests/",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if let Some(row) = LISTS.iter().find_map(|list| head.row_of(list)) {
        return if head::has(row, &["iid"]) { Match::Certain } else { Match::Maybe(70) };
    }
    let Some(row) = head.row() else { return Match::No };
    let rest = head::has(row, &["iid", "source_branch", "target_branch", "project_id", "state"]);
    let graphql = head::has(row, &["iid", "sourceBranch", "targetBranch"]);
    if rest || graphql { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    sink.facts.snapshot = true;
    gitlab::rows(input, LISTS, "Merge requests", sink, &mut change).map(drop)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url = row.peek_text("web_url").or_else(|| row.peek_text("webUrl")).unwrap_or_default().to_owned();
    gitlab::note_host(&url, sink);
    let Some(id) = row.text("iid") else {
        row.lacks(sink, "iid");
        return Ok(());
    };
    let full = row.peek_text("references.full").and_then(|full| Some(full.split_once('!')?.0.to_owned()));
    let texts = ["title", "source_branch", "sourceBranch", "description"].into_iter().filter_map(|key| row.peek_text(key));
    let tickets = reference::tickets(texts);
    let merged = row.first_time(&["merged_at", "mergedAt"]);
    let state_word = row.text("state");
    let account = ["merge_user", "merged_by", "mergeUser"].into_iter().find(|account| row.peek(account).is_some());
    let (labels, named) = if row.peek("labels.nodes").is_some() { ("labels.nodes", "title") } else { ("labels", "name") };
    let change = Change {
        system: gitlab::SYSTEM.to_owned(),
        repository: full.or_else(|| gitlab::project(&url)),
        repository_id: row.first_text(&["project_id", "projectId"]).or_else(|| row.text("target_project_id")),
        id,
        title: row.text("title"),
        author_is_bot: gitlab::is_bot(&row, "author"),
        author: gitlab::login(&mut row, "author"),
        created: row.first_time(&["created_at", "createdAt"]),
        merged,
        is_merged: merged.map(|_| true).or_else(|| state_word.as_deref().and_then(is_merged)),
        merged_by: account.and_then(|account| gitlab::login(&mut row, account)),
        state_word,
        base: row.first_text(&["target_branch", "targetBranch"]),
        head: row.first_text(&["source_branch", "sourceBranch"]),
        head_commit: row.first_text(&["sha", "diffHeadSha"]),
        // A squash without a merge commit is what came to the branch.
        merge_commit: row.first_text(&["merge_commit_sha", "mergeCommitSha", "squash_commit_sha"]),
        reviews: reviews(&row),
        tickets,
        labels: row.texts(labels, named),
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}

/// Whether a state says that it was merged.
pub(super) fn is_merged(word: &str) -> Option<bool> {
    match word {
        "merged" => Some(true),
        "opened" | "closed" | "locked" => Some(false),
        _ => None,
    }
}

/// Who approved and what the other reviewers said, where GraphQL was asked for it; it tells no times.
fn reviews(row: &Fields) -> Option<Vec<Review>> {
    let list = |path: &str| Some(row.peek(path)?.as_array()?.iter().collect::<Vec<_>>());
    let approvers = list("approvedBy.nodes").or_else(|| list("approved_by"));
    let states = list("reviewers.nodes").filter(|all| all.iter().any(|one| head::has(one, &["mergeRequestInteraction"])));
    if approvers.is_none() && states.is_none() {
        return None;
    }
    let name = |person: &Value| {
        ["username", "user.username", "name"].iter().find_map(|path| head::at(person, path)?.as_str().map(str::to_owned))
    };
    let approvers: Vec<String> = approvers.unwrap_or_default().into_iter().filter_map(name).collect();
    let mut found: Vec<Review> = approvers
        .iter()
        .map(|who| Review { reviewer: Some(who.clone()), verdict: Verdict::Approved, ..Review::default() })
        .collect();
    for person in states.unwrap_or_default() {
        let word = head::at(person, "mergeRequestInteraction.reviewState").and_then(Value::as_str).unwrap_or_default();
        let reviewer = name(person).filter(|name| !approvers.contains(name));
        let verdict = match word {
            "APPROVED" => Verdict::Approved,
            "REQUESTED_CHANGES" => Verdict::ChangesRequested,
            "REVIEWED" => Verdict::Commented,
            "UNAPPROVED" => Verdict::Dismissed,
            _ => continue,
        };
        found.extend(reviewer.map(|reviewer| Review { reviewer: Some(reviewer), verdict, ..Review::default() }));
    }
    Some(found)
}

/// A branch as GitLab's events name it.
pub(super) fn branch(row: &mut Fields, path: &str) -> Option<String> {
    row.text(path).map(delivery::short_ref)
}
