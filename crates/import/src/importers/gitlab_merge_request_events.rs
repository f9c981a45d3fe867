//! GitLab: events of merge requests as webhooks send them. Approvals are reviews; merges and all else complete the
//! merge request.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    importers::gitlab_merge_requests,
    read::fields::Fields,
    vendor::{gitlab, reference},
};
use model::{
    Data, Kind,
    record::{Change, ChangeReview, Review, Verdict},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-merge-request-events",
    version: 1,
    about: About {
        vendor: "GitLab",
        title: "Events of merge requests",
        export: &[
            "Where a receiver keeps the merge request events of a project's or group's webhook (Settings, Webhooks), export them as JSON, \
             one event a line or all in one array.",
        ],
        covers: "The events that were received.",
        retention_days: None,
        source: "https://docs.gitlab.com/user/project/integrations/webhook_events/#merge-request-events",
    },
    emits: &[Kind::ChangeReview, Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let is = head.row().is_some_and(|row| {
        row.get("object_kind").and_then(serde_json::Value::as_str) == Some("merge_request")
            && head::has(row, &["object_attributes.iid"])
    });
    if is { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    gitlab::rows(input, &[], "Merge request events (webhook)", sink, &mut event).map(drop)
}

fn event(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let url =
        ["object_attributes.url", "project.web_url"].iter().find_map(|path| row.peek_text(path)).unwrap_or_default().to_owned();
    gitlab::note_host(&url, sink);
    let Some(id) = row.text("object_attributes.iid") else {
        row.lacks(sink, "object_attributes.iid");
        return Ok(());
    };
    let repository = row.text("project.path_with_namespace").or_else(|| gitlab::project(&url));
    // The event has no time of its own: what it changed was changed at this one.
    let at = row.first_time(&["changes.updated_at.current", "object_attributes.updated_at"]);
    let user = gitlab::login(&mut row, "user");
    let verdict = match row.peek_text("object_attributes.action") {
        Some("approval" | "approved") => Some(Verdict::Approved),
        Some("unapproval" | "unapproved") => Some(Verdict::Dismissed),
        _ => None,
    };
    if let Some(verdict) = verdict {
        let commit = row.text("object_attributes.last_commit.id");
        let review = Review { reviewer: user, verdict, at, commit };
        let data = ChangeReview { system: gitlab::SYSTEM.to_owned(), repository, change: id, review };
        return row.record(sink, Data::ChangeReview(Box::new(data)));
    }
    let texts = ["title", "source_branch", "description"].map(|key| format!("object_attributes.{key}"));
    let tickets = reference::tickets(texts.iter().filter_map(|path| row.peek_text(path)));
    let merge = row.peek_text("object_attributes.action") == Some("merge");
    let state_word = row.text("object_attributes.state");
    let change = Change {
        system: gitlab::SYSTEM.to_owned(),
        repository,
        repository_id: row.text("project.id"),
        id,
        title: row.text("object_attributes.title"),
        created: row.time("object_attributes.created_at"),
        merged: at.filter(|_| merge),
        is_merged: state_word.as_deref().and_then(gitlab_merge_requests::is_merged),
        merged_by: user.filter(|_| merge),
        state_word,
        base: gitlab_merge_requests::branch(&mut row, "object_attributes.target_branch"),
        head: gitlab_merge_requests::branch(&mut row, "object_attributes.source_branch"),
        head_commit: row.text("object_attributes.last_commit.id"),
        merge_commit: row.text("object_attributes.merge_commit_sha"),
        tickets,
        labels: row.texts("labels", "title"),
        partial: true,
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}
