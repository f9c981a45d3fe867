//! Who changed a control, when, from which day on and why. Nothing of it is ever changed or removed.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, time, unreadable, utc},
};
use chrono::{DateTime, NaiveDate, Utc};
use model::Control;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};
use serde_json::json as object;

const NOUN: &str = "control change";

/// What was done with a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ControlAction {
    /// It was new.
    Added,
    /// A version followed another.
    Changed,
    /// It ended.
    Retired,
    /// It began again after it had ended.
    Reinstated,
}

impl ControlAction {
    /// The word used in the database and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Retired => "retired",
            Self::Reinstated => "reinstated",
        }
    }
}

/// A change to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewControlChange<'c> {
    /// The control's id.
    pub control: &'c str,
    /// What is done.
    pub action: ControlAction,
    /// First day of the change; none: since before the window.
    pub from: Option<NaiveDate>,
    /// Why.
    pub reason: &'c str,
    /// What it did to occurrences that were due already; blank: nothing.
    pub effect: &'c str,
    /// The version that it changes.
    pub before: Option<&'c Control>,
    /// The version that it makes.
    pub after: Option<&'c Control>,
}

/// A change as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlChange {
    /// The control's id.
    pub control: String,
    /// When it was made, UTC.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// What was done.
    pub action: ControlAction,
    /// First day of the change; none: since before the window.
    pub from: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// What it did to occurrences that were due already; blank: nothing.
    pub effect: String,
    /// The version that it changed.
    pub before: Option<Control>,
    /// The version that it made.
    pub after: Option<Control>,
}

impl Read<'_> {
    /// The changes of a control, in the order in which they were made.
    pub fn control_changes(&self, control: &str) -> Result<Vec<ControlChange>> {
        let sql = "SELECT * FROM control_change WHERE control = ?1 ORDER BY seq";
        let rows = self.all(sql, [control], |row| Ok((head(row)?, bodies(row)?)))?;
        rows.into_iter().map(|(change, bodies)| whole(change, bodies)).collect()
    }
}

impl Write<'_> {
    /// Keeps a change, in the name of whoever makes this transaction.
    pub fn insert_control_change(&mut self, new: &NewControlChange<'_>) -> Result<()> {
        let sql = "INSERT INTO control_change (control, at, actor, action, effective_from, reason, effect, before, after)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let body = |control: Option<&Control>| control.map(|control| json(NOUN, control)).transpose();
        let from = new.from.map(|day| day.to_string()).unwrap_or_default();
        let (at, actor) = (utc(self.at()), self.actor().to_owned());
        let row =
            params![new.control, at, actor, new.action.id(), from, new.reason, new.effect, body(new.before)?, body(new.after)?];
        self.change(NOUN, sql, row)?;
        let told = object!({ "effective-from": new.from, "reason": new.reason, "effect": new.effect });
        self.note(&format!("control {}", new.action.id()), new.control, None, Some(told))
    }
}

type Bodies = [Option<String>; 2];

fn bodies(row: &Row<'_>) -> rusqlite::Result<Bodies> {
    Ok([row.get("before")?, row.get("after")?])
}

fn head(row: &Row<'_>) -> rusqlite::Result<ControlChange> {
    let (at, action, from): (String, String, String) = (row.get("at")?, row.get("action")?, row.get("effective_from")?);
    let action = serde_json::from_value(action.into()).map_err(|error| unreadable(4, error))?;
    let from = (!from.is_empty()).then(|| from.parse()).transpose().map_err(|error| unreadable(5, error))?;
    Ok(ControlChange {
        control: row.get("control")?,
        at: time(2, &at)?,
        actor: row.get("actor")?,
        action,
        from,
        reason: row.get("reason")?,
        effect: row.get("effect")?,
        before: None,
        after: None,
    })
}

fn whole(change: ControlChange, [before, after]: Bodies) -> Result<ControlChange, StoreError> {
    let body = |text: Option<String>| text.map(|text| parsed(NOUN, &text)).transpose();
    Ok(ControlChange { before: body(before)?, after: body(after)?, ..change })
}
