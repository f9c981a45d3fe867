//! How exceptions are worked on: accepted as known until a day, assigned to somebody, talked about. None of it changes a
//! result.

use crate::{
    Result, StoreError,
    handle::{Read, Write, time, unreadable, utc, value},
};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use serde::Serialize;

/// An exception that somebody accepted as known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// The evaluator that found the exception.
    pub evaluator: String,
    /// The failed item.
    pub subject: String,
    /// Why it is accepted.
    pub reason: String,
    /// Who accepts it.
    pub by: String,
    /// The last day on which it is accepted.
    pub until: NaiveDate,
    /// When it was written down, UTC.
    pub at: DateTime<Utc>,
}

/// Who works on an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// The evaluator that found the exception.
    pub evaluator: String,
    /// The failed item.
    pub subject: String,
    /// E-mail address of the person.
    pub member: String,
    /// By which day.
    pub due: NaiveDate,
    /// When it was assigned, UTC.
    pub at: DateTime<Utc>,
}

/// Something said about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The evaluator that judged the item.
    pub evaluator: String,
    /// The item.
    pub subject: String,
    /// What was said.
    pub text: String,
    /// Who said it.
    pub author: String,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

impl Read<'_> {
    /// All acceptances, those that have ended too, by evaluator and subject.
    pub fn acceptances(&self) -> Result<Vec<Acceptance>> {
        self.all("SELECT * FROM acceptance ORDER BY evaluator, subject", [], acceptance)
    }

    /// The acceptance of one failed item, also one that has ended.
    pub fn acceptance(&self, evaluator: &str, subject: &str) -> Result<Option<Acceptance>> {
        self.one("SELECT * FROM acceptance WHERE evaluator = ?1 AND subject = ?2", [evaluator, subject], acceptance)
    }

    /// All assignments, by evaluator and subject.
    pub fn assignments(&self) -> Result<Vec<Assignment>> {
        self.all("SELECT * FROM assignment ORDER BY evaluator, subject", [], assignment)
    }

    /// Who works on one failed item.
    pub fn assignment(&self, evaluator: &str, subject: &str) -> Result<Option<Assignment>> {
        self.one("SELECT * FROM assignment WHERE evaluator = ?1 AND subject = ?2", [evaluator, subject], assignment)
    }

    /// What was said about an item, the oldest first.
    pub fn remarks(&self, evaluator: &str, subject: &str) -> Result<Vec<Remark>> {
        self.all("SELECT * FROM remark WHERE evaluator = ?1 AND subject = ?2 ORDER BY id", [evaluator, subject], remark)
    }

    /// How many remarks each item has, by evaluator and subject.
    pub fn remark_counts(&self) -> Result<Vec<((String, String), u64)>> {
        let sql = "SELECT evaluator, subject, count(*) FROM remark GROUP BY evaluator, subject ORDER BY evaluator, subject";
        self.all(sql, [], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))
    }
}

impl Write<'_> {
    /// Accepts a failed item as known, in place of an earlier acceptance; the activity chain keeps both.
    pub fn put_acceptance(&mut self, new: &Acceptance) -> Result<()> {
        let before = self.acceptance(&new.evaluator, &new.subject)?;
        let sql = "INSERT OR REPLACE INTO acceptance (evaluator, subject, reason, by, until, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let row = params![new.evaluator, new.subject, new.reason, new.by, new.until.to_string(), utc(new.at)];
        self.change("acceptance", sql, row)?;
        let before = before.map(|before| value("acceptance", &before)).transpose()?;
        let subject = format!("{} {}", new.evaluator, new.subject);
        self.note("exception accepted as known", &subject, before, Some(value("acceptance", new)?))
    }

    /// Takes an acceptance back.
    pub fn remove_acceptance(&mut self, evaluator: &str, subject: &str) -> Result<()> {
        let before = self.acceptance(evaluator, subject)?.ok_or_else(|| missing("acceptance", evaluator, subject))?;
        self.change("acceptance", "DELETE FROM acceptance WHERE evaluator = ?1 AND subject = ?2", [evaluator, subject])?;
        self.note("acceptance taken back", &format!("{evaluator} {subject}"), Some(value("acceptance", &before)?), None)
    }

    /// Assigns a failed item, in place of an earlier assignment; the activity chain keeps both.
    pub fn put_assignment(&mut self, new: &Assignment) -> Result<()> {
        let before = self.assignment(&new.evaluator, &new.subject)?;
        let sql = "INSERT OR REPLACE INTO assignment (evaluator, subject, member, due, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![new.evaluator, new.subject, new.member, new.due.to_string(), utc(new.at)];
        self.change("assignment", sql, row)?;
        let before = before.map(|before| value("assignment", &before)).transpose()?;
        let subject = format!("{} {}", new.evaluator, new.subject);
        self.note("exception assigned", &subject, before, Some(value("assignment", new)?))
    }

    /// Takes an assignment back.
    pub fn remove_assignment(&mut self, evaluator: &str, subject: &str) -> Result<()> {
        let before = self.assignment(evaluator, subject)?.ok_or_else(|| missing("assignment", evaluator, subject))?;
        self.change("assignment", "DELETE FROM assignment WHERE evaluator = ?1 AND subject = ?2", [evaluator, subject])?;
        self.note("assignment taken back", &format!("{evaluator} {subject}"), Some(value("assignment", &before)?), None)
    }

    /// Adds a remark, for good.
    pub fn add_remark(&mut self, new: &Remark) -> Result<()> {
        let sql = "INSERT INTO remark (evaluator, subject, text, author, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.change("remark", sql, params![new.evaluator, new.subject, new.text, new.author, utc(new.at)])?;
        let subject = format!("{} {}", new.evaluator, new.subject);
        self.note("remark added", &subject, None, Some(value("remark", new)?))
    }
}

fn missing(what: &'static str, evaluator: &str, subject: &str) -> StoreError {
    StoreError::NotFound { what, id: format!("{evaluator} {subject}") }
}

fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<NaiveDate> {
    row.get::<_, String>(column)?.parse().map_err(|error| unreadable(4, error))
}

fn moment(row: &Row<'_>) -> rusqlite::Result<DateTime<Utc>> {
    time(5, &row.get::<_, String>("at")?)
}

fn acceptance(row: &Row<'_>) -> rusqlite::Result<Acceptance> {
    Ok(Acceptance {
        evaluator: row.get("evaluator")?,
        subject: row.get("subject")?,
        reason: row.get("reason")?,
        by: row.get("by")?,
        until: day(row, "until")?,
        at: moment(row)?,
    })
}

fn assignment(row: &Row<'_>) -> rusqlite::Result<Assignment> {
    Ok(Assignment {
        evaluator: row.get("evaluator")?,
        subject: row.get("subject")?,
        member: row.get("member")?,
        due: day(row, "due")?,
        at: moment(row)?,
    })
}

fn remark(row: &Row<'_>) -> rusqlite::Result<Remark> {
    Ok(Remark {
        evaluator: row.get("evaluator")?,
        subject: row.get("subject")?,
        text: row.get("text")?,
        author: row.get("author")?,
        at: moment(row)?,
    })
}
