//! What the tables that hold one JSON value under a name have in common.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, value},
};
use rusqlite::params;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A table of named values.
#[derive(Clone, Copy)]
pub(super) struct Keyed {
    /// Name of the table.
    pub(super) table: &'static str,
    /// What a row is, in words.
    pub(super) noun: &'static str,
}

impl Read<'_> {
    pub(super) fn get<T: DeserializeOwned>(&self, keyed: Keyed, id: &str) -> Result<Option<T>> {
        let sql = format!("SELECT payload FROM {} WHERE id = ?1", keyed.table);
        let text: Option<String> = self.one(&sql, [id], |row| row.get(0))?;
        text.map(|text| parsed(keyed.noun, &text)).transpose()
    }

    pub(super) fn list<T: DeserializeOwned>(&self, keyed: Keyed) -> Result<Vec<(String, T)>> {
        let sql = format!("SELECT id, payload FROM {} ORDER BY id", keyed.table);
        let rows: Vec<(String, String)> = self.all(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(|(id, text)| Ok((id, parsed(keyed.noun, &text)?))).collect()
    }
}

impl Write<'_> {
    /// Puts a value under a name. The same value again changes nothing and leaves no entry.
    pub(super) fn put<T: Serialize>(&mut self, keyed: Keyed, id: &str, new: &T) -> Result<()> {
        let before: Option<Value> = self.get(keyed, id)?;
        let after = value(keyed.noun, new)?;
        if before.as_ref() == Some(&after) {
            return Ok(());
        }
        let sql = format!(
            "INSERT INTO {} (id, payload) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET payload = excluded.payload",
            keyed.table
        );
        self.change(keyed.noun, &sql, params![id, json(keyed.noun, &after)?])?;
        self.note(&format!("{} set", keyed.noun), id, before, Some(after))
    }

    pub(super) fn remove(&mut self, keyed: Keyed, id: &str) -> Result<()> {
        let before: Option<Value> = self.get(keyed, id)?;
        let missing = || StoreError::NotFound { what: keyed.noun, id: id.to_owned() };
        let before = before.ok_or_else(missing)?;
        self.change(keyed.noun, &format!("DELETE FROM {} WHERE id = ?1", keyed.table), [id])?;
        self.note(&format!("{} removed", keyed.noun), id, Some(before), None)
    }
}
