//! GitLab: notes of merge requests. Those that GitLab itself writes tell approvals, with their times, and merges.

use crate::{
    head,
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{fields::Fields, place::below},
    vendor::gitlab,
};
use model::{
    Data, Kind,
    record::{AuditEvent, Change, ChangeReview, Review, Verdict},
};
use serde_json::Value;

/// What GitLab writes of a review, by the beginning of the note.
const REVIEWS: &[(&str, Verdict)] = &[
    ("approved this merge request", Verdict::Approved),
    ("unapproved this merge request", Verdict::Dismissed),
    ("requested changes", Verdict::ChangesRequested),
    ("left review comments", Verdict::Commented),
];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "gitlab-merge-request-notes",
    version: 2,
    about: About {
        vendor: "GitLab",
        title: "Notes of merge requests",
        export: &[
            "For each merge request: `glab api --paginate 'projects/ID/merge_requests/IID/notes?per_page=100' > notes-IID.json` (or \
             .../discussions, which has the same notes). A token with read_api suffices.",
            "Drop the files together with the merge requests; they are joined by project and number.",
        ],
        covers: "All comments, and what GitLab noted by itself: approvals and their withdrawal, merges, new commits.",
        retention_days: None,
        source: "https://docs.gitlab.com/api/notes/#list-all-merge-request-notes",
    },
    emits: &[Kind::ChangeReview, Kind::Change, Kind::AuditEvent],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    let Some(row) = head.row() else { return Match::No };
    let row = row.get("notes").and_then(|notes| notes.get(0)).unwrap_or(row);
    let note = head::has(row, &["system", "noteable_type", "author"]);
    let kind = row.get("noteable_type").and_then(Value::as_str).unwrap_or_default();
    // Old versions wrote the kind as people do.
    let merge_request = matches!(kind, "MergeRequest" | "Merge request");
    if note && merge_request { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    gitlab::rows(input, &[], "Notes of merge requests", sink, &mut |mut row, sink| {
        // A discussion holds notes.
        let Some(Value::Array(notes)) = row.take("notes") else { return note(row, sink) };
        let asked = row.peek("_envelope").cloned();
        for (index, inner) in notes.into_iter().enumerate() {
            let mut inner = Fields::new(below(row.position(), "notes", index), inner);
            if let Some(asked) = asked.clone() {
                inner.put("_envelope", asked);
            }
            note(inner, sink)?;
        }
        Ok(())
    })
    .map(drop)
}

fn note(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let asked = row.peek_text("_envelope.url").and_then(gitlab::place);
    let (project, asked) = asked.map_or((None, None), |(project, number)| (Some(project), Some(number)));
    let Some(id) = row.text("noteable_iid").or(asked) else {
        row.lacks(sink, "noteable_iid");
        return Ok(());
    };
    let project_id = row.text("project_id");
    let repository = project.or_else(|| project_id.clone());
    let system = gitlab::SYSTEM.to_owned();
    let actor = gitlab::login(&mut row, "author");
    let at = row.time("created_at");
    let body = row.peek_text("body").unwrap_or_default().to_owned();
    let verdict = match row.truth("system") {
        Some(true) => REVIEWS.iter().find(|(start, _)| body.starts_with(start)).map(|(_, verdict)| *verdict),
        _ => Some(Verdict::Commented),
    };
    if let Some(verdict) = verdict {
        let review = Review { reviewer: actor, verdict, at, commit: None };
        return row.record(sink, Data::ChangeReview(Box::new(ChangeReview { system, repository, change: id, review })));
    }
    if body == "merged" {
        let repository_id = repository.clone().filter(|name| !name.contains('/')).or(project_id);
        let repository = repository.filter(|name| name.contains('/'));
        let merged = Change {
            system,
            repository,
            repository_id,
            id,
            merged: at,
            is_merged: Some(true),
            merged_by: actor,
            partial: true,
            ..Change::default()
        };
        return row.record(sink, Data::Change(Box::new(merged)));
    }
    let event = AuditEvent {
        system,
        id: row.text("id"),
        at,
        action_word: body.lines().next().unwrap_or_default().to_owned(),
        actor,
        object: Some(format!("!{id}")),
        service: repository,
        ..AuditEvent::default()
    };
    row.record(sink, Data::AuditEvent(Box::new(event)))
}
