//! What management answers to an exception.

use crate::{
    Result,
    handle::{Read, Write, time, unreadable, utc, value},
};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use serde::Serialize;

/// A management response to one failed item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Response {
    /// The evaluator that found the exception.
    pub evaluator: String,
    /// The failed item.
    pub subject: String,
    /// Cause, fix, compensating control: management's words.
    pub text: String,
    /// Who answers for it.
    pub owner: String,
    /// When the fix is due.
    pub due: Option<NaiveDate>,
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
        let sql = "INSERT INTO response (evaluator, subject, text, owner, due, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (evaluator, subject)
            DO UPDATE SET text = excluded.text, owner = excluded.owner, due = excluded.due, at = excluded.at";
        let due = new.due.map(|day| day.to_string());
        self.change("response", sql, params![new.evaluator, new.subject, new.text, new.owner, due, utc(new.at)])?;
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
        text: row.get("text")?,
        owner: row.get("owner")?,
        due: due.map(|day| day.parse()).transpose().map_err(|error| unreadable(4, error))?,
        at: time(5, &at)?,
    })
}
