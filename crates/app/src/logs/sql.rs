//! SQL of the user's own over the tables of the log.

use super::Asking;
use crate::{AppError, Session};
use model::LogRows;
use std::sync::atomic::AtomicBool;

/// Rows with the time that they took.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The rows.
    pub rows: LogRows,
    /// Whether there are more than were asked for.
    pub more: bool,
    /// Milliseconds that the answer took.
    pub took: u32,
}

/// Answers SQL over the tables of the log, read-only, with `most` rows at most. The question goes to the activity log.
///
/// # Errors
/// [`crate::Code::Invalid`] for SQL that cannot be answered; those of the column store.
pub fn ask(session: &Session, sql: &str, most: usize, cancel: &AtomicBool) -> Result<Answered, AppError> {
    let asking = Asking::new(session)?;
    let mut rows = asking.logs().query_at_most(&asking.parts, sql, Some(most.saturating_add(1)), Some(cancel))?;
    let more = rows.rows.len() > most;
    rows.rows.truncate(most);
    let took = asking.took();
    let told = serde_json::json!({"rows": rows.rows.len(), "milliseconds": took});
    session.change(|write| Ok(write.note("log asked", sql, None, Some(told))?))?;
    Ok(Answered { rows, more, took })
}
