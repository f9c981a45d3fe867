//! GitHub: the table `pull_request_review` that Fivetran copies into a warehouse.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::github,
};
use model::{
    Data, Kind,
    record::{ChangeReview, Review},
};

/// Columns that only this table has.
const MARKS: &[&str] = &["_fivetran_synced", "pull_request_id", "state", "submitted_at"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-fivetran-reviews",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Reviews of pull requests, copied by Fivetran",
        export: &[
            "In the warehouse: `SELECT * FROM github.pull_request_review`, saved as CSV with a header.",
            "Drop it together with the table pull_request; they are joined by the id of the pull request.",
        ],
        covers: "All reviews that were copied, at the moment of the last copy.",
        retention_days: None,
        source: "https://github.com/fivetran/dbt_github/blob/main/models/staging/src_github.yml",
    },
    emits: &[Kind::ChangeReview],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, MARKS) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::copied(input, MARKS, "pull_request_review", sink, &mut review)
}

fn review(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(change) = row.text("pull_request_id") else {
        row.lacks(sink, "pull_request_id");
        return Ok(());
    };
    let word = row.text("state").unwrap_or_default();
    let review = Review {
        reviewer: row.text("user_id"),
        verdict: github::verdict(&word),
        at: row.utc_time("submitted_at"),
        commit: row.text("commit_sha"),
    };
    let data = ChangeReview { system: github::SYSTEM.to_owned(), repository: None, change, review };
    row.record(sink, Data::ChangeReview(Box::new(data)))
}
