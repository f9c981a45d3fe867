//! Which evidence serves which controls: many to many, each link with who made it and why.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, time, utc, value},
};
use chrono::{DateTime, Utc};
use model::{EvidenceId, Kind};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

const NOUN: &str = "link";

/// Who made a link, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkOrigin {
    /// Made by the import, because records of this kind serve the control.
    Automatic(Kind),
    /// Made by a person, for the reason given.
    Person {
        /// Who.
        name: String,
        /// Why.
        reason: String,
    },
}

/// Evidence that serves a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The evidence.
    pub evidence: EvidenceId,
    /// The control's id.
    pub control: String,
    /// Who linked it, and why.
    pub origin: LinkOrigin,
    /// When, UTC.
    pub at: DateTime<Utc>,
}

impl Read<'_> {
    /// All links, by evidence and control.
    pub fn links(&self) -> Result<Vec<Link>> {
        self.links_where("SELECT * FROM link ORDER BY evidence, control", [])
    }

    /// The controls that some evidence serves.
    pub fn links_of_evidence(&self, evidence: EvidenceId) -> Result<Vec<Link>> {
        self.links_where("SELECT * FROM link WHERE evidence = ?1 ORDER BY control", [evidence.0])
    }

    /// The evidence that serves a control.
    pub fn links_of_control(&self, control: &str) -> Result<Vec<Link>> {
        self.links_where("SELECT * FROM link WHERE control = ?1 ORDER BY evidence", [control])
    }

    fn links_where(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Link>> {
        let read = |row: &Row<'_>| Ok((row.get("evidence")?, row.get("control")?, row.get("origin")?, row.get("at")?));
        let rows: Vec<(u32, String, String, String)> = self.all(sql, params, read)?;
        let link = |(evidence, control, origin, at): (u32, String, String, String)| {
            let at = time(3, &at).map_err(StoreError::sql("read a link"))?;
            Ok(Link { evidence: EvidenceId(evidence), control, origin: parsed(NOUN, &origin)?, at })
        };
        rows.into_iter().map(link).collect()
    }
}

impl Write<'_> {
    /// Links evidence to a control. A link that is there already stays as it was made.
    pub fn link(&mut self, evidence: EvidenceId, control: &str, origin: &LinkOrigin) -> Result<()> {
        let sql = "INSERT INTO link (evidence, control, origin, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let what = format!("the link of {evidence} to control {control}");
        let row = params![evidence.0, control, json(NOUN, origin)?, utc(self.at())];
        if self.change(&what, sql, row)? == 0 {
            return Ok(());
        }
        self.note("evidence linked", &format!("{evidence} {control}"), None, Some(value(NOUN, origin)?))
    }

    /// Takes a link away.
    pub fn unlink(&mut self, evidence: EvidenceId, control: &str) -> Result<()> {
        let id = format!("{evidence} {control}");
        let before = self.links_of_evidence(evidence)?.into_iter().find(|link| link.control == control);
        let before = before.ok_or_else(|| StoreError::NotFound { what: NOUN, id: id.clone() })?;
        self.change(NOUN, "DELETE FROM link WHERE evidence = ?1 AND control = ?2", params![evidence.0, control])?;
        self.note("evidence unlinked", &id, Some(value(NOUN, &before.origin)?), None)
    }
}
