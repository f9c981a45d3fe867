//! What management answers to an exception.

use crate::{
    Result,
    handle::{Read, Write, time, unreadable, utc, value},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::EvidenceId;
use rusqlite::{Row, params};
use serde::Serialize;

/// A management response to one failed item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The evaluator that found the exception.
    pub evaluator: String,
    /// The failed item.
    pub subject: String,
    /// Why it happened, in management's words.
    pub cause: String,
    /// What was or will be done.
    pub fix: String,
    /// What limited the effect meanwhile.
    pub compensating: String,
    /// Who answers for it.
    pub owner: String,
    /// When the fix is due.
    pub due: Option<NaiveDate>,
    /// The later evidence on which the fix was tested again.
    pub retest: Option<EvidenceId>,
    /// When it was given, UTC.
    pub at: DateTime<Utc>,
}

impl Read<'_> {
    /// All responses, by evaluator and subject.
    pub fn responses(&self) -> Result<Vec<Response>> {
        self.all("SELECT * FROM response ORDER BY evaluator, subject", [], response)
    }

    /// The response to one failed item.
    pub fn response(&self, evaluator: &str, subject: &str) -> Result<Option<Response>> {
        let sql = "SELECT * FROM response WHERE evaluator = ?1 AND subject = ?2";
        self.one(sql, [evaluator, subject], response)
    }
}

impl Write<'_> {
    /// Sets the response to a failed item, in place of the one before; the activity chain keeps both.
    pub fn put_response(&mut self, new: &Response) -> Result<()> {
        let before = self.response(&new.evaluator, &new.subject)?;
        let sql = "INSERT INTO response (evaluator, subject, cause, fix, compensating, owner, due, retest, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (evaluator, subject) DO UPDATE SET cause = excluded.cause, fix = excluded.fix,
            compensating = excluded.compensating, owner = excluded.owner, due = excluded.due, retest = excluded.retest,
            at = excluded.at";
        let due = new.due.map(|day| day.to_string());
        let retest = new.retest.map(|id| id.0);
        let row = params![new.evaluator, new.subject, new.cause, new.fix, new.compensating, new.owner, due, retest, utc(new.at)];
        self.change("response", sql, row)?;
        let before = before.map(|before| value("response", &before)).transpose()?;
        let subject = format!("{} {}", new.evaluator, new.subject);
        self.note("response set", &subject, before, Some(value("response", new)?))
    }
}

fn response(row: &Row<'_>) -> rusqlite::Result<Response> {
    let due: Option<String> = row.get("due")?;
    let at: String = row.get("at")?;
    Ok(Response {
        evaluator: row.get("evaluator")?,
        subject: row.get("subject")?,
        cause: row.get("cause")?,
        fix: row.get("fix")?,
        compensating: row.get("compensating")?,
        owner: row.get("owner")?,
        due: due.map(|day| day.parse()).transpose().map_err(|error| unreadable(4, error))?,
        retest: row.get::<_, Option<u32>>("retest")?.map(EvidenceId),
        at: time(5, &at)?,
    })
}
