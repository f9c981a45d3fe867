//! Microsoft Entra: decisions of access reviews.

use crate::{
    head,
    importer::{About, Importer, Input, ReadError, Sink},
    read::fields::Fields,
    vendor::microsoft::{List, NOBODY, SYSTEM, has_any},
};
use model::{
    Data, Kind,
    record::{AccessReview, Decision},
};

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "entra-access-reviews",
    version: 1,
    about: About {
        vendor: "Microsoft",
        title: "Entra access reviews",
        export: &[
            "In Graph Explorer or with a script (permission AccessReview.Read.All) list the reviews: GET \
             https://graph.microsoft.com/v1.0/identityGovernance/accessReviews/definitions, and the rounds of each: .../definitions/ID/instances.",
            "For each round call GET .../definitions/ID/instances/ID/decisions?$top=100 and follow @odata.nextLink until there is none.",
        ],
        covers: "The decisions of one round of one access review.",
        retention_days: None,
        source: "https://learn.microsoft.com/en-us/graph/api/resources/accessreviewinstancedecisionitem",
    },
    emits: &[Kind::AccessReview],
    sniff: |head| GRAPH.sniff(head),
    read,
};

const GRAPH: List = List {
    report: "Decisions of an access review",
    snapshot: true,
    contexts: &["instances/decisions", "accessreviews/decisions", "accessreviewinstances/decisions"],
    is_row: |row| head::has(row, &["decision", "reviewedBy"]) && has_any(row, &["principal", "target", "accessReviewId"]),
};

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    GRAPH.read(input, sink, &mut |row, _, sink| decision(row, sink))
}

fn decision(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let subject_id = row.first_text(&["principal.id", "target.userId", "target.servicePrincipalId", "userId"]);
    let named = row.first_text(&["principal.userPrincipalName", "target.userPrincipalName", "userPrincipalName"]);
    let titled = |row: &mut Fields| row.first_text(&["principal.displayName", "target.userDisplayName", "userDisplayName"]);
    let Some(subject) = named.or_else(|| titled(&mut row)).or_else(|| subject_id.clone()) else {
        row.lacks(sink, "principal");
        return Ok(());
    };
    let decision_word = row.first_text(&["decision", "reviewResult"]);
    let review = AccessReview {
        system: SYSTEM.to_owned(),
        id: row.text("id"),
        review: row.text("accessReviewId"),
        subject,
        subject_id,
        resource: row.first_text(&["resource.displayName", "resource.id", "resourceLink"]),
        decision: match decision_word.as_deref() {
            Some("Approve") => Decision::Kept,
            Some("Deny") => Decision::Removed,
            Some("DontKnow") => Decision::Undecided,
            _ => Decision::Open,
        },
        decision_word,
        reviewer: person(&mut row, "reviewedBy"),
        at: row.first_utc_time(&["reviewedDateTime", "reviewedDate"]),
        due: None,
        reason: row.text("justification"),
        applied: row.first_utc_time(&["appliedDateTime"]),
        applied_word: row.text("applyResult"),
    };
    row.record(sink, Data::AccessReview(Box::new(review)))
}

/// A person; the id of zeros is nobody, whatever name stands beside it.
fn person(row: &mut Fields, path: &str) -> Option<String> {
    if row.peek_text(&format!("{path}.id")) == Some(NOBODY) {
        return None;
    }
    row.first_text(&[&format!("{path}.userPrincipalName"), &format!("{path}.displayName"), &format!("{path}.id")])
}
