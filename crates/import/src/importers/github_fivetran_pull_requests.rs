//! GitHub: the table `pull_request` that Fivetran copies into a warehouse. It tells neither title, author nor merge.

use crate::{
    importer::{About, Head, Importer, Input, Match, ReadError, Sink},
    read::{csv::product, fields::Fields},
    vendor::{github, reference},
};
use model::{Data, Kind, record::Change};

/// Columns that only this table has.
const MARKS: &[&str] = &["_fivetran_synced", "base_ref", "head_sha", "issue_id", "merge_commit_sha"];

/// See the module.
pub(super) const IMPORTER: Importer = Importer {
    id: "github-fivetran-pull-requests",
    version: 1,
    about: About {
        vendor: "GitHub",
        title: "Pull requests, copied by Fivetran",
        export: &[
            "In the warehouse: `SELECT * FROM github.pull_request`, saved as CSV with a header.",
            "Export pull_request_review (who approved) and issue_merged (when it was merged) besides.",
        ],
        covers: "All pull requests that were copied, at the moment of the last copy.",
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
    github::copied(input, MARKS, "pull_request", sink, &mut change)
}

fn change(mut row: Fields, sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let Some(id) = row.text("id") else {
        row.lacks(sink, "id");
        return Ok(());
    };
    let tickets = reference::tickets(row.peek_text("head_ref"));
    let change = Change {
        system: github::SYSTEM.to_owned(),
        repository: row.text("base_repo_id"),
        // The id of the table, not the number that people see: reviews refer to it.
        id,
        base: row.text("base_ref"),
        head: row.text("head_ref"),
        head_commit: row.text("head_sha"),
        merge_commit: row.text("merge_commit_sha"),
        tickets,
        ..Change::default()
    };
    // The owner of the branch (`head_user_id`) is not always the author: it stays in `extra`.
    row.record(sink, Data::Change(Box::new(change)))
}
