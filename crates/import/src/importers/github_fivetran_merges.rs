//! GitHub: the table `issue_merged` that Fivetran copies into a warehouse: when a pull request was merged, and by whom.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::github,
};
use model::{Data, Kind, record::Change};

/// Columns that only this table has.
const MARKS: &[&str] = &["_fivetran_synced", "issue_id", "merged_at"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-fivetran-merges",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Merges of pull requests, copied by Fivetran",
        export: &[
            "In the warehouse: `SELECT m.*, p.id AS pull_request_id FROM github.issue_merged m JOIN github.pull_request p ON p.issue_id = \
             m.issue_id`, saved as CSV with a header. With pull_request_id each merge finds its pull request.",
        ],
        covers: "All merges that were copied, at the moment of the last copy.",
        retention_days: None,
        source: "https://github.com/fivetran/dbt_github/blob/main/models/staging/src_github.yml",
    },
    emits: &[Kind::Change],
    sniff,
    read,
};

fn sniff(head: &Head<'_>) -> Match {
    if product::is_marked(head, MARKS) { Match::Certain } else { Match::No }
}

fn read(input: &mut Input<'_>, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    github::copied(input, MARKS, "issue_merged", sink, &mut merge)
}

fn merge(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    // The table names the issue that a pull request is too; that is another id than the one of its pull request.
    let id = row
        .text("pull_request_id")
        .or_else(|| row.peek("issue_id").and_then(crate::read::fields::text_of).map(|id| format!("issue {id}")));
    let Some(id) = id else {
        row.lacks(sink, "issue_id");
        return Ok(());
    };
    let change = Change {
        system: github::SYSTEM.to_owned(),
        id,
        merged: row.utc_time("merged_at"),
        is_merged: Some(true),
        merged_by: row.text("actor_id"),
        merge_commit: row.text("commit_sha"),
        partial: true,
        ..Change::default()
    };
    row.record(sink, Data::Change(Box::new(change)))
}
