//! Changes of the engagement after it was set up, each with its reason. Nothing of it is ever changed or removed.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, time, utc},
};
use chrono::{DateTime, Utc};
use model::Engagement;
use rusqlite::params;
use serde_json::json as object;

const NOUN: &str = "engagement change";

/// A change of the engagement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngagementChange {
    /// When, UTC.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// As it was.
    pub before: Engagement,
    /// As it became.
    pub after: Engagement,
}

impl Read<'_> {
    /// The changes, in the order in which they were made.
    pub fn engagement_changes(&self) -> Result<Vec<EngagementChange>> {
        let sql = "SELECT at, actor, reason, before, after FROM engagement_change ORDER BY seq";
        let texts = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]);
        let rows: Vec<[String; 5]> = self.all(sql, [], texts)?;
        let change = |[at, actor, reason, before, after]: [String; 5]| {
            let at = time(0, &at).map_err(StoreError::sql("read a change of the engagement"))?;
            Ok(EngagementChange { at, actor, reason, before: parsed(NOUN, &before)?, after: parsed(NOUN, &after)? })
        };
        rows.into_iter().map(change).collect()
    }
}

impl Write<'_> {
    /// Changes the engagement for a reason, in the name of whoever makes this transaction.
    pub fn change_engagement(&mut self, before: &Engagement, after: &Engagement, reason: &str) -> Result<()> {
        let sql = "INSERT INTO engagement_change (at, actor, reason, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
        let (at, actor) = (utc(self.at()), self.actor().to_owned());
        self.change(NOUN, sql, params![at, actor, reason, json(NOUN, before)?, json(NOUN, after)?])?;
        self.put_engagement(after)?;
        self.note("engagement changed", &after.company, None, Some(object!({ "reason": reason })))
    }
}
