//! Evidence: one row per original taken in. Numbers are given in order and never again.

use crate::{
    Result, StoreError,
    handle::{Read, Write, json, parsed, value},
};
use model::{Evidence, EvidenceId, Ipe, Sha256, Stamp};
use rusqlite::{Row, params};
use serde_json::{Value, json as object};
use std::collections::BTreeSet;

const NOUN: &str = "evidence";

impl Read<'_> {
    /// A piece of evidence.
    pub fn evidence(&self, id: EvidenceId) -> Result<Evidence> {
        let found = self.evidence_where("SELECT payload FROM evidence WHERE id = ?1", [id.0])?;
        found.into_iter().next().ok_or_else(|| StoreError::NotFound { what: NOUN, id: id.to_string() })
    }

    /// The first evidence with these original bytes.
    pub fn evidence_by_hash(&self, hash: &Sha256) -> Result<Option<Evidence>> {
        let sql = "SELECT payload FROM evidence WHERE sha256 = ?1 ORDER BY id LIMIT 1";
        Ok(self.evidence_where(sql, [hash.to_string()])?.into_iter().next())
    }

    /// All evidence, by number.
    pub fn all_evidence(&self) -> Result<Vec<Evidence>> {
        self.evidence_where("SELECT payload FROM evidence ORDER BY id", [])
    }

    /// The originals that evidence names.
    pub fn evidence_hashes(&self) -> Result<BTreeSet<Sha256>> {
        let texts: Vec<String> = self.all("SELECT DISTINCT sha256 FROM evidence", [], |row| row.get(0))?;
        let hash = |text: String| {
            let wrong = || StoreError::Damaged { file: "map.db".to_owned(), detail: format!("`{text}` is no hash") };
            text.parse().ok().ok_or_else(wrong)
        };
        texts.into_iter().map(hash).collect()
    }

    fn evidence_where(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Evidence>> {
        let texts: Vec<String> = self.all(sql, params, |row: &Row<'_>| row.get(0))?;
        texts.iter().map(|text| parsed(NOUN, text)).collect()
    }
}

impl Write<'_> {
    /// Adds a piece of evidence under the next number, whatever number it came with. Its original must be stored
    /// already. Counts that are only known after reading are completed by [`Write::update_evidence`].
    pub fn insert_evidence(&mut self, evidence: &Evidence) -> Result<EvidenceId> {
        let sql = "INSERT INTO evidence (sha256, file_name, payload) VALUES (?1, ?2, '{}')";
        self.change(NOUN, sql, params![evidence.sha256.to_string(), evidence.file_name])?;
        let id = EvidenceId(u32::try_from(self.connection().last_insert_rowid()).unwrap_or(u32::MAX));
        let numbered = Evidence { id, ..evidence.clone() };
        self.store(&numbered)?;
        self.named.insert(evidence.sha256);
        self.note("evidence added", &id.to_string(), None, Some(summary(&numbered)))?;
        Ok(id)
    }

    /// Changes what is known about evidence, found by its number; original and file name stay as they are.
    pub fn update_evidence(&mut self, evidence: &Evidence) -> Result<()> {
        let before = self.evidence(evidence.id)?;
        let kept = Evidence { sha256: before.sha256, file_name: before.file_name.clone(), ..evidence.clone() };
        if kept == before {
            return Ok(());
        }
        self.store(&kept)?;
        self.note("evidence updated", &kept.id.to_string(), Some(summary(&before)), Some(summary(&kept)))
    }

    /// Fills in the IPE sheet.
    pub fn set_ipe(&mut self, id: EvidenceId, ipe: &Ipe) -> Result<()> {
        let before = self.evidence(id)?;
        if before.ipe == *ipe {
            return Ok(());
        }
        self.store(&Evidence { ipe: ipe.clone(), ..before.clone() })?;
        let (before, after) = (value("IPE sheet", &before.ipe)?, value("IPE sheet", ipe)?);
        self.note("IPE sheet changed", &id.to_string(), Some(before), Some(after))
    }

    /// States when the source produced the evidence.
    pub fn set_extracted(&mut self, id: EvidenceId, extracted: Option<Stamp>) -> Result<()> {
        let before = self.evidence(id)?;
        if before.dates.extracted == extracted {
            return Ok(());
        }
        let mut after = before.clone();
        after.dates.extracted = extracted;
        self.store(&after)?;
        let (before, after) = (value("date", &before.dates.extracted)?, value("date", &extracted)?);
        self.note("extraction date changed", &id.to_string(), Some(before), Some(after))
    }

    /// Takes evidence back: its records, problems, links and log parts go with it. The original goes, once this is
    /// committed, unless other evidence names it; the number is never given again.
    pub fn remove_evidence(&mut self, id: EvidenceId) -> Result<Evidence> {
        let gone = self.evidence(id)?;
        let files: Vec<String> = self.all("SELECT file FROM log_part WHERE evidence = ?1", [id.0], |row| row.get(0))?;
        self.forget_pending(id);
        self.remove_mentions(id)?;
        self.change(NOUN, "DELETE FROM record WHERE place BETWEEN ?1 AND ?2", super::places(id))?;
        self.change(NOUN, "DELETE FROM problem WHERE place BETWEEN ?1 AND ?2", super::places(id))?;
        self.change(NOUN, "DELETE FROM evidence WHERE id = ?1", [id.0])?;
        self.freed.blobs.insert(gone.sha256);
        self.freed.logs.extend(files);
        self.note("evidence removed", &id.to_string(), Some(summary(&gone)), None)?;
        Ok(gone)
    }

    fn store(&self, evidence: &Evidence) -> Result<()> {
        let sql = "UPDATE evidence SET payload = ?2 WHERE id = ?1";
        self.change(NOUN, sql, params![evidence.id.0, json(NOUN, evidence)?]).map(drop)
    }
}

/// What the activity chain says of evidence: what it is and how much was read, not its content.
fn summary(evidence: &Evidence) -> Value {
    object!({
        "file": evidence.file_name,
        "sha256": evidence.sha256,
        "bytes": evidence.bytes,
        "importer": evidence.importer,
        "importer-version": evidence.importer_version,
        "records": evidence.records,
        "problems": evidence.problems,
        "dates": evidence.dates,
    })
}
