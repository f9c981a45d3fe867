//! The providers and models that may answer in production, each from a day on.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, value},
};
use chrono::NaiveDate;
use model::Approved;
use rusqlite::params;

const NOUN: &str = "approval";

impl Read<'_> {
    /// The approved list with its history, by provider, model and first day.
    pub fn approved(&self) -> Result<Vec<Approved>> {
        let sql = "SELECT payload FROM approved ORDER BY provider, model, effective_from";
        let texts: Vec<String> = self.all(sql, [], |row| row.get(0))?;
        texts.iter().map(|text| parsed(NOUN, text)).collect()
    }

    fn approval(&self, provider: &str, model: Option<&str>, from: NaiveDate) -> Result<Option<Approved>> {
        let sql = "SELECT payload FROM approved WHERE provider = ?1 AND model = ?2 AND effective_from = ?3";
        let key = params![provider, model.unwrap_or_default(), from.to_string()];
        let text: Option<String> = self.one(sql, key, |row| row.get(0))?;
        text.map(|text| parsed(NOUN, &text)).transpose()
    }
}

impl Write<'_> {
    /// Approves from a day on, or changes the approval with the same provider, model and first day (to end it, say).
    pub fn put_approved(&mut self, new: &Approved) -> Result<()> {
        let before = self.approval(&new.provider, new.model.as_deref(), new.from)?;
        if before.as_ref() == Some(new) {
            return Ok(());
        }
        let sql = "INSERT INTO approved (provider, model, effective_from, payload) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (provider, model, effective_from) DO UPDATE SET payload = excluded.payload";
        let model = new.model.as_deref().unwrap_or_default();
        self.change(NOUN, sql, params![new.provider, model, new.from.to_string(), json(NOUN, new)?])?;
        let before = before.map(|before| value(NOUN, &before)).transpose()?;
        self.note("approval set", &new.provider, before, Some(value(NOUN, new)?))
    }

    /// Takes an approval back as if it had never been given; to end one, set its last day.
    pub fn remove_approved(&mut self, provider: &str, model: Option<&str>, from: NaiveDate) -> Result<()> {
        let missing = || StoreError::NotFound { what: NOUN, id: format!("{provider} from {from}") };
        let before = self.approval(provider, model, from)?.ok_or_else(missing)?;
        let sql = "DELETE FROM approved WHERE provider = ?1 AND model = ?2 AND effective_from = ?3";
        self.change(NOUN, sql, params![provider, model.unwrap_or_default(), from.to_string()])?;
        self.note("approval removed", provider, Some(value(NOUN, &before)?), None)
    }
}
