//! Rows that are versions of prompts, models and agents.

use super::{cells::Cells, reference};
use model::{Data, record::Release};

/// The version of a row; none where it does not say of what.
pub(crate) fn release(cells: &Cells<'_>) -> Option<Data> {
    let name = cells.text("name")?;
    let message = cells.text("message");
    Some(Data::Release(Box::new(Release {
        system: cells.system(),
        family: cells.text("family").unwrap_or_default(),
        name,
        version: cells.text("version"),
        created: cells.stamp("created"),
        live: cells.stamp("live"),
        author: cells.text("author"),
        approver: cells.text("approver"),
        labels: cells.list("labels"),
        tickets: reference::tickets(&cells.list("tickets"), [message.as_deref()]),
        message,
        evaluation: cells.text("evaluation"),
        provider: cells.text("provider"),
        model: cells.text("model"),
    })))
}
