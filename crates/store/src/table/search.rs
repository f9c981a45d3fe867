//! What looking for credentials in originals came to.

use crate::{
    Result,
    handle::{Read, Write, json, parsed, value},
};
use model::{CredentialSearch, EvidenceId};
use rusqlite::params;
use std::collections::BTreeMap;

const NOUN: &str = "search for credentials";

impl Read<'_> {
    /// What was found in the originals that were looked through, by evidence.
    pub fn credential_searches(&self) -> Result<BTreeMap<EvidenceId, CredentialSearch>> {
        let sql = "SELECT evidence, payload FROM credential_search ORDER BY evidence";
        let rows: Vec<(u32, String)> = self.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.into_iter().map(|(id, text)| Ok((EvidenceId(id), parsed(NOUN, &text)?))).collect()
    }
}

impl Write<'_> {
    /// Keeps what was found in an original, in place of what earlier detectors found.
    pub fn put_credential_search(&mut self, evidence: EvidenceId, search: &CredentialSearch) -> Result<()> {
        let sql = "INSERT INTO credential_search (evidence, payload) VALUES (?1, ?2) \
                   ON CONFLICT (evidence) DO UPDATE SET payload = excluded.payload";
        self.change(NOUN, sql, params![evidence.0, json(NOUN, &value(NOUN, search)?)?])?;
        Ok(())
    }
}
