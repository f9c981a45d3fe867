//! Rows that are tickets.

use super::{cells::Cells, words};
use model::{Data, record::Ticket};

/// The ticket of a row; none where nothing names it.
pub(crate) fn ticket(cells: &Cells<'_>) -> Option<Data> {
    let id = cells.text("id")?;
    let resolved = cells.stamp("resolved");
    let status_word = cells.text("status");
    let told = verdict_word(cells);
    let verdict = told.map_or(Verdict::Untold, |(_, word)| Verdict::of(word));
    let done = status_word.as_deref().and_then(words::ticket_done).or(resolved.map(|_| true));
    for id in ["project", "updated", "resolution", "approval", "asks", "asks-in"] {
        cells.keep(id);
    }
    Some(Data::Ticket(Box::new(Ticket {
        system: cells.system(),
        id,
        title: cells.text("title").or_else(|| asks(cells)),
        type_word: cells.text("type"),
        status_word: match told {
            Some((id, word)) => Some(verdict.with_status(status_word, cells.header(id), word)),
            None => status_word,
        },
        done,
        created: cells.stamp("created"),
        resolved,
        requester: cells.text("requester"),
        assignee: cells.text("assignee"),
        approver: approver(cells).filter(|_| verdict != Verdict::Open),
        approved: cells.stamp("approved").filter(|_| !matches!(verdict, Verdict::Open | Verdict::Refused)),
        priority: cells.text("priority"),
        about: cells.text("about"),
        labels: cells.list("labels"),
        ..Ticket::default()
    })))
}

/// What the column of decisions says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing that would bear on an approval.
    Untold,
    /// Approved.
    Given,
    /// Rejected.
    Refused,
    /// Nobody has decided yet.
    Open,
}

impl Verdict {
    /// By a word that tells of a decision.
    pub(crate) fn of(word: &str) -> Self {
        let plain = words::plain(word);
        let has = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
        if has(&["reject", "declin", "denied", "deny", "refus", "not approved", "abgelehnt", "disapproved", "cancel"])
            || words::boolean(word) == Some(false)
        {
            return Self::Refused;
        }
        if has(&["pending", "await", "waiting", "requested", "open", "not yet", "submitted", "progress", "offen", "ausstehend"]) {
            return Self::Open;
        }
        Self::Given
    }

    /// The status with the decision, where the status alone would hide it.
    pub(crate) fn with_status(self, status: Option<String>, header: &str, word: &str) -> String {
        match (status, self) {
            (Some(status), Self::Refused | Self::Open) => {
                let word = if self == Self::Refused && words::boolean(word).is_some() { "not approved" } else { word };
                format!("{status}; {header}: {word}")
            }
            (Some(status), Self::Given | Self::Untold) => status,
            (None, Self::Refused) if words::boolean(word).is_some() => "not approved".to_owned(),
            (None, _) => word.to_owned(),
        }
    }
}

/// The cell that tells what was decided, and its field: a column for it, or one for approvers with a decision in it.
fn verdict_word<'r>(cells: &Cells<'r>) -> Option<(&'static str, &'r str)> {
    let of = |id: &'static str| cells.word(id).filter(|word| words::is_verdict(word)).map(|word| (id, word));
    of("approval").or_else(|| of("approver"))
}

/// What a list of requests asks for, where it has columns for that and none for titles.
fn asks(cells: &Cells<'_>) -> Option<String> {
    match (cells.word("asks-in"), cells.word("asks")) {
        (Some(system), Some(what)) => Some(format!("Access to {system}: {what}")),
        (Some(one), None) | (None, Some(one)) => Some(format!("Access to {one}")),
        (None, None) => None,
    }
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
