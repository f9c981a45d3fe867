//! Rows that are policies.

use super::cells::Cells;
use model::{Data, record::Policy};

/// The policy of a row; none where it has no name.
pub(crate) fn policy(cells: &Cells<'_>) -> Option<Data> {
    let name = cells.text("name")?;
    cells.keep("rest");
    Some(Data::Policy(Box::new(Policy {
        system: cells.system(),
        id: cells.text("id"),
        name,
        topic: cells.text("topic"),
        version: cells.text("version"),
        status_word: cells.text("status"),
        owner: cells.text("owner"),
        approver: cells.text("approver"),
        approved: cells.stamp("approved"),
        effective: cells.stamp("effective"),
        retired: cells.stamp("retired"),
        reviewed: cells.stamp("reviewed"),
        next_review: cells.stamp("next-review"),
        must_acknowledge: cells.truth("must-acknowledge"),
    })))
}
