//! Rows that are accepted risks, and those of the same lists that are not.

use super::{Refusal, cells::Cells, reference, words};
use model::{Data, record::RiskAcceptance};

/// Why a row is no acceptance: its risk is treated in another way, or what was asked for was not granted.
pub(crate) fn refusal(cells: &Cells<'_>) -> Option<Refusal> {
    let refused = |id: &str| cells.word(id).filter(|word| words::risk_accepted(word) == Some(false));
    // The treatment says what is done, the state how far it is: `Accept`, `Open` is accepted.
    let accepted = cells.word("treatment").and_then(words::risk_accepted) == Some(true);
    let refused =
        |id: &str| refused(id).filter(|word| !(accepted && words::is_one_of(&words::plain(word), "open|in review|under review")));
    let why = if let Some(word) = refused("treatment").or_else(|| refused("status")) {
        format!("the risk is not accepted ({word})")
    } else {
        let over = cells.word("status").filter(|word| words::is_over(word) && cells.word("until").is_none())?;
        format!("the acceptance is {over} and does not say since when: it would hold without end")
    };
    Some(Refusal { code: "not-accepted", why, counted: true })
}

/// The acceptance of a row; none where nothing names it.
pub(crate) fn risk_acceptance(cells: &Cells<'_>) -> Option<Data> {
    let (id, title, vulnerability) = (cells.text("id"), cells.text("title"), cells.text("vulnerability"));
    if id.is_none() && title.is_none() && vulnerability.is_none() {
        return None;
    }
    cells.keep("rest");
    let status = if cells.word("status").is_some() { "status" } else { "treatment" };
    if status == "status" {
        cells.keep("treatment");
    }
    // A finding without a column of its own stands in the title.
    let vulnerability = vulnerability.or_else(|| title.as_deref().and_then(cve));
    let reason = cells.text("reason");
    let tickets = reference::tickets(&cells.list("ticket"), [reason.as_deref()]);
    Some(Data::RiskAcceptance(Box::new(RiskAcceptance {
        system: cells.system(),
        id,
        title,
        vulnerability,
        asset: cells.text("asset"),
        package: cells.text("package"),
        reason,
        requester: cells.text("requester"),
        approver: cells.text("approver"),
        approved: cells.stamp("approved"),
        until: cells.stamp("until"),
        status_word: cells.said(status),
        tickets,
    })))
}

/// The first CVE in a text.
fn cve(text: &str) -> Option<String> {
    let mut words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.find(|word| word.starts_with("CVE-") && word.bytes().filter(u8::is_ascii_digit).count() >= 8).map(str::to_owned)
}
