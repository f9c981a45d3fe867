//! Rows that are acknowledgements of policies.

use super::{cells::Cells, person, words};
use model::{Data, record::Acknowledgement};

/// The acknowledgement of a row; none where it does not say whose or of what.
pub(crate) fn acknowledgement(cells: &Cells<'_>) -> Option<Data> {
    let policy = cells.text("policy")?;
    let person = person::who(cells)?;
    let at = cells.stamp_or("at", words::is_given);
    let status_word = cells.said("status").or_else(|| if at.is_none() { cells.said("at") } else { None });
    let told = cells.word("status").and_then(words::given);
    // A date says that it was given, and a word in place of one whether.
    let given = told.or_else(|| if at.is_some() { Some(true) } else { cells.word("at").and_then(words::given) });
    for id in ["rest", "place"] {
        cells.keep(id);
    }
    Some(Data::Acknowledgement(Box::new(Acknowledgement {
        system: cells.system(),
        id: cells.text("id"),
        policy,
        version: cells.text("version"),
        person,
        requested: cells.stamp("requested"),
        at,
        given,
        status_word,
    })))
}

/// One for each policy, where a cell lists several.
pub(crate) fn each(_: &Cells<'_>, data: Data) -> Vec<Data> {
    let Data::Acknowledgement(all) = data else { return vec![data] };
    // A comma may stand in a title.
    let policies: Vec<&str> = all.policy.split([';', '|', '\n']).map(str::trim).filter(|policy| !policy.is_empty()).collect();
    let one = |policy: &str| Acknowledgement { policy: policy.to_owned(), ..(*all).clone() };
    policies.into_iter().map(|policy| Data::Acknowledgement(Box::new(one(policy)))).collect()
}
