//! Controls in all their versions. A change in June makes a new version; what was true in March stays.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, value},
};
use chrono::NaiveDate;
use model::Control;
use rusqlite::{Row, params};

const NOUN: &str = "control";

impl Read<'_> {
    /// Every version of every control, by id and first day.
    pub fn all_control_versions(&self) -> Result<Vec<Control>> {
        self.controls_where("SELECT payload FROM control_version ORDER BY control, effective_from", [])
    }

    /// The versions of one control, the first in force first.
    pub fn control_versions(&self, id: &str) -> Result<Vec<Control>> {
        let sql = "SELECT payload FROM control_version WHERE control = ?1 ORDER BY effective_from";
        self.controls_where(sql, [id])
    }

    /// The controls in force on a day, by id.
    pub fn controls_at(&self, day: NaiveDate) -> Result<Vec<Control>> {
        let sql = "SELECT payload FROM control_version
            WHERE effective_from <= ?1 AND (effective_to IS NULL OR effective_to >= ?1) ORDER BY control";
        self.controls_where(sql, [day.to_string()])
    }

    fn controls_where(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Control>> {
        let texts: Vec<String> = self.all(sql, params, |row: &Row<'_>| row.get(0))?;
        texts.iter().map(|text| parsed(NOUN, text)).collect()
    }
}

impl Write<'_> {
    /// Adds a control, or a version of one. With `effective_from` the version before ends on the day before; a version
    /// with the same first day is replaced. A version that others follow ends before the next one begins.
    pub fn put_control(&mut self, control: &Control) -> Result<()> {
        let versions = self.control_versions(&control.id)?;
        let mut new = control.clone();
        if let Some(next) = versions.iter().find(|other| other.effective_from > new.effective_from) {
            new.effective_to = earlier(new.effective_to, day_before(next));
        }
        if new.effective_to.is_some_and(|to| new.effective_from.is_some_and(|from| to < from)) {
            let why = "it would end before it begins; check its first and last day".to_owned();
            return Err(StoreError::Refused { what: format!("control {}", new.id), why });
        }
        let replaced = versions.iter().find(|other| other.effective_from == new.effective_from);
        if replaced == Some(&new) {
            return Ok(());
        }
        self.change(NOUN, "INSERT INTO control (id) VALUES (?1) ON CONFLICT DO NOTHING", [&new.id])?;
        if let Some(earlier) = versions.iter().rev().find(|other| other.effective_from < new.effective_from) {
            self.close_before(earlier, &new)?;
        }
        self.put_version(&new)?;
        let before = replaced.map(|control| value(NOUN, control)).transpose()?;
        self.note("control set", &new.id, before, Some(value(NOUN, &new)?))
    }

    fn close_before(&mut self, version: &Control, next: &Control) -> Result<()> {
        let mut closed = version.clone();
        closed.effective_to = earlier(version.effective_to, day_before(next));
        if closed == *version {
            return Ok(());
        }
        self.put_version(&closed)?;
        self.note("control version closed", &closed.id, Some(value(NOUN, version)?), Some(value(NOUN, &closed)?))
    }

    fn put_version(&self, control: &Control) -> Result<()> {
        let sql = "INSERT INTO control_version (control, effective_from, effective_to, payload) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (control, effective_from)
            DO UPDATE SET effective_to = excluded.effective_to, payload = excluded.payload";
        let from = control.effective_from.map(|day| day.to_string()).unwrap_or_default();
        let to = control.effective_to.map(|day| day.to_string());
        self.change(NOUN, sql, params![control.id, from, to, json(NOUN, control)?]).map(drop)
    }
}

fn day_before(control: &Control) -> Option<NaiveDate> {
    control.effective_from.and_then(|day| day.pred_opt())
}

fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
