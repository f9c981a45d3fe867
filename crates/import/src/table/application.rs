//! Rows that are applications.

use super::{cells::Cells, words};
use model::{
    Data,
    record::{AccountStatus, Application},
};

/// The application of a row; none where it has no name.
pub(crate) fn application(cells: &Cells<'_>) -> Option<Data> {
    let name = cells.text("name")?;
    for id in ["rest", "mfa"] {
        cells.keep(id);
    }
    let status_word = cells.said("status");
    let active = cells.word("status").map(words::account_status).and_then(|status| match status {
        AccountStatus::Active => Some(true),
        AccountStatus::Disabled | AccountStatus::Deleted => Some(false),
        AccountStatus::Pending | AccountStatus::Unknown => None,
    });
    let told = cells.reads("sso", words::single_sign_on);
    Some(Data::Application(Box::new(Application {
        system: cells.system(),
        id: cells.text("id"),
        name,
        sign_on_word: cells.text("sign-on").or_else(|| cells.said("sso")),
        sso: if cells.word("sso").is_some() { told } else { cells.word("sign-on").and_then(words::single_sign_on) },
        active,
        status_word,
        owner: cells.text("owner"),
        created: cells.stamp("created"),
        changed: cells.stamp("changed"),
    })))
}
