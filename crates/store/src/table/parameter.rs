//! Parameters of evaluators, each value with the day from which it is in force.

use crate::{
    Result, StoreError,
    handle::{Read, Write, unreadable, value},
};
use chrono::NaiveDate;
use model::Effective;
use rusqlite::{Row, params};
use std::collections::BTreeMap;

const NOUN: &str = "parameter";

impl Read<'_> {
    /// Every value set, by parameter and in order of the first day.
    pub fn parameters(&self) -> Result<BTreeMap<String, Vec<Effective>>> {
        let rows = self.all("SELECT * FROM parameter ORDER BY id, effective_from", [], effective)?;
        let mut parameters = BTreeMap::<_, Vec<_>>::new();
        for (id, effective) in rows {
            parameters.entry(id).or_default().push(effective);
        }
        Ok(parameters)
    }

    fn parameter(&self, id: &str, from: NaiveDate) -> Result<Option<Effective>> {
        let sql = "SELECT * FROM parameter WHERE id = ?1 AND effective_from = ?2";
        Ok(self.one(sql, params![id, from.to_string()], effective)?.map(|(_, effective)| effective))
    }
}

impl Write<'_> {
    /// Sets a parameter from a day on; a value with the same first day is replaced.
    pub fn put_parameter(&mut self, id: &str, new: &Effective) -> Result<()> {
        let before = self.parameter(id, new.from)?;
        if before.as_ref() == Some(new) {
            return Ok(());
        }
        let sql = "INSERT INTO parameter (id, effective_from, value, reason) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (id, effective_from) DO UPDATE SET value = excluded.value, reason = excluded.reason";
        self.change(NOUN, sql, params![id, new.from.to_string(), new.value, new.reason])?;
        let before = before.map(|before| value(NOUN, &before)).transpose()?;
        self.note("parameter set", id, before, Some(value(NOUN, new)?))
    }

    /// Takes back the value that a parameter has from a day on.
    pub fn remove_parameter(&mut self, id: &str, from: NaiveDate) -> Result<()> {
        let missing = || StoreError::NotFound { what: NOUN, id: format!("{id} from {from}") };
        let before = self.parameter(id, from)?.ok_or_else(missing)?;
        let sql = "DELETE FROM parameter WHERE id = ?1 AND effective_from = ?2";
        self.change(NOUN, sql, params![id, from.to_string()])?;
        self.note("parameter removed", id, Some(value(NOUN, &before)?), None)
    }
}

fn effective(row: &Row<'_>) -> rusqlite::Result<(String, Effective)> {
    let day: String = row.get("effective_from")?;
    let from = day.parse().map_err(|error| unreadable(1, error))?;
    Ok((row.get("id")?, Effective { from, value: row.get("value")?, reason: row.get("reason")? }))
}
