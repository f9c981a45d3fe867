//! Rows that are roles, permissions and memberships.

use super::{cells::Cells, words};
use model::{Data, record::Grant};

/// The grant of a row; none where it does not say whose or what.
pub(crate) fn grant(cells: &Cells<'_>) -> Option<Data> {
    let principal = cells.text("principal").or_else(|| cells.text("principal-id"))?;
    let role = cells.text("role")?;
    cells.keep("rest");
    let scope = cells.text("scope");
    let told = cells.truth("privileged");
    Some(Data::Grant(Box::new(Grant {
        system: cells.system(),
        id: cells.text("id"),
        principal_id: cells.text("principal-id").filter(|id| *id != principal),
        principal,
        principal_word: cells.text("principal-type"),
        privileged: told.or_else(|| words::admin_role(&role).filter(|admin| *admin)),
        role,
        scope,
        status_word: cells.text("status"),
        from: cells.stamp("from"),
        to: cells.stamp("to"),
        by: cells.text("by"),
        reason: cells.text("reason"),
    })))
}
