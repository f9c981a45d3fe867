//! Rows that are tickets.

use super::{cells::Cells, words};
use model::{Data, record::Ticket};

/// The ticket of a row; none where nothing names it.
pub(crate) fn ticket(cells: &Cells<'_>) -> Option<Data> {
    let id = cells.text("id")?;
    let resolved = cells.stamp("resolved");
    let status_word = cells.text("status");
    let done = status_word.as_deref().and_then(words::ticket_done).or(resolved.map(|_| true));
    for id in ["project", "updated", "resolution"] {
        cells.keep(id);
    }
    Some(Data::Ticket(Box::new(Ticket {
        system: cells.system(),
        id,
        title: cells.text("title"),
        type_word: cells.text("type"),
        status_word,
        done,
        created: cells.stamp("created"),
        resolved,
        requester: cells.text("requester"),
        assignee: cells.text("assignee"),
        approver: approver(cells),
        approved: cells.stamp("approved"),
        priority: cells.text("priority"),
        about: cells.text("about"),
        labels: cells.list("labels"),
        ..Ticket::default()
    })))
}

/// Who approved; `yes`, `pending` and other decisions name nobody and are kept among the extras.
fn approver(cells: &Cells<'_>) -> Option<String> {
    let cell = cells.text("approver")?;
    if words::is_verdict(&cell) {
        cells.keep("approver");
        return None;
    }
    Some(cell)
}
