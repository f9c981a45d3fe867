//! Questions about the logs that are answered at once: volume, rates, single requests, what was live when.
//!
//! Every question goes to the column store as SQL over its tables; nothing here judges. Times that an answer took are
//! measured, since how fast evidence is found is itself something that an auditor asks.

pub(crate) mod found;
pub(crate) mod listing;
mod lives;
mod mask;
mod measures;
mod rates;
mod request;
mod sql;
mod triage;
mod volume;

pub use lives::lives;
pub use rates::{rates, rows};
pub(crate) use request::LOOKED_UP;
pub(crate) use request::proof as place_of;
pub use request::{Looking, request};
pub use sql::{Answered, ask};
pub use triage::{dismiss, patterns, undismiss};
pub use volume::{overview, volume};

use crate::{AppError, Session, dataset, session::parts, words::count};
use chrono::NaiveDate;
use logs::{Logs, Part};
use model::{LogRows, Period, Terms};
use std::{
    sync::{Arc, atomic::AtomicBool},
    time::Instant,
};

/// Columns by which a rate can be split.
const GROUPINGS: &[&str] =
    &["route", "provider", "model", "model_version", "prompt_version", "tenant", "user_id", "status", "region", "week", "day"];

/// The evaluators over the logs.
pub fn evaluators() -> Vec<String> {
    let over_logs = |evaluator: &&&evaluate::Evaluator| matches!(evaluator.judge, evaluate::Judge::Log { .. });
    evaluate::evaluators::ALL.iter().filter(over_logs).map(|evaluator| evaluator.id.to_owned()).collect()
}

/// The column store with what a question over it needs.
pub(crate) struct Asking {
    open: Arc<crate::session::Open>,
    parts: Vec<Part>,
    terms: Terms,
    began: Instant,
}

impl Asking {
    pub(crate) fn new(session: &Session) -> Result<Self, AppError> {
        let began = Instant::now();
        let open = session.open()?;
        let (parts, terms) = session.read(|read| Ok((parts(read)?, dataset::terms(session, read)?)))?;
        Ok(Self { open, parts, terms, began })
    }

    fn logs(&self) -> &Logs {
        &self.open.logs
    }

    pub(crate) fn query(&self, sql: &str, cancel: &AtomicBool) -> Result<LogRows, AppError> {
        Ok(self.logs().query(&self.parts, sql, Some(cancel))?)
    }

    /// The window up to the day of judgement.
    fn window(&self) -> Period {
        let to = self.terms.window.to.min(self.terms.today()).max(self.terms.window.from);
        Period::new(self.terms.window.from, to).unwrap_or(self.terms.window)
    }

    /// Milliseconds since the question was asked.
    pub(crate) fn took(&self) -> u32 {
        count(self.began.elapsed().as_millis())
    }
}

/// Days from one to another as a condition.
fn between(period: Period) -> String {
    format!("day >= DATE '{}' AND day <= DATE '{}'", period.from, period.to)
}

/// A text as SQL writes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A count of an answer's row.
pub(crate) fn number(rows: &LogRows, row: usize, column: &str) -> u32 {
    count(rows.int(row, column).unwrap_or(0))
}

/// A day of an answer's row.
fn day(rows: &LogRows, row: usize, column: &str) -> Option<NaiveDate> {
    rows.text(row, column)?.get(..10)?.parse().ok()
}
