//! Rows that are approved providers or models.

use super::{Refusal, cells::Cells, words};
use model::{Data, record::ApprovedModel};

/// Why a row is no approval, though it names a provider or model; none where it is one.
pub(crate) fn refusal(cells: &Cells<'_>) -> Option<Refusal> {
    let word = cells.word("status")?;
    let endless = || words::is_ended(word) && cells.stamp("to").is_none();
    let why = match words::approved(word) {
        Some(false) => format!("the entry is no approval ({word}); it was not read"),
        _ if endless() => {
            format!("the entry is {word} and does not say since when: it would hold until further notice, and was not read")
        }
        _ => return None,
    };
    Some(Refusal { code: "not-approved", why, counted: false })
}

/// The approval of a row; none where it names neither provider nor model.
pub(crate) fn approved(cells: &Cells<'_>) -> Option<Data> {
    let (provider, model) = (cells.text("provider"), cells.text("model"));
    if provider.is_none() && model.is_none() {
        return None;
    }
    cells.keep("status");
    let from = cells.stamp("from");
    if from.is_none() && cells.word("from").is_none() {
        cells.problem("missing-field", "the row does not say since when the approval holds".to_owned());
    }
    // `*` and `all` stand for every model of the provider.
    let every = |model: &String| ["*", "all", "any", "all models"].iter().any(|word| model.eq_ignore_ascii_case(word));
    Some(Data::ApprovedModel(Box::new(ApprovedModel {
        provider: provider.unwrap_or_default(),
        model: model.filter(|model| !every(model)),
        version: cells.text("version"),
        aliases: cells.list("aliases"),
        from,
        to: cells.stamp("to"),
        approver: cells.text("approver"),
        reason: cells.text("reason"),
    })))
}
