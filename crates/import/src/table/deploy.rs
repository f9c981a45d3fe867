//! Rows that are deployments.

use super::{cells::Cells, reference, words};
use model::{Data, record::Deploy};

/// The deployment of a row; none where nothing names it.
pub(crate) fn deploy(cells: &Cells<'_>) -> Option<Data> {
    let at = cells.stamp("at").or_else(|| cells.stamp("started"));
    let service = cells.text("service");
    let id = cells.text("id").map(|id| reference::last_of_url(&id).to_owned());
    let id = id.or_else(|| Some(format!("{} {}", service.as_deref()?, at?)))?;
    let outcome_word = cells.text("outcome");
    let reference = cells.text("reference");
    let tickets = reference::tickets(&cells.list("ticket"), [reference.as_deref()]);
    cells.keep("rollback");
    Some(Data::Deploy(Box::new(Deploy {
        system: cells.system(),
        id,
        service,
        environment: cells.text("environment"),
        at,
        by: cells.text("by"),
        outcome: outcome_word.as_deref().map(words::deploy_outcome).unwrap_or_default(),
        outcome_word,
        commit: cells.text("commit"),
        reference,
        change: cells.text("change").map(|change| reference::last_of_url(&change).trim_start_matches('#').to_owned()),
        tickets,
        ..Deploy::default()
    })))
}
