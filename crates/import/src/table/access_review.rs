//! Rows that are decisions of access reviews.

use super::{cells::Cells, words};
use model::{
    Data,
    record::{AccessReview, Decision},
};

/// The decision of a row; none where it does not say on whose access.
pub(crate) fn access_review(cells: &Cells<'_>) -> Option<Data> {
    let subject = subject(cells)?;
    cells.keep("rest");
    let resource = match (cells.text("resource"), cells.text("role")) {
        (Some(resource), Some(role)) => Some(format!("{resource}: {role}")),
        (one, other) => one.or(other),
    };
    let system = cells.system();
    Some(Data::AccessReview(Box::new(AccessReview {
        due: cells.stamp("due"),
        system: if system.is_empty() { application(cells).unwrap_or_default() } else { system },
        id: cells.text("id"),
        review: cells.text("review").or_else(|| round(cells)),
        subject_id: cells.text("subject-id").filter(|id| *id != subject),
        subject,
        resource,
        decision: decision(cells),
        decision_word: cells.said("decision"),
        reviewer: cells.text("reviewer"),
        at: cells.stamp_or("at", words::is_access_decision),
        reason: cells.text("reason"),
        applied: cells.stamp_or("applied", is_told),
        applied_word: cells
            .said("applied-word")
            .or_else(|| cells.said("applied").filter(|_| cells.stamp_or("applied", is_told).is_none())),
    })))
}

/// The sheet that the row stands in, where it names no system.
fn round(cells: &Cells<'_>) -> Option<String> {
    cells.sheet().filter(|sheet| *sheet != cells.system()).filter(|sheet| model::system_in(sheet).is_none()).map(str::to_owned)
}

/// By log-in; a name of several words is what the person is called, and an e-mail address beside it says more.
fn subject(cells: &Cells<'_>) -> Option<String> {
    let (subject, email) = (cells.text("subject"), cells.text("email"));
    let named = subject.as_deref().is_some_and(|subject| subject.contains(' '));
    if email.is_some() && (named || subject.is_none()) {
        cells.keep("subject");
        return email;
    }
    cells.keep("email");
    subject.or_else(|| cells.text("subject-id"))
}

/// The application, where the column says that it is one: that is the system, too.
fn application(cells: &Cells<'_>) -> Option<String> {
    let header = words::plain(cells.header("resource"));
    let is_application = ["app", "system", "tool", "platform", "product", "anwendung"].iter().any(|word| header.contains(word));
    cells.text("resource").filter(|_| is_application)
}

/// By its word; one that tells no decision is reported, and read as none yet.
fn decision(cells: &Cells<'_>) -> Decision {
    let Some(word) = cells.word("decision") else { return Decision::Open };
    let header = words::plain(cells.header("decision"));
    let takes = ["revoke", "remove", "removal", "disable", "deny"].iter().any(|asked| header.contains(asked))
        && !["keep", "retain", "approve"].iter().any(|asked| header.contains(asked));
    words::access_decision(word, takes).unwrap_or_else(|| {
        let header = cells.header("decision");
        let message = format!("column `{header}` holds a word that tells no decision ({word}); it was read as not yet decided");
        cells.problem("unknown-word", message);
        Decision::Open
    })
}

fn is_told(cell: &str) -> bool {
    words::is_truth(cell) || words::is_ticket_state(cell) || words::is_access_decision(cell)
}
